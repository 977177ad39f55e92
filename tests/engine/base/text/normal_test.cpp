// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "support/catch.hpp"

using namespace giamsat;

namespace {

std::string utf8_of(char32_t point) {
    const auto byte = [](char32_t value) { return static_cast<char>(value); };
    if (point < 0x80) return {byte(point)};
    if (point < 0x800) return {byte(0xC0 | point >> 6), byte(0x80 | (point & 63))};
    return {byte(0xE0 | point >> 12), byte(0x80 | (point >> 6 & 63)), byte(0x80 | (point & 63))};
}

}  // namespace

TEST_CASE("well-formed UTF-8 is told from the rest", "[text]") {
    for (const char* good : {"", "abc", "Đoàn kiểm tra số 3", "\xF0\x9F\x98\x80", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"})
        CHECK(is_valid_utf8(good));
    for (const char* wrong :
         {"\x80", "\xC3", "\xC3\x28", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xE0\xA0", "\xED\xA0\x80",
          "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "12345678\xFF", "abc\xE1\xBA"}) {
        INFO(wrong);
        CHECK_FALSE(is_valid_utf8(wrong));
    }
}

TEST_CASE("Vietnamese typed with separate marks becomes one letter each", "[text]") {
    CHECK(to_nfc("Hoa\xCC\x80 Bi\xCC\x80nh").value() == "Hoà Bình");
    CHECK(to_nfc("kie\xCC\x82\xCC\x89m").value() == "kiểm");
    CHECK(is_nfc("kiểm tra, giám sát"));
    CHECK_FALSE(is_nfc("Hoa\xCC\x80"));
    CHECK_FALSE(is_nfc("\xE2\x84\xA6"));  // the ohm sign, which NFC turns into a Greek letter
}

// A Chinese letter at the end takes the answer from the quick way to ICU, which must say the same of the first letter.
TEST_CASE("the quick answer about normal form is ICU's answer", "[text]") {
    for (char32_t point = 0x20; point < 0x2100; ++point) {
        const std::string letter = utf8_of(point);
        if (is_nfc(letter) != is_nfc(letter + "日")) FAIL("U+" << std::hex << static_cast<unsigned>(point));
    }
}

TEST_CASE("text with NUL, controls or wrong bytes is refused", "[text]") {
    CHECK(to_nfc("a\n\tb"));
    for (const auto& wrong : {std::string("a\0b", 3), std::string("a\rb"), std::string("\x1b[31m"), std::string("\x7f"),
                              std::string("\xC3")}) {
        const auto text = to_nfc(wrong);
        REQUIRE_FALSE(text);
        CHECK(text.error().code == ProblemCode::text_encoding);
    }
}

TEST_CASE("search does not care for marks, đ or capitals", "[text]") {
    CHECK(fold_for_search("Đông Hoà") == "dong hoa");
    CHECK(fold_for_search("ĐƯỜNG Nguyễn Huệ, số 12/3") == "duong nguyen hue, so 12/3");
    CHECK(fold_for_search("Hoa\xCC\x80") == fold_for_search("Hoà"));
    CHECK(fold_for_search("ẰẮẲẴẶ ằắẳẵặ Ỷ") == "aaaaa aaaaa y");
    CHECK(fold_for_search("Đông 日本 Hoà") == "dong 日本 hoa");
    CHECK(fold_for_search("") == "");
}

TEST_CASE("widths count columns of a terminal", "[text]") {
    CHECK(display_width("Đông Hoà") == 8);
    CHECK(display_width("日本") == 4);
    CHECK(display_width("a\xCC\x81") == 1);
    CHECK(pad_right("Hoà", 5) + "|" == "Hoà  |");
    CHECK(pad_left("Hoà", 5) == "  Hoà");
    CHECK(pad_left("Hoà Bình", 3) == "Hoà Bình");
}
