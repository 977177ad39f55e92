// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/witnessing.hpp"

#include "kernel/journal/lines.hpp"

namespace giamsat {

namespace {

constexpr std::size_t proof_lines_max = 63;

Problem bad(const char* vi, const char* en) {
    return lines::unreadable({"yêu cầu chứng kiến", "a request to a witness"}, {vi, en});
}

// The text of a checkpoint nobody has signed yet, with the blank line behind it.
Result<SignedCheckpoint> parse_unsigned(std::string_view bytes) {
    if (!bytes.ends_with("\n\n")) return bad("thiếu dòng trống cuối", "the blank line at the end is missing");
    const std::string_view text = bytes.substr(0, bytes.size() - 1);
    GIAMSAT_TRY(checkpoint, parse_checkpoint(text));
    return SignedCheckpoint{std::move(checkpoint), {std::string(text), {}}};
}

}  // namespace

std::string write_request(const AddCheckpoint& request) {
    std::string body = "old " + std::to_string(request.old_size) + "\n";
    for (const Hash& hash : request.proof) body += lines::write(hash) + "\n";
    return body + "\n" + write_note(request.checkpoint.note);
}

Result<AddCheckpoint> parse_request(std::string_view body, Signatures signatures) {
    const auto first = lines::take(body);
    const auto old_size = first && first->starts_with("old ") ? lines::number(first->substr(4)) : std::nullopt;
    if (!old_size) return bad("dòng đầu không phải “old <số>”", "the first line is not “old <number>”");
    AddCheckpoint request{*old_size, {}, {}};
    for (;;) {
        const auto line = lines::take(body);
        if (!line) return bad("thiếu điểm chốt", "the checkpoint is missing");
        if (line->empty()) break;
        const auto hash = lines::hash(*line);
        if (!hash || request.proof.size() == proof_lines_max)
            return bad("dòng chứng minh sai dạng", "a line of the proof is malformed");
        request.proof.push_back(*hash);
    }
    GIAMSAT_TRY(checkpoint, signatures == Signatures::needed ? parse_signed_checkpoint(body) : parse_unsigned(body));
    request.checkpoint = std::move(checkpoint);
    return request;
}

int judge(const AddCheckpoint& request, const Checkpoint& last_seen) {
    const Checkpoint& next = request.checkpoint.checkpoint;
    if (request.old_size > next.size) return 400;
    if (request.old_size != last_seen.size) return 409;
    if (next.size == 0 && next.root != sha256({})) return 422;
    if (request.old_size == 0) return request.proof.empty() ? 200 : 422;
    return verify_consistency(request.old_size, last_seen.root, next.size, next.root, request.proof) ? 200 : 422;
}

}  // namespace giamsat
