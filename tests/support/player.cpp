// SPDX-License-Identifier: Apache-2.0
#include "support/player.hpp"

namespace giamsat::test {

StepFacts Player::facts() const {
    StepFacts facts;
    facts.today = today;
    facts.names = [this](const std::string& name) {
        const auto found = names.find(name);
        return found == names.end() ? Json(nullptr) : found->second;
    };
    return facts;
}

std::string Player::send(const std::string& event, Json answers, Json data) {
    StepEvent sent;
    sent.name = event;
    sent.answers = std::move(answers);
    sent.data = std::move(data);
    auto decision = step(definition_, state, sent, facts());
    problem.reset();
    if (!decision) {
        problem = std::move(decision.error());
        return problem->message(Lang::en);
    }
    last = std::move(*decision);
    apply(last, state);
    return {};
}

std::string Player::ids(const std::vector<StateIndex>& states) const {
    std::string out;
    for (const StateIndex state_index : states) out += (out.empty() ? "" : " ") + definition_.at(state_index).id;
    return out;
}

std::string Player::active() const { return ids(state.configuration); }
std::string Player::entered() const { return ids(last.entered); }
std::string Player::exited() const { return ids(last.exited); }

std::string Player::raised() const {
    std::string out;
    for (const auto& event : last.raised) out += (out.empty() ? "" : " ") + event;
    return out;
}

Json Player::value(const std::string& field) const { return state.value(definition_, field); }

std::map<std::string, Json> Player::changed() const {
    std::map<std::string, Json> out;
    for (const auto& [field, value] : last.data) out[definition_.data[static_cast<std::size_t>(field)].name] = value;
    return out;
}

}  // namespace giamsat::test
