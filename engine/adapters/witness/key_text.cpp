// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/key_text.hpp"

#include "base/platform/files.hpp"
#include "kernel/journal/note.hpp"

#include <algorithm>

namespace giamsat {

namespace {

constexpr std::size_t key_file_max = 256;

Problem bad_key(const std::filesystem::path& path) {
    return {ProblemCode::file_unreadable,
            {{"file", path.string()},
             {"why", "không phải khóa 64 chữ số hex"},
             {"why_en", "it is no key of 64 hex digits"}}};
}

}  // namespace

std::string_view without_line_end(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

Result<Key> read_key(const std::filesystem::path& path) {
    GIAMSAT_TRY(text, read_file(path, key_file_max));
    const auto bytes = from_hex(without_line_end(text));
    Key key{};
    if (!bytes || bytes->size() != key.size()) return bad_key(path);
    std::copy(bytes->begin(), bytes->end(), key.begin());
    return key;
}

Done check_key_name(const std::string& field, const std::string& name) {
    if (is_key_name(name)) return {};
    return Problem(ProblemCode::invalid_value, {{"field", field},
                                                {"value", name},
                                                {"why", "tên khóa không rỗng, không có dấu cách hay dấu +"},
                                                {"why_en", "the name of a key has no space and no plus"}});
}

}  // namespace giamsat
