// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/reading.hpp"

#include <algorithm>
#include <sstream>

namespace giamsat::workflow {

namespace {

constexpr int attachments_max = 20;

// Where a transition stands: its state and the event it is written under ("" under `always`).
struct Place {
    StateIndex source = 0;
    std::vector<std::string> events;
    Where where;
};

void refuse_event(Reading& reading, const std::string& word, const Where& where) {
    reading.problems.push_back(
        mistake({"“" + word + "” không phải tên sự kiện.", "“" + word + "” is not the name of an event."},
                {"Dùng chữ không dấu, số, _ , - và dấu chấm; hoặc * cho mọi sự kiện.",
                 "Use plain letters, digits, _, - and dots; or * for every event."},
                where));
}

std::vector<std::string> read_descriptors(Reading& reading, const std::string& key, const Where& where) {
    std::vector<std::string> descriptors;
    std::istringstream words(key);
    for (std::string word; words >> word;) {
        if (auto descriptor = event_descriptor(word))
            descriptors.push_back(std::move(*descriptor));
        else
            refuse_event(reading, word, where);
    }
    if (key.find_first_not_of(" \t") == key.npos) refuse_event(reading, key, where);
    if (descriptors.empty()) reading.graph_damaged = true;
    return descriptors;
}

Scope scope_of(Reading& reading, const std::string& form, bool event) {
    Scope scope;
    scope.event = event;
    if (form.empty()) return scope;
    const auto* forms = reading.context.forms;
    const auto found = forms ? forms->find(form) : std::map<std::string, Form>::const_iterator{};
    if (forms && found != forms->end()) scope.form = &found->second;
    scope.form_unknown = scope.form == nullptr;
    return scope;
}

// `attachments: required` is one file; `{at_least: 2}` says how many.
int read_attachments(Reading& reading, YamlReader& from) {
    const YamlNode* node = from.any("attachments");
    if (!node || node->is_null()) return 0;
    if (node->kind != YamlNode::Kind::mapping) {
        const std::string word = from.text("attachments");
        if (word.empty() || word == "required") return word.empty() ? 0 : 1;
        reading.problems.push_back(mistake(
            {"“" + word + "” không dùng được cho “attachments”.", "“" + word + "” cannot be used for “attachments”."},
            {"Viết required, hoặc {at_least: 2}.", "Write required, or {at_least: 2}."}, from.where("attachments")));
        return 0;
    }
    YamlReader inner(reading.file, *node, from.path_of("attachments"), reading.problems);
    const auto number = inner.integer("at_least");
    inner.finish();
    if (number >= 1 && number <= attachments_max) return static_cast<int>(number);
    reading.problems.push_back(mistake({"Số tệp đính kèm từ 1 đến 20.", "The number of attachments goes from 1 to 20."},
                                       {"Ví dụ: {at_least: 2}.", "For example: {at_least: 2}."},
                                       inner.where("at_least")));
    return 0;
}

// A step is a person's, or nobody's: who else could do it would never be asked.
void check_system(Reading& reading, YamlReader& from, const std::vector<By>& by) {
    const bool system = std::any_of(by.begin(), by.end(), [](const By& one) { return one.kind == By::Kind::system; });
    if (!system || by.size() == 1) return;
    reading.problems.push_back(
        mistake({"“system” không đi cùng người nào khác trong “by”.", "“system” stands alone in “by”."},
                {"Viết hai bước: một của “system”, một của người.", "Write two steps: one of “system”, one of people."},
                from.where("by")));
}

void read_people(Reading& reading, YamlReader& from, Transition& transition) {
    for (const auto& text : read_names(reading, from, "by")) {
        const By whoever{By::Kind::team, {}, text};  // misspelt: whoever was meant, it is a person's step
        transition.by.push_back(read_by(reading, text, from.where("by")).value_or(whoever));
    }
    transition.places = {from.where("by"), from.where("not_by"), from.where("form")};
    check_system(reading, from, transition.by);
    transition.not_by = read_names(reading, from, "not_by");
    transition.form = from.text_or("form", {});
    transition.reason_required = read_choice(reading, from, "reason", {"required"}).has_value();
    transition.all_of = read_choice(reading, from, "assignees", {"one of", "all of"}) == "all of";
    transition.attachments = read_attachments(reading, from);
}

// `by` decides who may take a step, so a step nobody names is a person's only where there is an event to name it.
void check_person_step(Reading& reading, YamlReader& from, const Transition& transition) {
    for (const char* key : {"by", "not_by", "form", "reason", "assignees", "attachments"}) {
        if (!transition.events.empty() || !from.has(key)) continue;
        reading.problems.push_back(mistake({std::string("Bước tự động (always) không có “") + key + "”.",
                                            std::string("An automatic step (always) has no “") + key + "”."},
                                           {"Viết bước này dưới “on”.", "Write this step under “on”."},
                                           from.where(key)));
    }
    const bool nobody = transition.by.empty() && (!transition.not_by.empty() || transition.reason_required ||
                                                  transition.all_of || transition.attachments > 0);
    if (nobody && !from.has("by"))
        reading.problems.push_back(
            mistake({"“not_by”, “reason”, “assignees” và “attachments” chỉ có nghĩa khi có “by”.",
                     "“not_by”, “reason”, “assignees” and “attachments” mean nothing without “by”."},
                    {"Thêm “by”: ai được làm bước này.", "Add “by”: who may do this step."}, transition.where));
}

void refer(Reading& reading, int transition, const std::vector<std::string>& names, const Where& where) {
    for (const auto& name : names) reading.references.push_back({Reference::From::target, transition, name, where});
}

void append(Reading& reading, Transition transition, const std::vector<std::string>& targets, const Where& where) {
    auto& all = reading.definition.transitions;
    const int index = static_cast<int>(all.size());
    reading.definition.states[static_cast<std::size_t>(transition.source)].transitions.push_back(index);
    all.push_back(std::move(transition));
    refer(reading, index, targets, where);
}

void read_mapping(Reading& reading, const YamlNode& node, const Place& place) {
    YamlReader from(reading.file, node, place.where.field, reading.problems);
    Transition transition;
    transition.source = place.source;
    transition.events = place.events;
    transition.where = place.where;
    transition.internal = from.boolean_or("internal", false);
    read_people(reading, from, transition);
    check_person_step(reading, from, transition);
    const Scope scope = scope_of(reading, transition.form, !place.events.empty());
    transition.when = read_guard(reading, from, scope);
    transition.unread_guard = from.has("when") && !transition.when;
    transition.title = from.local_or("title", {});
    transition.actions = read_actions(reading, from, "do", scope);
    from.text_or("source", {});
    transition.legal = read_legal(from);
    const auto targets = read_names(reading, from, "to");
    append(reading, std::move(transition), targets, from.where("to"));
    from.finish();
}

void read_one(Reading& reading, const YamlNode& node, const Place& place) {
    if (node.kind != YamlNode::Kind::scalar) return read_mapping(reading, node, place);
    Transition transition;
    transition.source = place.source;
    transition.events = place.events;
    transition.where = place.where;
    append(reading, std::move(transition), {node.text}, {reading.file, node.line, node.column, place.where.field});
}

void read_list(Reading& reading, const YamlNode& node, const Place& place) {
    if (node.kind != YamlNode::Kind::sequence) return read_one(reading, node, place);
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const YamlNode& item = node.items[i];
        Place inner = place;
        inner.where.field += "[" + std::to_string(i) + "]";
        inner.where.line = item.line;
        inner.where.column = item.column;
        read_one(reading, item, inner);
    }
}

}  // namespace

void read_transitions(Reading& reading, YamlReader& state, StateIndex source) {
    const YamlNode* always = state.any("always");
    if (always && !always->is_null()) read_list(reading, *always, {source, {}, state.where("always")});
    const YamlNode* on = state.mapping("on");
    if (!on) return;
    YamlReader events(reading.file, *on, state.path_of("on"), reading.problems);
    for (const auto& [key, node] : on->pairs) {
        events.any(key);
        const Where where = events.where(key);
        auto descriptors = read_descriptors(reading, key, where);
        if (!descriptors.empty()) read_list(reading, node, {source, std::move(descriptors), where});
    }
}

}  // namespace giamsat::workflow
