// SPDX-License-Identifier: Apache-2.0
#include "app/cli/table.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <numeric>
#include <sstream>

namespace giamsat::cli {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 8;  // no column of words is made narrower than this,
constexpr std::size_t word_max = 32;  // nor than its longest word, unless that is longer still

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (char c : text) {
        if (c == ' ' || c == '\n')
            words.emplace_back();
        else
            words.back() += c;
    }
    return words;
}

// Breaks at spaces, keeping what the text is indented by; a word wider than the column stands out of it.
std::vector<std::string> wrapped_line(const std::string& text, std::size_t width) {
    if (display_width(text) <= width) return {text};
    const std::string indent(std::min(text.find_first_not_of(' '), text.size()), ' ');
    std::vector<std::string> lines = {indent};
    for (const std::string& word : words_of(text.substr(indent.size()))) {
        if (lines.back() != indent && display_width(lines.back()) + 1 + display_width(word) > width)
            lines.push_back(indent);
        lines.back() += (lines.back() == indent ? "" : " ") + word;
    }
    return lines;
}

std::vector<std::string> lines_in(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
    std::vector<std::string> all;
    for (const std::string& line : lines_in(text)) {
        auto parts = wrapped_line(line, width);
        all.insert(all.end(), parts.begin(), parts.end());
    }
    return all;
}

std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0;
    for (const std::string& line : lines_in(text)) widest = std::max(widest, display_width(line));
    return widest;
}

std::size_t longest_word(const std::string& text) {
    std::size_t longest = text.find_first_not_of(' ') == text.npos ? 0 : text.find_first_not_of(' ');
    const std::size_t indent = longest;
    for (const std::string& word : words_of(text)) longest = std::max(longest, indent + display_width(word));
    return std::min(longest, word_max);
}

std::string without_trailing_spaces(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string painted(const Context& context, const char* code, const std::string& text) {
    return context.colour() && !text.empty() ? std::string("\033[") + code + "m" + text + "\033[0m" : text;
}

}  // namespace

std::string bold(const Context& context, const std::string& text) { return painted(context, "1", text); }
std::string faint(const Context& context, const std::string& text) { return painted(context, "2", text); }
std::string alarm(const Context& context, const std::string& text) { return painted(context, "31", text); }

std::string and_more(const Context& context, std::size_t more) {
    return faint(context, context.say({"… và ", "… and "}) + std::to_string(more) +
                              context.say({" dòng nữa (--limit 0: tất cả)", " more (--limit 0: all)"}));
}

Table& Table::text(const LocalText& title) {
    columns_.push_back({context_.say(title), false});
    return *this;
}

Table& Table::number(const LocalText& title) {
    columns_.push_back({context_.say(title), true});
    return *this;
}

void Table::row(std::vector<std::string> cells) {
    cells.resize(columns_.size());
    rows_.push_back(std::move(cells));
}

std::vector<std::string> Table::titles() const {
    std::vector<std::string> all;
    for (const Column& column : columns_) all.push_back(column.title);
    return all;
}

// 0 leaves a column out. When the whole is too wide, the widest column of words gives way, again and again.
std::vector<std::size_t> Table::widths() const {
    std::vector<std::size_t> widths(columns_.size(), 0), least(columns_.size(), narrowest);
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], widest_line(row[i]));
            least[i] = std::max(least[i], longest_word(row[i]));
        }
    }
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] > 0) widths[i] = std::max(widths[i], display_width(columns_[i].title));
    }
    const auto shown = widths.size() - static_cast<std::size_t>(std::count(widths.begin(), widths.end(), 0u));
    const std::size_t gaps = shown > 1 ? gap * (shown - 1) : 0;
    auto room = static_cast<std::size_t>(std::max(context_.columns(), 40));
    for (;;) {
        std::size_t all = std::accumulate(widths.begin(), widths.end(), gaps);
        std::size_t widest = columns_.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            bool gives = !columns_[i].right && widths[i] > least[i];
            if (gives && (widest == columns_.size() || widths[i] > widths[widest])) widest = i;
        }
        if (all <= room || widest == columns_.size()) return widths;
        --widths[widest];
    }
}

std::string Table::rule(const std::vector<std::size_t>& widths) const {
    std::string line;
    for (std::size_t width : widths) {
        if (width == 0) continue;
        if (!line.empty()) line += std::string(gap, ' ');
        for (std::size_t i = 0; i < width; ++i) line += "─";
    }
    return line;
}

std::string Table::lines_of(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const {
    std::vector<std::vector<std::string>> parts;
    std::size_t height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        parts.push_back(widths[i] ? wrapped(cells[i], widths[i]) : std::vector<std::string>{});
        height = std::max(height, parts.back().size());
    }
    std::string all;
    for (std::size_t at = 0; at < height; ++at) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (widths[i] == 0) continue;
            if (!line.empty()) line += std::string(gap, ' ');
            std::string part = at < parts[i].size() ? parts[i][at] : "";
            line += columns_[i].right ? pad_left(part, widths[i]) : pad_right(part, widths[i]);
        }
        all += (at ? "\n" : "") + without_trailing_spaces(line);
    }
    return all;
}

std::string Table::str() const {
    auto wide = widths();
    std::string all = bold(context_, lines_of(titles(), wide)) + "\n" + faint(context_, rule(wide));
    for (const auto& row : rows_) all += "\n" + lines_of(row, wide);
    return all;
}

}  // namespace giamsat::cli
