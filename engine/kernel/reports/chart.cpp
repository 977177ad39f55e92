// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/chart.hpp"

#include "base/text/text.hpp"
#include "kernel/reports/cell_text.hpp"

#include <algorithm>

namespace giamsat {

namespace {

constexpr std::size_t bars_max = 10;   // lying bars: the first rows; the table has them all
constexpr std::size_t short_name = 6;  // columns wider than a year do not stand upright
constexpr double dong_in_million = 1'000'000;

struct Measure {
    double operator()(std::int64_t count) const { return static_cast<double>(count); }
    double operator()(Share share) const {
        return share.whole == 0 ? 0 : 100.0 * static_cast<double>(share.part) / static_cast<double>(share.whole);
    }
    double operator()(Dong money) const { return static_cast<double>(money.amount) / dong_in_million; }
    double operator()(const auto&) const { return 0; }
};

std::string measure_text(const ReportCell& cell, Lang lang) {
    if (!std::holds_alternative<Share>(cell)) return cell_text(cell, lang);
    if (std::get<Share>(cell).whole == 0) return "–";
    const double percent = Measure{}(std::get<Share>(cell));
    return write_decimal(percent, percent == static_cast<double>(static_cast<std::int64_t>(percent)) ? 0 : 1, lang) +
           "%";
}

std::vector<const ReportRow*> drawn_rows(const ReportTable& table, int measure) {
    std::vector<const ReportRow*> rows;
    for (const ReportRow& row : table.rows) {
        const bool blank = std::holds_alternative<std::monostate>(row.cells[static_cast<std::size_t>(measure)]);
        if (!row.total && row.indent == 0 && !blank) rows.push_back(&row);
    }
    return rows;
}

PlotSeries series_of(const std::vector<const ReportRow*>& rows, const ReportColumn& column, std::size_t at, Lang lang) {
    PlotSeries series;
    series.title = column_title(column, lang);
    for (const ReportRow* row : rows) {
        series.values.push_back(std::max(0.0, std::visit(Measure{}, row->cells[at])));
        series.texts.push_back(measure_text(row->cells[at], lang));
    }
    return series;
}

Plot plot_of(const ReportTable& table, const std::vector<int>& columns, Lang lang) {
    Plot plot;
    const auto rows = drawn_rows(table, columns.front());
    plot.id = table.id + "-" + std::to_string(columns.front());
    for (const ReportRow* row : rows) plot.categories.push_back(cell_text(row->cells[0], lang));
    for (const int column : columns) {
        const auto at = static_cast<std::size_t>(column);
        plot.series.push_back(series_of(rows, table.columns[at], at, lang));
        plot.percent = table.columns[at].kind == ReportColumn::Kind::share;
    }
    plot.title = columns.size() == 1 ? plot.series.front().title : table.title.in(lang);
    return plot;
}

bool upright(const Plot& plot) {
    return std::all_of(plot.categories.begin(), plot.categories.end(),
                       [](const std::string& name) { return display_width(name) <= short_name; });
}

// Lying bars of a long list show its beginning.
bool shorten(Plot& plot) {
    if (upright(plot) || plot.categories.size() <= bars_max) return false;
    plot.categories.resize(bars_max);
    for (PlotSeries& series : plot.series) {
        series.values.resize(bars_max);
        series.texts.resize(bars_max);
    }
    return true;
}

std::string draw(const Plot& plot, ReportChart::Kind kind) {
    if (kind == ReportChart::Kind::line) return draw_lines(plot);
    const bool stacked = kind == ReportChart::Kind::stacked_bars;
    return upright(plot) ? draw_columns(plot, stacked) : draw_bars(plot, stacked);
}

// One bar alone compares nothing.
bool compares(const Plot& plot) {
    const auto& values = plot.series.front().values;
    return std::count_if(values.begin(), values.end(), [](double value) { return value > 0; }) > 1;
}

std::string legend(const Plot& plot) {
    if (plot.series.size() < 2) return {};
    std::string out = "<ul class=\"legend\">";
    for (std::size_t s = 0; s < plot.series.size(); ++s)
        out += std::string("<li><i style=\"background:") + series_colour(s) + "\"></i>" +
               escape_html(plot.series[s].title) + "</li>";
    return out + "</ul>";
}

std::string figure(Plot plot, ReportChart::Kind kind, Lang lang) {
    if (plot.categories.empty()) return {};
    const bool shortened = shorten(plot);
    std::string caption = escape_html(plot.title);
    if (shortened) {
        const std::string count = std::to_string(bars_max);
        caption += lang == Lang::vi ? " <small>(" + count + " dòng đầu)</small>"
                                    : " <small>(first " + count + " rows)</small>";
    }
    return "<figure><figcaption>" + caption + "</figcaption>" + legend(plot) + draw(plot, kind) + "</figure>\n";
}

}  // namespace

std::string chart_html(const ReportTable& table, Lang lang) {
    if (table.chart.kind == ReportChart::Kind::none || table.chart.columns.empty() || table.rows.empty()) return {};
    std::string figures;
    if (table.chart.kind == ReportChart::Kind::bars) {
        for (const int column : table.chart.columns) {
            Plot plot = plot_of(table, {column}, lang);
            if (compares(plot)) figures += figure(std::move(plot), table.chart.kind, lang);
        }
    } else {
        figures = figure(plot_of(table, table.chart.columns, lang), table.chart.kind, lang);
    }
    return figures.empty() ? figures : "<div class=\"charts\">\n" + figures + "</div>\n";
}

}  // namespace giamsat
