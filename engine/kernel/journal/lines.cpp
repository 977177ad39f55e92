// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/lines.hpp"

#include <algorithm>

namespace giamsat::lines {

std::optional<std::string_view> take(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

std::optional<std::uint64_t> number(std::string_view text) {
    constexpr std::size_t digits_max = 19;  // as many fit 64 bits
    const bool shape = !text.empty() && text.size() <= digits_max && (text == "0" || text.front() != '0');
    if (!shape || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    std::uint64_t value = 0;
    for (char digit : text) value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    if (value >> 63 != 0) return std::nullopt;
    return value;
}

std::optional<Hash> hash(std::string_view base64) {
    const auto bytes = from_base64(base64);
    Hash hash;
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

std::string write(const Hash& hash) { return to_base64(as_bytes(hash)); }

Problem unreadable(LocalText what, LocalText why) {
    return {ProblemCode::evidence_unreadable,
            {{"what", what.vi}, {"what_en", what.en}, {"why", why.vi}, {"why_en", why.en}}};
}

}  // namespace giamsat::lines
