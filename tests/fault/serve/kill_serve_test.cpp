// SPDX-License-Identifier: Apache-2.0
// The real server, killed at random moments while clients keep it busy. What a client was told is there exactly once, whatever
// it was killed in: a commit, a checkpoint, its start, its verification. A server that answers before it commits must be found out.
#include "adapters/runtime/workplace.hpp"
#include "adapters/store/sqlite.hpp"
#include "adapters/store/verify.hpp"
#include "adapters/witness/signer.hpp"
#include "app/serve/server_door.hpp"
#include "app/serve/service.hpp"
#include "app/serve/socket.hpp"
#include "service/commands/outcome_json.hpp"
#include "service/import/import.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/serving.hpp"
#include "support/workflows.hpp"
#include "support/world.hpp"

#include <cstdlib>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace giamsat;
using namespace giamsat::test;

namespace {

constexpr int clients = 3;
constexpr int kills_in_one_office = 40;

int kills() {
    const char* asked = std::getenv("GIAMSAT_KILLS");
    return asked ? std::atoi(asked) : 200;
}

std::filesystem::path found_office(const std::filesystem::path& folder) {
    SystemClock clock;
    auto files = files_under("workflows/dong-son-2024");
    std::erase_if(
        files, [](const auto& file) { return file.first.starts_with("example/") || file.first.starts_with("demo/"); });
    auto place = std::move(Workplace::found(folder / "office", {files, {}, Date::of(2024, 3, 4)}, clock).value());
    for (const char* file : {"units.csv", "groups.csv", "people.csv"}) {
        const auto kind = file[0] == 'p' ? ImportKind::people : ImportKind::units;
        place->run({.via = "cli", .auth = "test"}, import_command(kind, file, example(file), nullptr)).value();
    }
    return folder / "office";
}

PersonId secretary(const std::filesystem::path& office) {
    SystemClock clock;
    auto place = std::move(Workplace::open_to_read(office, clock).value());
    return place->ask([](Readers& read) { return read.people.by_code("CB02")->id; });
}

// What was acknowledged, durable before the next is asked.
class Diary {
public:
    explicit Diary(const std::filesystem::path& path)
        : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {}
    ~Diary() { ::close(file_); }
    void note(const std::string& code, std::uint64_t seq) {
        const std::string line = code + " " + std::to_string(seq) + "\n";
        if (::write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size()) || ::fdatasync(file_) != 0)
            throw std::runtime_error("the diary cannot be kept");
    }

private:
    int file_;
};

// Registers one person after the other; now and then asks for a checkpoint.
class Client {
public:
    Client(const std::filesystem::path& office, int number, PersonId by, const std::atomic<bool>& stop)
        : thread_([=, this, &stop] { work(office, number, by, stop); }) {}
    ~Client() { thread_.join(); }

private:
    static void work(const std::filesystem::path& office, int number, const PersonId& by,
                     const std::atomic<bool>& stop) {
        Diary diary(office / ("diary-" + std::to_string(number)));
        std::unique_ptr<Door> door;
        for (int i = 0; !stop; ++i) {
            while (!door && !stop) door = ServerDoor::knock(office);
            if (!door) return;
            one(*door, diary, "K" + std::to_string(number) + "-" + std::to_string(i), by, stop);
            if (i % 20 == 7) static_cast<void>(door->checkpoint());
        }
    }
    // Until it is known what became of it: the same id each time.
    static void one(Door& door, Diary& diary, const std::string& code, const PersonId& by,
                    const std::atomic<bool>& stop) {
        const CommandId id{derived_id("kill", code + by.value)};
        for (;;) {
            auto outcome = door.run(id, {.actor = by}, RegisterPerson{.code = code, .name = "Người " + code}, {});
            if (outcome) return diary.note(code, outcome->entries.front().seq);
            if (stop || outcome.error().code != ProblemCode::server_silent) return;
        }
    }
    std::thread thread_;
};

struct Found {
    std::vector<std::string> wrong;
    std::size_t acknowledged = 0;
    std::size_t checkpoints = 0;

    void check(bool right, const std::string& what) {
        if (!right) wrong.push_back(what);
    }
};

std::map<std::string, std::vector<std::uint64_t>> registered(Readers& read) {
    std::map<std::string, std::vector<std::uint64_t>> all;
    read.journal.each(0, [&](std::uint64_t seq, const std::string& bytes, const Hash&) {
        const Entry entry = decode_entry(bytes).value();
        if (entry.kind == "person.registered/1") all[entry.body.at("code").get<std::string>()].push_back(seq);
        return true;
    });
    return all;
}

// Every acknowledged entry is there, once, where the client was told.
void check_diaries(const std::filesystem::path& office, Readers& read, Found& found) {
    const auto there = registered(read);
    for (int number = 0; number < clients; ++number) {
        std::ifstream diary(office / ("diary-" + std::to_string(number)));
        std::uint64_t seq = 0;
        for (std::string code; diary >> code >> seq; ++found.acknowledged) {
            const auto at = there.find(code);
            found.check(at != there.end(), code + " was acknowledged and is lost");
            if (at == there.end()) continue;
            found.check(at->second == std::vector<std::uint64_t>{seq}, code + " stands elsewhere or twice");
        }
    }
    for (const auto& [code, places] : there) found.check(places.size() == 1, code + " was done twice");
}

