// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/tiles.hpp"

#include "base/core/ensure.hpp"

#include <fmt/format.h>

namespace giamsat {

namespace {

// Three digits to a path element, an x before all but the last: no file has the name of a folder.
std::string index_path(std::uint64_t index) {
    std::string path = fmt::format("{:03}", index % 1000);
    for (index /= 1000; index > 0; index /= 1000) path = fmt::format("x{:03}/", index % 1000) + path;
    return path;
}

std::string path_of(const std::string& folder, const Tile& tile) {
    std::string path = "tile/" + folder + "/" + index_path(tile.index);
    if (tile.width < tile_width) path += ".p/" + std::to_string(tile.width);
    return path;
}

}  // namespace

std::vector<Tile> tiles_of(std::uint64_t size) {
    std::vector<Tile> tiles;
    int level = 0;
    for (std::uint64_t hashes = size; hashes > 0; hashes /= tile_width, ++level) {
        for (std::uint64_t index = 0; index < hashes / tile_width; ++index) tiles.push_back({level, index, tile_width});
        if (hashes % tile_width != 0) tiles.push_back({level, hashes / tile_width, hashes % tile_width});
    }
    return tiles;
}

std::string tile_path(const Tile& tile) { return path_of(std::to_string(tile.level), tile); }

std::string bundle_path(const Tile& tile) {
    ENSURE(tile.level == 0, "entries lie at the bottom of the tree");
    return path_of("entries", tile);
}

}  // namespace giamsat
