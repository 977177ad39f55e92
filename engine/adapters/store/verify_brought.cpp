// SPDX-License-Identifier: Apache-2.0
// What the auditor brings: checkpoints and proofs held by others. They are checked by the keys that are believed, compared with
// the tree (judge_testimonies) and with what the office keeps of them.
#include "adapters/store/verifying.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giamsat::store {

namespace {

LocalText named(const BroughtEvidence& brought) {
    return {fmt::format("điểm chốt {} mục trong “{}”", brought.checkpoint.checkpoint.size, brought.name),
            fmt::format("the checkpoint of {} entries in “{}”", brought.checkpoint.checkpoint.size, brought.name)};
}

void say(Verifying& verifying, const char* what, const BroughtEvidence& brought, const LocalText& text) {
    const LocalText who = named(brought);
    verifying.differ(what, brought.name, {who.vi + " " + text.vi, who.in(Lang::en) + " " + text.in(Lang::en)});
}

// Signed by a key that is believed. Where there is none, whoever brings it answers for it.
bool well_signed(Verifying& verifying, const BroughtEvidence& brought) {
    const auto keys = keys_of(verifying, brought.checkpoint.checkpoint.origin);
    if (keys.empty() || !verifying.looks_at(VerifyPart::signatures)) return true;
    auto done = check_log_signature(brought.checkpoint, keys);
    if (!done) say(verifying, "checkpoint_bad", brought, reason_of(done.error()));
    return done.has_value();
}

// What the policy does not believe is worth nothing; what only the signer of this folder denies may be the truth.
void take(Verifying& verifying, const BroughtEvidence& brought) {
    ++verifying.report.evidence.brought;
    if (!well_signed(verifying, brought) && verifying.options.evidence.policy) return;
    hear(verifying, {Testimony::By::brought, brought.name, named(brought), brought.checkpoint.checkpoint});
    if (brought.proven) verifying.proven[*brought.proven];
}

void check_policy_knows(Verifying& verifying) {
    const auto& policy = verifying.options.evidence.policy;
    verifying.report.evidence.policy = policy.has_value();
    const std::string& origin = verifying.origins.back().name;
    if (!policy || std::any_of(policy->logs().begin(), policy->logs().end(),
                               [&](const Policy::Log& log) { return log.key.name == origin; }))
        return;
    verifying.differ("foreign_origin", "policy",
                     {fmt::format("chính sách mang theo không biết nhật ký “{}”", origin),
                      fmt::format("the policy brought does not know log “{}”", origin)});
}

// Rows of the office about the checkpoint that was brought.
bool keeps(Verifying& verifying, const Checkpoint& checkpoint) {
    Statement read(verifying.office, "SELECT 1 FROM log_checkpoint WHERE origin = ?1 AND size = ?2");
    return read.with(checkpoint.origin, checkpoint.size).next();
}

bool keeps(Verifying& verifying, const Checkpoint& checkpoint, const NoteSignature& signature) {
    Statement read(verifying.office,
                   "SELECT 1 FROM log_cosignature WHERE origin = ?1 AND size = ?2 AND name = ?3 AND key_id = ?4");
    return read.with(checkpoint.origin, checkpoint.size, signature.name, signature.id).next();
}

void compare_kept(Verifying& verifying, const BroughtEvidence& brought) {
    const Checkpoint& checkpoint = brought.checkpoint.checkpoint;
    if (!holds(verifying, checkpoint) || checkpoint.origin != verifying.origins.back().name)
        return;  // a recovery loses some
    if (!keeps(verifying, checkpoint))
        return say(verifying, "checkpoint_missing", brought,
                   {"không còn trong văn phòng: bị xóa, hoặc đây là một bản khôi phục",
                    "is kept in the office no more: it was taken out, or this is a restored copy"});
    for (const NoteSignature& signature : brought.checkpoint.note.signatures)
        if (signature.name != checkpoint.origin && !keeps(verifying, checkpoint, signature))
            say(verifying, "cosignature_missing", brought,
                {"có chữ ký của " + signature.name + " mà văn phòng không còn giữ",
                 "bears a signature of " + signature.name + " that the office keeps no more"});
}

void compare_entry(Verifying& verifying, const BroughtEvidence& brought) {
    const auto found = verifying.proven.find(*brought.proven);
    if (found == verifying.proven.end() || !found->second || *found->second == brought.leaf) return;
    verifying.entry_differs("entry_changed", *brought.proven,
                            "khác với mục được chứng minh trong “" + brought.name + "”",
                            "is not the one that “" + brought.name + "” proves");
}

}  // namespace

void hear_brought(Verifying& verifying) {
    check_policy_knows(verifying);
    for (const BroughtEvidence& brought : verifying.options.evidence.brought) take(verifying, brought);
}

void compare_brought(Verifying& verifying) {
    for (const BroughtEvidence& brought : verifying.options.evidence.brought) {
        compare_kept(verifying, brought);
        if (brought.proven && origin_named(verifying, brought.checkpoint.checkpoint.origin))
            compare_entry(verifying, brought);
    }
}

}  // namespace giamsat::store
