// SPDX-License-Identifier: Apache-2.0
// A copy of one of our files as it stands at one moment, taken while others go on reading and writing it.
#pragma once

#include "adapters/store/file.hpp"

#include <functional>

namespace giamsat::store {

// `to` must not be there yet; the copy needs no file beside it and is durable. `go_on` is told pages now and then and may say
// no. Throws StorageError: interrupted, and what opening and writing may give.
void copy_database(const std::filesystem::path& from, const FileKind& kind, const std::filesystem::path& to,
                   const std::function<bool(std::int64_t done, std::int64_t total)>& go_on);

}  // namespace giamsat::store
