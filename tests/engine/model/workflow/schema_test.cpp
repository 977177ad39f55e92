// SPDX-License-Identifier: Apache-2.0
// workflows/workflow.schema.json says to an editor what the reader says to a person: every workflow that is read is valid,
// and what is no notation is not.
#include "base/json/json.hpp"
#include "model/workflow/load_definition.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/json_schema.hpp"
#include "support/workflows.hpp"

#include <set>

using namespace giamsat;

namespace {

const Json& schema() {
    static const Json read = Json::parse(test::read_whole(test::source_path("workflows/workflow.schema.json")));
    return read;
}

std::string mistake(const std::string& yaml) {
    const auto document = parse_yaml("x", yaml);
    if (!document) return "not YAML";
    return test::schema_mistake(schema(), test::as_json(document->root));
}

// The fenced blocks of the language's description that are whole workflows.
std::vector<std::string> examples() {
    const std::string page = test::read_whole(test::source_path("workflows/README.md"));
    const std::string fence = "```yaml workflow\n";
    std::vector<std::string> found;
    for (auto at = page.find(fence); at != page.npos; at = page.find(fence, at)) {
        at += fence.size();
        const auto end = page.find("```\n", at);
        found.push_back(page.substr(at, end - at));
        at = end;
    }
    return found;
}

// Every key the schema knows: what the language consists of.
void add_keys(const Json& node, std::set<std::string>& keys) {
    if (node.is_object() && node.contains("properties") && node["properties"].is_object()) {
        for (const auto& pair : node["properties"].items()) keys.insert(pair.key());
    }
    for (const Json& inner : node) {
        if (inner.is_structured()) add_keys(inner, keys);
    }
}

void add_words(const Json& node, std::set<std::string>& words) {
    if (node.is_string()) words.insert(node.get<std::string>());
    if (node.is_object()) {
        for (const auto& pair : node.items()) words.insert(pair.key());
    }
    if (!node.is_structured()) return;
    for (const Json& inner : node) add_words(inner, words);
}

std::string in_state(const std::string& body) {
    return "workflow: x\ninitial: a\nstates:\n  a: {" + body + "}\n  b: {}\n";
}

}  // namespace

TEST_CASE("Every workflow that is read is valid for the editor's schema") {
    int seen = 0;
    for (const char* folder :
         {"tests/definitions/accept", "tests/definitions/words/accept", "workflows/dong-son-2024"}) {
        for (const auto& [path, bytes] : test::files_under(folder)) {
            if (!path.ends_with(".workflow.yaml")) continue;
            INFO(folder << "/" << path);
            CHECK(mistake(bytes) == "");
            ++seen;
        }
    }
    CHECK(seen >= 20);
}

TEST_CASE("Wrong keys and types are wrong for the editor and for the reader") {
    const std::pair<const char*, const char*> wrong[] = {
        {"titel: {vi: A}", "/states/a/titel: additionalProperties"},
        {"on: {go: {to: b, whn: \"1 = 1\"}}", "/states/a/on/go/whn: additionalProperties"},
        {"on: {go: {to: {b: 1}}}", "/states/a/on/go/to: type"},
        {"on: {go: {to: b, by: team, reason: yes}}", "/states/a/on/go/reason: const"},
        {"on: {go: {to: b, by: team, assignees: all}}", "/states/a/on/go/assignees: enum"},
        {"on: {go: {to: b, by: team, attachments: {at_least: 0}}}", "/states/a/on/go/attachments/at_least: minimum"},
        {"parallel: 1", "/states/a/parallel: type"},
        {"history: deap", "/states/a/history: enum"},
        {"entry: {raise: e}", "/states/a/entry: type"},
        {"entry: [{asign: {n: \"1\"}}]", "/states/a/entry/0/asign: additionalProperties"},
        {"entry: [count_turns]", "/states/a/entry/0: enum"},
        {"entry: [{send: {id: e}}]", "/states/a/entry/0/send: required"},
        {"entry: [{send: {event: e, after: 90M}}]", "/states/a/entry/0/send/after: pattern"},
        {"entry: [{send: {event: e, id: \"e#1\", after: PT1H}}], on: {e: b}", "/states/a/entry/0/send/id: pattern"},
        {"entry: [{open: {from: line}}]", "/states/a/entry/0/open/from: enum"},
        {"entry: [{call: {plugin: p}}]", "/states/a/entry/0/call: required"},
        {"within: {days: 3}", "/states/a/within: required"},
        {"within: {days: 0, event: late}, on: {late: b}", "/states/a/within/days: minimum"},
        {"within: {days: 3, event: late, late: later}, on: {late: b}", "/states/a/within/late: enum"},
        {"within: {days: 3, event: late, remind: [{to: team}]}, on: {late: b}", "/states/a/within/remind/0: required"},
        {"on: {go: {to: []}}", "/states/a/on/go/to: minItems"},
        {"on: {go: {to: b, by: []}}", "/states/a/on/go/by: minItems"},
        {"on: {go: {to: b, when: \"\"}}", "/states/a/on/go/when: minLength"},
        {"on: {\"\": b}", "/states/a/on/: pattern"},
        {"on: {\"go.\": b}", "/states/a/on/go.: pattern"},
        {"on: {\"go **\": b}", "/states/a/on/go **: pattern"},
        {"entry: [{raise: \"\"}]", "/states/a/entry/0/raise: pattern"},
        {"entry: [{cancel: \"\"}]", "/states/a/entry/0/cancel: minLength"},
        {"entry: [{assign: {n: \"\"}}]", "/states/a/entry/0/assign/n: minLength"},
        {"wait: {for: some, to: b}", "/states/a/wait/for: enum"},
        {"wait: {at_least: most, to: b, otherwise: a}", "/states/a/wait/at_least: pattern"},
        {"wait: {for: all}", "/states/a/wait: required"},
    };
    for (const auto& [body, expected] : wrong) {
        INFO(body);
        CHECK(mistake(in_state(body)) == expected);
        CHECK_FALSE(load_definition("x.workflow.yaml", in_state(body), {}));
    }
    CHECK(mistake("workflow: x\n") == ": required");
    CHECK(mistake("workflow: 1x\nstates: {a: {}}\n") == "/workflow: pattern");
    CHECK(mistake("workflow: x\ndata: {n: {type: nummer}}\nstates: {a: {}}\n") == "/data/n/type: enum");
}

TEST_CASE("Every example of the language's description is read, and is valid for the editor") {
    for (const auto& example : examples()) {
        INFO(example);
        const auto loaded = load_definition("example", example, {});
        CHECK((loaded ? "" : test::told(loaded.error())) == "");
        CHECK(mistake(example) == "");
    }
}

TEST_CASE("Every element of the language has an example in its description") {
    std::set<std::string> words;
    for (const auto& example : examples()) add_words(test::as_json(parse_yaml("x", example)->root), words);
    std::set<std::string> keys = {"count_turn", "recommend", "cancel_children", "shallow", "deep"};
    add_keys(schema(), keys);
    for (const auto& key : keys) {
        INFO(key);
        CHECK(words.contains(key));
    }
}
