// SPDX-License-Identifier: Apache-2.0
#include "bench/floor/captured.hpp"

#include <stdexcept>

namespace giamsat::bench {

namespace {

std::string joined(const Cells& cells, const char* between, const char* after) {
    std::string out;
    for (const auto& cell : cells) out += (out.empty() ? "" : between) + std::string(cell.first) + after;
    return out;
}

Cells together(const Cells& first, const Cells& then) {
    Cells all = first;
    all.insert(all.end(), then.begin(), then.end());
    return all;
}

std::string insert_sql(const RowChange& change) {
    const Cells all = together(change.key, change.values);
    std::string marks;
    for (std::size_t i = 0; i < all.size(); ++i) marks += i ? ", ?" : "?";
    return "INSERT INTO " + std::string(change.table) + " (" + joined(all, ", ", "") + ") VALUES (" + marks + ")";
}

std::string sql_of(const RowChange& change) {
    const std::string table(change.table);
    const std::string where = change.key.empty() ? "" : " WHERE " + joined(change.key, " AND ", " = ?");
    switch (change.op) {
        case RowChange::Op::insert: return insert_sql(change);
        case RowChange::Op::update: return "UPDATE " + table + " SET " + joined(change.values, ", ", " = ?") + where;
        case RowChange::Op::erase: return "DELETE FROM " + table + where;
        case RowChange::Op::upsert: break;
    }
    std::string set;
    for (const auto& [name, value] : change.values)
        set += (set.empty() ? "UPDATE SET " : ", ") + std::string(name) + " = excluded." + std::string(name);
    return insert_sql(change) + " ON CONFLICT (" + joined(change.key, ", ", "") + ") DO " +
           (set.empty() ? "NOTHING" : set);
}

}  // namespace

bare_value CapturingRecorder::text(const std::string& value, bare_kind kind) {
    const std::string& kept = kept_.emplace_back(value);
    return {kind, 0, kept.data(), static_cast<int>(kept.size())};
}

bare_value CapturingRecorder::cell(const CellValue& value) {
    if (const auto* words = std::get_if<std::string>(&value)) return text(*words);
    if (const auto* number = std::get_if<std::int64_t>(&value)) return {bare_number, *number, nullptr, 0};
    return {bare_null, 0, nullptr, 0};
}

void CapturingRecorder::write(const std::string& sql, std::vector<bare_value> values) {
    const int statement = statements_.emplace(sql, static_cast<int>(statements_.size())).first->second;
    commands_.back().push_back({statement, std::move(values)});
}

void CapturingRecorder::begin() {
    real_.begin();
    commands_.emplace_back();
}

void CapturingRecorder::commit() {
    const Hash root = frontier_.root();
    const bare_value size{bare_number, static_cast<std::int64_t>(frontier_.size()), nullptr, 0};
    write("UPDATE log_head SET size = ?, root = ?", {size, text(std::string(as_bytes(root)), bare_blob)});
    real_.commit();
}

void CapturingRecorder::apply(const RowChange& change) {
    const bool update = change.op == RowChange::Op::update;
    std::vector<bare_value> values;
    for (const auto& one : update ? together(change.values, change.key) : together(change.key, change.values))
        values.push_back(cell(one.second));
    write(sql_of(change), std::move(values));
    real_.apply(change);
}

std::pair<std::uint64_t, Hash> CapturingRecorder::append(const std::string& bytes) {
    const Hash leaf = leaf_hash(bytes);
    const auto seq = static_cast<std::int64_t>(frontier_.size());
    write("INSERT INTO log_entry (seq, leaf, entry) VALUES (?, ?, ?)",
          {{bare_number, seq, nullptr, 0}, text(std::string(as_bytes(leaf)), bare_blob), text(bytes, bare_blob)});
    std::vector<FullNode> completed;
    frontier_.append(leaf, &completed);
    for (const FullNode& node : completed)
        write("INSERT INTO log_node (level, idx, hash) VALUES (?, ?, ?)",
              {{bare_number, node.level, nullptr, 0},
               {bare_number, static_cast<std::int64_t>(node.index), nullptr, 0},
               text(std::string(as_bytes(node.hash)), bare_blob)});
    entries_.push_back(bytes);
    return real_.append(bytes);
}

void CapturingRecorder::put_blob(const std::string& hash, const std::string& bytes) {
    write("INSERT INTO blob (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
          {text(hash), text(bytes, bare_blob)});
    real_.put_blob(hash, bytes);
}

std::size_t CapturingRecorder::rows() const {
    std::size_t all = 0;
    for (const auto& command : commands_) all += command.size();
    return all;
}

double CapturingRecorder::write_again(const std::string& path) const {
    std::vector<const char*> statements(statements_.size());
    for (const auto& [sql, number] : statements_) statements[static_cast<std::size_t>(number)] = sql.c_str();
    std::vector<std::vector<bare_write>> writes;
    std::vector<bare_command> commands;
    for (const auto& command : commands_) {
        auto& list = writes.emplace_back();
        for (const Write& one : command)
            list.push_back({one.statement, static_cast<int>(one.values.size()), one.values.data()});
        commands.push_back({static_cast<int>(list.size()), list.data()});
    }
    const double seconds = bare_run(path.c_str(), statements.data(), static_cast<int>(statements.size()),
                                    commands.data(), static_cast<int>(commands.size()));
    if (seconds < 0) throw std::runtime_error("the bare loop failed");
    return seconds;
}

}  // namespace giamsat::bench