void check_checkpoints(Readers& read, Found& found) {
    for (const KeptCheckpoint& kept : read.evidence.checkpoints()) {
        const Checkpoint& one = kept.signed_one.checkpoint;
        ++found.checkpoints;
        found.check(one.size <= read.journal.size() && root_of(one.size, read.evidence.hashes()) == one.root,
                    "the checkpoint of " + std::to_string(one.size) + " entries does not hold any more");
    }
}

Found examined(const std::filesystem::path& office) {
    Found found;
    SystemClock clock;
    auto place = std::move(Workplace::open_to_read(office, clock).value());
    place->ask([&](Readers& read) {
        check_diaries(office, read, found);
        check_checkpoints(read, found);
        return 0;
    });
    auto verified = verify_office(office);
    found.check(verified && verified->clean(), "the journal does not verify");
    store::Database database(office / "office.db", store::Database::Access::read);
    found.check(database.text("PRAGMA integrity_check") == "ok", "the file is damaged");
    return found;
}

std::string told(const std::vector<std::string>& wrong) {
    std::string all;
    for (std::size_t i = 0; i < wrong.size() && i < 10; ++i) all += wrong[i] + "\n";
    return all;
}

// Kills `times` servers in one office, each after a random while; what is left is looked at as it lies.
Found campaign(const std::filesystem::path& office, int times, unsigned seed, const std::string& program = {}) {
    std::atomic<bool> stop{false};
    const PersonId by = secretary(office);
    {
        std::vector<std::unique_ptr<Client>> busy;
        for (int i = 0; i < clients; ++i) busy.push_back(std::make_unique<Client>(office, i, by, stop));
        for (int i = 0; i < times; ++i) {
            const auto draw = derived_id(std::to_string(seed), std::to_string(i));
            Serving server(office, {}, program);
            std::this_thread::sleep_for(std::chrono::milliseconds(std::stoul(draw.substr(0, 4), nullptr, 16) % 250));
            server.kill();
        }
        Serving last(office, {}, program);  // who still waits for an answer gets it
        stop = true;
        busy.clear();
        last.kill();
    }
    return examined(office);
}

}  // namespace

TEST_CASE("nothing acknowledged is lost or done twice, however often the server is killed", "[fault][kill-serve]") {
    std::size_t acknowledged = 0, checkpoints = 0;
    for (int done = 0; done < kills(); done += kills_in_one_office) {
        TemporaryFolder folder;
        const auto office = found_office(folder.path());
        const Found found =
            campaign(office, std::min(kills_in_one_office, kills() - done), static_cast<unsigned>(done));
        INFO(told(found.wrong));
        REQUIRE(found.wrong.empty());
        acknowledged += found.acknowledged, checkpoints += found.checkpoints;
    }
    WARN(kills() << " kills, " << acknowledged << " acknowledged commands, " << checkpoints << " checkpoints");
    CHECK(acknowledged > static_cast<std::size_t>(kills()));
    CHECK(checkpoints > 0);
}

namespace {

std::filesystem::path lied_to() {
    const char* office = std::getenv("GIAMSAT_LIAR_OFFICE");
    return office ? office : "";
}

// Says that it is done, and does it a little later.
HttpResponse lie(Service& service, const HttpRequest& request, std::vector<std::thread>& later, std::mutex& mutex) {
    if (request.target != "/commands") return service.answer(request);
    std::lock_guard lock(mutex);
    later.emplace_back([&service, request] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        service.answer(request);
    });
    Outcome told;
    told.entries.push_back({0, "person.registered/1", {}, "{}"});
    return {.body = Json{{"outcome", outcome_json(told)}}.dump()};
}

}  // namespace

// Run by the test below as a program of its own; never by itself.
TEST_CASE("a server that answers before it commits", "[.liar]") {
    SystemClock clock;
    auto place = std::move(Workplace::open_to_serve(lied_to(), clock).value());
    Service service(*place);
    std::vector<std::thread> later;
    std::mutex mutex;
    auto http = HttpServer::start(socket_address(lied_to()),
                                  [&](const HttpRequest& request) { return lie(service, request, later, mutex); });
    REQUIRE(http);
    for (;;) std::this_thread::sleep_for(std::chrono::seconds(1));
}

TEST_CASE("a server that answers before it commits is found out", "[fault][kill-serve]") {
    TemporaryFolder folder;
    const auto office = found_office(folder.path());
    ::setenv("GIAMSAT_LIAR_OFFICE", office.c_str(), 1);
    const std::string itself = std::filesystem::read_symlink("/proc/self/exe").string();

    std::atomic<bool> stop{false};
    const PersonId by = secretary(office);
    {
        Client client(office, 0, by, stop);
        Serving liar(office, {"[.liar]"}, itself);
        REQUIRE(liar.wait_until_listening());
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        stop = true;
        liar.kill();
    }
    const Found found = examined(office);

    REQUIRE_FALSE(found.wrong.empty());
    CHECK_THAT(told(found.wrong), Catch::Contains("was acknowledged and is lost"));
}
