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

}  // namespace

Plain plain_step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
                 Decision& decision) {
    const MachineTables& tables = *definition.tables;
    if (before.configuration.size() != 1) return Plain::no;
    const StateIndex leaf = before.configuration.front();
    if (tables.states.data()[leaf].eventless) return Plain::no;
    const int number = event.known >= 0 ? event.known : tables.event_number(event.name);
    const Names names(definition, before, facts, &event, &decision.data);
    decision.clear();
    const int taken = first_enabled(tables, leaf, number, names);
    if (taken == none && !tables.persons[static_cast<std::size_t>(number)] && definition.kind.empty()) {
        decision.configuration.push_back(leaf);
        return Plain::dropped;
    }
    if (taken < 0) return Plain::no;
    const auto& row = tables.transitions.data()[taken];
    if (!row.plain) return Plain::no;
    for (const auto& assignment : row.assignments) {
        if (!assign(assignment, names, decision)) return Plain::no;
    }
    if (!decision.data.empty()) drop_what_stayed(before, decision);
    decision.transitions.push_back(taken);
    for (const StateIndex state : row.exit) decision.exited.push_back(state);
    for (const StateIndex state : row.entry) decision.entered.push_back(state);
    decision.configuration.push_back(row.entry.back());
    decision.done = row.ends;
    if (row.ends) decision.outcome = definition.at(row.entry.back()).outcome;
    return Plain::done;
}

}  // namespace giamsat::machine
