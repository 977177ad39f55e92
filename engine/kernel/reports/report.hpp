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
};
struct Dong {
    std::int64_t amount = 0;  // shown in million đồng
};
using ReportCell = std::variant<std::monostate, std::int64_t, Share, Dong, Date, LocalText>;

struct ReportColumn {
    enum class Kind { text, count, share, money, date };
    LocalText title;
    Kind kind = Kind::text;
};

struct ReportRow {
    std::vector<ReportCell> cells;
    bool total = false;
    int indent = 0;
};

struct ReportChart {
    enum class Kind { none, bars, grouped_bars, stacked_bars, line };
    Kind kind = Kind::none;
    std::vector<int> columns;  // measures drawn, against column 0
};

struct ReportTable {
    std::string id;
    LocalText title;
    LocalText note;
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows;
    ReportChart chart;
};

struct Report {
    std::string id;
    LocalText title;
    LocalText subtitle;  // period and place
    Date from;
    Date until;
    std::uint64_t journal_size = 0;  // the entries it rests on
    std::string journal_root;        // hex
    std::vector<ReportTable> tables;
    std::vector<std::pair<LocalText, std::string>> headline;  // label, value already written in Vietnamese form
};

std::string render_text(const Report& report, Lang lang, int columns, bool colour);
std::string render_html(const Report& report, Lang lang);  // self-contained: inline CSS and SVG, no script, no network
std::string render_csv(const ReportTable& table, Lang lang);
Json report_json(const Report& report);  // for --json and for renderer plugins; both languages, raw values

}  // namespace giamsat
