// SPDX-License-Identifier: Apache-2.0
// What the signer of the office says: the last checkpoint it signed, kept outside the database. The office's own checkpoints
// are not newer than that, since the signer remembers before it signs.
#include "adapters/store/verifying.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giamsat::store {

namespace {

constexpr const char* place = "signer.log";

const LocalText signer_last(std::uint64_t size) {
    return {fmt::format("bên ký đã ký cây {} mục; cây đó", size),
            fmt::format("the tree of {} entries that the signer has signed", size)};
}

std::uint64_t kept_size(const Verifying& verifying, const std::string& origin) {
    std::uint64_t size = 0;
    for (const Testimony& testimony : verifying.testimonies)
        if (testimony.by == Testimony::By::kept && testimony.checkpoint.origin == origin)
            size = std::max(size, testimony.checkpoint.size);
    return size;
}

void check_age(Verifying& verifying, const Checkpoint& last) {
    const std::uint64_t kept = kept_size(verifying, last.origin);
    if (kept <= last.size) return;
    verifying.differ("old_copy", place,
                     {fmt::format("bên ký chỉ nhớ đến {} mục, mà văn phòng giữ điểm chốt {} mục: trạng thái bên ký là "
                                  "bản cũ hoặc đã bị thay",
                                  last.size, kept),
                      fmt::format("the signer remembers {} entries only, and the office keeps a checkpoint of {}: the "
                                  "signer's state is an old copy or was exchanged",
                                  last.size, kept)});
}

void say_stranger(Verifying& verifying, const SignerState& signer) {
    const std::string other = signer.last.empty() ? "" : signer.last.begin()->first;
    verifying.differ("foreign_origin", place,
                     {fmt::format("bên ký trong thư mục này ký cho nhật ký “{}”, không phải cho “{}”", other,
                                  verifying.origins.back().name),
                      fmt::format("the signer in this folder signs for log “{}”, not for “{}”", other,
                                  verifying.origins.back().name)});
}

// The auditor's policy and the signer name the same key for a log.
void check_key(Verifying& verifying, const SignerState& signer, const std::string& origin) {
    const auto& policy = verifying.options.evidence.policy;
    if (!policy || !signer.key) return;
    const auto believed = keys_of(verifying, origin);
    const bool same =
        std::any_of(believed.begin(), believed.end(), [&](const VerifierKey& key) { return key.key == *signer.key; });
    if (same || believed.empty()) return;
    verifying.differ("checkpoint_bad", place,
                     {"khóa của bên ký không phải khóa trong chính sách của người kiểm tra",
                      "the key of the signer is not the one in the auditor's policy"});
}

void take(Verifying& verifying, const SignerState& signer, const Checkpoint& last) {
    if (!origin_named(verifying, last.origin)) return;
    check_key(verifying, signer, last.origin);
    check_age(verifying, last);
    if (last.size > 0) hear(verifying, {Testimony::By::signer, place, signer_last(last.size), last});
}

}  // namespace

void hear_signer(Verifying& verifying) {
    const OutsideEvidence& evidence = verifying.options.evidence;
    if (evidence.signer_trouble)
        verifying.differ("checkpoint_bad", place,
                         {"trạng thái của bên ký không đọc được", "the signer's state cannot be read"});
    if (!evidence.signer) return;
    const SignerState& signer = *evidence.signer;
    if (signer.silent) return check_key(verifying, signer, verifying.origins.back().name);
    for (const auto& [origin, last] : signer.last) take(verifying, signer, last);
    const auto now = signer.last.find(verifying.origins.back().name);
    if (now != signer.last.end()) {
        verifying.report.evidence.signer = now->second.size;
        return;
    }
    // After a recovery its keeper may not have allowed the new name yet.
    const bool known = std::any_of(signer.last.begin(), signer.last.end(),
                                   [&](const auto& one) { return origin_named(verifying, one.first) != nullptr; });
    if (!known) say_stranger(verifying, signer);
}

}  // namespace giamsat::store
