// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/office_signer.hpp"
#include "adapters/witness/remote_signer.hpp"
#include "adapters/witness/service.hpp"
#include "engine/adapters/witness/growing_log.hpp"
#include "support/catch.hpp"

#include <atomic>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace giamsat;
using namespace giamsat::test;
namespace fs = std::filesystem;

namespace {

// A signer behind a socket, and who asks it there.
class Desk {
public:
    Desk() {
        REQUIRE(Signer::create(path(), log.origin, *seeded_entropy(3)));
        reopen();
    }
    void reopen() { signer = std::move(*Signer::open(path())); }
    void serve(Handler handler) {
        HttpLimits limits;
        limits.socket_mode = 0666;
        auto started = HttpServer::start(address(), std::move(handler), limits);
        REQUIRE(started);
        server_ = std::move(*started);
    }
    void serve() {
        serve([this](const HttpRequest& request) { return answer_for(*signer, {}, request); });
    }
    void stop() { server_.reset(); }
    fs::path path() const { return folder_.path() / "signer"; }
    fs::path folder() const { return folder_.path(); }
    std::string address() const { return "unix:" + (folder_.path() / "socket").string(); }

    GrowingLog log;
    std::unique_ptr<Signer> signer;

private:
    TemporaryFolder folder_;
    std::unique_ptr<HttpServer> server_;
};

ProblemCode code_of(const Result<NoteSignature>& refused) {
    REQUIRE_FALSE(refused);
    return refused.error().code;
}

HttpResponse asked_by(Signer& signer, const Peer& peer, const std::vector<std::string>& users,
                      const HttpRequest& asked) {
    HttpRequest request = asked;
    request.peer = peer;
    return answer_for(signer, users, request);
}

}  // namespace

TEST_CASE("a signer elsewhere signs as the one in the folder does", "[witness][signer]") {
    Desk desk;
    desk.serve();
    RemoteSigner remote(desk.address());
    desk.log.grow(3);

    CHECK(*remote.key(desk.log.origin) == *desk.signer->key(desk.log.origin));
    CHECK(remote.last(desk.log.origin)->size == 0);
    const auto signature = remote.sign(desk.log.unsigned_request(0));
    REQUIRE(signature);
    CHECK(check_signature(*remote.key(desk.log.origin), write_checkpoint(desk.log.checkpoint()), *signature) ==
          Verdict::good);
    CHECK(*remote.last(desk.log.origin) == desk.log.checkpoint());
    desk.log.grow(4);
    CHECK(remote.sign(desk.log.unsigned_request(3)));
}

TEST_CASE("a fork is not signed, wherever the signer is, nor after it was started anew", "[witness][signer]") {
    Desk desk;
    desk.serve();
    RemoteSigner remote(desk.address());
    GrowingLog fork;
    desk.log.grow(3);
    fork.grow(3);
    REQUIRE(remote.sign(desk.log.unsigned_request(0)));
    desk.log.grow(2, "right");
    fork.grow(4, "left");
    REQUIRE(remote.sign(desk.log.unsigned_request(3)));

    for (std::uint64_t old_size : {0, 3, 5}) {
        CHECK(code_of(remote.sign(fork.unsigned_request(old_size))) == ProblemCode::evidence_refused);
        CHECK(code_of(desk.signer->sign(fork.unsigned_request(old_size))) == ProblemCode::evidence_refused);
    }
    // A copy restored from before, and gone on from there, is a fork too.
    GrowingLog restored;
    restored.grow(3);
    CHECK(code_of(remote.sign(restored.unsigned_request(0))) == ProblemCode::evidence_refused);
    desk.stop();
    desk.reopen();
    desk.serve();
    CHECK(code_of(remote.sign(fork.unsigned_request(5))) == ProblemCode::evidence_refused);
    CHECK(remote.sign(desk.log.grow(1).unsigned_request(5)));
}

TEST_CASE("a signer killed between keeping and answering signs the same again", "[witness][signer]") {
    Desk desk;
    desk.log.grow(3);
    desk.serve([&](const HttpRequest& request) {
        auto answer = answer_for(*desk.signer, {}, request);
        if (request.method == "POST") throw std::runtime_error("killed");
        return answer;
    });
    RemoteSigner remote(desk.address());
    CHECK(code_of(remote.sign(desk.log.unsigned_request(0))) == ProblemCode::signer_unreachable);
    desk.stop();
    desk.reopen();
    desk.serve();
    CHECK(remote.last(desk.log.origin)->size == 3);
    CHECK(remote.sign(desk.log.unsigned_request(3)));
    CHECK(remote.sign(desk.log.grow(2).unsigned_request(3)));
}

