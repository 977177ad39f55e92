// SPDX-License-Identifier: Apache-2.0
// Entries of the journal in words. Nothing sealed is opened here: what stands in the entry itself is all that is told.
#pragma once

#include "app/cli/names.hpp"
#include "kernel/journal/entry.hpp"

namespace giamsat::cli {

struct NumberedEntry {
    std::uint64_t seq = 0;
    Entry entry;
};

inline const LocalText sealed_text{"(đã mã hoá)", "(encrypted)"};

LocalText verb_of(const std::string& kind);          // "đăng ký đơn vị"; the kind itself when it is not known
std::string who_of(const Entry& entry, Desk& desk);  // "CB02 (thay CB01, 04/CTr-BĐD 24/02/2021)", "hệ thống"
std::string subject_of(const Entry& entry, Desk& desk);  // what the entry is about

void print_entries(const std::vector<NumberedEntry>& entries, const Context& context, Desk& desk);
void print_entry(const NumberedEntry& one, const Context& context, Desk& desk);
// The entry as it is stored, with its place and its leaf.
Json raw_json(const NumberedEntry& one, Desk& desk);

}  // namespace giamsat::cli
