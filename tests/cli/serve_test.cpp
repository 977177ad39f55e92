// SPDX-License-Identifier: Apache-2.0
// An office being served: other commands hand their work to the server and are none the wiser; one writer at a time; stopping,
// dying and coming back.
#include "support/serving.hpp"

#include "base/platform/files.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::string last_entry(const SmallOffice& office) {
    return office.must({"journal", "show", "--last", "1", "--json"}).output;
}

bool is_clean(const SmallOffice& office) { return office.run({"journal", "verify"}).exit_code == 0; }

// The server's own output, with what differs between two runs taken out.
std::string told_by(const Finished& server, const SmallOffice& office) {
    std::string text = server.output + server.errors;
    for (auto at = text.find(office.path().string()); at != text.npos; at = text.find(office.path().string()))
        text.replace(at, office.path().string().size(), "OFFICE");
    return comparable(text);
}

}  // namespace

TEST_CASE("what it says when it starts, works and stops", "[cli][serve]") {
    SmallOffice office;
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());

    office.must({"person", "add", "--code", "X1", "--name", "Người Một"});

    const Finished finished = server.end();
    CHECK(finished.exit_code == 0);
    CHECK_GOLDEN("cli/serve.txt", told_by(finished, office));
    CHECK_FALSE(std::filesystem::exists(office.path() / "giamsat.sock"));
    CHECK(is_clean(office));
}

TEST_CASE("a command goes to the server, which says how its sender is known", "[cli][serve]") {
    SmallOffice office;
    office.must({"person", "add", "--code", "X1", "--name", "Người Một"});
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());

    office.must({"person", "add", "--code", "X2", "--name", "Người Hai"});

    CHECK_THAT(last_entry(office), Catch::Contains("os:" + user_name()));
    CHECK(office.must({"person", "show", "X2"}).output.find("Người Hai") != std::string::npos);
}

TEST_CASE("what the server refuses is told as it would be without one", "[cli][serve]") {
    SmallOffice office;
    const std::vector<std::vector<std::string>> wrong{
        {"person", "add", "--code", "CB01", "--name", "Ai Đó"},
        {"import", "units", (office.folder() / "bad.csv").string()},
        {"--as", "CB05", "plan", "draft", "--type", "board", "--body", "board", "--year", "2024"},
    };
    write_text(office.folder() / "bad.csv", "level,code,name,parent\ncommune,1,,\nnowhere,2,b,405\n");
    std::vector<Finished> alone;
    for (const auto& words : wrong) alone.push_back(office.run(words));
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());

    for (std::size_t i = 0; i < wrong.size(); ++i) {
        const Finished served = office.run(wrong[i]);
        CHECK(served.exit_code == alone[i].exit_code);
        CHECK(served.errors == alone[i].errors);
    }
}

TEST_CASE("imports travel, and what they counted comes back", "[cli][serve]") {
    SmallOffice office(SmallOffice::Start::founded);
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());

    const Json units = office.json({"import", "units", example_file("units.csv").string()});
    const Json again = office.json({"import", "units", example_file("units.csv").string()});

    CHECK(units.at("added") == units.at("rows"));
    CHECK(units.at("rows").get<int>() > 0);
    CHECK(again.at("unchanged") == units.at("rows"));
}

TEST_CASE("a second writer ends at once and says who holds the office", "[cli][serve]") {
    SmallOffice office;
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());

    const auto before = std::chrono::steady_clock::now();
    const Finished second = office.run({"--lang", "en", "serve"});

    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(1));
    CHECK(second.exit_code == 7);
    CHECK_THAT(second.errors, Catch::Contains("(pid " + std::to_string(server.pid()) + ", giamsat serve, since "));
}

