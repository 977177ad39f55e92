// SPDX-License-Identifier: Apache-2.0
// A definition once more, flat: what step() looks up instead of working out. Made when a definition is loaded, never stored:
// the version of a workflow is the hash of its source bytes, so a new way to compile orphans no case.
//
// Names follow W3C SCXML 1.0, Appendix D: transition domain, effective targets, entry set.
#pragma once

#include "model/workflow/definition.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace giamsat {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

struct MachineTables {
    // Events are told apart by the longest of the definition's words for events that takes them; what none takes is `other`.
    static constexpr int no_event = 0;  // eventless transitions
    static constexpr int other = 1;     // only "*" takes it
    std::unordered_map<std::string, int, TextHash, std::equal_to<>> events;
    std::vector<char> persons;     // by event: a step of a person waits for it somewhere
    std::vector<int> event_above;  // the number of the next shorter word; -1 for `no_event` and `other`

    // The transitions an active leaf may take on an event, its own before those of the states around it, in document order.
    struct Group {
        int event;
        int begin;  // into `candidates`
        int end;
    };
    struct StateRow {
        int groups_begin = 0;  // of a leaf; into `groups`, by event
        int groups_end = 0;
        bool eventless = false;  // of a leaf: it or a state around it has eventless transitions
        bool quiet_exit = true;  // leaving it does nothing: no action, no deadline, nothing remembered
        bool quiet_entry = true;
    };
    struct Assignment {
        int field = 0;  // an integer or an amount
        const Expression* value = nullptr;
    };
    struct TransitionRow {
        const Expression* guard = nullptr;
        // Both hold for transitions that aim at no history state; the others are worked out at each step.
        bool fixed = true;
        StateIndex domain = -1;  // -1 = exits nothing
        std::vector<StateIndex> entry;
        // From an atomic state to one other, and nothing on the way but assignments: where no other leaf is active, this is
        // all there is to do.
        bool plain = false;
        bool ends = false;             // a plain one into an end of the whole case
        StateIndex leaf = -1;          // where a plain one leads
        std::vector<StateIndex> exit;  // of a plain one, innermost first
        std::vector<Assignment> assignments;
    };
    struct Range {
        int begin;  // into `candidates`
        int end;
        int straight = -1;     // the transition that is sure to be taken, if it is a plain one that assigns nothing
        StateIndex leaf = -1;  // where that one leads
    };
    std::vector<Group> groups;
    std::vector<Range> dense;  // of a chart of common size: the answer for every leaf and event, state by state
    int dense_row = 0;         // its length
    std::vector<int> candidates;
    std::vector<StateRow> states;
    std::vector<TransitionRow> transitions;

    int event_number(std::string_view name) const;
    // The transitions `leaf` may take on this event, as a range of `candidates`.
    std::pair<const int*, const int*> candidates_of(StateIndex leaf, int event) const;
    const Group* group_of(const StateRow& leaf, int event) const;
    const Range& dense_range(StateIndex leaf, int event) const;  // REQUIRES: `dense` is there
};

[[gnu::always_inline]] inline const MachineTables::Range& MachineTables::dense_range(StateIndex leaf, int event) const {
    return dense.data()[leaf * dense_row + event];
}

[[gnu::always_inline]] inline const MachineTables::Group* MachineTables::group_of(const StateRow& leaf,
                                                                                  int event) const {
    const Group* at = groups.data() + leaf.groups_begin;
    const Group* end = groups.data() + leaf.groups_end;
    constexpr int few = 16;  // looked through faster than searched
    if (end - at > few)
        at = std::lower_bound(at, end, event, [](const Group& one, int number) { return one.event < number; });
    while (at != end && at->event < event) ++at;
    return at != end && at->event == event ? at : nullptr;
}

[[gnu::always_inline]] inline std::pair<const int*, const int*> MachineTables::candidates_of(StateIndex leaf,
                                                                                             int event) const {
    if (!dense.empty()) {
        const Range& range = dense_range(leaf, event);
        return {candidates.data() + range.begin, candidates.data() + range.end};
    }
    const StateRow& row = states.data()[leaf];
    for (; event >= 0; event = event_above[static_cast<std::size_t>(event)]) {
        if (const Group* group = group_of(row, event))
            return {candidates.data() + group->begin, candidates.data() + group->end};
    }
    return {nullptr, nullptr};
}

// The tables point into the definition: make them once it stands where it will stay, its vectors at least.
std::shared_ptr<const MachineTables> make_tables(const Definition& definition);

// The numbers expressions of a definition are bound to: its data fields as they stand, its states below zero.
constexpr int bound_state(int number_or_state) { return -1 - number_or_state; }  // either way
void bind_expressions(Definition& definition);

// What a history state remembers; nullptr = nothing yet.
using Remembered = std::function<const std::vector<StateIndex>*(StateIndex history)>;

std::vector<StateIndex> effective_targets(const Definition& definition, const std::vector<StateIndex>& targets,
                                          const Remembered& remembered);
StateIndex transition_domain(const Definition& definition, const Transition& transition, const Remembered& remembered);
// States that transitions taken together enter, in document order. Together: a history state may be aimed at from inside what
// it remembers, and then what one transition enters decides what another enters by default.
std::vector<StateIndex> entry_set(const Definition& definition, const std::vector<const Transition*>& taken,
                                  const Remembered& remembered);
std::vector<StateIndex> initial_entry_set(const Definition& definition, const Remembered& remembered);

}  // namespace giamsat
