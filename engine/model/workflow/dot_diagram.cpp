// SPDX-License-Identifier: Apache-2.0
// A definition as a Graphviz graph: states are rounded boxes, states with states inside are frames, dashed where what lies
// inside goes on side by side; a final state has a double line. A person's step is a full arrow, all else a dashed one.
// The words of an arrow are a node of their own on its way, so that the layout keeps them clear of everything else.
#include "base/text/text.hpp"
#include "model/workflow/diagram.hpp"
#include "model/workflow/graph.hpp"
#include "model/workflow/say.hpp"

#include <algorithm>
#include <sstream>

namespace giamsat {

namespace {

using workflow::is_history;

constexpr const char* head = R"( {
    graph [compound=true, newrank=true, bgcolor="white", pad=0.25, nodesep=0.45, ranksep=0.28, fontname="Arial", fontsize=11];
    node [shape=box, style="rounded,filled", fillcolor="#f3f7fc", color="#2f5d8c", penwidth=1.3, margin="0.16,0.09"];
    node [fontname="Arial", fontsize=11, fontcolor="#1b2733"];
    edge [color="#46586a", arrowsize=0.7, fontname="Arial", fontsize=9, fontcolor="#34495e"];
)";
constexpr const char* quiet = "#6b7b8c";
constexpr std::size_t box_columns = 26;
constexpr std::size_t arrow_columns = 28;

// Lines of at most so many columns, broken between words.
std::vector<std::string> wrap(const std::string& text, std::size_t columns) {
    std::vector<std::string> lines;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const bool fits = !lines.empty() && display_width(lines.back()) + 1 + display_width(word) <= columns;
        if (fits)
            lines.back() += " " + word;
        else
            lines.push_back(word);
    }
    return lines;
}

std::string html(const std::string& text, std::size_t columns) {
    std::string out;
    for (const auto& line : wrap(text, columns)) out += (out.empty() ? "" : "<br/>") + escape_html(line);
    return out;
}

std::string small(const std::string& text, std::size_t columns) {
    return "<font point-size=\"8.5\" color=\"" + std::string(quiet) + "\">" + html(text, columns) + "</font>";
}

// In quotes: an id may hold "-".
std::string node(const State& state) { return "\"" + state.id + "\""; }
std::string start(const State& state) { return "\"start of " + state.id + "\""; }
std::string anchor(const State& state) { return "\"anywhere in " + state.id + "\""; }
std::string cluster(const State& state) { return "\"cluster " + state.id + "\""; }

std::string title_of(const State& state, Lang lang) {
    const std::string& title = state.title.in(lang);
    return title.empty() ? state.id : title;
}

// One arrow for all steps of a kind between the same two places.
struct Arrow {
    std::string from, to, tail, head;  // nodes, and what cuts the line off at a frame
    bool human = false;
    StateIndex frame = 0;  // both ends lie in it
    std::vector<std::string> words = {};
    std::vector<std::string> legal = {};

    bool joins_what(const Arrow& other) const {
        return from == other.from && to == other.to && tail == other.tail && head == other.head && human == other.human;
    }
};

class Dot {
public:
    Dot(const Definition& definition, Lang lang) : definition_(definition), lang_(lang) {}

    std::string draw() {
        out_ = "digraph \"" + definition_.name + "\"" + head;
        inside(0, "    ");
        for (const auto& transition : definition_.transitions)
            for (const StateIndex target : transition.targets) collect(transition, target);
        for (const Arrow& arrow : arrows_) draw(arrow);
        return std::move(out_ += "}\n");
    }

private:
    void inside(StateIndex outer, const std::string& indent) {
        const State& state = definition_.at(outer);
        if (state.kind == StateKind::compound) {
            out_ += indent + start(state) +
                    " [shape=circle, style=filled, fillcolor=\"#2f5d8c\", label=\"\", width=0.13, height=0.13];\n";
            for (const StateIndex first : state.initial)
                out_ += indent + start(state) + " -> " + leaf(first) + " [style=solid" + into(first) + "];\n";
        }
        if (outer != 0 && has_arrow_inwards(outer))
            out_ += indent + anchor(state) + " [shape=circle, style=\"\", label=\"\", width=0.12, height=0.12];\n";
        if (state.kind == StateKind::parallel) out_ += indent + abreast(state) + "\n";
        for (const StateIndex child : state.children)
            definition_.at(child).children.empty() ? draw_leaf(definition_.at(child), indent)
                                                   : draw_frame(child, indent);
    }

