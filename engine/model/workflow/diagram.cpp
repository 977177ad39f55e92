// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/diagram.hpp"

#include "model/workflow/graph.hpp"

#include <algorithm>

namespace giamsat {

namespace {

using workflow::is_history;

std::string title_of(const State& state, Lang lang) {
    const std::string& title = state.title.in(lang);
    return title.empty() ? state.id : title;
}

std::string event_of(const Transition& transition, Lang lang) {
    std::string out = transition.title.in(lang);
    if (out.empty()) {
        for (const auto& event : transition.events) out += (out.empty() ? "" : ", ") + event;
    }
    if (transition.when) out += (out.empty() ? "[" : " [") + transition.when->source() + "]";
    return out;
}

// Quotes and the marks of both languages would end a label early.
std::string label(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '"' || c == '\\' || c == '\n'; }, '\'');
    std::replace(text.begin(), text.end(), ':', '-');
    std::replace(text.begin(), text.end(), ';', ',');
    return text;
}

// Ids may hold "-", which neither language takes in a bare word.
std::string word(const State& state) {
    std::string id = "s_" + state.id;
    std::replace(id.begin(), id.end(), '-', '_');
    return id;
}

class Mermaid {
public:
    Mermaid(const Definition& definition, Lang lang) : definition_(definition), lang_(lang) {}

    std::string draw() {
        out_ = "stateDiagram-v2\n";
        inside(0, "    ");
        transitions();
        return std::move(out_);
    }

private:
    void inside(StateIndex outer, const std::string& indent) {
        const State& state = definition_.at(outer);
        if (state.kind == StateKind::compound) {
            for (const StateIndex first : state.initial)
                out_ += indent + "[*] --> " + word(definition_.at(first)) + "\n";
        }
        bool first_region = true;
        for (const StateIndex child : state.children) {
            const bool region = state.kind == StateKind::parallel && !is_history(definition_.at(child));
            if (region && !first_region) out_ += indent + "--\n";
            first_region = first_region && !region;
            draw_state(child, indent);
        }
    }

    void draw_state(StateIndex index, const std::string& indent) {
        const State& state = definition_.at(index);
        const std::string name =
            is_history(state) ? (state.kind == StateKind::history_deep ? "H*" : "H") : title_of(state, lang_);
        out_ += indent + "state \"" + label(name) + "\" as " + word(state) + "\n";
        if (!state.children.empty()) {
            out_ += indent + "state " + word(state) + " {\n";
            inside(index, indent + "    ");
            out_ += indent + "}\n";
        }
        if (state.kind == StateKind::final) out_ += indent + word(state) + " --> [*]\n";
    }

    void transitions() {
        for (const auto& transition : definition_.transitions) {
            const std::string text = label(event_of(transition, lang_));
            for (const StateIndex target : transition.targets)
                out_ += "    " + word(definition_.at(transition.source)) + " --> " + word(definition_.at(target)) +
                        (text.empty() ? "" : " : " + text) + "\n";
        }
    }

    const Definition& definition_;
    Lang lang_;
    std::string out_;
};

class Dot {
public:
    Dot(const Definition& definition, Lang lang) : definition_(definition), lang_(lang) {}

    std::string draw() {
        out_ = "digraph \"" + label(definition_.name) + "\" {\n    compound=true; node [shape=box, style=rounded];\n";
        inside(0, "    ");
        transitions();
        return std::move(out_ += "}\n");
    }

private:
    void inside(StateIndex outer, const std::string& indent) {
        const State& state = definition_.at(outer);
        const std::string start = "start_" + word(state);
        if (state.kind == StateKind::compound) {
            out_ += indent + start + " [shape=point];\n";
            for (const StateIndex first : state.initial)
                out_ += indent + start + " -> " + leaf(first) + into(first) + ";\n";
        }
        for (const StateIndex child : state.children) draw_state(child, indent);
    }

    void draw_state(StateIndex index, const std::string& indent) {
        const State& state = definition_.at(index);
        if (!state.children.empty()) {
            const char* line = state.kind == StateKind::parallel ? "dashed" : "rounded";
            out_ += indent + "subgraph cluster_" + word(state) + " {\n" + indent + "    label=\"" +
                    label(title_of(state, lang_)) + "\"; style=" + line + ";\n";
            inside(index, indent + "    ");
            out_ += indent + "}\n";
            return;
        }
        const std::string name =
            is_history(state) ? (state.kind == StateKind::history_deep ? "H*" : "H") : title_of(state, lang_);
        const char* shape = state.kind == StateKind::final ? ", peripheries=2"
                            : is_history(state)            ? ", shape=circle"
                                                           : "";
        out_ += indent + word(state) + " [label=\"" + label(name) + "\"" + shape + "];\n";
    }

    // Graphviz joins nodes, not clusters: an arrow to a state with states inside goes to the one it begins with.
    std::string leaf(StateIndex index) const {
        for (const State* state = &definition_.at(index); !state->children.empty(); state = &definition_.at(index)) {
            const auto& children = state->children;
            const auto region = std::find_if(children.begin(), children.end(),
                                             [&](StateIndex child) { return !is_history(definition_.at(child)); });
            index = state->initial.empty() ? *region : state->initial.front();
        }
        return word(definition_.at(index));
    }

    std::string into(StateIndex target) const {
        return definition_.at(target).children.empty() ? std::string()
                                                       : " [lhead=cluster_" + word(definition_.at(target)) + "]";
    }

    void transitions() {
        for (const auto& transition : definition_.transitions) {
            for (const StateIndex target : transition.targets) draw_transition(transition, target);
        }
    }

    void draw_transition(const Transition& transition, StateIndex target) {
        const State& source = definition_.at(transition.source);
        std::string marks = "label=\"" + label(event_of(transition, lang_)) + "\"";
        if (!source.children.empty()) marks += ", ltail=cluster_" + word(source);
        if (!definition_.at(target).children.empty()) marks += ", lhead=cluster_" + word(definition_.at(target));
        out_ += "    " + leaf(transition.source) + " -> " + leaf(target) + " [" + marks + "];\n";
    }

    const Definition& definition_;
    Lang lang_;
    std::string out_;
};

}  // namespace

std::string mermaid_diagram(const Definition& definition, Lang lang) { return Mermaid(definition, lang).draw(); }
std::string dot_diagram(const Definition& definition, Lang lang) { return Dot(definition, lang).draw(); }

}  // namespace giamsat
