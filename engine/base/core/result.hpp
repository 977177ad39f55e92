// SPDX-License-Identifier: Apache-2.0
// Result<T>: a value, or the Problem that stands in its way. Never ignored.
#pragma once

#include "base/core/problem.hpp"

#include <tl/expected.hpp>

namespace giamsat {

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Problem> {
public:
    using tl::expected<T, Problem>::expected;
    Result(Problem problem) : tl::expected<T, Problem>(tl::unexpect, std::move(problem)) {}
    Result(tl::expected<T, Problem> other) : tl::expected<T, Problem>(std::move(other)) {}
};

using Done = Result<void>;

}  // namespace giamsat

// Leaves the function with the Problem of EXPR, or binds its value to NAME.
#define GIAMSAT_TRY(name, expr)                                  \
    auto name##_result = (expr);                                 \
    if (!name##_result) return std::move(name##_result.error()); \
    auto& name = *name##_result
#define GIAMSAT_CHECK(expr) \
    if (auto checked_result = (expr); !checked_result) return std::move(checked_result.error())
