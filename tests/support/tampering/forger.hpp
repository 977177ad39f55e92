// SPDX-License-Identifier: Apache-2.0
// Somebody with every right on the machine who knows this program: writes into the file by raw SQL behind the triggers, and makes
// hashes, tree, chains and tables come out again.
#pragma once

#include "adapters/store/sqlite.hpp"
#include "kernel/journal/entry.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace giamsat::test {

class Forger {
public:
    explicit Forger(const std::filesystem::path& office);

    store::Database& db() { return *database_; }
    void sql(const std::string& statements) { database_->run(statements.c_str()); }
    // With the journal's triggers out of the way, and back as they were.
    void behind_triggers(const std::string& statements);

    // The entries, changed here first.
    std::vector<std::string> entries;
    std::size_t size() const { return entries.size(); }
    Entry entry(std::size_t at) const;
    void put(std::size_t at, const Entry& entry) { entries.at(at) = bytes_of(entry); }
    static std::string bytes_of(const Entry& entry);
    void relink();  // case_seq and case_prev of all, as the writer would have

    // Makes the file agree with `entries`: their rows, the nodes and the head, the projections.
    void write_entries();
    void write_tree();
    void write_tables();  // throws StorageError when an entry cannot be applied
    void write_all() { relink(), write_entries(), write_tree(), write_tables(); }

    std::vector<std::size_t> of_kind(const std::string& kind) const;
    std::size_t command_start(std::size_t at) const;  // where the command of this entry begins
    // An entry of a command of its own that any journal takes anywhere.
    Entry harmless(const std::string& name) const;

private:
    std::unique_ptr<store::Database> database_;
};

}  // namespace giamsat::test
