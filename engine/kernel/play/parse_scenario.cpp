// SPDX-License-Identifier: Apache-2.0
#include "base/core/duration.hpp"
#include "base/text/text.hpp"
#include "kernel/play/lines.hpp"
#include "kernel/play/scenario.hpp"

#include <algorithm>

namespace giamsat {

namespace {

Json to_json(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::null: return nullptr;
        case YamlNode::Kind::sequence: {
            Json list = Json::array();
            for (const auto& item : node.items) list.push_back(to_json(item));
            return list;
        }
        case YamlNode::Kind::mapping: {
            Json object = Json::object();
            for (const auto& [key, value] : node.pairs) object[key] = to_json(value);
            return object;
        }
        case YamlNode::Kind::scalar: break;
    }
    if (node.quoted) return node.text;
    if (node.text == "true" || node.text == "false") return node.text == "true";
    return field_value(FieldType::integer, node.text).value_or(Json(node.text));
}

Json json_of(YamlReader& from, const char* key) {
    const YamlNode* node = from.mapping(key);
    return node ? to_json(*node) : Json(nullptr);
}

std::map<std::string, Json> values_of(YamlReader& from, const char* key) {
    const Json object = json_of(from, key);
    return object.is_null() ? std::map<std::string, Json>{} : object.get<std::map<std::string, Json>>();
}

Problem mistake(const LocalText& what, const LocalText& advice, Where where) {
    return Problem(ProblemCode::definition_invalid,
                   {{"what", what.vi}, {"what_en", what.en}, {"advice", advice.vi}, {"advice_en", advice.en}},
                   std::move(where));
}

class Reader {
public:
    Reader(const std::string& file, std::vector<Problem>& problems) : file_(file), problems_(problems) {}

    Scenario read(const YamlNode& root) {
        YamlReader top(file_, root, {}, problems_);
        Scenario scenario;
        scenario.title = top.text("scenario");
        scenario.workflow = top.text("workflow");
        scenario.workflow_where = top.where("workflow");
        scenario.facts = facts_of(top);
        scenario.data = values_of(top, "data");
        scenario.start = expectation(top, "start");
        if (const YamlNode* steps = top.sequence("steps"))
            for (const auto& step : steps->items) scenario.steps.push_back(read_step(step));
        top.finish();
        return scenario;
    }

private:
    std::map<std::string, Json> facts_of(YamlReader& from) {
        auto facts = values_of(from, "facts");
        const Where where = from.where("facts");
        for (const auto& [name, value] : facts) {
            if (name != "today") {
                if (auto known = check_fact(name); !known) report(std::move(known.error()), where);
            } else if (auto day = Date::parse(value.is_string() ? value.get<std::string>() : ""); !day) {
                report(std::move(day.error()), where);
            }
        }
        return facts;
    }

    void report(Problem problem, const Where& where) {
        problem.where = where;
        problems_.push_back(std::move(problem));
    }

    std::optional<std::vector<std::string>> list_of(YamlReader& from, const char* key) {
        if (!from.any(key)) return std::nullopt;
        return from.texts_or_empty(key);
    }

    std::optional<std::map<std::string, std::string>> timers_of(YamlReader& from) {
        const YamlNode* node = from.mapping("timers");
        if (!node) return std::nullopt;
        std::map<std::string, std::string> timers;
        for (const auto& [id, change] : node->pairs) {
            timers[id] = change.text;
            if (change.text == "set" || change.text == "cancelled" || change.text == "fired") continue;
            report(mistake({"“" + change.text + "” không nói được điều gì đã xảy ra với hẹn giờ.",
                            "“" + change.text + "” does not say what became of a timer."},
                           {"Dùng set, cancelled hoặc fired.", "Use set, cancelled or fired."}, from.where("timers")),
                   {file_, change.line, change.column, from.path_of("timers") + "." + id});
        }
        return timers;
    }

    void note_places(YamlReader& from, Expectation& expected) {
        for (const auto& pair : from.node().pairs) expected.places[pair.first] = from.where(pair.first);
        const YamlNode* data = from.node().find("data");
        for (std::size_t i = 0; data && i < data->pairs.size(); ++i) {
            const auto& [line, column] = data->key_places[i];
            const std::string key = "data." + data->pairs[i].first;
            expected.places[key] = {file_, line, column, from.path_of(key)};
        }
    }

