// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/cosignatures.hpp"

#include "base/platform/files.hpp"

namespace giamsat {

namespace {

constexpr std::size_t policy_bytes_max = 1u << 20;

}  // namespace

Result<Policy> policy_of_office(const std::filesystem::path& office) {
    const auto path = office / "policy";
    if (!std::filesystem::exists(path))
        return Problem(ProblemCode::not_found, {{"what", "chính sách tin cậy (tệp tlog-policy, kể tên bên chứng kiến)"},
                                                {"what_en", "trust policy (a tlog-policy file that names witnesses)"},
                                                {"name", path.string()}});
    GIAMSAT_TRY(text, read_file(path, policy_bytes_max));
    return Policy::parse(text, path.string());
}

// Checked on the writer's thread, kept right after.
Result<std::size_t> take_cosignatures(const std::vector<NoteSignature>& signatures, const Policy& policy,
                                      Writer& writer) {
    auto good = writer.ask([&](Readers& read) { return check_cosignatures(signatures, policy, read.evidence); });
    if (!good) return std::move(good.error());
    GIAMSAT_CHECK(writer.keep([&](Recorder& recorder) {
        for (const Cosigned& one : *good) recorder.keep_cosignature(one.checkpoint, one.signature);
    }));
    return good->size();
}

}  // namespace giamsat
