// SPDX-License-Identifier: Apache-2.0
#include "kernel/explore/blocked.hpp"

#include "kernel/explore/coming.hpp"
#include "kernel/explore/story.hpp"
#include "model/workflow/say.hpp"

#include <algorithm>

namespace giamsat::exploring {

namespace {

constexpr std::string_view in_state = "In.";

bool is_answer(const std::string& name) { return name.starts_with("form.") || name.starts_with("event."); }

bool is_in(const Definition& definition, const CaseState& state, const std::string& id) {
    const auto wanted = definition.state(id);
    return wanted && std::any_of(state.configuration.begin(), state.configuration.end(),
                                 [&](StateIndex leaf) { return leaf == *wanted || definition.inside(leaf, *wanted); });
}

NameValues values_at(const Definition& definition, const ExploredNode& node, const StepFacts& facts) {
    return [&](const std::string& name) -> Json {
        if (name.starts_with(in_state)) return is_in(definition, node.state, name.substr(in_state.size()));
        if (definition.field(name)) return node.state.value(definition, name);
        return facts.names(name);
    };
}

// "“Số lần từ chối” = 2"; "" of what is the same wherever the case stands or is told with the guard.
LocalText value_told(const Reading& reading, const std::string& name, const NameValues& values) {
    if (is_answer(name) || name == "today") return {};
    const Json value = values(name);
    if (name.starts_with(in_state)) {
        const auto state = reading.definition.state(name.substr(in_state.size()));
        const LocalText at = titled(reading.definition.at(state.value_or(0)));
        return value.get<bool>() ? LocalText{"hồ sơ ở " + at.vi, "the case is in " + at.en}
                                 : LocalText{"hồ sơ không ở " + at.vi, "the case is not in " + at.en};
    }
    const LocalText title = quoted(say_name(reading.definition, name));
    if (value.is_null()) return {title.vi + " chưa có giá trị", title.en + " has no value yet"};
    const LocalText shown = plain(value);
    return {title.vi + " = " + shown.vi, title.en + " = " + shown.en};
}

LocalText values_told(const Reading& reading, const Expression& guard, const NameValues& values) {
    LocalText all;
    for (const std::string& name : guard.names()) {
        const LocalText one = value_told(reading, name, values);
        if (one.vi.empty()) continue;
        all.vi += (all.vi.empty() ? " (" : ", ") + one.vi;
        all.en += (all.en.empty() ? " (" : ", ") + one.en;
    }
    return all.vi.empty() ? all : LocalText{all.vi + ")", all.en + ")"};
}

// From a stuck case no answer that was tried led anywhere: where a guard reads answers, all of them were against it.
bool holds(const Transition& transition, const NameValues& values) {
    const auto& names = transition.when->names();
    if (std::any_of(names.begin(), names.end(), is_answer)) return transition.targets.empty();
    const auto truth = transition.when->truth(values, today);
    return truth && *truth;
}

LocalText blocked(const Reading& reading, const Transition& transition, const NameValues& values) {
    const Expression& guard = *transition.when;
    const auto& names = guard.names();
    const bool asks = std::any_of(names.begin(), names.end(), is_answer);
    const LocalText step = step_named(reading.definition, transition), told = values_told(reading, guard, values);
    const LocalText no = asks
                             ? LocalText{"không đúng với câu trả lời nào đã thử", "holds with no answer that was tried"}
                             : LocalText{"không đúng", "does not hold"};
    return {step.vi + " bị chặn: điều kiện " + guard.source() + " " + no.vi + told.vi + ".",
            step.en + " is blocked: its guard " + guard.source() + " " + no.en + told.en + "."};
}

// A deadline until a day nobody has given.
std::optional<LocalText> idle_deadline(const Definition& definition, StateIndex at, const ExploredNode& node) {
    const auto& within = definition.at(at).within;
    if (!within || within->within.field.empty()) return std::nullopt;
    const std::string& field = within->within.field;
    if (!definition.field(field) || !node.state.value(definition, field).is_null()) return std::nullopt;
    const LocalText place = titled(definition.at(at)), day = quoted(say_name(definition, field));
    return LocalText{"Thời hạn ở " + place.vi + " không chạy: " + day.vi + " chưa có giá trị.",
                     "The deadline in " + place.en + " does not run: " + day.en + " has no value yet."};
}

}  // namespace

LocalText step_named(const Definition& definition, const Transition& transition) {
    const std::string line = std::to_string(transition.where.line);
    const LocalText said = say_step(definition, transition);
    if (said.vi.empty()) return {"Bước tự động ở dòng " + line, "The automatic step in line " + line};
    const LocalText step = quoted(said);
    return {step.vi + " (dòng " + line + ")", step.en + " (line " + line + ")"};
}

std::vector<LocalText> held_back_by(const Reading& reading, const ExploredNode& node) {
    constexpr std::size_t told_max = 6;
    const StepFacts facts = facts_at(node);
    const NameValues values = values_at(reading.definition, node, facts);
    std::vector<LocalText> lines;
    for (const StateIndex at : node.state.configuration) {
        if (auto idle = idle_deadline(reading.definition, at, node)) lines.push_back(std::move(*idle));
    }
    for (const int index : open_transitions(reading.definition, node.state)) {
        const Transition& transition = reading.definition.transition(index);
        if (lines.size() >= told_max || !transition.when || holds(transition, values)) continue;
        lines.push_back(blocked(reading, transition, values));
    }
    return lines;
}

}  // namespace giamsat::exploring
