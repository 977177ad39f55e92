// SPDX-License-Identifier: Apache-2.0
#include "model/expression/functions.hpp"

#include "base/core/time.hpp"
#include "model/expression/pattern.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace giamsat::expression {

namespace {

using Values = std::vector<XPathValue>;
using Answer = std::optional<XPathValue>;

constexpr Kind any = Kind::any, text = Kind::text, number = Kind::number, boolean = Kind::boolean, date = Kind::date;

// XPath 1.0's own names stay as they are; where XPath would go on with NaN, ours refuse instead.
const std::vector<Function>& all_functions() {
    static const std::vector<Function> all = {
        {"concat", "concat", 2, many, {any}, text},
        {"starts-with", "starts-with", 2, 2, {text}, boolean},
        {"contains", "contains", 2, 2, {text}, boolean},
        {"substring-before", "substring-before", 2, 2, {text}, text},
        {"substring-after", "substring-after", 2, 2, {text}, text},
        {"substring", "substring", 2, 3, {text, number}, text},
        {"string-length", "string-length", 1, 1, {text}, number},
        {"normalize-space", "normalize-space", 1, 1, {text}, text},
        {"translate", "translate", 3, 3, {text}, text},
        {"string", "string", 1, 1, {any}, text},
        {"boolean", "boolean", 1, 1, {any}, boolean},
        {"not", "not", 1, 1, {boolean}, boolean},
        {"true", "true", 0, 0, {}, boolean},
        {"false", "false", 0, 0, {}, boolean},
        {"number", "gs-number", 1, 1, {any}, number},
        {"floor", "floor", 1, 1, {number}, number},
        {"ceiling", "ceiling", 1, 1, {number}, number},
        {"round", "gs-round", 1, 2, {number}, number},
        {"coalesce", "gs-coalesce", 2, 8, {any}, any, true},
        {"if", "gs-if", 3, 3, {boolean, any}, any, true},
        {"min", "gs-min", 1, many, {any}, number, true},
        {"max", "gs-max", 1, many, {any}, number, true},
        {"selected", "gs-selected", 2, 2, {text}, boolean},
        {"today", "today", 0, 0, {}, date},
        {"days_between", "gs-days", 2, 2, {date}, number},
        {"year", "gs-year", 1, 1, {date}, number},
        {"month", "gs-month", 1, 1, {date}, number},
        {"regex", "gs-regex", 2, 2, {text}, boolean},
    };
    return all;
}

double at(const Values& values, std::size_t index) { return xpath_number(values.at(index)); }

Date day(double number_of_days) { return Date{std::chrono::sys_days{std::chrono::days{std::lround(number_of_days)}}}; }

// Half away from zero, as people round money; XPath's own round() goes towards plus infinity.
double rounded(double value, double digits) {
    const double scale = std::pow(10.0, std::clamp(std::trunc(digits), -15.0, 15.0));
    const double scaled = value * scale;
    const double whole = std::round(scaled);
    if (!std::isfinite(scaled)) return value;
    // 2.675 is stored a hair below its half: within the noise of a double it counts as the half people see.
    const double half = std::trunc(scaled) + std::copysign(0.5, scaled);
    const bool on_half = std::abs(scaled - half) <= std::abs(scaled) * 4e-16;
    return (on_half ? std::trunc(scaled) + std::copysign(1.0, scaled) : whole) / scale;
}

bool selected(const std::string& list, const std::string& wanted) {
    if (wanted.empty()) return false;
    for (std::size_t from = 0; from <= list.size();) {
        const auto to = std::min(list.find(' ', from), list.size());
        if (list.compare(from, to - from, wanted) == 0) return true;
        from = to + 1;
    }
    return false;
}

Answer least(const Values& values) {
    double found = at(values, 0);
    for (std::size_t i = 1; i < values.size(); ++i) found = std::min(found, at(values, i));
    return found;
}

Answer greatest(const Values& values) {
    double found = at(values, 0);
    for (std::size_t i = 1; i < values.size(); ++i) found = std::max(found, at(values, i));
    return found;
}

bool matches(const std::string& subject, const std::string& source) {
    thread_local std::map<std::string, Pattern>
        compiled;  // of patterns written in definitions: few, and checked at load
    auto found = compiled.find(source);
    if (found == compiled.end()) {
        auto pattern = Pattern::compile(source);
        if (!pattern) return false;
        found = compiled.emplace(source, std::move(*pattern)).first;
    }
    return found->second.matches(subject);
}

Answer refused(LocalText& why, const char* vi, const char* en) {
    why = {vi, en};
    return std::nullopt;
}

Answer quotient(const Values& values, LocalText& why) {
    if (at(values, 1) == 0) return refused(why, "chia cho 0", "division by zero");
    return at(values, 0) / at(values, 1);
}

Answer remainder(const Values& values, LocalText& why) {
    if (at(values, 1) == 0) return refused(why, "chia cho 0", "division by zero");
    return std::fmod(at(values, 0), at(values, 1));
}

Answer as_number(const Values& values, LocalText& why) {
    const double value = at(values, 0);
    if (!std::isfinite(value))
        return refused(why, "number() nhận chữ không phải số", "number() was given text that is no number");
    return value;
}

}  // namespace

const Function* find_function(std::string_view name) {
    const auto& all = all_functions();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& function) { return name == function.name; });
    return found == all.end() ? nullptr : &*found;
}

const std::vector<std::string>& function_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& function : all_functions()) out.emplace_back(function.name);
        return out;
    }();
    return names;
}

std::vector<std::pair<std::string, XPathFunction>> plain_functions(LocalText& why) {
    return {
        {"gs-div", [&why](const Values& v) { return quotient(v, why); }},
        {"gs-mod", [&why](const Values& v) { return remainder(v, why); }},
        {"gs-number", [&why](const Values& v) { return as_number(v, why); }},
        {"gs-round", [](const Values& v) -> Answer { return rounded(at(v, 0), v.size() > 1 ? at(v, 1) : 0); }},
        {"gs-min", least},
        {"gs-max", greatest},
        {"gs-selected", [](const Values& v) -> Answer { return selected(xpath_text(v.at(0)), xpath_text(v.at(1))); }},
        {"gs-days", [](const Values& v) -> Answer { return at(v, 1) - at(v, 0); }},
        {"gs-year", [](const Values& v) -> Answer { return static_cast<double>(day(at(v, 0)).year()); }},
        {"gs-month", [](const Values& v) -> Answer { return static_cast<double>(day(at(v, 0)).month()); }},
        {"gs-iso", [](const Values& v) -> Answer { return day(at(v, 0)).iso(); }},
        {"gs-regex", [](const Values& v) -> Answer { return matches(xpath_text(v.at(0)), xpath_text(v.at(1))); }},
    };
}

}  // namespace giamsat::expression
