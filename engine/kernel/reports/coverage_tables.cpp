// SPDX-License-Identifier: Apache-2.0
// Coverage: how much of what there is was reached. What there is, is what is valid on the last day counted.
#include "kernel/reports/tables.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <unordered_set>

namespace giamsat {

namespace {

using Kind = ReportColumn::Kind;
using Reached = std::unordered_set<UnitId>;

void note_valid_day(ReportTable& table, Date day) {
    const std::string written = write_date(day, Lang::vi);
    add_note(table, {"Số hiện có tính đến ngày " + written + ".", "What there is, is counted on " + written + "."});
}

Reached reached_units(const Counting& counting, const std::function<bool(const Turn&)>& wanted) {
    Reached out;
    for (const Turn* turn : counting.turns) {
        if (wanted(*turn)) out.insert(turn->unit);
    }
    return out;
}

struct Covered {
    std::int64_t units = 0;
    std::int64_t reached = 0;
    std::int64_t turns = 0;
};

// Units of the level valid on `day`, and those of them reached by the turns that `wanted` takes.
Covered cover(const Counting& counting, std::string_view level, Date day,
              const std::function<bool(const Turn&)>& wanted, const std::function<bool(const Unit&)>& among) {
    const auto here = [&](const Turn& turn) { return turn.level == level && wanted(turn); };
    const Reached reached = reached_units(counting, here);
    Covered covered;
    for (const Unit& unit : counting.data.units) {
        if (unit.level != level || !unit.valid_on(day) || !among(unit)) continue;
        ++covered.units;
        covered.reached += reached.contains(unit.id) ? 1 : 0;
    }
    covered.turns = count_turns(counting.turns, [&](const Turn& turn) {
        const Unit* unit = counting.unit(turn.unit);
        return here(turn) && unit && among(*unit);
    });
    return covered;
}

void add_covered(ReportTable& table, LocalText title, const Covered& covered) {
    add_row(table,
            {std::move(title), covered.units, covered.reached, Share{covered.reached, covered.units}, covered.turns});
}

bool any_turn(const Turn&) { return true; }
bool any_unit(const Unit&) { return true; }

void cover_levels(const Counting& counting, ReportTable& table) {
    for (const Level* level : counting.inspected_levels())
        add_covered(table, upper_first(level->title), cover(counting, level->id, counting.as_of, any_turn, any_unit));
    note_valid_day(table, counting.as_of);
}

void cover_associations(const Counting& counting, const std::string& level, ReportTable& table) {
    for (const Association& association : counting.profile().associations) {
        const auto of_it = [&](const Unit& unit) { return unit.association == association.code; };
        add_covered(table, association.title, cover(counting, level, counting.as_of, any_turn, of_it));
    }
    add_total(table);
    note_valid_day(table, counting.as_of);
}

void cover_years(const Counting& counting, const std::string& level, ReportTable& table) {
    for (int year = counting.from.year(); year <= counting.as_of.year(); ++year) {
        const Date last = std::min(Date::of(year, 12, 31), counting.as_of);
        const auto in_year = [&](const Turn& turn) { return turn.year == year; };
        const std::string title = std::to_string(year);
        add_covered(table, {title, title}, cover(counting, level, last, in_year, any_unit));
    }
    add_note(table, {"Số hiện có tính đến ngày cuối của từng năm hoặc của kỳ báo cáo.",
                     "What there is, is counted on the last day of each year or of the period."});
}

// -- loans

struct LoanCount {
    std::int64_t loans = 0;
    std::int64_t checked = 0;
    std::int64_t outstanding = 0;
    std::int64_t outstanding_checked = 0;

    void add(const Loan& loan, bool is_checked) {
        ++loans;
        outstanding += loan.outstanding;
        if (!is_checked) return;
        ++checked;
        outstanding_checked += loan.outstanding;
    }
};

void add_loan_columns(ReportTable& table) {
    add_column(table, Kind::count, {"Số món vay", "Loans"});
    add_column(table, Kind::count, {"Đã kiểm tra", "Checked"});
    add_column(table, Kind::share, {"Tỷ lệ món", "Of loans"});
    add_column(table, Kind::money, {"Dư nợ", "Outstanding"});
    add_column(table, Kind::money, {"Dư nợ đã kiểm tra", "Outstanding checked"});
    add_column(table, Kind::share, {"Tỷ lệ dư nợ", "Of outstanding"});
}

void note_loans(ReportTable& table, const std::vector<Loan>& loans) {
    Date latest;
    for (const Loan& loan : loans) latest = std::max(latest, loan.as_of);
    if (loans.empty()) return;
    const std::string written = write_date(latest, Lang::vi);
    add_note(table, {"Món vay theo sao kê đến ngày " + written + ".", "Loans as listed on " + written + "."});
}

}  // namespace

void make_coverage_units(const Counting& counting, const ReportSection& section, ReportTable& table) {
    const ReportKey key =
        section.by.empty() ? ReportKey::level : report_key(section.by.front()).value_or(ReportKey::level);
    add_column(table, Kind::text, key_title(key));
    add_column(table, Kind::count, {"Hiện có", "There are"});
    add_column(table, Kind::count, {"Đã được kiểm tra", "Reached"});
    add_column(table, Kind::share, {"Tỷ lệ", "Share"});
    add_column(table, Kind::count, {"Số lượt", "Turns"});
    if (key == ReportKey::level) cover_levels(counting, table);
    if (key == ReportKey::association) cover_associations(counting, section.level, table);
    if (key == ReportKey::year) cover_years(counting, section.level, table);
    set_chart(table, section.chart, {3});
}

void make_coverage_loans(const Counting& counting, const ReportSection& section, ReportTable& table) {
    const bool by_source = !section.by.empty() && section.by.front() == "source";
    const auto& codes = by_source ? counting.profile().capital_sources : counting.profile().programmes;
    add_column(table, Kind::text,
               by_source ? LocalText{"Nguồn vốn", "Capital source"} : LocalText{"Chương trình", "Programme"});
    add_loan_columns(table);
    const Reached reached = reached_units(counting, any_turn);
    std::map<std::string, LoanCount> counts;
    for (const Loan& loan : counting.data.loans)
        counts[by_source ? loan.source : loan.programme].add(loan, reached.contains(loan.borrower));
    const auto add = [&](LocalText title, const LoanCount& count) {
        add_row(table, {std::move(title), count.loans, count.checked, Share{count.checked, count.loans},
                        Dong{count.outstanding}, Dong{count.outstanding_checked},
                        Share{count.outstanding_checked, count.outstanding}});
    };
    for (const CodeName& code : codes) {
        const auto found = counts.find(code.code);
        if (found == counts.end()) continue;
        add(code.title, found->second);
        counts.erase(found);
    }
    for (const auto& [code, count] : counts) add({code, code}, count);
    add_total(table);
    note_loans(table, counting.data.loans);
    set_chart(table, section.chart, {3, 6});
}

}  // namespace giamsat
