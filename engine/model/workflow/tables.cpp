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
        for (int event = 0; event < static_cast<int>(tables_.event_above.size()); ++event)
            tables_.persons.push_back(is_persons(event));
        make_dense();
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

    void make_dense() {
        constexpr std::size_t common_size = 4096;
        const std::size_t events = tables_.event_above.size();
        if (events * definition_.states.size() > common_size) return;
        std::vector<MachineTables::Range> dense;
        for (std::size_t state = 0; state < definition_.states.size(); ++state) {
            for (int event = 0; event < static_cast<int>(events); ++event)
                dense.push_back(range_of(static_cast<StateIndex>(state), event));
        }
        tables_.dense = std::move(dense);
        tables_.dense_row = static_cast<int>(events);
    }

    MachineTables::Range range_of(StateIndex leaf, int event) const {
        const auto [begin, end] = tables_.candidates_of(leaf, event);
        if (begin == end) return {0, 0};
        const int* const first = tables_.candidates.data();
        MachineTables::Range range{static_cast<int>(begin - first), static_cast<int>(end - first)};
        const auto& row = tables_.transitions[static_cast<std::size_t>(*begin)];
        const bool quiet = !tables_.states[static_cast<std::size_t>(leaf)].eventless && !row.guard;
        if (quiet && row.plain && !row.ends && row.assignments.empty()) range.straight = *begin;
        return range;
    }

    bool is_persons(int event) const {
        const auto& all = definition_.transitions;
        return std::any_of(all.begin(), all.end(), [&](const Transition& transition) {
            return transition.is_human() && event != MachineTables::no_event && takes(transition, event);
        });
    }

    void make_transition(const Transition& transition) {
        MachineTables::TransitionRow row;
        const Remembered nothing = [&row](StateIndex) {
            row.fixed = false;
            return nullptr;
        };
        row.domain = transition_domain(definition_, transition, nothing);
        row.entry = entry_set(definition_, {&transition}, nothing);
        row.guard = transition.when ? &*transition.when : nullptr;
        make_plain(transition, row);
        tables_.transitions.push_back(std::move(row));
    }

    void make_plain(const Transition& transition, MachineTables::TransitionRow& row) {
        if (!row.fixed || row.domain < 0 || definition_.at(transition.source).kind != StateKind::atomic) return;
        bool quiet = read_assignments(transition, row);
        for (StateIndex at = transition.source; at != row.domain; at = definition_.at(at).parent) {
            row.exit.push_back(at);
            quiet = quiet && tables_.states[static_cast<std::size_t>(at)].quiet_exit;
        }
        int leaves = 0;
        for (const StateIndex index : row.entry) {
            const State& state = definition_.at(index);
            const bool ends = state.kind == StateKind::final && state.parent == 0;
            const auto& entered = tables_.states[static_cast<std::size_t>(index)];
            quiet = quiet && (entered.quiet_entry || (ends && state.entry.empty())) && (ends || !entered.eventless);
            leaves += state.kind == StateKind::atomic || ends;
            row.ends = row.ends || ends;
        }
        row.plain = quiet && leaves == 1;
        row.leaf = row.entry.empty() ? -1 : row.entry.back();
    }

    bool read_assignments(const Transition& transition, MachineTables::TransitionRow& row) const {
        for (const auto& action : transition.actions) {
            const auto* assign = std::get_if<AssignAction>(&action);
            const int field = assign ? definition_.field_index(assign->field) : -1;
            if (field < 0) return false;
            const FieldType type = definition_.data[static_cast<std::size_t>(field)].type;
            if (type != FieldType::integer && type != FieldType::money) return false;
            row.assignments.push_back({field, &assign->value});
        }
        return true;
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
