// SPDX-License-Identifier: Apache-2.0
#include "base/core/ensure.hpp"
#include "kernel/machine/run.hpp"

#include <algorithm>

namespace giamsat::machine {

bool StateSet::has(StateIndex state) const { return std::binary_search(states_.begin(), states_.end(), state); }

void StateSet::add(StateIndex state) {
    const auto place = std::lower_bound(states_.begin(), states_.end(), state);
    if (place == states_.end() || *place != state) states_.insert(place, state);
}

void StateSet::remove(StateIndex state) {
    const auto place = std::lower_bound(states_.begin(), states_.end(), state);
    if (place != states_.end() && *place == state) states_.erase(place);
}

bool is_history(const State& state) {
    return state.kind == StateKind::history_shallow || state.kind == StateKind::history_deep;
}

bool is_leaf(const State& state) { return state.kind == StateKind::atomic || state.kind == StateKind::final; }

namespace {

const Json nothing;

const Json& member(const Json* object, const std::string& key) {
    if (!object || !object->is_object()) return nothing;
    const auto found = object->find(key);
    return found == object->end() ? nothing : *found;
}

Json answer(const Json* answers, const std::string& name) {
    if (!name.ends_with(".count")) return member(answers, name);
    const Json& rows = member(answers, name.substr(0, name.size() - 6));
    return rows.is_array() ? rows.size() : std::size_t{0};
}

}  // namespace

const Json& Names::data(int field) const {
    if (changes_) {
        for (const DataChange& change : *changes_) {
            if (change.field == field) return change.value;
        }
    }
    const auto index = static_cast<std::size_t>(field);
    return index < state_.data.size() ? state_.data[index] : nothing;
}

bool Names::is_in(StateIndex wanted) const {
    if (active_) return active_->has(wanted);
    return std::any_of(state_.configuration.begin(), state_.configuration.end(),
                       [&](StateIndex leaf) { return leaf == wanted || definition_.inside(leaf, wanted); });
}

const Json& Names::bound_value(int number) const {
    static const Json yes = true, no = false;
    if (number >= 0) return data(number);
    return is_in(bound_state(number)) ? yes : no;
}

Json Names::value(const std::string& name) const {
    if (const int field = definition_.field_index(name); field >= 0) return data(field);
    if (name.starts_with("form.")) return answer(event_ ? &event_->answers : nullptr, name.substr(5));
    if (name.starts_with("event.")) return member(event_ ? &event_->data : nullptr, name.substr(6));
    if (name.starts_with("In.")) {
        const auto wanted = definition_.state(name.substr(3));
        return wanted && is_in(*wanted);
    }
    if (name == "today") return facts_.today.iso();
    return facts_.names && case_name_type(name) ? facts_.names(name) : Json(nullptr);
}

NameValues Names::reader() const {
    return [this](const std::string& name) { return value(name); };
}

}  // namespace giamsat::machine

namespace giamsat {

const Json& CaseState::value(const Definition& definition, std::string_view field) const {
    const auto index = static_cast<std::size_t>(definition.field_index(field));
    return index < data.size() ? data[index] : machine::nothing;
}

void CaseState::set(const Definition& definition, std::string_view field, Json value) {
    const int index = definition.field_index(field);
    ENSURE(index >= 0, "a case has only the data fields of its definition");
    if (data.size() < definition.data.size()) data.resize(definition.data.size());
    data[static_cast<std::size_t>(index)] = std::move(value);
}

std::map<std::string, Json> CaseState::by_name(const Definition& definition) const {
    std::map<std::string, Json> values;
    for (std::size_t i = 0; i < data.size(); ++i) {
        if (!data[i].is_null()) values.emplace(definition.data[i].name, data[i]);
    }
    return values;
}

void Decision::clear() {
    transitions.clear();
    configuration.clear();
    data.clear();
    history.clear();
    entered.clear();
    exited.clear();
    effects.clear();
    timers.clear();
    raised.clear();
    done = false;
    outcome.clear();
    refusal.reset();
    bare = false;
}

void apply_whole(const Decision& decision, CaseState& state) {
    state.configuration = decision.configuration;
    for (const DataChange& change : decision.data) {
        const auto field = static_cast<std::size_t>(change.field);
        if (field >= state.data.size()) state.data.resize(field + 1);
        state.data[field] = change.value;
    }
    for (const auto& remembered : decision.history) {
        std::erase_if(state.history, [&](const auto& one) { return one.first == remembered.first; });
        state.history.push_back(remembered);
    }
}

}  // namespace giamsat
