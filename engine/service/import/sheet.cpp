// SPDX-License-Identifier: Apache-2.0
#include "service/import/sheet.hpp"

#include "base/core/ensure.hpp"
#include "base/text/text.hpp"
#include "service/import/clean_text.hpp"

#include <algorithm>

namespace giamsat::import {

namespace {

std::string names_of(const std::vector<ColumnRule>& columns) {
    std::string names;
    for (const auto& column : columns) {
        names += (names.empty() ? "" : ", ") + std::string(column.name);
        if (!column.required) names += "?";
    }
    return names;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

LocalText unknown_column(const std::string& name, const std::vector<ColumnRule>& columns) {
    std::vector<std::string> known(columns.size());
    std::transform(columns.begin(), columns.end(), known.begin(), [](const ColumnRule& column) { return column.name; });
    const std::string near = nearest(name, known);
    LocalText why{"không có cột “" + name + "”", "there is no column “" + name + "”"};
    if (near.empty()) return why;
    return {why.vi + "; ý là “" + near + "”?", why.en + "; is “" + near + "” meant?"};
}

LocalText wrong_width(std::size_t found, std::size_t wanted) {
    const std::string f = std::to_string(found), w = std::to_string(wanted);
    return {"dòng có " + f + " ô, tiêu đề có " + w + " cột",
            "the row has " + f + " cells, the header " + w + " columns"};
}

}  // namespace

Sheet::Sheet(std::string file, std::string text, const std::vector<ColumnRule>& columns)
    : text_(std::make_unique<const std::string>(std::move(text))),
      where_(std::make_unique<const Places>(std::move(file), *text_)),
      csv_(std::make_unique<Csv>(*text_, delimiter_of(*text_))),
      columns_(columns),
      places_(columns.size(), -1) {}

Result<Sheet> Sheet::read(const std::string& file, std::string text, const std::vector<ColumnRule>& columns) {
    Sheet sheet(file, std::move(text), columns);
    CsvRow row;
    if (!sheet.csv_->next(row)) return sheet.header_problem(0, {"tệp trống", "the file is empty"});
    GIAMSAT_CHECK(sheet.read_header(row));
    GIAMSAT_CHECK(sheet.read_rows());
    return sheet;
}

Problem Sheet::header_problem(std::size_t at, LocalText why) const {
    return {
        ProblemCode::import_header, {{"why", why.vi}, {"why_en", why.en}, {"known", names_of(columns_)}}, where(at)};
}

Done Sheet::read_header(const CsvRow& row) {
    std::vector<Problem> problems;
    if (row.width > columns_max) {
        const std::string width = std::to_string(row.width);
        return header_problem(0, {width + " cột, nhiều nhất là 256", width + " columns, 256 are the most"});
    }
    for (const Flaw& flaw : row.flaws) problems.push_back(header_problem(flaw.at, flaw.why));
    if (!problems.empty()) return join(std::move(problems));
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const Cell& cell = row.cells[i];
        const std::string name = lower(cell.text);
        const auto known =
            std::find_if(columns_.begin(), columns_.end(), [&](const ColumnRule& rule) { return name == rule.name; });
        wanted_.push_back(known == columns_.end() ? -1 : static_cast<int>(known - columns_.begin()));
        if (wanted_.back() < 0) {
            problems.push_back(header_problem(cell.at, unknown_column(std::string(cell.text), columns_)));
            continue;
        }
        int& place = places_[static_cast<std::size_t>(wanted_.back())];
        if (place >= 0)
            problems.push_back(
                header_problem(cell.at, {"cột “" + name + "” đứng hai lần", "column “" + name + "” stands twice"}));
        place = static_cast<int>(i);
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::string name = columns_[i].name;
        if (columns_[i].required && places_[i] < 0)
            problems.push_back(header_problem(0, {"thiếu cột “" + name + "”", "column “" + name + "” is missing"}));
    }
    if (!problems.empty()) return join(std::move(problems));
    return {};
}

Done Sheet::read_rows() {
    CsvRow row;
    while (csv_->next(row)) {
        if (row.blank()) continue;
        if (rows_.size() == rows_max)
            return Problem(ProblemCode::file_too_large, {{"file", where(row.at).file}, {"limit", "1.000.000 dòng"}},
                           where(row.at));
        add_row(row);
    }
    return {};
}

// A row that does not fit keeps its place, so that what refers to it is not reported as well.
void Sheet::add_row(const CsvRow& row) {
    rows_.push_back({cells_.size(), row.at, row.flaws.empty() && row.width == wanted_.size()});
    for (const Flaw& flaw : row.flaws) complain_at(flaw.at, "", flaw.why);
    if (row.flaws.empty() && row.width != wanted_.size()) {
        const std::size_t at = row.width > wanted_.size() && wanted_.size() < row.cells.size()
                                   ? row.cells[wanted_.size()].at
                                   : row.cells.back().at;
        complain_at(at, "", wrong_width(row.width, wanted_.size()));
    }
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
        cells_.push_back(i < row.cells.size() ? row.cells[i] : Cell{{}, row.at});
        if (cells_.back().text.find_first_of("\n\t") == std::string_view::npos) continue;
        rows_.back().sound = false;
        complain_at(cells_.back().at, columns_[static_cast<std::size_t>(wanted_[i])].name,
                    {"ô có dấu xuống dòng hoặc dấu tab", "the cell holds a line break or a tab"});
    }
}

Cell Sheet::cell(std::size_t row, int column) const {
    const int place = places_[static_cast<std::size_t>(column)];
    if (place < 0) return {{}, rows_[row].at};
    return cells_[rows_[row].first + static_cast<std::size_t>(place)];
}

void Sheet::complain(std::size_t row, int column, LocalText why) {
    complain_at(cell(row, column).at, columns_[static_cast<std::size_t>(column)].name, std::move(why));
}

void Sheet::complain_at(std::size_t at, const std::string& field, LocalText why) {
    if (++told_ > listed_max) return;
    Where place = where(at);
    place.field = field;
    listed_.push_back(
        {ProblemCode::import_row, {{"why", std::move(why.vi)}, {"why_en", std::move(why.en)}}, std::move(place)});
}

Problem Sheet::all_complaints() const {
    ENSURE(told_ > 0, "somebody complained");
    Problem all = join(listed_);
    if (told_ <= listed_max) return all;
    const std::string more = std::to_string(told_ - listed_max);
    all.others.push_back({ProblemCode::import_row,
                          {{"why", "và " + more + " lỗi nữa"}, {"why_en", "and " + more + " more"}},
                          {all.where.file, 0, 0, ""}});
    return all;
}

}  // namespace giamsat::import