TEST_CASE("only its owner may connect", "[cli][serve]") {
    SmallOffice office;
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());

    struct stat info {};
    REQUIRE(::stat((office.path() / "giamsat.sock").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("a group may be let in", "[cli][serve]") {
    SmallOffice office;
    Serving server(office.path(), {"--group", "root"});
    REQUIRE(server.wait_until_listening());

    struct stat info {};
    REQUIRE(::stat((office.path() / "giamsat.sock").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0660);
    CHECK(info.st_gid == 0);
}

TEST_CASE("a server that was killed is verified whole by the next, once", "[cli][serve]") {
    SmallOffice office;
    {
        Serving server(office.path());
        REQUIRE(server.wait_until_listening());
        office.must({"person", "add", "--code", "X1", "--name", "Người Một"});
        server.kill();
    }
    {
        Serving server(office.path());
        REQUIRE(server.wait_until_listening());
        CHECK_THAT(server.end().output, Catch::Contains("It was not closed in good order"));
    }
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());
    CHECK_THAT(server.end().output, Catch::Contains("The file and the end of the journal hold"));
}

TEST_CASE("when the disk fails whoever waits is told, the server ends, and the next verifies whole", "[cli][serve]") {
    SmallOffice office;
    const auto broken = office.folder() / "broken";
    ::setenv("LD_PRELOAD", GIAMSAT_FAILING_SYNC, 1);
    ::setenv("GIAMSAT_FAIL_SYNC", broken.c_str(), 1);
    Serving server(office.path());
    ::unsetenv("LD_PRELOAD");
    REQUIRE(server.wait_until_listening());
    office.must({"person", "add", "--code", "X1", "--name", "Người Một"});

    write_text(broken, "");
    const Finished refused = office.run({"person", "add", "--code", "X2", "--name", "Người Hai"});
    const Finished ended = server.wait();

    CHECK(refused.exit_code == 6);
    CHECK(ended.exit_code == 6);
    CHECK_THAT(ended.errors, Catch::Contains("[office_damaged]"));
    Serving next(office.path());
    REQUIRE(next.wait_until_listening());
    office.must({"person", "add", "--code", "X3", "--name", "Người Ba"});
    CHECK_THAT(next.end().output, Catch::Contains("It was not closed in good order"));
    CHECK(is_clean(office));
}

TEST_CASE("an office that was tampered with is not served", "[cli][serve]") {
    SmallOffice office;
    std::string bytes = *read_file(office.path() / "office.db", 1 << 28);
    const auto at = bytes.rfind("person.registered/1");
    REQUIRE(at != bytes.npos);
    bytes[at] = 'q';
    write_text(office.path() / "office.db", bytes);

    const Finished finished = office.run({"--lang", "en", "serve"});

    CHECK(finished.exit_code == 6);
    CHECK_THAT(finished.errors, Catch::Contains("does not match its hash"));
}

TEST_CASE("deadlines pass while nobody asks for anything", "[cli][serve]") {
    SmallOffice office;
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());
    office.must({"plan", "draft", "--type", "board", "--body", "board", "--year", "2024", "--empty"});
    office.must({"plan", "add-line", "board-2024", "--unit", "commune:405102", "--date", "04/03/2024"});
    office.must({"plan", "submit", "board-2024"});  // of March 2024: whoever decides on it is late by now

    bool passed = false;
    for (int i = 0; i < 100 && !passed; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        passed = office.must({"journal", "show", "--last", "5"}).output.find("hết hạn") != std::string::npos;
    }
    CHECK(passed);
    CHECK(is_clean(office));
}

TEST_CASE("a command whose server goes away comes to the next one, and is done once", "[cli][serve]") {
    SmallOffice office;
    auto server = std::make_unique<Serving>(office.path());
    REQUIRE(server->wait_until_listening());
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        server->kill();
        server = std::make_unique<Serving>(office.path());
        server->wait_until_listening();
    });
    int done = 0;
    for (int i = 0; i < 8; ++i) {
        const std::string code = "Y" + std::to_string(i);
        done += office.run({"person", "add", "--code", code, "--name", "Người"}).exit_code == 0;
    }
    other.join();
    CHECK(done == 8);
    CHECK(is_clean(office));
}

namespace {

std::size_t backups_in_folder(const SmallOffice& office, const std::filesystem::path& place) {
    return office.json({"backup", "list", place.string()}).at("backups").size();
}

}  // namespace

TEST_CASE("backups are made on a schedule, verified, and the older ones go", "[cli][serve][backup]") {
    SmallOffice office;
    const auto usb = office.folder() / "usb";
    std::filesystem::create_directories(usb);
    Serving server(office.path(), {"--backup-to", usb.string(), "--backup-every", "1s", "--backup-keep", "2"});
    REQUIRE(server.wait_until_listening());

    std::string newest;
    for (int i = 0; i < 100 && newest.find(", 60 ent") == newest.npos; ++i) {
        if (i == 5) office.must({"person", "add", "--code", "X1", "--name", "Người Một"});
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        newest = server.said();
    }

    const Finished finished = server.end();
    CHECK(finished.exit_code == 0);
    CHECK(finished.errors == "");
    CHECK_THAT(finished.output, Catch::Contains("✓ Backed up and verified: " + usb.string()));
    CHECK(backups_in_folder(office, usb) <= 2);
    office.must({"backup", "verify", usb.string()});
}

