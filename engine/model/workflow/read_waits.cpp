// SPDX-License-Identifier: Apache-2.0
// `wait`: how many of the cases this one opened must have ended before it goes on. It becomes eventless transitions, so
// that step() needs no word for it.
#include "model/workflow/checks.hpp"
#include "model/workflow/reading.hpp"

namespace giamsat::workflow {

namespace {

constexpr int count_max = 1'000'000;
constexpr int percent_max = 100;
constexpr const char* none_open = "${children_open} = 0";

void refuse(Reading& reading, const LocalText& what, const LocalText& advice, const Where& where) {
    reading.problems.push_back(rule_broken("W16", what, advice, where));
}

bool read_amount(Reading& reading, YamlReader& from, Wait& wait) {
    std::string text = from.text("at_least");
    const bool share = text.ends_with('%');
    if (share) text.pop_back();
    const auto amount = text.empty() || text.size() > 7 ? std::nullopt : field_value(FieldType::integer, text);
    const std::int64_t number = amount ? amount->get<std::int64_t>() : 0;
    if (number >= 1 && number <= (share ? percent_max : count_max)) {
        wait.how = share ? Wait::For::share : Wait::For::count;
        wait.amount = static_cast<int>(number);
        return true;
    }
    refuse(reading,
           {"“at_least” là một số từ 1, hoặc từ 1% đến 100%.", "“at_least” is a number from 1, or 1% to 100%."},
           {"Ví dụ: at_least: 3, hoặc at_least: 90%.", "For example: at_least: 3, or at_least: 90%."},
           from.where("at_least"));
    return false;
}

bool read_measure(Reading& reading, YamlReader& from, Wait& wait) {
    if (from.has("for") == from.has("at_least")) {
        refuse(reading, {"“wait” cần “for” hoặc “at_least”.", "“wait” needs either “for” or “at_least”."},
               {"“for”: all hoặc any; “at_least”: một số, hoặc số phần trăm.",
                "“for”: all or any; “at_least”: a number, or a share in percent."},
               wait.where);
        return false;
    }
    if (from.has("at_least")) return read_amount(reading, from, wait);
    const auto word = read_choice(reading, from, "for", {"all", "any"});
    if (word == "any") wait.how = Wait::For::any;
    return word.has_value();
}

std::string enough(const Wait& wait) {
    const std::string amount = std::to_string(wait.amount);
    switch (wait.how) {
        case Wait::For::all: return none_open;
        case Wait::For::any: return "${children_done} >= 1";
        case Wait::For::count: return "${children_done} >= " + amount;
        case Wait::For::share: return "${children_done} * 100 >= ${children_total} * " + amount;
    }
    return none_open;
}

void check_otherwise(Reading& reading, YamlReader& from, const Wait& wait) {
    const bool needed = wait.how != Wait::For::all;
    if (needed == from.has("otherwise")) return;
    if (needed)
        refuse(reading,
               {"“wait” này cần “otherwise”: đi đâu khi tất cả đã kết thúc mà vẫn chưa đủ.",
                "This “wait” needs “otherwise”: where to go when all have ended and too few are done."},
               {"Thêm “otherwise: TRẠNG THÁI”.", "Add “otherwise: STATE”."}, wait.where);
    else
        refuse(reading, {"“for: all” không có “otherwise”.", "“for: all” has no “otherwise”."},
               {"Bỏ khóa này, hoặc dùng “at_least: 100%”.", "Remove this key, or use “at_least: 100%”."},
               from.where("otherwise"));
}

int go(Reading& reading, StateIndex state, const std::string& when, const std::string& to, const Where& where) {
    Transition transition;
    transition.source = state;
    transition.when = compile(reading, when, {}, where);
    transition.where = where;
    auto& all = reading.definition.transitions;
    const int index = static_cast<int>(all.size());
    reading.definition.states[static_cast<std::size_t>(state)].transitions.push_back(index);
    all.push_back(std::move(transition));
    reading.references.push_back({Reference::From::target, index, to, where});
    return index;
}

}  // namespace

void read_wait(Reading& reading, YamlReader& from, StateIndex state) {
    const YamlNode* node = from.mapping("wait");
    if (!node) return;
    YamlReader inner(reading.file, *node, from.path_of("wait"), reading.problems);
    Wait wait;
    wait.where = from.where("wait");
    const bool measured = read_measure(reading, inner, wait);
    if (measured) check_otherwise(reading, inner, wait);
    const std::string to = inner.text("to");
    const std::string otherwise = inner.text_or("otherwise", {});
    auto actions = read_actions(reading, inner, "do", {});
    const std::string legal = read_legal(inner);
    inner.finish();
    if (!measured || to.empty()) {
        reading.graph_damaged = true;
        return;
    }
    const std::size_t first = reading.definition.transitions.size();
    wait.met = go(reading, state, enough(wait), to, inner.where("to"));
    reading.definition.transitions[static_cast<std::size_t>(wait.met)].actions = std::move(actions);
    if (!otherwise.empty()) wait.unmet = go(reading, state, none_open, otherwise, inner.where("otherwise"));
    auto& all = reading.definition.transitions;
    for (std::size_t i = first; i < all.size(); ++i) all[i].legal = legal;
    reading.definition.states[static_cast<std::size_t>(state)].wait = std::move(wait);
}

}  // namespace giamsat::workflow
