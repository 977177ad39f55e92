// SPDX-License-Identifier: Apache-2.0
// Entries, hashes and tree, by who does not or not everywhere make them come out again.
#include "support/tampering/operators.hpp"

#include "kernel/journal/merkle.hpp"

#include <fmt/format.h>

namespace giamsat::test {

namespace {

std::string literal(std::string_view bytes) { return "x'" + to_hex(bytes) + "'"; }

std::string set_bytes(std::size_t at, const std::string& bytes) {
    return fmt::format("UPDATE log_entry SET entry = {} WHERE seq = {};", literal(bytes), at);
}
std::string set_leaf(std::size_t at, const Hash& leaf) {
    return fmt::format("UPDATE log_entry SET leaf = {} WHERE seq = {};", literal(as_bytes(leaf)), at);
}
std::string add_entry(std::size_t at, const std::string& bytes) {
    return fmt::format("INSERT INTO log_entry (seq, leaf, entry) VALUES ({}, {}, {});", at,
                       literal(as_bytes(leaf_hash(bytes))), literal(bytes));
}
// Every number from `from` on moves by `by`; first far away, since each may be there only once.
std::string move_numbers(const char* table, std::size_t from, int by) {
    constexpr int away = 1'000'000;
    return fmt::format(
        "UPDATE {0} SET seq = seq + {1} WHERE seq >= {2}; UPDATE {0} SET seq = seq - {3} WHERE seq >= {1};", table,
        away, from, away - by);
}

// Another account has entered it, later.
std::string edited(const Forger& forger, std::size_t at) {
    Entry entry = forger.entry(at);
    entry.auth += ":forged";
    return Forger::bytes_of(entry);
}

void edit(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.place(forger);
    forger.behind_triggers(set_bytes(at, edited(forger, at)));
}

void edit_clock(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.place(forger);
    Entry entry = forger.entry(at);
    entry.t.ms -= 86'400'000;
    forger.behind_triggers(set_bytes(at, Forger::bytes_of(entry)));
}

void edit_with_leaf(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.place(forger);
    const std::string bytes = edited(forger, at);
    forger.behind_triggers(set_bytes(at, bytes) + set_leaf(at, leaf_hash(bytes)));
}

void edit_leaf(Scene& scene) {
    Forger forger(scene.office);
    forger.behind_triggers(set_leaf(scene.place(forger), sha256(std::to_string(scene.dice.next()))));
}

void cut(Scene& scene) {
    Forger forger(scene.office);
    forger.behind_triggers(fmt::format("DELETE FROM log_entry WHERE seq >= {}", scene.place(forger)));
}

std::pair<std::size_t, std::size_t> two_places(Scene& scene, const Forger& forger) {
    const std::size_t first = scene.place(forger);
    std::size_t second = scene.place(forger);
    while (second == first) second = scene.place(forger);
    return {first, second};
}

void swap_rows(Scene& scene) {
    Forger forger(scene.office);
    const auto [first, second] = two_places(scene, forger);
    forger.behind_triggers(
        fmt::format("UPDATE log_entry SET seq = 1000000 WHERE seq = {0}; UPDATE log_entry SET seq = {0} WHERE seq "
                    "= {1}; UPDATE log_entry SET seq = {1} WHERE seq = 1000000;",
                    first, second));
}

void swap_bytes(Scene& scene) {
    Forger forger(scene.office);
    const auto [first, second] = two_places(scene, forger);
    forger.behind_triggers(set_bytes(first, forger.entries[second]) + set_bytes(second, forger.entries[first]));
}

void swap_with_tree(Scene& scene) {
    Forger forger(scene.office);
    const auto [first, second] = two_places(scene, forger);
    std::swap(forger.entries[first], forger.entries[second]);
    forger.write_entries();
    forger.write_tree();
}

void insert(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.place(forger);
    const std::string bytes = Forger::bytes_of(forger.harmless("inserted"));
    forger.behind_triggers(move_numbers("log_entry", at, 1) + add_entry(at, bytes));
}

void insert_with_tree(Scene& scene) {
    Forger forger(scene.office);
    const auto at = static_cast<std::ptrdiff_t>(scene.place(forger));
    forger.entries.insert(forger.entries.begin() + at, Forger::bytes_of(forger.harmless("inserted")));
    forger.write_entries();
    forger.write_tree();
}

void append(Scene& scene) {
    Forger forger(scene.office);
    forger.sql(add_entry(forger.size(), Forger::bytes_of(forger.harmless("appended"))));
}

void append_copy(Scene& scene) {
    Forger forger(scene.office);
    forger.sql(add_entry(forger.size(), forger.entries[scene.place(forger)]));
}

void append_garbage_with_tree(Scene& scene) {
    Forger forger(scene.office);
    forger.entries.push_back("{\"forged\":" + std::to_string(scene.dice.below(1000)) + "}");
    forger.write_entries();
    forger.write_tree();
}

void repeat_command_with_tree(Scene& scene) {
    Forger forger(scene.office);
    forger.entries.push_back(forger.entries[scene.dice.one_of(forger.of_kind("team.formed/1"))]);
    forger.write_entries();
    forger.write_tree();
}

void remove(Scene& scene) {
    Forger forger(scene.office);
    forger.behind_triggers(fmt::format("DELETE FROM log_entry WHERE seq = {}", scene.place(forger)));
}

void remove_and_number(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.place(forger);
    forger.behind_triggers(fmt::format("DELETE FROM log_entry WHERE seq = {};", at) +
                           move_numbers("log_entry", at, -1));
}

void remove_command_with_tree(Scene& scene) {
    Forger forger(scene.office);
    const auto at = forger.command_start(scene.place(forger));
    const auto first = forger.entries.begin() + static_cast<std::ptrdiff_t>(at);
    forger.entries.erase(first, first + forger.entry(at).n);
    forger.write_entries();
    forger.write_tree();
}

// Numbers with a gap, as if something had been there; everything else agrees.
void leave_a_gap(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = forger.command_start(scene.dice.between(30, forger.size() - 2));
    forger.behind_triggers(move_numbers("log_entry", at, 1) + move_numbers("log_command", at, 1) +
                           move_numbers("case_entry", at, 1) + "UPDATE log_head SET size = size + 1");
}

std::function<void(Scene&)> by_sql(const char* statements) {
    return [statements](Scene& scene) { Forger(scene.office).behind_triggers(statements); };
}

}  // namespace

std::vector<Operator> journal_operators() {
    return {
        {"an entry is edited", {"entry_changed"}, Outside::nothing, edit},
        {"an entry's time is edited", {"entry_changed"}, Outside::nothing, edit_clock},
        {"an entry is edited and its leaf with it", {"node", "head"}, Outside::nothing, edit_with_leaf},
        {"a leaf is altered", {"entry_changed"}, Outside::nothing, edit_leaf},
        {"the tail is cut", {"tail_cut"}, Outside::nothing, cut},
        {"two entries are swapped", {"entry_reordered"}, Outside::nothing, swap_rows},
        {"the bytes of two entries are swapped", {"entry_reordered"}, Outside::nothing, swap_bytes},
        {"two entries are swapped and the tree with them", {"entry_reordered"}, Outside::nothing, swap_with_tree},
        {"an entry is inserted", {"entry_inserted"}, Outside::nothing, insert},
        {"an entry is inserted and the tree made anew", {"entry_inserted"}, Outside::nothing, insert_with_tree},
        {"an entry is appended", {"entry_inserted"}, Outside::nothing, append},
        {"a copy of an entry is appended", {"entry_inserted"}, Outside::nothing, append_copy},
        {"garbage is appended and the tree made anew",
         {"entry_unreadable"},
         Outside::nothing,
         append_garbage_with_tree},
        {"a command is repeated and the tree made anew",
         {"entry_not_applied"},
         Outside::nothing,
         repeat_command_with_tree},
        {"an entry is removed", {"entry_missing"}, Outside::nothing, remove},
        {"an entry is removed and the rest numbered anew", {"entry_missing"}, Outside::nothing, remove_and_number},
        {"a command is removed and the tree made anew", {"entry_missing"}, Outside::nothing, remove_command_with_tree},
        {"numbers leave a gap and all else agrees", {"entry_missing"}, Outside::nothing, leave_a_gap},
        {"a node is altered", {"node"}, Outside::nothing, by_sql("UPDATE log_node SET hash = zeroblob(32)")},
        {"a node is removed", {"node"}, Outside::nothing, by_sql("DELETE FROM log_node")},
        {"a node is added", {"node"}, Outside::nothing, by_sql("INSERT INTO log_node VALUES (2, 0, zeroblob(32))")},
        {"the head's root is altered", {"head"}, Outside::nothing, by_sql("UPDATE log_head SET root = zeroblob(32)")},
        {"the head's size is raised", {"tail_cut"}, Outside::nothing, by_sql("UPDATE log_head SET size = size + 7")},
        {"the head's office is altered",
         {"entry_foreign"},
         Outside::nothing,
         by_sql("UPDATE log_head SET office = '0123456789abcdef0123456789abcdef'")},
    };
}

}  // namespace giamsat::test
