// SPDX-License-Identifier: Apache-2.0
// giamsat_driver CASES: the inspection case with its life cycle, in memory, one case after the other, as the other drivers
// here do it. Prints one line of JSON.
#include "bench/inspection/inspection.hpp"
#include "kernel/machine/life.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace giamsat;

namespace {

std::string run_case(const bench::Inspection& inspection, const std::vector<StepEvent>& script, Decision& decision) {
    CaseState state;
    CaseLife life(Life::none);
    const StepFacts facts;
    if (!life.open() || !step(inspection.definition, state, {}, facts, decision)) std::abort();
    apply(decision, state);
    for (const StepEvent& event : script) {
        if (!life.begin_step()) continue;  // the case has ended
        if (!try_step(inspection.definition, state, event, facts, decision)) std::abort();
        apply(decision, state);
        life.settled(decision.done ? Life::completed : Life::idle);
        life.committed();
    }
    return inspection.definition.at(state.configuration.front()).id;
}

}  // namespace

int main(int count, char** words) {
    const int cases = count > 1 ? std::atoi(words[1]) : 100'000;
    const auto inspection = bench::Inspection::load();
    std::map<std::string, int> ends;
    Decision decision;
    const auto begun = std::chrono::steady_clock::now();
    for (int i = 0; i < cases; ++i)
        ++ends[run_case(inspection, inspection.scripts[static_cast<std::size_t>(i) % inspection.scripts.size()],
                        decision)];
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    std::printf("{\"cases\": %d, \"seconds\": %.6f, \"ends\": %s}\n", cases, taken.count(), Json(ends).dump().c_str());
}
