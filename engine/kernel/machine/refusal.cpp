// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/run.hpp"

#include <algorithm>

namespace giamsat::machine {

namespace {

LocalText step_title(const Transition& transition, const std::string& event) {
    return transition.title.vi.empty() ? LocalText{event, event}
                                       : LocalText{transition.title.vi, transition.title.in(Lang::en)};
}

// What people call this step, wherever in the workflow it stands.
LocalText title_of(const Definition& definition, const std::string& event) {
    for (const auto& transition : definition.transitions) {
        if (takes_event(transition, event) && !transition.title.vi.empty()) return step_title(transition, event);
    }
    return {event, event};
}

std::string state_titles(const Definition& definition, const CaseState& state, Lang lang) {
    std::string out;
    for (const StateIndex leaf : state.configuration) {
        const State& here = definition.at(leaf);
        const std::string& title = here.title.in(lang);
        out += (out.empty() ? "“" : ", “") + (title.empty() ? here.id : title) + "”";
    }
    return out;
}

std::string join(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : "; ") + word;
    return out;
}

std::string possible_steps(const Definition& definition, const std::vector<Offer>& offers, Lang lang) {
    std::vector<std::string> steps;
    for (const auto& offer : offers) {
        if (!offer.blocked.empty()) continue;
        const std::string title = step_title(definition.transition(offer.transition), offer.event).in(lang);
        const std::string shown = title == offer.event ? title : title + " (" + offer.event + ")";
        if (std::find(steps.begin(), steps.end(), shown) == steps.end()) steps.push_back(shown);
    }
    return join(steps);
}

// The guards that were asked for this event and said no, with their values.
std::vector<std::string> failed_guards(const Definition& definition, const CaseState& state, const StepEvent& event,
                                       const StepFacts& facts) {
    const Names names(definition, state, facts, &event);
    std::vector<std::string> guards;
    for (const int index : transitions_in(definition, state)) {
        const Transition& transition = definition.transition(index);
        if (transition.when && takes_event(transition, event.name))
            guards.push_back(transition.when->explain(names.reader(), facts.today));
    }
    return guards;
}

LocalText why_not(const Definition& definition, const CaseState& state, const StepEvent& event,
                  const StepFacts& facts) {
    if (state.configuration.empty()) return {"hồ sơ chưa bắt đầu", "the case has not begun"};
    const LocalText here{state_titles(definition, state, Lang::vi), state_titles(definition, state, Lang::en)};
    const auto guards = failed_guards(definition, state, event, facts);
    if (!guards.empty()) return {"điều kiện chưa đạt: " + join(guards), "the condition does not hold: " + join(guards)};
    const auto open = offers(definition, state, facts);
    const LocalText steps{possible_steps(definition, open, Lang::vi), possible_steps(definition, open, Lang::en)};
    if (steps.vi.empty()) return {"ở " + here.vi + " không ai làm được bước nào", "nobody can do a step in " + here.en};
    return {"ở " + here.vi + " chỉ làm được: " + steps.vi, "in " + here.en + " only these are possible: " + steps.en};
}

}  // namespace

std::vector<int> transitions_in(const Definition& definition, const CaseState& state) {
    std::vector<int> all;
    for (const StateIndex leaf : state.configuration) {
        for (StateIndex at = leaf; at >= 0; at = definition.at(at).parent) {
            for (const int transition : definition.at(at).transitions) {
                if (std::find(all.begin(), all.end(), transition) == all.end()) all.push_back(transition);
            }
        }
    }
    return all;
}

Problem refusal(const Definition& definition, const CaseState& state, const StepEvent& event, const StepFacts& facts) {
    const LocalText what = event.name.empty() ? LocalText{"bắt đầu lại hồ sơ", "Starting the case again"}
                                              : title_of(definition, event.name);
    const LocalText why = why_not(definition, state, event, facts);
    return Problem(ProblemCode::not_possible,
                   {{"what", what.vi}, {"what_en", what.en}, {"why", why.vi}, {"why_en", why.en}});
}

}  // namespace giamsat::machine
