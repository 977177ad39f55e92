// SPDX-License-Identifier: Apache-2.0
#include "service/queries/case_view.hpp"

#include <algorithm>
#include <tuple>

namespace giamsat {
namespace {

bool has(const std::vector<std::string>& states, const std::string& id) {
    return std::find(states.begin(), states.end(), id) != states.end();
}

// The day of the last step that came into the state from elsewhere.
Date since(const std::string& state, const CaseRecord& record, const std::vector<CaseStep>& steps) {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (has(step->to, state) && !has(step->from, state)) return step->date;
    }
    return record.opened_on;
}

std::vector<StateView> states_of(const CaseRecord& record, const Definition& definition,
                                 const std::vector<CaseStep>& steps) {
    std::vector<StateView> states;
    for (const std::string& id : record.config)
        states.push_back({id, state_title(definition, id), since(id, record, steps)});
    return states;
}

// A form stands in the journal right before the step it came with.
std::string form_with(const CaseStep& step, const std::vector<FormRecord>& forms, std::int64_t before) {
    for (const FormRecord& form : forms) {
        if (form.seq < step.seq && form.seq > before) return form.form;
    }
    return {};
}

std::vector<StepView> steps_of(const Definition& definition, const std::vector<CaseStep>& steps,
                               const std::vector<FormRecord>& forms, Names& names) {
    std::vector<StepView> views;
    std::int64_t before = -1;
    for (const CaseStep& step : steps) {
        StepView view{
            step, event_title(definition, step.event, step.from, step.to), form_with(step, forms, before), {}, false};
        view.reason = names.open(step.personal, "reason", step.cmd, step.i);
        view.reason_closed = !step.personal.empty() && !view.reason;
        views.push_back(std::move(view));
        before = step.seq;
    }
    return views;
}

// A case that has been migrated is read by the rules it is on now: a deadline of a state they no longer have is not seen.
void add_lateness(std::vector<StepView>& steps, const CaseId& id, const Definition& definition, Readers& read) {
    LatenessWalk walk;
    for (const auto& [seq, entry] : read.journal.of_case(id)) {
        auto lateness = walk.take(entry, definition);
        for (StepView& step : steps) {
            if (step.step.seq == entry.case_seq) step.lateness = lateness;
        }
    }
}

// By planned day, then code: ids tell people nothing.
std::vector<CaseRecord> children_of(const CaseId& id, Readers& read, Names& names) {
    auto children = read.cases.children(id);
    std::stable_sort(children.begin(), children.end(), [&](const CaseRecord& a, const CaseRecord& b) {
        return std::tie(a.planned_on, names.unit(a.unit).code) < std::tie(b.planned_on, names.unit(b.unit).code);
    });
    return children;
}

OpenedText opened(const std::vector<Encrypted>& sealed, const CommandId& cmd, int i, Names& names) {
    auto text = names.open(sealed, "text", cmd, i);
    const bool closed = !text && !sealed.empty();
    return {std::move(text), closed ? names.instead_of(sealed) : LocalText{}};
}

OpenedText recommendation_text(const RecommendationRecord& record, Readers& read, Names& names) {
    for (const auto& [seq, entry] : read.journal.of_case(record.source)) {
        if (entry.kind == "recommendation.made/1" && entry.body.value("recommendation", "") == record.id)
            return opened(entry.enc, entry.cmd, entry.i, names);
    }
    return {};
}

}  // namespace

FindingText finding_text(const FindingRecord& finding, Readers& read, Names& names) {
    CommandId cmd;
    int i = 0;
    auto sealed = read.findings.personal(finding.id, cmd, i);
    return {opened(sealed, cmd, i, names), finding};
}

std::vector<RecommendationView> recommendations_of(const CaseId& source_or_finding, Readers& read, Names& names) {
    std::vector<RecommendationView> views;
    for (RecommendationRecord& record : read.findings.recommendations_of(source_or_finding)) {
        auto text = recommendation_text(record, read, names);
        views.push_back({std::move(text), std::move(record)});
    }
    return views;
}

CaseView case_view(const CaseRecord& record, const ProfileBundle& bundle, Readers& read, Names& names, Date today) {
    const Definition& definition = workflow_of(record, bundle);
    auto steps = read.cases.steps(record.id);
    CaseView view{.record = record, .title = definition.title};
    view.plan = read.plans.find(record.kind == "plan" ? record.id : record.plan);
    if (!record.team.empty()) view.team = read.teams.find(record.team);
    if (auto finding = read.findings.find(record.id)) view.finding = finding_text(*finding, read, names);
    view.states = states_of(record, definition, steps);
    view.forms = read.cases.forms(record.id);
    for (AttachmentRecord& file : read.cases.attachments(record.id)) {
        auto name = names.open(file.personal, "name", file.cmd, file.i);
        view.attachments.push_back({std::move(file), std::move(name)});
    }
    view.steps = steps_of(definition, steps, view.forms, names);
    add_lateness(view.steps, record.id, definition, read);
    view.options = step_options(record, bundle, read, today);
    view.timers = read.cases.timers(record.id);
    view.children = children_of(record.id, read, names);
    for (const FindingRecord& finding : read.findings.of_visit(record.id))
        view.findings.push_back(finding_text(finding, read, names));
    view.recommendations = recommendations_of(record.id, read, names);
    return view;
}

}  // namespace giamsat
