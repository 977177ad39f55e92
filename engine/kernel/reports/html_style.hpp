// SPDX-License-Identifier: Apache-2.0
// The style sheet of a report: a sans face on screens, Times on paper; A4 with the margins of NĐ 30/2020.
#pragma once

#include <string_view>

namespace giamsat {

extern const std::string_view report_css;

}  // namespace giamsat
