// SPDX-License-Identifier: Apache-2.0
// Which checkpoint a proof is made against, and what it is made of.
#include "service/queries/proving.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"
#include "support/sample_log.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::string origin_of(World& world) {
    return world.ask([](Readers& read) { return read.evidence.origin(); });
}

// Keeps a checkpoint of the journal as it is, cosigned by these witnesses; gives its size.
std::uint64_t keep(World& world, const std::vector<std::string>& witnesses) {
    const Checkpoint tree = world.ask([](Readers& read) {
        return Checkpoint{read.evidence.origin(), read.journal.size(), read.journal.root()};
    });
    SignedCheckpoint made{tree, {write_checkpoint(tree), {}}};
    made.note.signatures.push_back(sign_note(samples::seed_of(tree.origin), tree.origin, made.note.text));
    const Done kept = world.place().writer().keep([&](Recorder& recorder) {
        recorder.keep_checkpoint(made, {});
        for (const std::string& name : witnesses)
            recorder.keep_cosignature(tree, samples::witness_line(name, made.note.text, 1));
    });
    REQUIRE(kept.has_value());
    return tree.size;
}

std::uint64_t covering_size(World& world, std::uint64_t entry, const Policy* policy) {
    const auto found = world.ask([&](Readers& read) { return covering(entry, policy, read); });
    return found ? found->checkpoint.size : 0;
}

}  // namespace

TEST_CASE("a proof is made against the newest checkpoint that covers its entry and stands by the policy", "[proving]") {
    Desk desk;
    const Policy none = Policy::parse(samples::policy_text(origin_of(desk.world), {}, "quorum none\n"), "p").value();
    const Policy asks = Policy::parse(samples::policy_text(origin_of(desk.world), {"w"}, "quorum w\n"), "p").value();
    CHECK(covering_size(desk.world, 0, nullptr) == 0);
    const std::uint64_t cosigned = keep(desk.world, {"w"});
    desk.drafted();
    const std::uint64_t newest = keep(desk.world, {});
    REQUIRE(newest > cosigned);

    CHECK(covering_size(desk.world, 0, nullptr) == newest);
    CHECK(covering_size(desk.world, 0, &none) == newest);
    CHECK(covering_size(desk.world, 0, &asks) == cosigned);
    CHECK(covering_size(desk.world, cosigned, nullptr) == newest);
    CHECK(covering_size(desk.world, cosigned, &asks) == 0);
    CHECK(covering_size(desk.world, newest, nullptr) == 0);
}

TEST_CASE("a case is proved from its first entry to its last", "[proving]") {
    Desk desk;
    const CaseId visit = desk.started_visit();
    keep(desk.world, {"w"});
    const Policy asks = Policy::parse(samples::policy_text(origin_of(desk.world), {"w"}, "quorum w\n"), "p").value();
    const auto proof = desk.world.ask([&](Readers& read) {
        const auto places = places_of_case(visit, read);
        return prove(places, *covering(places.back(), &asks, read), read);
    });
    REQUIRE(proof);
    const auto evidence = check_proof(*proof, asks);
    REQUIRE(evidence);
    CHECK(evidence->entries.size() > 3);
    CHECK(evidence->entries.back().case_id == visit);
}

TEST_CASE("the record of an issued file is found by the file's hash, the newest of several", "[proving]") {
    Desk desk;
    const std::string hash = to_hex(sha256("<p>a report</p>"));
    const auto place = [&](std::uint64_t from) {
        return desk.world.ask([&](Readers& read) { return place_of_issued(hash, from, read); });
    };
    CHECK_FALSE(place(0));
    IssueReport issue;
    issue.report = "year", issue.format = "html", issue.sha256 = hash, issue.bytes = 15;
    issue.from = Date::of(2024, 1, 1), issue.until = Date::of(2024, 12, 31);
    desk.world.must(issue);
    const auto first = place(0);
    REQUIRE(first);
    desk.world.must(issue);
    CHECK(place(0) > first);
    CHECK_FALSE(place(desk.world.journal_size()));
}
