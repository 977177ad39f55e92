// SPDX-License-Identifier: Apache-2.0
// Loans as the bank's list of a day shows them, and the capital table.
#include "service/commands/registers.hpp"

#include <algorithm>

namespace giamsat {

std::optional<LoanId> find_loan(const std::string& code, Session& session) {
    return session.read.loans.by_digest(session.vault().digest("loan", code));
}

Draft recorded_loan(const RecordLoan& loan, const std::optional<LoanId>& known, Session& session) {
    LoanId id = known ? *known : LoanId{session.new_id("loan")};
    Draft draft{.kind = known ? "loan.changed/1" : "loan.recorded/1",
                .body = {{"loan", id.value},
                         {"borrower", loan.borrower.value},
                         {"programme", loan.programme},
                         {"source", loan.source},
                         {"disbursed_on", loan.disbursed_on.iso()},
                         {"amount", loan.amount},
                         {"outstanding", loan.outstanding},
                         {"as_of", loan.as_of.iso()},
                         {"digest", session.vault().digest("loan", loan.code)}}};
    draft.personal.push_back({loan.borrower.value, "code", loan.code});
    return draft;
}

namespace {

bool has_code(const std::vector<CodeName>& list, const std::string& code) {
    return std::any_of(list.begin(), list.end(), [&](const CodeName& one) { return one.code == code; });
}

}  // namespace

Done run(const RecordLoan& command, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    const Profile& profile = session.profile().profile;
    if (!session.read.units.find(command.borrower)) return missing({"người vay", "borrower"}, command.borrower.value);
    if (!has_code(profile.programmes, command.programme))
        return missing({"chương trình", "programme"}, command.programme);
    if (!has_code(profile.capital_sources, command.source))
        return missing({"nguồn vốn", "capital source"}, command.source);
    if (command.amount <= 0 || command.outstanding < 0 || command.outstanding > command.amount) {
        return invalid(
            "outstanding", std::to_string(command.outstanding),
            {"dư nợ phải từ 0 đến số tiền giải ngân", "outstanding must lie between 0 and the amount disbursed"});
    }
    return session.record(recorded_loan(command, find_loan(command.code, session), session));
}

Done run(const RecordCapital& command, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    Json rows = Json::array();
    for (const CapitalPart& part : command.parts) {
        if (part.amount < 0)
            return invalid("amount", std::to_string(part.amount), {"không được âm", "may not be negative"});
        Json row = {{"source", part.source}, {"amount", part.amount}};
        put(row, "within", part.within);
        rows.push_back(std::move(row));
    }
    return session.record({.kind = "capital.recorded/1", .body = {{"as_of", command.as_of.iso()}, {"rows", rows}}});
}

}  // namespace giamsat
