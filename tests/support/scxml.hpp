// SPDX-License-Identifier: Apache-2.0
// The algorithm of W3C SCXML 1.0 (recommendation of 1 September 2015), Appendix D, written down procedure by procedure and
// under its own names, with no regard for speed: the judge of the engine. It shares no code with it; of a definition it
// reads only what a document would say.
#pragma once

#include "support/random_chart.hpp"

#include <map>
#include <optional>
#include <set>

namespace giamsat::test {

class Scxml {
public:
    explicit Scxml(const RandomChart& chart) : chart_(chart), definition_(chart.definition) {}

    void interpret();  // up to the first stable configuration
    void external(const std::string& event, std::optional<std::int64_t> v = {});  // v: the event carries it

    bool running = true;
    bool endless = false;                // over microsteps_max microsteps in one macrostep
    std::set<StateIndex> configuration;  // atomic and compound alike
    std::int64_t n = 0;
    // Of the last macrostep:
    std::vector<StateIndex> entered, exited;
    std::vector<std::string> raised, performed;
    std::vector<int> taken;

private:
    using States = std::set<StateIndex>;  // std::set keeps them in document order
    using Transitions = std::vector<int>;

    void mainEventLoop();
    Transitions selectEventlessTransitions();
    Transitions selectTransitions(const std::string& event);
    Transitions removeConflictingTransitions(const Transitions& enabledTransitions);
    void microstep(const Transitions& enabledTransitions);
    void exitStates(const Transitions& enabledTransitions);
    States computeExitSet(const Transitions& transitions);
    void executeTransitionContent(const Transitions& enabledTransitions);
    void enterStates(const Transitions& enabledTransitions);
    void enterInitial();
    void enterAll(const States& statesToEnter);
    void addDescendantStatesToEnter(StateIndex state, States& statesToEnter);
    void addAncestorStatesToEnter(StateIndex state, StateIndex ancestor, States& statesToEnter);
    bool isInFinalState(StateIndex s) const;
    StateIndex getTransitionDomain(int t);  // -1 = null
    StateIndex findLCCA(const std::vector<StateIndex>& stateList) const;
    States getEffectiveTargetStates(const std::vector<StateIndex>& targets);
    std::vector<StateIndex> getProperAncestors(StateIndex state1, StateIndex state2) const;
    bool isDescendant(StateIndex state1, StateIndex state2) const;
    std::vector<StateIndex> getChildStates(StateIndex state) const;

    bool isHistoryState(StateIndex s) const;
    bool isAtomicState(StateIndex s) const;
    bool conditionMatch(int t) const;
    static bool nameMatch(const std::vector<std::string>& descriptors, const std::string& event);
    void executeContent(const std::vector<Action>& content);
    void enqueue(const std::string& event);

    const RandomChart& chart_;
    const Definition& definition_;
    std::map<StateIndex, States> historyValue_;
    std::optional<std::int64_t> event_v_;  // of datamodel["_event"]
    std::vector<std::string> internalQueue_;
    int microsteps_ = 0;
};

}  // namespace giamsat::test
