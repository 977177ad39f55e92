// SPDX-License-Identifier: Apache-2.0
#include "report-xlsx/workbook.hpp"

#include "base/platform/files.hpp"
#include "report-xlsx/layout.hpp"
#include "report-xlsx/sheet.hpp"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <filesystem>
#include <memory>
#include <sstream>
#include <utility>

namespace giamsat::xlsx {

namespace {

using Part = Look::Part;

constexpr std::size_t bytes_max = std::size_t{1} << 30;
constexpr std::size_t rows_between_questions = 1000;

LocalText task() { return {"ghi bảng tính", "writing the workbook"}; }

// libxlsxwriter writes to a path and leaves its own temporary files where it is told; all of it goes with this object.
class Scratch {
public:
    static Result<std::unique_ptr<Scratch>> make() {
        std::error_code error;
        std::string pattern = (std::filesystem::temp_directory_path(error) / "giamsat-xlsx-XXXXXX").string();
        if (error || !::mkdtemp(pattern.data())) {
            const std::string why = error ? error.message() : ::strerror(errno);
            return plugin::cannot(task(), {"không tạo được thư mục tạm: " + why, "no temporary folder: " + why});
        }
        return std::unique_ptr<Scratch>(new Scratch(pattern));
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }

    std::string& folder() { return folder_; }
    std::string file() const { return folder_ + "/report.xlsx"; }

private:
    explicit Scratch(std::string folder) : folder_(std::move(folder)) {}
    std::string folder_;
};

struct Free {
    void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};
using OpenWorkbook = std::unique_ptr<lxw_workbook, Free>;

Cell text_cell(const std::string& text) { return {Kind::text, text, 0, 0, {}}; }
Cell date_cell(Date date) { return {Kind::date, {}, 0, 0, date}; }

void set_properties(lxw_workbook* workbook, const Report& report) {
    std::string title = report.title;
    std::string subject = report.subtitle;
    std::string author = "giamsat";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.author = author.data();
    // Zero would mean the present moment, and the same report would never be the same bytes.
    properties.created = std::chrono::duration_cast<std::chrono::seconds>(report.until.day.time_since_epoch()).count();
    workbook_set_properties(workbook, &properties);
}

// ---- a sheet of one table ------------------------------------------------------------------------------------------

std::vector<Look> looks_of(const Table& table, const Row& row) {
    std::vector<Look> looks;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const Kind kind = row.cells[i].kind == Kind::blank ? table.columns[i].kind : row.cells[i].kind;
        looks.push_back({row.total ? Part::total : Part::body, kind, i == 0 ? row.indent : 0});
    }
    return looks;
}

void write_head(Sheet& sheet, const Table& table) {
    std::vector<Cell> titles;
    for (const Column& column : table.columns) titles.push_back(text_cell(column.title));
    sheet.cells(titles, std::vector<Look>(titles.size(), {Part::head, Kind::text, 0}));
    sheet.end_head();
}

// Totals at the end stay out of the filter, or sorting would carry them into the middle.
std::size_t rows_filtered(const Table& table) {
    std::size_t count = table.rows.size();
    while (count > 0 && table.rows[count - 1].total) --count;
    return count;
}

Done write_rows(Sheet& sheet, const Table& table, const plugin::Host& host) {
    for (std::size_t i = 0; i < table.rows.size() && !sheet.problem(); ++i) {
        if (i % rows_between_questions == 0 && host.interrupted()) return Problem(ProblemCode::interrupted);
        sheet.cells(table.rows[i].cells, looks_of(table, table.rows[i]));
    }
    return {};
}

Done write_table(Sheet& sheet, const Table& table, const Report& report, const plugin::Host& host) {
    const auto widths = column_widths(table, report.lang);
    sheet.set_up_page(report, wants_landscape(widths));
    sheet.set_columns(widths);
    sheet.heading(report.title, Part::title);
    sheet.heading(table.title, Part::table_title);
    sheet.heading(report.subtitle, Part::subtitle);
    if (table.has_money())
        sheet.heading(report.lang == Lang::en ? "Money in million đồng" : "Đơn vị tiền: triệu đồng", Part::unit);
    write_head(sheet, table);
    const std::size_t head = sheet.row() - 1;
    GIAMSAT_CHECK(write_rows(sheet, table, host));
    sheet.filter(head, head + rows_filtered(table));
    sheet.heading(table.note, Part::note);
    if (sheet.problem()) return *sheet.problem();
    return {};
}

// ---- the summary ---------------------------------------------------------------------------------------------------

void write_figure(Sheet& sheet, const std::string& label, const Cell& value, const std::string& note = {}) {
    sheet.cells({text_cell(label), value, text_cell(note)},
                {{Part::label, Kind::text, 0}, {Part::value, value.kind, 0}, {Part::label, Kind::text, 0}});
}

// The note line by line: copied into a file, the journal can be held to it.
void write_checkpoint(Sheet& sheet, const Report& report) {
    if (report.checkpoint.empty()) return;
    sheet.heading(report.lang == Lang::en ? "Signed checkpoint of the journal when the report was issued:"
                                          : "Điểm chốt đã ký của nhật ký khi ban hành:",
                  Part::note);
    std::istringstream lines(report.checkpoint);
    for (std::string line; std::getline(lines, line);) sheet.heading(line, Part::note);
}

Done write_summary(Sheet& sheet, const Report& report, const std::vector<std::string>& sheets) {
    const bool en = report.lang == Lang::en;
    sheet.set_up_page(report, false);
    sheet.set_columns({36, 18, 30});
    sheet.heading(report.title, Part::title);
    sheet.heading(report.subtitle, Part::subtitle);
    sheet.skip_row();
    write_figure(sheet, en ? "From" : "Từ ngày", date_cell(report.from));
    write_figure(sheet, en ? "Until" : "Đến ngày", date_cell(report.until));
    write_figure(sheet, en ? "Made on" : "Ngày lập", date_cell(report.made_on));
    for (const Figure& figure : report.headline)
        write_figure(sheet, figure.label, text_cell(figure.value), figure.note);
    write_figure(sheet, en ? "Entries of the journal" : "Số mục của nhật ký",
                 {Kind::count, {}, report.journal_size, 0, {}});
    sheet.skip_row();
    for (std::size_t i = 0; i < report.tables.size(); ++i)
        sheet.link(std::to_string(i + 1) + ". " + report.tables[i].title, sheets[i + 1]);
    sheet.skip_row();
    sheet.heading((en ? "Root of the journal: " : "Gốc của nhật ký: ") + report.journal_root, Part::note);
    write_checkpoint(sheet, report);
    if (sheet.problem()) return *sheet.problem();
    return {};
}

std::vector<std::string> sheet_names(const Report& report) {
    std::vector<std::string> names{report.lang == Lang::en ? "Summary" : "Tóm tắt"};
    for (std::size_t i = 0; i < report.tables.size(); ++i) names.push_back(sheet_name(i + 1, report.tables[i].title));
    return names;
}

Done write_sheets(lxw_workbook* workbook, const Report& report, const std::vector<std::string>& names,
                  const plugin::Host& host) {
    Formats formats(workbook);
    Sheet summary(workbook, formats, names.front());
    GIAMSAT_CHECK(write_summary(summary, report, names));
    for (std::size_t i = 0; i < report.tables.size(); ++i) {
        Sheet sheet(workbook, formats, names[i + 1]);
        GIAMSAT_CHECK(write_table(sheet, report.tables[i], report, host));
        host.progress(i + 1, report.tables.size());
    }
    return {};
}

}  // namespace

Result<Workbook> write_workbook(const Report& report, const plugin::Host& host) {
    GIAMSAT_TRY(scratch, Scratch::make());
    lxw_workbook_options options{};
    options.tmpdir = scratch->folder().data();
    OpenWorkbook workbook(workbook_new_opt(scratch->file().c_str(), &options));
    if (!workbook) return plugin::cannot(task(), {"thiếu bộ nhớ", "there is no memory"});
    Workbook made{{}, sheet_names(report)};
    set_properties(workbook.get(), report);
    GIAMSAT_CHECK(write_sheets(workbook.get(), report, made.sheets, host));
    // Closing writes the file and frees the workbook, also when it fails.
    if (const lxw_error error = workbook_close(workbook.release()); error != LXW_NO_ERROR)
        return plugin::cannot(task(), {lxw_strerror(error), lxw_strerror(error)});
    GIAMSAT_TRY(bytes, read_file(scratch->file(), bytes_max));
    made.bytes = std::move(bytes);
    return made;
}

}  // namespace giamsat::xlsx
