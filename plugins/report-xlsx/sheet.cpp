// SPDX-License-Identifier: Apache-2.0
#include "report-xlsx/sheet.hpp"

#include "base/text/text.hpp"
#include "report-xlsx/layout.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace giamsat::xlsx {

namespace {

constexpr double body_scale = 1.2;  // a column is measured in digits of Calibri 11, the text is Times New Roman 12
constexpr double million = 1'000'000;
constexpr std::uint8_t a4 = 9;
constexpr std::size_t root_digits_shown = 16;

constexpr double inches(double millimetres) { return millimetres / 25.4; }

constexpr double breathing_space = 1;  // characters
constexpr double row_padding = 3;      // points

double line_height(Look::Part part) { return part == Look::Part::title ? 19 : 16; }

lxw_datetime datetime(Date date) {
    return {date.year(), static_cast<int>(date.month()), static_cast<int>(date.day_of_month()), 0, 0, 0};
}

// Which journal the figures rest on, so that a printed page can be held against it.
std::string evidence(const Report& report) {
    const std::string root = report.journal_root.substr(0, root_digits_shown);
    const std::string size = group_digits(report.journal_size, report.lang);
    if (report.lang == Lang::en) return "&L&9Journal: " + size + " entries, root " + root + "…";
    return "&L&9Nhật ký: " + size + " mục, gốc " + root + "…";
}

}  // namespace

Sheet::Sheet(lxw_workbook* workbook, Formats& formats, std::string name)
    : sheet_(workbook_add_worksheet(workbook, name.c_str())), formats_(formats), name_(std::move(name)) {
    if (!sheet_) note(LXW_ERROR_PARAMETER_VALIDATION);
}

void Sheet::note(lxw_error error) {
    if (error == LXW_NO_ERROR || problem_) return;
    const std::string why = lxw_strerror(error);
    const std::string row = std::to_string(row_ + 1);
    problem_ = plugin::cannot({"ghi trang “" + name_ + "”, dòng " + row, "writing sheet “" + name_ + "”, row " + row},
                              {why, why});
}

void Sheet::set_up_page(const Report& report, bool landscape) {
    if (problem_) return;
    worksheet_set_paper(sheet_, a4);
    landscape ? worksheet_set_landscape(sheet_) : worksheet_set_portrait(sheet_);
    worksheet_set_margins(sheet_, inches(30), inches(15), inches(20), inches(20));
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_center_horizontally(sheet_);
    const std::string pages = report.lang == Lang::en ? "&R&9Page &P of &N" : "&R&9Trang &P/&N";
    note(worksheet_set_footer(sheet_, (evidence(report) + pages).c_str()));
}

void Sheet::set_columns(const std::vector<double>& widths) {
    if (problem_) return;
    widths_ = widths;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        note(worksheet_set_column(sheet_, column, column, widths[i] * body_scale, nullptr));
    }
}

void Sheet::heading(const std::string& text, Look::Part part) {
    if (problem_ || text.empty()) return;
    const auto row = static_cast<lxw_row_t>(row_);
    const auto last = static_cast<lxw_col_t>(widths_.size() - 1);
    lxw_format* format = formats_.of({part, Kind::text, 0});
    const double width = std::accumulate(widths_.begin(), widths_.end(), 0.0);
    note(worksheet_set_row(sheet_, row, lines_of(text, width) * line_height(part) + row_padding, nullptr));
    note(last == 0 ? worksheet_write_string(sheet_, row, 0, text.c_str(), format)
                   : worksheet_merge_range(sheet_, row, 0, row, last, text.c_str(), format));
    ++row_;
}

double Sheet::height_of(const std::vector<Cell>& cells, const std::vector<Look>& looks) const {
    int lines = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double indent = 2.0 * looks[i].indent;
        if (cells[i].kind == Kind::text)
            lines = std::max(lines, lines_of(cells[i].text, std::max(1.0, widths_[i] - breathing_space - indent)));
    }
    return lines * line_height(looks.front().part) + row_padding;
}

void Sheet::cells(const std::vector<Cell>& cells, const std::vector<Look>& looks) {
    if (problem_) return;
    note(worksheet_set_row(sheet_, static_cast<lxw_row_t>(row_), height_of(cells, looks), nullptr));
    for (std::size_t i = 0; i < cells.size(); ++i) write(cells[i], static_cast<lxw_col_t>(i), formats_.of(looks[i]));
    ++row_;
}

void Sheet::write(const Cell& cell, lxw_col_t column, lxw_format* format) {
    const auto row = static_cast<lxw_row_t>(row_);
    switch (cell.kind) {
        case Kind::blank: return note(worksheet_write_blank(sheet_, row, column, format));
        case Kind::text: return note(worksheet_write_string(sheet_, row, column, cell.text.c_str(), format));
        case Kind::count:
            return note(worksheet_write_number(sheet_, row, column, static_cast<double>(cell.number), format));
        case Kind::money:
            return note(
                worksheet_write_number(sheet_, row, column, static_cast<double>(cell.number) / million, format));
        case Kind::share:
            // Nothing to take a share of: a dash, as in print, and not a zero that would enter an average.
            if (cell.whole == 0) return note(worksheet_write_string(sheet_, row, column, "–", format));
            return note(worksheet_write_number(
                sheet_, row, column, static_cast<double>(cell.number) / static_cast<double>(cell.whole), format));
        case Kind::date: {
            lxw_datetime value = datetime(cell.date);
            return note(worksheet_write_datetime(sheet_, row, column, &value, format));
        }
    }
}

void Sheet::link(const std::string& text, const std::string& sheet) {
    if (problem_) return;
    const auto row = static_cast<lxw_row_t>(row_);
    lxw_format* format = formats_.of({Look::Part::link, Kind::text, 0});
    note(worksheet_write_url(sheet_, row, 0, ("internal:'" + sheet + "'!A1").c_str(), format));
    note(worksheet_write_string(sheet_, row, 0, text.c_str(), format));
    ++row_;
}

void Sheet::end_head() {
    if (problem_) return;
    const auto head = static_cast<lxw_row_t>(row_ - 1);
    worksheet_freeze_panes(sheet_, static_cast<lxw_row_t>(row_), widths_.size() > 1 ? 1 : 0);
    note(worksheet_repeat_rows(sheet_, head, head));
}

void Sheet::filter(std::size_t first_row, std::size_t last_row) {
    if (problem_) return;
    note(worksheet_autofilter(sheet_, static_cast<lxw_row_t>(first_row), 0, static_cast<lxw_row_t>(last_row),
                              static_cast<lxw_col_t>(widths_.size() - 1)));
}

}  // namespace giamsat::xlsx
