// SPDX-License-Identifier: Apache-2.0
// A changed workflow in an office that works: replayed, published, its cases migrated, with the real program.
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

struct Changed {
    SmallOffice office;
    std::string file = (office.folder() / "commune-inspection.workflow.yaml").string();

    Changed() {
        approve_plan(office);
        assign_team(office);
    }
    // The shipped workflow with every `what` replaced.
    void write(const std::string& what, const std::string& with) {
        std::string text = read_whole(source_path("workflows/dong-son-2024/commune-inspection.workflow.yaml"));
        if (text.find(what) == text.npos) throw std::runtime_error("nothing to change: " + what);
        for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
            text.replace(at, what.size(), with);
        write_text(file, text);
    }
    Json versions_of_commune() {
        Json found = Json::array();
        const Json all = office.json({"workflow", "list", "--all"});
        for (const Json& one : all.at("workflows"))
            if (one.at("name") == "commune-inspection") found.push_back(one);
        return found;
    }
    bool verified() { return office.run({"journal", "verify"}).exit_code == 0; }
};

}  // namespace

TEST_CASE("a changed workflow is published, and its running cases are moved as one", "[cli][versions]") {
    Changed changed;
    const SmallOffice& office = changed.office;
    const int running = changed.versions_of_commune().at(0).at("running").get<int>();
    REQUIRE(running > 0);
    changed.write("accepted", "taken_on");
    office.must({"workflow", "publish", changed.file, "--reason", "đổi tên trạng thái"});

    const Json versions = changed.versions_of_commune();
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].at("running") == running);
    CHECK(versions[1].at("running") == 0);
    CHECK(versions[1].at("newest") == true);
    const std::string old_hash = versions[0].at("hash").get<std::string>().substr(0, 12);

    const std::string before = office.fingerprint();
    const Json preview = office.json(
        {"workflow", "migrate", "commune-inspection", "--from", old_hash, "--preview", "--map", "accepted=taken_on"});
    CHECK(preview.at("possible") == true);
    CHECK(preview.at("cases").size() == static_cast<std::size_t>(running));
    CHECK(office.run({"workflow", "migrate", "commune-inspection", "--from", old_hash, "--map", "accepted=nowhere"})
              .exit_code == 1);
    CHECK(office.run({"workflow", "migrate", "commune-inspection", "--from", "ffff"}).exit_code == 3);
    CHECK(
        office.run({"workflow", "migrate", "commune-inspection", "--from", old_hash, "--map", "accepted"}).exit_code ==
        2);
    CHECK(office.fingerprint() == before);

    office.must({"workflow", "migrate", "commune-inspection", "--from", old_hash, "--map", "accepted=taken_on"});
    CHECK(changed.versions_of_commune().at(1).at("running") == running);
    CHECK(changed.verified());
    CHECK(office.run({"workflow", "publish", changed.file}).exit_code == 1);
}

TEST_CASE("what is wrong is not published", "[cli][versions]") {
    Changed changed;
    changed.write("to: assigned", "to: asigned");
    const Finished published = changed.office.run({"workflow", "publish", changed.file});
    CHECK(published.exit_code == 5);
    CHECK(published.errors.find("asigned") != std::string::npos);
    CHECK(changed.versions_of_commune().size() == 1);
    CHECK(changed.verified());
}

TEST_CASE("what publish and replay find wrong is told where the file lies", "[cli][versions]") {
    Changed changed;
    namespace fs = std::filesystem;
    const fs::path home = changed.office.folder() / "p", inside = home / "commune-inspection.workflow.yaml";
    fs::copy(source_path("workflows/dong-son-2024"), home, fs::copy_options::recursive);
    changed.write("to: assigned", "to: asigned");
    fs::copy_file(changed.file, inside, fs::copy_options::overwrite_existing);
    for (const char* command : {"publish", "replay"}) {
        CHECK(changed.office.run({"workflow", command, changed.file}).errors.starts_with(changed.file + ":"));
        CHECK(changed.office.run({"workflow", command, home.string()}).errors.starts_with(inside.string() + ":"));
    }
}

TEST_CASE("a changed report is published in its folder, and what is no part of a profile is not", "[cli][versions]") {
    SmallOffice office(SmallOffice::Start::founded);
    const std::string stray = (office.folder() / "finding.yaml").string();
    write_text(stray, read_whole(source_path("workflows/dong-son-2024/finding.workflow.yaml")));
    CHECK(office.run({"workflow", "publish", stray}).exit_code == 2);
    const std::string file = (office.folder() / "year.report.yaml").string();
    write_text(file, read_whole(source_path("workflows/dong-son-2024/reports/year.report.yaml")));
    CHECK(office.run({"workflow", "publish", file}).exit_code == 1);  // nothing changed: it is the one there is
}

TEST_CASE("the same rules replay to the same year, other rules tell what they change", "[cli][versions]") {
    SmallOffice office;
    approve_plan(office);
    assign_team(office);
    visit_commune(office);
    const std::string before = office.fingerprint();
    const std::string shipped = source_path("workflows/dong-son-2024");
    const Words replay = {"workflow", "replay", shipped, "--year", "2024"};
    const Json same = office.json(replay);
    INFO(same.dump(2));
    CHECK(same.at("cases").get<int>() > 0);
    CHECK(same.at("same") == same.at("cases"));
    CHECK(same.at("different").empty());
    CHECK(same.at("refused").empty());
    CHECK(same.at("overloaded").empty());
    CHECK(same.at("newly_late").empty());
    for (const Json& row : same.at("late")) CHECK(row.at("was") == row.at("would"));

    const std::string file = (office.folder() / "commune-inspection.workflow.yaml").string();
    std::string text = read_whole(shipped + "/commune-inspection.workflow.yaml");
    const auto at = text.find("accept:");
    REQUIRE(at != text.npos);
    text.replace(at, 7, "agree:");
    write_text(file, text);
    const Json other = office.json({"workflow", "replay", file, "--year", "2024"});
    INFO(other.dump(2));
    CHECK(other.at("same") < other.at("cases"));
    CHECK_FALSE(other.at("refused").empty());
    CHECK(other == office.json({"workflow", "replay", file, "--year", "2024"}));
    CHECK(office.json({"workflow", "replay", file, "--year", "2023"}).at("cases") == 0);
    CHECK(office.fingerprint() == before);
}
