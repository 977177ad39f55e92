// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/checkpoints.hpp"

#include "base/core/failure.hpp"
#include "kernel/journal/entry.hpp"
#include "kernel/journal/origin.hpp"

#include <algorithm>

namespace giamsat {

namespace {

Problem does_not_follow(const Checkpoint& last, std::uint64_t size) {
    const std::string of = std::to_string(last.size), now = std::to_string(size);
    return {
        ProblemCode::evidence_refused,
        {{"what", "nhật ký này (" + now + " mục)"},
         {"what_en", "this journal (" + now + " entries)"},
         {"why",
          "không nối tiếp điểm chốt " + of + " mục đã ký trước đây: tệp đã bị cắt, bị thay, hoặc khôi phục từ bản cũ"},
         {"why_en", "does not follow from the checkpoint of " + of +
                        " entries signed before: the file was cut, exchanged, or restored from an older copy"},
         {"advice", "Giữ nguyên tệp làm chứng cứ. Nếu đã chủ ý khôi phục bản sao: “giamsat journal recover”."},
         {"advice_en", "Keep the files as evidence. If a copy was restored on purpose: “giamsat journal recover”."}}};
}

}  // namespace

Checkpoints::State Checkpoints::state() {
    return writer_.ask([](Readers& read) {
        return State{read.evidence.origin(), read.journal.size(), read.evidence.last_checkpoint()};
    });
}

Result<AddCheckpoint> Checkpoints::request(const Checkpoint& last) {
    return writer_.ask([&](Readers& read) -> Result<AddCheckpoint> {
        const std::uint64_t size = read.journal.size();
        const StoredHashes hashes = read.evidence.hashes();
        if (last.size > size || (last.size > 0 && root_of(last.size, hashes) != last.root))
            return does_not_follow(last, size);
        const Checkpoint checkpoint{read.evidence.origin(), size, read.journal.root()};
        Proof proof = last.size > 0 ? consistency_proof(last.size, size, hashes) : Proof{};
        return AddCheckpoint{last.size, std::move(proof), {checkpoint, {write_checkpoint(checkpoint), {}}}};
    });
}

Done Checkpoints::stands() try {
    const auto [origin, recoveries] = writer_.ask([](Readers& read) {
        const std::string now = read.evidence.origin();
        return std::pair(now, recoveries_of(now, read.journal.office()->id).value_or(0));
    });
    const auto last = signer_.last(origin);
    if (!last) {
        const ProblemCode code = last.error().code;
        const bool waits_for_keeper = code == ProblemCode::evidence_refused && recoveries > 0;
        return waits_for_keeper || code == ProblemCode::signer_unreachable ? Done() : Done(last.error());
    }
    GIAMSAT_CHECK(request(*last));
    return {};
} catch (const StorageError& error) {  // a hash of the tree is missing
    return error.problem;
}

Result<KeptCheckpoint> Checkpoints::make(Instant now) {
    State before = state();
    if (before.last && before.last->signed_one.checkpoint.size == before.size) return std::move(*before.last);
    GIAMSAT_TRY(last, signer_.last(before.origin));
    GIAMSAT_TRY(asked, request(last));
    GIAMSAT_TRY(signature, signer_.sign(asked));
    KeptCheckpoint made{std::move(asked.checkpoint), now};
    made.signed_one.note.signatures.push_back(std::move(signature));
    GIAMSAT_CHECK(writer_.keep([&](Recorder& recorder) { recorder.keep_checkpoint(made.signed_one, now); }));
    return made;
}

bool Checkpoints::concluded_since(std::uint64_t covered) {
    return writer_.ask([&](Readers& read) {
        bool found = false;
        read.journal.each(std::max(covered, looked_), [&](std::uint64_t seq, const std::string& bytes, const Hash&) {
            const auto entry = decode_entry(bytes);
            looked_ = seq + 1;
            found = entry && (entry->kind == "turn.counted/1" || entry->kind == "report.issued/1");
            return !found;
        });
        return found;
    });
}

Done Checkpoints::make_if_due(Instant now) {
    const State now_is = state();
    const std::uint64_t covered = now_is.last ? now_is.last->signed_one.checkpoint.size : 0;
    if (now_is.size == covered) return {};
    const bool waited = !now_is.last || now.ms - now_is.last->made.ms >= wait_max_ms || now.ms < now_is.last->made.ms;
    if (!waited && now_is.size - covered < entries_max && !concluded_since(covered)) return {};
    GIAMSAT_CHECK(make(now));
    return {};
}

}  // namespace giamsat
