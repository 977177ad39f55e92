// SPDX-License-Identifier: Apache-2.0
// W11: a transition that can never fire, because its guard says no whatever the data are. Told of guards that their
// constants alone make false, and of those made of comparisons with constants: there a few values of each name tell all.
#include "model/expression/decided.hpp"
#include "model/expression/tested_names.hpp"
#include "model/workflow/checks.hpp"
#include "model/workflow/name_types.hpp"

namespace giamsat::workflow {

namespace {

constexpr std::size_t tries_max = 4096;

const Question* question_of(const std::string& name, const Transition& transition, const DefinitionContext& context) {
    if (!name.starts_with("form.") || !context.forms) return nullptr;
    const auto form = context.forms->find(transition.form);
    return form == context.forms->end() ? nullptr : form->second.question(name.substr(5));
}

// A question with a list is answered with a word of the list and nothing else.
std::vector<Json> values_of(const TestedName& name, const Transition& transition, const DefinitionContext& context) {
    const Question* question = question_of(name.name, transition, context);
    if (!question || question->type != FieldType::choice) return telling_values(name);
    std::vector<Json> values = {Json(nullptr)};
    const auto& choices = context.forms->at(transition.form).choices;
    const auto list = choices.find(question->list);
    if (list == choices.end()) return telling_values(name);
    for (const auto& choice : list->second) values.emplace_back(choice.name);
    return values;
}

// Tries every combination; more than `tries_max` count as "it may hold".
bool ever_holds(const Expression& guard, const std::vector<TestedName>& names,
                const std::vector<std::vector<Json>>& values) {
    std::vector<std::size_t> at(names.size(), 0);
    const Date day = Date::of(2024, 1, 1);
    const NameValues read = [&](const std::string& name) -> Json {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i].name == name) return values[i][at[i]];
        }
        return nullptr;
    };
    for (std::size_t tried = 0; tried < tries_max; ++tried) {
        const auto truth = guard.truth(read, day);
        if (truth && *truth) return true;
        std::size_t wheel = 0;
        while (wheel < at.size() && ++at[wheel] == values[wheel].size()) at[wheel++] = 0;
        if (wheel == at.size()) return false;
    }
    return true;
}

bool never_holds(const Definition& definition, const Transition& transition, const DefinitionContext& context) {
    if (!transition.when) return false;
    const Decided decided = decided_by_constants(*transition.when);
    if (decided != Decided::open) return decided == Decided::never;
    const auto tested = tested_names(*transition.when, name_types(definition, &transition, context.forms,
                                                                  transition.when->source(), FieldType::boolean));
    if (!tested.plain) return false;
    std::vector<std::vector<Json>> values;
    for (const auto& name : tested.names) values.push_back(values_of(name, transition, context));
    return !ever_holds(*transition.when, tested.names, values);
}

}  // namespace

Problems check_guard(const Definition& definition, const DefinitionContext& context) {
    Problems problems;
    for (const auto& transition : definition.transitions) {
        if (!never_holds(definition, transition, context)) continue;
        const std::string guard = transition.when->source();
        problems.push_back(rule_broken("W11",
                                       {"Bước này không bao giờ xảy ra: điều kiện “" + guard + "” không bao giờ đúng.",
                                        "This step can never happen: its guard “" + guard + "” never holds."},
                                       {"Sửa “when”, hoặc bỏ bước này.", "Mend “when”, or remove the step."},
                                       transition.where));
    }
    return problems;
}

}  // namespace giamsat::workflow
