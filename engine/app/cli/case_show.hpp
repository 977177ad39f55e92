// SPDX-License-Identifier: Apache-2.0
// `case show`: the whole of one case on a page, or as JSON.
#pragma once

#include "app/cli/case_text.hpp"

namespace giamsat::cli {

// `viewer` not empty: says what this person can do, and why not the rest. `with_forms`: the answers of its forms too.
int show_case(const CaseRecord& record, const PersonId& viewer, bool with_forms, const Context& context, Desk& desk);

void print_findings(const std::vector<FindingText>& findings, const Context& context, Desk& desk);
void print_recommendations(const std::vector<RecommendationView>& recommendations, const Context& context, Desk& desk);
Json json_of(const FindingText& finding, Desk& desk);

}  // namespace giamsat::cli
