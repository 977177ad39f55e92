// SPDX-License-Identifier: Apache-2.0
// What a step does to the timers of its case.
#include "kernel/machine/timer_ids.hpp"
#include "kernel/machine/timer_life.hpp"
#include "service/commands/running.hpp"

namespace giamsat {
namespace {

// The timers of one case while a step is recorded.
class Timers {
public:
    Timers(const CaseEngine::Running& run, const std::vector<DueTimer>& rows, Session& session)
        : calendar_(bundle_of(run.record, session.profile()).profile.calendar),
          session_(session),
          ids_(run.definition, ids_of(rows)) {
        for (const DueTimer& row : rows) running_.emplace(row.id, row.drop_late);
    }

    Json after(const std::vector<TimerChange>& changes) {
        for (const TimerChange& change : changes) change.set ? set(change) : cancel(change);
        return std::move(list_);
    }

private:
    static std::set<std::string> ids_of(const std::vector<DueTimer>& rows) {
        std::set<std::string> ids;
        for (const DueTimer& row : rows) ids.insert(row.id);
        return ids;
    }

    // Nothing is taken back that does not run: what fires just now has no row any more.
    bool take_back(const std::string& id) {
        auto running = running_.find(id);
        if (running == running_.end() || !TimerLife(running->second).cancel()) return false;
        running_.erase(running);
        return true;
    }

    void cancel(const TimerChange& change) {
        for (const std::string& id : ids_.cancel(change)) {
            if (take_back(id)) list_.push_back({{"id", id}, {"off", true}});
        }
    }

    // A reminder whose day has gone by already promises nothing. A timer set anew takes the row of the one before.
    void set(const TimerChange& change) {
        const Instant due = due_instant(change, calendar_, session_.today(), session_.meta().now);
        if (change.linked && due <= session_.meta().now) return;
        const std::string id = ids_.set(change);
        const bool drop_late = change.late == LatePolicy::drop;
        take_back(id);
        running_.emplace(id, drop_late);
        Json timer = Json::object();
        timer["id"] = id;
        timer["event"] = change.event;
        timer["due"] = due.ms;
        if (drop_late) timer["late"] = "drop";
        list_.push_back(std::move(timer));
    }

    const Calendar& calendar_;
    Session& session_;
    TimerIds ids_;
    std::map<std::string, bool> running_;  // id -> whether it is dropped when late
    Json list_ = Json::array();
};

}  // namespace

Json timers_set(const CaseEngine::Running& run, Session& session) {
    if (run.decision.timers.empty()) return Json::array();
    return Timers(run, {}, session).after(run.decision.timers);
}

Json timers_changed(const CaseEngine::Running& run, Session& session) {
    if (run.decision.timers.empty()) return Json::array();
    return Timers(run, session.read.cases.timers(run.record.id), session).after(run.decision.timers);
}

Json timers_off(const CaseId& id, Session& session) {
    Json list = Json::array();
    for (const DueTimer& timer : session.read.cases.timers(id)) {
        if (TimerLife(timer.drop_late).cancel()) list.push_back({{"id", timer.id}, {"off", true}});
    }
    return list;
}

}  // namespace giamsat
