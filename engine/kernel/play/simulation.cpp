// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/simulation.hpp"

#include "kernel/machine/due.hpp"
#include "kernel/machine/refusal.hpp"
#include "kernel/machine/timer_ids.hpp"

#include <algorithm>
#include <set>

namespace giamsat {

namespace {

const Date end_of_time = Date::of(9999, 12, 31);
constexpr int at_once_max = 1000;  // timers fired without time going on: more is a circle

Problem has_ended(const Definition& definition, const CaseState& state) {
    std::string last;
    for (const StateIndex leaf : state.configuration) last += (last.empty() ? "" : ", ") + definition.at(leaf).id;
    return Problem(ProblemCode::case_ended, {{"name", definition.name}, {"state", last}});
}

Problem never_rests(const Definition& definition, const std::string& event) {
    return Problem(ProblemCode::definition_invalid,
                   {{"what", "Quy trình “" + definition.name + "” tự gửi “" + event + "” cho mình không dừng."},
                    {"what_en", "Workflow “" + definition.name + "” sends itself “" + event + "” without end."},
                    {"advice", "Thêm thời gian chờ (after), hoặc điều kiện để vòng này dừng lại."},
                    {"advice_en", "Add a time to wait (after), or a guard that ends this circle."}});
}

bool is_over(const PlayTimer& timer, Instant now) {
    return timer.late == LatePolicy::drop && date_in_vietnam(timer.due) < date_in_vietnam(now);
}

}  // namespace

Simulation::Simulation(const Definition& definition, SimulationSettings settings)
    : definition_(definition), settings_(std::move(settings)), now_(settings_.start) {
    for (const auto& [name, value] : settings_.data) state_.set(definition, name, value);
    settings_.facts.emplace("opened_on", date_in_vietnam(now_).iso());
    if (!definition.level.empty()) settings_.facts.emplace("unit_level", definition.level);
}

void Simulation::begin(const Listener& told) {
    take({}, {}, told);
    fire_until(now_, told);
}

void Simulation::send(StepEvent event, const Listener& told) {
    take(std::move(event), {}, told);
    fire_until(now_, told);
}

Done Simulation::advance(std::int64_t ms, const Listener& told) {
    const Instant until{now_.ms + ms};
    if (until >= start_of_day_in_vietnam(end_of_time)) {
        return Problem(ProblemCode::invalid_value, {{"field", "advance"},
                                                    {"value", std::to_string(ms) + " ms"},
                                                    {"why", "vượt quá năm 9999"},
                                                    {"why_en", "it goes beyond the year 9999"}});
    }
    fire_until(until, told);
    now_ = until;
    return {};
}

void Simulation::jump_to(Date day) { now_ = start_of_day_in_vietnam(day); }

void Simulation::set_fact(const std::string& name, Json value) { settings_.facts[name] = std::move(value); }

void Simulation::fire_until(Instant until, const Listener& told) {
    Instant last = now_;
    for (int at_once = 0; at_once < at_once_max; ++at_once) {
        if (!fire_one(until, told)) return;
        if (now_ != last) at_once = 0;
        last = now_;
    }
    Played endless{.at = now_};
    endless.refused = never_rests(definition_, timers_.empty() ? "" : timers_.front().event);
    timers_.clear();
    told(endless);
}

bool Simulation::fire_one(Instant until, const Listener& told) {
    const auto first = std::min_element(timers_.begin(), timers_.end(),
                                        [](const PlayTimer& a, const PlayTimer& b) { return a.due < b.due; });
    if (first == timers_.end() || first->due > until) return false;
    const PlayTimer timer = *first;
    timers_.erase(first);
    now_ = std::max(now_, timer.due);
    if (is_over(timer, now_)) return true;
    StepEvent event;
    event.name = timer.event;
    take(std::move(event), timer.id, told);
    return true;
}

void Simulation::take(StepEvent event, std::string timer, const Listener& told) {
    Played played{.event = std::move(event), .at = now_, .timer = std::move(timer)};
    if (done_) {
        played.refused = has_ended(definition_, state_);
    } else if (auto taken = step(definition_, state_, played.event, facts(), played.decision); !taken) {
        played.decision.clear();
        played.refused = std::move(taken.error());
    } else {
        if (!played.event.name.empty() && !played.decision.moved())
            played.unheard = machine::refusal(definition_, state_, played.event, facts());
        apply(played.decision, state_);
        change_timers(played);
        done_ = played.decision.done;
        if (done_) timers_.clear();
    }
    told(played);
}

void Simulation::change_timers(Played& played) {
    std::set<std::string> running;
    for (const PlayTimer& timer : timers_) running.insert(timer.id);
    TimerIds ids(definition_, std::move(running));
    for (const TimerChange& change : played.decision.timers) {
        if (change.set)
            set(change, ids.set(change), played);
        else
            for (const std::string& id : ids.cancel(change)) cancel(id, played);
    }
}

void Simulation::set(const TimerChange& change, const std::string& id, Played& played) {
    const Instant due = due_time(change, settings_.calendar, now_, date_in_vietnam(now_));
    std::erase_if(timers_, [&](const PlayTimer& one) { return one.id == id; });
    const PlayTimer timer{id, change.event, due, change.late};
    const bool past = change.linked && due <= now_;  // a reminder of what is nearer than it is left out
    if (past || is_over(timer, now_)) return;
    timers_.push_back(timer);
    played.timers.push_back({timer, true});
}

void Simulation::cancel(const std::string& id, Played& played) {
    const auto found = std::find_if(timers_.begin(), timers_.end(), [&](const PlayTimer& one) { return one.id == id; });
    if (found == timers_.end()) return;
    played.timers.push_back({*found, false});
    timers_.erase(found);
}

// A case without children and findings counts none of them.
Json Simulation::fact(const std::string& name) const {
    const auto found = settings_.facts.find(name);
    if (found != settings_.facts.end()) return found->second;
    const bool count = name.starts_with("children_") || name == "findings_open";
    return count ? Json(0) : Json(nullptr);
}

StepFacts Simulation::facts() const {
    return {date_in_vietnam(now_), [this](const std::string& name) { return fact(name); }};
}

}  // namespace giamsat
