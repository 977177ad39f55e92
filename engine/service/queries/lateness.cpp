// SPDX-License-Identifier: Apache-2.0
#include "service/queries/lateness.hpp"

#include "service/queries/case_options.hpp"

#include <algorithm>
#include <set>

namespace giamsat {

namespace {

constexpr std::size_t day_length = 10;  // "24/02/2021"

// A state is active when one inside it is.
std::set<std::string> active(const Json& body, const char* key, const Definition& definition) {
    std::set<std::string> states;
    for (const std::string& id : body.value(key, std::vector<std::string>{})) {
        for (auto at = definition.state(id); at && *at > 0; at = definition.at(*at).parent)
            states.insert(definition.at(*at).id);
    }
    return states;
}

}  // namespace

Date acted_on(std::string_view act, Date business_day) {
    for (std::size_t at = act.size(); at >= day_length; --at) {
        auto day = Date::parse(act.substr(at - day_length, day_length));
        if (day) return *day;
    }
    return business_day;
}

int Lateness::act_late() const { return due ? std::max(0, days_between(*due, acted)) : 0; }
int Lateness::record_late() const { return std::max(0, days_between(acted, recorded)); }

void LatenessWalk::set_deadlines(const Json& body, const Definition& definition) {
    for (const Json& timer : body.value("timers", Json::array())) {
        const std::string id = timer.value("id", "");
        const auto state = definition.state(id);
        const bool is_deadline = state && definition.at(*state).within && definition.at(*state).within->id == id;
        if (is_deadline && timer.contains("due")) due_[id] = {timer["due"].get<std::int64_t>()};
    }
}

// Of the states that are left: the deadline that came first.
std::optional<Instant> LatenessWalk::end_deadlines(const Json& body, const Definition& definition) {
    const auto before = active(body, "from", definition), after = active(body, "to", definition);
    std::optional<Instant> first;
    for (auto at = due_.begin(); at != due_.end();) {
        const bool left = before.contains(at->first) && !after.contains(at->first);
        if (left) first = first ? std::min(*first, at->second) : at->second;
        at = left ? due_.erase(at) : std::next(at);
    }
    return first;
}

std::optional<Lateness> LatenessWalk::take(const Entry& entry, const Definition& definition) {
    const bool moves = entry.kind == "case.moved/1" || entry.kind == "case.migrated/1";
    std::optional<Instant> due;
    if (moves) due = end_deadlines(entry.body, definition);
    if (moves || entry.kind == "case.opened/1") set_deadlines(entry.body, definition);
    if (entry.kind != "case.moved/1" || entry.actor.empty()) return std::nullopt;
    Lateness lateness{{}, acted_on(entry.act, entry.date), date_in_vietnam(entry.t)};
    if (due) lateness.due = last_day(*due);
    return lateness;
}

}  // namespace giamsat
