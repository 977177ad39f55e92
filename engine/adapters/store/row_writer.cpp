// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/row_writer.hpp"

#include <fmt/format.h>

namespace giamsat::store {

namespace {

// "a = ?1 AND b = ?2", counting parameters from `first`.
std::string pairs(const Cells& cells, std::size_t first, const char* between) {
    std::string out;
    for (const auto& [name, value] : cells) out += fmt::format("{}{} = ?{}", out.empty() ? "" : between, name, first++);
    return out;
}

std::string names(const Cells& cells) {
    std::string out;
    for (const auto& [name, value] : cells) out += fmt::format("{}{}", out.empty() ? "" : ", ", name);
    return out;
}

std::string insert_sql(const RowChange& change) {
    Cells all = change.key;
    all.insert(all.end(), change.values.begin(), change.values.end());
    std::string marks;
    for (std::size_t at = 1; at <= all.size(); ++at) marks += fmt::format("{}?{}", at > 1 ? ", " : "", at);
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", change.table, names(all), marks);
}

std::string upsert_sql(const RowChange& change) {
    std::string sql = fmt::format("{} ON CONFLICT ({}) DO ", insert_sql(change), names(change.key));
    if (change.values.empty()) return sql + "NOTHING";
    sql += "UPDATE SET ";
    const char* before = "";
    for (const auto& [name, value] : change.values) {
        sql += fmt::format("{}{} = excluded.{}", before, name, name);
        before = ", ";
    }
    return sql;
}

std::string sql_of(const RowChange& change) {
    switch (change.op) {
        case RowChange::Op::insert: return insert_sql(change);
        case RowChange::Op::upsert: return upsert_sql(change);
        case RowChange::Op::update:
            return fmt::format("UPDATE {} SET {} WHERE {}", change.table,
                               pairs(change.values, change.key.size() + 1, ", "), pairs(change.key, 1, " AND "));
        case RowChange::Op::erase: break;
    }
    if (change.key.empty()) return fmt::format("DELETE FROM {}", change.table);
    return fmt::format("DELETE FROM {} WHERE {}", change.table, pairs(change.key, 1, " AND "));
}

// Names are literals, so their first bytes tell them apart well enough for a hash; fits() compares them whole.
std::size_t mix(std::size_t hash, std::string_view name) {
    return (hash ^ reinterpret_cast<std::size_t>(name.data())) * 0x9E3779B97F4A7C15u;
}

std::size_t hash_of(const RowChange& change) {
    std::size_t hash = mix(static_cast<std::size_t>(change.op) + change.key.size() * 8, change.table);
    for (const auto& cell : change.key) hash = mix(hash, cell.first);
    for (const auto& cell : change.values) hash = mix(hash, cell.first);
    return hash;
}

void bind(Statement& statement, int at, const CellValue& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        statement.bind_kept(at, *text);
    else if (const auto* number = std::get_if<std::int64_t>(&value))
        statement.bind(at, *number);
    else
        statement.bind(at, nullptr);
}

Problem missing_row(const RowChange& change, const Database& database) {
    const std::string table(change.table);
    return Problem(ProblemCode::office_damaged, {{"path", database.path().string()},
                                                 {"why", "bảng " + table + " thiếu dòng cần sửa"},
                                                 {"why_en", "table " + table + " lacks a row that was to change"}});
}

// Mostly the very same literal.
bool same(std::string_view a, std::string_view b) { return (a.data() == b.data() && a.size() == b.size()) || a == b; }

}  // namespace

bool RowWriter::Shape::fits(const RowChange& change) const {
    if (op != change.op || table != change.table || key_count != change.key.size() ||
        columns.size() != change.key.size() + change.values.size())
        return false;
    std::size_t at = 0;
    for (const auto& cell : change.key)
        if (!same(columns[at++], cell.first)) return false;
    for (const auto& cell : change.values)
        if (!same(columns[at++], cell.first)) return false;
    return true;
}

RowWriter::Shape& RowWriter::shape_of(const RowChange& change) {
    const std::size_t hash = hash_of(change);
    auto [from, to] = shapes_.equal_range(hash);
    for (; from != to; ++from)
        if (from->second.fits(change)) return from->second;
    Shape shape{change.op, change.table, {}, change.key.size(), std::make_unique<Statement>(database_, sql_of(change))};
    for (const auto& cell : change.key) shape.columns.push_back(cell.first);
    for (const auto& cell : change.values) shape.columns.push_back(cell.first);
    return shapes_.emplace(hash, std::move(shape))->second;
}

void RowWriter::apply(const RowChange& change) {
    if (change.op == RowChange::Op::update && change.values.empty()) return;
    Statement& statement = *shape_of(change).statement;
    Cursor cursor(statement);
    int at = 0;
    for (const auto& cell : change.key) bind(statement, ++at, cell.second);
    for (const auto& cell : change.values) bind(statement, ++at, cell.second);
    cursor.next();
    if (change.op == RowChange::Op::update && database_.changes() != 1)
        throw StorageError(missing_row(change, database_));
}

}  // namespace giamsat::store
