// SPDX-License-Identifier: Apache-2.0
// A table's chart as inline SVG. Drawn narrow, so that on a phone its words keep their size; every number drawn also
// stands in the table beside it.
#pragma once

#include "kernel/reports/report.hpp"

#include <string>
#include <vector>

namespace giamsat {

struct PlotSeries {
    std::string title;
    std::vector<double> values;      // none below zero is drawn
    std::vector<std::string> texts;  // the values as written
};

struct Plot {
    std::string id;  // unique in the page
    std::string title;
    std::vector<std::string> categories;
    std::vector<PlotSeries> series;
    bool percent = false;
};

// Colours told apart by people who see colours differently, and by their lightness on a black-and-white printer.
const char* series_colour(std::size_t series);

std::string draw_columns(const Plot& plot, bool stacked);  // upright: for years and other short names
std::string draw_bars(const Plot& plot, bool stacked);     // lying: names of any length above their bars
std::string draw_lines(const Plot& plot);

// The figures of a table's chart as HTML, "" when it has none.
std::string chart_html(const ReportTable& table, Lang lang);

}  // namespace giamsat
