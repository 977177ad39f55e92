// SPDX-License-Identifier: Apache-2.0
// The words of C2SP tlog-witness, case by case.
#include "adapters/witness/ask_witness.hpp"
#include "adapters/witness/service.hpp"
#include "engine/adapters/witness/growing_log.hpp"
#include "kernel/journal/policy.hpp"
#include "support/catch.hpp"

#include <atomic>
#include <fstream>
#include <thread>

using namespace giamsat;
using namespace giamsat::test;
namespace fs = std::filesystem;

namespace {

class Bench {
public:
    Bench() {
        REQUIRE(Witness::create(path(), "witness.example/w1", *entropy_));
        reopen();
        REQUIRE(witness->trust(log.vkey()));
    }
    void reopen() { witness = std::move(*Witness::open(path())); }
    fs::path path() const { return folder_.path() / "witness"; }

    HttpResponse post(const std::string& body) {
        HttpRequest request{"POST", "/add-checkpoint"};
        request.body = body;
        return answer_for(*witness, clock, request);
    }
    HttpResponse post(const AddCheckpoint& request) { return post(write_request(request)); }
    HttpResponse get(const std::string& origin) {
        return answer_for(*witness, clock, {"GET", "/" + place_of_origin(origin) + "/checkpoint"});
    }
    std::uint64_t seen() {
        const auto last = witness->last(log.origin);
        REQUIRE(last);
        return *last ? (*last)->checkpoint.size : 0;
    }

    GrowingLog log;
    ManualClock clock{Instant{1'700'000'000'123}};
    std::unique_ptr<Witness> witness;

private:
    TemporaryFolder folder_;
    std::unique_ptr<Entropy> entropy_ = seeded_entropy(7);
};

// The time of a cosignature over this log's checkpoint; nothing when it does not hold.
std::optional<std::uint64_t> cosigned_at(const HttpResponse& answer, const Witness& witness, const Checkpoint& one) {
    const auto lines = parse_signature_lines(answer.body);
    std::uint64_t time = 0;
    if (answer.status != 200 || !lines || lines->size() != 1) return {};
    if (check_signature(witness.key(), write_checkpoint(one), lines->front(), &time) != Verdict::good) return {};
    return time;
}

}  // namespace

