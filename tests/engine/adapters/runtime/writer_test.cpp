// SPDX-License-Identifier: Apache-2.0
// The writer and the life of its engine: what waits for what, and what becomes of commands when the ground fails.
#include "adapters/runtime/writer.hpp"

#include "adapters/runtime/editions.hpp"
#include "adapters/store/sqlite.hpp"
#include "base/core/failure.hpp"
#include "service/commands/registers.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"
#include "support/workflows.hpp"

#include <future>

using namespace giamsat;
using namespace giamsat::test;

namespace {

CommandMeta meta(Desk& desk, const std::string& name, const std::string& person = "CB02") {
    Requester by{.actor = desk.world.person(person), .via = "cli"};
    return {CommandId{derived_id("writer", name)}, by, start_of_day_in_vietnam(desk.world.today()), desk.world.today()};
}

RegisterPerson person(const std::string& code) { return {code, "Người " + code, "", ""}; }

// Holds the writer's thread, so that what is submitted meanwhile falls into one batch.
class Held {
public:
    explicit Held(Desk& desk)
        : asking_(std::async(std::launch::async, [this, &desk] {
              desk.world.ask([this](Readers&) {
                  begun_.set_value();
                  go_on_.get_future().wait();
                  return 0;
              });
          })) {
        begun_.get_future().wait();
    }
    void let_go() {
        go_on_.set_value();
        asking_.get();
    }

private:
    std::promise<void> begun_, go_on_;
    std::future<void> asking_;
};

// A recorder like any other, until its commits fail.
class FailingRecorder final : public Recorder {
public:
    explicit FailingRecorder(Recorder& real) : real_(real) {}
    std::optional<ProblemCode> fails;
    std::optional<ProblemCode> tidying_fails;

    void begin() override { real_.begin(); }
    void commit() override {
        fail(fails);
        real_.commit();
    }
    void rollback() override { real_.rollback(); }
    Done look_for_room() override {
        if (fails == ProblemCode::disk_full) return Problem(ProblemCode::disk_full, {{"path", "office.db"}});
        return real_.look_for_room();
    }
    void tidy() override {
        fail(tidying_fails);
        real_.tidy();
    }
    void savepoint() override { real_.savepoint(); }
    void release() override { real_.release(); }
    void rollback_to_savepoint() override { real_.rollback_to_savepoint(); }
    void apply(const RowChange& change) override { real_.apply(change); }
    std::pair<std::uint64_t, Hash> append(const std::string& bytes) override { return real_.append(bytes); }
    void put_blob(const std::string& hash, const std::string& bytes) override { real_.put_blob(hash, bytes); }
    void note_attempt(const std::string& notice, Instant t, const std::string& outcome) override {
        real_.note_attempt(notice, t, outcome);
    }
    void keep_checkpoint(const SignedCheckpoint& checkpoint, Instant made) override {
        real_.keep_checkpoint(checkpoint, made);
    }
    void keep_cosignature(const Checkpoint& checkpoint, const NoteSignature& signature) override {
        real_.keep_cosignature(checkpoint, signature);
    }

private:
    static void fail(const std::optional<ProblemCode>& code) {
        if (code) throw StorageError(Problem(*code, {{"path", "office.db"}, {"why", "disk I/O error"}}));
    }
    Recorder& real_;
};

EngineLife serving() {
    EngineLife engine;
    engine.verify([] { return Done(); });
    return engine;
}

std::map<std::string, std::string> profile_sources() {
    auto files = files_under("workflows/dong-son-2024");
    std::erase_if(
        files, [](const auto& file) { return file.first.starts_with("example/") || file.first.starts_with("demo/"); });
    return files;
}

}  // namespace

TEST_CASE("two commands at one case take two commits, and the second is decided on the first", "[runtime][writer]") {
    Desk desk;
    const CaseId visit = desk.visit_to_group();
    desk.world.must(AdvanceCase{.case_id = visit, .event = "assign", .team = desk.team()});
    Writer& writer = desk.world.place().writer();
    const auto accept = meta(desk, "accept", "CB03"), start = meta(desk, "start", "CB03");
    const auto before = writer.transactions();
    Held held(desk);

    auto first = writer.submit(accept, AdvanceCase{.case_id = visit, .event = "accept"});
    auto second = writer.submit(start, AdvanceCase{.case_id = visit, .event = "start"});
    held.let_go();

    REQUIRE(first.get());
    REQUIRE(second.get());
    CHECK(writer.transactions() == before + 2);
    CHECK(desk.record(visit).life == "idle");
}

