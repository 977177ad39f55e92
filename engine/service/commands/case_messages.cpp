// SPDX-License-Identifier: Apache-2.0
// What a case sends itself without delay: it arrives within the same command, after everything that was raised.
#include "kernel/machine/due.hpp"
#include "service/commands/case_engine.hpp"
#include "service/commands/running.hpp"

#include <algorithm>

namespace giamsat {

namespace {

constexpr int chain_max = 1000;

Problem never_rests(const std::string& event) {
    return Problem(ProblemCode::definition_invalid,
                   {{"what", "Hồ sơ tự gửi “" + event + "” cho mình không dừng."},
                    {"what_en", "The case sends itself “" + event + "” without end."},
                    {"advice", "Thêm thời gian chờ (after), hoặc điều kiện để vòng này dừng lại."},
                    {"advice_en", "Add a time to wait (after), or a guard that ends this circle."}});
}

}  // namespace

// A send without delay is a timer like any other that is due at once, so that journal and replay know it.
void CaseEngine::tell_itself(const Running& run) {
    if (run.decision.done) return;
    const auto& changes = run.decision.timers;
    const auto at_once = [](const TimerChange& change) {
        return change.set && !change.linked && is_at_once(change.after);
    };
    if (std::none_of(changes.begin(), changes.end(), at_once)) return;
    auto running = session_.read.cases.timers(run.record.id);
    for (const TimerChange& change : changes) {
        if (!at_once(change)) continue;
        const auto found = std::find_if(running.begin(), running.end(), [&](const DueTimer& one) {
            return one.event == change.event && one.due <= session_.meta().now &&
                   (change.id.empty() || change.id == one.id);
        });
        if (found == running.end()) continue;
        Message& message = messages_.emplace_back();
        message.to = run.record.id;
        message.input.event.name = found->event;
        message.timer = found->id;
        message.chain = chain_ + 1;
        running.erase(found);
    }
}

// One that was taken back meanwhile does not come.
Result<bool> CaseEngine::arrives(const Message& message) {
    if (message.timer.empty()) return true;
    if (message.chain > chain_max) return never_rests(message.input.event.name);
    const auto running = session_.read.cases.timers(message.to);
    const bool there =
        std::any_of(running.begin(), running.end(), [&](const DueTimer& timer) { return timer.id == message.timer; });
    if (!there) return false;
    GIAMSAT_CHECK(session_.record({.kind = "timer.passed/1", .case_id = message.to, .body = {{"id", message.timer}}}));
    return true;
}

}  // namespace giamsat
