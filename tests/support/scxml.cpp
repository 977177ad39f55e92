// SPDX-License-Identifier: Apache-2.0
#include "support/scxml.hpp"

#include "kernel/machine/step.hpp"

#include <algorithm>

namespace giamsat::test {

bool Scxml::isHistoryState(StateIndex s) const {
    const StateKind kind = definition_.at(s).kind;
    return kind == StateKind::history_shallow || kind == StateKind::history_deep;
}

bool Scxml::isAtomicState(StateIndex s) const {
    const StateKind kind = definition_.at(s).kind;
    return kind == StateKind::atomic || kind == StateKind::final;
}

std::vector<StateIndex> Scxml::getProperAncestors(StateIndex state1, StateIndex state2) const {
    std::vector<StateIndex> ancestors;
    for (StateIndex at = definition_.at(state1).parent; at >= 0 && at != state2; at = definition_.at(at).parent)
        ancestors.push_back(at);
    return ancestors;
}

bool Scxml::isDescendant(StateIndex state1, StateIndex state2) const {
    for (StateIndex at = definition_.at(state1).parent; at >= 0; at = definition_.at(at).parent) {
        if (at == state2) return true;
    }
    return false;
}

std::vector<StateIndex> Scxml::getChildStates(StateIndex state) const {
    std::vector<StateIndex> children;
    for (StateIndex s = 0; s < static_cast<StateIndex>(definition_.states.size()); ++s) {
        if (definition_.at(s).parent == state && !isHistoryState(s)) children.push_back(s);
    }
    return children;
}

bool Scxml::conditionMatch(int t) const {
    const PlainGuard& guard = chart_.guards[static_cast<std::size_t>(t)];
    switch (guard.kind) {
        case PlainGuard::Kind::none: return true;
        case PlainGuard::Kind::below: return n < guard.limit;
        case PlainGuard::Kind::active: return configuration.contains(guard.state);
        case PlainGuard::Kind::carried: return event_v_ && *event_v_ < guard.limit;
        case PlainGuard::Kind::inactive: return !configuration.contains(guard.state);
    }
    return false;
}

// 3.12.1: a descriptor matches when its tokens are those of the event's name, or the first of them.
bool Scxml::nameMatch(const std::vector<std::string>& descriptors, const std::string& event) {
    return std::any_of(descriptors.begin(), descriptors.end(), [&](const std::string& descriptor) {
        return descriptor == "*" || descriptor == event || event.rfind(descriptor + ".", 0) == 0;
    });
}

void Scxml::enqueue(const std::string& event) {
    raised.push_back(event);
    internalQueue_.push_back(event);
}

void Scxml::executeContent(const std::vector<Action>& content) {
    for (const Action& action : content) {
        if (const auto* cancel = std::get_if<CancelAction>(&action)) performed.push_back(cancel->id);
        if (const auto* send = std::get_if<SendAction>(&action)) performed.push_back("send " + send->event);
        if (const auto* assign = std::get_if<AssignAction>(&action))
            n += assign->value.source() == add_carried ? event_v_.value_or(0) : 1;
        if (const auto* raise = std::get_if<RaiseAction>(&action)) enqueue(raise->event);
    }
}

void Scxml::interpret() {
    enterInitial();
    mainEventLoop();
}

void Scxml::external(const std::string& event, std::optional<std::int64_t> v) {
    event_v_ = v;
    entered.clear(), exited.clear(), raised.clear(), performed.clear(), taken.clear();
    microsteps_ = 0;
    const Transitions enabledTransitions = selectTransitions(event);
    if (!enabledTransitions.empty()) microstep(enabledTransitions);
    mainEventLoop();
}

void Scxml::mainEventLoop() {
    bool macrostepDone = false;
    while (running && !macrostepDone && !endless) {
        Transitions enabledTransitions = selectEventlessTransitions();
        if (enabledTransitions.empty()) {
            if (internalQueue_.empty()) {
                macrostepDone = true;
            } else {
                const std::string internalEvent = internalQueue_.front();
                internalQueue_.erase(internalQueue_.begin());
                event_v_.reset();
                enabledTransitions = selectTransitions(internalEvent);
            }
        }
        if (!enabledTransitions.empty()) microstep(enabledTransitions);
    }
}

Scxml::Transitions Scxml::selectEventlessTransitions() {
    Transitions enabledTransitions;
    for (const StateIndex state : configuration) {
        if (!isAtomicState(state)) continue;
        std::vector<StateIndex> loop = {state};
        for (const StateIndex s : getProperAncestors(state, -1)) loop.push_back(s);
        bool found = false;
        for (const StateIndex s : loop) {
            for (const int t : definition_.at(s).transitions) {
                if (found || !definition_.transition(t).events.empty() || !conditionMatch(t)) continue;
                if (std::find(enabledTransitions.begin(), enabledTransitions.end(), t) == enabledTransitions.end())
                    enabledTransitions.push_back(t);
                found = true;
            }
        }
    }
    return removeConflictingTransitions(enabledTransitions);
}

Scxml::Transitions Scxml::selectTransitions(const std::string& event) {
    Transitions enabledTransitions;
    for (const StateIndex state : configuration) {
        if (!isAtomicState(state)) continue;
        std::vector<StateIndex> loop = {state};
        for (const StateIndex s : getProperAncestors(state, -1)) loop.push_back(s);
        bool found = false;
        for (const StateIndex s : loop) {
            for (const int t : definition_.at(s).transitions) {
                const auto& events = definition_.transition(t).events;
                if (found || events.empty() || !nameMatch(events, event) || !conditionMatch(t)) continue;
                if (std::find(enabledTransitions.begin(), enabledTransitions.end(), t) == enabledTransitions.end())
                    enabledTransitions.push_back(t);
                found = true;
            }
        }
    }
    return removeConflictingTransitions(enabledTransitions);
}

Scxml::Transitions Scxml::removeConflictingTransitions(const Transitions& enabledTransitions) {
    Transitions filteredTransitions;
    for (const int t1 : enabledTransitions) {
        bool t1Preempted = false;
        Transitions transitionsToRemove;
        for (const int t2 : filteredTransitions) {
            const States one = computeExitSet({t1}), two = computeExitSet({t2});
            const bool hasIntersection =
                std::any_of(one.begin(), one.end(), [&](StateIndex s) { return two.contains(s); });
            if (!hasIntersection) continue;
            if (isDescendant(definition_.transition(t1).source, definition_.transition(t2).source)) {
                transitionsToRemove.push_back(t2);
            } else {
                t1Preempted = true;
                break;
            }
        }
        if (t1Preempted) continue;
        for (const int t3 : transitionsToRemove) std::erase(filteredTransitions, t3);
        filteredTransitions.push_back(t1);
    }
    return filteredTransitions;
}

void Scxml::microstep(const Transitions& enabledTransitions) {
    if (++microsteps_ > microsteps_max) {
        endless = true;
        return;
    }
    exitStates(enabledTransitions);
    executeTransitionContent(enabledTransitions);
    enterStates(enabledTransitions);
}

void Scxml::exitStates(const Transitions& enabledTransitions) {
    const States statesToExit = computeExitSet(enabledTransitions);
    for (auto s = statesToExit.rbegin(); s != statesToExit.rend(); ++s) {
        for (StateIndex h = 0; h < static_cast<StateIndex>(definition_.states.size()); ++h) {
            if (!isHistoryState(h) || definition_.at(h).parent != *s) continue;
            States value;
            for (const StateIndex s0 : configuration) {
                const bool deep = isAtomicState(s0) && isDescendant(s0, *s);
                if (definition_.at(h).kind == StateKind::history_deep ? deep : definition_.at(s0).parent == *s)
                    value.insert(s0);
            }
            historyValue_[h] = value;
        }
    }
    for (auto s = statesToExit.rbegin(); s != statesToExit.rend(); ++s) {
        executeContent(definition_.at(*s).exit);
        configuration.erase(*s);
        exited.push_back(*s);
    }
}

Scxml::States Scxml::computeExitSet(const Transitions& transitions) {
    States statesToExit;
    for (const int t : transitions) {
        if (definition_.transition(t).targets.empty()) continue;
        const StateIndex domain = getTransitionDomain(t);
        for (const StateIndex s : configuration) {
            if (isDescendant(s, domain)) statesToExit.insert(s);
        }
    }
    return statesToExit;
}

void Scxml::executeTransitionContent(const Transitions& enabledTransitions) {
    for (const int t : enabledTransitions) {
        taken.push_back(t);
        executeContent(definition_.transition(t).actions);
    }
}

void Scxml::enterInitial() {
    States statesToEnter;
    for (const StateIndex s : definition_.at(0).initial) addDescendantStatesToEnter(s, statesToEnter);
    for (const StateIndex s : getEffectiveTargetStates(definition_.at(0).initial))
        addAncestorStatesToEnter(s, 0, statesToEnter);
    configuration.insert(0);
    enterAll(statesToEnter);
}

void Scxml::enterStates(const Transitions& enabledTransitions) {
    States statesToEnter;
    for (const int t : enabledTransitions) {
        for (const StateIndex s : definition_.transition(t).targets) addDescendantStatesToEnter(s, statesToEnter);
        const StateIndex ancestor = getTransitionDomain(t);
        for (const StateIndex s : getEffectiveTargetStates(definition_.transition(t).targets))
            addAncestorStatesToEnter(s, ancestor, statesToEnter);
    }
    enterAll(statesToEnter);
}

void Scxml::enterAll(const States& statesToEnter) {
    for (const StateIndex s : statesToEnter) {
        configuration.insert(s);
        entered.push_back(s);
        executeContent(definition_.at(s).entry);
        if (definition_.at(s).kind != StateKind::final) continue;
        const StateIndex parent = definition_.at(s).parent;
        if (parent == 0) {
            running = false;
            continue;
        }
        const StateIndex grandparent = definition_.at(parent).parent;
        enqueue("done.state." + definition_.at(parent).id);
        if (definition_.at(grandparent).kind != StateKind::parallel) continue;
        const auto children = getChildStates(grandparent);
        if (std::all_of(children.begin(), children.end(), [&](StateIndex child) { return isInFinalState(child); }))
            enqueue("done.state." + definition_.at(grandparent).id);
    }
}

void Scxml::addDescendantStatesToEnter(StateIndex state, States& statesToEnter) {
    if (isHistoryState(state)) {
        const auto value = historyValue_.find(state);
        const auto& initial = definition_.at(state).initial;
        const States targets = value == historyValue_.end() ? States(initial.begin(), initial.end()) : value->second;
        for (const StateIndex s : targets) addDescendantStatesToEnter(s, statesToEnter);
        for (const StateIndex s : targets) addAncestorStatesToEnter(s, definition_.at(state).parent, statesToEnter);
        return;
    }
    statesToEnter.insert(state);
    if (definition_.at(state).kind == StateKind::compound) {
        for (const StateIndex s : definition_.at(state).initial) addDescendantStatesToEnter(s, statesToEnter);
        for (const StateIndex s : definition_.at(state).initial) addAncestorStatesToEnter(s, state, statesToEnter);
    } else if (definition_.at(state).kind == StateKind::parallel) {
        for (const StateIndex child : getChildStates(state)) {
            if (std::none_of(statesToEnter.begin(), statesToEnter.end(),
                             [&](StateIndex s) { return isDescendant(s, child); }))
                addDescendantStatesToEnter(child, statesToEnter);
        }
    }
}

void Scxml::addAncestorStatesToEnter(StateIndex state, StateIndex ancestor, States& statesToEnter) {
    for (const StateIndex anc : getProperAncestors(state, ancestor)) {
        statesToEnter.insert(anc);
        if (definition_.at(anc).kind != StateKind::parallel) continue;
        for (const StateIndex child : getChildStates(anc)) {
            if (std::none_of(statesToEnter.begin(), statesToEnter.end(),
                             [&](StateIndex s) { return isDescendant(s, child); }))
                addDescendantStatesToEnter(child, statesToEnter);
        }
    }
}

bool Scxml::isInFinalState(StateIndex s) const {
    const auto children = getChildStates(s);
    if (definition_.at(s).kind == StateKind::compound)
        return std::any_of(children.begin(), children.end(), [&](StateIndex child) {
            return definition_.at(child).kind == StateKind::final && configuration.contains(child);
        });
    if (definition_.at(s).kind == StateKind::parallel)
        return std::all_of(children.begin(), children.end(), [&](StateIndex child) { return isInFinalState(child); });
    return false;
}

StateIndex Scxml::getTransitionDomain(int t) {
    const Transition& transition = definition_.transition(t);
    const States tstates = getEffectiveTargetStates(transition.targets);
    if (tstates.empty()) return -1;
    const bool inside =
        std::all_of(tstates.begin(), tstates.end(), [&](StateIndex s) { return isDescendant(s, transition.source); });
    if (transition.internal && definition_.at(transition.source).kind == StateKind::compound && inside)
        return transition.source;
    std::vector<StateIndex> stateList = {transition.source};
    stateList.insert(stateList.end(), tstates.begin(), tstates.end());
    return findLCCA(stateList);
}

StateIndex Scxml::findLCCA(const std::vector<StateIndex>& stateList) const {
    for (const StateIndex anc : getProperAncestors(stateList.front(), -1)) {
        if (anc != 0 && definition_.at(anc).kind != StateKind::compound) continue;
        if (std::all_of(stateList.begin() + 1, stateList.end(), [&](StateIndex s) { return isDescendant(s, anc); }))
            return anc;
    }
    return 0;
}

Scxml::States Scxml::getEffectiveTargetStates(const std::vector<StateIndex>& targets) {
    States effective;
    for (const StateIndex s : targets) {
        if (!isHistoryState(s)) {
            effective.insert(s);
            continue;
        }
        const auto value = historyValue_.find(s);
        if (value != historyValue_.end())
            effective.insert(value->second.begin(), value->second.end());
        else
            for (const StateIndex d : getEffectiveTargetStates(definition_.at(s).initial)) effective.insert(d);
    }
    return effective;
}

}  // namespace giamsat::test
