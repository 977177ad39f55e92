// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/scenario.hpp"
#include "kernel/play/words.hpp"

namespace giamsat {

namespace {

LocalText told(const Problem& problem) { return {problem.message(Lang::vi), problem.message(Lang::en)}; }

// What one step of a scenario brought about: one macrostep, or all those of the timers that came due.
struct Happened {
    std::vector<std::string> effects;
    std::vector<std::string> raised;
    std::map<std::string, std::string> timers;
    std::string outcome;
    std::string refused;
    LocalText why;

    void add(const Played& played) {
        if (!played.timer.empty()) timers[played.timer] = "fired";
        if (played.refused) {
            refused = played.refused->name();
            why = told(*played.refused);
            return;
        }
        for (const auto& effect : played.decision.effects) effects.push_back(action_word(*effect.action));
        for (const auto& event : played.decision.raised) raised.push_back(event);
        for (const auto& news : played.timers) timers[news.timer.id] = news.set ? "set" : "cancelled";
        if (played.decision.done) outcome = played.decision.outcome;
    }
};

Date day_of(const Json& value) { return *Date::parse(value.get<std::string>()); }

class Play {
public:
    Play(const Scenario& scenario, const Definition& definition, const Calendar& calendar)
        : scenario_(scenario), simulation_(definition, settings_of(scenario, calendar)) {}

    std::vector<Unmet> run() {
        Happened first;
        simulation_.begin([&](const Played& played) { first.add(played); });
        compare(first, scenario_.start);
        for (const auto& step : scenario_.steps) take(step);
        return std::move(unmet_);
    }

private:
    static SimulationSettings settings_of(const Scenario& scenario, const Calendar& calendar) {
        SimulationSettings settings;
        settings.calendar = calendar;
        settings.facts = scenario.facts;
        settings.data = scenario.data;
        const auto today = scenario.facts.find("today");
        if (today != scenario.facts.end()) settings.start = start_of_day_in_vietnam(day_of(today->second));
        return settings;
    }

    void take(const ScenarioStep& step) {
        for (const auto& [name, value] : step.facts) {
            if (name == "today")
                simulation_.jump_to(day_of(value));
            else
                simulation_.set_fact(name, value);
        }
        Happened happened;
        // An event of a timer that nobody takes is dropped; a step of the scenario must be taken.
        const auto listen = [&](const Played& played) {
            const bool dropped =
                !played.timer.empty() && played.refused &&
                (played.refused->code == ProblemCode::not_possible || played.refused->code == ProblemCode::case_ended);
            happened.add(played);
            if (dropped) happened.refused.clear();
        };
        if (step.event) simulation_.send(*step.event, listen);
        if (step.advance) {
            auto done = simulation_.advance(*step.advance, listen);
            if (!done) happened.refused = done.error().name(), happened.why = told(done.error());
        }
        compare(happened, step.expected);
    }

    void compare(const Happened& happened, const Expectation& expected) {
        expected_ = &expected;
        if (happened.refused != expected.refused) {
            fail("refused", expected.refused.empty() ? "–" : expected.refused,
                 happened.refused.empty() ? "–" : happened.refused, happened.why);
        }
        if (!happened.refused.empty()) return;
        if (expected.active) hold("active", Json(*expected.active), Json(active()));
        if (expected.effects) hold("effects", Json(*expected.effects), Json(happened.effects));
        if (expected.raised) hold("raised", Json(*expected.raised), Json(happened.raised));
        if (expected.timers) hold("timers", Json(*expected.timers), Json(happened.timers));
        if (expected.done) hold("done", Json(*expected.done), Json(simulation_.done()));
        if (expected.outcome) hold("outcome", Json(*expected.outcome), Json(happened.outcome));
        for (const auto& [field, value] : expected.data)
            hold("data." + field, value, simulation_.state().value(simulation_.definition(), field));
    }

    std::vector<std::string> active() const {
        std::vector<std::string> ids;
        for (const StateIndex leaf : simulation_.state().configuration)
            ids.push_back(simulation_.definition().at(leaf).id);
        return ids;
    }

    void hold(const std::string& what, const Json& expected, const Json& found) {
        if (expected != found) fail(what, expected.dump(), found.dump());
    }

    void fail(const std::string& what, const std::string& expected, const std::string& found,
              const LocalText& why = {}) {
        const auto place = expected_->places.find(what);
        unmet_.push_back(
            {place == expected_->places.end() ? expected_->where : place->second, what, expected, found, why});
    }

    const Scenario& scenario_;
    Simulation simulation_;
    const Expectation* expected_ = nullptr;
    std::vector<Unmet> unmet_;
};

}  // namespace

std::string Unmet::told(Lang lang) const {
    const LocalText text{what + ": mong đợi " + expected + ", thực tế là " + found,
                         what + ": expected " + expected + ", found " + found};
    return text.in(lang) + (why.vi.empty() ? "" : " (" + why.in(lang) + ")");
}

std::vector<Unmet> play(const Scenario& scenario, const Definition& definition, const Calendar& calendar) {
    return Play(scenario, definition, calendar).run();
}

}  // namespace giamsat
