// SPDX-License-Identifier: Apache-2.0
// By who makes hashes, tree, chains and tables come out again.
#include "support/tampering/operators.hpp"

#include "kernel/journal/merkle.hpp"

namespace giamsat::test {

void edit_and_write_all(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.place(forger);
    Entry entry = forger.entry(at);
    entry.auth += ":forged";
    forger.put(at, entry);
    forger.write_all();
}

namespace {

void edit_clock(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.place(forger);
    Entry entry = forger.entry(at);
    entry.t.ms -= 86'400'000;
    forger.put(at, entry);
    forger.write_all();
}

void edit_without_tables(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.dice.one_of(forger.of_kind("unit.changed/1"));
    Entry entry = forger.entry(at);
    entry.body["name"] = "tên giả";
    forger.put(at, entry);
    forger.write_entries();
    forger.write_tree();
}

// Renamings, which stand in commands of their own and follow from nothing.
void swap(Scene& scene) {
    Forger forger(scene.office);
    const auto names = forger.of_kind("unit.changed/1");
    const std::size_t first = scene.dice.one_of(names);
    std::size_t second = scene.dice.one_of(names);
    while (second == first) second = scene.dice.one_of(names);
    std::swap(forger.entries[first], forger.entries[second]);
    forger.write_all();
}

void insert(Scene& scene) {
    Forger forger(scene.office);
    const auto at = static_cast<std::ptrdiff_t>(forger.command_start(scene.place(forger)));
    forger.entries.insert(forger.entries.begin() + at, Forger::bytes_of(forger.harmless("inserted")));
    forger.write_all();
}

void remove(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.dice.one_of(forger.of_kind("unit.changed/1"));
    forger.entries.erase(forger.entries.begin() + static_cast<std::ptrdiff_t>(at));
    forger.entries.push_back(Forger::bytes_of(forger.harmless("in its place")));
    forger.write_all();
}

void cut(Scene& scene) {
    Forger forger(scene.office);
    forger.entries.resize(forger.command_start(scene.dice.between(40, forger.size() - 2)));
    forger.write_all();
}

void rewrite_and_go_on(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t size = forger.size() + scene.dice.below(5);
    const Forger before(scene.office);
    forger.entries.resize(forger.command_start(scene.dice.between(40, forger.size() - 2)));
    for (std::size_t k = forger.size(); k < size; ++k)
        forger.entries.push_back(Forger::bytes_of(before.harmless("other " + std::to_string(k))));
    forger.write_all();
}

void insert_of_another_office(Scene& scene) {
    Forger forger(scene.office);
    Entry entry = forger.harmless("from elsewhere");
    entry.office.value = derived_id("office", "another");
    const auto at = static_cast<std::ptrdiff_t>(forger.command_start(scene.place(forger)));
    forger.entries.insert(forger.entries.begin() + at, Forger::bytes_of(entry));
    forger.write_all();
}

void remove_of_command(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t at = scene.dice.one_of(forger.of_kind("loan.recorded/1"));
    forger.entries.erase(forger.entries.begin() + static_cast<std::ptrdiff_t>(at));
    forger.write_all();
}

// The last entry of some case, so that nothing has to follow from it.
void break_chain(Scene& scene) {
    Forger forger(scene.office);
    std::map<std::string, std::size_t> last;
    for (std::size_t at = 0; at < forger.size(); ++at)
        if (const Entry entry = forger.entry(at); entry.case_seq > 0) last[entry.case_id.value] = at;
    auto chosen = last.begin();
    std::advance(chosen, static_cast<std::ptrdiff_t>(scene.dice.below(last.size())));
    Entry entry = forger.entry(chosen->second);
    entry.case_prev = to_hex(sha256("forged"));
    forger.put(chosen->second, entry);
    forger.write_entries();
    forger.write_tree();
    forger.write_tables();
}

}  // namespace

std::vector<Operator> rewriting_operators() {
    return {
        {"an entry is edited and everything made anew", {"fork"}, Outside::nothing, edit_and_write_all},
        {"an entry's time is edited and everything made anew", {"fork"}, Outside::nothing, edit_clock},
        {"an entry is edited and all hashes made anew", {"fork"}, Outside::nothing, edit_without_tables},
        {"two commands are swapped and everything made anew", {"fork"}, Outside::nothing, swap},
        {"an entry is inserted and everything made anew", {"fork"}, Outside::nothing, insert},
        {"an entry is exchanged for another and everything made anew", {"fork"}, Outside::nothing, remove},
        {"the tail is cut and everything made anew", {"tail_cut"}, Outside::nothing, cut},
        {"the journal is rewritten from some place on", {"fork"}, Outside::nothing, rewrite_and_go_on},
        {"an entry of another office is inserted", {"entry_foreign"}, Outside::nothing, insert_of_another_office},
        {"an entry of a command is removed and everything made anew",
         {"command_incomplete"},
         Outside::nothing,
         remove_of_command},
        {"the chain of a case is broken and everything made anew", {"case_chain"}, Outside::nothing, break_chain},
    };
}

}  // namespace giamsat::test
