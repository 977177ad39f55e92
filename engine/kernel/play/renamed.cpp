// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/renamed.hpp"

#include <set>

namespace giamsat {

namespace {

using Names = std::map<std::string, std::string>;
using Marks = std::multiset<std::string>;

std::string events_of(const Transition& step) {
    std::string all;
    for (const auto& event : step.events) all += event + " ";
    return all;
}

// What leads out of a state and into it, by events and people: targets and sources may have other names now.
Marks marks_of(const Definition& definition, StateIndex state) {
    Marks marks;
    for (const Transition& step : definition.transitions) {
        std::string who;
        for (const By& by : step.by) who += by.text + " ";
        if (step.source == state) marks.insert("out " + events_of(step) + who);
        for (const StateIndex target : step.targets) {
            if (target == state) marks.insert("in " + events_of(step) + who);
        }
    }
    return marks;
}

class Renamed {
public:
    Renamed(const Definition& before, const Definition& after) : before_(before), after_(after) {}

    // What lies inside a renamed state is found once that one is.
    Names find() {
        for (std::size_t known = 0;; known = names_.size()) {
            pair_up([&](const State& old, const State& now) { return same_title(old, now); });
            if (names_.size() == known)
                pair_up([&](const State& old, const State& now) { return same_steps(old, now); });
            if (names_.size() == known) return std::move(names_);
        }
    }

private:
    static StateIndex index_of(const Definition& definition, const State& state) { return *definition.state(state.id); }

    bool is_taken(const State& now) const {
        for (const auto& pair : names_) {
            if (pair.second == now.id) return true;
        }
        return false;
    }

    std::string now_called(const std::string& id) const {
        const auto name = names_.find(id);
        return name == names_.end() ? id : name->second;
    }

    bool may_be(const State& old, const State& now) const {
        return old.kind == now.kind && old.outcome == now.outcome &&
               now_called(before_.at(old.parent).id) == after_.at(now.parent).id;
    }

    static bool same_title(const State& old, const State& now) {
        return !old.title.vi.empty() && old.title.vi == now.title.vi;
    }

    bool same_steps(const State& old, const State& now) const {
        const Marks was = marks_of(before_, index_of(before_, old));
        return !was.empty() && was == marks_of(after_, index_of(after_, now));
    }

    std::vector<const State*> gone() const {
        std::vector<const State*> all;
        for (const State& state : before_.states) {
            if (state.parent >= 0 && !after_.state(state.id) && !names_.contains(state.id)) all.push_back(&state);
        }
        return all;
    }

    std::vector<const State*> come() const {
        std::vector<const State*> all;
        for (const State& state : after_.states) {
            if (state.parent >= 0 && !before_.state(state.id) && !is_taken(state)) all.push_back(&state);
        }
        return all;
    }

    template <class Alike>
    void pair_up(const Alike& alike) {
        const auto olds = gone(), news = come();
        std::map<const State*, std::vector<const State*>> forth, back;
        for (const State* old : olds) {
            for (const State* now : news) {
                if (!may_be(*old, *now) || !alike(*old, *now)) continue;
                forth[old].push_back(now);
                back[now].push_back(old);
            }
        }
        for (const State* old : olds) {
            const auto found = forth.find(old);
            if (found == forth.end() || found->second.size() != 1) continue;
            const State* now = found->second.front();
            if (back[now].size() == 1) names_[old->id] = now->id;
        }
    }

    const Definition& before_;
    const Definition& after_;
    Names names_;
};

}  // namespace

Names renamed_states(const Definition& before, const Definition& after) { return Renamed(before, after).find(); }

}  // namespace giamsat
