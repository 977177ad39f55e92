// SPDX-License-Identifier: Apache-2.0
#include "support/scenario.hpp"

namespace giamsat::test {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

// The word an author writes for it.
std::string word_of(const Action& action) {
    return std::visit(Overloaded{
                          [](const OpenAction&) { return "open"; },
                          [](const FindingsAction&) { return "findings"; },
                          [](const DistributeAction&) { return "distribute"; },
                          [](const CountTurnAction&) { return "count_turn"; },
                          [](const NotifyAction&) { return "notify"; },
                          [](const RecommendAction&) { return "recommend"; },
                          [](const SettleAction&) { return "settle"; },
                          [](const ReportAction&) { return "report"; },
                          [](const auto&) { return "?"; },
                      },
                      action);
}

std::string shown(const std::vector<std::string>& words) { return Json(words).dump(); }

class Play {
public:
    Play(const Scenario& scenario, const Definition& definition) : definition_(definition), facts_(scenario.facts) {}

    std::string run(const Scenario& scenario) {
        take({}, "start", scenario.start);
        for (const auto& step : scenario.steps) {
            for (const auto& [name, value] : step.facts) facts_[name] = value;
            take(step.event, "line " + std::to_string(step.line), step.expected);
        }
        return std::move(failures_);
    }

private:
    StepFacts facts() const {
        StepFacts facts;
        const auto today = facts_.find("today");
        if (today != facts_.end()) facts.today = *Date::parse(today->second.get<std::string>());
        facts.names = [this](const std::string& name) {
            const auto found = facts_.find(name);
            return found == facts_.end() ? Json(nullptr) : found->second;
        };
        return facts;
    }

    void take(const StepEvent& event, const std::string& place, const Expectation& expected) {
        place_ = place;
        auto decision = step(definition_, case_, event, facts());
        const std::string refused = decision ? std::string() : decision.error().name();
        if (refused != expected.refused)
            fail("refused", expected.refused, decision ? "" : refused + ": " + decision.error().message(Lang::en));
        if (!decision) return;
        apply(*decision, case_);
        compare(*decision, expected);
    }

    void compare(const Decision& decision, const Expectation& expected) {
        if (expected.active) hold("active", shown(*expected.active), shown(ids(case_.configuration)));
        if (expected.effects) hold("effects", shown(*expected.effects), shown(effects(decision)));
        if (expected.raised) hold("raised", shown(*expected.raised), shown(decision.raised));
        if (expected.timers) hold("timers", Json(*expected.timers).dump(), Json(timers(decision)).dump());
        if (expected.done) hold("done", Json(*expected.done).dump(), Json(decision.done).dump());
        if (expected.outcome) hold("outcome", *expected.outcome, decision.outcome);
        for (const auto& [field, value] : expected.data) {
            hold("data." + field, value.dump(), case_.value(definition_, field).dump());
        }
    }

    std::vector<std::string> ids(const std::vector<StateIndex>& states) const {
        std::vector<std::string> out;
        for (const StateIndex state : states) out.push_back(definition_.at(state).id);
        return out;
    }

    static std::vector<std::string> effects(const Decision& decision) {
        std::vector<std::string> out;
        for (const auto& effect : decision.effects) out.push_back(word_of(*effect.action));
        return out;
    }

    static std::map<std::string, std::string> timers(const Decision& decision) {
        std::map<std::string, std::string> out;
        for (const auto& timer : decision.timers) out[timer.id] = timer.set ? "set" : "cancelled";
        return out;
    }

    void hold(const std::string& what, const std::string& expected, const std::string& found) {
        if (expected != found) fail(what, expected, found);
    }

    void fail(const std::string& what, const std::string& expected, const std::string& found) {
        failures_ += place_ + ": " + what + ": expected <" + expected + ">, found <" + found + ">\n";
    }

    const Definition& definition_;
    std::map<std::string, Json> facts_;
    CaseState case_;
    std::string place_;
    std::string failures_;
};

}  // namespace

std::string play(const Scenario& scenario, const Definition& definition) {
    return Play(scenario, definition).run(scenario);
}

}  // namespace giamsat::test
