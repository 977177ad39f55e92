// SPDX-License-Identifier: Apache-2.0
#include "service/queries/sheet_rows.hpp"

#include "service/commands/case_engine.hpp"
#include "service/queries/case_options.hpp"

#include <algorithm>

namespace giamsat {
namespace {

bool asks(const Question& repeat, std::string_view name) {
    return std::any_of(repeat.rows.begin(), repeat.rows.end(),
                       [&](const Question& question) { return question.name == name; });
}

void add_loan(Json& row, const UnitId& borrower, const Question& repeat, Readers& read) {
    auto loans = read.loans.of_borrower(borrower);
    if (loans.empty()) return;
    auto largest = std::max_element(loans.begin(), loans.end(),
                                    [](const Loan& a, const Loan& b) { return a.outstanding < b.outstanding; });
    if (asks(repeat, "programme")) row["programme"] = largest->programme;
    if (asks(repeat, "disbursed")) row["disbursed"] = largest->amount;
    if (asks(repeat, "outstanding")) row["outstanding"] = largest->outstanding;
}

Json rows_of(const DistributeAction& action, const Question& repeat, const CaseId& visit, Readers& read, Names& names) {
    Json rows = Json::array();
    for (const CaseRecord& child : read.cases.children(visit)) {
        const UnitName& name = names.unit(child.unit);
        if (child.life != "idle" || name.closed) continue;
        Json row = {{action.key, name.code}, {"_", name.name}};
        add_loan(row, child.unit, repeat, read);
        rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [&](const Json& a, const Json& b) { return a[action.key] < b[action.key]; });
    return rows;
}

}  // namespace

std::map<std::string, Json> sheet_rows(const CaseRecord& record, const std::string& event, const ProfileBundle& bundle,
                                       Readers& read, Names& names) {
    std::map<std::string, Json> all;
    const ProfileBundle& own = bundle_of(record, bundle);
    for (const Transition& transition : workflow_of(record, bundle).transitions) {
        auto form = takes_event(transition, event) ? own.forms.find(transition.form) : own.forms.end();
        if (form == own.forms.end()) continue;
        for (const Action& action : transition.actions) {
            auto* distribute = std::get_if<DistributeAction>(&action);
            const Question* repeat = distribute ? form->second.question(distribute->rows) : nullptr;
            if (repeat) all[distribute->rows] = rows_of(*distribute, *repeat, record.id, read, names);
        }
    }
    return all;
}

}  // namespace giamsat
