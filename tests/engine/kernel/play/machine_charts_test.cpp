// SPDX-License-Identifier: Apache-2.0
// The drawn life of a case is the life it leads: every row, then every two commands, on both sides.
#include "kernel/play/machine_charts.hpp"

#include "kernel/machine/life.hpp"
#include "kernel/play/simulation.hpp"
#include "support/catch.hpp"

using namespace giamsat;

namespace {

const std::vector<std::string> commands = {
    "open",    "begin",  "committed.idle", "committed.completed", "committed.cancelled", "cancel",
    "suspend", "resume", "failed"};

std::string where(const CaseLife& life) {
    if (life.committing()) return "committing";
    return life.now() == Life::none ? "boot" : life_name(life.now());
}

void give(CaseLife& life, const std::string& command) {
    if (command == "open") (void)life.open();
    if (command == "begin") (void)life.begin_step();
    if (command == "cancel") (void)life.cancel();
    if (command == "suspend") (void)life.suspend();
    if (command == "resume") (void)life.resume();
    if (command == "failed" && life.now() == Life::idle) life.failed("the disk is full");
    if (command.starts_with("committed.") && life.committing()) {
        life.settled(*life_from_name(command.substr(10)));
        life.committed();
    }
}

class Drawn {
public:
    explicit Drawn(const Definition& chart) : simulation_(chart, {}) { simulation_.begin(nothing); }
    void give(const std::string& event) {
        StepEvent sent;
        sent.name = event;
        simulation_.send(sent, nothing);
    }
    std::string where() const { return simulation_.definition().at(simulation_.state().configuration.front()).id; }

private:
    static void nothing(const Played&) {}
    Simulation simulation_;
};

}  // namespace

TEST_CASE("The chart of a case's life goes where the machine goes", "[play][life]") {
    auto chart = machine_chart("case");
    REQUIRE(chart);
    int compared = 0;
    for (const Life row : {Life::none, Life::idle, Life::suspended, Life::completed, Life::cancelled, Life::faulted}) {
        for (const auto& first : commands) {
            for (const auto& second : commands) {
                CaseLife life(row);
                Drawn drawn(*chart);
                if (row != Life::none) drawn.give(std::string("rehydrate.") + life_name(row));
                INFO(life_name(row) << ", " << first << ", " << second);
                CHECK(drawn.where() == where(life));
                for (const auto& command : {first, second}) {
                    give(life, command);
                    drawn.give(command);
                    CHECK(drawn.where() == where(life));
                    ++compared;
                }
            }
        }
    }
    CHECK(compared == 6 * 9 * 9 * 2);
}

TEST_CASE("A machine that is not there is refused with the nearest name", "[play][life]") {
    auto none = machine_chart("cases");
    REQUIRE_FALSE(none);
    CHECK_THAT(none.error().message(Lang::en), Catch::Contains("case?"));
}
