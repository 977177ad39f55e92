// SPDX-License-Identifier: Apache-2.0
// Issuing a report: it stands on a checkpoint made for it, its files' hashes are the next entries, and each file gets the proof
// of its own entry beside it.
#pragma once

#include "app/cli/context.hpp"
#include "app/cli/reports.hpp"

namespace giamsat::cli {

// Of the journal as it stands. The office is open to write, so nobody else adds to it before the files are issued.
// signer_unreachable, evidence_refused
Result<SignedCheckpoint> checkpoint_for_issue(Workplace& place);
// The report carries it from now on. REQUIRES: the report was read since it was made, and nothing was written
void stand_on_checkpoint(Report& report, const SignedCheckpoint& checkpoint);

// Records each, makes a checkpoint that covers the records, and writes `<file>.tlog-proof`; gives the paths of those.
Result<std::vector<std::filesystem::path>> issue_files(const ReportRequest& request, const Report& report,
                                                       const std::vector<ReportFile>& files, Workplace& place,
                                                       const Context& context);

}  // namespace giamsat::cli
