// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/run.hpp"

#include <algorithm>
#include <set>

namespace giamsat::machine {

namespace {

constexpr int trail_from = microsteps_max / 2;  // a loop still going then is worth writing down

bool is_region(const State& state) { return !is_history(state); }

}  // namespace

Run::Run(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts)
    : definition_(definition),
      before_(before),
      facts_(facts),
      active_(active_states(definition, before.configuration)),
      names_(decision_.after.data, facts, &event.answers, &event.data),
      values_(names_.reader()),
      event_(event.name) {
    decision_.after = before;
}

Done Run::start() {
    decision_.data_delta = before_.data;
    for (const auto& field : definition_.data) {
        const auto given = decision_.after.data.find(field.name);
        if (given == decision_.after.data.end() && !field.initial.is_null()) set(field.name, field.initial);
    }
    StateSet entry;
    for (const StateIndex target : definition_.at(0).initial) add_descendants(target, entry);
    for (const StateIndex target : definition_.at(0).initial) add_ancestors(target, 0, entry);
    active_.add(0);
    for (const StateIndex state : entry.all()) enter_state(state);
    return macrostep();
}

Done Run::take_event() {
    const Transitions enabled = select(event_, false);
    fired_ = !enabled.empty();
    if (fired_) GIAMSAT_CHECK(microstep(enabled));
    return macrostep();
}

// Eventless transitions first, then the internal queue, until neither moves anything.
Done Run::macrostep() {
    while (!decision_.done) {
        Transitions enabled = select({}, true);
        if (enabled.empty() && internal_.empty()) break;
        if (enabled.empty()) GIAMSAT_CHECK(next_internal(enabled));
        if (!enabled.empty()) GIAMSAT_CHECK(microstep(enabled));
    }
    if (!errors_.empty() && errors_refuse()) return std::move(errors_.front());
    return {};
}

// An error nobody waits for refuses the whole step of a profile's workflow: half of a step is not recorded. A bare chart
// goes on, as in SCXML.
Done Run::next_internal(Transitions& enabled) {
    const std::string event = std::move(internal_.front());
    internal_.pop_front();
    enabled = select(event, false);
    if (event != "error.execution") return {};
    if (errors_.empty()) return {};
    Problem error = std::move(errors_.front());
    errors_.pop_front();
    if (enabled.empty() && errors_refuse()) return error;
    return {};
}

Done Run::microstep(const Transitions& taken) {
    if (++microsteps_ > microsteps_max) return endless();
    leave(taken);
    for (const int transition : taken) {
        decision_.transitions.push_back(transition);
        perform(definition_.transition(transition).actions);
    }
    enter(taken);
    if (microsteps_ > trail_from) trail_.push_back(active_.all());
    return {};
}

void Run::leave(const Transitions& taken) {
    StateSet exits;
    for (const int transition : taken) {
        const StateIndex outer = domain(definition_.transition(transition));
        for (const StateIndex state : active_.all()) {
            if (outer >= 0 && definition_.inside(state, outer)) exits.add(state);
        }
    }
    for (const StateIndex state : exits.all()) remember(state);
    for (auto state = exits.all().rbegin(); state != exits.all().rend(); ++state) {
        const State& left = definition_.at(*state);
        perform(left.exit);
        if (left.within) decision_.timers.push_back({left.within->id, false, left.within->event, {}, {}});
        active_.remove(*state);
        decision_.exited.push_back(*state);
    }
}

void Run::remember(StateIndex left) {
    for (const StateIndex child : definition_.at(left).children) {
        const StateKind kind = definition_.at(child).kind;
        if (!is_history(definition_.at(child))) continue;
        auto& kept = decision_.after.history[child];
        kept.clear();
        for (const StateIndex state : active_.all()) {
            const bool deep =
                kind == StateKind::history_deep && definition_.inside(state, left) && is_leaf(definition_.at(state));
            const bool shallow = kind == StateKind::history_shallow && definition_.at(state).parent == left;
            if (deep || shallow) kept.push_back(state);
        }
    }
}

void Run::enter(const Transitions& taken) {
    StateSet entry;
    for (const int index : taken) {
        const Transition& transition = definition_.transition(index);
        if (transition.targets.empty()) continue;
        for (const StateIndex target : transition.targets) add_descendants(target, entry);
        const StateIndex outer = domain(transition);
        for (const StateIndex target : effective_targets(transition)) add_ancestors(target, outer, entry);
    }
    for (const StateIndex state : entry.all()) enter_state(state);
}

void Run::add_descendants(StateIndex index, StateSet& entry) const {
    const State& state = definition_.at(index);
    if (is_history(state)) return add_history(index, entry);
    entry.add(index);
    if (state.kind == StateKind::parallel) add_regions(index, entry);
    if (state.kind != StateKind::compound) return;
    for (const StateIndex target : state.initial) add_descendants(target, entry);
    for (const StateIndex target : state.initial) add_ancestors(target, index, entry);
}

void Run::add_history(StateIndex index, StateSet& entry) const {
    const auto remembered = decision_.after.history.find(index);
    const State& history = definition_.at(index);
    const auto& targets = remembered == decision_.after.history.end() ? history.initial : remembered->second;
    for (const StateIndex target : targets) add_descendants(target, entry);
    for (const StateIndex target : targets) add_ancestors(target, history.parent, entry);
}

void Run::add_ancestors(StateIndex state, StateIndex outer, StateSet& entry) const {
    for (StateIndex at = definition_.at(state).parent; at > outer; at = definition_.at(at).parent) {
        entry.add(at);
        if (definition_.at(at).kind == StateKind::parallel) add_regions(at, entry);
    }
}

// Regions a target lies in are entered there, the others by default.
void Run::add_regions(StateIndex parallel, StateSet& entry) const {
    for (const StateIndex region : definition_.at(parallel).children) {
        if (!is_region(definition_.at(region))) continue;
        const auto& all = entry.all();
        const bool aimed_at =
            std::any_of(all.begin(), all.end(), [&](StateIndex state) { return definition_.inside(state, region); });
        if (!aimed_at) add_descendants(region, entry);
    }
}

void Run::enter_state(StateIndex index) {
    const State& state = definition_.at(index);
    active_.add(index);
    decision_.entered.push_back(index);
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
                       [&](StateIndex child) { return !is_region(definition_.at(child)) || is_in_final(child); });
}

void Run::raise(std::string event) {
    decision_.raised.push_back(event);
    internal_.push_back(std::move(event));
}

// The states passed since the case last stood exactly where it stands now.
Problem Run::endless() const {
    std::set<StateIndex> passed;
    for (auto place = trail_.rbegin(); place != trail_.rend(); ++place) {
        if (place != trail_.rbegin() && *place == trail_.back()) break;
        for (const StateIndex state : *place) {
            if (is_leaf(definition_.at(state))) passed.insert(state);
        }
    }
    std::string loop;
    for (const StateIndex state : passed) loop += (loop.empty() ? "" : ", ") + definition_.at(state).id;
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

Decision Run::finish() {
    auto& configuration = decision_.after.configuration;
    configuration.clear();
    for (const StateIndex state : active_.all()) {
        if (is_leaf(definition_.at(state))) configuration.push_back(state);
    }
    if (before_.configuration.empty()) return std::move(decision_);
    for (auto delta = decision_.data_delta.begin(); delta != decision_.data_delta.end();) {
        const auto old = before_.data.find(delta->first);
        const Json& was = old == before_.data.end() ? Json(nullptr) : old->second;
        delta = was == delta->second ? decision_.data_delta.erase(delta) : std::next(delta);
    }
    return std::move(decision_);
}

}  // namespace giamsat::machine
