// SPDX-License-Identifier: Apache-2.0
#include "support/scenario.hpp"

namespace giamsat::test {

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

std::optional<std::vector<std::string>> list_of(YamlReader& from, const char* key) {
    if (!from.any(key)) return std::nullopt;
    return from.texts_or_empty(key);
}

std::optional<std::map<std::string, std::string>> timers_of(YamlReader& from) {
    const YamlNode* node = from.mapping("timers");
    if (!node) return std::nullopt;
    std::map<std::string, std::string> timers;
    for (const auto& [id, change] : node->pairs) timers[id] = change.text;
    return timers;
}

Expectation read_expectation(YamlReader& from) {
    Expectation expected;
    expected.active = list_of(from, "active");
    expected.effects = list_of(from, "effects");
    expected.raised = list_of(from, "raised");
    expected.timers = timers_of(from);
    if (from.has("done")) expected.done = from.boolean_or("done", false);
    if (from.has("outcome")) expected.outcome = from.text("outcome");
    expected.data = values_of(from, "data");
    from.finish();
    return expected;
}

Expectation expectation_under(const std::string& file, YamlReader& from, const char* key) {
    const YamlNode* node = from.mapping(key);
    if (!node) return {};
    YamlReader inner(file, *node, from.path_of(key), from.problems());
    return read_expectation(inner);
}

StepEvent read_event(const std::string& file, YamlReader& step) {
    StepEvent event;
    const YamlNode* when = step.any("when");
    if (!when || when->kind != YamlNode::Kind::mapping) {
        event.name = step.text("when");
        return event;
    }
    YamlReader from(file, *when, step.path_of("when"), step.problems());
    event.name = from.text("event");
    event.answers = json_of(from, "answers");
    event.data = json_of(from, "data");
    from.finish();
    return event;
}

ScenarioStep read_step(const std::string& file, const YamlNode& node, std::vector<Problem>& problems) {
    YamlReader from(file, node, "steps", problems);
    ScenarioStep step;
    step.line = node.line;
    step.facts = values_of(from, "facts");
    step.event = read_event(file, from);
    step.expected = expectation_under(file, from, "then");
    step.expected.refused = from.text_or("refused", {});
    from.finish();
    return step;
}

}  // namespace

Result<Scenario> parse_scenario(const std::string& file, std::string_view yaml) {
    GIAMSAT_TRY(document, parse_yaml(file, yaml));
    std::vector<Problem> problems;
    YamlReader top(file, document.root, {}, problems);
    Scenario scenario;
    scenario.title = top.text("scenario");
    scenario.workflow = top.text("workflow");
    scenario.facts = values_of(top, "facts");
    scenario.start = expectation_under(file, top, "start");
    if (const YamlNode* steps = top.sequence("steps")) {
        for (const auto& step : steps->items) scenario.steps.push_back(read_step(file, step, problems));
    }
    top.finish();
    if (!problems.empty()) return join(std::move(problems));
    return scenario;
}

}  // namespace giamsat::test
