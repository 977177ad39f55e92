// SPDX-License-Identifier: Apache-2.0
// A small office's journal as entries, at least one of every kind, for tests of what stands on the journal. All of it
// follows from nothing but the code: no clock, no randomness.
#pragma once

#include "kernel/journal/entry.hpp"

#include <string>
#include <vector>

namespace giamsat::samples {

OfficeId office_id();
std::string id_of(std::string_view name);    // 32 hex digits that stand for a name
std::string hash_of(std::string_view name);  // 64

// An entry with all that every entry needs; the rest is the caller's.
Entry entry(const std::string& kind, Json body);
Entry case_entry(const std::string& kind, const std::string& case_name, Json body);
Encrypted sealed(const std::string& subject_name, const std::string& path);

// Entries in the order they may be recorded: each command whole, each case's sequence counted. What depends on the place
// (case_prev) is left for place().
std::vector<Entry> every_kind();

std::vector<Entry> subjects();  // the part of it that is about personal data

// Fills case_prev from the entries before, as the writer does; returns the bytes.
class Placing {
public:
    std::string place(Entry& entry);

private:
    std::vector<std::pair<std::string, std::string>> heads_;  // case, hex leaf of its last entry
};

}  // namespace giamsat::samples
