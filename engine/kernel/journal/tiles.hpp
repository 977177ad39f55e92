// SPDX-License-Identifier: Apache-2.0
// The files of a log that anybody can check (C2SP tlog-tiles): hashes in tiles of 256, entries in bundles of 256, the last of
// each level partial. Paths are relative, with '/'.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace giamsat {

inline constexpr std::uint64_t tile_width = 256;

struct Tile {
    int level = 0;            // of hashes; entries have level 0 and their own path
    std::uint64_t index = 0;  // within the level
    std::uint64_t width = tile_width;

    bool operator==(const Tile&) const = default;
};

// All tiles of hashes a tree of this size has, the lowest level first. Those of level 0 are also its entry bundles.
std::vector<Tile> tiles_of(std::uint64_t size);
std::string tile_path(const Tile& tile);    // "tile/0/x001/234.p/17"
std::string bundle_path(const Tile& tile);  // "tile/entries/x001/234.p/17". REQUIRES: level 0

}  // namespace giamsat
