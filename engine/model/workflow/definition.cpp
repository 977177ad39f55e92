// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/definition.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace giamsat {

namespace {

struct CaseName {
    const char* name;
    FieldType type;
};

constexpr std::array<CaseName, 12> names_of_cases = {{
    {"today", FieldType::date},
    {"children_total", FieldType::integer},
    {"children_done", FieldType::integer},
    {"children_open", FieldType::integer},
    {"findings_open", FieldType::integer},
    {"planned_on", FieldType::date},
    {"opened_on", FieldType::date},
    {"due_on", FieldType::date},
    {"sample", FieldType::integer},
    {"variant", FieldType::text},
    {"year", FieldType::integer},
    {"unit_level", FieldType::text},
}};

std::optional<Json> integer_value(std::string_view text) {
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
    if (value > json_integer_max || value < -json_integer_max) return std::nullopt;
    return Json(value);
}

// Kept as text: the journal's bytes hold no floating numbers.
std::optional<Json> decimal_value(std::string_view text) {
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    const auto point = digits.find('.');
    const auto whole = digits.substr(0, point);
    const auto part = point == digits.npos ? std::string_view("0") : digits.substr(point + 1);
    const auto all_digits = [](std::string_view word) {
        return !word.empty() && word.size() <= 15 && word.find_first_not_of("0123456789") == word.npos;
    };
    if (!all_digits(whole) || !all_digits(part)) return std::nullopt;
    return Json(std::string(text));
}

std::optional<Json> date_value(std::string_view text) {
    const auto date = Date::parse(text);
    if (!date) return std::nullopt;
    return Json(date->iso());
}

// Every list of actions of a definition, wherever it stands.
template <class Visit>
void each_action(const Definition& definition, const Visit& visit) {
    for (const auto& state : definition.states) {
        for (const auto& action : state.entry) visit(action);
        for (const auto& action : state.exit) visit(action);
    }
    for (const auto& transition : definition.transitions) {
        for (const auto& action : transition.actions) visit(action);
    }
}

}  // namespace

std::optional<StateIndex> Definition::state(std::string_view id) const {
    for (std::size_t i = 1; i < states.size(); ++i) {
        if (states[i].id == id) return static_cast<StateIndex>(i);
    }
    return std::nullopt;
}

const DataField* Definition::field(std::string_view field_name) const {
    const auto found =
        std::find_if(data.begin(), data.end(), [&](const auto& field) { return field.name == field_name; });
    return found == data.end() ? nullptr : &*found;
}

int Definition::field_index(std::string_view field_name) const {
    const DataField* found = field(field_name);
    return found ? static_cast<int>(found - data.data()) : -1;
}

std::vector<std::string> Definition::forms() const {
    std::set<std::string> used;
    for (const auto& transition : transitions) {
        if (!transition.form.empty()) used.insert(transition.form);
    }
    return {used.begin(), used.end()};
}

std::vector<std::string> Definition::children() const {
    std::set<std::string> opened;
    each_action(*this, [&](const Action& action) {
        const auto* open = std::get_if<OpenAction>(&action);
        if (open && !open->workflow.empty()) opened.insert(open->workflow);
    });
    return {opened.begin(), opened.end()};
}

std::vector<std::string> Definition::plugins() const {
    std::set<std::string> called;
    each_action(*this, [&](const Action& action) {
        if (const auto* call = std::get_if<CallAction>(&action)) called.insert(call->plugin);
    });
    return {called.begin(), called.end()};
}

bool Definition::opens_lines() const {
    bool found = false;
    each_action(*this, [&](const Action& action) {
        const auto* open = std::get_if<OpenAction>(&action);
        found = found || (open && open->from == OpenAction::From::lines);
    });
    return found;
}

bool takes_event(std::string_view descriptor, std::string_view event) {
    if (descriptor == "*") return !event.empty();
    if (!event.starts_with(descriptor)) return false;
    return event.size() == descriptor.size() || event[descriptor.size()] == '.';
}

bool takes_event(const Transition& transition, std::string_view event) {
    return std::any_of(transition.events.begin(), transition.events.end(),
                       [&](const auto& descriptor) { return takes_event(descriptor, event); });
}

std::optional<Json> field_value(FieldType type, std::string_view text) {
    if (text.empty()) return Json(nullptr);
    switch (type) {
        case FieldType::integer:
        case FieldType::money: return integer_value(text);
        case FieldType::decimal: return decimal_value(text);
        case FieldType::date: return date_value(text);
        case FieldType::boolean:
            if (text == "true" || text == "false") return Json(text == "true");
            return std::nullopt;
        case FieldType::text:
        case FieldType::choice: return Json(std::string(text));
    }
    return std::nullopt;
}

std::optional<FieldType> case_name_type(std::string_view name) {
    for (const auto& known : names_of_cases) {
        if (known.name == name) return known.type;
    }
    return std::nullopt;
}

const std::vector<std::string>& case_names() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> names;
        for (const auto& known : names_of_cases) names.emplace_back(known.name);
        return names;
    }();
    return all;
}

}  // namespace giamsat
