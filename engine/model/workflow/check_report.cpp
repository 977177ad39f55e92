// SPDX-License-Identifier: Apache-2.0
// W26: a report that is called for is one of the profile's. Asked while the action is read: its place is known there.
#include "model/workflow/reading.hpp"

#include <algorithm>

namespace giamsat::workflow {

void check_report(Reading& reading, const std::string& report, const Where& where) {
    const auto* known = reading.context.reports;
    if (!known || report.empty() || std::find(known->begin(), known->end(), report) != known->end()) return;
    const LocalText near = did_you_mean(report, *known);
    reading.problems.push_back(rule_broken(
        "W26",
        {"Không có báo cáo “" + report + "”" + near.vi + ".", "There is no report “" + report + "”" + near.en + "."},
        {"Dùng tên một tệp reports/….report.yaml.", "Use the name of a file reports/….report.yaml."}, where));
}

}  // namespace giamsat::workflow