    // An arrow from a frame to what lies in it begins at a ring inside: it may be taken anywhere in the frame.
    bool has_arrow_inwards(StateIndex frame) const {
        const auto& steps = definition_.at(frame).transitions;
        return std::any_of(steps.begin(), steps.end(), [&](int step) {
            const auto& targets = definition_.transition(step).targets;
            return std::any_of(targets.begin(), targets.end(),
                               [&](StateIndex target) { return is_inwards(frame, target); });
        });
    }

    bool is_inwards(StateIndex source, StateIndex target) const {
        return !definition_.at(source).children.empty() && (source == target || definition_.inside(target, source));
    }

    // Regions begin at the same height.
    std::string abreast(const State& parallel) const {
        std::string row = "{ rank=same;";
        for (const StateIndex region : parallel.children) {
            const State& state = definition_.at(region);
            if (is_history(state)) continue;
            row += " " + (state.kind == StateKind::compound ? start(state) : leaf(region)) + ";";
        }
        return row + " }";
    }

    std::string deadline(const State& state) const {
        const DataField* field = definition_.field(state.within->within.field);
        if (field && !field->title.vi.empty())
            return LocalText{"hạn: đến “" + field->title.vi + "”", "until “" + field->title.in(Lang::en) + "”"}.in(
                lang_);
        return LocalText{"hạn: ", "within "}.in(lang_) + say_time(state.within->within).in(lang_);
    }

    std::string label(const State& state, bool frame = false) const {
        std::string text = "<b>" + html(title_of(state, lang_), frame ? 2 * box_columns : box_columns) + "</b>";
        if (state.within) text += (frame ? "&#160; " : "<br/>") + small(deadline(state), box_columns + 6);
        for (const int step : state.transitions) {
            const Transition& transition = definition_.transition(step);
            if (transition.targets.empty())
                text += "<br/>" + staying(transition, frame ? 2 * box_columns : box_columns);
        }
        return "<" + text + ">";
    }

    // A step that leads nowhere else stands in the box of its state; what happens by itself leans.
    std::string staying(const Transition& transition, std::size_t columns) const {
        std::string text = "↻ " + say_step(definition_, transition).in(lang_);
        if (transition.when && !says_its_guard(definition_, transition)) text += " [" + transition.when->source() + "]";
        const std::string line = small(text, columns + 6);
        return transition.is_human() ? line : "<i>" + line + "</i>";
    }

    // Read by who points at it.
    std::string resting_on(const std::string& legal, const char* key = "tooltip") const {
        if (legal.empty()) return {};
        std::string text = LocalText{"Căn cứ: ", "Rests on: "}.in(lang_) + legal;
        std::replace(text.begin(), text.end(), '"', '\'');
        std::replace(text.begin(), text.end(), '\\', '/');
        return std::string(key) + "=\"" + text + "\"";
    }

    // The regions of a parallel state are told apart by dashes.
    void draw_frame(StateIndex index, const std::string& indent) {
        const State& state = definition_.at(index);
        const bool region = definition_.at(state.parent).kind == StateKind::parallel;
        out_ += indent + "subgraph " + cluster(state) + " {\n" + indent + "    label=" + label(state, true) +
                "; labeljust=l; ";
        if (!state.legal.empty()) out_ += resting_on(state.legal) + "; ";
        out_ += region ? "style=\"rounded,dashed\"; color=\"#7c93ab\"; bgcolor=\"white\";\n"
                       : "style=\"rounded,filled\"; color=\"#9db4cc\"; fillcolor=\"#fafcff\";\n";
        inside(index, indent + "    ");
        out_ += indent + "}\n";
    }

    void draw_leaf(const State& state, const std::string& indent) {
        out_ += indent + node(state) + " [";
        if (is_history(state)) {
            const char* mark = state.kind == StateKind::history_deep ? "H*" : "H";
            out_ += "label=\"" + std::string(mark) + "\", shape=circle, margin=0.02, width=0.3, fontsize=10";
        } else {
            out_ += "label=" + label(state);
            if (state.kind == StateKind::final) out_ += end_marks(state);
        }
        if (!state.legal.empty()) out_ += ", " + resting_on(state.legal);
        out_ += "];\n";
    }

    static const char* end_marks(const State& state) {
        const bool good = state.outcome.empty() || state.outcome == "done";
        return good ? ", peripheries=2, color=\"#2e7d4f\", fillcolor=\"#eef8f1\""
                    : ", peripheries=2, color=\"#8a8f98\", fillcolor=\"#f5f5f6\"";
    }

