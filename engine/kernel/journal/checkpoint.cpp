// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/checkpoint.hpp"

#include "kernel/journal/lines.hpp"

namespace giamsat {

namespace {

Problem bad(const char* vi, const char* en) { return lines::unreadable({"điểm chốt", "a checkpoint"}, {vi, en}); }

Problem refused(const std::string& vi, const std::string& en) {
    return {ProblemCode::evidence_refused,
            {{"what", "điểm chốt"}, {"what_en", "the checkpoint"}, {"why", vi}, {"why_en", en}}};
}

}  // namespace

std::string write_checkpoint(const Checkpoint& checkpoint) {
    return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + lines::write(checkpoint.root) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
    const auto origin = lines::take(text), size = lines::take(text), root = lines::take(text);
    if (!root || origin->empty()) return bad("cần ít nhất ba dòng", "it needs three lines at least");
    const auto count = lines::number(*size);
    if (!count) return bad("kích thước cây không phải số", "the tree size is no number");
    const auto hash = lines::hash(*root);
    if (!hash) return bad("gốc cây không phải mã băm", "the root is no hash");
    while (!text.empty()) {
        const auto extension = lines::take(text);
        if (!extension || extension->empty()) return bad("dòng mở rộng trống", "an extension line is empty");
    }
    return Checkpoint{std::string(*origin), *count, *hash};
}

Result<SignedCheckpoint> parse_signed_checkpoint(std::string_view bytes) {
    GIAMSAT_TRY(note, parse_note(bytes));
    GIAMSAT_TRY(checkpoint, parse_checkpoint(note.text));
    return SignedCheckpoint{std::move(checkpoint), std::move(note)};
}

// A key that is known here but belongs to another log is checked all the same: a bad signature spoils the note.
Done check_log_signature(const SignedCheckpoint& checkpoint, const std::vector<VerifierKey>& logs) {
    const std::string& origin = checkpoint.checkpoint.origin;
    bool known = false, good = false;
    for (const VerifierKey& log : logs) {
        known = known || log.name == origin;
        for (const NoteSignature& signature : checkpoint.note.signatures) {
            const Verdict verdict = check_signature(log, checkpoint.note.text, signature);
            if (verdict == Verdict::bad)
                return refused("có chữ ký sai của nhật ký " + log.name, "has a wrong signature of log " + log.name);
            good = good || (verdict == Verdict::good && log.name == origin);
        }
    }
    if (!known)
        return refused("thuộc nhật ký “" + origin + "” mà ở đây không biết",
                       "is of log “" + origin + "”, which is not known here");
    if (!good) return refused("không có chữ ký của nhật ký", "is not signed by its log");
    return {};
}

}  // namespace giamsat
