// SPDX-License-Identifier: Apache-2.0
// Plays the years of a district through the engine: everything that happens is a command somebody gives on a day, and what
// the outcomes bring (visits opened, findings recorded) is put on the days to come.
#pragma once

#include "app/demo/answers.hpp"
#include "app/demo/stage.hpp"
#include "model/workflow/bundle.hpp"

namespace giamsat::demo {

// A case the demo follows.
struct Followed {
    CaseId id;
    std::string workflow;
    std::string level;
    UnitId unit;
    CaseId parent;
    CaseId plan;
    PlanLineId line;
    std::string body;
    UnitId body_unit;
    std::string variant;
    int year = 0;
    Date planned;
    std::string key;              // of its unit and body, for choices
    std::vector<UnitId> sampled;  // borrowers its start opened checks for
    PersonId head;                // of its team
};

struct PlanInPlay {
    CaseId id;
    std::string body;
    int year = 0;
    Date until;
    std::string number;
    std::map<PlanLineId, std::string> quotas;  // line -> quota it answers
};

class Play {
public:
    Play(Stage& stage, const Cast& cast, const DemoFiles& files, const Choices& choices, const ProfileBundle& bundle)
        : stage_(stage),
          cast_(cast),
          files_(files),
          choices_(choices),
          bundle_(bundle),
          answers_(files, choices, cast) {}

    // Puts a year's beginning on the stage: teams, plans, sessions.
    void open_year(int year);
    std::int64_t turns(const std::string& level) const;  // counted so far, for the progress line

private:
    // plans.cpp
    void form_teams(int year, Date on);
    void form_team(const std::string& body, const UnitId& unit, int year, int number,
                   const std::vector<PersonId>& people, Date on);
    void draft_plans(int year);
    void draft_plan(const std::string& type, const std::string& body, int year, Date on);
    void plan_drafted(const Outcome& outcome, const std::string& body, int year, Date until);
    void submit_plan(CaseId plan, int round);
    void approve_plan(CaseId plan, int round);
    void report_plan(CaseId plan);
    Date last_day(int year) const;
    Date last_visit(int year) const;
    // visits.cpp
    void follow_visit(Followed visit);
    void assign(CaseId id, int round, Date day);
    void accept_or_decline(CaseId id, int round, Date assigned);
    void before_start(CaseId id);
    void postpone(CaseId id, Date to);
    void start(CaseId id);
    void interrupt(CaseId id);
    void do_visit(CaseId id, Date day);
    void sign_and_report(CaseId id, Date day);
    void check_alone(CaseId id);
    void supervise(CaseId id);
    void cancel(CaseId id);
    bool is_reserve(const Followed& visit) const;
    std::string form_of(const Followed& visit) const;
    // follow_up.cpp
    void follow_finding(const RecordedEntry& entry);
    void respond(CaseId finding);
    void extend(CaseId finding);
    void rectify(CaseId finding, Date on, int round);
    void verify(CaseId finding, int round);
    void hand_over(CaseId finding);
    // sessions.cpp
    void plan_sessions(int year);
    void plan_session(const YamlNode& spec, const Place& where, const std::string& body, Date on);
    // play.cpp
    void hear(const Outcome& outcome);
    void counted(const Json& turn);
    void opened(const RecordedEntry& entry);
    void moved(const RecordedEntry& entry);
    void step(Date day, const CaseId& id, const std::string& event, const Requester& by, AdvanceCase command,
              const std::string& round, std::function<void(const Outcome&)> then = {});
    Requester by(const PersonId& person) const { return Requester{.actor = person}; }
    PersonId head_of(const std::string& body, const UnitId& unit) const;
    PersonId secretary_of(const std::string& body, const UnitId& unit) const;
    int wait(Settings::Path path, const std::string& key, int year, const std::string& purpose) const;
    Visited visited(const Followed& visit, Date on) const;
    bool chance(Settings::Path path, const Followed& visit, const std::string& purpose) const;

    struct FindingInPlay {
        CaseId id;
        UnitId unit;
        std::string level, severity, key, body;
        UnitId body_unit;
        Date due;
        int year = 0;
    };
    struct TeamInPlay {
        TeamId id;
        PersonId head;
    };

    Stage& stage_;
    const Cast& cast_;
    const DemoFiles& files_;
    const Choices& choices_;
    const ProfileBundle& bundle_;
    Answers answers_;
    std::map<std::tuple<int, std::string, UnitId>, std::vector<TeamInPlay>> teams_;
    std::unordered_map<CaseId, Followed> visits_;
    std::unordered_map<CaseId, PlanInPlay> plans_;
    std::unordered_map<CaseId, FindingInPlay> findings_;
    std::map<std::string, std::int64_t> turns_;
};

}  // namespace giamsat::demo
