// SPDX-License-Identifier: Apache-2.0
// The one writer: commands share a transaction, never a fate.
#include "support/catch.hpp"
#include "support/desk.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

CommandMeta meta(Desk& desk, const std::string& name) {
    Requester by{.actor = desk.world.person("CB02"), .via = "cli"};
    return {CommandId{derived_id("writer", name)}, by, start_of_day_in_vietnam(desk.world.today()), desk.world.today()};
}

RegisterPerson person(const std::string& code) { return {code, "Người " + code, "", ""}; }

}  // namespace

TEST_CASE("a refused command leaves nothing behind and does not touch its neighbours", "[rules][writer]") {
    Desk desk;
    Writer& writer = desk.world.place().writer();
    auto size = desk.world.journal_size();

    auto first = writer.submit(meta(desk, "a"), person("X1"));
    auto refused = writer.submit(meta(desk, "b"), person("X1"));
    auto last = writer.submit(meta(desk, "c"), person("X2"));

    REQUIRE(first.get());
    REQUIRE(refusal(refused.get()) == ProblemCode::already_exists);
    REQUIRE(last.get());
    REQUIRE(desk.world.journal_size() == size + 2);
}

TEST_CASE("the same command id twice is answered, not done again", "[rules][writer]") {
    Desk desk;
    Writer& writer = desk.world.place().writer();
    auto once = writer.run(meta(desk, "once"), person("X1"));
    auto size = desk.world.journal_size();

    auto again = writer.run(meta(desk, "once"), person("X1"));

    REQUIRE(once);
    REQUIRE(again);
    REQUIRE(again->repeated);
    REQUIRE(again->first("person.registered/1")->body() == once->first("person.registered/1")->body());
    REQUIRE(desk.world.journal_size() == size);
}

TEST_CASE("how commands fall into transactions leaves no trace in the journal", "[rules][writer]") {
    Desk together, apart;
    std::vector<std::future<Result<Outcome>>> answers;
    for (int i = 0; i < 40; ++i)
        answers.push_back(
            together.world.place().writer().submit(meta(together, std::to_string(i)), person("P" + std::to_string(i))));
    for (auto& answer : answers) REQUIRE(answer.get());
    for (int i = 0; i < 40; ++i)
        REQUIRE(apart.world.place().writer().run(meta(apart, std::to_string(i)), person("P" + std::to_string(i))));

    auto root = [](Readers& read) { return read.journal.root(); };

    REQUIRE(together.world.ask(root) == apart.world.ask(root));
}
