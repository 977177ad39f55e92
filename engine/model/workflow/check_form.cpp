// SPDX-License-Identifier: Apache-2.0
// W04: a form that is handed in exists, and the rows that findings, distribute and recommend read are in it.
#include "model/workflow/checks.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

struct Rows {
    std::string name;                 // of the repeat; "" = the form itself
    std::vector<std::string> fields;  // needed in it
    Where where;
};

std::optional<Rows> rows_of(const Action& action) {
    if (const auto* findings = std::get_if<FindingsAction>(&action)) {
        if (findings->rows.empty()) return std::nullopt;
        return Rows{findings->rows, {"code"}, findings->where};
    }
    if (const auto* distribute = std::get_if<DistributeAction>(&action))
        return Rows{distribute->rows, {distribute->key}, distribute->where};
    if (const auto* recommend = std::get_if<RecommendAction>(&action))
        return Rows{recommend->rows, {"text"}, recommend->where};
    return std::nullopt;
}

std::vector<std::string> names_of(const std::vector<Question>& questions, bool repeats) {
    std::vector<std::string> names;
    for (const auto& question : questions) {
        if (question.repeat == repeats) names.push_back(question.name);
    }
    return names;
}

Problem missing(const std::string& form, const std::string& name, const std::vector<std::string>& known,
                const Where& where) {
    const LocalText near = did_you_mean(name, known);
    return rule_broken("W04",
                       {"Biểu mẫu “" + form + "” không có “" + name + "”" + near.vi + ".",
                        "Form “" + form + "” has no “" + name + "”" + near.en + "."},
                       one_of(known), where);
}

void check_rows(const Form& form, const Rows& rows, Problems& problems) {
    const std::vector<Question>* questions = &form.questions;
    if (!rows.name.empty()) {
        const Question* repeat = form.question(rows.name);
        if (!repeat || !repeat->repeat) {
            problems.push_back(missing(form.id, rows.name, names_of(form.questions, true), rows.where));
            return;
        }
        questions = &repeat->rows;
    }
    const auto known = names_of(*questions, false);
    const std::string inside = rows.name.empty() ? form.id : form.id + " / " + rows.name;
    for (const auto& field : rows.fields) {
        if (std::find(known.begin(), known.end(), field) == known.end())
            problems.push_back(missing(inside, field, known, rows.where));
    }
}

void check_formless(const std::vector<Action>& actions, Problems& problems) {
    for (const auto& action : actions) {
        if (const auto rows = rows_of(action))
            problems.push_back(rule_broken("W04",
                                           {"Hành động này đọc biểu mẫu, nhưng ở đây không nộp biểu mẫu nào.",
                                            "This action reads a form, but no form is handed in here."},
                                           {"Đặt nó vào bước có “form”.", "Put it on a step with “form”."},
                                           rows->where));
    }
}

void check_transition(const Transition& transition, const DefinitionContext& context, Problems& problems) {
    if (transition.form.empty()) return check_formless(transition.actions, problems);
    if (context.unread_forms && context.unread_forms->contains(transition.form)) return;
    const auto& forms = *context.forms;
    const auto form = forms.find(transition.form);
    if (form != forms.end()) {
        for (const auto& action : transition.actions) {
            if (const auto rows = rows_of(action)) check_rows(form->second, *rows, problems);
        }
        return;
    }
    std::vector<std::string> known;
    for (const auto& pair : forms) known.push_back(pair.first);
    const LocalText near = did_you_mean(transition.form, known);
    problems.push_back(rule_broken("W04",
                                   {"Không có biểu mẫu “" + transition.form + "”" + near.vi + ".",
                                    "There is no form “" + transition.form + "”" + near.en + "."},
                                   one_of(known), transition.places.form));
}

}  // namespace

Problems check_form(const Definition& definition, const DefinitionContext& context) {
    Problems problems;
    if (!context.forms) return problems;
    for (const auto& state : definition.states) {
        check_formless(state.entry, problems);
        check_formless(state.exit, problems);
    }
    for (const auto& transition : definition.transitions) check_transition(transition, context, problems);
    return problems;
}

}  // namespace giamsat::workflow
