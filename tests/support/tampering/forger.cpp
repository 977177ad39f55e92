// SPDX-License-Identifier: Apache-2.0
#include "support/tampering/forger.hpp"

#include "adapters/store/row_writer.hpp"
#include "kernel/journal/merkle.hpp"
#include "kernel/projection/project.hpp"

#include <map>

namespace giamsat::test {

using store::Blob;
using store::Cursor;
using store::Database;
using store::Statement;

namespace {

const char* const journal_triggers =
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('log_entry', 'log_node')";

// The triggers, gone as long as this lives.
class Unlocked {
public:
    explicit Unlocked(Database& database) : database_(database) {
        std::string drops;
        {
            Statement read(database, journal_triggers);
            for (Cursor row = read.with(); row.next();) {
                drops += "DROP TRIGGER " + row.text(0) + ";";
                back_ += row.text(1) + ";";
            }
        }
        database.run(drops.c_str());
    }
    ~Unlocked() { database_.run(back_.c_str()); }
    Unlocked(const Unlocked&) = delete;
    Unlocked& operator=(const Unlocked&) = delete;

private:
    Database& database_;
    std::string back_;
};

}  // namespace

Forger::Forger(const std::filesystem::path& office)
    : database_(std::make_unique<Database>(office / "office.db", Database::Access::write)) {
    database_->run("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;");
    Statement read(*database_, "SELECT entry FROM log_entry ORDER BY seq");
    for (Cursor row = read.with(); row.next();) entries.push_back(row.text(0));
}

void Forger::behind_triggers(const std::string& statements) {
    const Unlocked unlocked(*database_);
    sql(statements);
}

Entry Forger::entry(std::size_t at) const { return decode_entry(entries.at(at)).value(); }
std::string Forger::bytes_of(const Entry& entry) { return encode_entry(entry).value(); }

void Forger::relink() {
    std::map<std::string, std::pair<std::int64_t, std::string>> heads;
    for (std::string& bytes : entries) {
        Entry one = decode_entry(bytes).value();
        if (one.case_id.empty()) continue;
        auto& [next, leaf] = heads[one.case_id.value];
        if (one.case_seq != next || one.case_prev != leaf) {
            one.case_seq = next, one.case_prev = leaf;
            bytes = bytes_of(one);
        }
        ++next;
        leaf = to_hex(leaf_hash(bytes));
    }
}

void Forger::write_entries() {
    const Unlocked unlocked(*database_);
    sql("BEGIN; DELETE FROM log_entry");
    Statement insert(*database_, "INSERT INTO log_entry (seq, leaf, entry) VALUES (?1, ?2, ?3)");
    for (std::size_t at = 0; at < entries.size(); ++at) {
        const Hash leaf = leaf_hash(entries[at]);
        insert.run(at, Blob{as_bytes(leaf)}, Blob{entries[at]});
    }
    sql("COMMIT");
}

void Forger::write_tree() {
    const Unlocked unlocked(*database_);
    sql("DELETE FROM log_node");
    Frontier frontier;
    std::vector<FullNode> nodes;
    for (const std::string& bytes : entries) frontier.append(leaf_hash(bytes), &nodes);
    Statement insert(*database_, "INSERT INTO log_node (level, idx, hash) VALUES (?1, ?2, ?3)");
    for (const FullNode& node : nodes) insert.run(node.level, node.index, Blob{as_bytes(node.hash)});
    const Hash root = frontier.root();
    Statement(*database_, "UPDATE log_head SET size = ?1, root = ?2").run(entries.size(), Blob{as_bytes(root)});
}

void Forger::write_tables() {
    std::string empty = "BEGIN;";
    for (const Table& table : projection_tables()) empty += "DELETE FROM " + std::string(table.name) + ";";
    sql(empty);
    store::RowWriter rows(*database_);
    for (std::size_t at = 0; at < entries.size(); ++at) {
        const Entry one = entry(at);
        const auto changes = project(one).value();
        for (const RowChange& change : changes) rows.apply(change);
        for (const RowChange& change : project_place(one, at)) rows.apply(change);
    }
    sql("COMMIT");
}

std::vector<std::size_t> Forger::of_kind(const std::string& kind) const {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < entries.size(); ++at)
        if (entry(at).kind == kind) found.push_back(at);
    return found;
}

std::size_t Forger::command_start(std::size_t at) const { return at - static_cast<std::size_t>(entry(at).i); }

Entry Forger::harmless(const std::string& name) const {
    Entry made = entry(entries.size() - 1);
    Entry fresh;
    fresh.office = made.office, fresh.kind = "notice.queued/1", fresh.cmd.value = derived_id("forged", name);
    fresh.via = "cli", fresh.auth = made.auth, fresh.t = made.t, fresh.date = made.date;
    fresh.body = {
        {"notice", derived_id("notice", name)}, {"to", made.actor}, {"template", "late"}, {"on", made.date.iso()}};
    return fresh;
}

}  // namespace giamsat::test
