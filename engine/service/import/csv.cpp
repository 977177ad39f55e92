// SPDX-License-Identifier: Apache-2.0
#include "service/import/csv.hpp"

#include <algorithm>

namespace giamsat::import {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

std::string_view trimmed(std::string_view text) {
    for (;;) {
        if (text.starts_with(' ') || text.starts_with('\t'))
            text.remove_prefix(1);
        else if (text.starts_with(no_break_space))
            text.remove_prefix(no_break_space.size());
        else
            break;
    }
    for (;;) {
        if (text.ends_with(' ') || text.ends_with('\t'))
            text.remove_suffix(1);
        else if (text.ends_with(no_break_space))
            text.remove_suffix(no_break_space.size());
        else
            break;
    }
    return text;
}

// Our own tables guard what a spreadsheet would take for a formula with an apostrophe; it is no part of the value.
std::string_view unguarded(std::string_view text) {
    const bool guarded =
        text.size() > 1 && text[0] == '\'' && std::string_view("=+-@\t").find(text[1]) != std::string_view::npos;
    return guarded ? text.substr(1) : text;
}

}  // namespace

bool CsvRow::blank() const {
    return flaws.empty() && width == cells.size() &&
           std::all_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.text.empty(); });
}

bool Csv::next(CsvRow& row) {
    if (at_ >= text_.size()) return false;
    row.cells.clear(), row.flaws.clear(), row.width = 0, row.at = at_;
    for (;;) {
        take_cell(row);
        if (at_ >= text_.size()) return true;
        if (text_[at_++] == '\n') return true;
    }
}

bool Csv::at_end_of_cell() const { return at_ >= text_.size() || text_[at_] == delimiter_ || text_[at_] == '\n'; }

void Csv::take_cell(CsvRow& row) {
    const std::size_t begin = at_;
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    const std::string_view text = quoted ? take_quoted(row) : take_plain(row);
    if (text.size() > cell_bytes_max)
        row.flaws.push_back({begin, {"ô dài quá 4 KiB", "the cell is longer than 4 KiB"}});
    if (++row.width <= columns_max) row.cells.push_back({unguarded(trimmed(text)), begin});
}

std::string_view Csv::take_plain(CsvRow& row) {
    const std::size_t begin = at_;
    while (!at_end_of_cell()) ++at_;
    const std::string_view text = text_.substr(begin, at_ - begin);
    const auto quote = text.find('"');
    if (quote != text.npos) {
        row.flaws.push_back({begin + quote,
                             {"dấu \" trong ô: đặt cả ô trong dấu \" và viết nó hai lần",
                              "a \" inside the cell: put the whole cell in quotes and double it"}});
    }
    return text;
}

std::string_view Csv::take_quoted(CsvRow& row) {
    const std::size_t open = at_++;
    bool doubled = false;
    std::size_t close = text_.find('"', at_);
    for (; close != text_.npos && close + 1 < text_.size() && text_[close + 1] == '"';
         close = text_.find('"', close + 2))
        doubled = true;
    if (close == text_.npos) {
        row.flaws.push_back({open, {"dấu \" mở ở đây không được đóng", "the quote opened here is never closed"}});
        at_ = text_.size();
        return {};
    }
    std::string_view text = text_.substr(at_, close - at_);
    at_ = close + 1;
    if (!at_end_of_cell()) {
        row.flaws.push_back({at_, {"có chữ sau dấu \" đóng ô", "there is text after the quote that ends the cell"}});
        while (!at_end_of_cell()) ++at_;
    }
    if (!doubled) return text;
    std::string& single = unquoted_.emplace_back();
    for (std::size_t i = 0; i < text.size(); ++i) single += text[i] == '"' ? text[i++] : text[i];
    return single;
}

char delimiter_of(std::string_view text) {
    int commas = 0, semicolons = 0;
    bool inside = false;
    for (const char c : text.substr(0, text.find('\n'))) {
        if (c == '"') inside = !inside;
        if (inside) continue;
        commas += c == ',', semicolons += c == ';';
    }
    return semicolons > commas ? ';' : ',';
}

}  // namespace giamsat::import
