// SPDX-License-Identifier: Apache-2.0
// Inner header of service/queries: one case played twice, as it was and under the changed rules.
#pragma once

#include "service/commands/case_engine.hpp"
#include "service/queries/replay.hpp"
#include "service/queries/replay_around.hpp"

#include <set>

namespace giamsat::replay {

struct Timer {
    std::string event;
    Instant due;
    bool drop_late = false;
};

struct Recorded {  // an entry case.moved/1, with what came before it
    std::string event;
    std::vector<std::string> to;
    const Entry* entry = nullptr;
    StepEvent step;
    bool with_reason = false;
    int files = 0;  // attached
};

// What the whole year gathers from its cases.
class Ledger {
public:
    virtual ~Ledger() = default;
    virtual bool counts(Date on) const = 0;  // of the year
    virtual void took(const PersonId& person, Date on, bool was, bool would) = 0;
    virtual PersonId least_busy(const std::vector<PersonId>& persons, Date on) const = 0;
    virtual void late(const std::string& workflow, const std::string& state, const CaseId& id, Date on, bool was) = 0;
    virtual Instant found_at(Instant due) const = 0;  // when the office first did something after that
    virtual ReplayReport& report() = 0;
};

class PlayedCase {
public:
    PlayedCase(const Entry& opened, const ProfileBundle& own, const ProfileBundle& changed, Readers& read,
               Ledger& ledger);

    void start(const Entry& opened, const Surroundings& around);
    void assigned(const TeamId& team) { record_.team = team; }
    void migrated(const Entry& entry, const ProfileBundle& own);
    void suspended(const Entry& entry, const Surroundings& around);
    void resumed(const Entry& entry, const Surroundings& around);
    void agreed(const Entry& entry);
    void attached(const Entry& entry);
    void form(const Entry& submitted);
    void passed(const Entry& timer, const Surroundings& around);
    void moved(const Entry& entry, const StepEvent& row, const Surroundings& around);
    void end(Instant until, const Surroundings& around);  // what is due till then comes due

    const CaseRecord& record() const { return record_; }
    const Definition& own_definition() const { return *old_; }
    const Json& last_answers() const { return last_answers_; }
    Json recorded_data() const { return was_.by_name(*old_); }  // as it was
    bool in_year() const { return in_year_; }
    bool differs() const { return differs_; }
    bool unrepeatable() const { return unrepeatable_; }
    bool was_migrated() const { return migrated_; }

private:
    StepFacts facts(const Surroundings& around, Date today) const;
    std::vector<std::string> ids() const { return state_ids(would_.configuration, next_); }
    void take_record(const Entry& entry);                     // what was
    void give(const Json& recorded, const CaseState& after);  // data that came with the step
    void set_timer(const std::string& id, const TimerChange& timer, Instant due, Instant now);
    void carry_timers(const Decision& decision, Date today, Instant now);
    bool play(const StepEvent& event, const Surroundings& around, Date today, Instant now, Decision& decision);
    void come_due(Instant until, const Surroundings& around);
    void play_recorded(const Recorded& recorded, const Surroundings& around);
    std::vector<std::string> way_to(const Recorded& recorded, const Surroundings& around) const;
    void add_extra(const std::string& event, const std::string& before, const PersonId& by, Date on);
    void complete_agreement(const Transition& taken, const Recorded& recorded, const PersonId& person);
    bool ask_for_extra(const Recorded& recorded, const Surroundings& around);
    void refuse(const Recorded& recorded, const std::vector<std::string>& from, Problem why);
    std::optional<Problem> rule_broken(const Transition& step, const Recorded& recorded, const Profile& profile,
                                       const PersonId& person) const;
    const Transition* human_step(const Definition& definition, const Decision& decision,
                                 const std::string& event) const;
    std::vector<PersonId> eligible(const Transition& step, Date on) const;
    std::vector<std::string> now_called(std::vector<std::string> ids) const;
    void compare(const std::string& event, const std::vector<std::string>& from, Date on);

    const ProfileBundle& changed_;
    const ProfileBundle* own_;  // its version, which a migration changes
    const Definition* old_;
    const Definition& next_;
    Readers& read_;
    Ledger& ledger_;
    std::map<std::string, std::string> names_;  // of states, in its version -> under the changed rules
    CaseRecord record_;
    CaseState was_;
    CaseState would_;
    bool suspended_ = false;
    Instant resumed_;  // the last time
    bool was_ended_ = false;
    bool would_ended_ = false;
    std::map<std::string, Timer> timers_;
    std::map<std::string, Instant> due_was_;            // of the recorded timers, those that are gone too
    std::map<std::string, std::set<std::string>> did_;  // event -> who
    std::set<std::string> late_was_, late_would_;       // states, once each
    std::string last_fired_;
    StepEvent submitted_;
    Json last_answers_;
    CommandId passing_;
    int refused_at_ = -1;  // of the report: the first step refused
    bool in_year_ = false;
    bool differs_ = false;
    int different_at_ = -1;  // of the report: where it first went another way
    bool migrated_ = false;
    std::map<std::string, std::vector<PersonId>> agreed_;  // event -> who did it before the last of them
    CommandId attaching_;
    int files_ = 0;
    bool unrepeatable_ = false;
};

PersonId decided(const Entry& entry);  // whose decision it was

}  // namespace giamsat::replay
