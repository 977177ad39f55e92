// SPDX-License-Identifier: Apache-2.0
#include "service/queries/audit_material.hpp"

#include "service/queries/lateness.hpp"

#include <algorithm>
#include <unordered_map>

namespace giamsat {

namespace {

// What has to be remembered of a case until its later entries come.
struct KnownCase {
    std::string workflow;
    std::string level;
    std::string body;
    PersonId team_head;
};

class Walk {
public:
    Walk(const ProfileBundle& bundle, Readers& read, const AuditQuery& query)
        : bundle_(bundle), read_(read), query_(query) {}

    void take(std::uint64_t seq, const Entry& entry);
    AuditMaterial material;

private:
    bool asked_for(Date day) const {
        return (!query_.from || day >= *query_.from) && (!query_.until || day <= *query_.until);
    }
    const Definition* definition_of(const Entry& entry);
    std::vector<const Transition*> transitions_of(const Entry& entry);
    void add_roles(const Transition& transition, const KnownCase& known, AuditStep& step) const;
    void remember(const Entry& entry);
    void step(std::uint64_t seq, const Entry& entry);
    void answers(std::uint64_t seq, const Entry& entry);
    void add_rows(const AuditAnswers& sheet, const Json& answers);
    void file(std::uint64_t seq, const Entry& entry);
    void grant(std::uint64_t seq, const Entry& entry);
    void turn(std::uint64_t seq, const Entry& entry);

