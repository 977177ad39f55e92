// SPDX-License-Identifier: Apache-2.0
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/serving.hpp"
#include "support/small_office.hpp"

#include <regex>

using namespace giamsat;
using namespace giamsat::test;
namespace fs = std::filesystem;

namespace {

// A registered office whose checkpoints somebody else signs.
class SignedElsewhere {
public:
    SignedElsewhere() : origin(office.json({"journal", "signer"})["origin"]) {
        const auto made = run_giamsat({"signer", "init", folder().string(), "--origin", origin});
        REQUIRE(made.exit_code == 0);
        start();
        office.must({"journal", "signer", "--at", address()});
    }
    void start() {
        service = std::make_unique<Running>(
            std::vector<std::string>{"signer", "serve", folder().string(), "--socket", address().substr(5)});
    }
    std::string address() const { return "unix:" + (office.folder() / "socket").string(); }
    fs::path folder() const { return office.folder() / "keeper"; }
    // Something is recorded, whatever.
    Finished change(const std::string& name, const SmallOffice& at) const {
        return at.run({"unit", "change", "commune:405102", "--name", name, "--from", "01/06/2024"});
    }
    Finished change(const std::string& name) const { return change(name, office); }

    SmallOffice office;
    std::string origin;
    std::unique_ptr<Running> service;
};

std::string without_wal(const fs::path& office) { return read_whole((office / "office.db").string()); }

}  // namespace

TEST_CASE("an office has its checkpoints signed by a signer elsewhere", "[cli][signer]") {
    SignedElsewhere world;
    const Json told = world.office.json({"journal", "signer"});
    CHECK(told["signer"] == world.address());
    REQUIRE(world.change("xã Hòa Đông").exit_code == 0);

    const Json after = world.office.json({"journal", "signer"});
    CHECK(after["signed"]["size"] == world.office.json({"journal", "root"})["size"]);
    CHECK(after["signed"]["root"] == world.office.json({"journal", "root"})["root"]);
    const auto keys = run_giamsat({"signer", "key", world.folder().string()});
    CHECK(keys.output.starts_with(after["key"].get<std::string>()));
    CHECK(world.service->stop() == 0);
}

TEST_CASE("a signer that cannot be reached stops no work", "[cli][signer]") {
    SignedElsewhere world;
    world.service->kill();
    const Finished alone = world.change("xã Hòa Đông");
    CHECK(alone.exit_code == 0);
    CHECK(alone.errors.find("signer_unreachable") != std::string::npos);
    CHECK(world.office.run({"journal", "signer"}).exit_code == 7);

    world.start();  // over the socket file the killed one left
    const Finished again = world.change("xã Hòa Bắc");
    CHECK(again.exit_code == 0);
    CHECK(again.errors.empty());
    CHECK(world.office.json({"journal", "signer"})["signed"]["size"] == world.office.json({"journal", "root"})["size"]);
}

TEST_CASE("who names a signer while the office is served is told that the server has the one before",
          "[cli][signer][serve]") {
    SignedElsewhere world;
    const std::vector<std::string> words{"--lang", "en", "journal", "signer", "--at", world.address()};
    CHECK(world.office.must(words).errors.find("giamsat serve") == std::string::npos);
    Serving server(world.office.path());
    REQUIRE(server.wait_until_listening());
    CHECK(world.office.must(words).errors.find("start “giamsat serve” again") != std::string::npos);
    CHECK(server.end().exit_code == 0);
}

TEST_CASE("one process serves a signer's folder", "[cli][signer]") {
    SignedElsewhere world;
    const auto second = run_giamsat(
        {"signer", "serve", world.folder().string(), "--socket", (world.office.folder() / "other").string()});
    CHECK(second.exit_code == 7);
}

TEST_CASE("two continuations of one copy are not both signed", "[cli][signer]") {
    SignedElsewhere world;
    const fs::path copy = world.office.folder() / "copy";
    fs::copy(world.office.path(), copy, fs::copy_options::recursive);
    REQUIRE(world.change("xã Hòa Đông").errors.empty());

    const Finished forked = run_giamsat({"--office", copy.string(), "--as", "CB02", "unit", "change", "commune:405102",
                                         "--name", "xã Khác", "--from", "01/06/2024"});
    CHECK(forked.exit_code == 7);
    CHECK(forked.errors.find("evidence_refused") != std::string::npos);
    const Json told = world.office.json({"journal", "signer"});
    CHECK(told["signed"]["root"] == world.office.json({"journal", "root"})["root"]);
    CHECK(world.change("xã Hòa Bắc").errors.empty());
}

