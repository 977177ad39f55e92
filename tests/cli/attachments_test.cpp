// SPDX-License-Identifier: Apache-2.0
// Files that come with a step, from the command line and back.
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

using namespace giamsat;
using namespace giamsat::test;

TEST_CASE("a file comes with a step, is listed with the case, and is taken out again", "[cli][attachments]") {
    SmallOffice office;
    approve_plan(office);
    const auto minutes = office.folder() / "biên bản.txt";
    write_text(minutes, "nội dung biên bản\n");
    const auto big = office.folder() / "to.bin";
    write_text(big, std::string(10 * 1024 * 1024 + 1, 'x'));
    const Words cancel = {"visit", "cancel", "commune:405102", "--reason", "mưa bão", "--as", "CB01"};
    const std::string id = office.json({"case", "show", "commune:405102"})["id"];

    Words words = cancel;
    words.insert(words.end(), {"--attach", big.string()});
    const std::string before = office.fingerprint();
    CHECK(office.run(words).exit_code != 0);
    CHECK(office.fingerprint() == before);

    words = cancel;
    words.insert(words.end(), {"--attach", minutes.string(), "--attach", minutes.string()});
    office.must(words);
    const Json shown = office.json({"case", "show", id});
    REQUIRE(shown["attachments"].size() == 2);
    CHECK(shown["attachments"][0]["name"] == "biên bản.txt");
    CHECK(shown["attachments"][0]["event"] == "cancel");

    const auto out = office.folder() / "out.txt";
    office.must({"case", "attachment", id, "2", "--to", out.string()});
    CHECK(read_whole(out.string()) == "nội dung biên bản\n");
    CHECK(office.run({"case", "attachment", id, "2", "--to", out.string()}).exit_code != 0);  // never over another file
    CHECK(office.run({"case", "attachment", id, "3"}).exit_code != 0);
    CHECK(office.run({"journal", "verify"}).exit_code == 0);
}

TEST_CASE("with nothing asked of plugins there is nothing to call", "[cli][attachments]") {
    SmallOffice office;
    const Json told = office.json({"notify", "call"});
    CHECK(told["delivered"] == 0);
    CHECK(told["failed"] == 0);
}
