// SPDX-License-Identifier: Apache-2.0
#include "adapters/drawing/drawing.hpp"
#include "app/cli/case_text.hpp"
#include "app/cli/playing.hpp"
#include "app/cli/workflow_check.hpp"
#include "app/cli/workflow_file.hpp"
#include "app/cli/workflow_versions.hpp"
#include "kernel/play/machine_charts.hpp"
#include "model/workflow/diagram.hpp"
#include "model/workflow/say.hpp"
#include "service/commands/authorise.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

// ---- show ----------------------------------------------------------------------------------------------------------

std::string say_by(const By& by, const Profile& profile, Lang lang) {
    if (by.kind == By::Kind::body_head)
        return LocalText{"người đứng đầu cơ quan kiểm tra", "head of the inspecting body"}.in(lang);
    if (by.kind == By::Kind::body_secretary)
        return LocalText{"thư ký cơ quan kiểm tra", "secretary of the inspecting body"}.in(lang);
    return describe({by}, CaseRecord{}, profile).in(lang);
}

LocalText kind_of(const State& state) {
    switch (state.kind) {
        case StateKind::parallel: return {"song song", "parallel"};
        case StateKind::final: return {"kết thúc: " + state.outcome, "end: " + state.outcome};
        case StateKind::history_shallow:
        case StateKind::history_deep: return {"trở lại nơi đã dừng", "back to where it stood"};
        case StateKind::atomic:
        case StateKind::compound: return {};
    }
    return {};
}

int depth_of(StateIndex state, const Definition& definition) {
    int depth = 0;
    for (StateIndex at = definition.at(state).parent; at > 0; at = definition.at(at).parent) ++depth;
    return depth;
}

std::string needs_of(const Transition& step, const Context& context) {
    std::vector<std::string> needs;
    if (!step.form.empty()) needs.push_back(context.say({"biểu mẫu ", "form "}) + step.form);
    if (step.reason_required) needs.push_back(context.say({"lý do", "a reason"}));
    for (const std::string& earlier : step.not_by)
        needs.push_back(context.say({"người khác bước ", "not who did "}) + earlier);
    return joined(needs);
}

std::string targets_of(const Transition& step, const Definition& definition) {
    std::vector<std::string> targets;
    for (StateIndex target : step.targets) targets.push_back(definition.at(target).id);
    return joined(targets);
}

// "respond  Giải trình → rectifying", and below it whose it is and what it needs.
void print_step(const Transition& step, const std::string& indent, const OpenedWorkflow& opened,
                const Context& context) {
    std::string targets = targets_of(step, *opened.definition),
                event = step.events.empty() ? context.say({"(tự động)", "(by itself)"}) : joined(step.events);
    std::string title = step.title.in(context.lang());
    context.print(indent + event + (title.empty() ? "" : "  " + title) + (targets.empty() ? "" : " → " + targets));
    auto below = [&](const LocalText& word, const std::string& value) {
        if (!value.empty()) context.print(indent + "    " + faint(context, context.say(word)) + " " + value);
    };
    std::vector<std::string> who;
    for (const By& by : step.by) who.push_back(say_by(by, opened.bundle->profile, context.lang()));
    below({"ai:", "who:"}, joined(who));
    below({"cần:", "needs:"}, needs_of(step, context));
    below({"khi:", "when:"}, step.when ? step.when->source() : "");
    below({"căn cứ:", "rests on:"}, step.legal);
}

void print_state(StateIndex index, const OpenedWorkflow& opened, const Context& context) {
    const Definition& definition = *opened.definition;
    const State& state = definition.at(index);
    std::string indent(static_cast<std::size_t>(4 * depth_of(index, definition)), ' ');
    std::string title = state.title.in(context.lang()), kind = context.say(kind_of(state));
    std::string line = indent + bold(context, state.id) + (title.empty() ? "" : "  " + title) +
                       (kind.empty() ? "" : "  (" + kind + ")");
    if (state.within)
        line += context.say({", hạn: ", ", deadline: "}) + say_time(state.within->within).in(context.lang());
    context.print(line);
    if (!state.legal.empty())
        context.print(indent + "    " + faint(context, context.say({"căn cứ:", "rests on:"})) + " " + state.legal);
    for (int step : state.transitions) print_step(definition.transition(step), indent + "    ", opened, context);
}

Json states_json(const Definition& definition) {
    Json states = Json::array();
    for (StateIndex index = 1; index < static_cast<StateIndex>(definition.states.size()); ++index) {
        const State& state = definition.at(index);
        Json json = {{"id", state.id},
                     {"title", json_of(state.title)},
                     {"parent", definition.at(state.parent).id},
                     {"final", state.kind == StateKind::final},
                     {"parallel", state.kind == StateKind::parallel},
                     {"outcome", state.outcome},
                     {"legal", state.legal}};
        if (state.within) json["within"] = json_of(say_time(state.within->within));
        states.push_back(std::move(json));
    }
    return states;
}

