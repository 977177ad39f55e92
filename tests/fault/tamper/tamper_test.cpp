// SPDX-License-Identifier: Apache-2.0
// Somebody with every right on the machine tampers with an office, in every way we could think of, at random places: verification
// must see it each time and call it by its name, and must never see anything in an office nobody has touched.
// GIAMSAT_TAMPERS says how often.
#include "adapters/store/office.hpp"
#include "adapters/witness/signer.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"
#include "support/tampering/operators.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

std::size_t tamperings() {
    const char* asked = std::getenv("GIAMSAT_TAMPERS");
    return asked ? static_cast<std::size_t>(std::atol(asked)) : 3'000;
}

const WatchedOffice& watched() {
    static const WatchedOffice office;
    return office;
}

// In memory where the machine has a folder for that.
class Workbench {
public:
    Workbench() : path_(base() / ("giamsat-tamper-" + std::to_string(::getpid()))) {}
    ~Workbench() { fs::remove_all(path_); }
    Workbench(const Workbench&) = delete;
    Workbench& operator=(const Workbench&) = delete;

    Scene scene(Dice& dice) {
        copy_office(watched().now(), path_);
        return {path_, watched(), dice};
    }

private:
    static fs::path base() { return fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path(); }
    fs::path path_;
};

// The names of the differences; of a refusal to open it, when it comes to that.
std::set<std::string> seen(const fs::path& office, Outside outside, std::set<VerifyPart> without = {}) {
    VerifyOptions options;
    options.evidence = evidence_at(office, watched(), outside);
    options.without = std::move(without);
    const auto report = verify_office(office, options);
    if (!report) return {report.error().name()};
    std::set<std::string> names;
    for (const Difference& difference : report->differences) names.insert(difference.what);
    return names;
}

std::string joined(const std::set<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += name + " ";
    return all;
}

bool told_as(const Operator& one, const std::set<std::string>& names) {
    return std::any_of(one.told_as.begin(), one.told_as.end(), [&](const auto& name) { return names.contains(name); });
}

}  // namespace

TEST_CASE("every tampering is seen and called by its name", "[tamper]") {
    const auto operators = all_operators();
    Workbench bench;
    Dice dice(2026);
    std::map<std::string, std::size_t> found;
    for (std::size_t round = 0; round < tamperings(); ++round) {
        const Operator& one = operators[round % operators.size()];
        Scene scene = bench.scene(dice);
        one.tamper(scene);
        const auto names = seen(scene.office, one.seen_with);
        INFO(round << ": " << one.name << " was told as " << joined(names));
        if (!told_as(one, names)) FAIL_CHECK();
        found[one.name] += told_as(one, names) ? 1 : 0;
    }
    std::size_t all = 0;
    for (const auto& [name, times] : found) all += times;
    std::printf("%zu tamperings in %zu ways: %zu seen by name\n", tamperings(), operators.size(), all);
    CHECK(all == tamperings());
}

TEST_CASE("what only evidence from elsewhere shows, nothing in the folder shows", "[tamper]") {
    Workbench bench;
    Dice dice(7);
    for (const Operator& one : all_operators()) {
        if (one.seen_with == Outside::nothing) continue;
        Scene scene = bench.scene(dice);
        one.tamper(scene);
        INFO(one.name);
        CHECK(joined(seen(scene.office, Outside::nothing)) == "");
        CHECK(told_as(one, seen(scene.office, Outside::held)));
    }
}

