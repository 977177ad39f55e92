// SPDX-License-Identifier: Apache-2.0
#include "service/queries/case_options.hpp"

#include "base/core/ensure.hpp"
#include "model/workflow/say.hpp"
#include "service/commands/authorise.hpp"
#include "service/commands/case_engine.hpp"

#include <algorithm>

namespace giamsat {
namespace {

void replace_all(std::string& text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

// Guards show each name with its value behind it, "children_open (3) = 0": the name gives way to its words.
std::string in_words(std::string guard, const Transition& transition, const Definition& definition, Lang lang) {
    if (!transition.when) return guard;
    for (const std::string& name : transition.when->names())
        replace_all(guard, name + " (", "“" + say_name(definition, name).in(lang) + "” (");
    return guard;
}

// Timers are named after the state whose stay they limit; the nearest such state around the step's start counts.
std::optional<Instant> due_of(const Transition& transition, const Definition& definition,
                              const std::vector<DueTimer>& timers) {
    for (StateIndex at = transition.source; at > 0; at = definition.at(at).parent) {
        for (const DueTimer& timer : timers) {
            if (timer.id == definition.at(at).id) return timer.due;
        }
    }
    return std::nullopt;
}

bool has_agreed(const std::vector<AgreementRecord>& agreements, const std::string& event, const PersonId& person) {
    return std::any_of(agreements.begin(), agreements.end(), [&](const AgreementRecord& agreement) {
        return agreement.event == event && agreement.person == person;
    });
}

void add_persons(StepOption& option, const Transition& transition, const Definition& definition,
                 const CaseRecord& record, const ProfileBundle& bundle, Readers& read, Date today) {
    const auto agreements = transition.all_of ? read.cases.agreements(record.id) : std::vector<AgreementRecord>{};
    for (const By& by : transition.by) {
        for (const PersonId& person : persons_for(by, record, bundle.profile, read, today)) {
            if (has_agreed(agreements, option.event, person)) {
                if (std::find(option.agreed.begin(), option.agreed.end(), person) == option.agreed.end())
                    option.agreed.push_back(person);
                continue;
            }
            bool known = option.belongs_to(person) || std::any_of(option.barred.begin(), option.barred.end(),
                                                                  [&](const auto& b) { return b.person == person; });
            if (known) continue;
            std::string earlier = bars(transition, definition, record, person, read);
            if (earlier.empty())
                option.persons.push_back(person);
            else
                option.barred.push_back({person, earlier});
        }
    }
}

StepOption option_of(const Offer& offer, const CaseRecord& record, const ProfileBundle& bundle, Readers& read,
                     Date today) {
    const Definition& definition = workflow_of(record, bundle);
    const Transition& transition = definition.transition(offer.transition);
    StepOption option;
    option.event = offer.event;
    option.title = title_of(transition, offer.event);
    option.who = describe(transition.by, record, bundle.profile);
    option.legal = transition.legal.empty() ? definition.at(transition.source).legal : transition.legal;
    option.form = transition.form;
    option.reason = transition.reason_required;
    option.all_of = transition.all_of;
    option.attachments = transition.attachments;
    option.team = offer.event == "assign";
    option.due = due_of(transition, definition, read.cases.timers(record.id));
    option.guard = offer.blocked;
    if (!offer.blocked.empty()) {
        option.blocked = {in_words(offer.blocked, transition, definition, Lang::vi),
                          in_words(offer.blocked, transition, definition, Lang::en)};
    }
    add_persons(option, transition, definition, record, bundle, read, today);
    for (WorkRecord& work : read.cases.work(record.id)) {
        if (work.event == offer.event) option.held.push_back(std::move(work));
    }
    return option;
}

// Several transitions may wait for one event: what a person sees is one step. Its plainest title is the one that says least
// about how it will turn out.
void merge(StepOption& known, StepOption more) {
    bool better = !known.possible() && more.possible();
    bool plainer = known.possible() == more.possible() && more.title.vi.size() < known.title.vi.size();
    if (!known.possible() && !more.possible()) {
        more.guard = known.guard + "; " + more.guard;
        more.blocked = {known.blocked.vi + "; " + more.blocked.vi, known.blocked.en + "; " + more.blocked.en};
        known.guard = more.guard, known.blocked = more.blocked;
    }
    if (better || plainer) known = std::move(more);
}

}  // namespace

bool StepOption::belongs_to(const PersonId& person) const {
    return std::find(persons.begin(), persons.end(), person) != persons.end();
}

bool StepOption::held_by_another(const PersonId& person) const {
    return !all_of && std::any_of(held.begin(), held.end(), [&](const WorkRecord& w) { return w.person != person; });
}

const Definition& workflow_of(const CaseRecord& record, const ProfileBundle& bundle) {
    const ProfileBundle& own = bundle_of(record, bundle);
    auto found = own.workflows.find(record.workflow);
    ENSURE(found != own.workflows.end(), "a case runs on a workflow of the bundle its version came with");
    return found->second;
}

std::vector<StepOption> step_options(const CaseRecord& record, const ProfileBundle& bundle, Readers& read, Date today) {
    std::vector<StepOption> options;
    if (record.life != "idle") return options;
    const Definition& definition = workflow_of(record, bundle);
    StepFacts facts = facts_of(record, read, today);
    for (const Offer& offer : offers(definition, state_of(record, definition), facts)) {
        StepOption option = option_of(offer, record, bundle, read, today);
        auto same = std::find_if(options.begin(), options.end(),
                                 [&](const StepOption& known) { return known.event == option.event; });
        if (same == options.end())
            options.push_back(std::move(option));
        else
            merge(*same, std::move(option));
    }
    std::stable_partition(options.begin(), options.end(), [](const StepOption& option) { return option.possible(); });
    return options;
}

LocalText state_title(const Definition& definition, const std::string& state) {
    auto index = definition.state(state);
    if (!index || definition.at(*index).title.vi.empty()) return {state, state};
    return definition.at(*index).title;
}

std::string state_titles(const CaseRecord& record, const ProfileBundle& bundle, Lang lang) {
    const Definition& definition = workflow_of(record, bundle);
    std::string all;
    for (const std::string& state : record.config)
        all += (all.empty() ? "" : ", ") + state_title(definition, state).in(lang);
    return all;
}

LocalText life_title(const std::string& life, const std::string& outcome) {
    if (life == "idle") return {"đang mở", "open"};
    if (life == "cancelled") return {"đã hủy", "cancelled"};
    if (life == "suspended") return {"đang tạm dừng", "suspended"};
    if (life == "faulted") return {"lỗi", "faulted"};
    bool plain = outcome.empty() || outcome == "done";
    return plain ? LocalText{"đã xong", "done"} : LocalText{"đã xong: " + outcome, "ended: " + outcome};
}

namespace {

bool holds(const Definition& definition, StateIndex outer, const std::vector<std::string>& states) {
    return std::any_of(states.begin(), states.end(), [&](const std::string& id) {
        auto index = definition.state(id);
        return index && (*index == outer || definition.inside(*index, outer));
    });
}

bool leads_to(const Definition& definition, const Transition& transition, const std::vector<std::string>& to) {
    return std::any_of(transition.targets.begin(), transition.targets.end(),
                       [&](StateIndex target) { return holds(definition, target, to); });
}

LocalText plain_title(const std::string& event) {
    if (event == "child.done") return {"Hồ sơ cấp dưới đã xong", "A case below ended"};
    if (event == "children.changed") return {"Hồ sơ cấp dưới thay đổi", "The cases below changed"};
    if (event == "case.suspended") return {"Tạm dừng hồ sơ", "Suspended"};
    if (event == "case.resumed") return {"Cho hồ sơ tiếp tục", "Resumed"};
    if (event == "case.cancelled") return {"Hủy theo hồ sơ cấp trên", "Cancelled with the case above"};
    if (event.starts_with("remind.")) return {"Nhắc trước hạn", "Reminder"};
    if (event.starts_with("escalate.")) return {"Báo lên vì quá hạn", "Escalation"};
    if (event.rfind("deadline.", 0) == 0) return {"Quá hạn", "Deadline passed"};
    return {event, event};
}

}  // namespace

LocalText event_title(const Definition& definition, const std::string& event, const std::vector<std::string>& from,
                      const std::vector<std::string>& to) {
    const LocalText* best = nullptr;
    int best_rank = 0;
    for (const Transition& transition : definition.transitions) {
        if (transition.title.vi.empty() || !takes_event(transition, event)) continue;
        int rank =
            1 + (holds(definition, transition.source, from) ? 2 : 0) + (leads_to(definition, transition, to) ? 1 : 0);
        if (rank <= best_rank) continue;
        best = &transition.title;
        best_rank = rank;
    }
    return best ? *best : plain_title(event);
}

Date last_day(Instant due) { return date_in_vietnam({due.ms - 1}); }

}  // namespace giamsat
