// SPDX-License-Identifier: Apache-2.0
// Projections, blobs, and the schema itself.
#include "support/tampering/operators.hpp"

#include "base/core/failure.hpp"
#include "kernel/journal/merkle.hpp"
#include "kernel/projection/row_change.hpp"

#include <fmt/format.h>

namespace giamsat::test {

using store::Cursor;
using store::Statement;

namespace {

std::function<void(Scene&)> by_sql(const char* statements) {
    return [statements](Scene& scene) { Forger(scene.office).sql(statements); };
}

bool is_key(const Table& table, const Column& column) {
    return std::find(table.key.begin(), table.key.end(), column.name) != table.key.end();
}

std::int64_t rows_in(Forger& forger, const Table& table) {
    return forger.db().number(fmt::format("SELECT count(*) FROM {}", table.name).c_str());
}

const Table& a_filled_table(Scene& scene, Forger& forger) {
    for (;;)
        if (const Table& table = scene.dice.one_of(projection_tables()); rows_in(forger, table) > 0) return table;
}

// "(a, b) = (SELECT a, b FROM t LIMIT 1 OFFSET 7)"
std::string some_row(Scene& scene, Forger& forger, const Table& table) {
    const std::string key = fmt::format("{}", fmt::join(table.key, ", "));
    const auto rows = static_cast<std::size_t>(rows_in(forger, table));
    return fmt::format("({0}) = (SELECT {0} FROM {1} LIMIT 1 OFFSET {2})", key, table.name, scene.dice.below(rows));
}

void edit_row(Scene& scene) {
    Forger forger(scene.office);
    for (;;) {
        const Table& table = a_filled_table(scene, forger);
        const Column& column = scene.dice.one_of(table.columns);
        if (is_key(table, column)) continue;
        try {
            forger.sql(fmt::format("UPDATE {} SET {} = {} WHERE {}", table.name, column.name,
                                   column.text ? "'forged'" : "987654", some_row(scene, forger, table)));
            return;
        } catch (const StorageError&) {  // something else allows it only once
        }
    }
}

void remove_row(Scene& scene) {
    Forger forger(scene.office);
    const Table& table = a_filled_table(scene, forger);
    forger.sql(fmt::format("DELETE FROM {} WHERE {}", table.name, some_row(scene, forger, table)));
}

// A copy of a row under another key; tables that allow no second one of something else are left alone.
void add_row(Scene& scene) {
    Forger forger(scene.office);
    for (;;) {
        const Table& table = a_filled_table(scene, forger);
        std::string names, values;
        for (const Column& column : table.columns) {
            names += fmt::format("{}{}", names.empty() ? "" : ", ", column.name);
            const bool changed = column.name == table.key.front();
            values += fmt::format("{}{}", values.empty() ? "" : ", ",
                                  changed ? (column.text ? "'forged'" : "987654") : column.name);
        }
        try {
            forger.sql(fmt::format("INSERT INTO {0} ({1}) SELECT {2} FROM {0} WHERE {3}", table.name, names, values,
                                   some_row(scene, forger, table)));
            return;
        } catch (const StorageError&) {
        }
    }
}

// The name of a unit, in the entry that gave it and in the row that shows it.
void edit_row_and_entry(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = forger.of_kind("unit.changed/1").back();
    Entry entry = forger.entry(at);
    const std::string name = "tên giả " + std::to_string(scene.dice.below(1000));
    entry.body["name"] = name;
    forger.put(at, entry);
    forger.write_entries();
    const std::string unit = entry.body["unit"];
    forger.sql("UPDATE unit SET name = '" + name + "' WHERE id = '" + unit + "'");
    forger.sql("UPDATE unit_version SET name = '" + name + "' WHERE unit = '" + unit + "' AND valid_from = '" +
               entry.body["from"].get<std::string>() + "'");
}

void behind_schema(Scene& scene, const std::string& name, const std::string& from, const std::string& to) {
    Forger forger(scene.office);
    forger.sql(fmt::format(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE name = '{}'; "
        "PRAGMA writable_schema = RESET;",
        from, to, name));
}

void weaken_trigger(Scene& scene) {
    const std::vector<std::string> triggers = {"log_entry_stays", "log_entry_remains", "log_node_stays",
                                               "log_node_remains"};
    behind_schema(scene, scene.dice.one_of(triggers), " BEGIN", " WHEN 0 BEGIN");
}

void loosen_table(Scene& scene) {
    const std::vector<std::string> tables = {"role_grant", "case_file", "log_checkpoint", "turn"};
    behind_schema(scene, scene.dice.one_of(tables), "TEXT NOT NULL", "TEXT");
}

void drop_trigger(Scene& scene) {
    const std::vector<std::string> triggers = {"log_entry_stays", "log_entry_remains", "log_node_stays",
                                               "log_node_remains"};
    Forger(scene.office).sql("DROP TRIGGER " + scene.dice.one_of(triggers));
}

// The index goes, a row comes, the index comes back as it was: the row is not in it.
void write_past_index(Scene& scene) {
    Forger forger(scene.office);
    std::string sql, page;
    {
        Statement read(forger.db(), "SELECT sql, rootpage FROM sqlite_schema WHERE name = 'outbox_attempt_by_notice'");
        Cursor row = read.with();
        row.next();
        sql = row.text(0), page = std::to_string(row.integer(1));
    }
    forger.sql(fmt::format(
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'outbox_attempt_by_notice'; PRAGMA "
        "writable_schema = RESET; INSERT INTO outbox_attempt VALUES ('{}', 1, 'delivered');",
        scene.dice.next()));
    forger.sql(fmt::format(
        "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('index', 'outbox_attempt_by_notice', "
        "'outbox_attempt', {}, '{}'); PRAGMA writable_schema = RESET;",
        page, sql));
}

std::string some_blob(Scene& scene, Forger& forger) {
    const auto blobs = static_cast<std::size_t>(forger.db().number("SELECT count(*) FROM blob"));
    return fmt::format("hash = (SELECT hash FROM blob ORDER BY hash LIMIT 1 OFFSET {})", scene.dice.below(blobs));
}

void edit_blob(Scene& scene) {
    Forger forger(scene.office);
    forger.sql("UPDATE blob SET bytes = CAST(bytes || ' ' AS BLOB) WHERE " + some_blob(scene, forger));
}

void remove_blob(Scene& scene) {
    Forger forger(scene.office);
    forger.sql("DELETE FROM blob WHERE " + some_blob(scene, forger));
}

void add_blob(Scene& scene) {
    const std::string bytes = std::to_string(scene.dice.next());
    Forger(scene.office)
        .sql("INSERT INTO blob VALUES ('" + to_hex(sha256(bytes)) + "', CAST('" + bytes + "' AS BLOB))");
}

// The triggers are back as they were: only the entry shows it.
void edit_and_lock_again(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.place(forger);
    Entry entry = forger.entry(at);
    entry.via = "web";
    forger.behind_triggers(
        fmt::format("UPDATE log_entry SET entry = x'{}' WHERE seq = {}", to_hex(Forger::bytes_of(entry)), at));
}

void grant_in_table(Scene& scene) {
    Forger forger(scene.office);
    forger.sql(
        "INSERT INTO role_grant (person, role, unit, valid_from) SELECT person, 'forged.role', unit, valid_from FROM "
        "role_grant "
        "LIMIT 1 OFFSET " +
        std::to_string(scene.dice.below(3)));
}

void forget_command(Scene& scene) {
    Forger forger(scene.office);
    const auto at = forger.command_start(scene.place(forger));
    forger.sql(fmt::format("DELETE FROM log_command WHERE seq = {}", at));
}

}  // namespace

std::vector<Operator> table_operators() {
    constexpr auto none = Outside::nothing;
    return {
        {"a row is edited", {"row_changed"}, none, edit_row},
        {"a row is removed", {"row_missing"}, none, remove_row},
        {"a row is added", {"row_extra"}, none, add_row},
        {"a row and its entry are edited together", {"node", "head"}, none, edit_row_and_entry},
        {"a timer is shifted", {"row_changed"}, none, by_sql("UPDATE timer SET due = due + 86400000")},
        {"a definition is edited",
         {"row_changed"},
         none,
         by_sql("UPDATE definition SET stage = 'retired' WHERE rowid = 1")},
        {"a role is granted in the table only", {"row_extra"}, none, grant_in_table},
        {"somebody's work is made another's",
         {"row_missing"},
         none,
         by_sql("UPDATE work_item SET person = (SELECT id FROM person WHERE code = 'CB01')")},
        {"the row of a command is removed", {"row_missing"}, none, forget_command},
        {"a recovery is made up",
         {"row_extra"},
         none,
         by_sql("INSERT INTO recovery SELECT 'giamsat.invalid/' || office || '/1', 1, size, lower(hex(root)), size + "
                "9, 'ab', "
                "'2024-03-04' FROM log_head")},
        {"a blob is edited", {"blob_changed"}, none, edit_blob},
        {"a blob is removed", {"blob_missing"}, none, remove_blob},
        {"a blob is added", {"blob_extra"}, none, add_blob},
        {"a trigger is dropped", {"schema"}, none, drop_trigger},
        {"a trigger is weakened", {"schema"}, none, weaken_trigger},
        {"a trigger is dropped, an entry edited, the trigger made again", {"entry_changed"}, none, edit_and_lock_again},
        {"an index is dropped", {"schema"}, none, by_sql("DROP INDEX timer_by_due")},
        {"an index is made on something else",
         {"schema"},
         none,
         by_sql("DROP INDEX timer_by_due; CREATE INDEX timer_by_due ON timer (id)")},
        {"an index is written past", {"storage"}, none, write_past_index},
        {"a table gets a column", {"schema"}, none, by_sql("ALTER TABLE role_grant ADD COLUMN note TEXT")},
        {"a constraint is taken out", {"schema"}, none, loosen_table},
        {"a strange table is there", {"schema"}, none, by_sql("CREATE TABLE shadow (a)")},
        {"a strange trigger is there",
         {"schema"},
         none,
         by_sql("CREATE TRIGGER hush AFTER INSERT ON turn BEGIN DELETE FROM turn WHERE case_id = new.case_id; END")},
        {"a strange view is there", {"schema"}, none, by_sql("CREATE VIEW peek AS SELECT * FROM person")},
    };
}

}  // namespace giamsat::test
