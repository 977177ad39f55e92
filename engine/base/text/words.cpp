// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"

#include <algorithm>
#include <numeric>

namespace giamsat {

namespace {

// Edits between two words, a swap of neighbours counting as one (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two_back(b.size() + 1);
    std::vector<std::size_t> back(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(back.begin(), back.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
        }
        std::swap(two_back, back);
        std::swap(back, row);
    }
    return back[b.size()];
}

constexpr std::size_t word_max = 64;  // nobody mistypes a longer one, and the work is quadratic

const char* html_entity(char c) {
    switch (c) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&#39;";
        default: return nullptr;
    }
}

bool is_negative_number(std::string_view text) {
    return text.size() > 1 && text[0] == '-' && text.find_first_not_of("0123456789.,", 1) == text.npos;
}

bool is_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos &&
           !is_negative_number(text);
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    if (word.size() > word_max) return {};
    const std::string folded = fold_for_search(word);
    if (folded.size() < 2) return {};  // any other letter would be near
    std::size_t best = std::max<std::size_t>(1, folded.size() / 3) + 1;
    const std::string* found = nullptr;
    for (const auto& candidate : known) {
        if (candidate.size() > word_max) continue;
        const std::size_t far = distance(folded, fold_for_search(candidate));
        if (far >= best) continue;
        best = far;
        found = &candidate;
    }
    return found ? *found : std::string();
}

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (const char* entity = html_entity(c))
            out += entity;
        else
            out += c;
    }
    return out;
}

std::string escape_csv(std::string_view text) {
    std::string cell = is_formula(text) ? "'" + std::string(text) : std::string(text);
    if (cell.find_first_of("\",;\n\r\t") == cell.npos && !cell.starts_with(' ') && !cell.ends_with(' ')) return cell;
    std::string out = "\"";
    for (const char c : cell) out.append(c == '"' ? 2 : 1, c);
    return out += '"';
}

}  // namespace giamsat
