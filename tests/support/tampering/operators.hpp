// SPDX-License-Identifier: Apache-2.0
// Ways to tamper with an office, each by raw SQL on its files like somebody with every right on the machine.
#pragma once

#include "support/tampering/dice.hpp"
#include "support/tampering/forger.hpp"
#include "support/tampering/watched_office.hpp"

#include <functional>
#include <set>

namespace giamsat::test {

// A copy of the watched office, as it is now, to be tampered with.
struct Scene {
    std::filesystem::path office;
    const WatchedOffice& watched;
    Dice& dice;

    std::size_t place(const Forger& forger) { return dice.between(1, forger.size() - 2); }  // neither first nor last
};

struct Operator {
    std::string name;
    std::set<std::string> told_as;         // one of these must be among the differences
    Outside seen_with = Outside::nothing;  // held: nothing in the folder shows it, only what others hold
    std::function<void(Scene&)> tamper;
};

std::vector<Operator> journal_operators();    // entries, hashes, tree
std::vector<Operator> rewriting_operators();  // with everything made to come out again
std::vector<Operator> evidence_operators();   // checkpoints, signer, old copies
std::vector<Operator> table_operators();      // projections, blobs, schema
std::vector<Operator> all_operators();
const Operator& operator_named(const std::vector<Operator>& all, const std::string& name);

// One entry is edited, and everything made to come out again.
void edit_and_write_all(Scene& scene);
// Takes away whatever in the folder speaks of the journal from beside it.
void strip_evidence(const std::filesystem::path& office);

}  // namespace giamsat::test
