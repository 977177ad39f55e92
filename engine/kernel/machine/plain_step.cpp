// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/plain.hpp"

#include "kernel/machine/run.hpp"

#include <cmath>

namespace giamsat::machine {

namespace {

constexpr int none = -1, unsure = -2;

int first_enabled(const MachineTables& tables, StateIndex leaf, int event, const Names& names) {
    const auto [begin, end] = tables.candidates_of(leaf, event);
    for (const int* at = begin; at != end; ++at) {
        const Expression* guard = tables.transitions.data()[*at].guard;
        const Truth truth = guard ? guard->quick_truth(names) : Truth::yes;
        if (truth == Truth::yes) return *at;
        if (truth == Truth::unsure) return unsure;
    }
    return none;
}

bool assign(const MachineTables::Assignment& assignment, const Names& names, Decision& decision) {
    const auto number = assignment.value->quick_number(names);
    if (!number || *number != std::floor(*number) || std::abs(*number) > static_cast<double>(json_integer_max))
        return false;
    const auto value = static_cast<std::int64_t>(*number);
    for (DataChange& change : decision.data) {
        if (change.field == assignment.field) return change.value = value, true;
    }
    decision.data.push_back({assignment.field, value});
    return true;
}

void drop_what_stayed(const CaseState& before, Decision& decision) {
    std::erase_if(decision.data, [&](const DataChange& change) {
        const auto field = static_cast<std::size_t>(change.field);
        return field < before.data.size() && before.data[field] == change.value;
    });
}

bool is_dropped(const Definition& definition, int event) {
    return !definition.tables->persons[static_cast<std::size_t>(event)] && definition.kind.empty();
}

Plain stay(StateIndex leaf, Decision& decision) {
    decision.transitions.clear();
    decision.exited.clear();
    decision.entered.clear();
    put(decision.configuration, leaf);
    decision.bare = true;
    return Plain::dropped;
}

}  // namespace

Plain plain_step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
                 Decision& decision) {
    const MachineTables& tables = *definition.tables;
    if (before.configuration.size() != 1) return Plain::no;
    const StateIndex leaf = before.configuration.front();
    if (tables.states.data()[leaf].eventless) return Plain::no;
    const int number = event.known >= 0 ? event.known : tables.event_number(event.name);
    if (!decision.bare) decision.clear();
    const Names names(definition, before, facts, &event, &decision.data);
    const int taken = first_enabled(tables, leaf, number, names);
    if (taken == none && is_dropped(definition, number)) return stay(leaf, decision);
    if (taken < 0) return Plain::no;
    const auto& row = tables.transitions.data()[taken];
    if (!row.plain) return Plain::no;
    decision.bare = row.assignments.empty() && !row.ends;
    for (const auto& assignment : row.assignments) {
        if (!assign(assignment, names, decision)) return Plain::no;
    }
    if (!decision.data.empty()) drop_what_stayed(before, decision);
    put_move(row, taken, decision);
    decision.done = row.ends;
    if (row.ends) decision.outcome = definition.at(row.leaf).outcome;
    return Plain::done;
}

}  // namespace giamsat::machine
