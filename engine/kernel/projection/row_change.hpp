// SPDX-License-Identifier: Apache-2.0
// A change to one row of a projection, independent of any database.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace giamsat {

using CellValue = std::variant<std::monostate, std::int64_t, std::string>;  // null, integer, text
using Cells = std::vector<std::pair<std::string_view, CellValue>>;          // column names are literals

// insert: the row must be new. update: it must be there. upsert: either. erase: every row with these key cells; all rows
// when there are none.
struct RowChange {
    enum class Op { insert, update, upsert, erase };
    Op op = Op::insert;
    std::string_view table;
    Cells key;  // for insert and upsert: part of the row as well
    Cells values;
};

struct Column {
    std::string_view name;
    bool text = true;  // else integer
    bool nullable = true;
};

struct Table {
    std::string_view name;
    std::vector<Column> columns;
    std::vector<std::string_view> key;
};

// Every table that is a projection of the journal. What is not listed here is not: log_entry, log_node, blob (the journal
// itself), outbox_attempt (what was tried with a notice), log_checkpoint and log_cosignature (what others signed).
const std::vector<Table>& projection_tables();

}  // namespace giamsat
