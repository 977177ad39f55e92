// SPDX-License-Identifier: Apache-2.0
// What an import leaves in the journal: added, changed, unchanged, ended.
#include "service/commands/registers.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"
#include "support/world.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

using Kinds = std::vector<std::string>;

struct Imported {
    std::string told;  // "" or the problems
    ImportSummary summary;
    Kinds kinds;
};

Imported import(World& world, ImportKind kind, const std::string& csv) {
    const auto size = world.journal_size();
    auto summary = world.import(kind, csv);
    Imported imported;
    if (summary)
        imported.summary = *summary;
    else
        imported.told = told(summary.error());
    imported.kinds = world.kinds_since(size);
    return imported;
}

std::string counts(const ImportSummary& s) {
    return std::to_string(s.rows) + " rows: +" + std::to_string(s.added) + " ~" + std::to_string(s.changed) + " =" +
           std::to_string(s.unchanged);
}

}  // namespace

TEST_CASE("the example of the profile is imported whole") {
    World world;
    const auto loan = world.ask([&](Readers& read) { return read.loans.all().size(); });
    CHECK(loan == 12);
    CHECK(world.ask([&](Readers& read) { return read.units.all("borrower").size(); }) == 12);
    const auto group = world.ask([&](Readers& read) { return *read.units.by_code("group", "4059001"); });
    CHECK(group.name == "Tổ HND số 1, thôn 1");
    CHECK(group.association == "11");
    CHECK(group.parent == world.unit("commune", "405102"));
    CHECK(group.place == world.unit("hamlet", "40510201"));
    CHECK(group.valid_from == Date::of(2014, 1, 1));
}

TEST_CASE("the same file twice records nothing") {
    World world;
    const std::pair<ImportKind, std::string> files[] = {{ImportKind::units, "units.csv"},
                                                        {ImportKind::units, "groups.csv"},
                                                        {ImportKind::people, "people.csv"},
                                                        {ImportKind::borrowers, "borrowers.csv"},
                                                        {ImportKind::loans, "loans.csv"}};
    for (const auto& [kind, name] : files) {
        INFO(name);
        const auto again = import(world, kind, example(name));
        CHECK(again.told == "");
        CHECK(again.kinds.empty());
        CHECK(again.summary.unchanged == again.summary.rows);
        CHECK(again.summary.rows > 0);
    }
}

TEST_CASE("a changed unit is a dated change") {
    World world;
    const std::string header = "level,code,name,parent,valid_from\n";
    SECTION("from the day given, when that is later than what is known") {
        const auto changed =
            import(world, ImportKind::units, header + "commune,405102,phường Đông Hòa,405,2024-01-01\n");
        CHECK(changed.told == "");
        CHECK(changed.kinds == Kinds{"unit.changed/1"});
        CHECK(counts(changed.summary) == "1 rows: +0 ~1 =0");
        const auto versions =
            world.ask([&](Readers& read) { return read.units.versions(read.units.by_code("commune", "405102")->id); });
        REQUIRE(versions.size() == 2);
        CHECK(versions[0].name == "xã Đông Hòa");
        CHECK(versions[1].name == "phường Đông Hòa");
        CHECK(versions[1].from == Date::of(2024, 1, 1));
    }
    SECTION("from today otherwise") {
        import(world, ImportKind::units, header + "commune,405102,phường Đông Hòa,405,2014-01-01\n");
        const auto versions =
            world.ask([&](Readers& read) { return read.units.versions(read.units.by_code("commune", "405102")->id); });
        REQUIRE(versions.size() == 2);
        CHECK(versions[1].from == world.today());
    }
    SECTION("a column that is not there changes nothing") {
        const auto same =
            import(world, ImportKind::units, "level,code,name,parent\ngroup,4059001,\"Tổ HND số 1, thôn 1\",405102\n");
        CHECK(same.told == "");
        CHECK(same.kinds.empty());
    }
    SECTION("moving to a unit that is new in the same file, below it in the file") {
        const auto moved = import(
            world, ImportKind::units,
            "level,code,name,parent,place,association\ngroup,4059001,\"Tổ HND số 1, thôn 1\",405103,40510301,11\n"
            "hamlet,40510301,thôn 1,405103,,\ncommune,405103,xã Đông Hoàng,405,,\n");
        CHECK(moved.told == "");
        CHECK(moved.kinds == Kinds{"unit.registered/1", "unit.registered/1", "unit.changed/1"});
        const auto group = world.ask([&](Readers& read) { return *read.units.by_code("group", "4059001"); });
        CHECK(group.parent == world.unit("commune", "405103"));
        CHECK(group.place == world.unit("hamlet", "40510301"));
    }
}

