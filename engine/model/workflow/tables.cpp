// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/tables.hpp"

#include "model/workflow/graph.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace giamsat {

namespace {

class Maker {
public:
    explicit Maker(const Definition& definition) : definition_(definition) {}

    std::shared_ptr<const MachineTables> make() {
        number_events();
        tables_.states.resize(definition_.states.size());
        for (std::size_t i = 0; i < definition_.states.size(); ++i) make_state(static_cast<StateIndex>(i));
        for (const auto& transition : definition_.transitions) make_transition(transition);
        return std::make_shared<const MachineTables>(std::move(tables_));
    }

private:
    // Sorted, so that a word's shorter ones have their numbers before it.
    void number_events() {
        std::set<std::string> words;
        for (const auto& transition : definition_.transitions)
            words.insert(transition.events.begin(), transition.events.end());
        words.erase("*");
        tables_.event_above = {-1, -1};
        for (const auto& word : words) {
            const auto dot = word.rfind('.');
            const int above = dot == word.npos ? MachineTables::other : tables_.event_number(word.substr(0, dot));
            tables_.events.emplace(word, static_cast<int>(tables_.event_above.size()));
            tables_.event_above.push_back(above);
        }
    }

    void make_state(StateIndex index) {
        const State& state = definition_.at(index);
        auto& row = tables_.states[static_cast<std::size_t>(index)];
        const bool remembers = std::any_of(state.children.begin(), state.children.end(), [&](StateIndex child) {
            return workflow::is_history(definition_.at(child));
        });
        row.quiet_exit = state.exit.empty() && !state.within && !remembers;
        row.quiet_entry = state.entry.empty() && !state.within && state.kind != StateKind::final;
        if (state.kind == StateKind::atomic || state.kind == StateKind::final) make_groups(index, row);
    }

    void make_groups(StateIndex leaf, MachineTables::StateRow& row) {
        std::vector<int> asked;
        std::set<int> events;
        for (StateIndex at = leaf; at >= 0; at = definition_.at(at).parent) {
            for (const int transition : definition_.at(at).transitions) {
                asked.push_back(transition);
                add_events(definition_.transition(transition), events);
            }
        }
        row.groups_begin = static_cast<int>(tables_.groups.size());
        for (const int event : events) add_group(event, asked);
        row.groups_end = static_cast<int>(tables_.groups.size());
        row.eventless = events.contains(MachineTables::no_event);
    }

    void add_events(const Transition& transition, std::set<int>& events) const {
        if (transition.events.empty()) events.insert(MachineTables::no_event);
        for (const auto& word : transition.events)
            events.insert(word == "*" ? MachineTables::other : tables_.events.find(word)->second);
    }

    void add_group(int event, const std::vector<int>& asked) {
        MachineTables::Group group{event, static_cast<int>(tables_.candidates.size()), 0};
        for (const int index : asked) {
            if (takes(definition_.transition(index), event)) tables_.candidates.push_back(index);
        }
        group.end = static_cast<int>(tables_.candidates.size());
        tables_.groups.push_back(group);
    }

    bool takes(const Transition& transition, int event) const {
        if (event == MachineTables::no_event) return transition.events.empty();
        return std::any_of(transition.events.begin(), transition.events.end(), [&](const std::string& word) {
            if (word == "*") return true;
            const int wanted = tables_.events.find(word)->second;
            int at = event;
            while (at >= 0 && at != wanted) at = tables_.event_above[static_cast<std::size_t>(at)];
            return at == wanted;
        });
    }

    void make_transition(const Transition& transition) {
        MachineTables::TransitionRow row;
        const Remembered nothing = [&row](StateIndex) {
            row.fixed = false;
            return nullptr;
        };
        row.domain = transition_domain(definition_, transition, nothing);
        row.entry = entry_set(definition_, &transition, nothing);
        tables_.transitions.push_back(std::move(row));
    }

    const Definition& definition_;
    MachineTables tables_;
};

}  // namespace

int MachineTables::event_number(std::string_view name) const {
    for (;;) {
        const auto found = events.find(name);
        if (found != events.end()) return found->second;
        const auto dot = name.rfind('.');
        if (dot == name.npos) return other;
        name = name.substr(0, dot);
    }
}

std::pair<const int*, const int*> MachineTables::candidates_of(StateIndex leaf, int event) const {
    const auto& row = states[static_cast<std::size_t>(leaf)];
    const Group* begin = groups.data() + row.groups_begin;
    const Group* end = groups.data() + row.groups_end;
    for (; event >= 0; event = event_above[static_cast<std::size_t>(event)]) {
        const Group* group =
            std::lower_bound(begin, end, event, [](const Group& one, int number) { return one.event < number; });
        if (group != end && group->event == event)
            return {candidates.data() + group->begin, candidates.data() + group->end};
    }
    return {nullptr, nullptr};
}

void bind_expressions(Definition& definition) {
    const auto number_of = [&](const std::string& name) -> std::optional<int> {
        if (const int field = definition.field_index(name); field >= 0) return field;
        const auto state = name.starts_with("In.") ? definition.state(name.substr(3)) : std::nullopt;
        return state ? std::optional(bound_state(*state)) : std::nullopt;
    };
    const auto bind_assignments = [&](std::vector<Action>& actions) {
        for (auto& action : actions) {
            if (auto* assign = std::get_if<AssignAction>(&action)) assign->value.bind(number_of);
        }
    };
    for (auto& state : definition.states) {
        bind_assignments(state.entry);
        bind_assignments(state.exit);
    }
    for (auto& transition : definition.transitions) {
        if (transition.when) transition.when->bind(number_of);
        bind_assignments(transition.actions);
    }
}

std::shared_ptr<const MachineTables> make_tables(const Definition& definition) { return Maker(definition).make(); }

}  // namespace giamsat
