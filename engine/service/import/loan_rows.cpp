// SPDX-License-Identifier: Apache-2.0
// Loans as the bank's list of one day shows them.
#include "service/import/kinds.hpp"
#include "service/import/values.hpp"

#include <algorithm>
#include <unordered_map>

namespace giamsat::import {

namespace {

namespace column = loan_column;

struct LoanRow {
    std::size_t at = 0;
    LoanId id;  // empty: not known yet
    UnitId borrower;
    Date disbursed_on, as_of;
    std::int64_t amount = 0, outstanding = 0;
    bool record = false;
};

class LoanRows final : public Rows {
public:
    LoanRows(Sheet& sheet, Session& session) : sheet_(sheet), session_(session) {
        for (const Level& level : session.profile().profile.levels) {
            if (level.personal) borrower_level_ = level.id;
        }
    }

    void check() override;
    int entries() const override {
        return static_cast<int>(
            std::count_if(loans_.begin(), loans_.end(), [](const LoanRow& loan) { return loan.record; }));
    }
    Done record() override;
    ImportSummary summary() const override;

private:
    std::string text(const LoanRow& loan, int at) const { return std::string(sheet_.cell(loan.at, at).text); }
    bool listed_before(std::size_t row);
    void check_row(LoanRow& loan);
    void check_borrower(LoanRow& loan);
    void check_code(const LoanRow& loan, int at, const std::vector<CodeName>& known, const LocalText& what);
    void check_amounts(LoanRow& loan);
    void check_days(LoanRow& loan);
    void compare(LoanRow& loan);
    const UnitId& borrower(const std::string& code);

    Sheet& sheet_;
    Session& session_;
    std::string borrower_level_;
    std::vector<LoanRow> loans_;
    std::unordered_map<std::string_view, std::size_t> lines_;  // by code, the row it stands in
    std::unordered_map<std::string, UnitId> borrowers_;
};

void LoanRows::check() {
    for (std::size_t row = 0; row < sheet_.rows(); ++row) {
        if (!sheet_.sound(row) || listed_before(row)) continue;
        loans_.push_back({.at = row});
        check_row(loans_.back());
    }
}

bool LoanRows::listed_before(std::size_t row) {
    const std::string_view code = sheet_.cell(row, column::code).text;
    if (code.empty()) return false;
    const auto [at, fresh] = lines_.emplace(code, row);
    if (fresh) return false;
    const std::string line = std::to_string(sheet_.line(at->second));
    sheet_.complain(row, column::code,
                    {"mã khoản vay đã có ở dòng " + line, "the loan code stands on line " + line + " already"});
    return true;
}

void LoanRows::check_row(LoanRow& loan) {
    const Profile& profile = session_.profile().profile;
    const auto code = text_in(sheet_, loan.at, column::code, code_bytes_max);
    check_borrower(loan);
    check_code(loan, column::programme, profile.programmes, {"chương trình", "programme"});
    check_code(loan, column::source, profile.capital_sources, {"nguồn vốn", "capital source"});
    check_days(loan);
    check_amounts(loan);
    if (!code) return;
    if (auto known = find_loan(*code, session_)) loan.id = *known;
    compare(loan);
}

const UnitId& LoanRows::borrower(const std::string& code) {
    const auto [at, fresh] = borrowers_.try_emplace(code);
    if (fresh && !borrower_level_.empty()) at->second = find_unit(borrower_level_, code, session_).value_or(UnitId{});
    return at->second;
}

void LoanRows::check_borrower(LoanRow& loan) {
    const auto code = text_in(sheet_, loan.at, column::borrower, code_bytes_max);
    if (!code) return;
    loan.borrower = borrower(*code);
    if (loan.borrower.empty())
        sheet_.complain(loan.at, column::borrower,
                        {"không có hộ vay mang mã “" + *code + "”", "there is no borrower with code “" + *code + "”"});
}

void LoanRows::check_code(const LoanRow& loan, int at, const std::vector<CodeName>& known, const LocalText& what) {
    const std::string code = text(loan, at);
    if (std::any_of(known.begin(), known.end(), [&](const CodeName& one) { return one.code == code; })) return;
    sheet_.complain(
        loan.at, at,
        {"hồ sơ địa bàn không có " + what.vi + " “" + code + "”", "the profile has no " + what.en + " “" + code + "”"});
}

void LoanRows::check_days(LoanRow& loan) {
    const auto disbursed = required_day_in(sheet_, loan.at, column::disbursed_on);
    const auto as_of = required_day_in(sheet_, loan.at, column::as_of);
    if (disbursed) loan.disbursed_on = *disbursed;
    if (as_of) loan.as_of = *as_of;
    if (as_of && *as_of > session_.today())
        sheet_.complain(loan.at, column::as_of, {"ngày số liệu sau hôm nay", "the day of the figures is after today"});
    if (as_of && disbursed && *disbursed > *as_of) {
        sheet_.complain(loan.at, column::disbursed_on,
                        {"giải ngân sau ngày số liệu", "disbursed after the day of the figures"});
    }
}

void LoanRows::check_amounts(LoanRow& loan) {
    const auto amount = amount_in(sheet_, loan.at, column::amount);
    const auto outstanding = amount_in(sheet_, loan.at, column::outstanding);
    if (amount && *amount == 0)
        sheet_.complain(loan.at, column::amount,
                        {"số tiền giải ngân phải lớn hơn 0", "the amount disbursed must be more than 0"});
    if (amount && outstanding && *outstanding > *amount) {
        sheet_.complain(loan.at, column::outstanding,
                        {"dư nợ lớn hơn số tiền giải ngân", "outstanding is more than the amount disbursed"});
    }
    loan.amount = amount.value_or(0), loan.outstanding = outstanding.value_or(0);
}

// A list older than what is known would turn the figures back.
void LoanRows::compare(LoanRow& loan) {
    const auto known = loan.id.empty() ? std::nullopt : session_.read.loans.find(loan.id);
    const Loan now{loan.id,
                   loan.borrower,
                   text(loan, column::programme),
                   text(loan, column::source),
                   loan.disbursed_on,
                   loan.amount,
                   loan.outstanding,
                   loan.as_of};
    loan.record = !known || !(*known == now);
    if (!known || now.as_of >= known->as_of) return;
    const std::string day = known->as_of.iso();
    sheet_.complain(loan.at, column::as_of,
                    {"đã có số liệu mới hơn, ngày " + day, "newer figures are known, of " + day});
}

Done LoanRows::record() {
    for (const LoanRow& loan : loans_) {
        if (!loan.record) continue;
        const RecordLoan command{.code = text(loan, column::code),
                                 .borrower = loan.borrower,
                                 .programme = text(loan, column::programme),
                                 .source = text(loan, column::source),
                                 .disbursed_on = loan.disbursed_on,
                                 .amount = loan.amount,
                                 .outstanding = loan.outstanding,
                                 .as_of = loan.as_of};
        GIAMSAT_CHECK(
            session_.record(recorded_loan(command, loan.id.empty() ? std::nullopt : std::optional(loan.id), session_)));
    }
    return {};
}

ImportSummary LoanRows::summary() const {
    ImportSummary counted;
    for (const LoanRow& loan : loans_) {
        ++counted.rows;
        if (!loan.record)
            ++counted.unchanged;
        else if (loan.id.empty())
            ++counted.added;
        else
            ++counted.changed;
    }
    return counted;
}

}  // namespace

std::unique_ptr<Rows> loan_rows(Sheet& sheet, Session& session) { return std::make_unique<LoanRows>(sheet, session); }

}  // namespace giamsat::import
