// SPDX-License-Identifier: Apache-2.0
// Forms as files people fill in: YAML with every question's words beside it, or JSON. Keys that begin with "_" are remarks.
#pragma once

#include "base/json/json.hpp"
#include "model/forms/form.hpp"

#include <filesystem>

namespace giamsat::cli {

// The answers in a .json, .yaml or .yml file. file_unreadable, file_too_large, invalid_value, yaml_…
Result<Json> read_answers(const std::filesystem::path& file);

// Rows to begin with, by the name of their repeat; "_" of a row is the remark beside it.
using FirstRows = std::map<std::string, Json>;

std::string yaml_form(const Form& form, const FirstRows& rows, Lang lang);
Json json_form(const Form& form, const FirstRows& rows);  // every question that can be answered, null

}  // namespace giamsat::cli
