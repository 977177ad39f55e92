// SPDX-License-Identifier: Apache-2.0
// When an office is to be reminded of a copy of its keys.
#include "service/queries/key_care.hpp"
#include "support/catch.hpp"
#include "support/world.hpp"

using namespace giamsat;
using namespace giamsat::test;

TEST_CASE("a week without a copy of the keys is told, counted from the founding or the last copy", "[backup]") {
    World world;
    const Date founded = world.today();
    const auto told = [&](int days_later) {
        return world.ask([&](Readers& read) { return keys_uncopied(read, 7, founded.plus_days(days_later)); });
    };
    CHECK_FALSE(told(7));
    REQUIRE(told(8));
    CHECK_FALSE(told(8)->ever);

    world.set_today(founded.plus_days(5));
    world.must(NoteKeyCopy{founded.plus_days(19), 12, std::string(64, 'a')});
    CHECK_FALSE(told(12));
    REQUIRE(told(13));
    CHECK(told(13)->ever);
}
