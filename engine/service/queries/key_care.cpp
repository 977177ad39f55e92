// SPDX-License-Identifier: Apache-2.0
#include "service/queries/key_care.hpp"

#include "kernel/journal/entry.hpp"

#include <algorithm>

namespace giamsat {

namespace {

// The founding's business day may be years before the office is entered here.
Date founded_on(Readers& read) {
    const auto bytes = read.journal.entry_bytes(0);
    const auto entry = bytes ? decode_entry(*bytes) : Result<Entry>(Problem(ProblemCode::not_found));
    return entry ? date_in_vietnam(entry->t) : Date{};
}

}  // namespace

std::optional<KeysUncopied> keys_uncopied(Readers& read, int days, Date today) {
    const auto copies = read.subjects.key_copies();
    Date last = copies.empty() ? founded_on(read) : copies.front().on;
    for (const KeyCopyRecord& copy : copies) last = std::max(last, copy.on);
    if (days_between(last, today) <= days) return std::nullopt;
    return KeysUncopied{!copies.empty()};
}

}  // namespace giamsat
