// SPDX-License-Identifier: Apache-2.0
// What may be asked through the door of an office, by whom, and what comes back.
#include "app/serve/service.hpp"

#include "adapters/net/http.hpp"
#include "app/serve/server_door.hpp"
#include "app/serve/socket.hpp"
#include "service/commands/outcome_json.hpp"
#include "service/import/import.hpp"
#include "support/catch.hpp"
#include "support/world.hpp"

#include <thread>

using namespace giamsat;
using namespace giamsat::test;

namespace {

const CommandId an_id{"0123456789abcdef0123456789abcdef"};

HttpRequest post(const std::string& target, const std::string& body) {
    HttpRequest request;
    request.method = "POST", request.target = target, request.body = body;
    request.peer = {1000, "hoa", "unix"};
    return request;
}

std::string asked(World& world, const Command& command, const CommandId& id = an_id) {
    return text_of(request_json(id, {.actor = world.person("CB02")}, command, {}));
}

Problem refused(const HttpResponse& response) {
    const Json reply = parse_json(response.body).value();
    INFO(response.body);
    REQUIRE(reply.contains("problem"));
    const Problem problem = read_problem(reply.at("problem"));
    CHECK(problem.status() == response.status);
    return problem;
}

RegisterPerson person(const std::string& code) { return {.code = code, .name = "Người " + code}; }

std::string auth_of_last(World& world) {
    return world.ask(
        [](Readers& read) { return decode_entry(*read.journal.entry_bytes(read.journal.size() - 1)).value().auth; });
}

}  // namespace

TEST_CASE("a command is done, and known is who the socket's other end is", "[serve]") {
    World world;
    Service service(world.place());

    const HttpResponse response = service.answer(post("/commands", asked(world, person("X1"))));

    REQUIRE(response.status == 200);
    const auto outcome = read_outcome(parse_json(response.body).value().at("outcome"));
    REQUIRE(outcome);
    CHECK(outcome->first("person.registered/1")->body().at("code") == "X1");
    CHECK(auth_of_last(world) == "os:hoa");
}

TEST_CASE("how somebody is known is not theirs to say", "[serve]") {
    World world;
    Service service(world.place());
    Json body = parse_json(asked(world, person("X1"))).value();
    const std::string field = GENERATE("auth", "via", "now", "today");
    body[field] = "os:root";

    const Problem problem = refused(service.answer(post("/commands", body.dump())));

    CHECK(problem.code == ProblemCode::command_invalid);
    CHECK(problem.where.field == field);
}

TEST_CASE("the same id is done once, and answered again", "[serve]") {
    World world;
    Service service(world.place());
    const HttpRequest request = post("/commands", asked(world, person("X1")));
    const Json once = parse_json(service.answer(request).body).value();
    const auto size = world.journal_size();

    const Json again = parse_json(service.answer(request).body).value();

    CHECK(world.journal_size() == size);
    CHECK(again.at("outcome").at("repeated") == true);
    CHECK(again.at("outcome").at("entries") == once.at("outcome").at("entries"));
}

TEST_CASE("what the system does by itself nobody may send", "[serve]") {
    World world;
    Service service(world.place());
    const auto size = world.journal_size();
    for (const Command& command : {Command(FoundOffice{}), Command(FireTimer{}), Command(RecordClock{})})
        CHECK(refused(service.answer(post("/commands", asked(world, command)))).code == ProblemCode::not_allowed);
    CHECK(world.journal_size() == size);
}

TEST_CASE("somebody must enter it, once the office has people", "[serve]") {
    World world;
    Service service(world.place());
    const std::string body = text_of(request_json(an_id, {}, person("X1"), {}));
    CHECK(refused(service.answer(post("/commands", body))).code == ProblemCode::usage);
}

TEST_CASE("who does not come through the socket is not let in", "[serve]") {
    World world;
    Service service(world.place());
    HttpRequest request = post("/commands", asked(world, person("X1")));
    request.peer = {{}, "", "127.0.0.1:50312"};
    CHECK(refused(service.answer(request)).code == ProblemCode::not_allowed);
}

