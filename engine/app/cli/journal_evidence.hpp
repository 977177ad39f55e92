// SPDX-License-Identifier: Apache-2.0
// The subcommands of `journal` that make evidence for outsiders and check it, and what they share. One file for each.
#pragma once

#include "adapters/runtime/export_check.hpp"
#include "app/cli/context.hpp"
#include "kernel/journal/tlog_proof.hpp"

namespace giamsat::cli {

void add_journal_checkpoint(CLI::App& journal, Context& context);
void add_journal_prove(CLI::App& journal, Context& context);
void add_journal_check(CLI::App& journal, Context& context);
void add_journal_export(CLI::App& journal, Context& context);
void add_journal_consistency(CLI::App& journal, Context& context);
void add_journal_policy(CLI::App& journal, Context& context);

inline constexpr const char* proof_ending = ".tlog-proof";

// usage, with advice, when there is no path; evidence_unreadable with every mistake.
Result<Policy> read_policy(const std::string& path);
Result<SignedCheckpoint> read_checkpoint(const std::filesystem::path& path);
// The same, of what went through somebody's hands: a telephone that read the code on paper, an editor, a mail. They end lines
// as they like; what is signed is not changed by that.
Result<SignedCheckpoint> read_held_checkpoint(const std::filesystem::path& path);
std::string with_plain_line_ends(std::string_view text);

// A checkpoint of the journal as it stands, made now if it can be; else the newest that is kept, after a remark. not_found when
// there is none at all.
Result<SignedCheckpoint> newest_checkpoint(const Context& context);
Problem no_checkpoint();

// What is proved, for whom, when, and who cosigned.
void print_evidence(const Evidence& evidence, const Context& context);
void print_evidence(const ExportEvidence& evidence, std::size_t older, const Context& context);
Json evidence_json(const Evidence& evidence);
Json evidence_json(const ExportEvidence& evidence);
std::string write_time(std::uint64_t posix_seconds);  // "04/03/2024 09:15" in Vietnam

}  // namespace giamsat::cli
