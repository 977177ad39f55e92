// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/svg.hpp"

#include "base/text/text.hpp"

#include <array>
#include <charconv>

namespace giamsat {

std::string Svg::length(double value) {
    std::array<char, 32> room;
    const auto [end, error] = std::to_chars(room.data(), room.data() + room.size(), value, std::chars_format::fixed, 1);
    std::string out(room.data(), error == std::errc() ? end : room.data());
    if (out.ends_with(".0")) out.erase(out.size() - 2);
    return out == "-0" ? "0" : out;
}

Svg::Svg(double width, double height, std::string id, std::string_view title, std::string_view description) {
    out_ = "<svg viewBox=\"0 0 " + length(width) + " " + length(height) + "\" role=\"img\" aria-labelledby=\"" + id +
           "-t " + id + "-d\"><title id=\"" + id + "-t\">" + escape_html(title) + "</title><desc id=\"" + id + "-d\">" +
           escape_html(description) + "</desc>";
}

void Svg::bar(double x, double y, double width, double height, std::string_view colour) {
    out_ += "<rect x=\"" + length(x) + "\" y=\"" + length(y) + "\" width=\"" + length(width) + "\" height=\"" +
            length(height) + "\" fill=\"" + std::string(colour) + "\"/>";
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view css_class) {
    out_ += "<line class=\"" + std::string(css_class) + "\" x1=\"" + length(x1) + "\" y1=\"" + length(y1) + "\" x2=\"" +
            length(x2) + "\" y2=\"" + length(y2) + "\"/>";
}

void Svg::path(const std::string& points, std::string_view colour, std::string_view dashes) {
    out_ += "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + std::string(colour) +
            "\" stroke-width=\"2\"" + (dashes.empty() ? "" : " stroke-dasharray=\"" + std::string(dashes) + "\"") +
            "/>";
}

void Svg::dot(double x, double y, std::string_view colour) {
    out_ += "<circle cx=\"" + length(x) + "\" cy=\"" + length(y) + "\" r=\"3\" fill=\"" + std::string(colour) + "\"/>";
}

void Svg::text(double x, double y, Anchor anchor, std::string_view css_class, std::string_view text) {
    const char* word = anchor == Anchor::start ? "start" : anchor == Anchor::middle ? "middle" : "end";
    out_ += "<text class=\"" + std::string(css_class) + "\" x=\"" + length(x) + "\" y=\"" + length(y) +
            "\" text-anchor=\"" + word + "\">" + escape_html(text) + "</text>";
}

std::string Svg::finish() { return std::move(out_) + "</svg>"; }

double drawn_width(std::string_view text, double font_size) {
    return static_cast<double>(display_width(text)) * font_size * 0.65;
}

}  // namespace giamsat
