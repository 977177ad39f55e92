// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/lines.hpp"

#include "base/core/duration.hpp"
#include "base/text/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace giamsat {

namespace {

Problem wrong(const std::string& key, const std::string& value, const LocalText& why) {
    return Problem(ProblemCode::invalid_value,
                   {{"field", key}, {"value", value.substr(0, 200)}, {"why", why.vi}, {"why_en", why.en}});
}

// Decimals travel as text everywhere in giamsat.
Json without_fractions(const Json& value) {
    if (value.is_number_float()) {
        std::string text = fmt::format("{:.6f}", value.get<double>());
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
        return text;
    }
    if (!value.is_structured()) return value;
    Json out = value;
    for (auto& one : out) one = without_fractions(one);
    return out;
}

Done check_keys(const Json& line) {
    static const std::vector<std::string> known = {"event", "data", "advance", "facts"};
    for (const auto& item : line.items()) {
        if (std::find(known.begin(), known.end(), item.key()) != known.end()) continue;
        const std::string near = nearest(item.key(), known);
        return wrong(
            item.key(), item.value().dump(),
            {"không có khóa này; dùng event, data, advance, facts" + (near.empty() ? "" : " (" + near + "?)"),
             "there is no such key; use event, data, advance, facts" + (near.empty() ? "" : " (" + near + "?)")});
    }
    if (line.contains("event") == line.contains("advance") && (line.contains("event") || !line.contains("facts")))
        return wrong("event", line.dump(),
                     {"mỗi dòng cần event hoặc advance, không phải cả hai; hoặc chỉ facts",
                      "a line needs event or advance, not both; or facts alone"});
    if (line.contains("data") && !line.contains("event"))
        return wrong("data", line["data"].dump(), {"chỉ đi cùng event", "it goes with event only"});
    return {};
}

Result<StepEvent> read_event(const Json& line) {
    StepEvent event;
    const Json& name = line["event"];
    if (!name.is_string() || name.get_ref<const std::string&>().empty())
        return wrong("event", name.dump(), {"phải là tên một sự kiện", "it must be the name of an event"});
    event.name = name.get<std::string>();
    if (!line.contains("data") || line["data"].is_null()) return event;
    GIAMSAT_TRY(values, play_values(line["data"], "data"));
    event.data = values;
    event.answers = event.data;
    return event;
}

Result<std::int64_t> read_advance(const Json& value) {
    if (!value.is_string())
        return wrong("advance", value.dump(), {"phải là chữ như “PT3H”", "it must be text like “PT3H”"});
    auto ms = parse_duration(value.get_ref<const std::string&>());
    if (ms) return ms;
    Problem problem = std::move(ms.error());
    for (auto& [name, text] : problem.details)
        if (name == "field") text = "advance";
    return problem;
}

}  // namespace

Done check_fact(const std::string& name) {
    const auto& known = case_names();
    if (std::find(known.begin(), known.end(), name) != known.end() && name != "today") return {};
    const std::string near = nearest(name, known);
    return Problem(ProblemCode::not_found, {{"what", "dữ kiện"},
                                            {"what_en", "fact of a case"},
                                            {"name", near.empty() ? name : name + " (" + near + "?)"}});
}

Result<std::map<std::string, Json>> play_values(const Json& object, const std::string& key) {
    if (!object.is_object())
        return wrong(key, object.dump(), {"phải là một đối tượng {…}", "it must be an object {…}"});
    return without_fractions(object).get<std::map<std::string, Json>>();
}

Result<PlayInput> read_play_line(std::string_view text) {
    GIAMSAT_TRY(line, parse_json(text));
    if (!line.is_object())
        return wrong("JSON", line.dump(), {"mỗi dòng là một đối tượng {…}", "each line is an object {…}"});
    GIAMSAT_CHECK(check_keys(line));
    PlayInput input;
    if (line.contains("facts")) {
        GIAMSAT_TRY(facts, play_values(line["facts"], "facts"));
        for (const auto& pair : facts) GIAMSAT_CHECK(check_fact(pair.first));
        input.facts = std::move(facts);
    }
    if (line.contains("event")) {
        GIAMSAT_TRY(event, read_event(line));
        input.event = std::move(event);
    }
    if (line.contains("advance")) {
        GIAMSAT_TRY(ms, read_advance(line["advance"]));
        input.advance = ms;
    }
    return input;
}

Json state_line(const Simulation& simulation, const Played* played) {
    const Definition& definition = simulation.definition();
    Json active = Json::array();
    for (const StateIndex leaf : simulation.state().configuration) active.push_back(definition.at(leaf).id);
    Json data = Json::object();
    for (const DataField& field : definition.data) data[field.name] = simulation.state().value(definition, field.name);
    const bool moved = played && !played->refused;
    return {{"active", std::move(active)},
            {"data", std::move(data)},
            {"raised", moved ? Json(played->decision.raised) : Json::array()},
            {"sent", moved ? sent_list(*played) : Json::array()},
            {"done", simulation.done()}};
}

std::string vietnam_time(Instant instant) {
    constexpr std::int64_t offset = 7 * 3'600'000;
    std::string text = iso_utc({instant.ms + offset});
    return text.substr(0, text.find('.')) + "+07:00";
}

}  // namespace giamsat
