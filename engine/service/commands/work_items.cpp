// SPDX-License-Identifier: Apache-2.0
#include "service/commands/work_items.hpp"

#include "base/core/ensure.hpp"
#include "service/commands/authorise.hpp"
#include "service/commands/human_steps.hpp"
#include "service/commands/registers.hpp"
#include "service/commands/running.hpp"

#include <algorithm>

namespace giamsat {

WorkLife work_of(const WorkRecord& row) {
    auto stage = work_stage_from_name(row.stage);
    ENSURE(stage.has_value(), "a stored stage is one we wrote");
    return WorkLife(*stage, row.person);
}

namespace {

bool has(const std::vector<int>& all, int one) { return std::find(all.begin(), all.end(), one) != all.end(); }

// Whether the step is still open where the case stands now, without having been left meanwhile.
bool stays(const std::string& event, const CaseEngine::Running& run) {
    const Definition& definition = run.definition;
    for (std::size_t i = 0; i < definition.transitions.size(); ++i) {
        const Transition& transition = definition.transitions[i];
        if (!transition.is_human() || !takes_event(transition, event)) continue;
        if (has(run.decision.transitions, static_cast<int>(i)) || has(run.decision.exited, transition.source)) continue;
        for (const StateIndex leaf : run.after.configuration) {
            if (leaf == transition.source || definition.inside(leaf, transition.source)) return true;
        }
    }
    return false;
}

Json ended(const WorkRecord& row, WorkLife life, bool done) {
    const bool legal = done && life.finish(row.person);
    if (!legal) ENSURE(life.withdraw(), "what is not over can be withdrawn");
    return {{"event", row.event}, {"person", row.person.value}, {"how", stage_name(life.now())}};
}

}  // namespace

Json work_ended(const CaseEngine::Running& run, Session& session) {
    Json list = Json::array();
    for (const WorkRecord& row : session.read.cases.work(run.record.id)) {
        const bool done = row.event == run.input.event.name;
        if (done || run.decision.done || !stays(row.event, run)) list.push_back(ended(row, work_of(row), done));
    }
    return list;
}

Json all_work_withdrawn(const CaseId& id, Session& session) {
    Json list = Json::array();
    for (const WorkRecord& row : session.read.cases.work(id)) list.push_back(ended(row, work_of(row), false));
    return list;
}

namespace {

struct Asked {
    CaseRecord record;
    WorkLife life;
    LocalText what;
};

// The item as it stands for the person who asks: theirs, or nobody's.
Result<Asked> asked(const CaseId& id, const std::string& event, Session& session) {
    auto record = session.read.cases.find(id);
    if (!record) return missing({"hồ sơ", "case"}, id.value);
    GIAMSAT_CHECK(session.live().take(record->id, record->life));
    if (record->life != "idle") return not_going(*record);
    GIAMSAT_TRY(transition, permitted_step(definition_of(*record, session), *record, event, session));
    const PersonId person = decider(session.meta().by);
    const LocalText title = title_of(*transition, event);
    Asked item{std::move(*record), WorkLife(), {"“" + title.vi + "”", "“" + title.in(Lang::en) + "”"}};
    for (const WorkRecord& row : session.read.cases.work(id)) {
        if (row.event == event && row.person == person) item.life = work_of(row);
    }
    return item;
}

Done record(const char* kind, const Asked& item, const std::string& event, Session& session) {
    return session.record({.kind = kind,
                           .case_id = item.record.id,
                           .def = item.record.def,
                           .body = {{"event", event}, {"person", decider(session.meta().by).value}}});
}

}  // namespace

Done run(const ClaimWork& command, Session& session) {
    GIAMSAT_TRY(item, asked(command.case_id, command.event, session));
    if (!item.life.claim(decider(session.meta().by)))
        return impossible({"nhận việc " + item.what.vi, "Claiming " + item.what.en},
                          {"người này đã nhận việc ấy", "this person has claimed it already"});
    return record("work.claimed/1", item, command.event, session);
}

Done run(const StartWork& command, Session& session) {
    GIAMSAT_TRY(item, asked(command.case_id, command.event, session));
    if (!item.life.start(decider(session.meta().by)))
        return impossible({"bắt đầu việc " + item.what.vi, "Starting " + item.what.en},
                          {"người này đã bắt đầu việc ấy", "this person has started it already"});
    return record("work.started/1", item, command.event, session);
}

Done run(const ReleaseWork& command, Session& session) {
    GIAMSAT_TRY(item, asked(command.case_id, command.event, session));
    if (!item.life.release(decider(session.meta().by)))
        return impossible({"trả việc " + item.what.vi, "Releasing " + item.what.en},
                          {"người này không giữ việc ấy", "this person does not hold it"});
    return record("work.released/1", item, command.event, session);
}

}  // namespace giamsat
