// SPDX-License-Identifier: Apache-2.0
#include "base/core/ensure.hpp"
#include "base/text/text.hpp"
#include "base/text/utf8.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>

namespace giamsat {

namespace {

const icu::Normalizer2& nfc() {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
    ENSURE(U_SUCCESS(status) && normalizer, "ICU knows NFC");
    return *normalizer;
}

// Blocks where every code point is a starter that NFC leaves alone: all of written Vietnamese. Keeps ICU off hot paths.
bool surely_nfc(char32_t point) {
    return point < 0x300 || (point >= 0x1E00 && point <= 0x1EFF) || (point >= 0x2010 && point <= 0x2027);
}

bool quickly_nfc(std::string_view text) {
    if (utf8::is_ascii(text)) return true;
    for (std::size_t at = 0; at < text.size();) {
        if (!surely_nfc(utf8::next(text, at))) return false;
    }
    return true;
}

icu::StringPiece piece(std::string_view text) { return {text.data(), static_cast<int32_t>(text.size())}; }

bool forbidden_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

Problem encoding(const char* vi, const char* en) {
    return Problem(ProblemCode::text_encoding, {{"why", vi}, {"why_en", en}});
}

}  // namespace

bool is_nfc(std::string_view text) {
    if (quickly_nfc(text)) return true;
    UErrorCode status = U_ZERO_ERROR;
    return nfc().isNormalizedUTF8(piece(text), status) && U_SUCCESS(status);
}

Result<std::string> to_nfc(std::string_view text) {
    if (!is_valid_utf8(text)) return encoding("có byte sai", "it holds wrong bytes");
    if (std::any_of(text.begin(), text.end(), forbidden_control))
        return encoding("có ký tự điều khiển", "it holds control characters");
    if (quickly_nfc(text)) return std::string(text);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode status = U_ZERO_ERROR;
    nfc().normalizeUTF8(0, piece(text), sink, nullptr, status);
    ENSURE(U_SUCCESS(status), "ICU normalizes valid UTF-8");
    return out;
}

}  // namespace giamsat
