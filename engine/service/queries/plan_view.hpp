// SPDX-License-Identifier: Apache-2.0
// A plan, its lines with what became of each, and where in the year and on the map they fall.
#pragma once

#include "service/queries/case_options.hpp"

#include <array>

namespace giamsat {

struct PlanLineView {
    int number = 0;  // counted from 1 in drafted order; what people call the line
    PlanLine line;
    std::optional<CaseRecord> visit;
};

struct LevelCount {
    std::string level;
    std::string mode;
    int planned = 0;  // dropped lines left out, cancelled visits counted
    int done = 0;
    int cancelled = 0;
};

// Rows are units of one level, with everything below them; the last column of `months` is the year.
struct PlanMatrix {
    static constexpr int months = 12;
    struct Row {
        UnitId unit;  // empty: lines of no unit of that level
        std::array<int, months> count{};
        int all = 0;
    };
    std::string level;
    std::vector<Row> rows;  // by the unit's code
};

struct PlanView {
    Plan plan;
    CaseRecord record;
    std::vector<PlanLineView> lines;
    std::vector<LevelCount> counts;  // by level as the profile lists them
};

PlanView plan_view(const Plan& plan, const Profile& profile, Readers& read);
PlanMatrix plan_matrix(const PlanView& view, const std::string& level, Readers& read);
// The level whose units make a readable matrix: the highest below the top that visits are made to.
std::string matrix_level(const Profile& profile);

}  // namespace giamsat
