// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/signed_end.hpp"

#include "adapters/store/readers.hpp"

#include <fmt/format.h>

namespace giamsat::store {

namespace {

[[noreturn]] void damaged(std::string vi, std::string en) {
    throw StorageError(Problem(ProblemCode::journal_damaged, {{"what", std::move(vi)}, {"what_en", std::move(en)}}));
}

}  // namespace

void check_signed_end(Database& database, std::uint64_t size) {
    SqliteEvidence evidence(database);
    const auto last = evidence.last_checkpoint();
    if (!last) return;
    const Checkpoint& checkpoint = last->signed_one.checkpoint;
    if (checkpoint.size > size)
        damaged(
            fmt::format("có điểm chốt đã ký {} mục mà nhật ký chỉ còn {}: phần cuối đã bị cắt", checkpoint.size, size),
            fmt::format("a checkpoint of {} entries was signed and the journal has {} only: its tail was cut",
                        checkpoint.size, size));
    if (root_of(checkpoint.size, evidence.hashes()) != checkpoint.root)
        damaged(fmt::format("{} mục đầu không cho gốc cây đã ký: nhật ký đã bị viết lại", checkpoint.size),
                fmt::format("the first {} entries do not give the root that was signed: the journal was rewritten",
                            checkpoint.size));
}

}  // namespace giamsat::store
