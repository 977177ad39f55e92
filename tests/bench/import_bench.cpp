// SPDX-License-Identifier: Apache-2.0
// 200,000 borrowers into an office with the groups to hold them, through the writer at full durability; then the same
// file again, which changes nothing.
#include "support/catch.hpp"
#include "support/world.hpp"

#include <chrono>
#include <cstdio>

using namespace giamsat;
using namespace giamsat::test;

namespace {

constexpr int borrowers = 200'000;
constexpr int members = 50;

std::string groups_csv() {
    std::string csv = "level,code,name,parent,place,association\n";
    for (int i = 0; i < borrowers / members; ++i)
        csv += "group,G" + std::to_string(i) + ",Tổ số " + std::to_string(i) + ",405102,40510201,11\n";
    return csv;
}

std::string borrowers_csv() {
    std::string csv = "code,name,group,phone,valid_from\n";
    for (int i = 0; i < borrowers; ++i) {
        csv += "B" + std::to_string(1'000'000 + i) + ",Nguyễn Thị Hoa,G" + std::to_string(i / members) + ",09" +
               std::to_string(10'000'000 + i) + ",2023-01-01\n";
    }
    return csv;
}

void timed(const char* what, World& world, ImportKind kind, const std::string& csv) {
    const auto start = std::chrono::steady_clock::now();
    const auto summary = world.import(kind, csv);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    REQUIRE(summary);
    std::printf("%-24s %7d rows, %7d added, %7d unchanged: %6.2f s\n", what, summary->rows, summary->added,
                summary->unchanged, took.count());
}

}  // namespace

TEST_CASE("import of 200,000 borrowers") {
    World world;
    timed("groups", world, ImportKind::units, groups_csv());
    timed("borrowers", world, ImportKind::borrowers, borrowers_csv());
    timed("the same borrowers again", world, ImportKind::borrowers, borrowers_csv());
}
