// SPDX-License-Identifier: Apache-2.0
// A form as XLSForm in YAML: questions, groups of rows (repeats), choices, constraints, relevance; and the checking of
// a submission. Source of each official form (16/TD, 06/TD, 03/BB-CX, …) stands in the form's own file.
#pragma once

#include "model/expression/expression.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace giamsat {

struct Choice {
    std::string name;
    LocalText label;
};

struct Question {
    std::string name;
    LocalText label;
    FieldType type = FieldType::text;
    bool repeat = false;  // then `rows` holds the questions of one row
    bool required = false;
    bool personal = false;  // text stored only encrypted, never usable in guards
    std::string list;       // of choices, for type choice
    std::optional<Expression> relevant;
    std::optional<Expression> constraint;  // `.` is written as ${name} of the question itself by the loader
    LocalText constraint_message;
    std::optional<Expression> calculation;  // computed, never handed in
    std::vector<Question> rows;
    Where where;
};

struct Form {
    std::string id;      // "group-record"
    std::string number;  // "16/TD"
    LocalText title;
    std::string legal;
    std::map<std::string, std::vector<Choice>> choices;
    std::map<std::string, Where> unused_choices;  // lists no question offers
    std::vector<Question> questions;

    const Question* question(std::string_view name) const;
};

// A checked submission: `answers` holds what may stand in clear, `personal` the texts to be sealed, by path
// ("rows[2].borrower_name", counted from 0). Absent answers, personal ones included, have no key in `answers`; a
// relevant repeat always has its list. Dates are ISO text, integers and money JSON integers, decimals text ("98.26").
struct Submission {
    Json answers;
    std::vector<std::pair<std::string, std::string>> personal;
};

inline constexpr std::size_t rows_max = 500;

// Checks every answer against the form. null and "" are no answer. A question whose `relevant` cannot be told because a
// value is absent is not relevant; an answer to an irrelevant question is refused. `required` and `constraint` hold for
// relevant questions, a constraint only when there is an answer. A calculated answer may be handed in when it is the
// computed one. Problems: form_invalid, all of them joined; where.field is the path of the answer.
Result<Submission> check_submission(const Form& form, const Json& answers, Date today);

// Expressions may read every question of the form, `<repeat>.count`, and inside a repeat the row's questions first.
// `relevant` and `calculation` may not read personal questions, nor a calculation that stands at or after them.
// Problems: every mistake of the file, joined.
Result<Form> parse_form(const std::string& file, std::string_view yaml);

}  // namespace giamsat
