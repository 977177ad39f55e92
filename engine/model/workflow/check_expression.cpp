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

// What is wrong with a name, and what to write instead.
struct Wrong {
    LocalText why;
    LocalText advice;
};

std::optional<Wrong> wrong_question(const std::string& name, const Form& form) {
    const Question* question = form.question(name);
    if (question && question->personal)
        return Wrong{{"câu hỏi “" + name + "” là dữ liệu cá nhân, không biểu thức nào được đọc",
                      "question “" + name + "” is personal, no expression may read it"},
                     {"Dùng một câu hỏi không phải dữ liệu cá nhân.", "Use a question that is not personal."}};
    if (question && question->repeat)
        return Wrong{{"“" + name + "” là một bảng nhiều dòng", "“" + name + "” is a table of rows"},
                     {"Đếm dòng bằng ${form." + name + ".count}.", "Count its rows: ${form." + name + ".count}."}};
    return std::nullopt;
}

// What can be said better than that there is no such name.
std::optional<Wrong> wrong_place(const std::string& name, const Scope& scope) {
    if (name.starts_with("event.") && !scope.event)
        return Wrong{
            {"ở đây không có sự kiện nào, nên không có “" + name + "”",
             "no event comes here, so there is no “" + name + "”"},
            {"Gán nó vào một trường ở bước nhận sự kiện.", "Assign it to a field in the step that takes the event."}};
    if (!name.starts_with("form.")) return std::nullopt;
    if (scope.form) return wrong_question(name.substr(5), *scope.form);
    return Wrong{{"ở đây không nộp biểu mẫu nào, nên không có “" + name + "”",
                  "no form is handed in here, so there is no “" + name + "”"},
                 {"Thêm “form” vào bước này, hoặc gán câu trả lời vào một trường ở bước có biểu mẫu.",
                  "Put “form” on this step, or assign the answer to a field where the form is handed in."}};
}

Wrong wrong_name(const std::string& name, const LocalText& why, const Definition& definition, const Scope& scope) {
    if (auto placed = wrong_place(name, scope)) return *placed;
    const auto known = names_in(definition, scope);
    const LocalText near = did_you_mean(name, known);
    return {{why.vi + near.vi, why.en + near.en}, one_of(known)};
}

void set(Problem& problem, const std::string& key, const LocalText& text) {
    for (const auto& [name, value] : {std::pair{key, text.vi}, std::pair{key + "_en", text.en}}) {
        if (std::string* known = detail(problem, name))
            *known = value;
        else
            problem.details.emplace_back(name, value);
    }
}

}  // namespace

Problem wrong_expression(Problem problem, const Definition& definition, const Scope& scope) {
    LocalText why = {*detail(problem, "why"), *detail(problem, "why_en")};
    const std::string* name = detail(problem, "name");
    if (name && !name->starts_with("In.")) {
        const Wrong wrong = wrong_name(*name, why, definition, scope);
        set(problem, "advice", wrong.advice);
        why = wrong.why;
    }
    set(problem, "why", {why.vi + " [W14]", why.en + " [W14]"});
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
