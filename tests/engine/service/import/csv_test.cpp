// SPDX-License-Identifier: Apache-2.0
// Reading rows, without what they mean: what is written comes back, and no bytes get past the checks.
#include "service/import/csv.hpp"

#include <rapidcheck.h>

#include "base/text/text.hpp"
#include "service/import/clean_text.hpp"
#include "support/catch.hpp"

using namespace giamsat;
using namespace giamsat::import;

namespace {

using Texts = std::vector<std::string>;

std::vector<Texts> read(std::string_view text) {
    std::vector<Texts> rows;
    Csv csv(text, delimiter_of(text));
    for (CsvRow row; csv.next(row);) {
        Texts& cells = rows.emplace_back();
        for (const Cell& cell : row.cells) cells.emplace_back(cell.text);
        for (const Flaw& flaw : row.flaws) cells.push_back("flaw at " + std::to_string(flaw.at));
    }
    return rows;
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
}

std::string written(const std::vector<Texts>& rows, char delimiter) {
    std::string out;
    for (const Texts& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) out += (i ? std::string(1, delimiter) : "") + quoted(row[i]);
        out += '\n';
    }
    return out;
}

}  // namespace

TEST_CASE("cells, quotes and line ends") {
    CHECK(read("") == std::vector<Texts>{});
    CHECK(read("a,b\nc,d") == std::vector<Texts>{{"a", "b"}, {"c", "d"}});
    CHECK(read("a,b\n,\n") == std::vector<Texts>{{"a", "b"}, {"", ""}});
    CHECK(read("a;b,c;d\n") == std::vector<Texts>{{"a", "b,c", "d"}});
    CHECK(read("\"a\"\"b\",\"\"\n") == std::vector<Texts>{{"a\"b", ""}});
    CHECK(read("\"a\nb\",c\n") == std::vector<Texts>{{"a\nb", "c"}});
    CHECK(read("  a\xC2\xA0, \"b\"\n") == std::vector<Texts>{{"a", "\"b\"", "flaw at 7"}});
    CHECK(read("'=a,'b,'\n") == std::vector<Texts>{{"=a", "'b", "'"}});
    CHECK(read("a,\"b\nc,d\n") == std::vector<Texts>{{"a", "", "flaw at 2"}});
}

TEST_CASE("what is written is read again") {
    CHECK(rc::check([] {
        const auto cell =
            rc::gen::map(rc::gen::container<Texts>(rc::gen::element<std::string>("a", "\"", ",", ";", "\n", "ế")),
                         [](const Texts& parts) {
                             std::string text;
                             for (const auto& part : parts) text += part;
                             return text;
                         });
        auto rows = *rc::gen::container<std::vector<Texts>>(rc::gen::nonEmpty(rc::gen::container<Texts>(cell)));
        const char delimiter = *rc::gen::element(',', ';');
        rows.insert(rows.begin(), {"one", "two"});  // the first line decides the delimiter
        RC_ASSERT(read(written(rows, delimiter)) == rows);
    }));
}

TEST_CASE("text that is let through is NFC and holds no control characters") {
    CHECK(rc::check([](const std::string& bytes) {
        const auto text = clean_text("rows.csv", bytes);
        if (!text) return;
        RC_ASSERT(is_valid_utf8(*text));
        RC_ASSERT(is_nfc(*text));
        RC_ASSERT(text->find('\r') == std::string::npos);
        RC_ASSERT(text->find('\0') == std::string::npos);
    }));
}
