// SPDX-License-Identifier: Apache-2.0
#include "base/core/ensure.hpp"
#include "base/text/text.hpp"
#include "base/text/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace giamsat {

namespace {

icu::UnicodeString without_marks(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString apart = icu::Normalizer2::getNFDInstance(status)->normalize(text, status);
    ENSURE(U_SUCCESS(status), "ICU decomposes");
    icu::UnicodeString out;
    for (int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        const UChar32 point = apart.char32At(at);
        if (u_charType(point) != U_NON_SPACING_MARK) out.append(point);
    }
    return out;
}

icu::UnicodeString fold(const icu::UnicodeString& text) {
    icu::UnicodeString folded = without_marks(text).foldCase();
    return folded.findAndReplace(icu::UnicodeString(UChar32{0x111}), icu::UnicodeString(UChar32{'d'}));
}

// The Latin blocks of written Vietnamese, each letter folded once; 0 where the whole text must go to ICU.
constexpr std::size_t block_size = 0x250;
constexpr char32_t extended_start = 0x1E00;
constexpr std::size_t extended_size = 0x100;
using LetterTable = std::array<char, block_size + extended_size>;

char folded_letter(char32_t point) {
    const icu::UnicodeString out = fold(icu::UnicodeString(static_cast<UChar32>(point)));
    return out.length() == 1 && out[0] < 0x80 ? static_cast<char>(out[0]) : '\0';
}

LetterTable make_letters() {
    LetterTable letters{};
    for (std::size_t i = 1; i < block_size; ++i) letters[i] = folded_letter(static_cast<char32_t>(i));
    for (std::size_t i = 0; i < extended_size; ++i)
        letters[block_size + i] = folded_letter(extended_start + static_cast<char32_t>(i));
    return letters;
}

char letter(char32_t point) {
    static const LetterTable letters = make_letters();
    if (point < block_size) return letters[point];
    if (point >= extended_start && point < extended_start + extended_size)
        return letters[block_size + (point - extended_start)];
    return '\0';
}

std::string fold_by_icu(std::string_view text) {
    const auto size = static_cast<int32_t>(text.size());
    std::string out;
    fold(icu::UnicodeString::fromUTF8({text.data(), size})).toUTF8String(out);
    return out;
}

int columns_of(char32_t point) {
    const auto code = static_cast<UChar32>(point);
    switch (u_charType(code)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR: return 0;
        default: break;
    }
    const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string fold_for_search(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char folded = letter(utf8::next(text, at));
        if (folded == '\0') return fold_by_icu(text);
        out += folded;
    }
    return out;
}

std::size_t display_width(std::string_view text) {
    if (utf8::is_ascii(text)) return text.size();
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = utf8::next(text, at);
        width +=
            point < 0x300 || (point >= 0x1E00 && point <= 0x1EFF) ? 1 : static_cast<std::size_t>(columns_of(point));
    }
    return width;
}

namespace {

std::size_t missing(std::string_view text, std::size_t width) {
    const std::size_t has = display_width(text);
    return has < width ? width - has : 0;
}

}  // namespace

std::string pad_right(std::string_view text, std::size_t width) {
    return std::string(text) + std::string(missing(text, width), ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
    return std::string(missing(text, width), ' ') + std::string(text);
}

}  // namespace giamsat
