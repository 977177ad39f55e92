// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <limits>

using namespace giamsat;

namespace {

using Words = std::vector<std::string>;

template <class Compare>
Words sorted(Words words, Compare compare) {
    std::sort(words.begin(), words.end(), [&](const auto& a, const auto& b) { return compare(a, b) < 0; });
    return words;
}

}  // namespace

TEST_CASE("Vietnamese letters have their own places in the order", "[text]") {
    const Words alphabet = {"a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "x"};
    CHECK(sorted({alphabet.rbegin(), alphabet.rend()}, compare_vietnamese) == alphabet);
    CHECK(sorted({"Đồng Nai", "Đà Nẵng", "Đắk Lắk", "Cần Thơ", "Điện Biên", "An Giang"}, compare_vietnamese) ==
          Words{"An Giang", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai"});
}

TEST_CASE("tones only decide between equal letters", "[text]") {
    CHECK(compare_vietnamese("Hòa An", "Hoa Bình") < 0);
    CHECK(compare_vietnamese("ma", "mà") < 0);
    CHECK(compare_vietnamese("Hoà", "Hoà") == 0);
    CHECK(compare_vietnamese("a", "b") == -compare_vietnamese("b", "a"));
}

TEST_CASE("people are ordered by given name, then family, then middle names", "[text]") {
    const Words people = {"Lê Văn An", "Nguyễn Thị An", "Nguyễn Văn An", "Trần Bình", "Bình", "Đỗ Ánh Dương"};
    CHECK(sorted({people.rbegin(), people.rend()}, compare_people) ==
          Words{"Lê Văn An", "Nguyễn Thị An", "Nguyễn Văn An", "Bình", "Trần Bình", "Đỗ Ánh Dương"});
    CHECK(compare_people("", "") == 0);
    CHECK(compare_people("  ", "An") < 0);
}

TEST_CASE("digits are grouped by three", "[text]") {
    CHECK(group_digits(1680, Lang::vi) == "1.680");
    CHECK(group_digits(1680, Lang::en) == "1,680");
    CHECK(group_digits(999, Lang::vi) == "999");
    CHECK(group_digits(0, Lang::vi) == "0");
    CHECK(group_digits(-1234567, Lang::vi) == "-1.234.567");
    CHECK(group_digits(std::numeric_limits<std::int64_t>::min(), Lang::en) == "-9,223,372,036,854,775,808");
}

TEST_CASE("shares are rounded half up to two decimals, without floating numbers", "[text]") {
    CHECK(write_percent(9826, 10000, Lang::vi) == "98,26 %");
    CHECK(write_percent(9826, 10000, Lang::en) == "98.26%");
    CHECK(write_percent(1, 3, Lang::vi) == "33,33 %");
    CHECK(write_percent(2, 3, Lang::vi) == "66,67 %");
    CHECK(write_percent(1, 20000, Lang::vi) == "0,01 %");
    CHECK(write_percent(0, 5, Lang::vi) == "0,00 %");
    CHECK(write_percent(-1, 3, Lang::vi) == "-33,33 %");
    CHECK(write_percent(5, 0, Lang::vi) == "–");
    CHECK(write_percent(std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max(), Lang::vi) ==
          "100,00 %");
}

TEST_CASE("sums are written in million đồng, rounded half up", "[text]") {
    CHECK(write_million_dong(296'476'000'000, Lang::vi) == "296.476");
    CHECK(write_million_dong(1'499'999, Lang::vi) == "1");
    CHECK(write_million_dong(1'500'000, Lang::vi) == "2");
    CHECK(write_million_dong(-1'500'000, Lang::vi) == "-2");
    CHECK(write_million_dong(-400'000, Lang::vi) == "0");
}

TEST_CASE("decimals carry the marks of the language", "[text]") {
    CHECK(write_decimal(98.26, 2, Lang::vi) == "98,26");
    CHECK(write_decimal(98.26, 2, Lang::en) == "98.26");
    CHECK(write_decimal(1234567.891, 1, Lang::vi) == "1.234.567,9");
    CHECK(write_decimal(-0.001, 2, Lang::vi) == "0,00");
    CHECK(write_decimal(3, 0, Lang::vi) == "3");
    CHECK(write_decimal(std::numeric_limits<double>::quiet_NaN(), 2, Lang::vi) == "–");
}

// Nghị định 30/2020/NĐ-CP, phụ lục I: a zero before days below ten and before the months 1 and 2.
TEST_CASE("days are written as papers of the state write them", "[text]") {
    CHECK(write_date(Date::of(2024, 5, 31), Lang::vi) == "31/05/2024");
    CHECK(write_date_long(Date::of(2024, 2, 5), Lang::vi) == "ngày 05 tháng 02 năm 2024");
    CHECK(write_date_long(Date::of(2024, 3, 15), Lang::vi) == "ngày 15 tháng 3 năm 2024");
    CHECK(write_date_long(Date::of(2024, 12, 1), Lang::en) == "1 December 2024");
}

TEST_CASE("a mistyped word finds its neighbour, a strange one none", "[text]") {
    const Words known = {"states", "steps", "roles", "kiểm-tra"};
    CHECK(nearest("stpes", known) == "steps");
    CHECK(nearest("state", known) == "states");
    CHECK(nearest("kiem-tra", known) == "kiểm-tra");
    CHECK(nearest("amount", known).empty());
    CHECK(nearest("", known).empty());
    CHECK(nearest("x", {"y"}).empty());
    CHECK(nearest(std::string(10'000, 's'), known).empty());
}

TEST_CASE("HTML is escaped in text and attributes", "[text]") {
    CHECK(escape_html("<a href=\"x\">Đ & 'e'</a>") == "&lt;a href=&quot;x&quot;&gt;Đ &amp; &#39;e&#39;&lt;/a&gt;");
}

TEST_CASE("a CSV cell never becomes a formula", "[text]") {
    CHECK(escape_csv("Hoà Bình") == "Hoà Bình");
    CHECK(escape_csv("a,\"b\"\n") == "\"a,\"\"b\"\"\n\"");
    CHECK(escape_csv("=1+2") == "'=1+2");
    CHECK(escape_csv("@SUM(A1)") == "'@SUM(A1)");
    CHECK(escape_csv("+84 90") == "'+84 90");
    CHECK(escape_csv("-1+A1") == "'-1+A1");
    CHECK(escape_csv("\t=1") == "\"'\t=1\"");
    CHECK(escape_csv("-1.680,5") == "\"-1.680,5\"");
    CHECK(escape_csv("") == "");
}
