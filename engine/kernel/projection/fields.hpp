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
    bool has(std::string_view name) const { return find(name) != nullptr; }

    CellValue text(std::string_view name);
    CellValue day(std::string_view name);
    CellValue integer(std::string_view name);
    CellValue flag(std::string_view name);        // true | false as 1 | 0; absent = 0
    CellValue json(std::string_view name);        // canonical text
    CellValue maybe_text(std::string_view name);  // the same, or null when absent
    CellValue maybe_day(std::string_view name);
    CellValue maybe_integer(std::string_view name);
    CellValue maybe_json(std::string_view name);
    CellValue integer_or(std::string_view name, std::int64_t fallback);
    std::string word(std::string_view name);  // text as a string; "" after a mistake

    CellValue case_id();                        // of the entry, which must have one
    const Json& object(std::string_view name);  // an empty object when absent
    const Json& list(std::string_view name);    // an empty list when absent
    CellValue json_of(const Json& value);

    void refuse(std::string_view name);
    std::optional<Problem>& problem() { return problem_; }

private:
    const Json* find(std::string_view name) const;

    const Entry& entry_;
    const Json& object_;
    std::optional<Problem> problem_;
};

CellValue text_or_null(const std::string& text);

// enc, enc_cmd, enc_i: the sealed values of the entry and where they are bound to; nulls when there are none.
void add_encrypted(Cells& cells, const Entry& entry);

}  // namespace giamsat
