// SPDX-License-Identifier: Apache-2.0
#include "base/core/problem.hpp"

#include "base/core/ensure.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace giamsat {

namespace {

const std::string* detail(const Details& details, std::string_view name) {
    auto found = std::find_if(details.begin(), details.end(), [&](const auto& pair) { return pair.first == name; });
    return found == details.end() ? nullptr : &found->second;
}

const std::string* detail_in(const Details& details, std::string_view name, Lang lang) {
    if (lang == Lang::en) {
        if (const auto* translated = detail(details, std::string(name) + "_en")) return translated;
    }
    return detail(details, name);
}

// One pass: a value that happens to hold braces is never filled again.
std::string fill(std::string_view sentence, const Details& details, Lang lang) {
    std::string out;
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        const auto close = open == sentence.npos ? sentence.npos : sentence.find('}', open);
        if (close == sentence.npos) break;
        out += sentence.substr(0, open);
        const auto* value = detail_in(details, sentence.substr(open + 1, close - open - 1), lang);
        out += value ? std::string_view(*value) : sentence.substr(open, close - open + 1);
        sentence.remove_prefix(close + 1);
    }
    return out.append(sentence);
}

const ProblemInfo& info(ProblemCode code) {
    const auto& all = all_problem_codes();
    const auto index = static_cast<std::size_t>(code);
    ENSURE(index < all.size(), "a problem code is one of the list");
    return all[index];
}

}  // namespace

const std::vector<ProblemInfo>& all_problem_codes() {
    static const std::vector<ProblemInfo> all = {
#define X(code, status, vi, en, advice_vi, advice_en) \
    {ProblemCode::code, #code, status, {vi, en}, {advice_vi, advice_en}},
#include "base/core/problem_codes.def"
#undef X
    };
    return all;
}

std::string Where::str() const {
    std::string out = file;
    const auto add = [&out](int number) {
        if (number <= 0) return;
        if (!out.empty()) out += ':';
        out += std::to_string(number);
    };
    add(line);
    if (line > 0) add(column);
    if (field.empty()) return out;
    return out.empty() ? field : out + " (" + field + ")";
}

std::string Problem::message(Lang lang) const { return fill(info(code).message.in(lang), details, lang); }

std::string Problem::advice(Lang lang) const {
    if (const auto* own = detail_in(details, "advice", lang)) return *own;
    return fill(info(code).advice.in(lang), details, lang);
}

const char* Problem::name() const { return info(code).name; }
int Problem::status() const { return info(code).status; }

ExitClass Problem::exit_class() const {
    switch (status()) {
        case 400: return ExitClass::usage;
        case 403: return ExitClass::not_allowed;
        case 404: return ExitClass::not_found;
        case 415: return ExitClass::bad_input;
        case 500: return ExitClass::damaged;
        case 503:
        case 507: return ExitClass::unavailable;
        default: return ExitClass::refused;
    }
}

namespace {

bool stands_before(const Problem& a, const Problem& b) {
    if (a.where.file != b.where.file) return a.where.file < b.where.file;
    if (a.where.line != b.where.line) return a.where.line < b.where.line;
    return a.where.column < b.where.column;
}

}  // namespace

Problem join(std::vector<Problem> problems) {
    ENSURE(!problems.empty(), "there is a problem to join");
    std::vector<Problem> flat;
    for (auto& problem : problems) {
        auto inner = std::exchange(problem.others, {});
        flat.push_back(std::move(problem));
        std::move(inner.begin(), inner.end(), std::back_inserter(flat));
    }
    std::stable_sort(flat.begin(), flat.end(), stands_before);
    Problem first = std::move(flat.front());
    first.others.assign(std::make_move_iterator(flat.begin() + 1), std::make_move_iterator(flat.end()));
    return first;
}

}  // namespace giamsat
