// SPDX-License-Identifier: Apache-2.0
#include "service/queries/replay_case.hpp"

#include "kernel/machine/timer_ids.hpp"
#include "kernel/play/renamed.hpp"
#include "service/commands/authorise.hpp"

#include <algorithm>

namespace giamsat::replay {
namespace {

std::vector<std::string> texts(const Json& body, const char* name) {
    return body.contains(name) ? body.at(name).get<std::vector<std::string>>() : std::vector<std::string>{};
}

std::optional<Date> day(const Json& body, const char* name) {
    if (!body.contains(name)) return std::nullopt;
    auto parsed = Date::parse(body.at(name).get<std::string>());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

CaseRecord record_of(const Entry& opened) {
    const Json& body = opened.body;
    CaseRecord record;
    record.id = opened.case_id;
    record.def = opened.def;
    record.workflow = body.at("workflow"), record.kind = body.at("kind"), record.level = body.at("level");
    record.unit = UnitId{body.at("unit")};
    record.parent = CaseId{body.value("parent", "")}, record.plan = CaseId{body.value("plan", "")};
    record.body = body.value("body", ""), record.body_unit = UnitId{body.value("body_unit", "")};
    record.variant = body.value("variant", ""), record.mode = body.value("mode", "");
    record.plan_type = body.value("plan_type", "");
    record.year = body.value("year", 0), record.sample = body.value("sample", 0);
    record.opened_on = *day(body, "opened_on");
    record.planned_on = day(body, "planned_on"), record.due_on = day(body, "due_on");
    return record;
}

Json day_or_null(const std::optional<Date>& date) { return date ? Json(date->iso()) : Json(nullptr); }
Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// The last day there was time: of a deadline at midnight the day before.
Date last_day(Instant due) { return date_in_vietnam({due.ms - 1}); }

bool is_open(const Definition& definition, const CaseState& state) {
    return !(state.configuration.size() == 1 && definition.at(state.configuration[0]).kind == StateKind::final &&
             definition.at(state.configuration[0]).parent == 0);
}

}  // namespace

PersonId decided(const Entry& entry) { return PersonId{entry.on_behalf.empty() ? entry.actor : entry.on_behalf}; }

PlayedCase::PlayedCase(const Entry& opened, const ProfileBundle& own, const ProfileBundle& changed, Readers& read,
                       Ledger& ledger)
    : changed_(changed),
      own_(&own),
      old_(&own.workflows.at(opened.body.at("workflow"))),
      next_(changed.workflows.at(opened.body.at("workflow"))),
      read_(read),
      ledger_(ledger),
      names_(renamed_states(*old_, next_)),
      record_(record_of(opened)) {}

StepFacts PlayedCase::facts(const Surroundings& around, Date today) const {
    return {today, [this, &around, today](const std::string& name) -> Json {
                if (name == "today") return today.iso();
                if (name == "children_total") return around.children.total;
                if (name == "children_open") return around.children.open;
                if (name == "children_done") return around.children.done;
                if (name == "findings_open") return around.findings_open;
                if (name == "planned_on") return day_or_null(record_.planned_on);
                if (name == "due_on") return day_or_null(record_.due_on);
                if (name == "opened_on") return record_.opened_on.iso();
                if (name == "sample") return record_.sample;
                if (name == "year") return record_.year;
                if (name == "variant") return text_or_null(record_.variant);
                if (name == "unit_level") return text_or_null(record_.level);
                return nullptr;
            }};
}

// Fields the recorded step changed though its own version would not have: they came from outside.
void PlayedCase::give(const Json& recorded, const CaseState& after) {
    for (const auto& [name, value] : recorded.items()) {
        if (after.value(*old_, name) != value && next_.field(name)) would_.set(next_, name, value);
    }
}

void PlayedCase::take_record(const Entry& entry) {
    const Json& body = entry.body;
    was_.configuration.clear();
    for (const std::string& id : texts(body, body.contains("config") ? "config" : "to")) {
        auto state = old_->state(id);
        if (state)
            was_.configuration.push_back(*state);
        else
            unrepeatable_ = true;
    }
    const Json data = body.value("data", Json::object());
    for (const auto& [name, value] : data.items()) {
        if (old_->field(name)) was_.set(*old_, name, value);
    }
    for (const Json& timer : body.value("timers", Json::array())) {
        if (timer.contains("due")) due_was_[timer.at("id")] = Instant{timer.at("due").get<std::int64_t>()};
    }
    if (body.contains("history")) {
        was_.history.clear();
        for (const auto& [id, targets] : body.at("history").items()) {
            std::vector<StateIndex> kept;
            for (const Json& target : targets) {
                if (auto state = old_->state(target.get<std::string>())) kept.push_back(*state);
            }
            if (auto history = old_->state(id)) was_.history.emplace_back(*history, std::move(kept));
        }
    }
    if (auto planned = day(body, "planned_on")) record_.planned_on = planned;
    if (auto due = day(body, "due_on")) record_.due_on = due;
    was_ended_ = body.contains("life") && body.at("life") != "idle";
    in_year_ = in_year_ || ledger_.counts(entry.date);
}

void PlayedCase::carry_timers(const Decision& decision, Date today, Instant now) {
    std::set<std::string> running;
    for (const auto& pair : timers_) running.insert(pair.first);
    TimerIds ids(next_, std::move(running));
    for (const TimerChange& timer : decision.timers) {
        if (timer.set)
            set_timer(ids.set(timer), timer, due_instant(timer, changed_.profile.calendar, today, now), now);
        else
            for (const std::string& id : ids.cancel(timer)) timers_.erase(id);
    }
}

// As in an office, a reminder of what is nearer than it is left out.
void PlayedCase::set_timer(const std::string& id, const TimerChange& timer, Instant due, Instant now) {
    timers_.erase(id);
    if (timer.linked && due <= now) return;
    timers_[id] = {timer.event, due, timer.late == LatePolicy::drop};
}

bool PlayedCase::play(const StepEvent& event, const Surroundings& around, Date today, Instant now, Decision& decision) {
    auto decided = step_of_parent(next_, would_, event, facts(around, today));
    if (!decided) return false;
    decision = std::move(*decided);
    apply(decision, would_);
    carry_timers(decision, today, now);
    would_ended_ = decision.done || would_ended_;
    if (would_ended_) timers_.clear();
    return true;
}

void PlayedCase::start(const Entry& opened, const Surroundings& around) {
    const StepFacts then = facts(around, opened.date);
    CaseState fresh;
    auto own = step_of_parent(*old_, fresh, {}, then);
    take_record(opened);
    if (!own) {
        unrepeatable_ = true;
        return;
    }
    apply(*own, fresh);
    give(opened.body.value("data", Json::object()), fresh);
    Decision decision;
    if (!play({}, around, opened.date, opened.t, decision)) unrepeatable_ = true;
    if (!unrepeatable_) compare("", {}, opened.date);
}

// One of several who all have to do it: done then, though the case moved only with the last of them.
void PlayedCase::agreed(const Entry& entry) {
    const PersonId person{entry.body.at("person")};
    agreed_[entry.body.at("event")].push_back(person);
    did_[entry.body.at("event")].insert({entry.actor, person.value});
    if (ledger_.counts(entry.date)) ledger_.took(person, entry.date, true, false);
}

void PlayedCase::attached(const Entry& entry) {
    if (attaching_ != entry.cmd) files_ = 0;
    attaching_ = entry.cmd;
    ++files_;
}

void PlayedCase::form(const Entry& submitted) {
    submitted_.form = submitted.body.at("form");
    submitted_.answers = submitted.body.value("answers", Json::object());
    last_answers_ = submitted_.answers;
}

// The clock stands still for a suspended case; what came due meanwhile comes, or is dropped, when it resumes.
void PlayedCase::suspended(const Entry& entry, const Surroundings& around) {
    if (!unrepeatable_) come_due(entry.t, around);
    suspended_ = true;
}

void PlayedCase::resumed(const Entry& entry, const Surroundings& around) {
    suspended_ = false;
    resumed_ = entry.t;
    if (!unrepeatable_) come_due(entry.t, around);
}

void PlayedCase::come_due(Instant until, const Surroundings& around) {
    if (suspended_) return;
    for (int fired = 0; !would_ended_ && fired < 1000; ++fired) {
        auto first = timers_.end();
        for (auto at = timers_.begin(); at != timers_.end(); ++at) {
            if (at->second.due <= until && (first == timers_.end() || at->second.due < first->second.due)) first = at;
        }
        if (first == timers_.end()) return;
        const std::string id = first->first;
        const Timer timer = first->second;
        timers_.erase(first);
        if (timer.drop_late && is_late(timer.due, std::max(ledger_.found_at(timer.due), resumed_))) continue;
        const auto state = next_.state(id);
        const bool deadline = state && next_.at(*state).within;
        if (deadline && late_would_.insert(id).second)
            ledger_.late(record_.workflow, id, record_.id, last_day(timer.due), false);
        StepEvent event;
        event.name = timer.event;
        Decision decision;
        const Instant at = std::max(timer.due, resumed_);
        if (accepts(next_, would_, event.name) && play(event, around, date_in_vietnam(at), at, decision))
            last_fired_ = event.name;
    }
}

// The clock of the new rules runs by itself; what the recorded one did is only counted.
void PlayedCase::passed(const Entry& timer, const Surroundings& around) {
    const std::string id = timer.body.at("id");
    const auto state = old_->state(id);
    const auto due = due_was_.find(id);
    const Date on = due == due_was_.end() ? timer.date : last_day(due->second);
    if (state && old_->at(*state).within && late_was_.insert(id).second)
        ledger_.late(record_.workflow, id, record_.id, on, true);
    passing_ = timer.cmd;
    if (!unrepeatable_) come_due(timer.t, around);
}

// From here on the record speaks of another version; what would have been goes on under the changed rules as before.
void PlayedCase::migrated(const Entry& entry, const ProfileBundle& own) {
    const auto data = was_.by_name(*old_);
    migrated_ = true;
    own_ = &own;
    old_ = &own.workflows.at(record_.workflow);
    names_ = renamed_states(*old_, next_);
    was_ = {};
    for (const auto& [name, value] : data) {
        if (old_->field(name)) was_.set(*old_, name, value);
    }
    take_record(entry);
}

void PlayedCase::moved(const Entry& entry, const StepEvent& row, const Surroundings& around) {
    if (unrepeatable_) return take_record(entry);
    come_due(entry.t, around);
    Recorded recorded{entry.body.at("event"), texts(entry.body, "to"), &entry, row, false, 0};
    recorded.step.name = recorded.event;
    if (is_look_again(recorded.event)) recorded.step = look_again(recorded.event);
    recorded.step.form = submitted_.form, recorded.step.answers = submitted_.answers;
    recorded.with_reason =
        std::any_of(entry.enc.begin(), entry.enc.end(), [](const Encrypted& one) { return one.path == "reason"; });
    recorded.files = attaching_ == entry.cmd ? files_ : 0;
    const auto from = ids();
    const bool by_clock = !passing_.empty() && passing_ == entry.cmd;
    passing_ = {}, submitted_ = {};
    if (by_clock) {
        take_record(entry);
        return compare(recorded.event, from, entry.date);
    }
    if (auto planned = day(entry.body, "planned_on")) record_.planned_on = planned;
    if (auto due = day(entry.body, "due_on")) record_.due_on = due;
    auto own = step_of_parent(*old_, was_, recorded.step, facts(around, entry.date));
    if (!own || state_ids(own->configuration, *old_) != recorded.to) {
        unrepeatable_ = true;
        return take_record(entry);
    }
    CaseState after = was_;
    apply(*own, after);
    const Transition* own_step = human_step(*old_, *own, recorded.event);
    if (own_step && ledger_.counts(entry.date)) ledger_.took(decided(entry), entry.date, true, false);
    give(entry.body.value("data", Json::object()), after);
    play_recorded(recorded, around);
    if (own_step) did_[recorded.event].insert({entry.actor, entry.on_behalf});
    agreed_.erase(recorded.event);
    take_record(entry);
    compare(recorded.event, from, entry.date);
}

// A state that has another name under the changed rules is the same state.
std::vector<std::string> PlayedCase::now_called(std::vector<std::string> ids) const {
    for (std::string& id : ids) {
        if (auto renamed = names_.find(id); renamed != names_.end()) id = renamed->second;
    }
    return ids;
}

void PlayedCase::compare(const std::string& event, const std::vector<std::string>& from, Date on) {
    const auto recorded = state_ids(was_.configuration, *old_), instead = ids();
    const std::string fired = std::exchange(last_fired_, {});
    if (now_called(recorded) == instead || !ledger_.counts(on)) return;
    differs_ = true;
    if (different_at_ >= 0) return;
    auto& all = ledger_.report().different;
    different_at_ = static_cast<int>(all.size());
    all.push_back({record_.id,
                   record_.workflow,
                   record_.unit,
                   on,
                   fired.empty() ? event : fired,
                   from,
                   recorded,
                   instead,
                   {},
                   {}});
}

void PlayedCase::end(Instant until, const Surroundings& around) {
    if (!unrepeatable_ && !would_ended_) {
        const auto from = ids();
        come_due(until, around);
        if (!was_ended_ && is_open(*old_, was_)) compare("", from, date_in_vietnam({until.ms - 1}));
    }
    if (different_at_ < 0) return;
    ReplayDifference& told = ledger_.report().different[static_cast<std::size_t>(different_at_)];
    told.recorded_end = state_ids(was_.configuration, *old_);
    told.instead_end = ids();
}

}  // namespace giamsat::replay
