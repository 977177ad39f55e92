// SPDX-License-Identifier: Apache-2.0
// How the people of the demo fill in forms: every question of the form by its name and type, from the unit visited where the
// unit knows, from the settings where it does not.
#pragma once

#include "app/demo/cast.hpp"
#include "model/forms/form.hpp"

namespace giamsat::demo {

struct Visited {
    UnitId unit;
    std::string key;  // of the unit, for choices
    std::string level;
    int year = 0;
    Date on;
};

class Answers {
public:
    Answers(const DemoFiles& files, const Choices& choices, const Cast& cast)
        : files_(files), choices_(choices), cast_(cast) {}

    // The minutes or note of a visit, with what it found.
    Json record(const Form& form, const Visited& visited) const;
    // The loan-use sheet: one row for each sampled borrower.
    Json sheet(const Visited& visited, const std::vector<UnitId>& sampled) const;
    Json borrower_record(const Visited& visited) const;
    Json response(const Visited& visited, const std::string& finding) const;
    Json rectification(const Visited& visited, const std::string& finding) const;
    Json verification(const Visited& visited, const std::string& finding) const;
    Json session(const YamlNode& session, const std::string& key, Date on) const;
    std::string say(Settings::Path path, const std::string& key, int year) const;

private:
    struct Figures {  // money of the unit's borrowers
        std::int64_t members = 0, outstanding = 0, overdue = 0, interest_debt = 0, deposits = 0;
    };
    Figures figures(const Visited& visited) const;
    std::optional<Json> answer(const Question& question, const Visited& visited, const Figures& figures) const;
    std::optional<Json> answer_whole(const Question& question, const Visited& visited, const Figures& figures) const;
    std::optional<Json> answer_text(const Question& question, const Visited& visited) const;
    std::optional<Json> answer_choice(const Question& question, const Visited& visited) const;
    std::optional<Json> answer_share(const Question& question, const Visited& visited) const;
    bool answer_yes(const Question& question, const Visited& visited) const;
    Json findings(const Visited& visited) const;
    Json finding_row(const std::string& code, const Visited& visited, const std::string& purpose) const;
    Json row(const UnitId& borrower, const Visited& visited) const;
    std::int64_t wrong_amount(const BorrowerSpec& borrower, int year) const;
    std::string choose(Settings::Path list, const std::string& key, int year, const std::string& purpose) const;

    const DemoFiles& files_;
    const Choices& choices_;
    const Cast& cast_;
};

}  // namespace giamsat::demo
