// SPDX-License-Identifier: Apache-2.0
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/serving.hpp"
#include "support/small_office.hpp"

#include <fstream>

using namespace giamsat;
using namespace giamsat::test;
namespace fs = std::filesystem;

namespace {

Finished ok(const std::vector<std::string>& words) {
    Finished finished = run_giamsat(words);
    INFO(finished.output + finished.errors);
    REQUIRE(finished.exit_code == 0);
    return finished;
}

// An office and one witness that trusts it; with a service when asked.
class Watched {
public:
    Watched() {
        ok({"witness", "init", folder().string(), "--name", "w.example/1"});
        trust();
    }
    void trust() {
        ok({"witness", "trust", folder().string(), office.json({"journal", "signer"})["key"].get<std::string>()});
    }
    void serve() {
        service = std::make_unique<Running>(
            std::vector<std::string>{"witness", "serve", folder().string(), "--listen", "127.0.0.1:0"});
        write_policy(" http://" + service->first_line().substr(service->first_line().rfind(' ') + 1));
    }
    void write_policy(const std::string& url) {
        std::ofstream(office.path() / "policy")
            << "log " << office.json({"journal", "signer"})["key"].get<std::string>() << "\nwitness W1 " << vkey()
            << url << "\nquorum W1\n";
    }
    std::string vkey() const { return Json::parse(ok({"--json", "witness", "show", folder().string()}).output)["key"]; }
    std::uint64_t seen() const {
        return Json::parse(ok({"--json", "witness", "show", folder().string()}).output)["logs"][0]["size"];
    }
    void change(const std::string& name) {
        office.must({"unit", "change", "commune:405102", "--name", name, "--from", "01/06/2024"});
    }
    std::uint64_t size() const { return office.json({"journal", "root"})["size"]; }
    fs::path folder() const { return office.folder() / "witness"; }
    fs::path stick(const std::string& name) const { return office.folder() / name; }

    SmallOffice office;
    std::unique_ptr<Running> service;
};

std::uint64_t cosigned(const Json& told) { return told["witnesses"][0]["size"]; }

}  // namespace

TEST_CASE("witnesses with a URL are asked and what they say is kept", "[cli][witness]") {
    Watched world;
    world.serve();
    CHECK(cosigned(world.office.json({"journal", "cosign"})) == world.size());
    world.change("xã Hòa Đông");
    const Json told = world.office.json({"journal", "cosign"});
    CHECK(cosigned(told) == world.size());
    CHECK(told["size"] == world.size());
    CHECK(world.seen() == world.size());
    CHECK(world.service->stop() == 0);

    const Finished gone = world.office.run({"journal", "cosign"});
    CHECK(gone.exit_code == 7);
    CHECK(gone.errors.find("peer_unreachable") != std::string::npos);
}

TEST_CASE("what witnesses say of an office that is being served is kept by its server", "[cli][witness][serve]") {
    Watched world;
    world.serve();
    Serving server(world.office.path());
    REQUIRE(server.wait_until_listening());

    CHECK(cosigned(world.office.json({"journal", "cosign"})) == world.size());

    world.change("xã Hòa Đông");
    const std::string request = world.stick("request").string(), answer = world.stick("answer").string();
    world.office.must({"journal", "cosign", "--request", request, "--for", "W1"});
    ok({"witness", "sign", world.folder().string(), request, "--out", answer});
    CHECK(cosigned(world.office.json({"journal", "cosign", "--take", answer})) == world.size());
    world.office.must({"journal", "verify"});
    CHECK(server.end().exit_code == 0);
}

TEST_CASE("a server keeps no cosignature that is of another journal", "[cli][witness][serve]") {
    Watched world, other;
    world.write_policy("");
    const std::string request = world.stick("request").string(), answer = world.stick("answer").string();
    world.office.must({"journal", "cosign", "--request", request, "--for", "W1"});
    ok({"witness", "sign", world.folder().string(), request, "--out", answer});
    std::ofstream(other.office.path() / "policy") << read_whole((world.office.path() / "policy").string());
    Serving server(other.office.path());
    REQUIRE(server.wait_until_listening());

    const Finished refused = other.office.run({"--lang", "en", "journal", "cosign", "--take", answer});

    CHECK(refused.exit_code == 6);
    CHECK_THAT(refused.errors, Catch::Contains("[evidence_refused]"));
    CHECK(server.end().exit_code == 0);
}

TEST_CASE("an office that forgot what was cosigned asks again from what the witness says", "[cli][witness]") {
    Watched world;
    world.write_policy("");
    ok({"--office", world.office.path().string(), "--as", "CB02", "journal", "cosign", "--request",
        world.stick("r").string(), "--for", "W1"});
    ok({"witness", "sign", world.folder().string(), world.stick("r").string(), "--out", world.stick("lost").string()});
    world.change("xã Hòa Đông");
    world.serve();
    CHECK(cosigned(world.office.json({"journal", "cosign"})) == world.size());
}

