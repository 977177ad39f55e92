// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/office.hpp"

#include "adapters/store/file.hpp"
#include "adapters/store/key_file.hpp"
#include "adapters/store/new_office.hpp"
#include "adapters/store/office_lock.hpp"
#include "adapters/store/readers.hpp"
#include "adapters/store/recorder.hpp"
#include "base/core/ensure.hpp"

#include <algorithm>

namespace giamsat {

using namespace store;

struct Office::Impl {
    std::filesystem::path folder;
    OfficeId id;
    std::optional<OfficeLock> lock;
    std::unique_ptr<Database> database;
    std::unique_ptr<Vault> vault;
    std::unique_ptr<SqliteRecorder> recorder;
    std::unique_ptr<AllReaders> readers;
};

namespace {

[[noreturn]] void journal_damaged(const char* vi, const char* en) {
    throw StorageError(Problem(ProblemCode::journal_damaged, {{"what", vi}, {"what_en", en}}));
}

// What log_head says, believed.
std::pair<std::uint64_t, Hash> head_of(Database& database) {
    Statement read(database, "SELECT size, root FROM log_head");
    Cursor cursor = read.with();
    Hash root{};
    if (!cursor.next() || cursor.view(1).size() != root.size())
        journal_damaged("thiếu dòng log_head", "the row of log_head is missing");
    std::copy_n(cursor.view(1).begin(), root.size(), root.begin());
    return {static_cast<std::uint64_t>(cursor.integer(0)), root};
}

// Before the first write: the journal must end where and how it was left.
Frontier checked_frontier(Database& database) {
    const auto [size, root] = head_of(database);
    if (database.number("SELECT coalesce(max(seq) + 1, 0) FROM log_entry") != static_cast<std::int64_t>(size))
        journal_damaged("số mục khác với log_head", "the number of entries differs from log_head");
    Frontier frontier = stored_frontier(database, size);
    if (frontier.root() != root)
        journal_damaged("gốc của cây khác với log_head", "the root of the tree differs from log_head");
    return frontier;
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
            impl->vault = std::make_unique<NoKeys>();
        else
            impl->vault = KeyFile::open(folder, impl->id, write, entropy);
        if (write)
            impl->recorder = std::make_unique<SqliteRecorder>(*impl->database, checked_frontier(*impl->database));
        JournalEnd end = [database = impl->database.get(), recorder = impl->recorder.get()] {
            if (!recorder) return head_of(*database);
            return std::pair(recorder->frontier().size(), recorder->frontier().root());
        };
        impl->readers = std::make_unique<AllReaders>(*impl->database, std::move(end));
        return std::unique_ptr<Office>(new Office(std::move(impl)));
    });
}

const OfficeId& Office::id() const { return impl_->id; }
const std::filesystem::path& Office::folder() const { return impl_->folder; }
Readers Office::readers() { return impl_->readers->ports(); }
Vault& Office::vault() { return *impl_->vault; }

Recorder& Office::recorder() {
    ENSURE(impl_->recorder != nullptr, "only an office opened for writing records");
    return *impl_->recorder;
}

}  // namespace giamsat
