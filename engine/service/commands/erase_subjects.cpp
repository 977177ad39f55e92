// SPDX-License-Identifier: Apache-2.0
// Erasing whose data these are: the entry is durable first, the key goes after it. Two people answer for it, and nothing
// that still runs, is held, or works here is erased.
#include "service/commands/authorise.hpp"
#include "service/commands/registers.hpp"
#include "service/commands/subjects.hpp"

#include <algorithm>
#include <limits>

namespace giamsat {

std::optional<Subject> subject_of(const std::string& id, Readers& read, const Profile& profile) {
    if (auto unit = read.units.find(UnitId{id})) {
        const Level* level = profile.level(unit->level);
        return level && level->personal ? std::optional(Subject{{id}, unit->level}) : std::nullopt;
    }
    if (read.people.find(PersonId{id})) return Subject{{id}, about::person};
    if (read.cases.find(CaseId{id})) return Subject{{id}, about::case_text};
    auto office = read.journal.office();
    return office && office->id.value == id ? std::optional(Subject{{id}, about::office}) : std::nullopt;
}

LocalText title_of_subjects(const std::string& about, const Profile& profile) {
    if (about == about::person) return {"cán bộ", "staff"};
    if (about == about::case_text) return {"hồ sơ (văn bản tự do)", "cases (free text)"};
    if (about == about::office) return {"văn phòng", "the office"};
    const Level* level = profile.level(about);
    return level ? level->title : LocalText{about, about};
}

namespace {

constexpr int all_of_them = std::numeric_limits<int>::max();
const LocalText erasing{"xoá dữ liệu cá nhân", "Erasing personal data"};

Done check_deciders(Session& session) {
    const Requester& by = session.meta().by;
    if (by.actor.empty() || by.on_behalf.empty() || by.actor == by.on_behalf) return Problem(ProblemCode::two_people);
    GIAMSAT_CHECK(may_keep_registers(by.actor, session.profile().profile, session.read, session.today()));
    return may_change_rules(session);
}

Problem not_known(const std::string& id) {
    return missing({"người hoặc hồ sơ có dữ liệu cá nhân", "person or case with personal data"}, id);
}

class Erasing {
public:
    Erasing(const EraseSubjects& command, Session& session) : command_(command), session_(session) {}

    Done erase(const SubjectId& id) {
        const auto subject = subject_of(id.value, session_.read, session_.profile().profile);
        if (!subject || subject->about == about::office) return not_known(id.value);
        GIAMSAT_CHECK(may_go(*subject));
        if (subject->about == about::person || subject->about == about::case_text) return record_erasure(*subject);
        if (command_.with_cases) GIAMSAT_CHECK(erase_cases_about(UnitId{id.value}));
        GIAMSAT_CHECK(end_unit(UnitId{id.value}));
        return record_erasure(*subject);
    }

private:
    Done may_go(const Subject& subject) {
        const std::string& id = subject.id.value;
        if (session_.read.subjects.erased(id))
            return exists({"việc xoá dữ liệu của", "an erasure of"}, id.substr(0, 8));
        if (auto hold = session_.read.subjects.hold(id))
            return Problem(ProblemCode::subject_held, {{"name", id.substr(0, 8)}, {"since", hold->on.iso()}});
        if (subject.about == about::person) return may_go(PersonId{id});
        if (subject.about == about::case_text) return may_go(*session_.read.cases.find(CaseId{id}));
        return may_go(UnitId{id});
    }

    Done may_go(const PersonId& person) {
        const Requester& by = session_.meta().by;
        if (person == by.actor || person == by.on_behalf)
            return impossible(erasing, {"không ai tự quyết định việc xoá dữ liệu của mình",
                                        "nobody decides the erasure of their own data"});
        if (!session_.read.people.roles(person, session_.today()).empty())
            return impossible(erasing, {"người này còn giữ vai trò; hãy thôi vai trò trước (giamsat person end-role)",
                                        "this person still holds a role; end it first (giamsat person end-role)"});
        return {};
    }

    static Done may_go(const CaseRecord& record) {
        if (record.has_ended()) return {};
        return impossible(erasing, {"hồ sơ chưa kết thúc", "the case has not ended"});
    }

