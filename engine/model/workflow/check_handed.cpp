// SPDX-License-Identifier: Apache-2.0
// W24: what is handed to another workflow and cannot arrive: data it has no field for, or of another kind than the field;
// rows whose event none of the opened workflows waits for. In an office the step would be refused, whoever takes it.
#include "model/workflow/checks.hpp"
#include "model/workflow/each_action.hpp"
#include "model/workflow/name_types.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

Problem no_field(const Definition& child, const std::string& name, const Where& where) {
    std::vector<std::string> known;
    for (const auto& field : child.data) known.push_back(field.name);
    const LocalText near = did_you_mean(name, known);
    return rule_broken("W24",
                       {"Quy trình “" + child.name + "” không có trường dữ liệu “" + name + "”" + near.vi + ".",
                        "Workflow “" + child.name + "” has no data field “" + name + "”" + near.en + "."},
                       {"Khai báo trường này trong “data” của quy trình đó, hoặc bỏ đi.",
                        "Declare the field under “data” of that workflow, or leave it out."},
                       where);
}

Problem unlike(const Definition& child, const DataField& field, const Where& where) {
    const std::string type = field_type_name(field.type);
    return rule_broken(
        "W24",
        {"Trường “" + field.name + "” kiểu " + type + " của quy trình “" + child.name + "” không nhận giá trị này.",
         "Field “" + field.name + "” of type " + type + " of workflow “" + child.name + "” cannot take this value."},
        {"Sửa biểu thức, ví dụ number(…) hoặc string(…).", "Mend the expression, e.g. number(…) or string(…)."}, where);
}

void check_data(const OpenAction& open, const WorkflowSet& set, Problems& problems) {
    const auto child = set.workflows.find(open.workflow);
    if (child == set.workflows.end()) return;
    for (const auto& [name, value] : open.data) {
        const DataField* field = child->second.field(name);
        if (!field)
            problems.push_back(no_field(child->second, name, open.where));
        else if (!can_hold(field->type, value.gives()))
            problems.push_back(unlike(child->second, *field, open.where));
    }
}

bool takes(const Definition& definition, const std::string& event) {
    return std::any_of(definition.transitions.begin(), definition.transitions.end(),
                       [&](const Transition& transition) { return takes_event(transition, event); });
}

void check_rows(const DistributeAction& rows, const Definition& definition, const WorkflowSet& set,
                Problems& problems) {
    const auto opened = opened_by(definition, set);
    const bool heard = std::any_of(opened.begin(), opened.end(), [&](const std::string& name) {
        const auto child = set.workflows.find(name);
        return child == set.workflows.end() || takes(child->second, rows.event);
    });
    if (heard) return;
    problems.push_back(rule_broken("W24",
                                   {"Không quy trình nào được mở từ đây chờ sự kiện “" + rows.event + "”.",
                                    "No workflow that is opened here waits for the event “" + rows.event + "”."},
                                   {"Sửa tên sự kiện, hoặc thêm bước chờ nó vào quy trình đó.",
                                    "Mend the name of the event, or add a step that waits for it to that workflow."},
                                   rows.where));
}

}  // namespace

Problems check_handed(const WorkflowSet& set) {
    Problems problems;
    for (const auto& [name, definition] : set.workflows) {
        each_action(definition, [&](const Action& action, const Transition*) {
            if (const auto* open = std::get_if<OpenAction>(&action)) check_data(*open, set, problems);
            const auto* rows = std::get_if<DistributeAction>(&action);
            if (rows && !definition.kind.empty()) check_rows(*rows, definition, set, problems);
        });
    }
    return problems;
}

}  // namespace giamsat::workflow
