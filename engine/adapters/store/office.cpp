// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/office.hpp"

#include "adapters/store/file.hpp"
#include "adapters/store/forgetting.hpp"
#include "adapters/store/key_file.hpp"
#include "adapters/store/mark.hpp"
#include "adapters/store/new_office.hpp"
#include "adapters/store/office_lock.hpp"
#include "adapters/store/readers.hpp"
#include "adapters/store/recorder.hpp"
#include "adapters/store/signed_end.hpp"
#include "adapters/store/start_checks.hpp"
#include "base/core/ensure.hpp"
#include "kernel/journal/entry.hpp"
#include "kernel/projection/project.hpp"

#include <algorithm>

namespace giamsat {

using namespace store;

struct Office::Impl {
    std::filesystem::path folder;
    OfficeId id;
    bool writes = false;
    std::optional<OfficeLock> lock;
    std::unique_ptr<Database> database;
    std::unique_ptr<KeyFile> keys;  // none without_keys
    std::unique_ptr<Vault> no_keys;
    std::unique_ptr<SqliteRecorder> recorder;
    std::unique_ptr<AllReaders> readers;
};

namespace {

[[noreturn]] void journal_damaged(const char* vi, const char* en) {
    throw StorageError(Problem(ProblemCode::journal_damaged, {{"what", vi}, {"what_en", en}}));
}

// What log_head says, believed.
Problem lost_end(const LocalText& lost) {
    return {
        ProblemCode::journal_damaged,
        {{"what", lost.vi},
         {"what_en", lost.en},
         {"advice",
          "Giữ nguyên tệp làm chứng cứ. Nếu đã chủ ý đặt lại bản cũ: “giamsat journal recover” (nếu bên ký cũng là "
          "bản cũ thì bỏ tệp office.mark)."},
         {"advice_en",
          "Keep the files as evidence. If an older copy was put here on purpose: “giamsat journal recover” (where the "
          "signer is an older copy too, remove office.mark)."}}};
}

std::pair<std::uint64_t, Hash> head_of(Database& database) {
    Statement read(database, "SELECT size, root FROM log_head");
    Cursor cursor = read.with();
    Hash root{};
    if (!cursor.next() || cursor.view(1).size() != root.size())
        journal_damaged("thiếu dòng log_head", "the row of log_head is missing");
    std::copy_n(cursor.view(1).begin(), root.size(), root.begin());
    return {static_cast<std::uint64_t>(cursor.integer(0)), root};
}

// The journal must end where and how it was left.
Frontier checked_frontier(Database& database) {
    const auto [size, root] = head_of(database);
    if (database.number("SELECT coalesce(max(seq) + 1, 0) FROM log_entry") != static_cast<std::int64_t>(size))
        journal_damaged("số mục khác với log_head", "the number of entries differs from log_head");
    Frontier frontier = stored_frontier(database, size);
    if (frontier.root() != root)
        journal_damaged("gốc của cây khác với log_head", "the root of the tree differs from log_head");
    return frontier;
}

// What was written last is what its leaf says, and this program understands it.
Done check_last_entry(Database& database, std::uint64_t size) {
    if (size == 0) return {};
    Statement read(database, "SELECT leaf, entry FROM log_entry WHERE seq = ?1");
    Cursor cursor = read.with(size - 1);
    ENSURE(cursor.next(), "the frontier has read the last leaf");
    const std::string bytes(cursor.view(1));
    const Hash leaf = leaf_hash(bytes);
    if (cursor.view(0) != as_bytes(leaf))
        journal_damaged("mục cuối không khớp mã băm của nó", "the last entry does not match its hash");
    auto entry = decode_entry(bytes);
    if (!entry) return std::move(entry.error());
    auto changes = project(*entry);
    if (!changes) return std::move(changes.error());
    return {};
}

template <class Make>
Result<std::unique_ptr<Office>> caught(Make make) {
    try {
        return make();
    } catch (const StorageError& error) {
        return error.problem;
    }
}

}  // namespace

Office::Office(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Office::~Office() = default;

Result<std::unique_ptr<Office>> Office::create(const std::filesystem::path& folder, const OfficeId& id,
                                               Entropy& entropy) {
    if (auto made = create_office_files(folder, id, entropy); !made) return std::move(made.error());
    return open(folder, Mode::write, entropy);
}

Result<std::unique_ptr<Office>> Office::open(const std::filesystem::path& folder, Mode mode, Entropy& entropy) {
    const auto path = office_path(folder);
    if (!std::filesystem::exists(path)) return Problem(ProblemCode::office_missing, {{"path", folder.string()}});
    return caught([&]() -> Result<std::unique_ptr<Office>> {
        const bool write = mode == Mode::write;
        auto impl = std::make_unique<Impl>();
        impl->folder = folder;
        if (write)
            impl->lock.emplace(OfficeLock::take(folder));
        else
            bring_up_to_date(folder, office_file_kind());
        impl->database = write ? open_to_write(path, office_file_kind()) : open_to_read(path, office_file_kind());
        if (!write) impl->database->run("BEGIN");
        impl->id.value = impl->database->text("SELECT office FROM log_head");
        if (mode == Mode::without_keys)
            impl->no_keys = std::make_unique<NoKeys>();
        else
            impl->keys = KeyFile::open(folder, impl->id, write, entropy);
        // An older copy of keys.db may have been put back.
        if (impl->keys) impl->keys->hide(erased_subjects(*impl->database));
        impl->writes = write;
        JournalEnd end = [office = impl.get()] {
            if (!office->recorder) return head_of(*office->database);
            return std::pair(office->recorder->frontier().size(), office->recorder->frontier().root());
        };
        impl->readers = std::make_unique<AllReaders>(*impl->database, std::move(end));
        return std::unique_ptr<Office>(new Office(std::move(impl)));
    });
}

const OfficeId& Office::id() const { return impl_->id; }
const std::filesystem::path& Office::folder() const { return impl_->folder; }
Readers Office::readers() { return impl_->readers->ports(); }
Vault& Office::vault() { return impl_->keys ? static_cast<Vault&>(*impl_->keys) : *impl_->no_keys; }

void Office::forget(const std::vector<std::string>& subjects) {
    ENSURE(impl_->writes, "keys are destroyed by the one writer");
    store::forget(*impl_->database, *impl_->keys, impl_->folder, subjects);
}

Result<Office::KeyCheck> Office::check_keys() try {
    ENSURE(impl_->keys, "keys are checked where they are");
    KeyCheck check{impl_->keys->check_all(), 0};
    Statement sealed(*impl_->database,
                     "SELECT id FROM unit WHERE enc IS NOT NULL UNION SELECT id FROM person WHERE enc IS NOT NULL "
                     "EXCEPT SELECT subject FROM erasure");
    for (Cursor row = sealed.with(); row.next();)
        if (impl_->keys->gone(row.text(0))) ++check.without;
    return check;
} catch (const StorageError& error) {
    return error.problem;
}

Done Office::verify_end() {
    try {
        const std::uint64_t size = head_of(*impl_->database).first;
        if (auto lost = lost_since(Mark::read(impl_->folder), *impl_->database, size)) return lost_end(*lost);
    } catch (const StorageError& error) {
        return error.problem;
    }
    return verify_restored();
}

Done Office::verify_restored() {
    ENSURE(impl_->writes, "only an office opened for writing is verified before it writes");
    try {
        Frontier frontier = checked_frontier(*impl_->database);
        GIAMSAT_CHECK(check_last_entry(*impl_->database, frontier.size()));
        check_signed_end(*impl_->database, frontier.size());
        impl_->recorder = std::make_unique<SqliteRecorder>(*impl_->database, std::move(frontier));
        forget(erased_subjects(*impl_->database));  // what a crash, or an older keys.db, left undone
    } catch (const StorageError& error) {
        return error.problem;
    }
    return {};
}

Done Office::verify_start() {
    GIAMSAT_CHECK(verify_end());
    try {
        check_file(*impl_->database);
        check_tail(*impl_->database, impl_->recorder->frontier().size());
    } catch (const StorageError& error) {
        return error.problem;
    }
    return {};
}

bool Office::was_left_open() const { return impl_->lock && impl_->lock->was_left_open(); }
void Office::found_sound() { impl_->lock->found_sound(); }
void Office::leave_open() { impl_->lock->leave_open(); }

void Office::renew() {
    ENSURE(!impl_->writes, "only who reads has a view that stands still");
    impl_->database->run("COMMIT; BEGIN;");
}

Recorder& Office::recorder() {
    if (impl_->recorder) return *impl_->recorder;
    if (auto verified = verify_end(); !verified) throw StorageError(std::move(verified.error()));
    return *impl_->recorder;
}

}  // namespace giamsat
