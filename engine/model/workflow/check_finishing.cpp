// SPDX-License-Identifier: Apache-2.0
// W12: where done.state.ID is waited for, ID can finish: it is there, a state with states inside ends in a final one, and
// so does every region of a parallel state.
#include "model/workflow/checks.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

constexpr std::string_view prefix = "done.state.";

class Finishing {
public:
    explicit Finishing(const Definition& definition) : definition_(definition), reached_(reachable(definition)) {}

    Problems run() {
        for (const auto& transition : definition_.transitions) {
            for (const auto& event : transition.events) {
                if (event.starts_with(prefix)) check(event.substr(prefix.size()), transition);
            }
        }
        return std::move(problems_);
    }

private:
    void check(const std::string& id, const Transition& transition) {
        const auto state = definition_.state(id);
        if (!state) return unknown(id, transition);
        if (is_reached(*state) && !can_finish(*state)) unending(*state, transition);
    }

    bool is_reached(StateIndex state) const { return reached_[static_cast<std::size_t>(state)] != 0; }

    bool can_finish(StateIndex index) const {
        const State& state = definition_.at(index);
        const auto& inside = state.children;
        if (state.kind == StateKind::compound)
            return std::any_of(inside.begin(), inside.end(), [&](StateIndex child) {
                return definition_.at(child).kind == StateKind::final && is_reached(child);
            });
        if (state.kind != StateKind::parallel) return false;
        return std::all_of(inside.begin(), inside.end(),
                           [&](StateIndex child) { return is_history(definition_.at(child)) || can_finish(child); });
    }

    // What keeps it from finishing: the first region that cannot, or the state itself.
    StateIndex culprit(StateIndex index) const {
        if (definition_.at(index).kind != StateKind::parallel) return index;
        for (const StateIndex child : definition_.at(index).children) {
            if (!is_history(definition_.at(child)) && !can_finish(child)) return culprit(child);
        }
        return index;
    }

    void unknown(const std::string& id, const Transition& transition) {
        std::vector<std::string> known;
        for (std::size_t i = 1; i < definition_.states.size(); ++i) known.push_back(definition_.states[i].id);
        const LocalText near = did_you_mean(id, known);
        problems_.push_back(
            rule_broken("W12",
                        {"Bước này chờ “" + id + "” kết thúc, nhưng không có trạng thái đó" + near.vi + ".",
                         "This step waits for “" + id + "” to finish, but there is no such state" + near.en + "."},
                        one_of(known), transition.where));
    }

    void unending(StateIndex state, const Transition& transition) {
        const StateIndex stuck = culprit(state);
        const LocalText who = shown(definition_.at(stuck));
        const std::string line = std::to_string(transition.where.line);
        const LocalText what =
            stuck == state ? LocalText{who.vi, who.en} : LocalText{"Nhánh " + who.vi, "Region " + who.en};
        problems_.push_back(
            rule_broken("W12",
                        {what.vi + " không bao giờ kết thúc, mà bước ở dòng " + line + " chờ điều đó.",
                         what.en + " can never finish, and the step in line " + line + " waits for that."},
                        {"Thêm vào trong nó một trạng thái “final: true” và bước dẫn tới đó.",
                         "Add a state with “final: true” inside it, and a step that leads there."},
                        definition_.at(stuck).where));
    }

    const Definition& definition_;
    std::vector<char> reached_;
    Problems problems_;
};

}  // namespace

Problems check_finishing(const Definition& definition, const DefinitionContext&) { return Finishing(definition).run(); }

}  // namespace giamsat::workflow
