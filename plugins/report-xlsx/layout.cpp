// SPDX-License-Identifier: Apache-2.0
#include "report-xlsx/layout.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <numeric>

namespace giamsat::xlsx {

namespace {

constexpr std::size_t name_characters_max = 31;
constexpr double width_min = 7;
constexpr double width_max = 48;
constexpr double breathing = 3;      // the filter's arrow and the cell's own margins
constexpr double portrait_max = 78;  // characters across A4 between margins of 30 and 15 mm

bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string first_characters(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    while (end < text.size() && (goes_on(text[end]) || count-- > 0)) ++end;
    return std::string(text.substr(0, end));
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !goes_on(c); }));
}

std::string shortened(const std::string& text, std::size_t count) {
    if (characters(text) <= count) return text;
    const std::string cut = first_characters(text, count - 1);
    const auto space = cut.rfind(' ');
    return (space == cut.npos || space < cut.size() / 2 ? cut : cut.substr(0, space)) + "…";
}

std::string written(const Cell& cell, Lang lang) {
    switch (cell.kind) {
        case Kind::blank: return "";
        case Kind::text: return cell.text;
        case Kind::count: return group_digits(cell.number, lang);
        case Kind::share: return write_percent(cell.number, cell.whole, lang);
        case Kind::money: return write_million_dong(cell.number, lang);
        case Kind::date: return write_date(cell.date, lang);
    }
    return "";
}

double longest_word(std::string_view text) {
    std::size_t longest = 0;
    while (!text.empty()) {
        const auto space = std::min(text.find(' '), text.size());
        longest = std::max(longest, display_width(text.substr(0, space)));
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return static_cast<double>(longest);
}

}  // namespace

std::string sheet_name(std::size_t number, std::string_view title) {
    std::string plain = std::to_string(number) + " ";  // what makes it its own, whatever the titles are
    for (std::size_t at = 0; at < title.size(); ++at) {
        const auto byte = static_cast<unsigned char>(title[at]);
        const bool is_illegal =
            byte < 0x20 || byte == 0x7F || std::string_view("[]:*?/\\'").find(title[at]) != title.npos;
        // Excel counts UTF-16 units: with what takes two of them left out, a unit is a character.
        if (byte >= 0xF0)
            at += 3;
        else
            plain += is_illegal ? ' ' : title[at];
    }
    const auto end = plain.find_last_not_of(' ');
    return shortened(plain.substr(0, end + 1), name_characters_max);
}

std::vector<double> column_widths(const Table& table, Lang lang) {
    std::vector<double> widths;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        double width = longest_word(table.columns[i].title);
        for (const Row& row : table.rows) {
            const double indent = i == 0 ? 2.0 * row.indent : 0.0;
            width = std::max(width, static_cast<double>(display_width(written(row.cells[i], lang))) + indent);
        }
        widths.push_back(std::clamp(width + breathing, width_min, width_max));
    }
    return widths;
}

bool wants_landscape(const std::vector<double>& widths) {
    return std::accumulate(widths.begin(), widths.end(), 0.0) > portrait_max;
}

int lines_of(std::string_view text, double width) {
    int lines = 1;
    double filled = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(" \n"), text.size());
        const double word = static_cast<double>(display_width(text.substr(0, end)));
        if (filled > 0 && filled + 1 + word > width) {
            ++lines;
            filled = 0;
        }
        filled += filled > 0 ? word + 1 : word;
        const int breaks = static_cast<int>(filled / (width + 1));  // a word longer than a line is broken
        lines += breaks;
        filled -= breaks * width;
        if (end < text.size() && text[end] == '\n') {
            ++lines;
            filled = 0;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace giamsat::xlsx