    Done may_go(const UnitId& unit) {
        for (const CaseRecord& record : cases_about(unit)) {
            if (record.has_ended()) continue;
            const std::string id = record.id.value.substr(0, 8);
            return impossible(
                erasing, {"hồ sơ " + id + " về người này chưa kết thúc", "case " + id + " about them has not ended"});
        }
        return {};
    }

    // Read once for a command that erases many.
    std::vector<CaseRecord> cases_about(const UnitId& unit) {
        if (!cases_) cases_ = session_.read.cases.list("", "", all_of_them);
        std::vector<CaseRecord> about;
        std::copy_if(cases_->begin(), cases_->end(), std::back_inserter(about),
                     [&](const CaseRecord& record) { return record.unit == unit; });
        return about;
    }

    // A case without free text has no key.
    Done erase_cases_about(const UnitId& unit) {
        for (const CaseRecord& record : cases_about(unit)) {
            const Subject text{{record.id.value}, about::case_text};
            if (session_.vault().gone(text.id.value) || session_.read.subjects.erased(text.id.value)) continue;
            GIAMSAT_CHECK(may_go(text));
            GIAMSAT_CHECK(record_erasure(text));
        }
        return {};
    }

    // Nobody is drawn for a visit whom nobody can name.
    Done end_unit(const UnitId& id) {
        const auto unit = session_.read.units.find(id);
        if (unit->valid_to) return {};
        const Date on = std::max(session_.today(), unit->valid_from);
        return session_.record({.kind = "unit.ended/1", .body = {{"unit", id.value}, {"on", on.iso()}}});
    }

    Done record_erasure(const Subject& subject) {
        Json lookups = Json::array();
        for (const LookupRow& row : session_.read.subjects.lookups_of(subject.id.value))
            lookups.push_back({{"kind", row.kind}, {"digest", row.digest}});
        Draft draft{.kind = "subject.erased/1", .body = {{"subject", subject.id.value}, {"about", subject.about}}};
        if (!lookups.empty()) draft.body["lookups"] = std::move(lookups);
        draft.personal.push_back({session_.office().value, "reason", command_.reason});
        GIAMSAT_CHECK(session_.record(std::move(draft)));
        session_.erase(subject.id);
        return {};
    }

    const EraseSubjects& command_;
    Session& session_;
    std::optional<std::vector<CaseRecord>> cases_;
};

}  // namespace

Done run(const EraseSubjects& command, Session& session) {
    GIAMSAT_CHECK(check_deciders(session));
    if (command.reason.empty())
        return Problem(ProblemCode::reason_required, {{"what", erasing.vi}, {"what_en", erasing.en}});
    Erasing erasing_now(command, session);
    for (const SubjectId& subject : command.subjects) GIAMSAT_CHECK(erasing_now.erase(subject));
    return {};
}

Done run(const HoldSubject& command, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    const auto subject = subject_of(command.subject.value, session.read, session.profile().profile);
    if (!subject || subject->about == about::office) return not_known(command.subject.value);
    if (command.reason.empty())
        return Problem(ProblemCode::reason_required, {{"what", "giữ dữ liệu"}, {"what_en", "legal hold"}});
    if (session.read.subjects.erased(subject->id.value))
        return Problem(ProblemCode::subject_erased, {{"name", subject->id.value.substr(0, 8)}});
    Draft draft{.kind = "subject.held/1", .body = {{"subject", subject->id.value}, {"about", subject->about}}};
    draft.personal.push_back({session.office().value, "reason", command.reason});
    return session.record(std::move(draft));
}

Done run(const FreeSubject& command, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    if (!session.read.subjects.hold(command.subject.value))
        return missing({"việc giữ dữ liệu của", "hold on"}, command.subject.value.substr(0, 8));
    Draft draft{.kind = "subject.freed/1", .body = {{"subject", command.subject.value}}};
    if (!command.reason.empty()) draft.personal.push_back({session.office().value, "reason", command.reason});
    return session.record(std::move(draft));
}

}  // namespace giamsat