TEST_CASE("a unit ends with its successor") {
    World world;
    const std::string file =
        "level,code,name,parent,valid_from,valid_to,successor\n"
        "commune,405115,xã Đông Anh,405,2014-01-01,2019-11-30,405104\n"
        "commune,405104,xã Đông Khê,405,2014-01-01,,\n";
    const auto ended = import(world, ImportKind::units, file);
    CHECK(ended.told == "");
    CHECK(ended.kinds == Kinds{"unit.registered/1", "unit.registered/1", "unit.ended/1"});
    const auto unit = world.ask([&](Readers& read) { return *read.units.by_code("commune", "405115"); });
    CHECK(unit.valid_to == Date::of(2019, 11, 30));
    CHECK(world.ask([&](Readers& read) { return read.units.successors(unit.id); }) ==
          std::vector<UnitId>{world.unit("commune", "405104")});
    CHECK(import(world, ImportKind::units, file).kinds.empty());

    const auto known =
        import(world, ImportKind::units, "level,code,name,parent,valid_to\nhamlet,40510202,thôn 2,405102,2024-02-29\n");
    CHECK(known.kinds == Kinds{"unit.ended/1"});
    CHECK(counts(known.summary) == "1 rows: +0 ~1 =0");
}

TEST_CASE("what has ended takes nothing more and does not change") {
    World world;
    const std::string header = "level,code,name,parent,place,association,valid_from,valid_to\n";
    REQUIRE(import(world, ImportKind::units, header + "hamlet,40510202,thôn 2,405102,,,,2024-02-29\n").told.empty());
    const auto of = [&](const std::string& row) { return import(world, ImportKind::units, header + row + "\n").told; };
    CHECK(of("group,4059003,Tổ 3,405102,40510202,11,,") == "rows.csv:2:27 (place): “40510202” ended on 2024-02-29");
    CHECK(of("group,4059001,\"Tổ HND số 1, thôn 1\",405102,40510202,11,,") ==
          "rows.csv:2:44 (place): “40510202” ended on 2024-02-29");
    CHECK(of("group,4059003,Tổ 3,405102,40510202,11,2024-02-01,").empty());
    CHECK(of("hamlet,40510202,thôn hai,405102,,,,") == "rows.csv:2:8 (code): the unit ended on 2024-02-29");
    CHECK(of("hamlet,40510202,thôn 2,405102,,,,2024-01-31") ==
          "rows.csv:2:34 (valid_to): the unit ended on 2024-02-29");
    CHECK(of("hamlet,40510202,thôn 2,405102,,,,").empty());
}

TEST_CASE("a group that is full takes a member for one that leaves") {
    World world;
    std::string csv = "code,name,group\n";
    for (int i = 0; i < 54; ++i) csv += std::to_string(100 + i) + ",An,4059001\n";
    REQUIRE(import(world, ImportKind::borrowers, csv).summary.added == 54);
    const auto moved = import(world, ImportKind::borrowers, "code,name,group\n200,An,4059001\n100,An,4059002\n");
    CHECK(moved.told == "");
    CHECK(moved.kinds == Kinds{"unit.registered/1", "unit.changed/1"});
}

