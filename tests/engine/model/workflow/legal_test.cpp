// SPDX-License-Identifier: Apache-2.0
// The texts a workflow rests on are kept where they are written, and drawings show them.
#include "model/workflow/diagram.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

using namespace giamsat;

namespace {

const char* const chart = R"yaml(
workflow: c
legal: ["A 1", "B 2"]
data: {n: {type: integer, initial: 0, legal: "C 3"}}
initial: a
states:
  a:
    legal: ["D 4", "E 5"]
    on:
      go: {to: b, by: team, legal: "F \"6\""}
      note: {by: team, title: {vi: Ghi, en: Note}, when: "${n} = 0"}
      ring: {}
  b: {wait: {at_least: 2, to: c, otherwise: c, legal: "G 7"}}
  c: {final: true}
)yaml";

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("a legal basis is kept on all that may name one") {
    const Definition definition = test::chart(chart);
    CHECK(definition.legal == "A 1; B 2");
    CHECK(definition.field("n")->legal == "C 3");
    const State& a = definition.at(*definition.state("a"));
    CHECK(a.legal == "D 4; E 5");
    CHECK(definition.transition(a.transitions.at(0)).legal == "F \"6\"");
    CHECK(definition.transition(a.transitions.at(1)).legal.empty());
    const State& b = definition.at(*definition.state("b"));
    REQUIRE(b.transitions.size() == 2);
    for (const int step : b.transitions) CHECK(definition.transition(step).legal == "G 7");
}

TEST_CASE("drawings tell on what a state and a step rest, to whom points at them") {
    const std::string drawn = dot_diagram(test::chart(chart), Lang::vi);
    CHECK(has(drawn, "tooltip=\"Căn cứ: D 4; E 5\""));
    CHECK(has(drawn, "edgetooltip=\"Căn cứ: F '6'\""));
    CHECK(has(drawn, "edgetooltip=\"Căn cứ: G 7\""));
}

TEST_CASE("a step that leads nowhere else is drawn in its state") {
    const Definition definition = test::chart(chart);
    const std::string dot = dot_diagram(definition, Lang::en), mermaid = mermaid_diagram(definition, Lang::en);
    CHECK(has(dot, "↻ Note [${n} = 0]"));
    CHECK(has(dot, "<i>"));  // nobody does `ring`
    CHECK(has(mermaid, "s_a : ↻ Note [${n} = 0]\n"));
    CHECK(has(mermaid, "s_a : ↻ ring\n"));
}
