// SPDX-License-Identifier: Apache-2.0
// Children of a case: one for every unit of a selection, and taking all of them back.
#include "service/commands/running.hpp"
#include "service/commands/work_items.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace giamsat {
namespace {

// Which units lie in one of them, without asking for the same unit twice.
class Inside {
public:
    Inside(UnitReader& units, UnitId outer) : units_(units) { known_.emplace(std::move(outer), true); }

    bool has(const Unit& unit) { return known_.contains(unit.id) ? known_.at(unit.id) : lies_in(unit.parent, 0); }

private:
    bool lies_in(const UnitId& id, int depth) {
        constexpr int depth_max = 16;
        if (id.empty() || depth > depth_max) return false;
        if (auto known = known_.find(id); known != known_.end()) return known->second;
        auto unit = units_.find(id);
        const bool inside = unit && lies_in(unit->parent, depth + 1);
        known_.emplace(id, inside);
        return inside;
    }

    UnitReader& units_;
    std::unordered_map<UnitId, bool> known_;
};

// A unit whose case of this workflow still goes on, opened by this same case, gets no second one; the journal says how many.
Done leave_out_open(std::vector<Unit>& units, const std::string& workflow, const CaseRecord& parent, Session& session) {
    if (session.read.cases.count_children(parent.id).open == 0) return {};
    std::unordered_set<UnitId> open;
    for (const CaseRecord& child : session.read.cases.children(parent.id)) {
        if (child.workflow == workflow && !child.has_ended()) open.insert(child.unit);
    }
    const auto kept = std::erase_if(units, [&](const Unit& unit) { return open.contains(unit.id); });
    if (kept == 0) return {};
    return session.record({.kind = "children.kept/1",
                           .case_id = parent.id,
                           .def = parent.def,
                           .body = {{"workflow", workflow}, {"count", kept}}});
}

}  // namespace

Done CaseEngine::open_each(const OpenAction& action, const Effect& effect, const Running& run) {
    Inside inside(session_.read.units, run.record.unit);
    std::vector<Unit> units;
    for (Unit& unit : session_.read.units.all(action.level)) {
        const bool wanted = action.association.empty() || unit.association == action.association;
        if (wanted && unit.valid_on(session_.today()) && inside.has(unit)) units.push_back(std::move(unit));
    }
    GIAMSAT_CHECK(leave_out_open(units, action.workflow, run.record, session_));
    // Keys in order, of the units and of the new cases: what is written together then lies together in every index.
    std::vector<const Unit*> sorted;
    sorted.reserve(units.size());
    for (const Unit& unit : units) sorted.push_back(&unit);
    std::sort(sorted.begin(), sorted.end(), [](const Unit* a, const Unit* b) { return a->id < b->id; });
    auto ids = session_.new_ids("case", sorted.size());
    session_.expect(sorted.size());
    Opening opening = child_of(run.record, action.workflow, {});
    take_data(opening, effect);
    Draft draft;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        opening.unit = sorted[i]->id;
        auto opened = open_at(opening, *sorted[i], CaseId{std::move(ids[i])}, draft);
        if (!opened) return std::move(opened.error());
    }
    return {};
}

Done CaseEngine::cancel_children(const CaseId& parent) {
    for (const CaseRecord& child : session_.read.cases.children(parent)) {
        if (child.has_ended()) continue;
        GIAMSAT_CHECK(cancel(child));
        GIAMSAT_CHECK(cancel_children(child.id));
    }
    return {};
}

// It stays where it stood, and nothing is told to anybody: who cancels knows.
Done CaseEngine::cancel(const CaseRecord& child) {
    GIAMSAT_CHECK(session_.live().of(child.id, child.life).cancel(session_.live().behalf()));
    Json body = {{"event", "case.cancelled"},          {"from", child.config},   {"to", child.config},
                 {"life", life_name(Life::cancelled)}, {"outcome", "cancelled"}, {"ended_on", session_.today().iso()}};
    Json timers = timers_off(child.id, session_);
    if (!timers.empty()) body["timers"] = std::move(timers);
    if (Json work = all_work_withdrawn(child.id, session_); !work.empty()) body["work_off"] = std::move(work);
    return session_.record({.kind = "case.moved/1", .case_id = child.id, .def = child.def, .body = std::move(body)});
}

}  // namespace giamsat
