// SPDX-License-Identifier: Apache-2.0
#include "model/expression/values.hpp"

#include "base/core/time.hpp"

#include <charconv>
#include <cmath>

namespace giamsat::expression {

namespace {

// Decimals travel as text: the journal holds no floating numbers.
std::optional<double> decimal(const std::string& text) {
    double value = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (text.empty() || read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace

bool is_blank(const Json& value) {
    return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty());
}

std::optional<double> number_value(const Json& value) {
    if (const auto* whole = value.get_ptr<const Json::number_integer_t*>()) return static_cast<double>(*whole);
    if (value.is_number()) return value.get<double>();
    return value.is_string() ? decimal(value.get_ref<const std::string&>()) : std::nullopt;
}

std::optional<double> day_value(const Json& value) {
    if (!value.is_string()) return std::nullopt;
    const auto date = Date::parse(value.get_ref<const std::string&>());
    if (!date) return std::nullopt;
    return static_cast<double>(date->day.time_since_epoch().count());
}

}  // namespace giamsat::expression
