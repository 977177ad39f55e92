// SPDX-License-Identifier: Apache-2.0
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

// An office in which the head of a team, who has an address, has been assigned a visit to a group.
class AssignedOffice : public SmallOffice {
public:
    AssignedOffice() {
        must({"person", "add", "--code", "CB90", "--name", "Vũ Thị Mới", "--email", "moi@dongson.example", "--role",
              "bank_officer", "--unit", "district:405", "--from", "01/01/2024"});
        must({"team", "form", "--code", "Đoàn 1", "--body", "board", "--head", "CB90", "--member", "CB03", "--year",
              "2024"});
        must({"visit", "open", "--unit", "group:4059001", "--body", "board", "--date", "12/03/2024", "--sample", "2"});
        must({"assign", "group:4059001", "--team", "Đoàn 1"});
    }
};

std::vector<fs::path> letters_in(const fs::path& folder) {
    std::vector<fs::path> letters;
    for (const auto& item : fs::directory_iterator(folder)) {
        if (item.path().extension() == ".eml") letters.push_back(item.path());
    }
    return letters;
}

}  // namespace

TEST_CASE("a notice waits, becomes a letter, and waits no more", "[cli][notify]") {
    AssignedOffice office;
    const fs::path outbox = office.folder() / "outbox";
    const auto size = office.json({"journal", "root"})["size"].get<std::size_t>();

    const Json waiting = office.json({"notify", "list"});
    REQUIRE(waiting["notices"].size() == 1);
    CHECK(waiting["notices"][0]["to"]["code"] == "CB90");
    CHECK(waiting["notices"][0]["template"] == "assignment");
    CHECK_GOLDEN("cli/notify-list.txt", comparable(office.must({"notify", "list"}).output));

    CHECK_GOLDEN("cli/notify-deliver.txt",
                 comparable(office.must({"notify", "deliver", "--folder", outbox.string()}).output));
    const auto letters = letters_in(outbox);
    REQUIRE(letters.size() == 1);
    CHECK(read_whole(letters.front().string()).find("moi@dongson.example") != std::string::npos);
    CHECK(office.json({"notify", "list"})["notices"].empty());
    // What became of a letter is no part of the journal; who read the address is.
    for (const Json& one : office.json({"journal", "show", "--last", "0", "--from", std::to_string(size)})["entries"])
        CHECK(one["entry"]["kind"] == "personal.disclosed/1");
    CHECK(office.must({"notify", "deliver", "--folder", outbox.string()}).output.find("không có") != std::string::npos);
}

TEST_CASE("a letter names no borrower", "[cli][notify]") {
    AssignedOffice office;
    const std::string whole = office.must({"--json", "notify", "list"}).output + office.must({"notify", "list"}).output;
    CHECK(whole.find("Nguyễn Văn Bảy") == std::string::npos);
    CHECK(whole.find("4059000001") == std::string::npos);
}

TEST_CASE("a relay that does not answer leaves the notices waiting", "[cli][notify]") {
    AssignedOffice office;
    const Finished finished = office.run({"notify", "deliver", "--folder", (office.folder() / "outbox").string(),
                                          "--smtp", "127.0.0.1:1", "--from", "bdd@dongson.example"});

    INFO(finished.output << finished.errors);
    CHECK(finished.exit_code == 7);
    CHECK(finished.errors.find("127.0.0.1") != std::string::npos);
    const Json waiting = office.json({"notify", "list"})["notices"];
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0]["outbox"]["stage"] == "backing_off");
}

TEST_CASE("a letter that failed waits, and is tried at once when somebody asks for it", "[cli][notify]") {
    AssignedOffice office;
    const std::string outbox = (office.folder() / "outbox").string();
    CHECK(
        office.run({"notify", "deliver", "--folder", outbox, "--smtp", "127.0.0.1:1", "--from", "bdd@dongson.example"})
            .exit_code == 7);

    const Finished waiting = office.must({"notify", "deliver", "--folder", outbox});
    CHECK_THAT(waiting.output, Catch::Contains("1 thư lỗi chờ thử lại, sớm nhất lúc"));
    CHECK_THAT(office.must({"notify", "list"}).output, Catch::Contains("chờ thử lại đến"));
    CHECK_THAT(office.must({"notify", "retry"}).output, Catch::Contains("không có thư nào"));  // none is given up yet
    CHECK(office.run({"notify", "retry", "ffffffff0000"}).exit_code == 3);
    const std::string id = office.json({"notify", "list"})["notices"][0]["id"];
    CHECK(office.json({"notify", "retry", id.substr(0, 8)})["revived"] == 1);

    CHECK(office.json({"notify", "list"})["notices"][0]["outbox"]["stage"] == "pending");
    CHECK_THAT(office.must({"notify", "deliver", "--folder", outbox}).output, Catch::Contains("thư đã soạn"));
    CHECK(office.json({"notify", "list"})["notices"].empty());
}
