// SPDX-License-Identifier: Apache-2.0
// An office made by the real program from the profile's example, in a folder of its own; and what the program says, made
// comparable.
#pragma once

#include "support/running.hpp"

#include "base/json/json.hpp"

namespace giamsat::test {

class SmallOffice {
public:
    enum class Start { founded, registered };
    explicit SmallOffice(Start start = Start::registered);

    // `giamsat --office … --on 04/03/2024 --as CB02` with these words; a later --on or --as of theirs wins.
    Finished run(std::vector<std::string> words) const;
    Finished must(const std::vector<std::string>& words) const;  // throws with what was said unless it ends with 0
    Json json(const std::vector<std::string>& words) const;      // must(--json …), parsed
    const std::filesystem::path& path() const { return office_; }
    const std::filesystem::path& folder() const {
        return folder_.path();
    }  // for files of the test; the office is in it

    // Everything that must stay as it is when a command is refused: hashes of every file but the lock and
    // SQLite's empty ones.
    std::string fingerprint() const;

private:
    TemporaryFolder folder_;
    std::filesystem::path office_;
    std::string as_;
};

std::filesystem::path example_file(const std::string& name);  // of the shipped profile
void write_text(const std::filesystem::path& path, const std::string& bytes);

// Ids, hashes, instants, the folders and the user give way to words, so that two runs say the same.
std::string comparable(std::string text);

// Every command with its subcommands, "unit", "unit add" …, as the program itself tells them.
std::vector<std::string> all_commands();

}  // namespace giamsat::test
