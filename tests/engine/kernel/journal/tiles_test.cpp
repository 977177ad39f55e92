// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/tiles.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace giamsat;

namespace {

struct Count {
    std::uint64_t full = 0, partial = 0, width = 0;
    bool operator==(const Count&) const = default;
};
Count count(std::uint64_t size, int level) {
    Count counted;
    for (const Tile& tile : tiles_of(size)) {
        if (tile.level != level) continue;
        if (tile.width == tile_width)
            ++counted.full;
        else
            ++counted.partial, counted.width = tile.width;
    }
    return counted;
}

}  // namespace

TEST_CASE("a tree of 70,000 has the tiles the specification counts", "[journal][tiles]") {
    CHECK(count(70'000, 0) == Count{273, 1, 112});
    CHECK(count(70'000, 1) == Count{1, 1, 17});
    CHECK(count(70'000, 2) == Count{0, 1, 1});
    CHECK(count(70'000, 3) == Count{});
}

TEST_CASE("no tile is empty: 256 entries make one full tile and a partial one of width 1", "[journal][tiles]") {
    CHECK(tiles_of(0).empty());
    CHECK(tiles_of(1) == std::vector<Tile>{{0, 0, 1}});
    CHECK(tiles_of(256) == std::vector<Tile>{{0, 0, 256}, {1, 0, 1}});
    CHECK(tiles_of(257) == std::vector<Tile>{{0, 0, 256}, {0, 1, 1}, {1, 0, 1}});
}

TEST_CASE("paths have three digits to a folder, an x before all but the last", "[journal][tiles]") {
    CHECK(tile_path({0, 1'234'067, 256}) == "tile/0/x001/x234/067");
    CHECK(tile_path({0, 0, 256}) == "tile/0/000");
    CHECK(tile_path({2, 999, 17}) == "tile/2/999.p/17");
    CHECK(tile_path({1, 1'000, 1}) == "tile/1/x001/000.p/1");
    CHECK(bundle_path({0, 273, 112}) == "tile/entries/273.p/112");
    CHECK(bundle_path({0, 1'000'000'000, 256}) == "tile/entries/x001/x000/x000/000");
}
