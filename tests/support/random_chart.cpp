// SPDX-License-Identifier: Apache-2.0
#include "support/random_chart.hpp"

#include "base/core/ensure.hpp"
#include "model/workflow/tables.hpp"

namespace giamsat::test {

int Choices::below(int bound) {  // SplitMix64 (Steele, Lea, Flood 2014)
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return static_cast<int>((z ^ (z >> 31)) % static_cast<std::uint64_t>(bound));
}

namespace {

class Builder {
public:
    Builder(std::uint64_t seed, int states, Reads reads) : choose_(seed), left_(states), reads_(reads) {
        definition_.name = "random";
        definition_.data.push_back({"n", FieldType::integer, Json(0), {}, {}});
        chart_.events = {"a", "b", "c", "a.x", "b.y.z"};
    }

    RandomChart build() {
        definition_.states.emplace_back().kind = StateKind::compound;
        grow(0, 0);
        for (std::size_t i = 0; i < definition_.states.size(); ++i) finish_state(static_cast<StateIndex>(i));
        const int transitions = static_cast<int>(definition_.states.size()) * 3 / 2 + 2;
        for (int i = 0; i < transitions; ++i) add_transition();
        bind_expressions(definition_);
        definition_.tables = make_tables(definition_);
        chart_.definition = std::move(definition_);
        return std::move(chart_);
    }

private:
    State& at(StateIndex state) { return definition_.states[static_cast<std::size_t>(state)]; }

    // Children of `parent`, depth first, so that states stand in document order.
    void grow(StateIndex parent, int depth) {
        const bool regions = at(parent).kind == StateKind::parallel;
        const int wanted = regions ? 2 + choose_.below(2) : 1 + choose_.below(5);
        for (int i = 0; i < wanted && (left_ > 0 || i < (regions ? 2 : 1)); ++i)
            add_state(parent, depth, kind(depth, regions));
        if (regions || depth == 0) {
        } else if (choose_.once_in(2)) {
            add_state(parent, depth, StateKind::final);
        }
        if (depth > 0 && choose_.once_in(3))
            add_state(parent, depth, choose_.once_in(2) ? StateKind::history_deep : StateKind::history_shallow);
        if (depth == 0 && choose_.once_in(3)) add_state(parent, depth, StateKind::final);
        at(parent).last = static_cast<StateIndex>(definition_.states.size()) - 1;
    }

    StateKind kind(int depth, bool region) {
        if (depth >= 5 || left_ < 3) return StateKind::atomic;
        const int roll = choose_.below(10);
        if (roll < 3 || (region && roll < 7)) return StateKind::compound;
        return roll < 5 || (region && roll < 8) ? StateKind::parallel : StateKind::atomic;
    }

    void add_state(StateIndex parent, int depth, StateKind kind) {
        const auto index = static_cast<StateIndex>(definition_.states.size());
        --left_;
        State& state = definition_.states.emplace_back();
        state.id = "s" + std::to_string(index);
        state.parent = parent;
        state.kind = kind;
        state.last = index;
        at(parent).children.push_back(index);
        if (kind == StateKind::compound || kind == StateKind::parallel) grow(index, depth + 1);
    }

    static bool is_history(StateKind kind) {
        return kind == StateKind::history_shallow || kind == StateKind::history_deep;
    }

    // Any state inside `outer` that can be aimed at; `direct`: a child of it.
    StateIndex inside(StateIndex outer, bool direct, bool history_too) {
        std::vector<StateIndex> found;
        for (StateIndex state = outer + 1; state <= at(outer).last; ++state) {
            if (is_history(at(state).kind) && !history_too) continue;
            if (direct && at(state).parent != outer) continue;
            found.push_back(state);
        }
        ENSURE(!found.empty(), "a state with states inside has one that can be aimed at");
        return found[static_cast<std::size_t>(choose_.below(static_cast<int>(found.size())))];
    }

    // One state in each of two regions, where `outer` is parallel and is to be entered by name.
    std::vector<StateIndex> in_two_regions(StateIndex parallel) {
        std::vector<StateIndex> targets;
        for (const StateIndex region : at(parallel).children) {
            if (is_history(at(region).kind) || targets.size() == 2) continue;
            targets.push_back(at(region).last > region && choose_.once_in(2) ? inside(region, false, true) : region);
        }
        return targets;
    }

    void finish_state(StateIndex index) {
        const StateKind kind = at(index).kind;
        if (kind == StateKind::compound)
            at(index).initial = {inside(index, choose_.below(3) != 0, index != 0 && choose_.once_in(6))};
        if (is_history(kind)) at(index).initial = {inside(at(index).parent, kind == StateKind::history_shallow, false)};
        if (is_history(kind)) return;
        if (choose_.once_in(2)) at(index).entry = actions(index * 10);
        if (kind != StateKind::final && choose_.once_in(2)) at(index).exit = actions(index * 10 + 5);
    }

