// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/cell_text.hpp"

#include "base/text/text.hpp"

namespace giamsat {

namespace {

struct Writer {
    Lang lang;

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t count) const { return group_digits(count, lang); }
    std::string operator()(Share share) const { return write_percent(share.part, share.whole, lang); }
    std::string operator()(Dong money) const { return write_million_dong(money.amount, lang); }
    std::string operator()(Date date) const { return write_date(date, lang); }
    std::string operator()(const LocalText& text) const { return text.in(lang); }
};

}  // namespace

std::string cell_text(const ReportCell& cell, Lang lang) { return std::visit(Writer{lang}, cell); }

std::string column_title(const ReportColumn& column, Lang lang) {
    if (column.kind != ReportColumn::Kind::money) return column.title.in(lang);
    return column.title.in(lang) + (lang == Lang::vi ? " (triệu\u00A0đồng)" : " (million\u00A0đồng)");
}

bool is_numeric(const ReportColumn& column) {
    return column.kind != ReportColumn::Kind::text && column.kind != ReportColumn::Kind::date;
}

LocalText table_title(const ReportTable& table, std::size_t number) {
    const std::string ordinal = std::to_string(number);
    return {"Bảng " + ordinal + ". " + table.title.vi, "Table " + ordinal + ". " + table.title.in(Lang::en)};
}

LocalText nothing_counted() { return {"Trong kỳ không có số liệu.", "Nothing in this period."}; }

LocalText journal_line(const Report& report) {
    const auto size = static_cast<std::int64_t>(report.journal_size);
    LocalText line{"Đếm từ " + group_digits(size, Lang::vi) + " mục nhật ký, gốc " + report.journal_root,
                   "Counted from " + group_digits(size, Lang::en) + " journal entries, root " + report.journal_root};
    if (report.checkpoint.empty()) return line;
    line.vi += ", đã ký ngày " + write_date(report.made_on, Lang::vi);
    line.en += ", signed on " + write_date(report.made_on, Lang::en);
    return line;
}

}  // namespace giamsat