TEST_CASE("a backup that cannot be made is told, and the office is served all the same", "[cli][serve][backup]") {
    SmallOffice office;
    const std::string nowhere = (office.folder() / "not-plugged-in").string();
    Serving server(office.path(), {"--backup-to", nowhere, "--backup-every", "1s"});
    REQUIRE(server.wait_until_listening());
    office.must({"person", "add", "--code", "X1", "--name", "Người Một"});
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));

    const Finished finished = server.end();

    CHECK(finished.exit_code == 0);
    CHECK_FALSE(std::filesystem::exists(nowhere));
    const auto told = finished.errors.find("No folder for backups");
    CHECK(told != finished.errors.npos);
    CHECK(finished.errors.find("No folder for backups", told + 1) == finished.errors.npos);
}

TEST_CASE("how often backups are wanted must be a length of time", "[cli][serve][backup]") {
    SmallOffice office;
    for (const char* words : {"often", "0h", "-1h", "1", "PT0.5S", ""}) {
        INFO(words);
        const Finished finished = office.run({"--lang", "en", "serve", "--backup-to", ".", "--backup-every", words});
        CHECK(finished.exit_code != 0);
        CHECK_THAT(finished.errors, Catch::Contains("--backup-every"));
    }
}

TEST_CASE("whoever meets a server that does not answer is told so, and does not wait for ever", "[cli][serve][slow]") {
    SmallOffice office;
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());
    ::kill(server.pid(), SIGSTOP);

    const auto before = std::chrono::steady_clock::now();
    const Finished refused = office.run({"--lang", "en", "person", "add", "--code", "X1", "--name", "Người Một"});

    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(15));
    CHECK(refused.exit_code == 7);
    CHECK_THAT(refused.errors, Catch::Contains("does not answer yet"));
    ::kill(server.pid(), SIGCONT);
    office.must({"person", "add", "--code", "X1", "--name", "Người Một"});
}

namespace {

// As another user of the machine, of the group that was let in; nothing where this test may not become one.
std::optional<Finished> run_as_nobody(const SmallOffice& office, const std::string& group,
                                      const std::vector<std::string>& words) {
    const std::string other = "/usr/bin/setpriv --reuid=nobody --clear-groups --regid=" + group + " ";
    const auto out = office.folder() / "nobody.out", err = office.folder() / "nobody.err";
    const std::string program = other + GIAMSAT_BINARY;
    if (::geteuid() != 0 || std::system((program + " --version >/dev/null 2>&1").c_str()) != 0) return {};
    std::string line = program + " --office " + office.path().string() + " --lang en --as CB02";
    for (const std::string& word : words) line += " '" + word + "'";
    const int status = std::system((line + " >" + out.string() + " 2>" + err.string()).c_str());
    return Finished{WEXITSTATUS(status), read_whole(out.string()), read_whole(err.string())};
}

}  // namespace

TEST_CASE("another user of the group sends commands, and reads no personal data", "[cli][serve]") {
    SmallOffice office;
    ::chmod(office.folder().c_str(), 0755);
    Serving server(office.path(), {"--group", "users"});
    REQUIRE(server.wait_until_listening());

    const auto added = run_as_nobody(office, "users", {"person", "add", "--code", "X1", "--name", "Người Một"});
    if (!added) {
        WARN("this user cannot become another, or the program lies where another may not go");
        return;
    }

    INFO(added->errors);
    CHECK(added->exit_code == 0);
    CHECK_THAT(added->output, Catch::Contains("✓ Added X1"));
    CHECK_THAT(last_entry(office), Catch::Contains("os:nobody"));
    const auto listed = run_as_nobody(office, "users", {"person", "list"});
    CHECK(listed->exit_code == 0);
    CHECK_THAT(listed->output, Catch::Contains("X1") && Catch::Contains("(sealed)") && !Catch::Contains("Người Một"));
    const auto outside = run_as_nobody(office, "nogroup", {"person", "add", "--code", "X2", "--name", "Người Hai"});
    CHECK(outside->exit_code == 5);
    CHECK_THAT(outside->errors, Catch::Contains("permission is missing"));
}
