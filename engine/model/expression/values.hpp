// SPDX-License-Identifier: Apache-2.0
// Inner header of model/expression: what a stored value is to an expression.
#pragma once

#include "base/json/json.hpp"

#include <optional>

namespace giamsat::expression {

bool is_blank(const Json& value);  // absent or ''
// Nothing = it is no number, no day. Days count from 1970-01-01.
std::optional<double> number_value(const Json& value);
std::optional<double> day_value(const Json& value);

}  // namespace giamsat::expression