    const ProfileBundle& bundle_;
    Readers& read_;
    const AuditQuery& query_;
    std::unordered_map<CaseId, KnownCase> cases_;
};

const Definition* Walk::definition_of(const Entry& entry) {
    const auto known = cases_.find(entry.case_id);
    if (known == cases_.end() || entry.def.empty() || !bundle_.versions) return nullptr;
    const ProfileBundle& bundle = bundle_.versions->bundle_of(known->second.workflow, entry.def);
    const auto workflow = bundle.workflows.find(known->second.workflow);
    return workflow == bundle.workflows.end() ? nullptr : &workflow->second;
}

// Those of this event that a person takes where the case stood.
std::vector<const Transition*> Walk::transitions_of(const Entry& entry) {
    std::vector<const Transition*> found;
    const Definition* definition = definition_of(entry);
    if (!definition) return found;
    for (const std::string& id : entry.body.value("from", std::vector<std::string>{})) {
        for (auto at = definition->state(id); at && *at >= 0; at = definition->at(*at).parent) {
            for (int index : definition->at(*at).transitions) {
                const Transition& transition = definition->transition(index);
                if (transition.is_human() && takes_event(transition, entry.body.value("event", "")))
                    found.push_back(&transition);
            }
            if (*at == 0) break;
        }
    }
    return found;
}

void Walk::add_roles(const Transition& transition, const KnownCase& known, AuditStep& step) const {
    const Body* body = bundle_.profile.body(known.body);
    for (const By& by : transition.by) {
        if (!by.role.empty()) step.roles.push_back(by.role);
        if (body && by.kind == By::Kind::body_head) step.roles.push_back(body->head);
        if (body && by.kind == By::Kind::body_secretary) step.roles.push_back(body->secretary);
    }
}

void Walk::remember(const Entry& entry) {
    if (entry.kind == "case.opened/1") {
        const Json& body = entry.body;
        cases_[entry.case_id] = {body.value("workflow", ""), body.value("level", ""), body.value("body", ""), {}};
    }
    if (entry.kind != "visit.assigned/1") return;
    if (auto team = read_.teams.find(TeamId{entry.body.value("team", "")}))
        cases_[entry.case_id].team_head = team->head;
}

void Walk::step(std::uint64_t seq, const Entry& entry) {
    if (entry.actor.empty() || !asked_for(entry.date)) return;
    const PersonId decider{entry.on_behalf.empty() ? entry.actor : entry.on_behalf};
    AuditStep step{seq,
                   entry.case_id,
                   entry.body.value("event", ""),
                   PersonId{entry.actor},
                   decider,
                   acted_on(entry.act, entry.date),
                   entry.t,
                   {},
                   {},
                   {}};
    for (const Transition* transition : transitions_of(entry)) {
        step.not_by.insert(step.not_by.end(), transition->not_by.begin(), transition->not_by.end());
        add_roles(*transition, cases_[entry.case_id], step);
        step.title = transition->title;
    }
    material.steps.push_back(std::move(step));
}

// "Away" is what anybody's row says who was not met.
constexpr std::size_t answers_to_be_alike = 3;

// A sheet names in each row the borrower it is about; the rest of the row is what was answered.
void Walk::add_rows(const AuditAnswers& sheet, const Json& answers) {
    for (const Json& list : answers) {
        for (const Json& row : list.is_array() ? list : Json::array()) {
            if (!row.is_object() || !row.contains("borrower")) continue;
            Json rest = row;
            rest.erase("borrower");
            if (rest.size() < answers_to_be_alike) continue;
            AuditAnswers one = sheet;
            one.about = row["borrower"].is_string() ? row["borrower"].get<std::string>() : row["borrower"].dump();
            one.answers = rest.dump();
            material.answers.push_back(std::move(one));
        }
    }
}

void Walk::answers(std::uint64_t seq, const Entry& entry) {
    if (!asked_for(entry.date)) return;
    const Level* level = bundle_.profile.level(cases_[entry.case_id].level);
    const auto form = bundle_.forms.find(entry.body.value("form", ""));
    const LocalText title = form == bundle_.forms.end() ? LocalText{} : form->second.title;
    const Json answers = entry.body.value("answers", Json::object());
    AuditAnswers whole{seq, entry.case_id, entry.body.value("form", ""), "", PersonId{entry.actor}, entry.date, title,
                       {}};
    add_rows(whole, answers);
    if (!level || !level->personal) return;
    whole.answers = answers.dump();
    material.answers.push_back(std::move(whole));
}

void Walk::file(std::uint64_t seq, const Entry& entry) {
    if (asked_for(entry.date)) material.files.push_back({seq, entry.case_id, entry.body.value("digest", "")});
}

void Walk::grant(std::uint64_t seq, const Entry& entry) {
    const Role* role = bundle_.profile.role(entry.body.value("role", ""));
    material.grants.push_back({seq, PersonId{entry.body.value("person", "")}, entry.body.value("role", ""), entry.t,
                               role ? role->title : LocalText{}});
}

void Walk::turn(std::uint64_t seq, const Entry& entry) {
    const Level* level = bundle_.profile.level(entry.body.value("level", ""));
    auto on = Date::parse(entry.body.value("on", ""));
    if (!level || !on || !asked_for(*on)) return;
    material.turns.push_back({seq, entry.case_id, cases_[entry.case_id].team_head, *on, level->personal});
}

void Walk::take(std::uint64_t seq, const Entry& entry) {
    const std::string kind = entry.kind.substr(0, entry.kind.find('/'));
    if (seq == 0) material.founded = entry.t;
    remember(entry);
    if (kind == "case.moved") step(seq, entry);
    if (kind == "form.submitted") answers(seq, entry);
    if (kind == "attachment.added") file(seq, entry);
    if (kind == "role.granted") grant(seq, entry);
    if (kind == "turn.counted") turn(seq, entry);
}

constexpr std::uint64_t progress_every = 2'000;

}  // namespace

Result<AuditMaterial> audit_material(const ProfileBundle& bundle, Readers& read, const AuditQuery& query) {
    Walk walk(bundle, read, query);
    Done done;
    const std::uint64_t total = read.journal.size();
    read.journal.each(0, [&](std::uint64_t seq, const std::string& bytes, const Hash&) {
        auto entry = decode_entry(bytes);
        if (!entry) done = Done(std::move(entry.error()));
        if (query.stop && query.stop->load(std::memory_order_relaxed)) done = Done(Problem(ProblemCode::interrupted));
        if (!done) return false;
        walk.take(seq, *entry);
        if (query.progress && seq % progress_every == 0) query.progress(seq, total);
        return true;
    });
    if (!done) return std::move(done.error());
    return std::move(walk.material);
}

}  // namespace giamsat
