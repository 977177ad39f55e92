// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/export_check.hpp"

#include "adapters/runtime/log_export.hpp"
#include "base/platform/files.hpp"
#include "kernel/journal/tiles.hpp"
#include "kernel/journal/tlog_proof.hpp"

#include <map>

namespace giamsat {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t tile_bytes_max = tile_width * 32;
constexpr std::size_t bundle_bytes_max = tile_width * (2 + entry_bytes_max);

Problem refused(const std::string& what, const std::string& vi, const std::string& en) {
    return {ProblemCode::evidence_refused, {{"what", what}, {"what_en", what}, {"why", vi}, {"why_en", en}}};
}

Problem refused_entry(std::uint64_t seq, const char* vi, const char* en) {
    const std::string number = std::to_string(seq);
    return {ProblemCode::evidence_refused,
            {{"what", "mục " + number}, {"what_en", "entry " + number}, {"why", vi}, {"why_en", en}}};
}

// What holds from entry to entry: whole commands that stand together, cases that name what came before.
class Chains {
public:
    Done follow(const Entry& entry, std::uint64_t seq, const Hash& leaf) {
        const bool goes_on = entry.cmd.value == cmd_ && entry.i == i_ + 1 && entry.n == n_;
        const bool begins = is_whole() && entry.i == 0 && entry.cmd.value != cmd_;
        if (!goes_on && !begins)
            return refused_entry(seq, "không nối tiếp các mục của lệnh", "does not continue the entries of a command");
        cmd_ = entry.cmd.value, i_ = entry.i, n_ = entry.n;
        return entry.case_id.empty() ? Done() : follow_case(entry, seq, leaf);
    }
    bool is_whole() const { return i_ == n_ - 1; }
    std::uint64_t cases() const { return ends_.size(); }

private:
    struct End {
        std::int64_t next = 0;
        std::string leaf;
    };

    Done follow_case(const Entry& entry, std::uint64_t seq, const Hash& leaf) {
        End& end = ends_[entry.case_id.value];
        if (entry.case_seq != end.next || entry.case_prev != end.leaf)
            return refused_entry(seq, "không nối tiếp mục trước của hồ sơ",
                                 "does not continue the entry before of its case");
        end = {entry.case_seq + 1, to_hex(leaf)};
        return {};
    }

    std::string cmd_;
    int i_ = -1, n_ = 0;
    std::map<std::string, End> ends_;
};

class ExportCheck {
public:
    ExportCheck(const fs::path& folder, const Checkpoint& tree, const std::vector<SignedCheckpoint>& older)
        : folder_(folder), tree_(tree) {
        for (const SignedCheckpoint& one : older) older_.emplace(one.checkpoint.size, one.checkpoint);
    }

    // Tile by tile, so that a checkpoint that speaks of more entries than there are costs nothing.
    Result<std::uint64_t> run() {
        for (std::uint64_t index = 0; index * tile_width < tree_.size; ++index) GIAMSAT_CHECK(take_bundle(index));
        if (!chains_.is_whole() || frontier_.root() != tree_.root)
            return refused("checkpoint", "có gốc không phải gốc của các mục", "has a root that is not the entries'");
        for (int level = 1; !above_.empty(); ++level) GIAMSAT_CHECK(take_level(level));
        return chains_.cases();
    }

private:
    std::uint64_t width_of(std::uint64_t index, std::uint64_t count) const {
        return std::min(tile_width, count - index * tile_width);
    }

    Done take_bundle(std::uint64_t index) {
        const Tile tile{0, index, width_of(index, tree_.size)};
        const std::string path = bundle_path(tile);
        GIAMSAT_TRY(bytes, read_file(folder_ / path, bundle_bytes_max));
        GIAMSAT_TRY(entries, parse_bundle(bytes));
        if (entries.size() != tile.width) return refused(path, "có số mục không đúng", "has a wrong number of entries");
        std::string leaves;
        for (const std::string& one : entries) GIAMSAT_CHECK(take_entry(one, leaves));
        return take_tile(tile, leaves);
    }

    Done take_entry(const std::string& bytes, std::string& leaves) {
        const std::uint64_t seq = frontier_.size();
        GIAMSAT_TRY(entry, decode_entry(bytes));
        if (!is_origin_of(tree_.origin, entry.office))
            return refused_entry(seq, "là của văn phòng khác", "is another office's");
        const Hash leaf = leaf_hash(bytes);
        GIAMSAT_CHECK(chains_.follow(entry, seq, leaf));
        std::vector<FullNode> completed;
        frontier_.append(leaf, &completed);
        for (const FullNode& node : completed) above_[node.level].push_back(node.hash);
        leaves += as_bytes(leaf);
        return check_older();
    }

    Done check_older() {
        const auto [first, last] = older_.equal_range(frontier_.size());
        for (auto at = first; at != last; ++at) {
            if (at->second.root != frontier_.root())
                return refused("checkpoint", "không nối tiếp điểm chốt cũ " + std::to_string(at->first) + " mục",
                               "does not continue the older checkpoint of " + std::to_string(at->first) + " entries");
        }
        return {};
    }

    Done take_level(int level) {
        const std::vector<Hash> hashes = std::move(above_[level]);
        above_.erase(level);
        for (std::uint64_t index = 0; index * tile_width < hashes.size(); ++index) {
            const Tile tile{level, index, width_of(index, hashes.size())};
            std::string expected;
            for (std::uint64_t i = 0; i < tile.width; ++i) expected += as_bytes(hashes[index * tile_width + i]);
            GIAMSAT_CHECK(take_tile(tile, expected));
        }
        return {};
    }

    Done take_tile(const Tile& tile, const std::string& expected) {
        const std::string path = tile_path(tile);
        GIAMSAT_TRY(bytes, read_file(folder_ / path, tile_bytes_max));
        if (bytes != expected) return refused(path, "không theo từ các mục", "does not follow from the entries");
        return {};
    }

    const fs::path& folder_;
    const Checkpoint& tree_;
    std::multimap<std::uint64_t, Checkpoint> older_;
    Frontier frontier_;
    std::map<int, std::vector<Hash>> above_;  // roots of full subtrees, by level
    Chains chains_;
};

Done check_older_note(const SignedCheckpoint& older, const Checkpoint& tree, const Policy& policy) {
    GIAMSAT_CHECK(check_signatures(older, policy));
    const Checkpoint& before = older.checkpoint;
    if (before.origin != tree.origin || before.size == 0 || before.size > tree.size)
        return refused("checkpoint", "không nối tiếp điểm chốt cũ " + std::to_string(before.size) + " mục",
                       "does not continue the older checkpoint of " + std::to_string(before.size) + " entries");
    return {};
}

}  // namespace

Result<ExportEvidence> check_export(const fs::path& folder, const Policy& policy,
                                    const std::vector<SignedCheckpoint>& older) {
    GIAMSAT_TRY(checkpoint, exported_checkpoint(folder));
    GIAMSAT_TRY(cosigners, check_checkpoint(checkpoint, policy));
    for (const SignedCheckpoint& one : older) GIAMSAT_CHECK(check_older_note(one, checkpoint.checkpoint, policy));
    GIAMSAT_TRY(cases, ExportCheck(folder, checkpoint.checkpoint, older).run());
    return ExportEvidence{checkpoint.checkpoint, std::move(cosigners), cases};
}

}  // namespace giamsat
