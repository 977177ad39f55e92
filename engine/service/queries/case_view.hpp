// SPDX-License-Identifier: Apache-2.0
// All there is to tell about one case: where it is, how it came there, what can be done next, and what hangs on it.
#pragma once

#include "service/queries/case_options.hpp"
#include "service/queries/lateness.hpp"
#include "service/queries/names.hpp"

namespace giamsat {

struct StateView {
    std::string id;
    LocalText title;
    Date since;
};

struct StepView {
    CaseStep step;
    LocalText title;
    std::string form;                   // id of the form handed in with it, or ""
    std::optional<std::string> reason;  // in clear; nothing when none was given, or its key is gone
    bool reason_closed = false;
    std::optional<Lateness> lateness;  // of a step somebody took
};

// A sealed text as people read it.
struct OpenedText {
    std::optional<std::string> text;  // nothing when there is none, or it does not open
    LocalText instead;                // what is said where it does not open

    std::string shown(Lang lang) const { return text ? *text : instead.in(lang); }
};

struct RecommendationView : OpenedText {
    RecommendationRecord record;
};

struct FindingText : OpenedText {
    FindingRecord record;
};

struct AttachmentView {
    AttachmentRecord record;
    std::optional<std::string> name;  // nothing when its key is gone
};

struct CaseView {
    CaseRecord record;
    LocalText title;  // of its workflow
    std::optional<Plan> plan;
    std::optional<Team> team;
    std::optional<FindingText> finding;  // when the case is one
    std::vector<StateView> states;
    std::vector<StepView> steps;
    std::vector<FormRecord> forms;
    std::vector<AttachmentView> attachments;  // as they came
    std::vector<StepOption> options;
    std::vector<DueTimer> timers;
    std::vector<CaseRecord> children;  // by planned day
    std::vector<FindingText> findings;
    std::vector<RecommendationView> recommendations;
};

CaseView case_view(const CaseRecord& record, const ProfileBundle& bundle, Readers& read, Names& names, Date today);

FindingText finding_text(const FindingRecord& finding, Readers& read, Names& names);
std::vector<RecommendationView> recommendations_of(const CaseId& source_or_finding, Readers& read, Names& names);

}  // namespace giamsat
