// SPDX-License-Identifier: Apache-2.0
// Raw numbers with a point for decimals in both languages: what a program reads back must not depend on who printed it.
// A spreadsheet knows no indent: an inner row is named after the row it stands under.
#include "base/text/text.hpp"
#include "kernel/reports/report.hpp"

namespace giamsat {

namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";
constexpr std::string_view line_end = "\r\n";

std::string percent(Share share) {
    if (share.whole == 0) return {};
    std::string written = write_percent(share.part, share.whole, Lang::en);
    written.pop_back();
    std::erase(written, ',');
    return written;
}

struct CsvWriter {
    Lang lang;
    bool escaped;

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t count) const { return std::to_string(count); }
    std::string operator()(Share share) const { return percent(share); }
    std::string operator()(Dong money) const { return std::to_string(money.amount); }
    std::string operator()(Date date) const { return date.iso(); }
    std::string operator()(const LocalText& text) const { return escaped ? escape_csv(text.in(lang)) : text.in(lang); }
};

std::string header(const ReportColumn& column, Lang lang) {
    const char* unit = column.kind == ReportColumn::Kind::money   ? " (đồng)"
                       : column.kind == ReportColumn::Kind::share ? " (%)"
                                                                  : "";
    return escape_csv(column.title.in(lang) + unit);
}

}  // namespace

std::string render_csv(const ReportTable& table, Lang lang) {
    std::string out(bom);
    for (std::size_t i = 0; i < table.columns.size(); ++i) out += (i ? "," : "") + header(table.columns[i], lang);
    out += line_end;
    std::string head;
    for (const ReportRow& row : table.rows) {
        const std::string name = std::visit(CsvWriter{lang, false}, row.cells.front());
        if (row.indent == 0) head = name;
        out += escape_csv(row.indent > 0 && !head.empty() ? head + " / " + name : name);
        for (std::size_t i = 1; i < row.cells.size(); ++i) out += "," + std::visit(CsvWriter{lang, true}, row.cells[i]);
        out += line_end;
    }
    return out;
}

}  // namespace giamsat
