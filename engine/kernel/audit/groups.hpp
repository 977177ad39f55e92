// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/audit: things that belong together by a key, in the order of the journal.
#pragma once

#include "base/text/text.hpp"
#include "kernel/audit/audit.hpp"

#include <algorithm>
#include <map>

namespace giamsat {

template <class Thing, class KeyOf>
auto grouped(const std::vector<Thing>& things, KeyOf key_of) {
    std::map<decltype(key_of(things.front())), std::vector<const Thing*>> groups;
    for (const Thing& thing : things) groups[key_of(thing)].push_back(&thing);
    return groups;
}

inline std::string say(Date day) { return write_date(day, Lang::vi); }  // 31/05/2024 in both languages
inline LocalText title_or(const LocalText& title, const std::string& name) {
    return title.vi.empty() ? LocalText{name, name} : title;
}
inline std::string english(std::int64_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

// A lead about these things: their entries, and their cases once each.
template <class Thing>
Lead lead_about(const std::vector<const Thing*>& things) {
    Lead lead;
    for (const Thing* thing : things) {
        lead.entries.push_back(thing->seq);
        const bool known = std::find(lead.cases.begin(), lead.cases.end(), thing->case_id) != lead.cases.end();
        if (!known) lead.cases.push_back(thing->case_id);
    }
    return lead;
}

}  // namespace giamsat