TEST_CASE("a checkpoint that follows is cosigned with the time", "[witness]") {
    Bench bench;
    bench.log.grow(3);
    const auto first = bench.post(bench.log.request(0));
    CHECK(cosigned_at(first, *bench.witness, bench.log.checkpoint()) == 1'700'000'000u);
    bench.log.grow(5);
    CHECK(cosigned_at(bench.post(bench.log.request(3)), *bench.witness, bench.log.checkpoint()));
    CHECK(bench.seen() == 8);
}

TEST_CASE("the same checkpoint is cosigned again, with a new time", "[witness]") {
    Bench bench;
    bench.log.grow(4);
    REQUIRE(bench.post(bench.log.request(0)).status == 200);
    bench.clock.set(Instant{1'700'000'060'000});
    CHECK(cosigned_at(bench.post(bench.log.request(4)), *bench.witness, bench.log.checkpoint()) == 1'700'000'060u);
}

TEST_CASE("an unknown origin is 404, whoever signed", "[witness]") {
    Bench bench;
    GrowingLog other("giamsat.invalid/other");
    CHECK(bench.post(other.grow(2).request(0)).status == 404);
}

TEST_CASE("no right signature of a trusted key is 403", "[witness]") {
    Bench bench;
    bench.log.grow(2);
    GrowingLog impostor(bench.log.origin, 'X');
    CHECK(bench.post(impostor.grow(2).request(0)).status == 403);

    AddCheckpoint forged = bench.log.request(0);
    forged.checkpoint.note.signatures.front().bytes[10] ^= 1;
    CHECK(bench.post(forged).status == 403);
    // A right signature does not save a wrong one of the same key.
    AddCheckpoint both = bench.log.request(0);
    both.checkpoint.note.signatures.push_back(forged.checkpoint.note.signatures.front());
    CHECK(bench.post(both).status == 403);
    CHECK(bench.seen() == 0);
}

TEST_CASE("signatures of unknown keys are let be", "[witness]") {
    Bench bench;
    bench.log.grow(2);
    AddCheckpoint request = bench.log.request(0);
    GrowingLog other("somebody.example", 'S');
    request.checkpoint.note.signatures.insert(request.checkpoint.note.signatures.begin(),
                                              sign_note(other.key, other.origin, request.checkpoint.note.text));
    request.checkpoint.note.signatures.push_back({bench.log.origin, 12345, std::string(64, 'x')});
    CHECK(cosigned_at(bench.post(request), *bench.witness, bench.log.checkpoint()));
    // What it serves bears the signatures it has verified, and its own.
    const auto served = parse_signed_checkpoint(bench.get(bench.log.origin).body);
    REQUIRE(served);
    CHECK(served->note.signatures.size() == 2);
}

TEST_CASE("an old size above the new one is 400", "[witness]") {
    Bench bench;
    bench.log.grow(3);
    AddCheckpoint request = bench.log.request(0);
    request.old_size = 4;
    CHECK(bench.post(request).status == 400);
}

TEST_CASE("another old size than the last cosigned is 409 with that size", "[witness]") {
    Bench bench;
    bench.log.grow(3);
    const auto never = bench.post(bench.log.request(2));
    CHECK(never.status == 409);
    CHECK(never.body == "0\n");
    CHECK(never.content_type == "text/x.tlog.size");
    REQUIRE(bench.post(bench.log.request(0)).status == 200);
    bench.log.grow(4);
    for (std::uint64_t old_size : {0, 2, 5, 7}) {
        const auto conflict = bench.post(bench.log.request(old_size));
        CHECK(conflict.status == 409);
        CHECK(conflict.body == "3\n");
    }
    CHECK(bench.seen() == 3);
}

TEST_CASE("an empty tree has one root only", "[witness]") {
    Bench bench;
    AddCheckpoint wrong{0, {}, bench.log.sign({bench.log.origin, 0, leaf_hash("not empty")})};
    CHECK(bench.post(wrong).status == 422);
    AddCheckpoint right{0, {}, bench.log.sign({bench.log.origin, 0, sha256({})})};
    CHECK(bench.post(right).status == 200);
}

TEST_CASE("from nothing no proof is needed, and none may be there", "[witness]") {
    Bench bench;
    bench.log.grow(3);
    AddCheckpoint request = bench.log.request(0);
    request.proof.push_back(leaf_hash("more"));
    CHECK(bench.post(request).status == 422);
}

TEST_CASE("a proof that does not verify is 422, and what the log signed is kept as evidence", "[witness]") {
    Bench bench;
    bench.log.grow(5);
    REQUIRE(bench.post(bench.log.request(0)).status == 200);
    bench.log.grow(4);
    AddCheckpoint none = bench.log.request(5), longer = none, wrong = none;
    none.proof.clear();
    longer.proof.push_back(leaf_hash("more"));
    wrong.proof.front() = leaf_hash("other");
    for (const AddCheckpoint& bad : {none, longer, wrong}) CHECK(bench.post(bad).status == 422);
    CHECK(bench.seen() == 5);
    CHECK(bench.post(bench.log.request(5)).status == 200);

    const fs::path refused = bench.path() / "refused" / place_of_origin(bench.log.origin);
    REQUIRE(fs::exists(refused));
    CHECK(std::distance(fs::directory_iterator(refused), fs::directory_iterator()) == 1);  // one checkpoint
}

TEST_CASE("another root of the same size is 422", "[witness]") {
    Bench bench;
    bench.log.grow(3);
    REQUIRE(bench.post(bench.log.request(0)).status == 200);
    GrowingLog fork;
    CHECK(bench.post(fork.grow(2).grow(1, "other").request(3)).status == 422);
}

TEST_CASE("a fork is refused at every size, the log itself goes on", "[witness]") {
    Bench bench;
    GrowingLog fork;
    bench.log.grow(4);
    fork.grow(4);
    REQUIRE(bench.post(bench.log.request(0)).status == 200);
    bench.log.grow(3, "right");
    fork.grow(3, "left");
    REQUIRE(bench.post(bench.log.request(4)).status == 200);
    CHECK(bench.post(fork.request(4)).status == 409);
    for (int i = 0; i < 3; ++i) CHECK(bench.post(fork.grow(1).request(7)).status == 422);
    CHECK(bench.post(bench.log.grow(1).request(7)).status == 200);
}

TEST_CASE("what is no request is 400", "[witness]") {
    Bench bench;
    bench.log.grow(3);
    const std::string good = write_request(bench.log.request(0));
    const std::string hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    std::string many = "old 1\n";
    for (int i = 0; i < 64; ++i) many += hash;
    std::vector<std::string> bad{"",
                                 "old 0\n",
                                 "old 0\n\n",
                                 "old 00\n" + good.substr(6),
                                 "old -1\n" + good.substr(6),
                                 "old 0 \n" + good.substr(6),
                                 "Old 0\n" + good.substr(6),
                                 "old\n" + good.substr(6),
                                 "old 9223372036854775808\n" + good.substr(6),
                                 "old 1\nAAAA\n" + good.substr(6),
                                 many + good.substr(6),
                                 good.substr(0, good.size() - 1),
                                 good + "\n",
                                 "old 0\r\n" + good.substr(6)};
    for (const std::string& body : bad) {
        INFO(body);
        CHECK(bench.post(body).status == 400);
    }
    CHECK(bench.post(good).status == 200);
}

TEST_CASE("the last cosigned checkpoint is served by the hash of its origin", "[witness]") {
    Bench bench;
    CHECK(bench.get(bench.log.origin).status == 404);
    CHECK(bench.get("giamsat.invalid/other").status == 404);
    bench.log.grow(6);
    REQUIRE(bench.post(bench.log.request(0)).status == 200);
    const auto served = bench.get(bench.log.origin);
    REQUIRE(served.status == 200);
    const auto policy = Policy::parse("log " + write_verifier_key(bench.log.vkey()) + "\nwitness W " +
                                          write_verifier_key(bench.witness->key()) + "\nquorum W\n",
                                      "policy");
    REQUIRE(policy);
    const auto cosigners = check_checkpoint(*parse_signed_checkpoint(served.body), *policy);
    REQUIRE(cosigners);
    CHECK(cosigners->front().time == 1'700'000'000u);
}

TEST_CASE("other paths and methods are told so", "[witness]") {
    Bench bench;
    CHECK(answer_for(*bench.witness, bench.clock, {"GET", "/add-checkpoint"}).status == 405);
    CHECK(answer_for(*bench.witness, bench.clock, {"PUT", "/add-checkpoint"}).status == 405);
    CHECK(answer_for(*bench.witness, bench.clock, {"GET", "/"}).status == 404);
    CHECK(answer_for(*bench.witness, bench.clock, {"POST", "/sign-subtree"}).status == 405);
}

TEST_CASE("what was seen outlives the process, and a damaged memory is not believed", "[witness]") {
    Bench bench;
    bench.log.grow(5);
    REQUIRE(bench.post(bench.log.request(0)).status == 200);
    bench.reopen();
    bench.log.grow(1);
    CHECK(bench.post(bench.log.request(0)).body == "5\n");

    const fs::path memory = bench.path() / "seen" / place_of_origin(bench.log.origin);
    GrowingLog shorter;
    std::ofstream(memory) << write_note(bench.log.sign(shorter.grow(2).checkpoint()).note);
    CHECK(bench.post(bench.log.request(2)).status == 500);
    CHECK(bench.get(bench.log.origin).status == 500);
}

TEST_CASE("of many requests at one time none takes the tree back", "[witness]") {
    Bench bench;
    bench.log.grow(10);
    REQUIRE(bench.post(bench.log.request(0)).status == 200);
    std::vector<std::string> bodies;
    for (int i = 0; i < 16; ++i) {
        bench.log.grow(1);
        bodies.push_back(write_request(bench.log.request(10)));
    }
    // Two openings of one folder are two processes as far as its lock goes.
    auto second = std::move(*Witness::open(bench.path()));
    std::atomic<int> cosigned = 0, conflicts = 0;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        threads.emplace_back([&, i] {
            const auto answer = (i % 2 ? *bench.witness : *second).add_checkpoint(bodies[i], Instant{1000});
            if (answer && answer->status == 200) ++cosigned;
            if (answer && answer->status == 409) ++conflicts;
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(cosigned == 1);
    CHECK(conflicts == 15);
    const std::uint64_t size = bench.seen();
    CHECK(size > 10);
    CHECK(bench.post(bench.log.request(size)).status == 200);
    CHECK(bench.seen() == 26);
}

TEST_CASE("a witness trusts logs by their keys, several of one log too", "[witness]") {
    Bench bench;
    CHECK(bench.witness->trust(bench.log.vkey()).error().code == ProblemCode::already_exists);
    CHECK(bench.witness->trust(bench.witness->key()).error().code == ProblemCode::invalid_value);
    GrowingLog renewed(bench.log.origin, 'N');
    REQUIRE(bench.witness->trust(renewed.vkey()));
    CHECK(bench.witness->origins()->size() == 1);
    CHECK(bench.post(renewed.grow(2).request(0)).status == 200);
    CHECK(bench.post(bench.log.grow(3).request(2)).status == 200);
    CHECK(Witness::create(bench.path(), "w", *seeded_entropy(1)).error().code == ProblemCode::already_exists);
    CHECK(Witness::create(bench.path() / "x", "a b", *seeded_entropy(1)).error().code == ProblemCode::invalid_value);
}

TEST_CASE("a log asks a witness over HTTP and hears where to begin", "[witness][net]") {
    Bench bench;
    bench.log.grow(3);
    const auto server = HttpServer::start(
        "127.0.0.1:0", [&](const HttpRequest& request) { return answer_for(*bench.witness, bench.clock, request); });
    REQUIRE(server);
    const std::string url = "http://" + (*server)->address();
    const auto ask = [&](std::uint64_t old_size) { return ask_witness(url, bench.log.request(old_size)); };

    const auto conflict = ask(2);
    REQUIRE(conflict);
    CHECK(conflict->cosigned_last == 0u);
    const auto answer = ask(0);
    REQUIRE(answer);
    CHECK(check_signature(bench.witness->key(), write_checkpoint(bench.log.checkpoint()), answer->signatures.at(0)) ==
          Verdict::good);
    GrowingLog other("giamsat.invalid/other");
    CHECK(ask_witness(url, other.grow(1).request(0)).error().code == ProblemCode::evidence_refused);
    CHECK(ask_witness("https://w", other.request(0)).error().code == ProblemCode::usage);
}

TEST_CASE("an answer on a stick is signature lines, or a size", "[witness]") {
    CHECK(parse_witness_answer("17\n")->cosigned_last == 17u);
    CHECK_FALSE(parse_witness_answer("017\n"));
    CHECK_FALSE(parse_witness_answer("17"));
    CHECK_FALSE(parse_witness_answer(""));
    GrowingLog log;
    log.grow(1);
    const NoteSignature line = cosign(log.key, "w", write_checkpoint(log.checkpoint()), 5);
    CHECK(parse_witness_answer(signature_line(line))->signatures.size() == 1);
}
