// SPDX-License-Identifier: Apache-2.0
// A report as tables of typed cells, before anyone decides how it looks. Renderers and plugins read this and nothing else.
#pragma once

#include "base/core/lang.hpp"
#include "base/core/time.hpp"
#include "base/json/json.hpp"

#include <string>
#include <variant>
#include <vector>

namespace giamsat {

struct Share {  // shown as a percentage
    std::int64_t part = 0;
    std::int64_t whole = 0;
    bool operator==(const Share&) const = default;
};
struct Dong {
    std::int64_t amount = 0;  // shown in million đồng
    bool operator==(const Dong&) const = default;
};
using ReportCell = std::variant<std::monostate, std::int64_t, Share, Dong, Date, LocalText>;

struct ReportColumn {
    enum class Kind { text, count, share, money, date };
    LocalText title;  // without the unit of money: a renderer says which it writes
    Kind kind = Kind::text;
};

struct ReportRow {
    std::vector<ReportCell> cells;  // as many as there are columns
    bool total = false;
    int indent = 0;
};

struct ReportChart {
    enum class Kind { none, bars, grouped_bars, stacked_bars, line };
    Kind kind = Kind::none;    // bars: each measure on a scale of its own; the others share one
    std::vector<int> columns;  // measures drawn, against column 0
};

struct ReportTable {
    std::string id;  // unique within the report; letters, digits, - and _
    LocalText title;
    LocalText note;
    std::vector<ReportColumn> columns;  // at least one; the first names the row
    std::vector<ReportRow> rows;        // may be none
    ReportChart chart;
};

struct ReportFigure {  // one of the few numbers said before all tables
    LocalText label;
    LocalText value;  // as each language writes it
    LocalText note;
};

struct Report {
    std::string id;
    LocalText title;
    LocalText subtitle;  // period and place
    LocalText place;
    Date from;
    Date until;
    Date made_on;
    std::uint64_t journal_size = 0;  // the entries it rests on
    std::string journal_root;        // hex
    std::string checkpoint;          // of these entries, as a signed note; "" unless the report is being issued
    std::vector<ReportFigure> headline;
    std::vector<ReportTable> tables;
};

// For a terminal of `columns`: no line is wider, colour only when asked. Ends with a line break.
std::string render_text(const Report& report, Lang lang, int columns, bool colour);
// Self-contained: inline CSS and SVG, no script, no network.
std::string render_html(const Report& report, Lang lang);
// For spreadsheets: UTF-8 with BOM, commas, raw numbers (đồng, percents with two decimals, ISO days), formulas defused.
std::string render_csv(const ReportTable& table, Lang lang);
// For --json and for renderer plugins: raw values, every text as {vi, en}. A cell is null, a number, {part, whole},
// {dong}, an ISO day, or a text.
Json report_json(const Report& report);

}  // namespace giamsat