TEST_CASE("two processes on one signer take turns", "[witness][signer]") {
    Desk desk;
    auto second = std::move(*Signer::open(desk.path()));
    desk.log.grow(3);
    REQUIRE(desk.signer->sign(desk.log.unsigned_request(0)));
    CHECK(second->last(desk.log.origin)->size == 3);
    CHECK(second->answer(desk.log.grow(1).unsigned_request(0))->status == 409);
    REQUIRE(second->sign(desk.log.unsigned_request(3)));
    REQUIRE(second->allow(desk.log.origin + "/1"));
    CHECK(desk.signer->origins()->size() == 2);
    CHECK(desk.signer->allow(desk.log.origin + "/1").error().code == ProblemCode::already_exists);

    std::vector<AddCheckpoint> requests;
    for (int i = 0; i < 12; ++i) requests.push_back(desk.log.grow(1).unsigned_request(4));
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < requests.size(); ++i)
        threads.emplace_back([&, i] { done += (i % 2 ? *desk.signer : *second).sign(requests[i]) ? 1 : 0; });
    for (auto& thread : threads) thread.join();
    CHECK(done == 1);
}

TEST_CASE("only users who were named may ask, and nobody over TCP", "[witness][signer]") {
    Desk desk;
    const HttpRequest key{"GET", "/" + place_of_origin(desk.log.origin) + "/key"};
    const std::uint32_t me = ::geteuid(), other = me + 4321;
    CHECK(asked_by(*desk.signer, {me, "", "unix"}, {}, key).status == 200);
    CHECK(asked_by(*desk.signer, {other, "office", "unix"}, {"office"}, key).status == 200);
    CHECK(asked_by(*desk.signer, {other, "office", "unix"}, {std::to_string(other)}, key).status == 200);
    CHECK(asked_by(*desk.signer, {other, "office", "unix"}, {"somebody"}, key).status == 403);
    CHECK(asked_by(*desk.signer, {other, "office", "unix"}, {}, key).status == 403);
    CHECK(asked_by(*desk.signer, {{}, "", "127.0.0.1:5"}, {""}, key).status == 403);
}

TEST_CASE("another user of the system is refused over the socket", "[witness][signer]") {
    if (::geteuid() != 0) return;  // only root can be somebody else
    Desk desk;
    desk.serve();
    fs::permissions(desk.folder(), fs::perms(0755));
    RemoteSigner remote(desk.address());
    const pid_t child = ::fork();
    if (child == 0) {
        constexpr uid_t nobody = 65534;
        if (::setuid(nobody) != 0) ::_exit(2);
        const auto refused = remote.last(desk.log.origin);
        ::_exit(!refused && refused.error().code == ProblemCode::evidence_refused ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
}

TEST_CASE("a signer answers in the words of a witness", "[witness][signer]") {
    Desk desk;
    const Peer me{::geteuid(), "", "unix"};
    const auto post = [&](const std::string& body) {
        HttpRequest request{"POST", "/add-checkpoint"};
        request.body = body;
        return asked_by(*desk.signer, me, {}, request);
    };
    const auto get = [&](const std::string& target) { return asked_by(*desk.signer, me, {}, {"GET", target}); };
    desk.log.grow(3);
    CHECK(post("nonsense").status == 400);
    CHECK(post(write_request(desk.log.request(0))).status == 400);  // signed already: by whom?
    GrowingLog other("giamsat.invalid/other");
    CHECK(post(write_request(other.grow(1).unsigned_request(0))).status == 404);
    const auto conflict = post(write_request(desk.log.unsigned_request(2)));
    CHECK(conflict.status == 409);
    CHECK(conflict.body == "0\n");
    AddCheckpoint extra = desk.log.unsigned_request(0);
    extra.proof.push_back(leaf_hash("more"));
    CHECK(post(write_request(extra)).status == 422);
    CHECK(post(write_request(desk.log.unsigned_request(0))).status == 200);
    CHECK(get("/add-checkpoint").status == 405);
    CHECK(get("/").status == 404);
    CHECK(get("/" + place_of_origin("other") + "/key").status == 404);
    CHECK(get("/" + place_of_origin(desk.log.origin) + "/checkpoint").body == write_checkpoint(desk.log.checkpoint()));
}

TEST_CASE("an office holds to the key its signer had when it was named", "[witness][signer]") {
    Desk desk;
    desk.serve();
    TemporaryFolder office;
    CHECK_FALSE(has_signer(office.path()));
    REQUIRE(name_signer(office.path(), desk.address(), *desk.signer->key(desk.log.origin)));
    CHECK(has_signer(office.path()));
    auto signer = signer_of_office(office.path());
    REQUIRE(signer);
    desk.log.grow(2);
    CHECK((*signer)->sign(desk.log.unsigned_request(0)));

    desk.stop();
    TemporaryFolder stranger;
    REQUIRE(Signer::create(stranger.path() / "s", desk.log.origin, *seeded_entropy(99)));
    auto impostor = std::move(*Signer::open(stranger.path() / "s"));
    desk.serve([&](const HttpRequest& request) { return answer_for(*impostor, {}, request); });
    CHECK(code_of((*signer)->sign(desk.log.unsigned_request(0))) == ProblemCode::evidence_refused);
    desk.stop();
    CHECK(code_of((*signer)->sign(desk.log.unsigned_request(0))) == ProblemCode::signer_unreachable);
}
