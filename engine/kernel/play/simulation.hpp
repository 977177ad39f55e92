// SPDX-License-Identifier: Apache-2.0
// One case of one workflow, played without an office: its own clock, its own timers, run to completion by step() alone.
// Children, people and letters are not there; what the case sends out is told and goes no further.
#pragma once

#include "kernel/machine/step.hpp"
#include "model/profile/calendar.hpp"

#include <functional>

namespace giamsat {

struct SimulationSettings {
    Instant start = start_of_day_in_vietnam(Date::of(2024, 1, 1));
    Calendar calendar;                  // without holidays unless the profile has some
    std::map<std::string, Json> facts;  // names of any case: children_open, variant, …; see case_names()
    std::map<std::string, Json> data;   // fields whoever opens the case gives
};

// A timer as it stands in the simulation.
struct PlayTimer {
    std::string id;
    std::string event;
    Instant due;
    LatePolicy late = LatePolicy::fire;
};

struct TimerNews {
    PlayTimer timer;
    bool set = false;  // false: it was running and is cancelled
};

// One macrostep, or the refusal of one: then nothing has changed.
struct Played {
    StepEvent event;  // name "" = the first step
    Instant at;
    std::string timer;  // the timer it came from, or ""
    Decision decision;
    std::optional<Problem> refused;
    std::optional<Problem> unheard;  // why an event that nobody's step waits for here moved nothing: it was dropped
    std::vector<TimerNews> timers;   // in the order it happened
};

class Simulation {
public:
    using Listener = std::function<void(const Played&)>;  // told of every macrostep, after it

    Simulation(const Definition& definition, SimulationSettings settings);

    void begin(const Listener& told);                  // REQUIRES: called once, first
    void send(StepEvent event, const Listener& told);  // and what it sent to itself without delay
    // Fires what is due on the way, in order of due time; `told` is not called when nothing is.
    // Problems: invalid_value (beyond the year 9999).
    Done advance(std::int64_t ms, const Listener& told);
    // Another day without firing what was due before it: the start of a play, not a part of it.
    void jump_to(Date day);
    void set_fact(const std::string& name, Json value);

    const Definition& definition() const { return definition_; }
    const CaseState& state() const { return state_; }
    bool done() const { return done_; }
    Instant now() const { return now_; }
    const std::vector<PlayTimer>& timers() const { return timers_; }  // in the order they were set

private:
    void take(StepEvent event, std::string timer, const Listener& told);
    bool fire_one(Instant until, const Listener& told);
    void fire_until(Instant until, const Listener& told);
    void change_timers(Played& played);
    void set(const TimerChange& change, const std::string& id, Played& played);
    void cancel(const std::string& id, Played& played);
    Json fact(const std::string& name) const;
    StepFacts facts() const;

    const Definition& definition_;
    SimulationSettings settings_;
    CaseState state_;
    Instant now_;
    std::vector<PlayTimer> timers_;
    bool done_ = false;
};

}  // namespace giamsat
