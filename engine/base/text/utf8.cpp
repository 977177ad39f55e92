// SPDX-License-Identifier: Apache-2.0
#include "base/text/utf8.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace giamsat {

namespace utf8 {

namespace {

struct Shape {
    int length;
    char32_t bits;   // of the lead byte
    char32_t least;  // smallest code point that needs this length
};

Shape shape_of(unsigned char lead) {
    if (lead < 0x80) return {1, lead, 0};
    if (lead >= 0xC2 && lead < 0xE0) return {2, static_cast<char32_t>(lead & 0x1F), 0x80};
    if (lead >= 0xE0 && lead < 0xF0) return {3, static_cast<char32_t>(lead & 0x0F), 0x800};
    if (lead >= 0xF0 && lead < 0xF5) return {4, static_cast<char32_t>(lead & 0x07), 0x10000};
    return {0, 0, 0};
}

bool is_scalar_value(char32_t point) { return point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF); }

}  // namespace

char32_t next(std::string_view text, std::size_t& at) {
    const Shape shape = shape_of(static_cast<unsigned char>(text[at]));
    const auto length = static_cast<std::size_t>(shape.length);
    char32_t point = shape.bits;
    if (length == 0 || text.size() - at < length) return ++at, wrong;
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xC0) != 0x80) return ++at, wrong;
        point = (point << 6) | (byte & 0x3F);
    }
    if (point < shape.least || !is_scalar_value(point)) return ++at, wrong;
    at += length;
    return point;
}

bool is_ascii(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + at, 8);
        if (eight & 0x8080808080808080U) return false;
    }
    return std::none_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                        [](char c) { return (c & 0x80) != 0; });
}

}  // namespace utf8

bool is_valid_utf8(std::string_view text) {
    if (utf8::is_ascii(text)) return true;
    for (std::size_t at = 0; at < text.size();) {
        if (utf8::next(text, at) == utf8::wrong) return false;
    }
    return true;
}

}  // namespace giamsat