TEST_CASE("commands at different cases share a commit", "[runtime][writer]") {
    Desk desk;
    Writer& writer = desk.world.place().writer();
    const CaseId plan = desk.drafted();
    const UnitId group = desk.group();
    const auto a = meta(desk, "a"), b = meta(desk, "b"), c = meta(desk, "c");
    const auto before = writer.transactions();
    Held held(desk);

    auto first = writer.submit(a, AddPlanLine{.plan = plan, .unit = group, .planned_on = desk.world.today()});
    auto other = writer.submit(b, person("X1"));
    auto third = writer.submit(c, person("X2"));
    held.let_go();

    REQUIRE(first.get());
    REQUIRE(other.get());
    REQUIRE(third.get());
    CHECK(writer.transactions() == before + 1);
}

TEST_CASE("a refused command leaves its case to the next in the same commit", "[runtime][writer]") {
    Desk desk;
    const CaseId visit = desk.visit_to_group();
    desk.world.must(AdvanceCase{.case_id = visit, .event = "assign", .team = desk.team()});
    Writer& writer = desk.world.place().writer();
    const auto wrong = meta(desk, "wrong"), right = meta(desk, "right", "CB03");
    const auto before = writer.transactions();
    Held held(desk);

    auto refused = writer.submit(wrong, AdvanceCase{.case_id = visit, .event = "accept"});
    auto accepted = writer.submit(right, AdvanceCase{.case_id = visit, .event = "accept"});
    held.let_go();

    CHECK(refusal(refused.get()) == ProblemCode::not_allowed);
    REQUIRE(accepted.get());
    CHECK(writer.transactions() == before + 1);
}

TEST_CASE("the second of two equal steps finds the case where the first left it", "[runtime][writer]") {
    Desk desk;
    const CaseId visit = desk.visit_to_group();
    desk.world.must(AdvanceCase{.case_id = visit, .event = "assign", .team = desk.team()});
    Writer& writer = desk.world.place().writer();
    const auto a = meta(desk, "a", "CB03"), b = meta(desk, "b", "CB03");
    Held held(desk);

    auto first = writer.submit(a, AdvanceCase{.case_id = visit, .event = "accept"});
    auto second = writer.submit(b, AdvanceCase{.case_id = visit, .event = "accept"});
    held.let_go();

    REQUIRE(first.get());
    CHECK(refusal(second.get()) == ProblemCode::not_possible);
}

TEST_CASE("an office that drains takes no more commands, and still answers", "[runtime][writer]") {
    Desk desk;
    Writer& writer = desk.world.place().writer();
    const auto size = desk.world.journal_size();
    const auto a = meta(desk, "a"), b = meta(desk, "b");
    Held held(desk);
    auto waiting = writer.submit(a, person("X1"));
    writer.drain();
    auto late = writer.submit(b, person("X2"));
    held.let_go();

    REQUIRE(waiting.get());
    CHECK(refusal(late.get()) == ProblemCode::office_not_serving);
    CHECK(writer.stage() == EngineStage::draining);
    CHECK(desk.world.journal_size() == size + 1);
}

namespace {

// An office with a writer on ground that can be made to fail.
class Shaky {
public:
    Shaky()
        : office(open(folder.path() / "office", *entropy)),
          editions(office->readers().journal),
          recorder(office->recorder()),
          writer({office->readers(), &recorder, office->vault()}, serving(), office->id(), editions.newest().value()) {}

    Result<Outcome> add(const std::string& code) {
        const CommandMeta meta{
            CommandId{derived_id("writer", code)}, {.via = "cli"}, {1'709'514'000'000}, Date::of(2024, 3, 4)};
        auto import = std::make_shared<PreparedImport>();  // no rule asks who registers
        import->carry_out = [code](const PreparedImport&, Session& session) {
            return session.record(registered_person(person(code), session));
    };
    return writer.run(meta, std::shared_ptr<const PreparedImport>(std::move(import)));
} std::uint64_t size() {
    return writer.ask([](Readers& read) { return read.journal.size(); });
}
bool knows(const std::string& code) {
    return writer.ask([&](Readers& read) { return read.people.by_code(code).has_value(); });
}

samples::OfficeFolder folder;
std::unique_ptr<Entropy> entropy = seeded_entropy(7);
std::unique_ptr<Office> office;
Editions editions;
FailingRecorder recorder;
Writer writer;

private:
static std::unique_ptr<Office> open(const std::filesystem::path& path, Entropy& entropy) {
    SystemClock clock;
    if (!Workplace::found(path, {profile_sources(), 7, Date::of(2024, 3, 4)}, clock)) throw std::runtime_error("");
    return std::move(Office::open(path, Office::Mode::write, entropy).value());
}
};  // namespace

}  // namespace