    Expectation expectation(YamlReader& step, const char* key) {
        Expectation expected;
        expected.where = step.where();
        const YamlNode* node = step.mapping(key);
        if (!node) return expected;
        YamlReader from(file_, *node, step.path_of(key), problems_);
        expected.active = list_of(from, "active");
        expected.effects = list_of(from, "effects");
        expected.raised = list_of(from, "raised");
        expected.timers = timers_of(from);
        if (from.has("done")) expected.done = from.boolean_or("done", false);
        if (from.has("outcome")) expected.outcome = from.text("outcome");
        expected.data = values_of(from, "data");
        from.finish();
        note_places(from, expected);
        return expected;
    }

    StepEvent read_event(YamlReader& step) {
        StepEvent event;
        const YamlNode* when = step.any("when");
        if (when->kind != YamlNode::Kind::mapping) {
            event.name = step.text("when");
            return event;
        }
        YamlReader from(file_, *when, step.path_of("when"), problems_);
        event.name = from.text("event");
        event.answers = json_of(from, "answers");
        event.data = json_of(from, "data");
        from.finish();
        return event;
    }

    void read_happening(YamlReader& from, ScenarioStep& step) {
        const bool when = from.has("when");
        if (when == from.has("advance")) {
            report(mistake({"Mỗi bước cần “when” hoặc “advance”, không phải cả hai.",
                            "Each step needs “when” or “advance”, not both."},
                           {"when: SỰ KIỆN; hoặc advance: P3D.", "when: EVENT; or advance: P3D."}, from.where()),
                   from.where());
        }
        if (when) step.event = read_event(from);
        if (!from.has("advance")) return;
        auto ms = parse_duration(from.text("advance"));
        if (ms)
            step.advance = *ms;
        else
            report(std::move(ms.error()), from.where("advance"));
    }

    ScenarioStep read_step(const YamlNode& node) {
        YamlReader from(file_, node, "steps", problems_);
        ScenarioStep step;
        step.facts = facts_of(from);
        read_happening(from, step);
        step.expected = expectation(from, "then");
        step.expected.refused = from.text_or("refused", {});
        if (!step.expected.refused.empty()) step.expected.places["refused"] = from.where("refused");
        from.finish();
        return step;
    }

    const std::string& file_;
    std::vector<Problem>& problems_;
};

class Names {
public:
    explicit Names(const Definition& definition) {
        for (const auto& state : definition.states) states_.push_back(state.id);
        for (const auto& field : definition.data) fields_.push_back(field.name);
    }

    void check(const Expectation& expected) {
        for (const auto& state : expected.active.value_or(std::vector<std::string>{}))
            hold(state, states_, {"trạng thái", "state"}, expected.places.at("active"));
        for (const auto& pair : expected.data)
            hold(pair.first, fields_, {"trường dữ liệu", "data field"}, expected.places.at("data." + pair.first));
    }

    void hold_field(const std::string& name, const Where& where) {
        hold(name, fields_, {"trường dữ liệu", "data field"}, where);
    }

    std::vector<Problem> problems;

private:
    void hold(const std::string& name, const std::vector<std::string>& known, const LocalText& what,
              const Where& where) {
        if (std::find(known.begin(), known.end(), name) != known.end()) return;
        const std::string near = nearest(name, known);
        problems.emplace_back(
            ProblemCode::not_found,
            Details{{"what", what.vi}, {"what_en", what.en}, {"name", near.empty() ? name : name + " (" + near + "?)"}},
            where);
    }

    std::vector<std::string> states_;
    std::vector<std::string> fields_;
};

}  // namespace

Result<Scenario> parse_scenario(const std::string& file, std::string_view yaml) {
    GIAMSAT_TRY(document, parse_yaml(file, yaml));
    std::vector<Problem> problems;
    Scenario scenario = Reader(file, problems).read(document.root);
    if (!problems.empty()) return join(std::move(problems));
    return scenario;
}

std::vector<Problem> check_scenario(const Scenario& scenario, const Definition& definition) {
    Names names(definition);
    for (const auto& pair : scenario.data) names.hold_field(pair.first, scenario.workflow_where);
    names.check(scenario.start);
    for (const auto& step : scenario.steps) names.check(step.expected);
    return std::move(names.problems);
}

}  // namespace giamsat
