// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/key_file.hpp"

#include "adapters/store/file.hpp"
#include "base/core/ensure.hpp"
#include "base/platform/files.hpp"

#include <algorithm>

namespace giamsat::store {

namespace {

constexpr std::size_t known_max = 500'000;  // keys held in memory, about 100 bytes each
constexpr std::string_view lookup_binding = "lookup";

std::string_view bytes_of(const Nonce& nonce) { return {reinterpret_cast<const char*>(nonce.data()), nonce.size()}; }

template <class Array>
std::optional<Array> array_of(std::string_view bytes) {
    Array array;
    if (bytes.size() != array.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), array.begin());
    return array;
}

[[noreturn]] void refuse(ProblemCode code, const std::filesystem::path& path) {
    throw StorageError(Problem(code, {{"path", path.string()}}));
}

void require(Done done) {
    if (!done) throw StorageError(std::move(done.error()));
}

Key read_office_key(const std::filesystem::path& path) {
    auto text = read_file(path, 256);
    if (!text) refuse(ProblemCode::keys_missing, path);
    while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
    const auto bytes = from_hex(*text);
    const auto key = bytes ? array_of<Key>(*bytes) : std::nullopt;
    if (!key) refuse(ProblemCode::keys_foreign, path);
    return *key;
}

std::string lookup_place(const OfficeId& office) { return office.value + "/" + std::string(lookup_binding); }

}  // namespace

void KeyFile::create(const std::filesystem::path& keys, const std::filesystem::path& office_key, const OfficeId& office,
                     Entropy& entropy) {
    const Key key = entropy.bytes32("office-key");
    const Key lookup = entropy.bytes32("lookup-key");
    const Nonce nonce = entropy.nonce("wrap/lookup");
    require(write_file(office_key, to_hex(key) + "\n", true));
    auto database = create_file(keys, key_file_kind());
    const std::string wrapped = giamsat::seal(key, nonce, as_bytes(lookup), lookup_place(office));
    Statement(*database, "INSERT INTO key_office (one, office, nonce, lookup) VALUES (1, ?1, ?2, ?3)")
        .run(office.value, Blob{bytes_of(nonce)}, Blob{wrapped});
    finish_file(std::move(database));
}

std::unique_ptr<KeyFile> KeyFile::open(const std::filesystem::path& folder, const OfficeId& office, bool write,
                                       Entropy& entropy) {
    const auto path = keys_path(folder);
    if (!std::filesystem::exists(path)) refuse(ProblemCode::keys_missing, path);
    const Key key = read_office_key(office_key_path(folder));
    auto database = write ? open_to_write(path, key_file_kind()) : open_to_read(path, key_file_kind());
    if (database->text("SELECT office FROM key_office") != office.value) refuse(ProblemCode::keys_foreign, path);
    std::unique_ptr<KeyFile> file(new KeyFile(std::move(database), office, key, entropy));
    file->unlock();
    return file;
}

KeyFile::KeyFile(std::unique_ptr<Database> database, const OfficeId& office, const Key& office_key, Entropy& entropy)
    : database_(std::move(database)),
      office_(office),
      office_key_(office_key),
      entropy_(entropy),
      find_(*database_, "SELECT kid, nonce, wrapped FROM subject_key WHERE subject = ?1"),
      insert_(*database_, "INSERT INTO subject_key (subject, kid, nonce, wrapped) VALUES (?1, ?2, ?3, ?4)") {
    database_->count_wal(wal_pages_);
}

// The office key is the right one when it opens the look-up key.
void KeyFile::unlock() {
    Statement read(*database_, "SELECT nonce, lookup FROM key_office");
    Cursor cursor = read.with();
    const auto nonce = cursor.next() ? array_of<Nonce>(cursor.view(0)) : std::nullopt;
    const auto plain = nonce ? open_sealed(office_key_, *nonce, cursor.view(1), lookup_place(office_)) : std::nullopt;
    const auto lookup = plain ? array_of<Key>(*plain) : std::nullopt;
    // Which of the two is the strange one cannot be known.
    if (!lookup) refuse(ProblemCode::keys_foreign, database_->path().parent_path() / "office.key, keys.db");
    lookup_key_ = *lookup;
}

std::string KeyFile::binding(const std::string& subject, const std::string& kid) const {
    return office_.value + "/" + subject + "/" + kid;
}

const KeyFile::SubjectKey* KeyFile::find(const std::string& subject) {
    if (hidden_.contains(subject)) return nullptr;
    const auto at = known_.find(subject);
    if (at != known_.end()) return &at->second;
    Cursor cursor = find_.with(subject);
    if (!cursor.next()) return nullptr;
    SubjectKey key{cursor.text(0), {}};
    const auto nonce = array_of<Nonce>(cursor.view(1));
    const auto plain =
        nonce ? open_sealed(office_key_, *nonce, cursor.view(2), binding(subject, key.kid)) : std::nullopt;
    const auto bytes = plain ? array_of<Key>(*plain) : std::nullopt;
    if (!bytes) refuse(ProblemCode::keys_foreign, database_->path());
    key.key = *bytes;
    return &keep(subject, key);
}

// What is not yet durable is never let go: discard_unflushed() must find it.
const KeyFile::SubjectKey& KeyFile::keep(const std::string& subject, const SubjectKey& key) {
    if (known_.size() >= known_max && unflushed_.empty()) known_.clear();
    return known_.emplace(subject, key).first->second;
}

