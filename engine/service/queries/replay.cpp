// SPDX-License-Identifier: Apache-2.0
// One walk through the journal. Cases are played in the order things happened, so that each sees of the others what it saw.
#include "service/queries/replay.hpp"

#include "service/queries/replay_case.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <unordered_map>

namespace giamsat {
namespace {

using replay::PlayedCase;
using replay::Surroundings;

constexpr std::uint64_t entries_between_news = 500;
constexpr std::size_t common_share = 90;  // percent of person-months that count as common

class Year final : public replay::Ledger {
public:
    Year(const ProfileBundle& changed, const ProfileBundle& newest, Readers& read, const ReplayOptions& options)
        : changed_(changed), newest_(newest), read_(read), options_(options) {
        report_.year = options.year;
    }

    Result<ReplayReport> play() {
        Done walked;
        const std::uint64_t total = entries_until_year_is_over();
        read_.journal.each(0, [&](std::uint64_t seq, const std::string& bytes, const Hash&) {
            if (seq >= total) return false;
            auto entry = decode_entry(bytes);
            if (!entry) walked = std::move(entry.error());
            if (walked && seq % entries_between_news == 0 && options_.progress && !options_.progress(seq, total))
                walked = Problem(ProblemCode::interrupted);
            if (!walked) return false;
            last_ = std::max(last_, entry->t);
            ++report_.entries;
            if (times_.empty() || times_.back() < entry->t) times_.push_back(entry->t);
            take(*entry);
            return true;
        });
        if (!walked) return std::move(walked.error());
        finish();
        return std::move(report_);
    }

    bool counts(Date on) const override { return on.year() == options_.year; }
    void took(const PersonId& person, Date on, bool was, bool would) override {
        if (person.empty()) return;
        auto& load = loads_[{person.value, static_cast<int>(on.month())}];
        load.first += was ? 1 : 0;
        load.second += would ? 1 : 0;
    }
    PersonId least_busy(const std::vector<PersonId>& persons, Date on) const override {
        PersonId best;
        int least = std::numeric_limits<int>::max();
        for (const PersonId& person : persons) {
            auto load = loads_.find({person.value, static_cast<int>(on.month())});
            const int steps = load == loads_.end() ? 0 : load->second.second;
            if (steps < least) best = person, least = steps;
        }
        return best;
    }
    void late(const std::string& workflow, const std::string& state, const CaseId& id, Date on, bool was) override {
        if (!counts(on)) return;
        LateCount& count = late_.try_emplace({workflow, state}, LateCount{workflow, state, 0, 0}).first->second;
        ++(was ? count.was : count.would);
        (was ? late_was_ : late_would_).insert(id.value);
    }
    Instant found_at(Instant due) const override {
        const auto found = std::lower_bound(times_.begin(), times_.end(), due);
        return found == times_.end() ? due : *found;
    }
    ReplayReport& report() override { return report_; }

private:
    // Through the last entry of the year. What is typed in late has later days before it, of timers that came due at once.
    std::uint64_t entries_until_year_is_over() {
        std::uint64_t count = 0;
        read_.journal.each(0, [&](std::uint64_t seq, const std::string& bytes, const Hash&) {
            const auto entry = decode_entry(bytes);
            if (!entry || entry->date.year() <= options_.year) count = seq + 1;
            return entry.has_value();
        });
        return count;
    }

    void take(const Entry& entry) {
        if (entry.case_id.empty()) return;
        around_[entry.case_id.value].before(entry);
        if (entry.kind == "case.opened/1") return open(entry);
        if (entry.kind == "finding.recorded/1") return found(entry);
        const auto at = cases_.find(entry.case_id);
        PlayedCase* played = at == cases_.end() ? nullptr : at->second.get();
        if (entry.kind == "case.moved/1") {
            if (played) played->moved(entry, row_for(entry, *played), around_[entry.case_id.value]);
            return ended(entry);
        }
        if (!played) return;
        if (entry.kind == "case.migrated/1") played->migrated(entry, version_of(played->record().workflow, entry.def));
        if (entry.kind == "case.suspended/1") played->suspended(entry, around_[entry.case_id.value]);
        if (entry.kind == "case.resumed/1") played->resumed(entry, around_[entry.case_id.value]);
        if (entry.kind == "step.agreed/1") played->agreed(entry);
        if (entry.kind.starts_with("attachment.added/")) played->attached(entry);
        if (entry.kind == "form.submitted/1") played->form(entry);
        if (entry.kind == "timer.passed/1") played->passed(entry, around_[entry.case_id.value]);
        if (entry.kind == "visit.assigned/1") played->assigned(TeamId{entry.body.at("team")});
    }

    void open(const Entry& entry) {
        const std::string workflow = entry.body.at("workflow");
        const std::string parent = entry.body.value("parent", "");
        parents_[entry.case_id.value] = {parent, entry.body.at("kind") == "finding"};
        if (!parent.empty() && !parents_[entry.case_id.value].second) around_[parent].opened();
        if (!changed_.workflows.contains(workflow)) {
            report_.gone += counts(entry.date) ? 1 : 0;
        } else {
            auto played = std::make_unique<PlayedCase>(entry, version_of(workflow, entry.def), changed_, read_, *this);
            played->start(entry, around_[entry.case_id.value]);
            order_.push_back(played.get());
            cases_[entry.case_id] = std::move(played);
        }
        ended(entry);
    }

