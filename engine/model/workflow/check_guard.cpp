// SPDX-License-Identifier: Apache-2.0
// W11: a transition that can never fire, because its guard says no whatever the data are. Told of guards that their
// constants alone make false, and of those made of comparisons with constants: there a few values of each name tell all. And a
// comparison with a word that is none of those the name can be, wherever it stands in the guard.
#include "model/expression/decided.hpp"
#include "model/expression/tested_names.hpp"
#include "model/workflow/checks.hpp"
#include "model/workflow/name_types.hpp"

#include <algorithm>
#include <iterator>

namespace giamsat::workflow {

namespace {

constexpr std::size_t tries_max = 4096;

const Question* question_of(const std::string& name, const Transition& transition, const DefinitionContext& context) {
    if (!name.starts_with("form.") || !context.forms) return nullptr;
    const auto form = context.forms->find(transition.form);
    return form == context.forms->end() ? nullptr : form->second.question(name.substr(5));
}

std::vector<std::string> ids_of(const std::vector<Level>& levels) {
    std::vector<std::string> ids;
    for (const auto& level : levels) ids.push_back(level.id);
    return ids;
}

std::vector<std::string> codes_of(const std::vector<CodeName>& names) {
    std::vector<std::string> codes;
    for (const auto& name : names) codes.push_back(name.code);
    return codes;
}

// The words a name can be; none when there is no list of them. A question with a list is answered with a word of it.
std::vector<std::string> words_of(const std::string& name, const Transition& transition,
                                  const DefinitionContext& context) {
    if (name == "variant" && context.profile) return codes_of(context.profile->variants);
    if (name == "unit_level" && context.profile) return ids_of(context.profile->levels);
    const Question* question = question_of(name, transition, context);
    std::vector<std::string> words;
    if (!question || question->type != FieldType::choice) return words;
    const auto& choices = context.forms->at(transition.form).choices;
    const auto list = choices.find(question->list);
    if (list == choices.end()) return words;
    for (const auto& choice : list->second) words.push_back(choice.name);
    return words;
}

std::vector<Json> values_of(const TestedName& name, const Transition& transition, const DefinitionContext& context) {
    const auto words = words_of(name.name, transition, context);
    if (words.empty()) return telling_values(name);
    std::vector<Json> values = {Json(nullptr)};
    values.insert(values.end(), words.begin(), words.end());
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

bool never_holds(const Transition& transition, const TestedNames& tested, const DefinitionContext& context) {
    const Decided decided = decided_by_constants(*transition.when);
    if (decided != Decided::open) return decided == Decided::never;
    if (!tested.plain) return false;
    std::vector<std::vector<Json>> values;
    for (const auto& name : tested.names) values.push_back(values_of(name, transition, context));
    return !ever_holds(*transition.when, tested.names, values);
}

Problem unheld(const Transition& transition) {
    const std::string guard = transition.when->source();
    return rule_broken("W11",
                       {"Bước này không bao giờ xảy ra: điều kiện “" + guard + "” không bao giờ đúng.",
                        "This step can never happen: its guard “" + guard + "” never holds."},
                       {"Sửa “when”, hoặc bỏ bước này.", "Mend “when”, or remove the step."}, transition.where);
}

Problem foreign_word(const std::string& word, const std::string& name, const std::vector<std::string>& words,
                     const Where& where) {
    const LocalText near = did_you_mean(word, words);
    return rule_broken("W11",
                       {"“${" + name + "}” không bao giờ là “" + word + "”" + near.vi + ".",
                        "“${" + name + "}” is never “" + word + "”" + near.en + "."},
                       one_of(words), where);
}

Problems foreign_words(const Transition& transition, const TestedNames& tested, const DefinitionContext& context) {
    Problems problems;
    for (const auto& name : tested.names) {
        const auto words = words_of(name.name, transition, context);
        if (words.empty()) continue;
        for (const auto& constant : name.constants) {
            if (std::find(words.begin(), words.end(), constant) == words.end())
                problems.push_back(foreign_word(constant, name.name, words, transition.where));
        }
    }
    return problems;
}

}  // namespace

Problems check_guard(const Definition& definition, const DefinitionContext& context) {
    Problems problems;
    for (const auto& transition : definition.transitions) {
        if (!transition.when) continue;
        const std::string& source = transition.when->source();
        const auto tested = tested_names(
            *transition.when, name_types(definition, &transition, context.forms, source, FieldType::boolean));
        auto foreign = foreign_words(transition, tested, context);
        if (foreign.empty() && never_holds(transition, tested, context)) foreign.push_back(unheld(transition));
        std::move(foreign.begin(), foreign.end(), std::back_inserter(problems));
    }
    return problems;
}

}  // namespace giamsat::workflow
