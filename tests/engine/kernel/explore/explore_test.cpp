// SPDX-License-Identifier: Apache-2.0
// Exploration of small charts whose faults are known, and of the shipped workflows, which have none.
#include "kernel/explore/explore.hpp"

#include "model/workflow/check_bundle.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::string told_by(const Exploration& found, Lang lang) {
    std::string out;
    for (const auto& trap : found.traps) {
        out += std::string(trap.rule) + " at " + std::to_string(trap.where.line) + ": " + trap.what.in(lang) + "\n";
        int number = 0;
        for (const auto& line : trap.story) out += std::to_string(++number) + ". " + line.in(lang) + "\n";
        out += "→ " + trap.advice.in(lang) + "\n";
    }
    for (const auto& text : found.not_covered) out += "· " + text.in(lang) + "\n";
    return out;
}

Exploration explored(const std::string& name) {
    const ProfileBundle& bundle = dong_son();
    const Definition& definition = bundle.workflows.at(name);
    const auto handed = handed_to(definition, {bundle.workflows, &bundle.profile, &bundle.forms});
    return explore(definition, {&bundle.profile, &bundle.forms, &handed});
}

}  // namespace

TEST_CASE("shipped workflows can always be ended, and end nothing they still owe") {
    for (const auto& pair : dong_son().workflows) {
        const Exploration found = explored(pair.first);
        INFO(pair.first << ", " << found.nodes.size() << " states\n" << told_by(found, Lang::en));
        CHECK(found.traps.empty());
        CHECK(found.complete);
        CHECK(found.never_taken.empty());
    }
}
