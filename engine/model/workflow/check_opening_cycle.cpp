// SPDX-License-Identifier: Apache-2.0
// W15: workflows that open each other without end. Only what a case does at once, before anybody or anything could stop
// it, counts: the entry actions of its first states and of unguarded automatic steps from there.
#include "model/workflow/checks.hpp"
#include "model/workflow/tables.hpp"

#include <algorithm>
#include <set>

namespace giamsat::workflow {

namespace {

const Remembered nothing = [](StateIndex) -> const std::vector<StateIndex>* { return nullptr; };

// Collects the `open` actions of the first step.
class FirstStep {
public:
    explicit FirstStep(const Definition& definition) : definition_(definition), seen_(definition.states.size(), 0) {}

    std::vector<const OpenAction*> run() {
        enter(initial_entry_set(definition_, nothing));
        while (!waiting_.empty()) {
            const StateIndex state = waiting_.back();
            waiting_.pop_back();
            follow(state);
        }
        return std::move(opens_);
    }

private:
    void take(const std::vector<Action>& actions) {
        for (const auto& action : actions) {
            if (const auto* open = std::get_if<OpenAction>(&action)) opens_.push_back(open);
        }
    }

    void enter(const std::vector<StateIndex>& states) {
        for (const StateIndex state : states) {
            if (seen_[static_cast<std::size_t>(state)]) continue;
            seen_[static_cast<std::size_t>(state)] = 1;
            take(definition_.at(state).entry);
            waiting_.push_back(state);
        }
    }

    // The first automatic step of a state, if it has no guard; inner states may come before it, so this may see more
    // steps than are taken at once, which is why only states of the first configuration and theirs are followed.
    void follow(StateIndex state) {
        for (const int index : definition_.at(state).transitions) {
            const Transition& transition = definition_.transition(index);
            if (!transition.events.empty()) continue;
            if (transition.when || transition.unread_guard) return;
            take(transition.actions);
            if (!transition.targets.empty()) enter(entry_set(definition_, {&transition}, nothing));
            return;
        }
    }

    const Definition& definition_;
    std::vector<char> seen_;
    std::vector<StateIndex> waiting_;
    std::vector<const OpenAction*> opens_;
};

struct Opening {
    std::string workflow;
    Where where;
};

std::vector<Opening> openings_at_once(const Definition& definition, const WorkflowSet& set) {
    std::vector<Opening> out;
    for (const OpenAction* open : FirstStep(definition).run()) {
        if (open->from != OpenAction::From::lines) {
            out.push_back({open->workflow, open->where});
            continue;
        }
        const auto named = definition.children();
        for (const auto& opened : opened_by(definition, set)) {
            const bool by_line = std::find(named.begin(), named.end(), opened) == named.end();
            if (by_line) out.push_back({opened, open->where});
        }
    }
    return out;
}

class Cycles {
public:
    explicit Cycles(const WorkflowSet& set) : set_(set) {
        for (const auto& [name, definition] : set.workflows) openings_[name] = openings_at_once(definition, set);
    }

    Problems run() {
        for (const auto& pair : openings_) visit(pair.first);
        return std::move(problems_);
    }

private:
    void visit(const std::string& name) {
        if (done_.count(name)) return;
        path_.push_back(name);
        for (const auto& opening : openings_[name]) {
            const auto known = std::find(path_.begin(), path_.end(), opening.workflow);
            if (known != path_.end())
                tell(std::vector<std::string>(known, path_.end()), opening);
            else if (openings_.count(opening.workflow))
                visit(opening.workflow);
        }
        path_.pop_back();
        done_.insert(name);
    }

    void tell(const std::vector<std::string>& circle, const Opening& last) {
        std::string round;
        for (const auto& name : circle) round += name + " → ";
        round += last.workflow;
        problems_.push_back(
            rule_broken("W15",
                        {"Các quy trình mở lẫn nhau không dứt ngay khi bắt đầu: " + round + ".",
                         "These workflows open one another without end as soon as they begin: " + round + "."},
                        {"Đặt “open” vào một bước của người, hoặc thêm điều kiện.",
                         "Put the “open” on a person's step, or give it a guard."},
                        last.where));
    }

    const WorkflowSet& set_;
    std::map<std::string, std::vector<Opening>> openings_;
    std::vector<std::string> path_;
    std::set<std::string> done_;
    Problems problems_;
};

}  // namespace

Problems check_opening_cycle(const WorkflowSet& set) { return Cycles(set).run(); }

}  // namespace giamsat::workflow
