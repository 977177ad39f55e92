// SPDX-License-Identifier: Apache-2.0
// Cells of a row into values, from left to right. A cell that no writer of ours would have left throws StorageError.
#pragma once

#include "adapters/store/sqlite.hpp"
#include "base/core/ids.hpp"
#include "base/core/time.hpp"
#include "base/json/json.hpp"
#include "kernel/journal/entry.hpp"

#include <map>
#include <optional>

namespace giamsat::store {

class Reading {
public:
    Reading(const Cursor& cursor, const Database& database) : cursor_(cursor), database_(database) {}

    std::string text() { return cursor_.text(at_++); }
    std::int64_t integer() { return cursor_.integer(at_++); }
    int small() { return static_cast<int>(integer()); }
    Date day();
    std::optional<Date> maybe_day();
    Json json();                       // null for a null cell
    std::vector<std::string> texts();  // of a JSON list
    std::map<std::string, std::vector<std::string>> named_texts();
    std::vector<Encrypted> encrypted();
    template <class Tag>
    void id(Id<Tag>& to) {
        to.value = text();
    }

private:
    [[noreturn]] void damaged() const;
    std::vector<std::string> texts_of(const Json& list) const;

    const Cursor& cursor_;
    const Database& database_;
    int at_ = 0;
};

// The first row made by `make(Reading&)`, or nothing; every row of it.
template <class Make>
auto first_row(Cursor cursor, const Database& database, Make make)
    -> std::optional<decltype(make(std::declval<Reading&>()))> {
    if (!cursor.next()) return std::nullopt;
    Reading row(cursor, database);
    return make(row);
}
template <class Make>
auto all_rows(Cursor cursor, const Database& database, Make make)
    -> std::vector<decltype(make(std::declval<Reading&>()))> {
    std::vector<decltype(make(std::declval<Reading&>()))> rows;
    while (cursor.next()) {
        Reading row(cursor, database);
        rows.push_back(make(row));
    }
    return rows;
}

// Columns enc, enc_cmd, enc_i of one row.
std::vector<Encrypted> sealed_row(Cursor cursor, const Database& database, CommandId& cmd, int& i);

}  // namespace giamsat::store