TEST_CASE("a journal is recovered by two people, for a reason, and only when it must be", "[cli][signer][recover]") {
    SmallOffice office;
    const auto recover = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"journal", "recover", "--reason", "Hỏng đĩa"});
        return office.run(words);
    };
    const std::vector<std::string> by_head{"--on-behalf", "CB01", "--act", "07/QĐ-BĐD 04/03/2024"};
    const Finished needless = recover(by_head);
    CHECK(needless.exit_code == 1);
    CHECK(needless.errors.find("not_possible") != std::string::npos);
    const Finished secretary = recover({});
    CHECK(secretary.exit_code == 4);
    CHECK(recover({"--as", "CB01"}).exit_code == 1);  // one person
    CHECK(recover({"--as", "CB02", "--on-behalf", "CB03", "--act", "1 04/03/2024"}).exit_code == 4);
    CHECK(office.run({"journal", "recover"}).exit_code == 2);
}

TEST_CASE("a restored copy is refused by the signer, recovered, and goes on", "[cli][signer][recover]") {
    SmallOffice office;
    const fs::path backup = office.folder() / "backup";
    office.must({"unit", "change", "commune:405102", "--name", "xã Một", "--from", "01/06/2024"});
    fs::copy(office.path(), backup, fs::copy_options::recursive);
    office.must({"unit", "change", "commune:405102", "--name", "xã Hai", "--from", "01/07/2024"});
    const Json lost = office.json({"journal", "signer"});
    const auto restore = [&] {
        for (const char* file : {"office.db", "keys.db"})
            fs::copy_file(backup / file, office.path() / file, fs::copy_options::overwrite_existing);
        for (const char* file : {"office.db-wal", "office.db-shm", "keys.db-wal", "keys.db-shm"})
            fs::remove(office.path() / file);
    };
    restore();

    const Finished refused =
        office.run({"unit", "change", "commune:405102", "--name", "xã Ba", "--from", "01/08/2024"});
    CHECK(refused.exit_code == 7);
    CHECK(refused.errors.find("giamsat journal recover") != std::string::npos);

    const std::vector<std::string> ceremony{"journal",     "recover", "--reason", "Hỏng đĩa",
                                            "--on-behalf", "CB01",    "--act",    "07/QĐ-BĐD 04/03/2024"};
    const Json recovered = office.json(ceremony);
    const std::string origin = lost["origin"].get<std::string>() + "/1";
    CHECK(recovered["origin"] == origin);
    const Json after = office.json({"journal", "signer"});
    CHECK(after["origin"] == origin);
    CHECK(after["key"] == recovered["key"]);
    CHECK(after["signed"]["size"] == office.json({"journal", "root"})["size"]);

    const Json entry = office.json({"journal", "show", "--last", "1"})["entries"][0]["entry"];
    CHECK(entry["kind"] == "journal.recovered/1");
    CHECK(entry["body"]["signed_size"] == lost["signed"]["size"]);
    CHECK(entry["body"]["signed_root"] == lost["signed"]["root"]);
    CHECK(entry["enc"].size() == 1);
    const Finished next = office.run({"unit", "change", "commune:405102", "--name", "xã Bốn", "--from", "01/09/2024"});
    CHECK(next.exit_code == 0);
    CHECK(next.errors.empty());
    CHECK(office.must({"journal", "verify"}).output.starts_with("✓"));
    CHECK(office.run(ceremony).exit_code == 1);  // nothing needs recovering now

    // The same copy once more: the number of the first recovery is spent, though this copy knows of none.
    restore();
    CHECK(office.json(ceremony)["origin"] == lost["origin"].get<std::string>() + "/2");
}

TEST_CASE("after a recovery the keeper of a signer elsewhere has a say", "[cli][signer][recover]") {
    SignedElsewhere world;
    const std::string before = without_wal(world.office.path());
    REQUIRE(world.change("xã Hòa Đông").exit_code == 0);
    write_text(world.office.path() / "office.db", before);
    for (const char* file : {"office.db-wal", "office.db-shm"}) fs::remove(world.office.path() / file);

    const Finished recovered = world.office.run(
        {"journal", "recover", "--reason", "Hỏng đĩa", "--on-behalf", "CB01", "--act", "07/QĐ-BĐD 04/03/2024"});
    CHECK(recovered.exit_code == 0);
    CHECK(recovered.errors.find("giamsat signer allow") != std::string::npos);
    const Finished waiting = world.change("xã Hòa Bắc");
    CHECK(waiting.exit_code == 0);
    CHECK(waiting.errors.find("evidence_refused") != std::string::npos);

    const std::string origin = world.origin + "/1";
    CHECK(run_giamsat({"signer", "allow", world.folder().string(), "--origin", origin}).exit_code == 0);
    CHECK(world.change("xã Hòa Nam").errors.empty());
    CHECK(world.office.json({"journal", "signer"})["origin"] == origin);
}

TEST_CASE("what a signer and a recovery say", "[cli][signer][golden]") {
    SmallOffice office;
    const auto plain = [&](const std::string& text) {
        static const std::regex key(R"([A-Za-z0-9+/]{43,}=*)");
        return std::regex_replace(comparable(text), key, "<khóa>");
    };
    CHECK_GOLDEN("cli/journal-signer.txt", plain(office.must({"journal", "signer"}).output));
    CHECK_GOLDEN("cli/journal-signer-en.txt", plain(office.must({"--lang", "en", "journal", "signer"}).output));
}
