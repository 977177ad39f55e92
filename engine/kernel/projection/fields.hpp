// SPDX-License-Identifier: Apache-2.0
// Reads the body of an entry into cells. The first missing or wrong field is kept and spoils the whole entry, so that a
// projection can be written as a plain list of columns.
#pragma once

#include "kernel/journal/entry.hpp"
#include "kernel/projection/row_change.hpp"

#include <optional>

namespace giamsat {

using Rows = std::vector<RowChange>;

class Fields {
public:
    Fields(const Entry& entry, const Json& object) : entry_(entry), object_(object) {}
    explicit Fields(const Entry& entry) : Fields(entry, entry.body) {}

    const Entry& entry() const { return entry_; }
    bool has(const char* name) const { return object_.contains(name); }

    CellValue text(const char* name);
    CellValue day(const char* name);
    CellValue integer(const char* name);
    CellValue flag(const char* name);        // true | false as 1 | 0; absent = 0
    CellValue json(const char* name);        // canonical text
    CellValue maybe_text(const char* name);  // the same, or null when absent
    CellValue maybe_day(const char* name);
    CellValue maybe_integer(const char* name);
    CellValue maybe_json(const char* name);
    CellValue integer_or(const char* name, std::int64_t fallback);
    std::string word(const char* name);  // text as a string; "" after a mistake

    CellValue case_id();                   // of the entry, which must have one
    const Json& object(const char* name);  // an empty object when absent
    const Json& list(const char* name);    // an empty list when absent
    CellValue json_of(const Json& value);

    void refuse(const char* name);
    std::optional<Problem>& problem() { return problem_; }

private:
    const Json* find(const char* name) const;

    const Entry& entry_;
    const Json& object_;
    std::optional<Problem> problem_;
};

CellValue text_or_null(const std::string& text);

// enc, enc_cmd, enc_i: the sealed values of the entry and where they are bound to; nulls when there are none.
void add_encrypted(Cells& cells, const Entry& entry);

}  // namespace giamsat
