// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/step.hpp"

#include "kernel/machine/plain.hpp"
#include "kernel/machine/run.hpp"

#include <algorithm>

namespace giamsat {

namespace {

// What fires nothing is dropped in silence only when nobody is standing there waiting for an answer.
bool is_refused(const Definition& definition, const CaseState& before, const StepEvent& event,
                const machine::Run& run) {
    if (run.fired()) return false;
    if (definition.tables->persons[static_cast<std::size_t>(run.event_number())]) return true;
    const bool bare = definition.kind.empty();
    return !bare && !run.moved() && !accepts(definition, before, event.name);
}

// Whether somebody offering this step could already tell: a guard on the form is answered only by the form.
bool waits_for_answers(const Transition& transition) {
    if (!transition.when) return false;
    const auto& names = transition.when->names();
    return std::any_of(names.begin(), names.end(),
                       [](const std::string& name) { return name.starts_with("form.") || name.starts_with("event."); });
}

std::string blocked_by(const Transition& transition, const NameValues& values, Date today) {
    if (!transition.when || waits_for_answers(transition)) return {};
    const auto truth = transition.when->truth(values, today);
    return truth && *truth ? std::string() : transition.when->explain(values, today);
}

// An earlier step of the same name that is open in any case leaves this one unreachable.
bool is_hidden(const Definition& definition, const std::vector<Offer>& offers, const Transition& transition) {
    return std::any_of(offers.begin(), offers.end(), [&](const Offer& offer) {
        const Transition& earlier = definition.transition(offer.transition);
        const bool same_branch =
            earlier.source == transition.source || definition.inside(earlier.source, transition.source);
        return same_branch && offer.event == transition.events.front() && offer.blocked.empty() &&
               !waits_for_answers(earlier);
    });
}

}  // namespace

namespace {

Done whole_step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
                Decision& decision) {
    if (before.configuration.empty() != event.name.empty()) return machine::refusal(definition, before, event, facts);
    machine::Run run(definition, before, event, facts, decision);
    GIAMSAT_CHECK(event.name.empty() ? run.start() : run.take_event());
    if (!event.name.empty() && is_refused(definition, before, event, run))
        return machine::refusal(definition, before, event, facts);
    run.finish();
    return {};
}

// Kept out of try_step(), which mostly needs none of its memory.
[[gnu::noinline]] bool take_longer_step(const Definition& definition, const CaseState& before, const StepEvent& event,
                                        const StepFacts& facts, Decision& decision) {
    const bool going = !before.configuration.empty() && !event.name.empty();
    if (going && machine::plain_step(definition, before, event, facts, decision) != machine::Plain::no) return true;
    Done done = whole_step(definition, before, event, facts, decision);
    if (!done) decision.refusal = std::move(done.error()), decision.bare = false;
    return done.has_value();
}

}  // namespace

bool try_step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
              Decision& decision) {
    if (machine::straight_step(*definition.tables, before, event, decision)) return true;
    return take_longer_step(definition, before, event, facts, decision);
}

Done step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
          Decision& decision) {
    if (try_step(definition, before, event, facts, decision)) return {};
    return std::move(*decision.refusal);
}

Result<Decision> step(const Definition& definition, const CaseState& before, const StepEvent& event,
                      const StepFacts& facts) {
    Decision decision;
    GIAMSAT_CHECK(step(definition, before, event, facts, decision));
    return decision;
}

bool changes_children(const Decision& decision) {
    return std::any_of(decision.effects.begin(), decision.effects.end(), [](const Effect& effect) {
        return std::holds_alternative<OpenAction>(*effect.action) ||
               std::holds_alternative<CancelChildrenAction>(*effect.action);
    });
}

Done step_of_parent(const Definition& definition, const CaseState& before, const StepEvent& event,
                    const StepFacts& facts, Decision& decision) {
    const StepFacts careful{facts.today, [&](const std::string& name) -> Json {
                                const bool unsure = name.starts_with("children_") && changes_children(decision);
                                return unsure ? Json(nullptr) : facts.names(name);
                            }};
    return step(definition, before, event, careful, decision);
}

Result<Decision> step_of_parent(const Definition& definition, const CaseState& before, const StepEvent& event,
                                const StepFacts& facts) {
    Decision decision;
    GIAMSAT_CHECK(step_of_parent(definition, before, event, facts, decision));
    return decision;
}

StepEvent look_again(std::string called) {
    StepEvent event;
    event.name = std::move(called);
    event.known = MachineTables::no_event;
    return event;
}

int event_number(const Definition& definition, std::string_view name) { return definition.tables->event_number(name); }

std::vector<Offer> offers(const Definition& definition, const CaseState& state, const StepFacts& facts) {
    std::vector<Offer> all;
    const machine::Names names(definition, state, facts, nullptr);
    const NameValues values = names.reader();
    for (const int index : machine::transitions_in(definition, state)) {
        const Transition& transition = definition.transition(index);
        if (!transition.is_human() || transition.events.empty() || is_hidden(definition, all, transition)) continue;
        all.push_back({index, transition.events.front(), blocked_by(transition, values, facts.today)});
    }
    return all;
}

bool accepts(const Definition& definition, const CaseState& state, const std::string& event) {
    const auto all = machine::transitions_in(definition, state);
    return std::any_of(all.begin(), all.end(), [&](int index) {
        const Transition& transition = definition.transition(index);
        return transition.events.empty() || takes_event(transition, event);
    });
}

}  // namespace giamsat
