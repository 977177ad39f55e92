// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/readers.hpp"

#include <algorithm>

namespace giamsat::store {

namespace {

OfficeInfo office_of(Reading& row) {
    OfficeInfo office;
    row.id(office.id);
    office.profile = row.text();
    office.demo = row.integer() != 0;
    office.demo_seed = row.integer();
    office.founded = row.day();
    return office;
}

#define DEFINITION_COLUMNS \
    "SELECT d.workflow, d.hash, d.kind, d.level, d.version, d.published, d.stage, d.edition FROM definition AS d "

DefinitionRecord definition_of(Reading& row) {
    DefinitionRecord definition;
    definition.workflow = row.text();
    definition.hash = row.text();
    definition.kind = row.text();
    definition.level = row.text();
    definition.version = row.small();
    definition.published = row.day();
    definition.stage = row.text();
    definition.edition = row.text();
    return definition;
}

std::pair<std::string, std::string> file_of(Reading& row) {
    std::string path = row.text();
    return {std::move(path), row.text()};
}

Hash hash_of(std::string_view bytes) {
    Hash hash{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
    return hash;
}

}  // namespace

SqliteJournal::SqliteJournal(Database& database, JournalEnd end)
    : database_(database),
      end_(std::move(end)),
      office_(database, "SELECT id, profile, demo, seed, founded FROM office"),
      entry_(database, "SELECT entry FROM log_entry WHERE seq = ?1"),
      of_command_(database,
                  "SELECT e.seq, e.entry FROM log_command AS c JOIN log_entry AS e "
                  "ON e.seq >= c.seq AND e.seq < c.seq + c.n WHERE c.cmd = ?1 ORDER BY e.seq"),
      of_case_(database,
               "SELECT e.seq, e.entry FROM case_entry AS c JOIN log_entry AS e ON e.seq = c.seq "
               "WHERE c.case_id = ?1 ORDER BY c.case_seq"),
      case_head_(database,
                 "SELECT c.case_seq, e.leaf FROM case_entry AS c JOIN log_entry AS e ON e.seq = c.seq "
                 "WHERE c.case_id = ?1 ORDER BY c.case_seq DESC LIMIT 1"),
      blob_(database, "SELECT bytes FROM blob WHERE hash = ?1"),
      profile_files_(database, "SELECT path, hash FROM profile_file ORDER BY path"),
      edition_files_(database, "SELECT path, hash FROM edition_file WHERE edition = ?1 ORDER BY path"),
      edition_(database, "SELECT edition FROM profile_file LIMIT 1"),
      definition_(database, DEFINITION_COLUMNS "WHERE d.workflow = ?1 AND d.hash = ?2"),
      definitions_(database, DEFINITION_COLUMNS
                   "LEFT JOIN log_command AS c ON c.cmd = d.edition ORDER BY d.workflow, c.seq, d.hash") {}

std::optional<OfficeInfo> SqliteJournal::office() { return first_row(office_.with(), database_, office_of); }

std::optional<std::string> SqliteJournal::entry_bytes(std::uint64_t seq) {
    return first_row(entry_.with(seq), database_, [](Reading& row) { return row.text(); });
}

// A statement of its own, so that the visitor may start another walk.
void SqliteJournal::each(
    std::uint64_t from,
    const std::function<bool(std::uint64_t seq, const std::string& bytes, const Hash& leaf)>& visit) {
    Statement walk(database_, "SELECT seq, entry, leaf FROM log_entry WHERE seq >= ?1 ORDER BY seq");
    Cursor cursor = walk.with(from);
    while (cursor.next())
        if (!visit(static_cast<std::uint64_t>(cursor.integer(0)), cursor.text(1), hash_of(cursor.view(2)))) return;
}

std::vector<std::pair<std::uint64_t, Entry>> SqliteJournal::entries(Cursor cursor) {
    std::vector<std::pair<std::uint64_t, Entry>> entries;
    while (cursor.next()) {
        auto entry = decode_entry(cursor.view(1));
        if (!entry) throw StorageError(entry.error());
        entries.emplace_back(static_cast<std::uint64_t>(cursor.integer(0)), std::move(*entry));
    }
    return entries;
}

std::vector<std::pair<std::uint64_t, Entry>> SqliteJournal::of_command(const CommandId& cmd) {
    return entries(of_command_.with(cmd.value));
}

std::vector<std::pair<std::uint64_t, Entry>> SqliteJournal::of_case(const CaseId& id) {
    return entries(of_case_.with(id.value));
}

std::optional<std::pair<std::int64_t, Hash>> SqliteJournal::case_head(const CaseId& id) {
    Cursor cursor = case_head_.with(id.value);
    if (!cursor.next()) return std::nullopt;
    return std::pair(cursor.integer(0), hash_of(cursor.view(1)));
}

std::optional<std::string> SqliteJournal::blob(const std::string& hash) {
    return first_row(blob_.with(hash), database_, [](Reading& row) { return row.text(); });
}

std::vector<std::pair<std::string, std::string>> SqliteJournal::profile_files() {
    return all_rows(profile_files_.with(), database_, file_of);
}

std::vector<std::pair<std::string, std::string>> SqliteJournal::edition_files(const std::string& edition) {
    return all_rows(edition_files_.with(edition), database_, file_of);
}

std::string SqliteJournal::edition() {
    return first_row(edition_.with(), database_, [](Reading& row) { return row.text(); }).value_or("");
}

std::optional<DefinitionRecord> SqliteJournal::definition(const std::string& workflow, const std::string& hash) {
    return first_row(definition_.with(workflow, hash), database_, definition_of);
}

std::vector<DefinitionRecord> SqliteJournal::definitions() {
    return all_rows(definitions_.with(), database_, definition_of);
}

AllReaders::AllReaders(Database& database, JournalEnd end)
    : units(database),
      people(database),
      loans(database),
      plans(database),
      teams(database),
      cases(database),
      findings(database),
      ledger(database),
      journal(database, std::move(end)),
      evidence(database),
      subjects(database) {}

}  // namespace giamsat::store
