// SPDX-License-Identifier: Apache-2.0
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

StateSet active_states(const Definition& definition, const std::vector<StateIndex>& configuration) {
    StateSet active;
    for (const StateIndex leaf : configuration) {
        for (StateIndex state = leaf; state >= 0; state = definition.at(state).parent) active.add(state);
    }
    return active;
}

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

Json Names::value(const std::string& name) const {
    if (const auto field = data_.find(name); field != data_.end()) return field->second;
    if (name.starts_with("form.")) return answer(answers_, name.substr(5));
    if (name.starts_with("event.")) return member(event_data_, name.substr(6));
    if (name == "today") return facts_.today.iso();
    return facts_.names && case_name_type(name) ? facts_.names(name) : Json(nullptr);
}

NameValues Names::reader() const {
    return [this](const std::string& name) { return value(name); };
}

}  // namespace giamsat::machine
