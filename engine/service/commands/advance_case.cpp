// SPDX-License-Identifier: Apache-2.0
// A person's step: may this person, is everything there that the step needs, and then the engine.
#include "base/core/ensure.hpp"
#include "service/commands/authorise.hpp"
#include "service/commands/case_engine.hpp"
#include "service/commands/human_steps.hpp"
#include "service/commands/registers.hpp"
#include "service/commands/teams.hpp"

#include <algorithm>

namespace giamsat {
namespace {

using Steps = std::vector<const Transition*>;

// What the guards, asked with what came, take of the steps this event names: one, or one of each region that waits for it.
// None when nothing would be taken at all: the step itself says why. What is nobody's step is taken on nobody's word.
Result<Steps> fired_by(const StepInput& input, const CaseRecord& record, const Definition& definition,
                       const Steps& candidates, CaseEngine& engine) {
    const auto taken = engine.would_advance(record, input);
    if (!taken) return Steps{};
    Steps fired;
    for (const int index : *taken) {
        const Transition* transition = &definition.transition(index);
        if (std::find(candidates.begin(), candidates.end(), transition) != candidates.end())
            fired.push_back(transition);
    }
    if (!fired.empty()) return fired;
    const std::string& event = input.event.name;
    return impossible({event, event}, {"ở đây đó là bước của hệ thống, không phải của người",
                                       "here it is a step of the system, nobody's"});
}

// The one whose form is handed in.
const Transition* leading(const Steps& steps) {
    const auto with_form = std::find_if(steps.begin(), steps.end(), [](const auto* one) { return !one->form.empty(); });
    return with_form == steps.end() ? steps.front() : *with_form;
}

Problem form_missing(const Transition& transition, const std::string& event) {
    const LocalText what = title_of(transition, event);
    return Problem(ProblemCode::form_required,
                   {{"what", what.vi}, {"what_en", what.in(Lang::en)}, {"form", transition.form}});
}

Result<std::optional<Submission>> checked_form(const Transition& transition, const AdvanceCase& command,
                                               const CaseRecord& record, Session& session) {
    if (transition.form.empty()) {
        if (command.answers) return invalid("--form", "", {"bước này không dùng biểu mẫu", "this step takes no form"});
        return std::optional<Submission>{};
    }
    if (!command.answers) return form_missing(transition, command.event);
    const Form& form = bundle_of(record, session.profile()).forms.at(transition.form);
    auto submission = check_submission(form, *command.answers, session.today());
    if (!submission) return std::move(submission.error());
    return std::optional<Submission>(std::move(*submission));
}

// Rows name their units by code, which may be personal; the journal gets ids only. A code nobody has is left for the step
// to refuse, with its place.
void put_ids_for_codes(const Transition& transition, Json& answers, const CaseRecord& record, Session& session) {
    for (const Action& action : transition.actions) {
        const auto* rows = std::get_if<DistributeAction>(&action);
        if (!rows || !answers.contains(rows->rows)) continue;
        for (Json& row : answers[rows->rows]) {
            for (const Level& level : session.profile().profile.levels) {
                if (level.parent != record.level) continue;
                auto unit = find_unit(level.id, row.value(rows->key, ""), session);
                if (unit) row[rows->key] = unit->value;
            }
        }
    }
}

// A row about a borrower is sealed under the borrower's key, everything else under the case's.
std::string subject_of(const std::string& path, const Json& answers, const CaseRecord& record, Session& session) {
    auto open = path.find('[');
    auto close = path.find(']');
    if (open == std::string::npos || close == std::string::npos) return record.id.value;
    auto rows = answers.find(path.substr(0, open));
    std::size_t index = std::stoul(path.substr(open + 1, close - open - 1));
    if (rows == answers.end() || !rows->is_array() || index >= rows->size()) return record.id.value;
    auto named = (*rows)[index].find("borrower");
    if (named == (*rows)[index].end() || !named->is_string()) return record.id.value;
    auto unit = session.read.units.find(UnitId{named->get<std::string>()});
    return unit ? unit->id.value : record.id.value;
}

Done record_form(const Transition& transition, const Submission& submission, const CaseRecord& record,
                 const std::string& event, Session& session) {
    Draft draft{.kind = "form.submitted/1",
                .case_id = record.id,
                .def = record.def,
                .body = {{"form", transition.form}, {"event", event}, {"answers", submission.answers}}};
    for (const auto& [path, text] : submission.personal) {
        draft.personal.push_back({subject_of(path, submission.answers, record, session), path, text});
    }
    return session.record(std::move(draft));
}

Problem wrong_files(const LocalText& why) { return invalid("--attach", "", why); }

Done check_files(const Transition& transition, const AdvanceCase& command) {
    for (const AttachedFile& file : command.files) {
        if (file.bytes.size() > attachment_bytes_max)
            return Problem(ProblemCode::file_too_large, {{"file", file.name}, {"limit", "10 MiB"}});
        if (file.bytes.empty())
            return wrong_files({"tệp “" + file.name + "” rỗng", "file “" + file.name + "” is empty"});
    }
    const auto needed = static_cast<std::size_t>(transition.attachments);
    if (command.files.size() >= needed) return {};
    const std::string number = std::to_string(needed);
    return wrong_files({"bước này cần ít nhất " + number + " tệp đính kèm",
                        "this step needs at least " + number + (needed == 1 ? " file" : " files") + " attached"});
}

Done record_files(const AdvanceCase& command, const CaseRecord& record, Session& session) {
    for (const AttachedFile& file : command.files) {
        Draft draft{.kind = "attachment.added/2",
                    .case_id = record.id,
                    .def = record.def,
                    .body = {{"attachment", session.new_id("attachment")},
                             {"event", command.event},
                             {"digest", session.vault().digest("attachment", file.bytes)}}};
        draft.personal.push_back({record.id.value, "name", file.name});
        GIAMSAT_CHECK(session.record_file(std::move(draft), file.bytes));
    }
    return {};
}

Done attach_team(CaseRecord& record, const TeamId& id, Session& session) {
    auto team = session.read.teams.find(id);
    if (!team) return missing({"đoàn", "team"}, id.value);
    GIAMSAT_CHECK(may_visit(*team, record, session));
    record.team = id;
    return session.record({.kind = "visit.assigned/1", .case_id = record.id, .body = {{"team", id.value}}});
}

// A step everybody has to do: this one's doing is kept. Whether it was the last that was missing.
Result<bool> agree(const Transition& transition, const CaseRecord& record, const StepInput& input, CaseEngine& engine,
                   Session& session) {
    const PersonId person = decider(session.meta().by);
    auto missing_still =
        not_agreed(transition, input.event.name, record, session.profile().profile, session.read, session.today());
    const bool mine = std::erase(missing_still, person) > 0;
    if (!mine)
        return impossible({input.event.name, input.event.name}, {"người này đã làm bước này, còn chờ người khác",
                                                                 "this person has done it; others are still to do it"});
    if (missing_still.empty()) return true;
    GIAMSAT_CHECK(engine.would_advance(record, input));
    Draft draft{.kind = "step.agreed/1",
                .case_id = record.id,
                .def = record.def,
                .body = {{"event", input.event.name}, {"person", person.value}}};
    if (!input.reason.empty()) draft.personal.push_back({record.id.value, "reason", input.reason});
    GIAMSAT_CHECK(session.record(std::move(draft)));
    return false;
}

StepInput input_of(const AdvanceCase& command, const Transition& transition,
                   const std::optional<Submission>& submission) {
    StepInput input;
    input.event.name = command.event;
    input.event.form = transition.form;
    if (submission) input.event.answers = submission->answers;
    input.submission = submission ? &*submission : nullptr;
    input.reason = command.reason;
    input.data = command.data;
    input.planned_on = command.planned_on;
    input.due_on = command.due_on;
    return input;
}

// The steps a command asks for, the one with the form first, and the form, checked.
struct Asked {
    Steps steps;
    std::optional<Submission> submission;
};

Done check_needs(const Transition& transition, const AdvanceCase& command) {
    const LocalText what = title_of(transition, command.event);
    if (transition.reason_required && command.reason.empty())
        return Problem(ProblemCode::reason_required, {{"what", what.vi}, {"what_en", what.in(Lang::en)}});
    if (command.event == "assign" && command.team.empty())
        return invalid("--team", "", {"phân công cần nêu đoàn", "an assignment names a team"});
    return check_files(transition, command);
}

Done may_take_this(const Transition& transition, const AdvanceCase& command, const CaseRecord& record,
                   Session& session) {
    GIAMSAT_CHECK(may_do(transition, record, command.event, session));
    return check_needs(transition, command);
}

Result<Asked> with_form(const Transition& transition, const AdvanceCase& command, const CaseRecord& record,
                        Session& session) {
    GIAMSAT_CHECK(may_take_this(transition, command, record, session));
    GIAMSAT_TRY(submission, checked_form(transition, command, record, session));
    return Asked{{&transition}, std::move(submission)};
}

// Other regions take the same event: whoever does it does their steps, too.
Done add_others(const Steps& fired, Asked& asked, const AdvanceCase& command, const CaseRecord& record,
                Session& session) {
    const Transition* first = asked.steps.front();
    for (const Transition* other : fired) {
        if (other == first) continue;
        GIAMSAT_CHECK(may_take_this(*other, command, record, session));
        if (!other->form.empty() && other->form != first->form) return form_missing(*other, command.event);
        asked.steps.push_back(other);
    }
    return {};
}

// Which of several steps of one event is meant, by what is handed in; else by who hands it in.
Result<const Transition*> meant(const Steps& candidates, const AdvanceCase& command, const CaseRecord& record,
                                const Definition& definition, CaseEngine& engine, Session& session) {
    if (candidates.size() == 1) return candidates.front();
    StepInput as_given = input_of(command, *candidates.front(), {});
    if (command.answers && command.answers->is_object()) as_given.event.answers = *command.answers;
    GIAMSAT_TRY(fired, fired_by(as_given, record, definition, candidates, engine));
    if (!fired.empty()) return leading(fired);
    return permitted(candidates, record, command.event, session);
}

Result<Asked> asked_for(const AdvanceCase& command, const CaseRecord& record, const Definition& definition,
                        CaseEngine& engine, Session& session) {
    const auto candidates = human_transitions(definition, record, command.event);
    if (candidates.empty()) return no_such_step(definition, record, command.event);
    GIAMSAT_TRY(transition, meant(candidates, command, record, definition, engine, session));
    // The checked form has calculations in it that the one handed in had not: a guard may see another answer.
    for (std::size_t tried = 0;; ++tried) {
        GIAMSAT_TRY(asked, with_form(*transition, command, record, session));
        const StepInput input = input_of(command, *transition, asked.submission);
        GIAMSAT_TRY(fired, fired_by(input, record, definition, candidates, engine));
        if (fired.empty()) return asked;
        const Transition* leads = leading(fired);
        if (leads == transition || tried == candidates.size()) {
            GIAMSAT_CHECK(add_others(fired, asked, command, record, session));
            return asked;
        }
        transition = leads;
    }
}

// Whether nobody's agreement is missing any more.
Result<bool> agreed(const Steps& steps, const CaseRecord& record, const StepInput& input, CaseEngine& engine,
                    Session& session) {
    for (const Transition* step : steps) {
        if (!step->all_of) continue;
        GIAMSAT_TRY(last, agree(*step, record, input, engine, session));
        if (!last) return false;
    }
    return true;
}

}  // namespace

Done run(const AdvanceCase& command, Session& session) {
    auto record = session.read.cases.find(command.case_id);
    if (!record) return missing({"hồ sơ", "case"}, command.case_id.value);
    GIAMSAT_CHECK(session.live().take(record->id, record->life));
    if (record->life != "idle") return not_going(*record);
    const Definition& definition = definition_of(*record, session);
    CaseEngine engine(session);
    GIAMSAT_TRY(asked, asked_for(command, *record, definition, engine, session));
    const Transition* transition = asked.steps.front();
    std::optional<Submission>& submission = asked.submission;
    const bool assigning = command.event == "assign";
    if (submission) put_ids_for_codes(*transition, submission->answers, *record, session);
    if (assigning) GIAMSAT_CHECK(attach_team(*record, command.team, session));
    if (submission) GIAMSAT_CHECK(record_form(*transition, *submission, *record, command.event, session));
    GIAMSAT_CHECK(record_files(command, *record, session));
    const StepInput input = input_of(command, *transition, submission);
    GIAMSAT_TRY(last, agreed(asked.steps, *record, input, engine, session));
    if (!last) return {};
    GIAMSAT_TRY(moved, engine.advance(*record, input));
    ENSURE(moved, "a person's step moves the case or is refused");
    return engine.tell_parents();
}

}  // namespace giamsat
