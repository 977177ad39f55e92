// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/case_text.hpp"
#include "service/queries/plan_view.hpp"

namespace giamsat::cli {

struct PlanShowWords {
    std::string plan;
    std::string level;  // only lines of this level
    int month = 0;      // only lines of this month
    bool matrix = false;
    std::size_t limit = 60;
};

int show_plan(const PlanView& view, const PlanShowWords& words, const Context& context, Desk& desk);
int list_plans(int year, const Context& context, Desk& desk);
Json json_of(const PlanView& view, Desk& desk);  // without its lines

}  // namespace giamsat::cli
