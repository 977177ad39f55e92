// SPDX-License-Identifier: Apache-2.0
#include "adapters/drawing/drawing.hpp"

#include "model/workflow/diagram.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

using namespace giamsat;

TEST_CASE("A graph is drawn as one SVG document", "[drawing]") {
    auto svg = svg_of_dot("digraph g { a [label=\"Tổ tiết kiệm\"]; a -> b; }");
    REQUIRE(svg);
    CHECK_THAT(*svg, Catch::StartsWith("<?xml") && Catch::Contains("<svg") && Catch::Contains("Tổ tiết kiệm") &&
                         Catch::EndsWith("</svg>\n"));
}

TEST_CASE("What is no graph is refused, and the next one is drawn all the same", "[drawing]") {
    for (const char* wrong : {"", "digraph {", "no graph"}) {
        INFO(wrong);
        CHECK_FALSE(svg_of_dot(wrong));
    }
    CHECK(svg_of_dot("digraph { a }"));
}

TEST_CASE("Every shipped workflow is laid out with all its states", "[drawing]") {
    for (const auto& [name, definition] : test::dong_son().workflows) {
        INFO(name);
        auto svg = svg_of_dot(dot_diagram(definition, Lang::en));
        REQUIRE(svg);
        for (const auto& state : definition.states) {
            INFO(state.id);
            const bool frame = !state.children.empty();
            if (state.parent >= 0)
                CHECK_THAT(*svg,
                           Catch::Contains("<title>" + std::string(frame ? "cluster " : "") + state.id + "</title>"));
        }
    }
}

TEST_CASE("Ids and titles with signs of their own are drawn as they are", "[drawing]") {
    const Definition definition = test::chart(R"yaml(
workflow: signs
initial: to-do
states:
  to-do: {title: 'a <b> & "c"', within: {hours: 3, event: late}, on: {late: done, "*": to-do}}
  done: {title: {vi: "Xong; hết: thật\\"}, final: true, outcome: cancelled}
)yaml");
    auto svg = svg_of_dot(dot_diagram(definition, Lang::vi));
    REQUIRE(svg);
    CHECK_THAT(*svg,
               Catch::Contains("a &lt;b&gt; &amp;") && Catch::Contains("hạn: 3 giờ") && Catch::Contains("Xong; hết:"));
}
