// SPDX-License-Identifier: Apache-2.0
#include "app/cli/report_issue.hpp"

#include "app/cli/journal_evidence.hpp"
#include "base/core/ensure.hpp"
#include "base/platform/files.hpp"
#include "service/queries/proving.hpp"

namespace giamsat::cli {

namespace fs = std::filesystem;

// Deadlines first: their entries belong to what the report counts.
Result<SignedCheckpoint> checkpoint_for_issue(Workplace& place) {
    GIAMSAT_CHECK(place.fire_due_timers());
    GIAMSAT_TRY(made, place.checkpoint());
    return std::move(made.signed_one);
}

// Only the log's own line: what witnesses add later would not fit a code that has to be read off paper.
void stand_on_checkpoint(Report& report, const SignedCheckpoint& checkpoint) {
    ENSURE(report.journal_size == checkpoint.checkpoint.size, "nothing is written between checkpoint and report");
    report.checkpoint = write_note({checkpoint.note.text, {checkpoint.note.signatures.front()}});
}

namespace {

Result<fs::path> write_proof_of(const ReportFile& file, std::uint64_t issued_from, const SignedCheckpoint& checkpoint,
                                Workplace& place) {
    const fs::path path = file.path.string() + proof_ending;
    auto proof = place.ask([&](Readers& read) {
        const auto seq = place_of_issued(file.sha256, issued_from, read);
        ENSURE(seq, "what was just issued is in the journal");
        return prove({*seq}, checkpoint, read);
    });
    if (!proof) return std::move(proof.error());
    GIAMSAT_CHECK(write_file(path, write_proof(*proof)));
    return path;
}

}  // namespace

Result<std::vector<fs::path>> issue_files(const ReportRequest& request, const Report& report,
                                          const std::vector<ReportFile>& files, Workplace& place,
                                          const Context& context) {
    GIAMSAT_TRY(by, context.requester(place));
    GIAMSAT_TRY(on, context.business_day());
    for (const ReportFile& file : files) GIAMSAT_CHECK(place.run(by, issue_command(request, report, file), on));
    GIAMSAT_TRY(checkpoint, place.checkpoint());
    std::vector<fs::path> proofs;
    for (const ReportFile& file : files) {
        GIAMSAT_TRY(path, write_proof_of(file, report.journal_size, checkpoint.signed_one, place));
        proofs.push_back(std::move(path));
    }
    return proofs;
}

}  // namespace giamsat::cli