    const ProfileBundle& version_of(const std::string& workflow, const std::string& hash) const {
        CaseRecord version;
        version.workflow = workflow, version.def = hash;
        return bundle_of(version, newest_);
    }

    void found(const Entry& entry) {
        const std::string visit = entry.body.at("visit");
        visits_[entry.case_id.value] = visit;
        ++around_[visit].findings_open;
    }

    // What others may ask about a case that has ended.
    void ended(const Entry& entry) {
        const std::string life = entry.body.value("life", "idle");
        if (life == "idle" || life == "suspended") return;
        const auto& [parent, is_finding] = parents_[entry.case_id.value];
        if (auto visit = visits_.find(entry.case_id.value); visit != visits_.end())
            --around_[visit->second].findings_open;
        if (parent.empty()) return;
        if (entry.body.value("event", "") == "case.cancelled") return around_[parent].taken_back(is_finding ? 0 : 1);
        replay::ChildEnd end{entry.case_id, entry.cmd, {}, Json::object()};
        if (!is_finding) end.counts = {0, 1, life == "completed" ? 1 : 0};
        if (auto played = cases_.find(entry.case_id); played != cases_.end()) {
            end.data = played->second->recorded_data();
            end.data["workflow"] = played->second->record().workflow;
            end.data["unit"] = played->second->record().unit.value;
        }
        end.data["outcome"] = entry.body.value("outcome", "");
        around_[parent].ended(std::move(end));
    }

    // The data an event carried: the child's end, or the row of the parent's sheet that is about this case's unit.
    StepEvent row_for(const Entry& entry, const PlayedCase& played) {
        StepEvent event;
        const std::string name = entry.body.at("event");
        if (name == "child.done") event.data = around_[entry.case_id.value].last_child;
        const auto parent = cases_.find(played.record().parent);
        if (parent == cases_.end() || !parent->second->last_answers().is_object()) return event;
        const Json& answers = parent->second->last_answers();
        for (const Transition& transition : parent->second->own_definition().transitions) {
            for (const Action& action : transition.actions) {
                const auto* rows = std::get_if<DistributeAction>(&action);
                if (!rows || rows->event != name || !answers.contains(rows->rows)) continue;
                for (const Json& row : answers.at(rows->rows)) {
                    if (row.value(rows->key, "") == played.record().unit.value) event.data = row;
                }
            }
        }
        return event;
    }

    void finish() {
        const Instant year_end = start_of_day_in_vietnam(Date::of(options_.year + 1, 1, 1));
        const Instant until = std::min(last_, year_end);
        for (PlayedCase* played : order_) {
            Surroundings& around = around_[played->record().id.value];
            around.hear_all();
            played->end(until, around);
            if (!played->in_year()) continue;
            ++report_.cases;
            report_.migrated += played->was_migrated() ? 1 : 0;
            report_.unrepeatable += played->unrepeatable() ? 1 : 0;
            report_.same += !played->unrepeatable() && !played->differs() ? 1 : 0;
        }
        for (const auto& pair : late_) report_.late.push_back(pair.second);
        for (const std::string& id : late_would_) {
            if (!late_was_.contains(id)) report_.newly_late.push_back(CaseId{id});
        }
        weigh_loads();
    }

    void weigh_loads() {
        std::vector<int> months;
        std::map<std::string, int> busiest;
        for (const auto& [at, load] : loads_) {
            if (load.first > 0) months.push_back(load.first);
            busiest[at.first] = std::max(busiest[at.first], load.first);
        }
        std::sort(months.begin(), months.end());
        const int common = months.empty() ? 0 : months[(months.size() - 1) * common_share / 100];
        for (const auto& [at, load] : loads_) {
            const int limit = std::max(busiest[at.first], common);
            if (load.second > limit)
                report_.overloaded.push_back({PersonId{at.first}, at.second, load.first, load.second, limit});
        }
    }

    const ProfileBundle& changed_;
    const ProfileBundle& newest_;
    Readers& read_;
    const ReplayOptions& options_;
    ReplayReport report_;
    Instant last_;
    std::vector<Instant> times_;  // at which something was recorded
    std::unordered_map<CaseId, std::unique_ptr<PlayedCase>> cases_;
    std::vector<PlayedCase*> order_;
    std::unordered_map<std::string, Surroundings> around_;
    std::unordered_map<std::string, std::pair<std::string, bool>> parents_;  // (parent, whether it is a finding)
    std::unordered_map<std::string, std::string> visits_;                    // finding -> visit
    std::map<std::pair<std::string, int>, std::pair<int, int>> loads_;       // (person, month) -> (was, would)
    std::map<std::pair<std::string, std::string>, LateCount> late_;
    std::set<std::string> late_was_, late_would_;
};

}  // namespace

Result<ReplayReport> replay_year(const ProfileBundle& changed, const ProfileBundle& newest, Readers& read,
                                 const ReplayOptions& options) {
    return Year(changed, newest, read, options).play();
}

}  // namespace giamsat
