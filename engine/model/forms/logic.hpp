// SPDX-License-Identifier: Apache-2.0
// Inner header of model/forms: the expressions of a form, compiled once all questions are known.
#pragma once

#include "base/yaml/yaml.hpp"
#include "model/forms/form.hpp"

#include <string>
#include <vector>

namespace giamsat::forms {

// The expressions of one question as written. One for each question, a repeat before its rows.
struct Logic {
    std::string relevant;
    std::string constraint;
    std::string calculation;
    Where relevant_at;
    Where constraint_at;
    Where calculation_at;
};

Logic read_logic(YamlReader& from, Question& question);  // and its constraint_message
void compile_logic(Form& form, const std::vector<Logic>& all, std::vector<Problem>& problems);

// `.`, the question itself, written out as ${name}.
std::string with_own_name(const std::string& source, const std::string& name);

Problem mistake(const LocalText& what, const LocalText& advice, const Where& where);
Problem unknown(const LocalText& what, const std::string& word, const std::vector<std::string>& known,
                const Where& where);

}  // namespace giamsat::forms
