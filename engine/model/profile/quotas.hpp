// SPDX-License-Identifier: Apache-2.0
// quotas.yaml: what each year's plans must cover. Counts are expressions over ${year}, ${units} (units of the level
// valid that year, of the association if one is named) and the quota's parameters.
#pragma once

#include "model/expression/expression.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giamsat {

struct Quota {
    std::string id;
    std::string plan_type;
    std::string body;  // issuing body the quota belongs to
    std::string by;    // body that goes (default: body)
    std::string level;
    std::string mode;         // inspection | supervision
    std::string variant;      // scheduled | thematic
    std::string association;  // only units of this association; "" = all
    std::string within;       // id of a quota of the same plan: units are chosen below ITS units, lines become children
    std::optional<Expression> count;   // how many units
    std::optional<Expression> sample;  // total of units of `sample_level` to be sampled over all lines of this quota
    std::string sample_level;
    std::vector<int> months;             // allowed months, spread evenly
    std::optional<Expression> priority;  // greater first; over ${months_since_visit}, ${open_findings}, ${children}
    Where where;
};

struct Quotas {
    std::vector<Quota> quotas;
};

}  // namespace giamsat
