// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/run.hpp"

#include <algorithm>
#include <set>

namespace giamsat::machine {

namespace {

constexpr int trail_from = microsteps_max / 2;  // a loop still going then is worth writing down

}  // namespace

Run::Run(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
         Decision& decision)
    : definition_(definition),
      tables_(*definition.tables),
      before_(before),
      event_(event),
      facts_(facts),
      decision_(decision),
      names_(definition, before, facts, &event, &decision.data, &active_) {
    decision_.clear();
    for (const StateIndex leaf : before.configuration) {
        for (StateIndex state = leaf; state >= 0; state = definition.at(state).parent) active_.add(state);
    }
}

Done Run::start() {
    for (std::size_t i = 0; i < definition_.data.size(); ++i) {
        const bool given = i < before_.data.size() && !before_.data[i].is_null();
        const Json& first = given ? before_.data[i] : definition_.data[i].initial;
        if (!first.is_null()) decision_.data.push_back({static_cast<int>(i), first});
    }
    active_.add(0);
    for (const StateIndex state : initial_entry_set(definition_, memory())) enter_state(state);
    return macrostep();
}

Done Run::take_event() {
    Indices enabled;
    number_ = event_.known >= 0 ? event_.known : tables_.event_number(event_.name);
    select(number_, enabled);
    fired_ = !enabled.empty();
    if (fired_) GIAMSAT_CHECK(microstep(enabled));
    return macrostep();
}

// Eventless transitions first, then the internal queue, until neither moves anything.
Done Run::macrostep() {
    Indices enabled;
    while (!decision_.done) {
        enabled.clear();
        internal_now_.clear();
        if (waits_eventless()) select(MachineTables::no_event, enabled);
        const bool queued = internal_at_ < internal_.size();
        if (enabled.empty() && !queued) break;
        if (enabled.empty()) GIAMSAT_CHECK(next_internal(enabled));
        if (!enabled.empty()) GIAMSAT_CHECK(microstep(enabled));
    }
    if (!errors_.empty() && errors_refuse()) return std::move(errors_.front());
    return {};
}

bool Run::waits_eventless() const {
    const auto& all = active_.all();
    return std::any_of(all.begin(), all.end(),
                       [&](StateIndex state) { return tables_.states[static_cast<std::size_t>(state)].eventless; });
}

// An error nobody waits for refuses the whole step of a profile's workflow: half of a step is not recorded. A bare chart
// goes on, as in SCXML.
Done Run::next_internal(Indices& enabled) {
    const std::string event = std::move(internal_[internal_at_++]);
    if (microsteps_ >= trail_from) internal_now_ = event;
    names_.hear(nullptr);  // an event raised carries nothing, whatever the one that came from outside did
    select(tables_.event_number(event), enabled);
    if (event != "error.execution" || errors_.empty()) return {};
    Problem error = std::move(errors_.front());
    errors_.erase(errors_.begin());
    if (enabled.empty() && errors_refuse()) return error;
    return {};
}

Done Run::microstep(const Indices& taken) {
    if (++microsteps_ > microsteps_max) return endless();
    leave(taken);
    for (const int transition : taken) {
        decision_.transitions.push_back(transition);
        perform(definition_.transition(transition).actions);
    }
    enter(taken);
    if (microsteps_ > trail_from)
        trail_.emplace_back(internal_now_, std::vector<StateIndex>(active_.all().begin(), active_.all().end()));
    return {};
}

void Run::leave(const Indices& taken) {
    StateSet exits;
    for (const int transition : taken) {
        const StateIndex outer = domain(transition);
        if (outer < 0) continue;
        for (const StateIndex state : active_.all()) {
            if (definition_.inside(state, outer)) exits.add(state);
        }
    }
    for (const StateIndex state : exits.all()) remember(state);
    const auto& all = exits.all();
    for (auto state = all.rbegin(); state != all.rend(); ++state) leave_state(*state);
}

void Run::leave_state(StateIndex state) {
    if (!tables_.states[static_cast<std::size_t>(state)].quiet_exit) {
        const State& left = definition_.at(state);
        perform(left.exit);
        if (left.within) cancel_deadline(*left.within);
    }
    active_.remove(state);
    decision_.exited.push_back(state);
}

void Run::remember(StateIndex left) {
    if (tables_.states[static_cast<std::size_t>(left)].quiet_exit) return;
    for (const StateIndex child : definition_.at(left).children) {
        const StateKind kind = definition_.at(child).kind;
        if (!is_history(definition_.at(child))) continue;
        std::vector<StateIndex> kept;
        for (const StateIndex state : active_.all()) {
            const bool deep =
                kind == StateKind::history_deep && definition_.inside(state, left) && is_leaf(definition_.at(state));
            const bool shallow = kind == StateKind::history_shallow && definition_.at(state).parent == left;
            if (deep || shallow) kept.push_back(state);
        }
        std::erase_if(decision_.history, [&](const auto& one) { return one.first == child; });
        decision_.history.emplace_back(child, std::move(kept));
    }
}

void Run::enter(const Indices& taken) {
    const auto row = [this](int transition) -> const auto& {
        return tables_.transitions[static_cast<std::size_t>(transition)];
    };
    if (std::all_of(taken.begin(), taken.end(), [&](int transition) { return row(transition).fixed; })) {
        StateSet entry;  // what several fixed ones enter lies in different regions
        for (const int transition : taken) {
            for (const StateIndex state : row(transition).entry) entry.add(state);
        }
        for (const StateIndex state : entry.all()) enter_state(state);
        return;
    }
    std::vector<const Transition*> together;
    for (const int transition : taken) together.push_back(&definition_.transition(transition));
    for (const StateIndex state : entry_set(definition_, together, memory())) enter_state(state);
}

void Run::enter_state(StateIndex index) {
    const State& state = definition_.at(index);
    active_.add(index);
    decision_.entered.push_back(index);
    if (tables_.states[static_cast<std::size_t>(index)].quiet_entry) return;
    perform(state.entry);
    if (state.within) set_deadline(state);
    if (state.kind == StateKind::final) reach_final(index);
}

void Run::reach_final(StateIndex index) {
    const StateIndex parent = definition_.at(index).parent;
    if (parent == 0) {
        decision_.done = true;
        decision_.outcome = definition_.at(index).outcome;
        return;
    }
    raise("done.state." + definition_.at(parent).id);
    const StateIndex around = definition_.at(parent).parent;
    if (definition_.at(around).kind != StateKind::parallel) return;
    if (is_in_final(around)) raise("done.state." + definition_.at(around).id);
}

bool Run::is_in_final(StateIndex index) const {
    const State& state = definition_.at(index);
    const auto& children = state.children;
    if (state.kind == StateKind::compound)
        return std::any_of(children.begin(), children.end(), [&](StateIndex child) {
            return definition_.at(child).kind == StateKind::final && active_.has(child);
        });
    if (state.kind != StateKind::parallel) return false;
    return std::all_of(children.begin(), children.end(),
                       [&](StateIndex child) { return is_history(definition_.at(child)) || is_in_final(child); });
}

void Run::raise(std::string event) {
    decision_.raised.push_back(event);
    internal_.push_back(std::move(event));
}

// The states passed, and the events it raised itself, since the case last stood where it stands now for the same reason.
Problem Run::endless() const {
    std::set<StateIndex> passed;
    std::set<std::string> heard;
    for (auto place = trail_.rbegin(); place != trail_.rend(); ++place) {
        if (place != trail_.rbegin() && *place == trail_.back()) break;
        if (!place->first.empty()) heard.insert(place->first);
        for (const StateIndex state : place->second) {
            if (is_leaf(definition_.at(state))) passed.insert(state);
        }
    }
    std::string loop, events;
    for (const StateIndex state : passed) loop += (loop.empty() ? "" : ", ") + definition_.at(state).id;
    for (const std::string& event : heard) events += (events.empty() ? "" : ", ") + event;
    if (!events.empty()) loop += " (" + events + ")";
    const std::string limit = std::to_string(microsteps_max);
    return Problem(ProblemCode::definition_invalid,
                   {{"what", "Quy trình “" + definition_.name + "” tự chạy vòng quanh không dừng (quá " + limit +
                                 " bước): " + loop + "."},
                    {"what_en", "Workflow “" + definition_.name + "” runs in a circle without end (over " + limit +
                                    " steps): " + loop + "."},
                    {"advice", "Thêm điều kiện để vòng này dừng lại."},
                    {"advice_en", "Add a guard that ends this circle."}},
                   definition_.at(passed.empty() ? 0 : *passed.begin()).where);
}

void Run::finish() {
    for (const StateIndex state : active_.all()) {
        if (is_leaf(definition_.at(state))) decision_.configuration.push_back(state);
    }
    if (before_.configuration.empty() || decision_.data.empty()) return;
    std::erase_if(decision_.data, [&](const DataChange& change) {
        const auto field = static_cast<std::size_t>(change.field);
        const Json& was = field < before_.data.size() ? before_.data[field] : Json(nullptr);
        return was == change.value;
    });
}

}  // namespace giamsat::machine
