// SPDX-License-Identifier: Apache-2.0
// Inputs for the two verifiers: ours, and tests/verifier/verify.py, which shares nothing with it.
#pragma once

#include "support/running.hpp"

#include <cstdint>

namespace giamsat::test {

struct Trial {
    std::string what;  // in a few words, unique
    bool holds = false;
    std::vector<std::string> arguments;  // of verify.py: proof FILE POLICY [ISSUED], export FOLDER POLICY [OLDER…]
};

// Trials, with their files in a folder of its own that goes with it.
class Trials {
public:
    std::string file(const std::string& bytes);  // its path
    std::filesystem::path fresh_folder();
    void proof(const std::string& what, bool holds, const std::string& proof, const std::string& policy,
               const std::vector<std::string>& issued = {});
    void exported(const std::string& what, bool holds, const std::filesystem::path& folder, const std::string& policy,
                  const std::vector<std::string>& older = {});
    const std::vector<Trial>& all() const { return trials_; }
    std::size_t damaged() const;  // how many must be refused

private:
    TemporaryFolder folder_;
    int count_ = 0;
    std::vector<Trial> trials_;
};

// Judges all of them by verify.py, by the library our program stands on and, every so many, by `giamsat journal check`. Names
// each whose verdict is not the one expected; "" when there is none.
std::string misjudged(const Trials& trials, std::size_t program_every);

}  // namespace giamsat::test
