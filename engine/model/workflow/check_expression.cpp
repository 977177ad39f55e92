// SPDX-License-Identifier: Apache-2.0
// W14: an expression that names what is not there or compares unlike things. Found while it is compiled; here it gets its
// rule and the name that was meant.
#include "base/text/text.hpp"
#include "model/workflow/reading.hpp"

namespace giamsat::workflow {

namespace {

void add_questions(const Form& form, std::vector<std::string>& names) {
    for (const auto& question : form.questions) {
        if (question.repeat)
            names.push_back("form." + question.name + ".count");
        else if (!question.personal)
            names.push_back("form." + question.name);
    }
}

std::vector<std::string> names_in(const Definition& definition, const Scope& scope) {
    std::vector<std::string> names = case_names();
    for (const auto& field : definition.data) names.push_back(field.name);
    if (scope.form) add_questions(*scope.form, names);
    return names;
}

std::string* detail(Problem& problem, std::string_view key) {
    for (auto& [name, value] : problem.details) {
        if (name == key) return &value;
    }
    return nullptr;
}

void append(Problem& problem, std::string_view key, const std::string& text) {
    if (std::string* value = detail(problem, key)) *value += text;
}

}  // namespace

Problem wrong_expression(Problem problem, const Definition& definition, const Scope& scope) {
    if (const std::string* name = detail(problem, "name")) {
        const LocalText near = did_you_mean(*name, names_in(definition, scope));
        append(problem, "why", near.vi);
        append(problem, "why_en", near.en);
    }
    append(problem, "why", " [W14]");
    append(problem, "why_en", " [W14]");
    problem.details.emplace_back("rule", "W14");
    for (Problem& other : problem.others) other = wrong_expression(std::move(other), definition, scope);
    return problem;
}

// To XPath every number but 0 is true, and every text but '': '${late}' meant as a question would go through unseen.
Problem wrong_guard(const Expression& guard, const Where& where) {
    return rule_broken("W14",
                       {"Điều kiện “" + guard.source() + "” không trả lời có hay không.",
                        "The guard “" + guard.source() + "” says neither yes nor no."},
                       {"So sánh với một giá trị, ví dụ ${n} > 0 hoặc ${x} != ''.",
                        "Compare it with a value, for example ${n} > 0 or ${x} != ''."},
                       where);
}

}  // namespace giamsat::workflow
