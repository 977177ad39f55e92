// SPDX-License-Identifier: Apache-2.0
// Failures of the ground we stand on (disk, database, library). Thrown, and caught only in CLI main and the writer's loop.
#pragma once

#include "base/core/problem.hpp"

#include <stdexcept>

namespace giamsat {

class StorageError : public std::runtime_error {
public:
    explicit StorageError(Problem p) : std::runtime_error(p.message(Lang::en)), problem(std::move(p)) {}
    Problem problem;
};

}  // namespace giamsat
