// SPDX-License-Identifier: Apache-2.0
// Any bytes as a workflow: read, refused with a place or loaded; what loads is started and sent a few events. Run by
// ./dev fuzz under libFuzzer, and over its corpus by the tests.
#include "kernel/machine/step.hpp"
#include "model/workflow/load_definition.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace giamsat;

// A refusal that does not say where, or says nothing, is a bug as much as a crash is.
void hold_refusal(const Problem& problem) {
    if (problem.message(Lang::vi).empty() || problem.message(Lang::en).empty() || problem.where.file.empty())
        std::abort();
}

void play(const Definition& definition) {
    StepFacts facts;
    facts.today = Date::of(2024, 3, 4);
    CaseState state;
    Decision decision;
    if (!step(definition, state, {}, facts, decision)) return;
    apply(decision, state);
    int sent = 0;
    for (const Transition& transition : definition.transitions) {
        if (transition.events.empty() || ++sent > 20) continue;
        StepEvent event;
        event.name = transition.events.front();
        if (step(definition, state, event, facts, decision)) apply(decision, state);
        if (state.configuration.empty()) std::abort();  // a case is always somewhere
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view yaml(reinterpret_cast<const char*>(bytes), size);
    const auto definition = load_definition("fuzz.workflow.yaml", yaml, {});
    if (definition)
        play(*definition);
    else
        hold_refusal(definition.error());
    return 0;
}