namespace {

void nothing(Scene&) {}
void vacuum(Scene& scene) { Forger(scene.office).sql("VACUUM"); }
void earlier_moment(Scene& scene) { copy_office(scene.watched.moments()[scene.dice.below(2)], scene.office); }
void without_signer(Scene& scene) { fs::remove_all(scene.office / "signer"); }
void try_a_letter(Scene& scene) {
    Forger(scene.office).sql("INSERT INTO outbox_attempt VALUES ('x', 1, 'relay is down')");
}

// Recorded by the program itself, not signed yet.
void go_on(Scene& scene) {
    const Entry entry = Forger(scene.office).harmless(std::to_string(scene.dice.next()));
    auto entropy = seeded_entropy(scene.dice.next());
    auto office = Office::open(scene.office, Office::Mode::write, *entropy).value();
    office->recorder().begin();
    samples::record(*office, entry);
    office->recorder().commit();
}

// A power cut between the signer's remembering and the office's keeping.
void sign_and_stop(Scene& scene) {
    go_on(scene);
    auto entropy = seeded_entropy(1);
    auto office = Office::open(scene.office, Office::Mode::read, *entropy).value();
    Readers read = office->readers();
    auto signer = Signer::open(scene.office / "signer").value();
    const Checkpoint last = signer->last(read.evidence.origin()).value();
    const Checkpoint now{last.origin, read.journal.size(), read.journal.root()};
    const AddCheckpoint asked{
        last.size, consistency_proof(last.size, now.size, read.evidence.hashes()), {now, {write_checkpoint(now), {}}}};
    REQUIRE(signer->sign(asked));
}

void copy_by_sqlite(Scene& scene) {
    const fs::path copy = scene.office / "copy.db";
    Forger(scene.office).sql("VACUUM INTO '" + copy.string() + "'");
    fs::rename(copy, scene.office / "office.db");
}

}  // namespace

TEST_CASE("an office nobody tampered with is never said to be", "[tamper]") {
    struct Honest {
        const char* name;
        void (*live)(Scene&);
        Outside outside;
    };
    const Honest ways[] = {
        {"as it is", nothing, Outside::nothing},
        {"as it is, with an auditor", nothing, Outside::held},
        {"vacuumed", vacuum, Outside::held},
        {"at an earlier time", earlier_moment, Outside::nothing},
        {"its signer is elsewhere", without_signer, Outside::held},
        {"a letter failed", try_a_letter, Outside::held},
        {"it went on", go_on, Outside::held},
        {"cut off after signing", sign_and_stop, Outside::held},
        {"copied by SQLite", copy_by_sqlite, Outside::held},
    };
    Workbench bench;
    Dice dice(11);
    for (std::size_t round = 0; round < tamperings() / 3; ++round) {
        const Honest& way = ways[round % std::size(ways)];
        Scene scene = bench.scene(dice);
        way.live(scene);
        const auto names = seen(scene.office, way.outside);
        INFO(way.name << " was told as " << joined(names));
        if (!names.empty()) FAIL_CHECK();
    }
}

TEST_CASE("each part of verification sees what no other part sees", "[tamper]") {
    struct Control {
        VerifyPart without;
        const char* tampering;
        bool stripped;           // and nobody has signed anything
        bool name_only = false;  // others see that something is wrong, not what
    };
    const Control controls[] = {
        {VerifyPart::schema, "a trigger is dropped", false},
        {VerifyPart::storage, "an index is written past", false},
        {VerifyPart::sequence, "numbers leave a gap and all else agrees", false},
        {VerifyPart::leaves, "a leaf is altered", false},
        {VerifyPart::nodes, "a node is altered", false},
        {VerifyPart::head, "the head's root is altered", false},
        {VerifyPart::readable, "garbage is appended and the tree made anew", true},
        {VerifyPart::owner, "an entry of another office is inserted", true},
        {VerifyPart::commands, "an entry of a command is removed and everything made anew", true},
        {VerifyPart::cases, "the chain of a case is broken and everything made anew", true},
        {VerifyPart::apply, "a command is repeated and the tree made anew", true},
        {VerifyPart::places, "two entries are swapped", false, true},
        {VerifyPart::blobs, "a blob is edited", false},
        {VerifyPart::rows, "a row is edited", false},
        {VerifyPart::kept, "a checkpoint of another office is kept", false},
        {VerifyPart::signatures, "kept checkpoints are signed with another key", false},
        {VerifyPart::signer, "an old copy of office.db is put back", false},
        {VerifyPart::brought, "an old copy of everything is put back", false},
    };
    const auto operators = all_operators();
    Workbench bench;
    Dice dice(5);
    for (const Control& control : controls) {
        const Operator& one = operator_named(operators, control.tampering);
        for (int round = 0; round < 3; ++round) {
            Scene scene = bench.scene(dice);
            one.tamper(scene);
            if (control.stripped) strip_evidence(scene.office);
            INFO("without the part that sees that " << one.name);
            CHECK(told_as(one, seen(scene.office, one.seen_with)));
            const auto names = seen(scene.office, one.seen_with, {control.without});
            CHECK_FALSE(told_as(one, names));
            if (!control.name_only) CHECK(joined(names) == "");
        }
    }
}
