// SPDX-License-Identifier: Apache-2.0
// When checkpoints are made that nobody asked for, and what is told when none can be.
#include "adapters/runtime/checkpoints.hpp"

#include "support/catch.hpp"
#include "support/desk.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

const Key secret = sha256("the signer's");

// Signs what it is asked, unless it is away.
class AnySigner final : public CheckpointSigner {
public:
    explicit AnySigner(const bool& away) : away_(away) {}
    Result<VerifierKey> key(const std::string& origin) override {
        return verifier_key(origin, KeyType::log, public_key_of(secret));
    }
    Result<Checkpoint> last(const std::string& origin) override {
        if (away_) return Problem(ProblemCode::signer_unreachable);
        return last_.size > 0 ? last_ : Checkpoint{origin, 0, {}};
    }
    Result<NoteSignature> sign(const AddCheckpoint& request) override {
        last_ = request.checkpoint.checkpoint;
        return sign_note(secret, last_.origin, request.checkpoint.note.text);
    }

private:
    const bool& away_;
    Checkpoint last_;
};

// By a clock of the test's own.
class Signed {
public:
    Signed() { REQUIRE(checkpoints.make(now)); }
    void look(std::int64_t ms_later) {
        now.ms += ms_later;
        REQUIRE(checkpoints.make_if_due(now));
    }
    std::uint64_t size() {
        return desk.world.ask([](Readers& read) { return read.journal.size(); });
    }
    std::uint64_t covered() {
        return desk.world.ask(
            [](Readers& read) { return read.evidence.last_checkpoint()->signed_one.checkpoint.size; });
    }
    void rename(int number) {
        ChangeUnit change;
        change.unit = desk.world.unit("commune", "405102");
        change.name = "tên thứ " + std::to_string(number);
        change.from = Date::of(2024, 3, 1);
        desk.world.must(change);
    }

    bool away = false;
    Desk desk;
    AnySigner signer{away};
    Checkpoints checkpoints{desk.world.place().writer(), signer};
    Instant now{1'709'521'200'000};
};

}  // namespace

TEST_CASE("a checkpoint is due a minute after the last, while entries have none", "[runtime][evidence]") {
    Signed office;
    office.rename(1);
    office.look(Checkpoints::wait_max_ms - 1);
    CHECK(office.covered() < office.size());
    office.look(1);
    CHECK(office.covered() == office.size());
}

TEST_CASE("a checkpoint is due after a thousand entries", "[runtime][evidence]") {
    Signed office;
    const std::uint64_t before = office.size();
    int number = 0;
    while (office.size() - before < Checkpoints::entries_max - 1) office.rename(++number);
    office.look(1);
    CHECK(office.covered() == before);
    office.rename(++number);
    office.look(1);
    CHECK(office.covered() == office.size());
}

TEST_CASE("the checkpoint of a report or conclusion does not wait", "[runtime][evidence]") {
    Signed office;
    office.rename(1);
    office.look(1);
    CHECK(office.covered() < office.size());
    office.desk.world.must(IssueReport{"year", Date::of(2024, 1, 1), office.desk.world.today(), "html",
                                       std::string(64, 'a'), 1, 1, std::string(64, 'b')});
    office.look(1);
    CHECK(office.covered() == office.size());
}

TEST_CASE("what stands in the way of checkpoints is told once, until it is over", "[runtime][evidence]") {
    bool away = false;
    std::vector<std::string> troubles;
    Desk desk;
    Workplace& place = desk.world.place();
    place.sign_with(std::make_unique<AnySigner>(away),
                    [&](const Problem& trouble) { troubles.push_back(trouble.name()); });
    away = true;
    for (int i = 0; i < 3; ++i) place.checkpoint_if_due();
    CHECK(troubles == std::vector<std::string>{"signer_unreachable"});
    away = false;
    place.checkpoint_if_due();
    CHECK(troubles.size() == 1);
    CHECK(place.ask([](Readers& read) { return read.evidence.last_checkpoint().has_value(); }));
}
