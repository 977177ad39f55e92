// SPDX-License-Identifier: Apache-2.0
// What a visit found, and what was recommended because of it. Free text is sealed under the case's key and is not here.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace giamsat {

struct Finding {
    CaseId id;       // a finding is a case of its own
    CaseId visit;    // where it was found
    UnitId unit;     // whom it is about
    std::string code;      // finding code of the profile
    std::string severity;  // severity id of the profile
    std::optional<std::int64_t> amount;  // đồng concerned
    Date found_on;
    std::optional<Date> closed_on;

    bool operator==(const Finding&) const = default;
};

enum class RecommendationStatus { open, done, reopened, dropped };
inline const char* recommendation_status_name(RecommendationStatus status) {
    switch (status) {
        case RecommendationStatus::open: return "open";
        case RecommendationStatus::done: return "done";
        case RecommendationStatus::reopened: return "reopened";
        case RecommendationStatus::dropped: return "dropped";
    }
    return "";
}
inline std::optional<RecommendationStatus> recommendation_status(std::string_view name) {
    for (auto status : {RecommendationStatus::open, RecommendationStatus::done, RecommendationStatus::reopened,
                        RecommendationStatus::dropped}) {
        if (name == recommendation_status_name(status)) return status;
    }
    return std::nullopt;
}

struct Recommendation {
    CaseId source;   // the case it came out of: a finding, a visit, a session
    int index = 0;   // position within that case
    std::string addressee;  // addressee code of the profile
    Date made_on;
    std::optional<Date> due_on;
    RecommendationStatus status = RecommendationStatus::open;
    std::optional<Date> settled_on;

    bool pending() const { return status == RecommendationStatus::open || status == RecommendationStatus::reopened; }
    bool overdue_on(Date date) const { return pending() && due_on && *due_on < date; }
    bool operator==(const Recommendation&) const = default;
};

}  // namespace giamsat