TEST_CASE("what is no request is refused, and the office is none the worse", "[serve]") {
    World world;
    Service service(world.place());
    const auto size = world.journal_size();
    for (const char* body : {"", "{", "[]", "null", "{}", R"({"id": ""})", R"({"id": "x", "command": {}})",
                             R"({"id": "0123456789abcdef0123456789abcdef", "command": 7})", "\xff\xfe"}) {
        INFO(body);
        CHECK(service.answer(post("/commands", body)).status >= 400);
    }
    CHECK(service.answer(post("/attempts", R"({"attempts": [{}]})")).status == 400);
    CHECK(service.answer(post("/nowhere", "{}")).status == 404);
    HttpRequest get = post("/commands", "");
    get.method = "GET";
    CHECK(service.answer(get).status == 400);
    CHECK(world.journal_size() == size);
}

TEST_CASE("a refusal keeps its places and its companions on the way", "[serve]") {
    World world;
    Service service(world.place());
    const auto command =
        import_command(ImportKind::units, "bad.csv", "level,code,name,parent\nx,1,a,\ny,2,b,\n", nullptr);
    const auto here =
        world.run(import_command(ImportKind::units, "bad.csv", "level,code,name,parent\nx,1,a,\ny,2,b,\n", nullptr));

    const Problem there = refused(service.answer(post("/commands", asked(world, command))));

    REQUIRE_FALSE(here);
    CHECK(there.where == here.error().where);
    CHECK(there.others.size() == here.error().others.size());
    CHECK(there.message(Lang::vi) == here.error().message(Lang::vi));
}

namespace {

// A world, served over a socket in its folder, and an office that stands at the door.
struct Served {
    World world;
    Service service{world.place()};
    std::unique_ptr<HttpServer> http =
        std::move(HttpServer::start(socket_address(office()), [this](const HttpRequest& request) {
                      return service.answer(request);
                  }).value());
    SystemClock clock;
    std::unique_ptr<Workplace> guest =
        std::move(Workplace::open_at(ServerDoor::knock(office()), office(), clock).value());

    std::filesystem::path office() const { return world.folder() / "office"; }
    Requester secretary() { return {.actor = world.person("CB02"), .via = "cli"}; }
};

}  // namespace

TEST_CASE("who stands at the door sees what was written through it", "[serve]") {
    Served served;
    REQUIRE(served.guest->run(served.secretary(), person("X1")));
    CHECK(served.guest->ask([](Readers& read) { return read.people.by_code("X1").has_value(); }));
    CHECK_FALSE(served.guest->run(served.secretary(), person("X1")));
    CHECK(served.guest->fire_due_timers());
}

TEST_CASE("a profile published through the door is the one that is seen behind it", "[serve]") {
    Served served;
    auto sources = served.guest->bundle().sources;
    sources["reports/extra.report.yaml"] = sources.begin()->second;
    for (const auto& [path, bytes] : served.guest->bundle().sources)
        if (path.starts_with("reports/")) sources["reports/extra.report.yaml"] = bytes;
    auto published = served.guest->run(served.secretary(), PublishProfile{sources, "thêm"});
    if (!published)
        published = served.guest->run({.actor = served.world.person("CB01")}, PublishProfile{sources, "thêm"});
    REQUIRE(published);
    CHECK(served.guest->bundle().sources.contains("reports/extra.report.yaml"));
}

TEST_CASE("where nobody answers it is not known whether the command was recorded, and that is told", "[serve][slow]") {
    Served served;
    served.http->stop();
    const auto outcome = served.guest->run(served.secretary(), person("X1"));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().code == ProblemCode::server_silent);
}

TEST_CASE("an answer that got lost is found in the journal", "[serve][slow]") {
    World world;
    Service service(world.place());
    const auto office = world.folder() / "office";
    std::atomic<bool> broken{false};
    auto http = HttpServer::start(socket_address(office), [&](const HttpRequest& request) -> HttpResponse {
        HttpResponse response = service.answer(request);
        if (broken && request.target == "/commands") return {.status = 503, .body = "gone"};
        return response;
    });
    REQUIRE(http);
    SystemClock clock;
    auto guest = std::move(Workplace::open_at(ServerDoor::knock(office), office, clock).value());
    broken = true;

    const auto outcome = guest->run({.actor = world.person("CB02")}, person("X1"));

    REQUIRE(outcome);
    CHECK(outcome->repeated);
    CHECK(outcome->first("person.registered/1"));
}
