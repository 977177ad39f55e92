// SPDX-License-Identifier: Apache-2.0
// A deadline passed. A case that no longer listens loses the timer, and says so; so does a timer that is found on a later
// day and is not to come late. The timers of a suspended case wait until it resumes.
#include "kernel/machine/timer_life.hpp"
#include "service/commands/case_engine.hpp"

#include <algorithm>

namespace giamsat {

Done run(const FireTimer& command, Session& session) {
    auto record = session.read.cases.find(command.case_id);
    if (!record) return {};
    GIAMSAT_CHECK(session.live().take(record->id, record->life));
    if (record->life == life_name(Life::suspended)) return {};
    auto timers = session.read.cases.timers(command.case_id);
    auto timer =
        std::find_if(timers.begin(), timers.end(), [&](const DueTimer& one) { return one.id == command.timer; });
    if (timer == timers.end()) return {};  // cancelled meanwhile
    TimerLife life(timer->drop_late);
    if (timer->due <= session.meta().now) life.come_due(is_late(timer->due, session.meta().now));
    if (life.now() == TimerStage::set) return {};  // moved meanwhile
    Json body = {{"id", command.timer}};
    if (life.now() == TimerStage::dropped) body["dropped"] = true;
    GIAMSAT_CHECK(session.record({.kind = "timer.passed/1", .case_id = command.case_id, .body = std::move(body)}));
    if (!life.fire()) return {};
    CaseEngine engine(session);
    StepInput input;
    input.event.name = timer->event;
    auto heard = engine.deliver(command.case_id, input);
    if (!heard) return std::move(heard.error());
    life.heard();
    return engine.tell_parents();
}

}  // namespace giamsat
