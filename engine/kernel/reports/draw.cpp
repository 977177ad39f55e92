// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "kernel/reports/chart.hpp"
#include "kernel/reports/svg.hpp"
#include "kernel/reports/text_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace giamsat {

namespace {

using Anchor = Svg::Anchor;

constexpr double width = 360;
constexpr double small_font = 11;
constexpr double label_font = 12.5;
constexpr std::array<const char*, 5> colours{"#1b4f72", "#e0912f", "#7fb2d0", "#8c3b2e", "#bcbcbc"};
constexpr std::array<bool, 5> dark{true, false, false, true, false};
constexpr std::array<const char*, 5> dashes{"", "7 3", "2 3", "9 3 2 3", "4 4"};

std::string description(const Plot& plot) {
    std::string out;
    for (const PlotSeries& series : plot.series) {
        if (plot.series.size() > 1) out += (out.empty() ? "" : ". ") + series.title + ": ";
        for (std::size_t i = 0; i < plot.categories.size(); ++i)
            out += (i ? "; " : "") + plot.categories[i] + " " + series.texts[i];
    }
    return out;
}

double total_at(const Plot& plot, std::size_t category) {
    double total = 0;
    for (const PlotSeries& series : plot.series) total += series.values[category];
    return total;
}

double greatest(const Plot& plot, bool stacked) {
    double most = 0;
    for (std::size_t i = 0; i < plot.categories.size(); ++i) {
        if (stacked) most = std::max(most, total_at(plot, i));
        for (const PlotSeries& series : plot.series) most = std::max(most, series.values[i]);
    }
    return most > 0 ? most : 1;
}

// The smallest 1, 2, 2.5 or 5 times a power of ten that `parts` steps of it reach `value`.
double step_for(double value, int parts) {
    const double rough = value / parts;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= rough) return factor * power;
    }
    return 10 * power;
}

std::string tick_text(double value, bool percent) {
    return write_decimal(value, value == std::floor(value) ? 0 : 1, Lang::vi) + (percent ? "%" : "");
}

struct Frame {
    double left = 4;
    double top = 20;
    double right = width - 4;
    double bottom = 150;
    double lowest = 0;
    double highest = 1;

    double y(double value) const { return bottom - (value - lowest) / (highest - lowest) * (bottom - top); }
    double slot(std::size_t count) const {
        return (right - left) / static_cast<double>(std::max<std::size_t>(count, 1));
    }
    double centre(std::size_t at, std::size_t count) const {
        return left + slot(count) * (static_cast<double>(at) + 0.5);
    }
};

// When the names do not fit side by side, only every second, third … is written, the last one always.
void draw_categories(Svg& svg, const Plot& plot, const Frame& frame) {
    const std::size_t count = plot.categories.size();
    double widest = 1;
    for (const std::string& name : plot.categories) widest = std::max(widest, drawn_width(name, small_font) + 2);
    const auto every = static_cast<std::size_t>(std::ceil(widest / frame.slot(count)));
    for (std::size_t i = 0; i < count; ++i) {
        if ((count - 1 - i) % every == 0)
            svg.text(frame.centre(i, count), frame.bottom + 15, Anchor::middle, "c", plot.categories[i]);
    }
}

void draw_grid(Svg& svg, const Frame& frame, double step, bool percent) {
    for (double value = frame.lowest; value <= frame.highest + step / 2; value += step) {
        svg.line(frame.left, frame.y(value), frame.right, frame.y(value), value == frame.lowest ? "a" : "g");
        svg.text(frame.left - 5, frame.y(value) + 4, Anchor::end, "c", tick_text(value, percent));
    }
}

Frame gridded_frame(double lowest, double step, double most) {
    Frame frame;
    frame.left = 42;
    frame.top = 10;
    frame.lowest = lowest;
    frame.highest = lowest + std::ceil((most - lowest) / step - 1e-9) * step;
    return frame;
}

void draw_one_series(Svg& svg, const Plot& plot, const Frame& frame) {
    const PlotSeries& series = plot.series.front();
    const std::size_t count = plot.categories.size();
    const double thick = std::min(frame.slot(count) * 0.66, 36.0);
    double widest = 0;
    for (const std::string& text : series.texts) widest = std::max(widest, drawn_width(text, small_font));
    const bool labelled = widest <= frame.slot(count) + 6;
    for (std::size_t i = 0; i < count; ++i) {
        const double top = frame.y(series.values[i]);
        svg.bar(frame.centre(i, count) - thick / 2, top, thick, frame.bottom - top, series_colour(0));
        if (labelled || series.values[i] == frame.highest)
            svg.text(frame.centre(i, count), top - 4, Anchor::middle, "v", series.texts[i]);
    }
    svg.line(frame.left, frame.bottom, frame.right, frame.bottom, "a");
}

