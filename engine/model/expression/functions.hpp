// SPDX-License-Identifier: Apache-2.0
// Inner header of model/expression: the functions of the language, how they are checked and what they become.
#pragma once

#include "base/xml/xpath.hpp"
#include "model/expression/tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace giamsat::expression {

inline constexpr int many = 1000;

struct Function {
    const char* name;
    const char* xpath;  // what it is called in the XPath given to libxml2
    int least;          // values it takes
    int most;
    std::vector<Kind> takes;  // the last one holds for all further values
    Kind gives;
    bool shares = false;  // gives what its values are, which must be of one kind

    Kind argument(std::size_t index) const {
        return takes.empty() ? Kind::any : takes[std::min(index, takes.size() - 1)];
    }
};

const Function* find_function(std::string_view name);
const std::vector<std::string>& function_names();

// Those of our functions that depend on their values alone. Nothing given back = refused; `why` then says why.
std::vector<std::pair<std::string, XPathFunction>> plain_functions(LocalText& why);

}  // namespace giamsat::expression
