// SPDX-License-Identifier: Apache-2.0
// A disk that fills up, as the system really reports it, on a small file system in memory. Only root can make one.
#include "support/catch.hpp"
#include "support/serving.hpp"
#include "support/small_office.hpp"

#include <fstream>
#include <thread>

#include <sys/mount.h>

using namespace giamsat::test;

namespace {

// A folder that holds so many bytes, if this process may make one.
class SmallDisk {
public:
    explicit SmallDisk(const std::string& size)
        : made_(::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0) {}
    ~SmallDisk() {
        if (made_) ::umount2(folder_.path().c_str(), MNT_DETACH);
    }
    explicit operator bool() const { return made_; }
    const std::filesystem::path& path() const { return folder_.path(); }

    void fill() const {
        std::ofstream file(path() / "fill", std::ios::binary);
        const std::string block(4096, 'x');
        while (file.write(block.data(), 4096).flush()) {
        }
    }
    void make_room() const { std::filesystem::remove(path() / "fill"); }

private:
    TemporaryFolder folder_;
    bool made_;
};

class FullOffice {
public:
    explicit FullOffice(const SmallDisk& disk) : office_(disk.path() / "office") {
        std::filesystem::copy(made_.path(), office_, std::filesystem::copy_options::recursive);
    }
    Finished run(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--office", office_.string(), "--lang", "en", "--as", "CB02"});
        return run_giamsat(words);
    }
    Finished add(const std::string& code) const { return run({"person", "add", "--code", code, "--name", "Người"}); }
    const std::filesystem::path& path() const { return office_; }

private:
    SmallOffice made_;
    std::filesystem::path office_;
};

bool comes_to_say(const Serving& server, const char* words) {
    for (int i = 0; i < 100 && server.said().find(words) == std::string::npos; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return server.said().find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a full disk: what is asked is answered, what is commanded refused, and it is over by itself",
          "[cli][serve]") {
    SmallDisk disk("12m");
    if (!disk) {
        WARN("only root can make a disk that is small");
        return;
    }
    FullOffice office(disk);
    Serving server(office.path());
    REQUIRE(server.wait_until_listening());
    REQUIRE(office.add("A1").exit_code == 0);

    disk.fill();
    CHECK(office.add("B1").exit_code == 7);
    const Finished refused = office.add("B2");
    CHECK(refused.exit_code == 7);
    CHECK_THAT(refused.errors, Catch::Contains("[office_no_room]"));
    // Nobody can record who reads: what is personal stays sealed.
    CHECK_THAT(office.run({"person", "show", "A1"}).output, Catch::Contains("A1 (sealed)"));
    CHECK(comes_to_say(server, "[disk_full]"));

    disk.make_room();
    CHECK(comes_to_say(server, "There is room again"));
    CHECK_THAT(office.run({"person", "show", "A1"}).output, Catch::Contains("A1 Người"));
    CHECK(office.add("B1").exit_code == 0);
    CHECK(server.end().exit_code == 0);
    CHECK(office.run({"journal", "verify"}).exit_code == 0);
}

TEST_CASE("a full disk without a server: the command is refused, and the next one finds room", "[cli]") {
    SmallDisk disk("12m");
    if (!disk) {
        WARN("only root can make a disk that is small");
        return;
    }
    FullOffice office(disk);
    disk.fill();
    const Finished refused = office.add("B1");
    CHECK(refused.exit_code == 7);
    CHECK_THAT(refused.errors, Catch::Contains("[disk_full]"));
    disk.make_room();
    CHECK(office.add("B1").exit_code == 0);
    CHECK(office.run({"journal", "verify"}).exit_code == 0);
}
