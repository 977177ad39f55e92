// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/report.hpp"

namespace giamsat {

namespace {

Json local_json(const LocalText& text) { return {{"vi", text.vi}, {"en", text.in(Lang::en)}}; }

struct CellWriter {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(std::int64_t count) const { return count; }
    Json operator()(Share share) const { return {{"part", share.part}, {"whole", share.whole}}; }
    Json operator()(Dong money) const { return {{"dong", money.amount}}; }
    Json operator()(Date date) const { return date.iso(); }
    Json operator()(const LocalText& text) const { return local_json(text); }
};

const char* kind_name(ReportColumn::Kind kind) {
    switch (kind) {
        case ReportColumn::Kind::text: return "text";
        case ReportColumn::Kind::count: return "count";
        case ReportColumn::Kind::share: return "share";
        case ReportColumn::Kind::money: return "money";
        case ReportColumn::Kind::date: return "date";
    }
    return "";
}

const char* chart_name(ReportChart::Kind kind) {
    switch (kind) {
        case ReportChart::Kind::none: return "none";
        case ReportChart::Kind::bars: return "bars";
        case ReportChart::Kind::grouped_bars: return "grouped_bars";
        case ReportChart::Kind::stacked_bars: return "stacked_bars";
        case ReportChart::Kind::line: return "line";
    }
    return "";
}

Json row_json(const ReportRow& row) {
    Json cells = Json::array();
    for (const ReportCell& cell : row.cells) cells.push_back(std::visit(CellWriter{}, cell));
    return {{"cells", std::move(cells)}, {"total", row.total}, {"indent", row.indent}};
}

Json table_json(const ReportTable& table) {
    Json columns = Json::array();
    for (const ReportColumn& column : table.columns)
        columns.push_back({{"title", local_json(column.title)}, {"kind", kind_name(column.kind)}});
    Json rows = Json::array();
    for (const ReportRow& row : table.rows) rows.push_back(row_json(row));
    return {{"id", table.id},
            {"title", local_json(table.title)},
            {"note", local_json(table.note)},
            {"columns", std::move(columns)},
            {"rows", std::move(rows)},
            {"chart", {{"kind", chart_name(table.chart.kind)}, {"columns", table.chart.columns}}}};
}

}  // namespace

Json report_json(const Report& report) {
    Json headline = Json::array();
    for (const ReportFigure& figure : report.headline)
        headline.push_back({{"label", local_json(figure.label)},
                            {"value", local_json(figure.value)},
                            {"note", local_json(figure.note)}});
    Json tables = Json::array();
    for (const ReportTable& table : report.tables) tables.push_back(table_json(table));
    Json json = {{"id", report.id},
                 {"title", local_json(report.title)},
                 {"subtitle", local_json(report.subtitle)},
                 {"place", local_json(report.place)},
                 {"from", report.from.iso()},
                 {"until", report.until.iso()},
                 {"made_on", report.made_on.iso()},
                 {"journal_size", report.journal_size},
                 {"journal_root", report.journal_root},
                 {"headline", std::move(headline)},
                 {"tables", std::move(tables)}};
    if (!report.checkpoint.empty()) json["checkpoint"] = report.checkpoint;
    return json;
}

}  // namespace giamsat
