// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/readers.hpp"
#include "adapters/store/recorder.hpp"

namespace giamsat::store {

namespace {

#define CHECKPOINT_COLUMNS "SELECT origin, size, text, line, made FROM log_checkpoint "

void require(bool holds, const char* vi, const char* en) {
    if (!holds) throw StorageError(Problem(ProblemCode::journal_damaged, {{"what", vi}, {"what_en", en}}));
}

}  // namespace

SqliteEvidence::SqliteEvidence(Database& database)
    : database_(database),
      hashes_(stored_hashes(database)),
      origin_(
          database,
          "SELECT origin FROM (SELECT number, origin FROM recovery UNION ALL SELECT 0, 'giamsat.invalid/' || office "
          "FROM log_head) ORDER BY number DESC LIMIT 1"),
      last_(database, CHECKPOINT_COLUMNS "WHERE origin = ?1 ORDER BY size DESC LIMIT 1"),
      all_(database, CHECKPOINT_COLUMNS "ORDER BY made, origin, size"),
      cosignatures_(database,
                    "SELECT line FROM log_cosignature WHERE origin = ?1 AND size = ?2 ORDER BY name, key_id") {}

std::string SqliteEvidence::origin() {
    return first_row(origin_.with(), database_, [](Reading& row) { return row.text(); }).value_or("");
}

KeptCheckpoint SqliteEvidence::checkpoint_of(Reading& row) {
    const std::string origin = row.text();
    const std::int64_t size = row.integer();
    std::string text = row.text(), lines = row.text();
    const Instant made{row.integer()};
    for (const std::string& line :
         all_rows(cosignatures_.with(origin, size), database_, [](Reading& one) { return one.text(); }))
        lines += line;
    auto checkpoint = parse_signed_checkpoint(text + "\n" + lines);
    require(checkpoint.has_value(), "một điểm chốt đã lưu không đọc được", "a kept checkpoint cannot be read");
    return {std::move(*checkpoint), made};
}

std::optional<KeptCheckpoint> SqliteEvidence::last_checkpoint() {
    return first_row(last_.with(origin()), database_, [this](Reading& row) { return checkpoint_of(row); });
}

std::vector<KeptCheckpoint> SqliteEvidence::checkpoints() {
    return all_rows(all_.with(), database_, [this](Reading& row) { return checkpoint_of(row); });
}

}  // namespace giamsat::store
