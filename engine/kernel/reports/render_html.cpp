// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "kernel/reports/cell_text.hpp"
#include "kernel/reports/chart.hpp"
#include "kernel/reports/html_style.hpp"
#include "kernel/reports/qr.hpp"

#include <algorithm>

namespace giamsat {

namespace {

constexpr std::size_t dense_columns = 8;  // more columns than this are set smaller on paper
constexpr std::size_t short_text = 14;    // a column of no longer words never wraps
constexpr std::size_t short_rows = 14;    // as many rows are not parted by the end of a page

class HtmlWriter {
public:
    explicit HtmlWriter(Lang lang) : lang_(lang) {}

    std::string write(const Report& report) {
        head(report);
        header(report);
        out_ += "<main>\n";
        contents(report);
        std::size_t number = 0;
        for (const ReportTable& table : report.tables) section(table, ++number);
        out_ += "</main>\n";
        footer(report);
        out_ += "</body>\n</html>\n";
        return std::move(out_);
    }

private:
    std::string shown(const LocalText& text) const { return escape_html(text.in(lang_)); }
    const char* say(const char* vi, const char* en) const { return lang_ == Lang::vi ? vi : en; }

    // The policy lets nothing be fetched, whatever a name in the data may try.
    void head(const Report& report) {
        out_ +=
            std::string("<!DOCTYPE html>\n<html lang=\"") + say("vi", "en") +
            "\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
            shown(report.title) + "</title>\n<style>" + std::string(report_css) + "</style>\n</head>\n<body>\n";
    }

    void header(const Report& report) {
        out_ += "<header>\n<p class=\"place\">" + shown(report.place) + "</p>\n<h1>" + shown(report.title) +
                "</h1>\n<p class=\"period\">" + period(report) + "</p>\n";
        if (!report.headline.empty()) figures(report.headline);
        out_ += "</header>\n";
    }

    std::string period(const Report& report) const {
        const std::string from = write_date(report.from, lang_);
        const std::string until = write_date(report.until, lang_);
        return lang_ == Lang::vi ? "Từ ngày " + from + " đến ngày " + until : "From " + from + " to " + until;
    }

    void figures(const std::vector<ReportFigure>& headline) {
        out_ += "<dl class=\"figures\">\n";
        for (const ReportFigure& figure : headline)
            out_ += "<div><dt>" + shown(figure.label) + "</dt><dd class=\"value\">" + shown(figure.value) +
                    "</dd><dd class=\"beside\">" + shown(figure.note) + "</dd></div>\n";
        out_ += "</dl>\n";
    }

    void contents(const Report& report) {
        if (report.tables.size() < 3) return;
        out_ += std::string("<nav><details><summary>") + say("Mục lục", "Contents") + "</summary><ol>\n";
        std::size_t number = 0;
        for (const ReportTable& table : report.tables)
            out_ +=
                "<li><a href=\"#" + escape_html(table.id) + "\">" + shown(table_title(table, ++number)) + "</a></li>\n";
        out_ += "</ol></details></nav>\n";
    }

    void section(const ReportTable& table, std::size_t number) {
        out_ += "<section id=\"" + escape_html(table.id) + "\">\n<h2>" + shown(table_title(table, number)) + "</h2>\n";
        if (table.rows.empty())
            out_ += "<p class=\"none\">" + shown(nothing_counted()) + "</p>\n";
        else
            write_table(table);
        if (!table.note.in(lang_).empty()) out_ += "<p class=\"note\">" + shown(table.note) + "</p>\n";
        out_ += chart_html(table, lang_) + "</section>\n";
    }

    // On a phone a table of numbers scrolls beside its first column; one with more words becomes a list of cards.
    std::size_t widest(const ReportTable& table, std::size_t column) const {
        std::size_t width = 0;
        for (const ReportRow& row : table.rows)
            width = std::max(width, display_width(cell_text(row.cells[column], lang_)));
        return width;
    }

