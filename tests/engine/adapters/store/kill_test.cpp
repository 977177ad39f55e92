// SPDX-License-Identifier: Apache-2.0
// A writer killed at any moment: what it had acknowledged is there, nothing is there by half, and the next one goes on.
#include "adapters/store/verify.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

using namespace giamsat;

namespace {

// Commands of two entries with a key each, three to a commit; tells through the pipe what was committed.
void write_for_ever(samples::OfficeFolder& folder, int told) {
    auto office = std::move(folder.open(Office::Mode::write).value());
    for (std::uint64_t size = office->readers().journal.size();; size += 6) {
        office->recorder().begin();
        for (std::uint64_t k = 0; k < 6; ++k) {
            const std::string id = samples::id_of("unit " + std::to_string(size + k));
            Entry entry = samples::entry("unit.registered/1",
                                         {{"unit", id}, {"level", "borrower"}, {"valid_from", "2015-01-01"}});
            entry.cmd.value = samples::id_of("command " + std::to_string((size + k) / 2));
            entry.n = 2;
            entry.i = static_cast<int>(k % 2);
            entry.enc = {office->vault().seal(samples::office_id(), entry.cmd, entry.i, id, "personal", "secret")};
            samples::record(*office, std::move(entry));
        }
        office->vault().flush();
        office->recorder().commit();
        const std::uint64_t done = size + 6;
        if (::write(told, &done, sizeof done) != sizeof done) ::_exit(1);
    }
}

// The last size the writer told of before it was killed.
std::uint64_t kill_after(samples::OfficeFolder& folder, int commits, int microseconds) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        write_for_ever(folder, ends[1]);
    }
    ::close(ends[1]);
    std::uint64_t last = 0;
    for (int k = 0; k < commits && ::read(ends[0], &last, sizeof last) == sizeof last; ++k) continue;
    ::usleep(static_cast<useconds_t>(microseconds));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(ends[0], &last, sizeof last) == sizeof last) continue;
    ::close(ends[0]);
    return last;
}

}  // namespace

namespace {

// Makes an office in a child that may write files of `bytes` at most; whether it was made.
bool made_with_room(samples::OfficeFolder& folder, rlim_t bytes) {
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit room{bytes, bytes};
        ::setrlimit(RLIMIT_FSIZE, &room);
        auto entropy = seeded_entropy(7);
        ::_exit(Office::create(folder.path(), samples::office_id(), *entropy) ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string files_of(const samples::OfficeFolder& folder) {
    std::string all;
    for (const auto& item : std::filesystem::directory_iterator(folder.path()))
        all += item.path().filename().string() + " ";
    return all;
}

}  // namespace

TEST_CASE("an office for which there is no room is not made by half", "[store]") {
    int refused = 0;
    for (rlim_t bytes : {0, 64, 100, 4096, 30'000, 100'000, 200'000, 300'000, 1'000'000, 10'000'000}) {
        samples::OfficeFolder folder;
        INFO(bytes);
        if (made_with_room(folder, bytes)) {
            CHECK(folder.open(Office::Mode::write));
        } else {
            ++refused;
            CHECK((files_of(folder) == "office.lock " || files_of(folder).empty()));
            CHECK(folder.create());
        }
    }
    CHECK(refused >= 5);
    CHECK(refused <= 9);
}

TEST_CASE("a killed writer loses nothing it acknowledged and leaves nothing half", "[store]") {
    samples::OfficeFolder folder;
    folder.create();
    for (int round = 0; round < 12; ++round) {
        const std::uint64_t told = kill_after(folder, 3 + round, round * 331);
        const VerifyReport report = verify_office(folder.path()).value();

        for (const auto& difference : report.differences) FAIL_CHECK(difference.text.en);
        CHECK(report.entries >= told);
        CHECK(report.entries % 6 == 0);
        auto office = std::move(folder.open(Office::Mode::read).value());
        CommandId cmd;
        int i = 0;
        const auto sealed = office->readers().units.personal(
            UnitId{samples::id_of("unit " + std::to_string(report.entries - 1))}, cmd, i);
        REQUIRE(sealed.size() == 1);
        CHECK(office->vault().open(samples::office_id(), cmd, i, sealed[0]) == "secret");
    }
}
