// SPDX-License-Identifier: Apache-2.0
// Reads an expression's tokens before libxml2 sees it: only the part of XPath 1.0 that needs no tree passes, and the
// reasons are given in the words of the people who write expressions.
#pragma once

#include "base/core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace giamsat::xpath {

struct Tokens {
    std::vector<std::string> variables;  // each once, as they first appear
};

// `own` names the functions beside the core ones. Problems: expression_invalid.
Result<Tokens> check(std::string_view source, const std::vector<std::string>& own);

Problem refused(std::string_view source, const LocalText& why);

// Name of a core function that needs no tree, or nullptr after the last.
const char* core_function(std::size_t index);

}  // namespace giamsat::xpath
