// SPDX-License-Identifier: Apache-2.0
// A profile is everything about the work that is data: levels, bodies, associations, roles, plan types, codes, calendar.
// Nothing in C++ knows the word "district". Read from profile.yaml, calendar.yaml, findings.yaml.
#pragma once

#include "base/core/result.hpp"
#include "model/profile/audit_rules.hpp"
#include "model/profile/calendar.hpp"
#include "model/profile/privacy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giamsat {

struct Level {
    std::string id;
    LocalText title;         // "xã"
    LocalText plural;        // for tables: "lượt xã"
    std::string parent;      // level id, "" for the top
    bool personal = false;   // name and code are personal data (borrowers)
    bool inspected = false;  // visits may be made to units of this level: has a visit workflow
    bool supervised = false;
    bool associated = false;  // each unit belongs to one association
    std::string place;        // level id of the place such a unit lies in (a group: hamlet), "" if none
    std::string workflow;     // visit workflow
    int members_min = 0;      // allowed number of child units of an inspected level; 0 = not limited
    int members_max = 0;
};

struct Association {
    std::string code;  // "11" … "14"
    LocalText title;
    LocalText short_title;
};

struct Body {
    std::string id;  // "board", "bank", "association-11", "association-11-commune"
    LocalText title;
    std::string level;                 // where it sits
    std::string association;           // code or ""
    std::string head;                  // role that heads it
    std::string secretary;             // role that keeps its papers
    std::vector<std::string> members;  // roles that may be in its teams (head and secretary included by themselves)
    std::string group;                 // reports' split: "board" | "bank" | "association"
};

struct Role {
    std::string id;
    LocalText title;
    std::string scope;  // level id of the unit a grant is for
};

struct PlanType {
    std::string id;  // board | bank | association
    LocalText title;
    std::string document;              // "CTr-BĐD": suffix of the number
    std::vector<std::string> issuers;  // body ids
    int issued_by_month = 2;           // last month of issue
};

struct CodeName {
    std::string code;
    LocalText title;
};

struct Severity {
    std::string id;  // low | medium | high | fraud
    LocalText title;
    int deadline_days = 30;
};

struct FindingCode {
    std::string code;
    LocalText title;
    std::string severity;
    std::vector<std::string> levels;  // where it can be found; empty = everywhere
};

struct SourceNote {
    std::string field;   // "levels.district", "holidays.2024-04-30"
    std::string source;  // "domain.md 4.1 [C*]" or "assumed"
};

struct Profile {
    std::string id;
    LocalText title;
    LocalText place;                 // "huyện Đông Sơn, tỉnh Thanh Hóa"
    std::vector<std::string> legal;  // texts the whole profile rests on
    std::vector<Level> levels;
    std::vector<Association> associations;
    std::vector<Body> bodies;
    std::vector<Role> roles;
    std::vector<PlanType> plan_types;
    std::vector<CodeName> programmes;
    std::vector<CodeName> capital_sources;
    std::vector<CodeName> variants;  // scheduled, surprise, thematic
    std::vector<CodeName> modes;     // inspection, supervision
    std::vector<CodeName> addressees;
    std::vector<Severity> severities;
    std::vector<FindingCode> findings;
    std::string plan_workflow;
    std::string finding_workflow;
    std::string supervision_workflow;
    AuditRules audit;
    Calendar calendar;
    Privacy privacy;
    std::vector<SourceNote> sources;  // of every entry that names one, in the order of the files

    const Level* level(std::string_view id) const;
    const Body* body(std::string_view id) const;
    const Role* role(std::string_view id) const;
    const PlanType* plan_type(std::string_view id) const;
    const Association* association(std::string_view code) const;
    const FindingCode* finding(std::string_view code) const;
    const Severity* severity(std::string_view id) const;

    bool is_below(std::string_view level, std::string_view above) const;  // at any depth; a level is not below itself
};

}  // namespace giamsat
