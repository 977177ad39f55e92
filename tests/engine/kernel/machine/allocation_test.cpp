// SPDX-License-Identifier: Apache-2.0
// The hot path of a step asks for no memory. Every allocation of this program is counted.
#include "kernel/machine/step.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> allocations{0};

}  // namespace

void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size ? size : 1)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace giamsat;

const char* const two_regions = R"yaml(
workflow: hot
data:
  n: {type: integer, initial: 1}
  word: {type: text, initial: "long enough to need memory of its own"}
initial: p
states:
  p:
    parallel: true
    states:
      left:
        initial: l1
        states:
          l1: {on: {go: {to: l2, when: "${n} < 5 and In('right')"}}}
          l2: {on: {go: {to: l1, when: "${n} = 1 or ${word} = 'x'"}}}
      right:
        initial: r1
        states:
          r1: {on: {go: r2, note: {do: [{assign: {word: "concat(${word}, ' and more')"}}]}}}
          r2: {on: {go: r1}}
)yaml";

// Allocations of a thousand events, after a few to warm up.
std::size_t counted(const Definition& definition, const std::string& name) {
    const StepFacts facts;
    StepEvent event;
    event.name = name;
    CaseState state;
    Decision decision;
    REQUIRE(step(definition, state, {}, facts, decision));
    apply(decision, state);
    std::size_t before = 0;
    bool all = true;
    for (int i = 0; i < 1010; ++i) {
        if (i == 10) before = allocations;
        all = step(definition, state, event, facts, decision).has_value() && all;
        apply(decision, state);
    }
    const std::size_t asked = allocations - before;
    REQUIRE(all);
    return asked;
}

}  // namespace

TEST_CASE("a transition that changes no data asks for no memory", "[allocation]") {
    const Definition hot = test::chart(two_regions);
    CHECK(counted(hot, "go") == 0);
    CHECK(counted(hot, "nobody-listens") == 0);
}

TEST_CASE("the count sees memory that is asked for", "[allocation]") {
    CHECK(counted(test::chart(two_regions), "note") > 0);
}
