// SPDX-License-Identifier: Apache-2.0
// What the command-line library says by itself (help, mistakes on the command line), in both languages, as the texts of the
// options are: the language is an option, too, and may be what is wrong.
#pragma once

namespace CLI {
class App;
}

namespace giamsat::cli {

void speak_both_languages(CLI::App& app);           // before anything is added to it
void name_groups_in_both_languages(CLI::App& app);  // when all is

}  // namespace giamsat::cli