    // Graphviz joins nodes, not frames: an arrow to a state with states inside ends at the one it begins with.
    StateIndex leaf_of(StateIndex index) const {
        for (const State* state = &definition_.at(index); !state->children.empty(); state = &definition_.at(index)) {
            const auto& children = state->children;
            const auto region = std::find_if(children.begin(), children.end(),
                                             [&](StateIndex child) { return !is_history(definition_.at(child)); });
            index = state->initial.empty() ? *region : state->initial.front();
        }
        return index;
    }

    std::string leaf(StateIndex index) const { return node(definition_.at(leaf_of(index))); }

    std::string into(StateIndex target) const {
        const State& state = definition_.at(target);
        return state.children.empty() ? std::string() : ", lhead=" + cluster(state);
    }

    // The innermost frame around both ends.
    StateIndex frame_of(StateIndex source, StateIndex target) const {
        if (is_inwards(source, target)) return source;
        StateIndex frame = definition_.at(source).parent;
        while (frame > 0 && !definition_.inside(target, frame)) frame = definition_.at(frame).parent;
        return frame;
    }

    std::string words_of(const Transition& transition) const {
        std::string text = html(say_step(definition_, transition).in(lang_), arrow_columns);
        if (!transition.when || says_its_guard(definition_, transition)) return text;
        return text + (text.empty() ? "" : "<br/>") + small("[" + transition.when->source() + "]", arrow_columns + 4);
    }

    void collect(const Transition& transition, StateIndex target) {
        const State& source = definition_.at(transition.source);
        const bool inwards = is_inwards(transition.source, target);
        const bool outwards = definition_.inside(transition.source, target);
        Arrow arrow{inwards ? anchor(source) : leaf(transition.source),
                    leaf(target),
                    !inwards && !source.children.empty() ? ", ltail=" + cluster(source) : "",
                    !outwards && transition.source != target ? into(target) : "",
                    transition.is_human(),
                    frame_of(transition.source, target)};
        auto same =
            std::find_if(arrows_.begin(), arrows_.end(), [&](const Arrow& other) { return arrow.joins_what(other); });
        if (same == arrows_.end()) same = arrows_.insert(arrows_.end(), std::move(arrow));
        if (auto words = words_of(transition); !words.empty()) same->words.push_back(std::move(words));
        const bool told = std::find(same->legal.begin(), same->legal.end(), transition.legal) != same->legal.end();
        if (!transition.legal.empty() && !told) same->legal.push_back(transition.legal);
    }

    void draw(const Arrow& arrow) {
        const std::string look = arrow.human ? "style=solid" : "style=dashed";
        std::string legal;
        for (const std::string& text : arrow.legal) legal += (legal.empty() ? "" : "; ") + text;
        const std::string tip = legal.empty() ? "" : ", " + resting_on(legal, "edgetooltip");
        if (arrow.words.empty()) {
            out_ += "    " + arrow.from + " -> " + arrow.to + " [" + look + tip + arrow.tail + arrow.head + "];\n";
            return;
        }
        const std::string words = "\"step " + std::to_string(++steps_) + "\"";
        draw_words(arrow, words, legal);
        out_ += "    " + arrow.from + " -> " + words + " [arrowhead=none, " + look + tip + arrow.tail + "];\n";
        out_ += "    " + words + " -> " + arrow.to + " [" + look + tip + arrow.head + "];\n";
    }

    void draw_words(const Arrow& arrow, const std::string& name, const std::string& legal) {
        std::string rows;
        for (const std::string& row : arrow.words) rows += "<tr><td>" + row + "</td></tr>";
        std::string text = name + " [shape=plain, style=\"\", margin=0, fontsize=9, fontcolor=\"#34495e\"" +
                           (legal.empty() ? "" : ", " + resting_on(legal)) +
                           ", label=<<table border=\"0\" cellspacing=\"0\" cellpadding=\"2\">" + rows + "</table>>];";
        for (StateIndex frame = arrow.frame; frame > 0; frame = definition_.at(frame).parent)
            text = "subgraph " + cluster(definition_.at(frame)) + " { " + text + " }";
        out_ += "    " + text + "\n";
    }

    const Definition& definition_;
    Lang lang_;
    std::string out_;
    std::vector<Arrow> arrows_;
    int steps_ = 0;
};

}  // namespace

std::string dot_diagram(const Definition& definition, Lang lang) { return Dot(definition, lang).draw(); }

}  // namespace giamsat
