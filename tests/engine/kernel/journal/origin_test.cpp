// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/origin.hpp"
#include "support/catch.hpp"

using namespace giamsat;

TEST_CASE("an office's journal has another name after each recovery", "[journal]") {
    const OfficeId office{"00112233445566778899aabbccddeeff"};
    const std::string first = "giamsat.invalid/00112233445566778899aabbccddeeff";
    CHECK(journal_origin(office, 0) == first);
    CHECK(journal_origin(office, 12) == first + "/12");
    for (const std::int64_t number : {0, 1, 12}) CHECK(recoveries_of(journal_origin(office, number), office) == number);
    for (const std::string& other : {first + "/", first + "/0", first + "/01", first + "/x", first + "1",
                                     std::string("giamsat.invalid/ff"), std::string()})
        CHECK_FALSE(recoveries_of(other, office));
}