TEST_CASE("borrowers change under their own key") {
    World world;
    const auto changed = import(world, ImportKind::borrowers,
                                "code,name,group,phone\n4059000001,Nguyễn Văn Bảy,4059001,0342 999.999\n4059000002,Lê "
                                "Thị Cúc,4059001,0342000002\n");
    CHECK(changed.told == "");
    CHECK(changed.kinds == Kinds{"unit.changed/1"});
    CHECK(counts(changed.summary) == "2 rows: +0 ~1 =1");
    const auto id = world.unit("borrower", "4059000001");
    const auto phone = world.ask([&](Readers& read) {
        CommandId cmd;
        int i = 0;
        const auto sealed = read.units.personal(id, cmd, i);
        return world.place().vault().open(read.journal.office()->id, cmd, i, sealed.at(0)).value_or("");
    });
    CHECK(phone == R"({"code":"4059000001","name":"Nguyễn Văn Bảy","phone":"0342999999"})");
}

TEST_CASE("people: one row is one role") {
    World world;
    const std::string header = "code,name,role,unit,phone,email,from,to\n";
    const std::string two = header +
                            "CB20,Lê Thị Mai,bank_officer,405,+84 912 000 020,mai@example.org,2024-01-01,\n"
                            "CB20,Lê Thị Mai,commune_chair,405102,,,2024-01-01,2024-02-01\n";
    const auto added = import(world, ImportKind::people, two);
    CHECK(added.told == "");
    CHECK(added.kinds == Kinds{"person.registered/1", "role.granted/1", "role.granted/1", "role.ended/1"});
    CHECK(counts(added.summary) == "2 rows: +2 ~0 =0");
    const auto id = world.person("CB20");
    CHECK(world.ask([&](Readers& read) { return read.people.roles(id, world.today()).size(); }) == 1);
    CHECK(import(world, ImportKind::people, two).kinds.empty());

    const auto renamed =
        import(world, ImportKind::people,
               header + "CB20,Lê Thị Mai Hoa,bank_officer,405,0912000020,mai@example.org,2024-01-01,2024-03-31\n");
    CHECK(renamed.kinds == Kinds{"person.changed/1", "role.ended/1"});
    CHECK(counts(renamed.summary) == "1 rows: +0 ~1 =0");

    const auto bare = import(world, ImportKind::people, "code,name,role,unit\nCB21,Lê Văn Tám,,\n");
    CHECK(bare.kinds == Kinds{"person.registered/1"});
}

TEST_CASE("a role without a day is granted once") {
    World world;
    const std::string file = "code,name,role,unit\nCB20,Lê Thị Mai,bank_officer,405\n";
    CHECK(import(world, ImportKind::people, file).kinds.size() == 2);
    world.set_today(Date::of(2024, 5, 2));
    CHECK(import(world, ImportKind::people, file).kinds.empty());
}

TEST_CASE("a newer list of loans changes what it shows otherwise") {
    World world;
    const std::string header = "code;borrower;programme;source;disbursed_on;amount;outstanding;as_of\n";
    const auto changed =
        import(world, ImportKind::loans,
               header + "6600405900000003;4059000003;06;1;09/06/2023;20.000.000;17.500.000;01/03/2024\n");
    CHECK(changed.told == "");
    CHECK(changed.kinds == Kinds{"loan.changed/1"});
    const auto borrower = world.unit("borrower", "4059000003");
    const auto loans = world.ask([&](Readers& read) { return read.loans.of_borrower(borrower); });
    REQUIRE(loans.size() == 1);
    CHECK(loans[0].outstanding == 17'500'000);
    CHECK(loans[0].as_of == Date::of(2024, 3, 1));
    const auto older =
        import(world, ImportKind::loans,
               header + "6600405900000003;4059000003;06;1;09/06/2023;20.000.000;17.500.000;29/02/2024\n");
    CHECK(older.told == "rows.csv:2:67 (as_of): newer figures are known, of 2024-03-01");
    CHECK(older.kinds.empty());
}