    Expression expression(const std::string& source) {
        auto compiled =
            Expression::compile(source,
                                [](const std::string& name) -> std::optional<FieldType> {
                                    return name == "n" || name == "event.v" ? FieldType::integer : FieldType::boolean;
                                },
                                {});
        ENSURE(compiled.has_value(), "the builder writes valid expressions");
        return std::move(*compiled);
    }

    static SendAction send(const std::string& event) {
        SendAction action;
        action.event = event;
        action.after.ms = 60'000;
        return action;
    }

    // A cancelled timer leaves its name in the decision: so the order of actions is seen from outside.
    std::vector<Action> actions(int number) {
        std::vector<Action> all;
        all.emplace_back(CancelAction{"t" + std::to_string(number), {}});
        if (number % 3 == 0) all.emplace_back(send("tick"));
        if (choose_.once_in(3))
            all.emplace_back(AssignAction{"n", expression(adds_carried(number) ? add_carried : "${n} + 1")});
        if (choose_.once_in(5))
            all.emplace_back(RaiseAction{chart_.events[static_cast<std::size_t>(choose_.below(5))], {}});
        return all;
    }

    bool adds_carried(int number) const { return reads_ == Reads::events_too && number % 2 == 0; }

    std::pair<std::optional<Expression>, PlainGuard> guard() {
        PlainGuard plain;
        const int roll = choose_.below(8);
        if (roll < 4) return {std::nullopt, plain};
        if (roll < 6) {
            plain.kind = PlainGuard::Kind::below;
            plain.limit = choose_.below(12);
            if (reads_ == Reads::events_too && plain.limit % 2 == 0) {
                plain.kind = PlainGuard::Kind::carried;
                return {expression("${event.v} < " + std::to_string(plain.limit)), plain};
            }
            return {expression("${n} < " + std::to_string(plain.limit)), plain};
        }
        plain.kind = roll == 6 ? PlainGuard::Kind::active : PlainGuard::Kind::inactive;
        plain.state = inside(0, false, false);
        const std::string in = "In('" + at(plain.state).id + "')";
        return {expression(roll == 6 ? in : "not(" + in + ")"), plain};
    }

    StateIndex source() {
        for (;;) {
            const StateIndex state = inside(0, false, false);
            if (at(state).kind != StateKind::final) return state;
        }
    }

    std::vector<StateIndex> targets(StateIndex source) {
        if (choose_.once_in(6)) return {};
        const StateIndex target = inside(0, false, true);
        if (at(target).kind == StateKind::parallel && choose_.once_in(2)) return in_two_regions(target);
        const bool inner = at(source).last > source && choose_.once_in(3);
        return {inner ? inside(source, false, true) : target};
    }

    void add_transition() {
        Transition transition;
        transition.source = source();
        const int roll = choose_.below(12);
        if (roll == 0)
            transition.events = {"*"};
        else if (roll == 1)
            transition.events = {"done.state." + at(inside(0, false, false)).id};
        else if (roll == 2)
            transition.events = {"a.x", "c"};
        else if (roll > 3)
            transition.events = {chart_.events[static_cast<std::size_t>(choose_.below(5))]};
        transition.targets = targets(transition.source);
        transition.internal = choose_.once_in(3);
        auto [when, plain] = guard();
        transition.when = std::move(when);
        if (choose_.once_in(3)) transition.actions = actions(10000 + static_cast<int>(definition_.transitions.size()));
        at(transition.source).transitions.push_back(static_cast<int>(definition_.transitions.size()));
        definition_.transitions.push_back(std::move(transition));
        chart_.guards.push_back(plain);
    }

    Choices choose_;
    int left_;
    Reads reads_;
    Definition definition_;
    RandomChart chart_;
};

std::string names(const Definition& definition, const std::vector<StateIndex>& states) {
    std::string out;
    for (const StateIndex state : states) out += " " + definition.at(state).id;
    return out;
}

}  // namespace

RandomChart random_chart(std::uint64_t seed, int states, Reads reads) { return Builder(seed, states, reads).build(); }

std::string outline(const RandomChart& chart) {
    static const char* const kinds[] = {"atomic", "compound", "parallel", "final", "shallow", "deep"};
    const Definition& definition = chart.definition;
    std::string out;
    for (const State& state : definition.states) {
        out += state.id + " in " + (state.parent < 0 ? "-" : definition.at(state.parent).id) + " " +
               kinds[static_cast<int>(state.kind)] + " initial" + names(definition, state.initial) + "\n";
    }
    for (const Transition& transition : definition.transitions) {
        out += definition.at(transition.source).id + " on";
        for (const auto& event : transition.events) out += " " + event;
        out += transition.when ? " when " + transition.when->source() : "";
        out += (transition.internal ? " internal ->" : " ->") + names(definition, transition.targets) + "\n";
    }
    return out;
}

}  // namespace giamsat::test
