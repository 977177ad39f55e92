// SPDX-License-Identifier: Apache-2.0
// Read models of cases, as the ports hand them out.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"
#include "base/json/json.hpp"
#include "kernel/journal/entry.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace giamsat {

struct CaseRecord {
    CaseId id;
    std::string workflow;
    std::string def;   // manifest hash it runs on
    std::string kind;  // plan | visit | finding | session | supervision
    UnitId unit;
    std::string level;
    CaseId parent;
    CaseId plan;
    PlanLineId line;
    std::string body;
    UnitId body_unit;  // where the body sits (a commune association: its commune)
    std::string variant;
    std::string mode;
    std::string plan_type;
    int year = 0;
    int sample = 0;
    TeamId team;
    std::vector<std::string> config;  // active state ids
    std::string life;                 // life_name()
    std::string outcome;
    Date opened_on;
    std::optional<Date> planned_on;
    std::optional<Date> due_on;
    std::optional<Date> ended_on;
    std::int64_t steps = 0;
    std::map<std::string, Json> data;  // filled by find(), not by lists
    std::map<std::string, std::vector<std::string>> history;

    bool has_ended() const { return has_ended(life); }
    static bool has_ended(const std::string& life) { return life == "completed" || life == "cancelled"; }
};

struct CaseStep {
    std::int64_t seq = 0;  // case_seq of the entry
    std::string event;
    std::vector<std::string> from;
    std::vector<std::string> to;
    std::string actor;
    std::string on_behalf;
    std::string act;
    std::string via;
    Instant t;
    Date date;
    std::vector<Encrypted> personal;  // the reason given
    CommandId cmd;                    // with i: the associated data of `personal`
    int i = 0;
};

struct ChildCounts {
    int total = 0;
    int open = 0;
    int done = 0;
};

struct DueTimer {
    CaseId case_id;
    std::string id;
    std::string event;
    Instant due;
    bool drop_late = false;
};

// A file that came with a step, sealed: `seal` with the blob's bytes is what the vault opens, at the place (cmd, i).
struct AttachmentRecord {
    std::string id;
    CaseId case_id;
    std::string event;
    std::int64_t seq = 0;  // case_seq of the entry
    std::int64_t bytes = 0;
    std::string blob;  // hash
    Encrypted seal;    // without its bytes
    Date on;
    std::string actor;
    std::vector<Encrypted> personal;  // its name
    CommandId cmd;
    int i = 0;
};

// One of several people has done a step that all of them have to do.
struct AgreementRecord {
    std::string event;
    PersonId person;
    Date on;
};

struct CallRecord {
    std::string id;
    CaseId case_id;
    std::string plugin;
    std::string action;
    Json request;
    Date on;
};

struct FormRecord {
    CaseId case_id;
    std::int64_t seq = 0;
    std::string form;
    Date on;
    Json answers;
    std::vector<Encrypted> personal;
    CommandId cmd;  // with i: the associated data of `personal`
    int i = 0;
};

struct FindingRecord {
    CaseId id;  // the finding's own case
    CaseId visit;
    UnitId unit;
    std::string level;
    std::string code;
    std::string severity;
    std::int64_t amount = 0;  // đồng
    std::string body_group;
    std::string association;
    std::string fingerprint;
    Date found_on;
    Date due_on;
    // from its case:
    std::vector<std::string> config;
    std::string life;
    std::string outcome;
    std::optional<Date> ended_on;
    int reopened = 0;
};

struct RecommendationRecord {
    std::string id;
    CaseId source;   // visit, session or finding it came from
    CaseId finding;  // its finding's case, or empty
    UnitId unit;
    std::string addressee;
    Date made_on;
    Date due_on;
    std::string outcome;  // "" = open
    std::optional<Date> settled_on;
};

// A version of a workflow: what its files were when it was published.
struct DefinitionRecord {
    std::string workflow;
    std::string hash;  // of its manifest
    std::string kind;
    std::string level;
    int version = 0;  // the number its file gives it, for people
    Date published;
    std::string stage;    // stage_name(): published | retired
    std::string edition;  // of the profile it came with last: the id of the command that published that
};

// What was tried with a notice or a call: "delivered", "failed: why", or "revived" by somebody who wants it tried again.
struct AttemptRecord {
    Instant t;
    std::string outcome;
};

// A step that somebody has claimed, or started; what is only offered has no record.
struct WorkRecord {
    CaseId case_id;
    std::string event;
    PersonId person;
    std::string stage;  // stage_name(): claimed | started
    Date since;
};

struct RunningCount {
    std::string workflow;
    std::string hash;
    int cases = 0;
};

struct NoticeRecord {
    std::string id;
    PersonId to;
    std::string template_id;
    CaseId about;
    Date on;
    std::optional<Date> due_on;
};

}  // namespace giamsat
