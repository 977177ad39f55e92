// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/diagram.hpp"

#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/workflows.hpp"

using namespace giamsat;

TEST_CASE("A workflow is drawn in both notations and both languages") {
    const auto definition = test::chart(R"yaml(
workflow: drawing
data: {n: {type: integer, initial: 0}}
initial: to-do
states:
  to-do: {title: {vi: Chờ, en: To be done}, on: {go: {to: doing, title: {vi: Làm, en: Do it}}, back: left_off}}
  doing:
    title: {vi: Đang làm, en: Being done}
    parallel: true
    on: {stop: to-do, done.state.doing: {to: end, when: "${n} = 0"}}
    states:
      left_off: {history: deep, to: [x1, y1]}
      x: {initial: x1, states: {x1: {on: {x: x2}}, x2: {final: true}}}
      y: {initial: y1, states: {y1: {title: 'a "quoted": title', on: {y: y2}}, y2: {final: true}}}
  end: {title: {vi: Xong, en: Done}, final: true}
)yaml");
    CHECK_GOLDEN("workflow/drawing.vi.mmd", mermaid_diagram(definition, Lang::vi));
    CHECK_GOLDEN("workflow/drawing.en.dot", dot_diagram(definition, Lang::en));
}

TEST_CASE("Every shipped workflow can be drawn") {
    for (const auto& [name, definition] : test::dong_son().workflows) {
        INFO(name);
        CHECK_THAT(mermaid_diagram(definition, Lang::vi), Catch::StartsWith("stateDiagram-v2\n    [*] --> "));
        CHECK_THAT(dot_diagram(definition, Lang::en), Catch::EndsWith("}\n"));
    }
}

TEST_CASE("steps between the same two places share an arrow, and those of a frame into itself begin at a ring") {
    const auto has = [](const std::string& text, const std::string& part) { return text.find(part) != text.npos; };
    const std::string dot = dot_diagram(test::chart(R"yaml(
workflow: arrows
initial: a
states:
  a: {on: {one: {to: b, by: team}, two: {to: b, by: team}, three: b, again: a}}
  b: {initial: c, on: {here: d, out: a}, states: {c: {}, d: {}}}
)yaml"),
                                        Lang::en);
    CHECK(has(dot, "<tr><td>one</td></tr><tr><td>two</td></tr></table>"));
    CHECK(has(dot, "<table border=\"0\" cellspacing=\"0\" cellpadding=\"2\"><tr><td>three</td></tr>"));
    CHECK(has(dot, "\"anywhere in b\" [shape=circle"));
    CHECK(has(dot, "\"anywhere in b\" -> \"step 4\""));
    CHECK(has(dot, "subgraph \"cluster b\" { \"step 4\""));
    CHECK(has(dot, "-> \"step 5\" [arrowhead=none, style=dashed, ltail=\"cluster b\"]"));
}

TEST_CASE("a wait is drawn in words, without the guard it stands for") {
    const auto has = [](const std::string& text, const std::string& part) { return text.find(part) != text.npos; };
    const std::string drawn = mermaid_diagram(test::chart(R"yaml(
workflow: waits
initial: a
states:
  a: {entry: [{open: {for_each: group, workflow: waits}}], wait: {at_least: 90%, to: b, otherwise: late}}
  b: {wait: {at_least: 2, to: late, otherwise: c}}
  late: {wait: {for: any, to: c, otherwise: c}}
  c: {wait: {for: all, to: end}}
  end: {final: true}
)yaml"),
                                              Lang::en);
    CHECK(has(drawn, "s_a --> s_b : 90 % of its cases are done\n"));
    CHECK(has(drawn, "s_a --> s_late : all have ended, too few are done\n"));
    CHECK(has(drawn, "s_b --> s_late : 2 of its cases are done\n"));
    CHECK(has(drawn, "s_b --> s_c : all have ended, too few are done\n"));
    CHECK(has(drawn, "s_late --> s_c : one of the cases it opened is done\n"));
    CHECK(has(drawn, "s_c --> s_end : all cases it opened have ended\n"));
}
