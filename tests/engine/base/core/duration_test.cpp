// SPDX-License-Identifier: Apache-2.0
#include "base/core/duration.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

std::int64_t ms(std::string_view text) {
    auto read = parse_duration(text);
    return read ? *read : -1;
}

}  // namespace

TEST_CASE("A length of time is read in weeks, days, hours, minutes and seconds", "[time]") {
    CHECK(ms("PT3H") == 10'800'000);
    CHECK(ms("P3D") == 259'200'000);
    CHECK(ms("P2W") == 1'209'600'000);
    CHECK(ms("P1DT12H") == 129'600'000);
    CHECK(ms("PT1H30M15S") == 5'415'000);
    CHECK(ms("PT0.5S") == 500);
    CHECK(ms("PT1,25S") == 1250);
    CHECK(ms("PT0S") == 0);
    CHECK(ms("P365000D") == 31'536'000'000'000);
}

TEST_CASE("What is no length of time is refused", "[time]") {
    for (const char* wrong :
         {"",      "P",     "3D",    "P3",     "PD",    "PT",      "P3DT",     "P3H",
          "PT3D",  "P1M",   "P1Y",   "-P1D",   "P-1D",  "P1D ",    "p1d",      "PT1.5H",
          "PT.5S", "PT1.S", "P1D1W", "PT1S1M", "P1D1D", "PT1HT1M", "P365001D", "P9999999999999999999D"}) {
        INFO(wrong);
        CHECK(ms(wrong) == -1);
    }
    auto refused = parse_duration("P1M");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message(Lang::vi).find("P3D") != std::string::npos);
}
