// SPDX-License-Identifier: Apache-2.0
// What deserves a look. A rule accuses nobody: it says what is unusual, and names the entries it rests on. Pure, over what
// service/queries takes from the journal. One file for each rule; known_rules.cpp lists them.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/lang.hpp"
#include "base/core/time.hpp"
#include "model/profile/audit_rules.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace giamsat {

struct AuditStep {  // somebody moved a case
    std::uint64_t seq = 0;
    CaseId case_id;
    std::string event;
    PersonId actor;    // who typed it
    PersonId decider;  // whose decision it is
    Date acted;
    Instant recorded;
    std::vector<std::string> not_by;  // earlier steps that somebody else must have done
    std::vector<std::string> roles;   // that may take this step
    LocalText title = {};             // of the step, for people
};
struct AuditAnswers {  // a form about one borrower, or a row about one on a sheet
    std::uint64_t seq = 0;
    CaseId case_id;
    std::string form;
    std::string answers;  // canonical
    PersonId actor;
    Date on;
    LocalText title = {};    // of the form
    std::string about = {};  // on a sheet: whose row it is
};
struct AuditFile {  // an attachment, told apart by a keyed digest of its bytes
    std::uint64_t seq = 0;
    CaseId case_id;
    std::string digest;
};
struct AuditGrant {
    std::uint64_t seq = 0;
    PersonId person;
    std::string role;
    Instant recorded;
    LocalText title = {};  // of the role
};
struct AuditTurn {
    std::uint64_t seq = 0;
    CaseId case_id;
    PersonId head;  // of the team that went
    Date on;
    bool personal = false;  // of a borrower: many are seen in one place
};

struct AuditMaterial {
    Instant founded;
    std::vector<AuditStep> steps;  // each list in the order of the journal
    std::vector<AuditAnswers> answers;
    std::vector<AuditFile> files;
    std::vector<AuditGrant> grants;
    std::vector<AuditTurn> turns;
};

struct Lead {
    std::string rule;
    int weight = 0;  // the unusual number itself: days, borrowers, turns
    LocalText text;  // "{0}" and "{1}" stand for `people`
    std::vector<PersonId> people;
    std::vector<CaseId> cases;           // in the order of the entries, each once
    std::vector<std::uint64_t> entries;  // ascending
};

struct AuditRule {
    std::string id;
    LocalText title;
    void (*look)(const AuditMaterial&, const AuditRules&, std::vector<Lead>&);
};
const std::vector<AuditRule>& audit_rules();

// What all rules see: rule by rule, the most unusual first.
std::vector<Lead> audit(const AuditMaterial& material, const AuditRules& rules);

// ---- the rules ------------------------------------------------------------------------------------------------------
void same_answers(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads);
void same_files(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads);
void many_turns(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads);
void recorded_late(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads);
void one_hand(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads);
void fresh_roles(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads);

}  // namespace giamsat
