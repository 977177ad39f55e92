// SPDX-License-Identifier: Apache-2.0
// W17, a remark: a data field no expression reads and no action sets, a form no step asks for, a list of choices no question offers. Often a name that was
// changed in one place only.
#include "model/workflow/checks.hpp"
#include "model/workflow/each_action.hpp"

#include <set>

namespace giamsat::workflow {

namespace {

class Used {
public:
    explicit Used(const WorkflowSet& set) {
        for (const auto& pair : set.workflows) read(pair.second);
    }

    bool field(const std::string& workflow, const std::string& name) const {
        return everywhere_.count(name) || in_.count({workflow, name});
    }
    bool form(const std::string& id) const { return forms_.count(id); }

private:
    void read(const Definition& definition) {
        const auto own = [&](const std::string& name) {
            // What an event carries may be a field of the case that sent it.
            if (name.starts_with("event."))
                everywhere_.insert(name.substr(6));
            else
                in_.insert({definition.name, name});
        };
        each_expression(definition, [&](const Expression& expression) {
            for (const auto& name : expression.names()) own(name);
        });
        each_action(definition, [&](const Action& action, const Transition*) {
            if (const auto* assign = std::get_if<AssignAction>(&action)) own(assign->field);
            if (const auto* send = std::get_if<SendAction>(&action)) own(send->after.field);
            if (const auto* settle = std::get_if<SettleAction>(&action)) own(settle->on);
            if (const auto* open = std::get_if<OpenAction>(&action)) {
                for (const auto& pair : open->data) everywhere_.insert(pair.first);
            }
        });
        for (const auto& state : definition.states) {
            if (state.within) own(state.within->within.field);
        }
        for (const auto& form : definition.forms()) forms_.insert(form);
    }

    std::set<std::pair<std::string, std::string>> in_;  // workflow, name
    std::set<std::string> everywhere_;
    std::set<std::string> forms_;
};

}  // namespace

Problems check_unused(const WorkflowSet& set) {
    Problems problems;
    const Used used(set);
    for (const auto& [name, definition] : set.workflows) {
        for (const auto& field : definition.data) {
            if (used.field(definition.name, field.name)) continue;
            problems.push_back(rule_broken(
                "W17",
                {"Không bước nào đọc hay ghi trường “" + field.name + "”.",
                 "No step reads or sets the field “" + field.name + "”."},
                {"Bỏ trường này, hoặc sửa tên ở chỗ dùng nó.", "Remove the field, or mend its name where it is used."},
                field.where));
        }
    }
    if (!set.forms) return problems;
    for (const auto& [id, form] : *set.forms) {
        for (const auto& [name, where] : form.unused_choices) {
            problems.push_back(rule_broken("W17",
                                           {"Không câu hỏi nào dùng danh sách lựa chọn “" + name + "”.",
                                            "No question offers the list of choices “" + name + "”."},
                                           {"Bỏ danh sách này, hoặc thêm “list: " + name + "” vào một câu hỏi.",
                                            "Remove the list, or put “list: " + name + "” on a question."},
                                           where));
        }
        if (used.form(id)) continue;
        problems.push_back(rule_broken(
            "W17", {"Không quy trình nào dùng biểu mẫu “" + id + "”.", "No workflow asks for the form “" + id + "”."},
            {"Bỏ tệp này, hoặc thêm “form: " + id + "” vào một bước.",
             "Remove the file, or put “form: " + id + "” on a step."},
            {"forms/" + id + ".form.yaml", 1, 1, {}}));
    }
    return problems;
}

}  // namespace giamsat::workflow
