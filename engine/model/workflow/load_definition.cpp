// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/load_definition.hpp"

#include "model/workflow/check_definition.hpp"
#include "model/workflow/reading.hpp"
#include "model/workflow/tables.hpp"

#include <algorithm>
#include <set>

namespace giamsat {

namespace {

using workflow::Reading;
using workflow::Reference;

const std::vector<std::string> kinds = {"plan", "visit", "finding", "session", "supervision"};

void check_name(Reading& reading, YamlReader& top) {
    const auto& name = reading.definition.name;
    if (name.empty() || workflow::is_id(name)) return;
    top.report(workflow::mistake(
        {"“" + name + "” không dùng làm tên quy trình được.", "“" + name + "” cannot be the name of a workflow."},
        {"Dùng chữ không dấu, số, _ và -.", "Use plain letters, digits, _ and -."}, top.where("workflow")));
}

void read_head(Reading& reading, YamlReader& top) {
    Definition& definition = reading.definition;
    definition.name = top.text("workflow");
    check_name(reading, top);
    definition.kind = workflow::read_choice(reading, top, "kind", kinds).value_or("");
    definition.level = top.text_or("level", {});
    workflow::check_level(reading, definition.level, top.where("level"));
    definition.version = static_cast<int>(std::clamp<std::int64_t>(top.integer_or("version", 1), 1, 1'000'000));
    definition.title = top.local_or("title", {});
    definition.legal = workflow::read_legal(top);
    top.text_or("source", {});
}

void read_root(Reading& reading, YamlReader& top) {
    State& root = reading.definition.states.emplace_back();
    root.kind = StateKind::compound;
    root.where = top.where("states");
    workflow::read_initial(reading, top, 0, "initial");
    const YamlNode* states = top.mapping("states");
    if (states)
        workflow::read_states(reading, *states, 0, "states");
    else if (!top.has("states"))
        top.report(Problem(ProblemCode::yaml_missing_key, {{"key", "states"}}, top.where()));
    reading.graph_damaged = reading.graph_damaged || !states;
}

void resolve(Reading& reading) {
    Definition& definition = reading.definition;
    for (auto& reference : reading.references) {
        const auto found = definition.state(reference.name);
        const auto owner = static_cast<std::size_t>(reference.owner);
        if (!found)
            definition.unknown_states.push_back({reference.name, reference.where});
        else if (reference.from == Reference::From::guard)
            continue;
        else if (reference.from == Reference::From::target)
            definition.transitions[owner].targets.push_back(*found);
        else
            definition.states[owner].initial.push_back(*found);
    }
}

void check(Reading& reading) {
    Definition& definition = reading.definition;
    const auto add = [&](std::vector<Problem> found) {
        std::move(found.begin(), found.end(), std::back_inserter(reading.problems));
    };
    if (definition.states.size() > 1) add(check_names(definition, reading.context));
    if (definition.kind.empty() || reading.context.unsound_too || definition.states.size() < 2) return;
    const bool whole = !reading.graph_damaged && definition.unknown_states.empty();
    add(whole ? check_soundness(definition, reading.context) : check_steps_alone(definition, reading.context));
}

void read(Reading& reading, const YamlNode& root) {
    YamlReader top(reading.file, root, {}, reading.problems);
    read_head(reading, top);
    workflow::read_data(reading, top);
    read_root(reading, top);
    top.finish();
    resolve(reading);
    check(reading);
}

// States, forms, people, expressions and reports: what is sent and opened stands there all the same.
bool is_misnaming(const Problem& problem) {
    static const std::set<std::string> rules = {"W01", "W04", "W05", "W06", "W14", "W26"};
    return std::any_of(problem.details.begin(), problem.details.end(),
                       [](const auto& detail) { return detail.first == "rule" && rules.contains(detail.second); });
}

}  // namespace

Result<Definition> load_definition(const std::string& file, std::string_view yaml, const DefinitionContext& context) {
    GIAMSAT_TRY(document, parse_yaml(file, yaml));
    Reading reading{file, context};
    read(reading, document.root);
    if (!reading.problems.empty()) return join(std::move(reading.problems));
    bind_expressions(reading.definition);
    reading.definition.tables = make_tables(reading.definition);
    return std::move(reading.definition);
}

std::optional<Definition> read_misnamed(const std::string& file, std::string_view yaml,
                                        const DefinitionContext& context) {
    const auto document = parse_yaml(file, yaml);
    if (!document) return std::nullopt;
    Reading reading{file, context};
    read(reading, document->root);
    const auto& problems = reading.problems;
    if (problems.empty() || !std::all_of(problems.begin(), problems.end(), is_misnaming)) return std::nullopt;
    return std::move(reading.definition);
}

}  // namespace giamsat
