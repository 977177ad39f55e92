// SPDX-License-Identifier: Apache-2.0
// `visit list`, `case list`: which cases, and the table of them.
#pragma once

#include "app/cli/names.hpp"

namespace CLI {
class App;
}

namespace giamsat::cli {

struct ListWords {
    std::vector<std::string> kinds;
    std::string kind;
    std::string state;
    std::string level;
    std::string body;
    std::string plan;
    int year = 0;
    bool all = false;
    bool mine = false;
    bool overdue = false;
    std::size_t limit = 50;
};

void add_list_options(CLI::App& command, ListWords& words);
int list(const ListWords& words, const Context& context);

}  // namespace giamsat::cli