const KeyFile::SubjectKey& KeyFile::find_or_make(const std::string& subject) {
    if (const SubjectKey* key = find(subject)) return *key;
    ENSURE(!hidden_.contains(subject), "an erased subject gets no new key");
    const SubjectKey key{entropy_.id("kid/" + subject).substr(0, 16), entropy_.bytes32("key/" + subject)};
    store(subject, key);
    const SubjectKey& kept = keep(subject, key);
    unflushed_.push_back(subject);
    return kept;
}

void KeyFile::store(const std::string& subject, const SubjectKey& key) {
    if (!database_->in_transaction()) database_->run("BEGIN IMMEDIATE");
    const Nonce nonce = entropy_.nonce("wrap/" + subject);
    const std::string wrapped = giamsat::seal(office_key_, nonce, as_bytes(key.key), binding(subject, key.kid));
    insert_.run(subject, key.kid, Blob{bytes_of(nonce)}, Blob{wrapped});
}

Encrypted KeyFile::seal(const OfficeId& office, const CommandId& cmd, int i, const std::string& subject,
                        const std::string& path, std::string_view plain) {
    const SubjectKey& key = find_or_make(subject);
    const Nonce nonce = entropy_.nonce("seal/" + cmd.value + "/" + std::to_string(i) + "/" + subject + "/" + path);
    const std::string sealed = giamsat::seal(key.key, nonce, plain, associated_data(office, cmd, i, subject, path));
    return {subject, key.kid, to_hex(bytes_of(nonce)), to_base64(sealed), to_hex(key_commitment(key.key, nonce)), path};
}

// The commitment is checked first: the cipher alone would let one text be opened under two keys.
std::optional<std::string> KeyFile::open(const OfficeId& office, const CommandId& cmd, int i, const Encrypted& sealed) {
    const SubjectKey* key = find(sealed.subject);
    if (!key || key->kid != sealed.kid) return std::nullopt;
    const auto nonce_bytes = from_hex(sealed.nonce);
    const auto nonce = nonce_bytes ? array_of<Nonce>(*nonce_bytes) : std::nullopt;
    const auto text = from_base64(sealed.ct);
    if (!nonce || !text || to_hex(key_commitment(key->key, *nonce)) != sealed.commit) return std::nullopt;
    return open_sealed(key->key, *nonce, *text, associated_data(office, cmd, i, sealed.subject, sealed.path));
}

std::string KeyFile::digest(std::string_view kind, std::string_view text) {
    std::string both(kind);
    both += '\0';
    both += text;
    return to_hex(hmac_sha256(lookup_key_, both));
}

void KeyFile::flush() {
    if (database_->in_transaction()) database_->run("COMMIT");
    unflushed_.clear();
    if (wal_pages_ < wal_pages_that_may_wait) return;
    wal_pages_ = 0;
    database_->run("PRAGMA wal_checkpoint(PASSIVE)");
}

void KeyFile::discard_unflushed() {
    if (database_->in_transaction()) database_->run("ROLLBACK");
    for (const auto& subject : unflushed_) known_.erase(subject);
    unflushed_.clear();
}

void KeyFile::hide(const std::vector<std::string>& subjects) {
    for (const std::string& subject : subjects) {
        hidden_.insert(subject);
        const auto known = known_.find(subject);
        if (known == known_.end()) continue;
        wipe(known->second.key);
        known_.erase(known);
    }
}

void KeyFile::destroy(const std::vector<std::string>& subjects) {
    ENSURE(!database_->in_transaction(), "keys are destroyed outside any transaction");
    hide(subjects);
    if (!subjects.empty()) take_out(subjects);
    if (database_->number("SELECT count(*) FROM wipe_owed") > 0) write_anew();
}

// Durable before anything else, with the note of what is still owed: from here on no reader finds the key.
void KeyFile::take_out(const std::vector<std::string>& subjects) {
    Statement owe(*database_,
                  "INSERT INTO wipe_owed (subject) SELECT subject FROM subject_key WHERE subject = ?1 ON CONFLICT DO "
                  "NOTHING");
    Statement take(*database_, "DELETE FROM subject_key WHERE subject = ?1");
    database_->run("BEGIN IMMEDIATE");
    try {
        for (const std::string& subject : subjects) owe.run(subject), take.run(subject);
        database_->run("COMMIT");
    } catch (...) {
        if (database_->in_transaction()) database_->run("ROLLBACK");
        throw;
    }
}

// Deleted cells are overwritten with zeros, but pages that were split or merged before may hold older copies: only a file
// written anew has none. The WAL is emptied before and after, so that no frame of it does either.
void KeyFile::write_anew() {
    empty_wal(*database_);
    vacuum(*database_);
    empty_wal(*database_);
    database_->run("DELETE FROM wipe_owed");
}

std::int64_t KeyFile::check_all() {
    std::int64_t count = 0;
    Statement all(*database_, "SELECT subject FROM subject_key");
    for (Cursor row = all.with(); row.next();) count += find(row.text(0)) != nullptr;
    return count;
}

Encrypted NoKeys::seal(const OfficeId&, const CommandId&, int, const std::string&, const std::string&,
                       std::string_view) {
    ENSURE(false, "an office opened without its keys is not written to");
    return {};
}

}  // namespace giamsat::store
