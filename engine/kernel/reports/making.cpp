// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/making.hpp"

#include "base/core/ensure.hpp"
#include "base/text/utf8.hpp"

#include <algorithm>
#include <iterator>

namespace giamsat {

namespace {

// Enough for Vietnamese: in these blocks small letters follow their capitals one by one, or 32 places later.
char32_t capital(char32_t letter) {
    if (letter >= 'a' && letter <= 'z') return letter - 32;
    if (letter >= 0xE0 && letter <= 0xFE && letter != 0xF7) return letter - 32;
    const bool pairs = (letter >= 0x100 && letter <= 0x137) || (letter >= 0x14A && letter <= 0x177) ||
                       (letter >= 0x1EA0 && letter <= 0x1EF9);
    if (pairs && letter % 2 == 1) return letter - 1;
    if (letter == 0x1A1 || letter == 0x1B0) return letter - 1;  // ơ ư, whose places are not even and odd alike
    return letter;
}

void append(std::string& out, char32_t point) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | (point >> 6));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (point >> 12));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

void add_to(ReportCell& sum, const ReportCell& cell) {
    if (std::holds_alternative<std::monostate>(sum)) {
        sum = cell;
    } else if (const auto* count = std::get_if<std::int64_t>(&cell)) {
        std::get<std::int64_t>(sum) += *count;
    } else if (const auto* share = std::get_if<Share>(&cell)) {
        std::get<Share>(sum).part += share->part;
        std::get<Share>(sum).whole += share->whole;
    } else if (const auto* money = std::get_if<Dong>(&cell)) {
        std::get<Dong>(sum).amount += money->amount;
    }
}

bool adds_up(ReportColumn::Kind kind) { return kind != ReportColumn::Kind::text && kind != ReportColumn::Kind::date; }

}  // namespace

std::string upper_first(std::string_view text) {
    if (text.empty()) return {};
    std::size_t at = 0;
    const char32_t first = utf8::next(text, at);
    if (first == utf8::wrong || first >= 0x10000) return std::string(text);
    std::string out;
    append(out, capital(first));
    return out += text.substr(at);
}

LocalText upper_first(const LocalText& text) { return {upper_first(text.vi), upper_first(text.en)}; }

void add_column(ReportTable& table, ReportColumn::Kind kind, LocalText title) {
    table.columns.push_back({std::move(title), kind});
}

ReportRow& add_row(ReportTable& table, std::vector<ReportCell> cells) {
    ENSURE(cells.size() == table.columns.size(), "a row has as many cells as its table has columns");
    table.rows.push_back({std::move(cells), false, 0});
    return table.rows.back();
}

void remove_column(ReportTable& table, std::size_t column) {
    const auto place = static_cast<std::ptrdiff_t>(column);
    table.columns.erase(table.columns.begin() + place);
    for (ReportRow& row : table.rows) row.cells.erase(row.cells.begin() + place);
}

void drop_empty_column(ReportTable& table, std::string_view title_vi) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const ReportColumn& column) { return column.title.vi == title_vi; });
    ENSURE(found != table.columns.end(), "the column is there");
    const auto column = static_cast<std::size_t>(std::distance(table.columns.begin(), found));
    const bool empty = std::all_of(table.rows.begin(), table.rows.end(), [&](const ReportRow& row) {
        const auto* count = std::get_if<std::int64_t>(&row.cells[column]);
        return !count || *count == 0;
    });
    if (empty) remove_column(table, column);
}

void add_total(ReportTable& table, LocalText title) {
    if (table.rows.empty()) return;
    ReportRow total{std::vector<ReportCell>(table.columns.size()), true, 0};
    for (const ReportRow& row : table.rows) {
        if (row.total || row.indent > 0) continue;
        for (std::size_t i = 1; i < row.cells.size(); ++i) {
            if (adds_up(table.columns[i].kind)) add_to(total.cells[i], row.cells[i]);
        }
    }
    total.cells[0] = std::move(title);
    table.rows.push_back(std::move(total));
}

void add_note(ReportTable& table, const LocalText& sentence) {
    const std::string gap = table.note.vi.empty() ? "" : " ";
    table.note = {table.note.vi + gap + sentence.vi, table.note.in(Lang::en) + gap + sentence.in(Lang::en)};
}

void set_chart(ReportTable& table, std::string_view kind, std::vector<int> columns) {
    using Kind = ReportChart::Kind;
    table.chart.kind = kind == "bars"           ? Kind::bars
                       : kind == "grouped_bars" ? Kind::grouped_bars
                       : kind == "stacked_bars" ? Kind::stacked_bars
                       : kind == "line"         ? Kind::line
                                                : Kind::none;
    if (table.chart.kind != Kind::none) table.chart.columns = std::move(columns);
}

}  // namespace giamsat