    std::string classes(const ReportTable& table) const {
        const auto texts = std::count_if(table.columns.begin(), table.columns.end(), [](const ReportColumn& column) {
            return column.kind == ReportColumn::Kind::text;
        });
        return std::string(texts > 1 ? "cards" : "matrix") + (table.columns.size() > dense_columns ? " dense" : "") +
               (widest(table, 0) > short_text ? " named" : "") + (table.rows.size() <= short_rows ? " short" : "");
    }

    // The roles are said again because a table laid out as cards is no table to a screen reader.
    void write_table(const ReportTable& table) {
        out_ += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + shown(table.title) +
                "\">\n<table role=\"table\" class=\"" + classes(table) +
                "\">\n<thead role=\"rowgroup\"><tr role=\"row\">";
        for (const ReportColumn& column : table.columns)
            out_ += "<th role=\"columnheader\" scope=\"col\"" +
                    std::string(is_numeric(column) ? " class=\"n\">" : ">") + escape_html(column_title(column, lang_)) +
                    "</th>";
        out_ += "</tr></thead>\n<tbody role=\"rowgroup\">\n";
        for (const ReportRow& row : table.rows) write_row(table, row);
        out_ += "</tbody>\n</table>\n</div>\n";
    }

    static std::string row_class(const ReportRow& row) {
        const bool head =
            row.cells.size() > 1 && std::all_of(row.cells.begin() + 1, row.cells.end(), [](const ReportCell& cell) {
                return std::holds_alternative<std::monostate>(cell);
            });
        return row.total ? " class=\"total\"" : row.indent > 0 ? " class=\"inner\"" : head ? " class=\"head\"" : "";
    }

    void write_row(const ReportTable& table, const ReportRow& row) {
        out_ += "<tr role=\"row\"" + row_class(row) + "><th role=\"rowheader\" scope=\"row\">" +
                escape_html(cell_text(row.cells[0], lang_)) + "</th>";
        for (std::size_t i = 1; i < row.cells.size(); ++i) {
            const ReportColumn& column = table.columns[i];
            const char* kind = is_numeric(column)               ? " class=\"n\""
                               : widest(table, i) <= short_text ? " class=\"k\""
                                                                : "";
            out_ += std::string("<td role=\"cell\"") + kind + " data-label=\"" +
                    escape_html(column_title(column, lang_)) + "\">" + escape_html(cell_text(row.cells[i], lang_)) +
                    "</td>";
        }
        out_ += "</tr>\n";
    }

    void footer(const Report& report) {
        const auto size = static_cast<std::int64_t>(report.journal_size);
        const std::string entries = group_digits(size, lang_);
        const std::string day = write_date(report.made_on, lang_);
        out_ += "<footer>\n<p>";
        out_ += lang_ == Lang::vi
                    ? "Lập ngày " + day + ". Số liệu đếm từ " + entries + " mục nhật ký kiểm tra, giám sát."
                    : "Made on " + day + ". Counted from " + entries + " entries of the inspection journal.";
        out_ += std::string("</p>\n<p>") + say("Gốc nhật ký: ", "Journal root: ") + "<code>" +
                escape_html(report.journal_root) + "</code></p>\n";
        if (!report.checkpoint.empty()) checkpoint(report, entries, day);
        out_ += "</footer>\n";
    }

    // Whoever keeps the paper can hold the journal to it: the code gives the signed note itself.
    void checkpoint(const Report& report, const std::string& entries, const std::string& day) {
        const std::string label = lang_ == Lang::vi
                                      ? "Điểm chốt nhật ký ngày " + day + ", " + entries + " mục"
                                      : "Checkpoint of the journal of " + day + ", " + entries + " entries";
        out_ +=
            "<figure class=\"checkpoint\">\n" + qr_svg(report.checkpoint, label) + "<figcaption>" + escape_html(label) +
            "<small>" +
            say("Quét mã được điểm chốt đã ký. Lưu thành tệp rồi so với nhật ký lúc nào cũng được: ",
                "The code holds the signed checkpoint. Saved as a file, the journal can be held to it at any time: ") +
            "<code>giamsat journal consistency</code></small></figcaption>\n</figure>\n";
    }

    Lang lang_;
    std::string out_;
};

}  // namespace

std::string render_html(const Report& report, Lang lang) { return HtmlWriter(lang).write(report); }

}  // namespace giamsat
