// SPDX-License-Identifier: Apache-2.0
#include "model/profile/profile.hpp"

#include <algorithm>

namespace giamsat {

namespace {

template <class Item>
const Item* by_id(const std::vector<Item>& items, std::string_view id) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

template <class Item>
const Item* by_code(const std::vector<Item>& items, std::string_view code) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.code == code; });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Level* Profile::level(std::string_view wanted) const { return by_id(levels, wanted); }
const Body* Profile::body(std::string_view wanted) const { return by_id(bodies, wanted); }
const Role* Profile::role(std::string_view wanted) const { return by_id(roles, wanted); }
const PlanType* Profile::plan_type(std::string_view wanted) const { return by_id(plan_types, wanted); }
const Association* Profile::association(std::string_view code) const { return by_code(associations, code); }
const FindingCode* Profile::finding(std::string_view code) const { return by_code(findings, code); }
const Severity* Profile::severity(std::string_view wanted) const { return by_id(severities, wanted); }

bool Profile::is_below(std::string_view lower, std::string_view above) const {
    const auto* now = level(lower);
    for (std::size_t steps = 0; now && !now->parent.empty() && steps < levels.size(); ++steps) {
        if (now->parent == above) return true;
        now = level(now->parent);
    }
    return false;
}

}  // namespace giamsat