void draw_many_series(Svg& svg, const Plot& plot, const Frame& frame, bool stacked) {
    const std::size_t count = plot.categories.size();
    const double thick = std::min(frame.slot(count) * 0.74, 44.0);
    const double share = stacked ? thick : thick / static_cast<double>(plot.series.size());
    for (std::size_t i = 0; i < count; ++i) {
        const double left = frame.centre(i, count) - thick / 2;
        double below = 0;
        for (std::size_t s = 0; s < plot.series.size(); ++s) {
            const double value = plot.series[s].values[i];
            const double top = frame.y(below + value);
            const double x = stacked ? left : left + share * static_cast<double>(s);
            svg.bar(x, top, share - (stacked ? 0 : 1), frame.y(below) - top, series_colour(s));
            if (stacked) below += value;
        }
    }
}

void draw_segments(Svg& svg, const Plot& plot, std::size_t category, double y, double scale, double thick) {
    double x = 0;
    for (std::size_t s = 0; s < plot.series.size(); ++s) {
        const double length = plot.series[s].values[category] * scale;
        svg.bar(x, y, std::max(length - 1, 0.0), thick, series_colour(s));
        if (drawn_width(plot.series[s].texts[category], small_font) + 6 < length)
            svg.text(x + length / 2, y + thick - 4, Anchor::middle, dark[s % dark.size()] ? "w" : "v",
                     plot.series[s].texts[category]);
        x += length;
    }
}

void draw_group(Svg& svg, const Plot& plot, std::size_t category, double y, double scale, double thick) {
    for (const PlotSeries& series : plot.series) {
        const auto number = static_cast<std::size_t>(&series - plot.series.data());
        const double length = series.values[category] * scale;
        if (length > 0) svg.bar(0, y, std::max(length, 1.0), thick, series_colour(number));
        svg.text(length + 5, y + thick - 3, Anchor::start, "v", series.texts[category]);
        y += thick + 2;
    }
}

double widest_value(const Plot& plot) {
    double widest = 0;
    for (const PlotSeries& series : plot.series) {
        for (const std::string& text : series.texts) widest = std::max(widest, drawn_width(text, small_font));
    }
    return widest;
}

}  // namespace

const char* series_colour(std::size_t series) { return colours[series % colours.size()]; }

std::string draw_columns(const Plot& plot, bool stacked) {
    const double most = greatest(plot, stacked);
    Svg svg(width, 172, plot.id, plot.title, description(plot));
    if (plot.series.size() == 1) {
        Frame frame;
        frame.highest = most;
        draw_one_series(svg, plot, frame);
        draw_categories(svg, plot, frame);
        return svg.finish();
    }
    const double step = step_for(most, 4);
    const Frame frame = gridded_frame(0, step, most);
    draw_grid(svg, frame, step, plot.percent);
    draw_many_series(svg, plot, frame, stacked);
    draw_categories(svg, plot, frame);
    return svg.finish();
}

std::string draw_bars(const Plot& plot, bool stacked) {
    constexpr double thick = 15;
    const double line_height = label_font + 3;
    const auto letters = static_cast<std::size_t>(width / (label_font * 0.53));
    const double bars = stacked ? thick : static_cast<double>(plot.series.size()) * (thick + 2);
    std::vector<std::vector<std::string>> names;
    double height = 2;
    for (const std::string& name : plot.categories) {
        names.push_back(wrap_words(name, letters));
        height += static_cast<double>(names.back().size()) * line_height + bars + 16;
    }
    const double scale = (width - (stacked ? 0 : widest_value(plot) + 8)) / greatest(plot, stacked);
    Svg svg(width, height, plot.id, plot.title, description(plot));
    double y = 0;
    for (std::size_t i = 0; i < plot.categories.size(); ++i) {
        for (const std::string& name : names[i]) svg.text(0, y += line_height, Anchor::start, "n", name);
        y += 5;
        if (stacked)
            draw_segments(svg, plot, i, y, scale, thick);
        else
            draw_group(svg, plot, i, y, scale, thick);
        y += bars + 11;
    }
    return svg.finish();
}

std::string draw_lines(const Plot& plot) {
    double least = plot.series.empty() || plot.categories.empty() ? 0 : plot.series[0].values[0];
    for (const PlotSeries& series : plot.series) {
        for (const double value : series.values) least = std::min(least, value);
    }
    const double most = greatest(plot, false);
    const double step = step_for(std::max(most - (least > most / 2 ? least * 0.95 : 0), most / 20), 4);
    const double lowest = least > most / 2 ? std::floor(least / step) * step : 0;
    const Frame frame = gridded_frame(lowest, step, most);
    Svg svg(width, 172, plot.id, plot.title, description(plot));
    draw_grid(svg, frame, step, plot.percent);
    draw_categories(svg, plot, frame);
    for (std::size_t s = 0; s < plot.series.size(); ++s) {
        std::string points;
        for (std::size_t i = 0; i < plot.categories.size(); ++i) {
            const double x = frame.centre(i, plot.categories.size());
            const double y = frame.y(plot.series[s].values[i]);
            points += (i ? " " : "") + Svg::length(x) + "," + Svg::length(y);
            svg.dot(x, y, series_colour(s));
        }
        svg.path(points, series_colour(s), dashes[s % dashes.size()]);
    }
    return svg.finish();
}

}  // namespace giamsat
