// SPDX-License-Identifier: Apache-2.0
// Two ordered walks through the same table, side by side.
#include "adapters/store/verifying.hpp"
#include "kernel/projection/row_change.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giamsat::store {

namespace {

bool is_key(const Table& table, std::string_view column) {
    return std::find(table.key.begin(), table.key.end(), column) != table.key.end();
}

// The key's columns first, in the order of the key.
std::vector<Column> ordered_columns(const Table& table) {
    std::vector<Column> columns;
    for (std::string_view name : table.key)
        columns.push_back(
            *std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& c) { return c.name == name; }));
    for (const Column& column : table.columns)
        if (!is_key(table, column.name)) columns.push_back(column);
    return columns;
}

std::string walk_sql(const Table& table, const std::vector<Column>& columns) {
    std::string names;
    for (const Column& column : columns) names += fmt::format("{}{}", names.empty() ? "" : ", ", column.name);
    return fmt::format("SELECT {} FROM {} ORDER BY {}", names, table.name, fmt::join(table.key, ", "));
}

class TableWalk {
public:
    TableWalk(Verifying& verifying, const Table& table)
        : verifying_(verifying),
          table_(table),
          columns_(ordered_columns(table)),
          stored_statement_(verifying.office, walk_sql(table, columns_)),
          fresh_statement_(verifying.fresh, walk_sql(table, columns_)),
          stored_(stored_statement_.with()),
          fresh_(fresh_statement_.with()) {}

    void run();

private:
    int compare_keys() const;
    void compare_values();
    bool same(std::size_t column) const;
    std::string key_of(const Cursor& row) const;
    void differ(const char* what, const std::string& where, const char* vi, const char* en);

    Verifying& verifying_;
    const Table& table_;
    std::vector<Column> columns_;
    Statement stored_statement_;
    Statement fresh_statement_;
    Cursor stored_;
    Cursor fresh_;
};

void TableWalk::run() {
    bool stored = stored_.next();
    bool fresh = fresh_.next();
    while (stored || fresh) {
        const int order = !stored ? 1 : !fresh ? -1 : compare_keys();
        if (order < 0) differ("row_extra", key_of(stored_), "không mục nào ghi dòng này", "no entry wrote this row");
        if (order > 0) differ("row_missing", key_of(fresh_), "thiếu dòng này", "this row is missing");
        if (order == 0) compare_values();
        if (order <= 0) stored = stored_.next();
        if (order >= 0) fresh = fresh_.next();
        if (++verifying_.report.rows % 10'000 == 0) verifying_.stop_if_asked();
    }
}

int TableWalk::compare_keys() const {
    for (std::size_t at = 0; at < table_.key.size(); ++at) {
        const int column = static_cast<int>(at);
        if (columns_[at].text) {
            const int order = stored_.view(column).compare(fresh_.view(column));
            if (order != 0) return order;
        } else if (stored_.integer(column) != fresh_.integer(column)) {
            return stored_.integer(column) < fresh_.integer(column) ? -1 : 1;
        }
    }
    return 0;
}

bool TableWalk::same(std::size_t at) const {
    const int column = static_cast<int>(at);
    if (stored_.is_null(column) != fresh_.is_null(column)) return false;
    return columns_[at].text ? stored_.view(column) == fresh_.view(column)
                             : stored_.integer(column) == fresh_.integer(column);
}

void TableWalk::compare_values() {
    for (std::size_t at = table_.key.size(); at < columns_.size(); ++at)
        if (!same(at))
            differ("row_changed", fmt::format("{}, {}", key_of(stored_), columns_[at].name), "khác với nhật ký",
                   "differs from the journal");
}

std::string TableWalk::key_of(const Cursor& row) const {
    std::string key(table_.name);
    for (std::size_t at = 0; at < table_.key.size(); ++at) key += fmt::format(" {}", row.view(static_cast<int>(at)));
    return key;
}

void TableWalk::differ(const char* what, const std::string& where, const char* vi, const char* en) {
    verifying_.differ(what, where, {fmt::format("{}: {}", where, vi), fmt::format("{}: {}", where, en)});
}

}  // namespace

void compare_rows(Verifying& verifying) {
    for (const Table& table : projection_tables()) TableWalk(verifying, table).run();
}

}  // namespace giamsat::store
