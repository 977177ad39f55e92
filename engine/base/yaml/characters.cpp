// SPDX-License-Identifier: Apache-2.0
#include "base/yaml/characters.hpp"

#include "base/text/utf8.hpp"

namespace giamsat {

namespace {

Problem refused(ProblemCode code, Details details, const Places& places, std::size_t at) {
    return Problem(code, std::move(details), places.of_byte(at));
}

bool turns_direction(char32_t point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

std::optional<LocalText> wrong_character(char32_t point) {
    if (point == utf8::wrong) return LocalText{"có byte sai", "it holds wrong bytes"};
    if (point == '\n' || point == '\t') return std::nullopt;
    if (point == '\r') return LocalText{"có dấu CR lẻ", "it holds a lone carriage return"};
    if (point < 0x20 || (point >= 0x7F && point <= 0x9F))
        return LocalText{"có ký tự điều khiển", "it holds control characters"};
    if (point == 0xFEFF) return LocalText{"có dấu BOM giữa tệp", "it holds a byte order mark inside"};
    if (turns_direction(point))
        return LocalText{"có ký tự đổi chiều chữ", "it holds characters that turn the writing direction"};
    return std::nullopt;
}

std::optional<Problem> find_wrong_character(std::string_view bytes, const Places& places) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t start = at;
        if (auto why = wrong_character(utf8::next(bytes, at)))
            return refused(ProblemCode::text_encoding, {{"why", why->vi}, {"why_en", why->en}}, places, start);
    }
    return std::nullopt;
}

// Only before the first content can a line beginning with % be a directive.
std::optional<Problem> find_directive(std::string_view bytes, const Places& places) {
    std::size_t at = 0;
    while (at < bytes.size() && (bytes[at] == '\n' || bytes[at] == '#')) {
        const auto end = bytes.find('\n', at);
        at = end == bytes.npos ? bytes.size() : end + 1;
    }
    if (at >= bytes.size() || bytes[at] != '%') return std::nullopt;
    return refused(ProblemCode::yaml_forbidden, {{"what", "chỉ thị (%)"}, {"what_en", "directives (%)"}}, places, at);
}

}  // namespace

std::string without_windows_marks(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n') continue;
        out += bytes[at];
    }
    return out;
}

std::optional<Problem> check_characters(std::string_view bytes, const Places& places) {
    if (auto problem = find_wrong_character(bytes, places)) return problem;
    return find_directive(bytes, places);
}

bool quote_closes(std::string_view scalar) {
    const char quote = scalar.empty() ? '\0' : scalar[0];
    if (quote != '"' && quote != '\'') return true;
    for (std::size_t at = 1; at < scalar.size(); ++at) {
        const bool doubled = quote == '\'' && scalar.substr(at, 2) == "''";
        if (doubled || (quote == '"' && scalar[at] == '\\'))
            ++at;
        else if (scalar[at] == quote)
            return true;
    }
    return false;
}

}  // namespace giamsat
