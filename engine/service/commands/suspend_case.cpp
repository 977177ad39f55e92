// SPDX-License-Identifier: Apache-2.0
// A case is suspended, and resumed. It keeps its place, its timers and who holds its work; what it could not hear meanwhile
// it hears when it resumes.
#include "service/commands/authorise.hpp"
#include "service/commands/case_engine.hpp"
#include "service/commands/registers.hpp"

#include <algorithm>

namespace giamsat {
namespace {

const LocalText suspending{"tạm dừng hồ sơ", "suspend the case"};
const LocalText resuming{"cho hồ sơ tiếp tục", "resume the case"};

Result<CaseRecord> held_case(const CaseId& id, const LocalText& what, Session& session) {
    auto record = session.read.cases.find(id);
    if (!record) return missing({"hồ sơ", "case"}, id.value);
    GIAMSAT_CHECK(
        may_hold(*record, what, decider(session.meta().by), session.profile().profile, session.read, session.today()));
    return std::move(*record);
}

Done record_change(const std::string& event, const CaseRecord& record, const std::string& reason, Session& session) {
    Draft draft{.kind = event + "/1",
                .case_id = record.id,
                .def = record.def,
                .body = {{"event", event}, {"from", record.config}, {"to", record.config}}};
    if (!reason.empty()) draft.personal.push_back({record.id.value, "reason", reason});
    return session.record(std::move(draft));
}

std::uint64_t suspended_at(const CaseId& id, Session& session) {
    std::uint64_t at = 0;
    for (const auto& [seq, entry] : session.read.journal.of_case(id)) {
        if (entry.kind == "case.suspended/1") at = seq;
    }
    return at;
}

// Where in the journal the case came to its end; 0 = its end is told to nobody.
std::uint64_t ended_at(const CaseRecord& child, Session& session) {
    std::uint64_t at = 0;
    for (const auto& [seq, entry] : session.read.journal.of_case(child.id)) {
        if (entry.kind != "case.moved/1" || !entry.body.contains("life")) continue;
        at = entry.body.value("event", "") == "case.cancelled" ? 0 : seq;
    }
    return at;
}

// In the order they ended.
std::vector<CaseRecord> ended_meanwhile(const CaseId& id, Session& session) {
    const std::uint64_t since = suspended_at(id, session);
    std::vector<std::pair<std::uint64_t, CaseId>> ended;
    for (const CaseRecord& child : session.read.cases.children(id)) {
        const std::uint64_t at = child.has_ended() ? ended_at(child, session) : 0;
        if (at > since) ended.emplace_back(at, child.id);
    }
    std::sort(ended.begin(), ended.end());
    std::vector<CaseRecord> children;
    for (const auto& [at, child] : ended) children.push_back(*session.read.cases.find(child));
    return children;
}

}  // namespace

Done run(const SuspendCase& command, Session& session) {
    GIAMSAT_TRY(record, held_case(command.case_id, suspending, session));
    if (command.reason.empty())
        return Problem(ProblemCode::reason_required, {{"what", suspending.vi}, {"what_en", suspending.en}});
    GIAMSAT_CHECK(session.live().take(record.id, record.life, Aim::suspend));
    return record_change("case.suspended", record, command.reason, session);
}

Done run(const ResumeCase& command, Session& session) {
    GIAMSAT_TRY(record, held_case(command.case_id, resuming, session));
    GIAMSAT_CHECK(session.live().take(record.id, record.life, Aim::resume));
    GIAMSAT_CHECK(record_change("case.resumed", record, command.reason, session));
    CaseEngine engine(session);
    for (const CaseRecord& child : ended_meanwhile(record.id, session)) engine.tell_parent_of(child);
    engine.tell(record.id, {look_again("case.resumed")});
    return engine.tell_parents();
}

}  // namespace giamsat
