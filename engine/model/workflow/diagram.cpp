// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/diagram.hpp"

#include "model/workflow/graph.hpp"
#include "model/workflow/say.hpp"

#include <algorithm>

namespace giamsat {

namespace {

using workflow::is_history;

std::string title_of(const State& state, Lang lang) {
    const std::string& title = state.title.in(lang);
    return title.empty() ? state.id : title;
}

std::string event_of(const Definition& definition, const Transition& transition, Lang lang) {
    std::string out = say_step(definition, transition).in(lang);
    if (transition.when && !says_its_guard(definition, transition))
        out += (out.empty() ? "[" : " [") + transition.when->source() + "]";
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
            const std::string text = label(event_of(definition_, transition, lang_));
            for (const StateIndex target : transition.targets)
                out_ += "    " + word(definition_.at(transition.source)) + " --> " + word(definition_.at(target)) +
                        (text.empty() ? "" : " : " + text) + "\n";
            if (transition.targets.empty()) stay(definition_.at(transition.source), text);
        }
    }

    // A step that stays is a line in the box of its state; a frame has none, and is given an arrow back to itself.
    void stay(const State& state, const std::string& text) {
        const std::string mark = "↻ " + text;
        out_ += "    " + word(state) + (state.children.empty() ? "" : " --> " + word(state)) + " : " + mark + "\n";
    }

    const Definition& definition_;
    Lang lang_;
    std::string out_;
};

}  // namespace

std::string mermaid_diagram(const Definition& definition, Lang lang) { return Mermaid(definition, lang).draw(); }

}  // namespace giamsat
