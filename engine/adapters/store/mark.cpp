// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/mark.hpp"

#include "adapters/store/readers.hpp"
#include "adapters/store/recorder.hpp"
#include "base/platform/files.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

namespace giamsat::store {

namespace {

std::filesystem::path mark_path(const std::filesystem::path& folder) { return folder / "office.mark"; }

std::string line_of(const Marked& marked) {
    const std::string what = fmt::format("{} {:020} {}", marked.origin, marked.size, to_hex(marked.root));
    return fmt::format("{} {}\n", what, to_hex(sha256(what)));
}

}  // namespace

Mark::Mark(const std::filesystem::path& folder)
    : file_(::open(mark_path(folder).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)) {}

Mark::~Mark() {
    if (file_ >= 0) ::close(file_);
}

void Mark::keep(const Marked& marked) {
    const std::string line = line_of(marked);
    if (file_ >= 0) [[maybe_unused]]
        const auto kept = ::pwrite(file_, line.data(), line.size(), 0);
}

std::optional<Marked> Mark::read(const std::filesystem::path& folder) {
    const auto text = read_file(mark_path(folder), 4096);
    if (!text) return std::nullopt;
    Marked marked;
    std::string root;
    std::istringstream words(*text);
    words >> marked.origin >> marked.size >> root;
    const auto bytes = from_hex(root);
    if (!bytes || bytes->size() != marked.root.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), marked.root.begin());
    return text->starts_with(line_of(marked)) ? std::optional(marked) : std::nullopt;
}

std::string origin_of(Database& database) { return SqliteEvidence(database).origin(); }

std::optional<LocalText> lost_since(const std::optional<Marked>& marked, Database& database, std::uint64_t size) {
    if (!marked || marked->origin != origin_of(database)) return std::nullopt;
    if (size < marked->size)
        return LocalText{fmt::format("nhật ký từng có {} mục, nay còn {}", marked->size, size),
                         fmt::format("the journal had {} entries once, it has {} now", marked->size, size)};
    if (stored_frontier(database, marked->size).root() != marked->root)
        return LocalText{fmt::format("{} mục đầu không còn là những mục đã được xác nhận", marked->size),
                         fmt::format("the first {} entries are not those that were acknowledged", marked->size)};
    return std::nullopt;
}

}  // namespace giamsat::store
