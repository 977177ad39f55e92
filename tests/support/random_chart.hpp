// SPDX-License-Identifier: Apache-2.0
// Random statecharts of the whole language of states: nested, parallel, final, history, internal and several targets,
// eventless transitions, raised events, guards over a counter and over In(). Every choice follows from the seed.
#pragma once

#include "model/workflow/definition.hpp"

#include <cstdint>

namespace giamsat::test {

// The same guard twice: as the definition's expression, and as something the oracle can decide by itself.
struct PlainGuard {
    enum class Kind { none, below, active, inactive, carried };
    Kind kind = Kind::none;
    int limit = 0;         // below: n < limit; carried: what the event carries as v is < limit
    StateIndex state = 0;  // active, inactive
};

struct RandomChart {
    Definition definition;
    std::vector<PlainGuard> guards;  // one for each transition
    std::vector<std::string> events;
};

// What a random chart may ask: whether its guards and actions read `event.v`, which only some events from outside carry.
enum class Reads { data, events_too };

inline constexpr const char* add_carried = "${n} + coalesce(${event.v}, 0)";  // instead of ${n} + 1, in some actions

// `states`: how many, the root aside; 2 to 60.
RandomChart random_chart(std::uint64_t seed, int states, Reads reads = Reads::data);
std::string outline(const RandomChart& chart);  // for a person who looks at a failure

// A sequence of numbers that follows from its seed.
class Choices {
public:
    explicit Choices(std::uint64_t seed) : state_(seed) {}
    int below(int bound);
    bool once_in(int times) { return below(times) == 0; }

private:
    std::uint64_t state_;
};

}  // namespace giamsat::test
