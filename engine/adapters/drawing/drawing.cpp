// SPDX-License-Identifier: Apache-2.0
#include "adapters/drawing/drawing.hpp"

#include <memory>

#include <graphviz/gvc.h>

namespace giamsat {

namespace {

// What Graphviz says of its input; it has one place for this in the whole process.
std::string& complaints() {
    static std::string text;
    return text;
}

int collect(char* text) {
    complaints() += text;
    return 0;
}

struct FreeContext {
    void operator()(GVC_t* context) const { gvFreeContext(context); }
};
struct CloseGraph {
    void operator()(Agraph_t* graph) const { agclose(graph); }
};

Problem cannot_draw() {
    const std::string why = complaints().empty() ? "Graphviz" : complaints().substr(0, complaints().find('\n'));
    return Problem(ProblemCode::usage,
                   {{"what", "không vẽ được sơ đồ: " + why}, {"what_en", "the diagram cannot be drawn: " + why}});
}

}  // namespace

Result<std::string> svg_of_dot(const std::string& dot) {
    complaints().clear();
    agseterrf(collect);
    const std::unique_ptr<GVC_t, FreeContext> context(gvContext());
    const std::unique_ptr<Agraph_t, CloseGraph> graph(agmemread(dot.c_str()));
    if (!graph || gvLayout(context.get(), graph.get(), "dot") != 0) return cannot_draw();
    char* bytes = nullptr;
    unsigned int length = 0;
    const bool drawn = gvRenderData(context.get(), graph.get(), "svg", &bytes, &length) == 0 && bytes;
    std::string svg = drawn ? std::string(bytes, length) : std::string();
    gvFreeRenderData(bytes);
    gvFreeLayout(context.get(), graph.get());
    if (!drawn) return cannot_draw();
    return svg;
}

}  // namespace giamsat
