// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/text_layout.hpp"

#include "base/text/text.hpp"
#include "base/text/utf8.hpp"
#include "kernel/reports/cell_text.hpp"

#include <algorithm>
#include <numeric>

namespace giamsat {

namespace {

constexpr std::size_t text_min = 12;       // narrower than this, a column of text is no longer read
constexpr std::size_t header_wanted = 12;  // room a header of numbers is given before it wraps

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto space = std::min(text.find(' '), text.size());
        if (space > 0) words.push_back(text.substr(0, space));
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return words;
}

// The longest beginning of a word that fits, at least one character.
std::string_view beginning(std::string_view word, std::size_t width) {
    std::size_t end = 0;
    utf8::next(word, end);
    for (std::size_t at = end; at < word.size(); end = at) {
        utf8::next(word, at);
        if (display_width(word.substr(0, at)) > width) break;
    }
    return word.substr(0, end);
}

struct Range {
    std::size_t least = 0;
    std::size_t wanted = 0;
};

Range range_of(const ReportTable& table, std::size_t column, Lang lang) {
    const std::string title = column_title(table.columns[column], lang);
    std::size_t widest = 0;
    for (const ReportRow& row : table.rows) {
        const auto indent = column == 0 ? static_cast<std::size_t>(row.indent) * 2 : 0;
        widest = std::max(widest, indent + display_width(cell_text(row.cells[column], lang)));
    }
    const std::size_t word = longest_word(title);
    const std::size_t wanted = std::max({widest, word, std::min(display_width(title), header_wanted)});
    if (table.columns[column].kind != ReportColumn::Kind::text) return {std::max(widest, word), wanted};
    return {std::max(std::min(widest, text_min), word), wanted};
}

std::size_t sum(const std::vector<std::size_t>& widths) {
    return std::accumulate(widths.begin(), widths.end(), (widths.size() - 1) * column_gap);
}

// Takes one place after another from the column that has most to give: first from headers, which may wrap, then from text.
void shrink(std::vector<std::size_t>& widths, const std::vector<Range>& ranges, const std::vector<bool>& gives,
            std::size_t room) {
    for (std::size_t total = sum(widths); total > room; --total) {
        std::size_t from = widths.size();
        std::size_t most = 0;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::size_t slack = gives[i] ? widths[i] - ranges[i].least : 0;
            if (slack <= most) continue;
            most = slack;
            from = i;
        }
        if (from == widths.size()) return;
        --widths[from];
    }
}

}  // namespace

std::size_t longest_word(std::string_view text) {
    std::size_t longest = 0;
    for (const std::string_view word : words_of(text)) longest = std::max(longest, display_width(word));
    return longest;
}

std::vector<std::string> wrap_words(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    for (std::string_view word : words_of(text)) {
        const std::size_t gap = lines.back().empty() ? 0 : 1;
        if (display_width(lines.back()) + gap + display_width(word) <= width) {
            lines.back().append(gap, ' ').append(word);
            continue;
        }
        if (gap > 0) lines.emplace_back();
        while (display_width(word) > width) {
            const std::string_view first = beginning(word, width);
            lines.back() = first;
            lines.emplace_back();
            word.remove_prefix(first.size());
        }
        lines.back() = word;
    }
    return lines;
}

std::vector<std::string> wrap_evenly(std::string_view text, std::size_t width) {
    auto lines = wrap_words(text, width);
    for (std::size_t narrower = width; narrower-- > longest_word(text);) {
        auto fewer = wrap_words(text, narrower);
        if (fewer.size() > lines.size()) break;
        lines = std::move(fewer);
    }
    return lines;
}

std::optional<std::vector<std::size_t>> column_widths(const ReportTable& table, Lang lang, std::size_t room) {
    std::vector<Range> ranges;
    std::vector<std::size_t> widths;
    std::size_t least = (table.columns.size() - 1) * column_gap;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        ranges.push_back(range_of(table, i, lang));
        widths.push_back(ranges.back().wanted);
        least += ranges.back().least;
    }
    if (least > room) return std::nullopt;
    std::vector<bool> numbers;
    for (const ReportColumn& column : table.columns) numbers.push_back(column.kind != ReportColumn::Kind::text);
    shrink(widths, ranges, numbers, room);
    shrink(widths, ranges, std::vector<bool>(widths.size(), true), room);
    return widths;
}

}  // namespace giamsat
