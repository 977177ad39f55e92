// SPDX-License-Identifier: Apache-2.0
// What a report counts, read from the projections: every table once, no question per row.
#pragma once

#include "kernel/reports/report_data.hpp"
#include "service/ports/readers.hpp"

namespace giamsat {

// `profile` must outlive the data. Lines of plans that were never issued, and lines dropped before approval, are left out.
ReportData gather_report_data(const Readers& readers, const Profile& profile, Date today);

}  // namespace giamsat
