// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/log_export.hpp"

#include "base/core/failure.hpp"
#include "base/platform/files.hpp"
#include "kernel/journal/tiles.hpp"
#include "kernel/journal/tlog_proof.hpp"

#include <algorithm>
#include <map>

namespace giamsat {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t hash_bytes = 32;

fs::path checkpoint_path(const fs::path& folder) { return folder / "checkpoint"; }

Problem refused(const LocalText& what, const LocalText& why) {
    return {ProblemCode::evidence_refused,
            {{"what", what.vi}, {"what_en", what.en}, {"why", why.vi}, {"why_en", why.en}}};
}

Problem not_continued(const fs::path& folder, const Checkpoint& old) {
    const std::string size = std::to_string(old.size);
    return refused(
        {"nhật ký này", "this journal"},
        {"không nối tiếp điểm chốt " + size + " mục trong " + folder.string() + " (" + old.origin + ")",
         "does not continue the checkpoint of " + size + " entries in " + folder.string() + " (" + old.origin + ")"});
}

class Export {
public:
    Export(const SignedCheckpoint& checkpoint, const fs::path& folder, Readers& read)
        : checkpoint_(checkpoint), folder_(folder), read_(read), hashes_(read.evidence.hashes()) {}

    Result<ExportSummary> run() {
        const Checkpoint& tree = checkpoint_.checkpoint;
        if (root_of(tree.size, hashes_) != tree.root)
            return refused({"nhật ký này", "this journal"},
                           {"không cho gốc của điểm chốt đã ký", "does not give the root of its signed checkpoint"});
        GIAMSAT_CHECK(look_at_what_is_there());
        for (const Tile& tile : tiles_of(tree.size)) GIAMSAT_CHECK(write(tile));
        GIAMSAT_CHECK(write_file(checkpoint_path(folder_), write_note(checkpoint_.note)));
        ++summary_.written;
        return summary_;
    }

private:
    // Full tiles below the size of the checkpoint that is there were whole before it was written; of others, left by an
    // export that was cut off, nobody knows whose they are.
    Done look_at_what_is_there() {
        if (!is_export(folder_)) return {};
        GIAMSAT_TRY(there, exported_checkpoint(folder_));
        const Checkpoint& old = there.checkpoint;
        const bool continued = old.origin == checkpoint_.checkpoint.origin && old.size <= checkpoint_.checkpoint.size &&
                               root_of(old.size, hashes_) == old.root;
        if (!continued) return not_continued(folder_, old);
        whole_ = old.size;
        return {};
    }

    bool is_there(const Tile& tile, const fs::path& path) const {
        const std::uint64_t end = (tile.index + 1) << (8 * (tile.level + 1));
        std::error_code none;
        return tile.width == tile_width && end <= whole_ && fs::exists(path, none);
    }

    Done write(const Tile& tile) {
        GIAMSAT_CHECK(write_one(tile, folder_ / tile_path(tile), [&] { return hashes_of(tile); }));
        if (tile.level > 0) return {};
        return write_one(tile, folder_ / bundle_path(tile), [&] { return entries_of(tile); });
    }

    template <class Content>
    Done write_one(const Tile& tile, const fs::path& path, Content content) {
        if (is_there(tile, path)) return ++summary_.kept, Done();
        GIAMSAT_CHECK(make_folders(path.parent_path()));
        GIAMSAT_CHECK(write_file(path, content()));
        ++summary_.written;
        std::error_code none;
        if (tile.width == tile_width) fs::remove_all(path.string() + ".p", none);  // the full one takes their place
        return {};
    }

    std::string hashes_of(const Tile& tile) const {
        std::string bytes;
        for (std::uint64_t i = 0; i < tile.width; ++i) {
            const std::uint64_t index = tile.index * tile_width + i;
            bytes += as_bytes(tile.level == 0 ? hashes_.leaf(index) : hashes_.full(tile.level, index));
        }
        return bytes;
    }

    std::string entries_of(const Tile& tile) const {
        std::vector<std::string> entries;
        const std::uint64_t first = tile.index * tile_width;
        read_.journal.each(first, [&](std::uint64_t, const std::string& bytes, const Hash&) {
            entries.push_back(bytes);
            return entries.size() < tile.width;
        });
        return write_bundle(entries);
    }

    const SignedCheckpoint& checkpoint_;
    const fs::path& folder_;
    Readers& read_;
    StoredHashes hashes_;
    std::uint64_t whole_ = 0;  // entries whose full tiles are there
    ExportSummary summary_;
};

[[noreturn]] void missing(const fs::path& path) {
    throw StorageError(
        Problem(ProblemCode::file_unreadable, {{"file", path.string()},
                                               {"why", "thiếu hoặc cụt, mà phép chứng minh cần đến"},
                                               {"why_en", "it is missing or cut short, and the proof needs it"}}));
}

// Tiles are read once each. A full one serves where a partial one is asked for.
class ExportedTiles {
public:
    ExportedTiles(fs::path folder, std::uint64_t size) : folder_(std::move(folder)), size_(size) {}

    Hash at(int level, std::uint64_t index) {
        const std::string& bytes = tile(level, index / tile_width);
        const auto from = static_cast<std::size_t>(index % tile_width) * hash_bytes;
        if (bytes.size() < from + hash_bytes) missing(folder_ / tile_path({level, index / tile_width, tile_width}));
        Hash hash;
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), hash_bytes, hash.begin());
        return hash;
    }

private:
    const std::string& tile(int level, std::uint64_t index) {
        const auto [at, is_new] = read_.try_emplace({level, index});
        if (is_new)
            at->second = content({level, index, std::min(tile_width, (size_ >> (8 * level)) - index * tile_width)});
        return at->second;
    }

    std::string content(const Tile& tile) const {
        auto bytes = read_file(folder_ / tile_path(tile), tile_width * hash_bytes);
        if (!bytes && tile.width < tile_width)
            bytes = read_file(folder_ / tile_path({tile.level, tile.index, tile_width}), tile_width * hash_bytes);
        if (!bytes) missing(folder_ / tile_path(tile));
        return std::move(*bytes);
    }

    fs::path folder_;
    std::uint64_t size_;
    std::map<std::pair<int, std::uint64_t>, std::string> read_;
};

}  // namespace

Result<ExportSummary> export_log(const SignedCheckpoint& checkpoint, const fs::path& folder, Readers& read) {
    return Export(checkpoint, folder, read).run();
}

bool is_export(const fs::path& folder) {
    std::error_code none;
    return fs::is_regular_file(checkpoint_path(folder), none);
}

Result<SignedCheckpoint> exported_checkpoint(const fs::path& folder) {
    GIAMSAT_TRY(bytes, read_file(checkpoint_path(folder), note_bytes_max));
    return parse_signed_checkpoint(bytes);
}

StoredHashes exported_hashes(const fs::path& folder, std::uint64_t size) {
    auto tiles = std::make_shared<ExportedTiles>(folder, size);
    return {[tiles](std::uint64_t seq) { return tiles->at(0, seq); },
            [tiles](int level, std::uint64_t index) { return tiles->at(level, index); }};
}

}  // namespace giamsat
