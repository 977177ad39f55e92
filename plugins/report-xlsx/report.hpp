// SPDX-License-Identifier: Apache-2.0
// A report as this plugin needs it: one language, checked, ready to be laid out.
#pragma once

#include "base/core/result.hpp"
#include "base/core/time.hpp"
#include "base/json/json.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace giamsat::xlsx {

enum class Kind { blank, text, count, share, money, date };

struct Cell {
    Kind kind = Kind::blank;
    std::string text;
    std::int64_t number = 0;  // a count, đồng, or the part of a share
    std::int64_t whole = 0;   // of a share
    Date date;
};

struct Column {
    std::string title;
    Kind kind = Kind::text;
};

struct Row {
    std::vector<Cell> cells;  // as many as there are columns
    bool total = false;
    int indent = 0;
};

struct Table {
    std::string title;
    std::string note;
    std::vector<Column> columns;  // at least one
    std::vector<Row> rows;

    bool has_money() const;
};

struct Figure {
    std::string label;
    std::string value;  // already written for people
    std::string note;
};

struct Report {
    Lang lang = Lang::vi;
    std::string id;
    std::string title;
    std::string subtitle;
    Date from;
    Date until;
    Date made_on;
    std::int64_t journal_size = 0;
    std::string journal_root;
    std::string checkpoint;  // "" when the report is not being issued
    std::vector<Figure> headline;
    std::vector<Table> tables;
};

// Reads the JSON of plugins/README.md, “A report as JSON”. Problems: invalid_value, with the path of the field.
Result<Report> read_report(const Json& json, Lang lang);

}  // namespace giamsat::xlsx
