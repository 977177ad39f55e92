// SPDX-License-Identifier: Apache-2.0
#include "report-xlsx/report.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace giamsat::xlsx {

namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 5> kinds{{{"text", Kind::text},
                                                                  {"count", Kind::count},
                                                                  {"share", Kind::share},
                                                                  {"money", Kind::money},
                                                                  {"date", Kind::date}}};

// Thrown inside this file only: a reader of nested JSON that threads Results through every line hides what it reads.
struct Wrong {
    Problem problem;
};

[[noreturn]] void wrong(const std::string& path, const Json& value, const char* vi, const char* en) {
    constexpr std::size_t shown_max = 60;
    const std::string text = value.dump(-1, ' ', true).substr(0, shown_max);
    throw Wrong{{ProblemCode::invalid_value,
                 {{"field", path}, {"value", text}, {"why", vi}, {"why_en", en}},
                 {{}, 0, 0, path}}};
}

const Json& member(const Json& object, const std::string& path, const char* key) {
    if (!object.is_object()) wrong(path, object, "phải là một đối tượng", "it must be an object");
    const auto found = object.find(key);
    if (found == object.end()) wrong(path + "." + key, nullptr, "còn thiếu", "it is missing");
    return *found;
}

const Json& list(const Json& object, const std::string& path, const char* key) {
    const Json& value = member(object, path, key);
    if (!value.is_array()) wrong(path + "." + key, value, "phải là một danh sách", "it must be a list");
    return value;
}

std::string text_of(const Json& value, const std::string& path) {
    if (!value.is_string()) wrong(path, value, "phải là chữ", "it must be text");
    return value.get<std::string>();
}

std::int64_t integer_of(const Json& value, const std::string& path) {
    if (!value.is_number_integer() || value > std::numeric_limits<std::int64_t>::max())
        wrong(path, value, "phải là số nguyên", "it must be a whole number");
    return value.get<std::int64_t>();
}

Date date_of(const Json& value, const std::string& path) {
    const auto date = Date::parse(text_of(value, path));
    if (!date) wrong(path, value, "phải là một ngày", "it must be a day");
    return *date;
}

// English may be missing, as everywhere in the house; Vietnamese may not.
std::string local(const Json& value, const std::string& path, Lang lang) {
    std::string vi = text_of(member(value, path, "vi"), path + ".vi");
    if (lang == Lang::vi || !value.contains("en")) return vi;
    std::string en = text_of(value["en"], path + ".en");
    return en.empty() ? vi : en;
}

Cell read_cell(const Json& value, const std::string& path, Kind column, Lang lang) {
    Cell cell;
    if (value.is_null()) return cell;
    if (value.is_number()) {
        cell.kind = column == Kind::money ? Kind::money : Kind::count;
        cell.number = integer_of(value, path);
    } else if (value.is_string() && column == Kind::date) {
        cell.kind = Kind::date;
        cell.date = date_of(value, path);
    } else if (value.is_object() && value.contains("part")) {
        cell.kind = Kind::share;
        cell.number = integer_of(value["part"], path + ".part");
        cell.whole = integer_of(member(value, path, "whole"), path + ".whole");
    } else if (value.is_object() && value.contains("dong")) {
        cell.kind = Kind::money;
        cell.number = integer_of(value["dong"], path + ".dong");
    } else {
        cell.kind = Kind::text;
        cell.text = value.is_string() ? value.get<std::string>() : local(value, path, lang);
    }
    return cell;
}

Column read_column(const Json& json, const std::string& path, Lang lang) {
    Column column{local(member(json, path, "title"), path + ".title", lang), Kind::text};
    const std::string word = text_of(member(json, path, "kind"), path + ".kind");
    const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const auto& pair) { return pair.first == word; });
    if (known == kinds.end()) wrong(path + ".kind", word, "không có loại cột này", "there is no such kind of column");
    column.kind = known->second;
    return column;
}

Row read_row(const Json& json, const std::string& path, const std::vector<Column>& columns, Lang lang) {
    Row row;
    const Json& cells = list(json, path, "cells");
    if (cells.size() != columns.size())
        wrong(path + ".cells", cells.size(), "số ô khác số cột", "there are not as many cells as columns");
    for (std::size_t i = 0; i < cells.size(); ++i)
        row.cells.push_back(read_cell(cells[i], path + ".cells[" + std::to_string(i) + "]", columns[i].kind, lang));
    row.total = json.value("total", false);
    row.indent = json.value("indent", 0);
    return row;
}

Table read_table(const Json& json, const std::string& path, Lang lang) {
    Table table;
    table.title = local(member(json, path, "title"), path + ".title", lang);
    if (json.contains("note")) table.note = local(json["note"], path + ".note", lang);
    for (const Json& column : list(json, path, "columns"))
        table.columns.push_back(
            read_column(column, path + ".columns[" + std::to_string(table.columns.size()) + "]", lang));
    if (table.columns.empty()) wrong(path + ".columns", nullptr, "phải có ít nhất một cột", "there must be a column");
    for (const Json& row : list(json, path, "rows"))
        table.rows.push_back(
            read_row(row, path + ".rows[" + std::to_string(table.rows.size()) + "]", table.columns, lang));
    return table;
}

Report read(const Json& json, Lang lang) {
    Report report;
    const std::string path = "report";
    report.lang = lang;
    report.id = text_of(member(json, path, "id"), path + ".id");
    report.title = local(member(json, path, "title"), path + ".title", lang);
    report.subtitle = local(member(json, path, "subtitle"), path + ".subtitle", lang);
    report.from = date_of(member(json, path, "from"), path + ".from");
    report.until = date_of(member(json, path, "until"), path + ".until");
    report.made_on = date_of(member(json, path, "made_on"), path + ".made_on");
    report.journal_size = integer_of(member(json, path, "journal_size"), path + ".journal_size");
    report.journal_root = text_of(member(json, path, "journal_root"), path + ".journal_root");
    if (json.contains("checkpoint")) report.checkpoint = text_of(json["checkpoint"], path + ".checkpoint");
    for (const Json& item : list(json, path, "headline")) {
        const std::string place = path + ".headline[" + std::to_string(report.headline.size()) + "]";
        report.headline.push_back({local(member(item, place, "label"), place + ".label", lang),
                                   local(member(item, place, "value"), place + ".value", lang),
                                   local(member(item, place, "note"), place + ".note", lang)});
    }
    for (const Json& table : list(json, path, "tables"))
        report.tables.push_back(
            read_table(table, path + ".tables[" + std::to_string(report.tables.size()) + "]", lang));
    return report;
}

}  // namespace

bool Table::has_money() const {
    return std::any_of(columns.begin(), columns.end(), [](const Column& c) { return c.kind == Kind::money; });
}

Result<Report> read_report(const Json& json, Lang lang) {
    try {
        return read(json, lang);
    } catch (Wrong& mistake) {
        return std::move(mistake.problem);
    }
}

}  // namespace giamsat::xlsx
