// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/recorder.hpp"

#include "adapters/store/file.hpp"
#include "base/core/ensure.hpp"

#include <algorithm>

namespace giamsat::store {

SqliteRecorder::SqliteRecorder(Database& database, Frontier frontier)
    : database_(database),
      rows_(database),
      frontier_(std::move(frontier)),
      committed_(frontier_),
      mark_(database.path().parent_path()),
      origin_(origin_of(database)),
      begin_(database, "BEGIN IMMEDIATE"),
      commit_(database, "COMMIT"),
      savepoint_(database, "SAVEPOINT command"),
      release_(database, "RELEASE command"),
      back_(database, "ROLLBACK TO command"),
      entry_(database, "INSERT INTO log_entry (seq, leaf, entry) VALUES (?1, ?2, ?3)"),
      node_(database, "INSERT INTO log_node (level, idx, hash) VALUES (?1, ?2, ?3)"),
      head_(database, "UPDATE log_head SET size = ?1, root = ?2"),
      blob_(database, "INSERT INTO blob (hash, bytes) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING"),
      attempt_(database, "INSERT INTO outbox_attempt (notice, t, outcome) VALUES (?1, ?2, ?3)"),
      checkpoint_(database,
                  "INSERT INTO log_checkpoint (origin, size, text, line, made) VALUES (?1, ?2, ?3, ?4, ?5) "
                  "ON CONFLICT DO NOTHING"),
      cosignature_(database,
                   "INSERT INTO log_cosignature (origin, size, name, key_id, line) "
                   "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET line = ?5") {
    database_.count_wal(wal_pages_);
}

void SqliteRecorder::begin() {
    ENSURE(savepoints_.empty(), "a transaction begins outside any savepoint");
    begin_.run();
    committed_ = frontier_;
}

void SqliteRecorder::commit() {
    ENSURE(savepoints_.empty(), "every savepoint is released or rolled back before the commit");
    if (frontier_.size() != committed_.size()) {
        const Hash root = frontier_.root();
        head_.run(frontier_.size(), Blob{as_bytes(root)});
    }
    commit_.run();
    if (frontier_.size() != committed_.size()) mark_.keep({origin_, frontier_.size(), frontier_.root()});
    committed_ = frontier_;
}

// Everybody has been told, and the WAL keeps what they were told. But a checkpoint that fails says that the ground fails.
void SqliteRecorder::tidy() {
    if (wal_pages_ < wal_pages_that_may_wait) return;
    wal_pages_ = 0;
    database_.run("PRAGMA wal_checkpoint(PASSIVE)");
}

// After some failures SQLite has rolled back by itself; then there is nothing left to roll back.
void SqliteRecorder::rollback() {
    savepoints_.clear();
    frontier_ = committed_;
    if (database_.in_transaction()) database_.run("ROLLBACK");
}

namespace {

// Of a disk that is as good as full, the little a look would write must not take the last.
constexpr std::uintmax_t room_min = 1 << 20;

bool has_little_room(const std::filesystem::path& file) {
    std::error_code unknown;
    const auto space = std::filesystem::space(file, unknown);
    return !unknown && space.available < room_min;
}

}  // namespace

// A transaction that is rolled back writes nothing: only a commit finds out. What could not be moved out of the WAL for lack
// of room is tried again, too.
Done SqliteRecorder::look_for_room() {
    const Problem none(ProblemCode::disk_full, {{"path", database_.path().string()}});
    if (has_little_room(database_.path())) return none;
    try {
        write_a_little();
    } catch (const StorageError& failure) {
        rollback();
        if (failure.problem.code == ProblemCode::disk_full) return none;
        throw;
    }
    return {};
}

void SqliteRecorder::write_a_little() {
    begin();
    database_.run("UPDATE log_head SET size = size");
    commit();
    tidy();
}

void SqliteRecorder::savepoint() {
    savepoint_.run();
    savepoints_.push_back(frontier_);
}

void SqliteRecorder::release() {
    ENSURE(!savepoints_.empty(), "a savepoint is open");
    release_.run();
    savepoints_.pop_back();
}

void SqliteRecorder::rollback_to_savepoint() {
    ENSURE(!savepoints_.empty(), "a savepoint is open");
    frontier_ = std::move(savepoints_.back());
    savepoints_.pop_back();
    back_.run();
    release_.run();
}

std::pair<std::uint64_t, Hash> SqliteRecorder::append(const std::string& entry_bytes) {
    ENSURE(database_.in_transaction(), "an entry is appended within a transaction");
    const std::uint64_t seq = frontier_.size();
    const Hash leaf = leaf_hash(entry_bytes);
    entry_.run(seq, Blob{as_bytes(leaf)}, Blob{entry_bytes});
    frontier_.append(leaf, &completed_);
    if (!completed_.empty()) store_nodes();
    return {seq, leaf};
}

void SqliteRecorder::store_nodes() {
    for (const FullNode& node : completed_) node_.run(node.level, node.index, Blob{as_bytes(node.hash)});
    completed_.clear();
}

void SqliteRecorder::put_blob(const std::string& hash, const std::string& bytes) {
    ENSURE(to_hex(sha256(bytes)) == hash, "a blob is kept under its own hash");
    blob_.run(hash, Blob{bytes});
}

void SqliteRecorder::note_attempt(const std::string& notice, Instant t, const std::string& outcome) {
    attempt_.run(notice, t.ms, outcome);
}

void SqliteRecorder::keep_checkpoint(const SignedCheckpoint& checkpoint, Instant made) {
    ENSURE(!checkpoint.note.signatures.empty(), "a checkpoint is kept signed");
    checkpoint_.run(checkpoint.checkpoint.origin, checkpoint.checkpoint.size, checkpoint.note.text,
                    signature_line(checkpoint.note.signatures.front()), made.ms);
}

void SqliteRecorder::keep_cosignature(const Checkpoint& checkpoint, const NoteSignature& signature) {
    cosignature_.run(checkpoint.origin, checkpoint.size, signature.name, signature.id, signature_line(signature));
}

namespace {

Hash hash_in(Cursor cursor, const Database& database) {
    Hash hash{};
    if (!cursor.next() || cursor.view(0).size() != hash.size())
        throw StorageError(Problem(ProblemCode::journal_damaged,
                                   {{"what", "thiếu mã băm của cây trong " + database.path().string()},
                                    {"what_en", "a hash of the tree is missing in " + database.path().string()}}));
    std::copy_n(cursor.view(0).begin(), hash.size(), hash.begin());
    return hash;
}

}  // namespace

StoredHashes stored_hashes(Database& database) {
    auto leaf = std::make_shared<Statement>(database, "SELECT leaf FROM log_entry WHERE seq = ?1");
    auto node = std::make_shared<Statement>(database, "SELECT hash FROM log_node WHERE level = ?1 AND idx = ?2");
    return {[leaf, &database](std::uint64_t seq) { return hash_in(leaf->with(seq), database); },
            [node, &database](int level, std::uint64_t index) { return hash_in(node->with(level, index), database); }};
}

Frontier stored_frontier(Database& database, std::uint64_t size) {
    const StoredHashes hashes = stored_hashes(database);
    return rebuild_frontier(size, hashes.leaf, hashes.full);
}

}  // namespace giamsat::store
