// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/start_checks.hpp"

#include "adapters/store/recorder.hpp"

#include <fmt/format.h>

namespace giamsat::store {

namespace {

constexpr std::uint64_t stretch = 256;           // leaves below one stored node
constexpr std::uint64_t stretches_checked = 16;  // and the unfinished one

[[noreturn]] void damaged(const LocalText& what) {
    throw StorageError(Problem(ProblemCode::journal_damaged, {{"what", what.vi}, {"what_en", what.en}}));
}

void compare(const std::vector<FullNode>& completed, const StoredHashes& stored) {
    for (const FullNode& node : completed) {
        if (stored.full(node.level, node.index) == node.hash) continue;
        damaged({fmt::format("nút {}/{} của cây khác với các mục bên dưới", node.level, node.index),
                 fmt::format("node {}/{} of the tree differs from the entries below it", node.level, node.index)});
    }
}

}  // namespace

void check_file(Database& database) {
    const std::string found = database.text("PRAGMA quick_check(1);");
    if (found != "ok")
        throw StorageError(Problem(ProblemCode::office_damaged, {{"path", database.path().string()}, {"why", found}}));
}

void check_tail(Database& database, std::uint64_t size) {
    const std::uint64_t whole = size / stretch;
    const std::uint64_t from = whole > stretches_checked ? (whole - stretches_checked) * stretch : 0;
    const StoredHashes stored = stored_hashes(database);
    Frontier frontier = stored_frontier(database, from);
    Statement read(database, "SELECT seq, leaf, entry FROM log_entry WHERE seq >= ?1 ORDER BY seq");
    Cursor cursor = read.with(from);
    std::vector<FullNode> completed;
    while (cursor.next()) {
        const Hash leaf = leaf_hash(cursor.view(2));
        if (cursor.view(1) != as_bytes(leaf))
            damaged({fmt::format("mục {} không khớp mã băm của nó", cursor.integer(0)),
                     fmt::format("entry {} does not match its hash", cursor.integer(0))});
        frontier.append(leaf, &completed);
    }
    compare(completed, stored);
    if (frontier.root() != stored_frontier(database, size).root())
        damaged({"gốc của cây khác với các mục cuối", "the root of the tree differs from the last entries"});
}

}  // namespace giamsat::store