Json steps_json(const Definition& definition) {
    Json steps = Json::array();
    for (const Transition& step : definition.transitions) {
        Json by = Json::array(), to = Json::array();
        for (const By& one : step.by) by.push_back(one.text);
        for (StateIndex target : step.targets) to.push_back(definition.at(target).id);
        steps.push_back({{"from", definition.at(step.source).id},
                         {"events", step.events},
                         {"to", to},
                         {"title", json_of(step.title)},
                         {"by", by},
                         {"not_by", step.not_by},
                         {"form", step.form},
                         {"reason", step.reason_required},
                         {"legal", step.legal},
                         {"when", step.when ? Json(step.when->source()) : Json(nullptr)}});
    }
    return steps;
}

int show(const std::string& name, const Context& context) {
    auto opened = open_workflow(name, context);
    if (!opened) return context.fail(opened.error());
    const Definition& definition = *opened->definition;
    if (context.options.json) {
        context.print_json({{"name", definition.name},
                            {"kind", definition.kind},
                            {"level", definition.level},
                            {"version", definition.version},
                            {"title", json_of(definition.title)},
                            {"legal", definition.legal},
                            {"states", states_json(definition)},
                            {"steps", steps_json(definition)}});
        return 0;
    }
    context.print(bold(context, definition.title.vi.empty() ? definition.name : definition.title.in(context.lang())) +
                  " (" + definition.name + context.say({", bản ", ", version "}) + std::to_string(definition.version) +
                  ")");
    if (!definition.legal.empty()) context.print(context.say({"Căn cứ: ", "Rests on: "}) + definition.legal);
    context.print("");
    for (int step : definition.at(0).transitions) print_step(definition.transition(step), "", *opened, context);
    for (StateIndex index = 1; index < static_cast<StateIndex>(definition.states.size()); ++index)
        print_state(index, *opened, context);
    return 0;
}

int draw(const Definition& definition, const std::string& format, const Context& context) {
    std::string text =
        format == "mermaid" ? mermaid_diagram(definition, context.lang()) : dot_diagram(definition, context.lang());
    if (format == "svg") {
        auto drawn = svg_of_dot(text);
        if (!drawn) return context.fail(drawn.error());
        text = std::move(*drawn);
    }
    if (context.options.json) return context.print_json({{"format", format}, {"text", text}}), 0;
    if (text.ends_with('\n')) text.pop_back();
    return context.print(text), 0;
}

int draw_named(const std::string& name, const std::string& machine, const std::string& format, const Context& context) {
    if (!machine.empty()) {
        auto chart = machine_chart(machine);
        return chart ? draw(*chart, format, context) : context.fail(chart.error());
    }
    if (name.empty())
        return context.fail(Problem(ProblemCode::usage, {{"what", "cần tên quy trình, hoặc --machine"},
                                                         {"what_en", "a workflow or --machine is needed"}}));
    auto opened = open_workflow(name, context);
    return opened ? draw(*opened->definition, format, context) : context.fail(opened.error());
}

void add_looking(CLI::App& parent, Context& context) {
    auto name = std::make_shared<std::string>();
    const char* which = "Tên quy trình của văn phòng, hoặc tệp .yaml · a workflow of the office, or a .yaml file";
    auto* shown = parent.add_subcommand("show", "Trạng thái, bước, ai làm · states, steps, whose they are");
    shown->add_option("WORKFLOW", *name, which)->required();
    shown->footer(
        "Ví dụ · examples:\n  giamsat workflow show finding\n  giamsat workflow show "
        "workflows/dong-son-2024/finding.workflow.yaml");
    on_run(*shown, [name, &context] { return show(*name, context); });

    auto format = std::make_shared<std::string>("mermaid");
    auto* drawn = parent.add_subcommand("diagram", "Vẽ quy trình · draw a workflow");
    auto machine = std::make_shared<std::string>();
    drawn->add_option("WORKFLOW", *name, which);
    drawn->add_option("--machine", *machine,
                      "Máy trạng thái của chính giamsat · a machine of giamsat itself: case, work-item, timer, "
                      "message, children, definition, engine");
    drawn->add_option("--format", *format, "mermaid | dot | svg")
        ->check(CLI::IsMember({"mermaid", "dot", "svg"}))
        ->capture_default_str();
    drawn->footer(
        "Ví dụ · examples:\n  giamsat workflow diagram finding > finding.mmd\n"
        "  giamsat workflow diagram finding --format svg > finding.svg");
    on_run(*drawn, [name, machine, format, &context] { return draw_named(*name, *machine, *format, context); });
}

}  // namespace

void add_workflow(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "workflow", "Quy trình: kiểm tra tệp YAML, xem, vẽ · workflows: check YAML files, show, draw");
    command->require_subcommand(1);
    add_version_list(*command, context);
    add_looking(*command, context);
    add_workflow_check(*command, context);
    add_playing(*command, context);
    for (auto add : {add_publish, add_retire, add_migrate, add_replay}) add(*command, context);
}

}  // namespace giamsat::cli