TEST_CASE("a witness is told the key of a signer that took over, and goes on", "[cli][witness][signer]") {
    Watched world;
    world.serve();
    REQUIRE(cosigned(world.office.json({"journal", "cosign"})) == world.size());
    const std::string origin = world.office.json({"journal", "signer"})["origin"];
    const fs::path keeper = world.office.folder() / "keeper", socket = world.office.folder() / "socket";
    ok({"signer", "init", keeper.string(), "--origin", origin});
    Running signer({"signer", "serve", keeper.string(), "--socket", socket.string()});
    world.office.must({"journal", "signer", "--at", "unix:" + socket.string()});
    world.change("xã Hòa Đông");

    const Finished unknown = world.office.run({"journal", "cosign"});
    CHECK(unknown.exit_code == 6);
    CHECK_THAT(unknown.errors, Catch::Contains("giamsat witness trust"));
    world.service->stop();
    world.trust();
    world.serve();
    CHECK(cosigned(world.office.json({"journal", "cosign"})) == world.size());
    world.office.must({"journal", "verify", "--policy", (world.office.path() / "policy").string()});
}

TEST_CASE("a stick carries the request to a witness and the answer home", "[cli][witness]") {
    Watched world;
    world.write_policy("");
    const std::string request = world.stick("request").string(), answer = world.stick("answer").string();
    const auto round = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"journal", "cosign", "--request", request, "--for", "W1"};
        words.insert(words.end(), more.begin(), more.end());
        world.office.must(words);
        return run_giamsat({"witness", "sign", world.folder().string(), request, "--out", answer});
    };
    CHECK(round({}).exit_code == 0);
    CHECK(cosigned(world.office.json({"journal", "cosign", "--take", answer})) == world.size());
    world.change("xã Hòa Đông");
    CHECK(round({}).exit_code == 0);
    // The answer is lost; the next request begins too early, and the witness says where to begin.
    world.change("xã Hòa Bắc");
    const std::uint64_t before = world.seen();
    CHECK(round({}).exit_code == 1);
    CHECK(read_whole(answer) == std::to_string(before) + "\n");
    const Finished told = world.office.run({"journal", "cosign", "--take", answer});
    CHECK(told.exit_code == 1);
    CHECK(told.errors.find("--from " + std::to_string(before)) != std::string::npos);
    CHECK(round({"--from", std::to_string(before)}).exit_code == 0);
    CHECK(cosigned(world.office.json({"journal", "cosign", "--take", answer})) == world.size());
    CHECK(world.office.run({"journal", "cosign", "--request", request, "--for", "W1", "--from", "999999"}).exit_code ==
          6);
}

TEST_CASE("answers of unknown keys are let be, bad ones refused", "[cli][witness]") {
    Watched world;
    world.write_policy("");
    const std::string request = world.stick("request").string(), answer = world.stick("answer").string();
    world.office.must({"journal", "cosign", "--request", request, "--for", "W1"});
    ok({"witness", "sign", world.folder().string(), request, "--out", answer});
    const std::string good = read_whole(answer);

    ok({"witness", "init", world.stick("other").string(), "--name", "other.example"});
    ok({"witness", "trust", world.stick("other").string(),
        world.office.json({"journal", "signer"})["key"].get<std::string>()});
    const std::string unknown = ok({"witness", "sign", world.stick("other").string(), request}).output;
    write_text(answer, unknown);
    CHECK(cosigned(world.office.json({"journal", "cosign", "--take", answer})) == 0);

    std::string bad = good;
    bad[bad.size() - 6] = bad[bad.size() - 6] == 'A' ? 'B' : 'A';
    write_text(answer, unknown + bad);
    const Finished refused = world.office.run({"journal", "cosign", "--take", answer});
    CHECK(refused.exit_code == 6);
    write_text(answer, unknown + good);
    CHECK(cosigned(world.office.json({"journal", "cosign", "--take", answer})) == world.size());
    write_text(answer, "nonsense\n");
    CHECK(world.office.run({"journal", "cosign", "--take", answer}).exit_code == 5);
}

TEST_CASE("of two continuations of one copy a witness cosigns one", "[cli][witness]") {
    Watched world;
    world.serve();
    world.office.must({"journal", "cosign"});
    const fs::path copy = world.office.folder() / "copy";  // with its signer: its owner may sign anything
    fs::copy(world.office.path(), copy, fs::copy_options::recursive);
    world.change("xã Hòa Đông");
    CHECK(cosigned(world.office.json({"journal", "cosign"})) == world.size());

    const std::vector<std::string> at_copy{"--office", copy.string(), "--as", "CB02"};
    const auto forked = [&](std::vector<std::string> words) {
        words.insert(words.begin(), at_copy.begin(), at_copy.end());
        return run_giamsat(words);
    };
    for (const char* name : {"xã Một", "xã Hai"})
        CHECK(forked({"unit", "change", "commune:405102", "--name", name, "--from", "01/06/2024"}).exit_code == 0);
    const Finished refused = forked({"journal", "cosign"});
    CHECK(refused.exit_code == 6);
    CHECK(refused.errors.find("422") != std::string::npos);
    CHECK(fs::exists(world.folder() / "refused"));
    world.change("xã Hòa Bắc");
    CHECK(cosigned(world.office.json({"journal", "cosign"})) == world.size());
}

TEST_CASE("without a policy nobody is asked", "[cli][witness]") {
    Watched world;
    CHECK(world.office.run({"journal", "cosign"}).exit_code == 3);
    world.write_policy("");
    CHECK(cosigned(world.office.json({"journal", "cosign"})) == 0);
    CHECK(world.office.run({"journal", "cosign", "--request", "x"}).exit_code == 2);
    CHECK(world.office.run({"journal", "cosign", "--request", "x", "--for", "W9"}).exit_code == 3);
}
