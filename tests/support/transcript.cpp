// SPDX-License-Identifier: Apache-2.0
#include "support/transcript.hpp"

#include "kernel/play/lines.hpp"
#include "support/workflows.hpp"

namespace giamsat::test {

namespace {

std::string words(const Json& list) {
    std::string out;
    for (const auto& word : list) out += (out.empty() ? "" : " ") + word.get<std::string>();
    return out;
}

std::string told(const Json& line) {
    std::string out = words(line["active"]);
    for (const auto& item : line["data"].items())
        if (!item.value().is_null()) out += " | " + item.key() + "=" + item.value().dump();
    if (!line["raised"].empty()) out += " | raised: " + words(line["raised"]);
    for (const auto& one : line["sent"]) {
        out += " | " + one["action"].get<std::string>();
        if (one.contains("id")) out += " " + one["id"].get<std::string>();
        if (one.contains("due")) out += "@" + one["due"].get<std::string>().substr(5, 11);
    }
    return out + (line["done"].get<bool>() ? " | done" : "");
}

}  // namespace

std::vector<std::string> transcript(const std::string& yaml, const std::vector<std::string>& lines,
                                    SimulationSettings settings) {
    const Definition definition = chart(yaml);
    Simulation simulation(definition, std::move(settings));
    std::vector<std::string> out;
    const auto listen = [&](const Played& played) {
        const bool error = played.refused && played.refused->code != ProblemCode::not_possible &&
                           played.refused->code != ProblemCode::case_ended;
        out.push_back(error ? std::string("refused: ") + played.refused->name()
                            : told(state_line(simulation, &played)));
    };
    simulation.begin(listen);
    for (const auto& line : lines) {
        const auto before = out.size();
        auto input = read_play_line(line.starts_with('{') ? line : Json{{"event", line}}.dump());
        if (!input) {
            out.push_back("error: " + input.error().message(Lang::en));
            continue;
        }
        for (auto& [name, value] : input->facts) simulation.set_fact(name, value);
        if (input->event) simulation.send(*input->event, listen);
        if (input->advance) {
            auto done = simulation.advance(*input->advance, listen);
            if (!done) out.push_back("error: " + done.error().message(Lang::en));
        }
        if (out.size() == before) out.push_back(told(state_line(simulation, nullptr)));
    }
    return out;
}

}  // namespace giamsat::test