TEST_CASE("when the ground fails nothing is acknowledged, and the office may be read", "[runtime][writer]") {
    Shaky shaky;
    REQUIRE(shaky.add("X1"));
    const auto whole = shaky.size();

    shaky.recorder.fails = ProblemCode::office_damaged;
    CHECK(refusal(shaky.add("X2")) == ProblemCode::office_damaged);
    CHECK(shaky.writer.stage() == EngineStage::read_only);
    CHECK(shaky.size() == whole);

    shaky.recorder.fails.reset();
    auto later = shaky.add("X3");
    CHECK(refusal(later) == ProblemCode::office_read_only);
    CHECK_THAT(later.error().message(Lang::en), Catch::Contains("office.db"));
    CHECK(shaky.writer.keep([](Recorder&) {}).error().code == ProblemCode::office_read_only);
    CHECK(shaky.writer.look_for_room().error().code == ProblemCode::office_read_only);
    CHECK(shaky.knows("X1"));
    CHECK_FALSE(shaky.knows("X2"));
}

TEST_CASE("lack of room refuses what it meets, and is over by itself when there is room", "[runtime][writer]") {
    Shaky shaky;
    REQUIRE(shaky.add("X1"));
    const auto whole = shaky.size();

    shaky.recorder.fails = ProblemCode::disk_full;
    CHECK(refusal(shaky.add("X2")) == ProblemCode::disk_full);
    CHECK(shaky.writer.stage() == EngineStage::no_room);
    CHECK(refusal(shaky.add("X2")) == ProblemCode::office_no_room);
    CHECK(shaky.writer.keep([](Recorder&) {}).error().code == ProblemCode::office_no_room);
    CHECK(shaky.knows("X1"));
    CHECK(shaky.size() == whole);

    shaky.recorder.fails.reset();
    SECTION("the next command finds it") {}
    SECTION("whoever looks finds it") {
        CHECK(shaky.writer.look_for_room());
        CHECK(shaky.writer.stage() == EngineStage::serving);
    }
    REQUIRE(shaky.add("X2"));
    CHECK(shaky.writer.stage() == EngineStage::serving);
    CHECK(shaky.size() == whole + 1);
}

TEST_CASE("what was committed stays told when the checkpoint after it fails", "[runtime][writer]") {
    Shaky shaky;
    const bool full = GENERATE(true, false);
    REQUIRE(shaky.add("X1"));
    shaky.recorder.tidying_fails = full ? ProblemCode::disk_full : ProblemCode::office_damaged;

    CHECK(shaky.add("X2"));

    CHECK(shaky.writer.ask([](Readers&) { return true; }));
    CHECK(shaky.writer.stage() == (full ? EngineStage::no_room : EngineStage::read_only));
    CHECK(shaky.knows("X2"));
}

TEST_CASE("an office whose journal does not hold is read, not written", "[runtime][writer]") {
    samples::OfficeFolder folder;
    SystemClock clock;
    const auto path = folder.path() / "office";
    REQUIRE(Workplace::found(path, {profile_sources(), 7, Date::of(2024, 3, 4)}, clock));
    store::Database(path / "office.db", store::Database::Access::write)
        .run(
            "DROP TRIGGER log_entry_stays; UPDATE log_entry SET entry = x'7b7d' WHERE seq = (SELECT max(seq) FROM "
            "log_entry)");

    auto place = Workplace::open_to_write(path, clock);

    REQUIRE(place);
    CHECK((*place)->writer().stage() == EngineStage::read_only);
    CHECK((*place)->ask([](Readers& read) { return read.journal.size(); }) > 0);
    auto refused = (*place)->run({.via = "cli"}, person("X1"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ProblemCode::office_read_only);
    CHECK(refused.error().others.at(0).code == ProblemCode::journal_damaged);
}
