// SPDX-License-Identifier: Apache-2.0
// Entries: what is written is what is read, and there is only one way to write it.
#include "kernel/journal/entry.hpp"
#include "support/catch.hpp"
#include "support/sample_entries.hpp"

#include <functional>

using namespace giamsat;
using samples::entry;

namespace {

const std::string office(32, 'a');
const std::string cmd(32, 'b');

Entry smallest() {
    Entry made;
    made.office.value = office;
    made.cmd.value = cmd;
    made.kind = "unit.ended/1";
    made.date = Date::of(2024, 5, 31);
    made.t.ms = 5;
    return made;
}

std::string refusal(const std::function<void(Entry&)>& spoil) {
    Entry made = smallest();
    spoil(made);
    auto bytes = encode_entry(made);
    return bytes ? "" : bytes.error().name();
}

std::string reading(const std::string& bytes) {
    auto read = decode_entry(bytes);
    return read ? "" : read.error().name();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the smallest entry has these bytes", "[journal]") {
    CHECK(encode_entry(smallest()).value() ==
          R"({"cmd":")" + cmd + R"(","date":"2024-05-31","i":0,"kind":"unit.ended/1","n":1,"office":")" + office +
              R"(","t":5,"v":1})");
}

TEST_CASE("a full entry has these bytes", "[journal]") {
    Entry made = smallest();
    made.act = "04/CTr-BĐD \"2021\"";
    made.actor = std::string(32, 'c');
    made.on_behalf = std::string(32, 'd');
    made.auth = "os:hoa";
    made.via = "cli";
    made.def = std::string(64, 'e');
    made.case_id.value = std::string(32, 'f');
    made.case_seq = 2;
    made.case_prev = std::string(64, '1');
    made.body = {{"z", 1}, {"a", {true, nullptr, "x"}}};
    made.enc = {
        {std::string(32, '2'), std::string(16, '3'), std::string(48, '4'), "AAAA", std::string(64, '5'), "text"}};
    made.refs = {std::string(64, '6'), std::string(64, '7')};
    made.i = 1;
    made.n = 3;

    CHECK(encode_entry(made).value() ==
          R"({"act":"04/CTr-BĐD \"2021\"","actor":")" + made.actor +
              R"(","auth":"os:hoa","body":{"a":[true,null,"x"],"z":1},"case":")" + made.case_id.value +
              R"(","case_prev":")" + made.case_prev + R"(","case_seq":2,"cmd":")" + cmd +
              R"(","date":"2024-05-31","def":")" + made.def + R"(","enc":[{"commit":")" + made.enc[0].commit +
              R"(","ct":"AAAA","kid":")" + made.enc[0].kid + R"(","nonce":")" + made.enc[0].nonce +
              R"(","path":"text","subject":")" + made.enc[0].subject +
              R"("}],"i":1,"kind":"unit.ended/1","n":3,"office":")" + office + R"(","on_behalf":")" + made.on_behalf +
              R"(","refs":[")" + made.refs[0] + R"(",")" + made.refs[1] + R"("],"t":5,"v":1,"via":"cli"})");
    CHECK(decode_entry(encode_entry(made).value()).value() == made);
}

TEST_CASE("the bytes are those of canonical JSON", "[journal]") {
    for (const Entry& made : samples::every_kind()) {
        Entry first = made;
        first.case_seq = 0;
        const std::string bytes = encode_entry(first).value();
        CHECK(canonical_json(parse_json(bytes).value()).value() == bytes);
    }
}

TEST_CASE("an entry of every kind is read as it was written", "[journal]") {
    samples::Placing placing;
    for (Entry& made : samples::every_kind()) {
        const std::string bytes = placing.place(made);
        CHECK(decode_entry(bytes).value() == made);
    }
}

TEST_CASE("what may not be written is refused", "[journal]") {
    CHECK(refusal([](Entry&) {}).empty());
    const std::vector<std::function<void(Entry&)>> wrong = {
        [](Entry& e) { e.office.value = "abc"; },
        [](Entry& e) { e.cmd.value = std::string(32, 'G'); },
        [](Entry& e) { e.kind = "unit.ended"; },
        [](Entry& e) { e.kind = "Unit.ended/1"; },
        [](Entry& e) { e.kind = "unit.ended/01"; },
        [](Entry& e) { e.kind = "unit/1"; },
        [](Entry& e) { e.i = 1; },
        [](Entry& e) { e.n = 0; },
        [](Entry& e) { e.t.ms = -1; },
        [](Entry& e) { e.case_seq = 1; },
        [](Entry& e) { e.case_id.value = std::string(32, '1'), e.case_seq = 1; },
        [](Entry& e) { e.case_id.value = std::string(32, '1'), e.case_prev = std::string(64, '1'); },
        [](Entry& e) { e.def = "x"; },
        [](Entry& e) { e.refs = {"x"}; },
        [](Entry& e) { e.body = Json::array(); },
        [](Entry& e) { e.body["x"] = 1.5; },
        [](Entry& e) { e.body["x"] = "e\xCC\x81"; },
        [](Entry& e) { e.act = "\xFF"; },
        [](Entry& e) { e.enc = {{}}; },
        [](Entry& e) { e.body["x"] = std::string(66'000, 'x'); },
    };
    for (std::size_t at = 0; at < wrong.size(); ++at) {
        INFO("case " << at);
        CHECK(refusal(wrong[at]) == "entry_invalid");
    }
}

TEST_CASE("the largest entry is 65,535 bytes", "[journal]") {
    Entry made = smallest();
    made.body["x"] = "";
    const std::size_t room = entry_bytes_max - encode_entry(made).value().size();
    made.body["x"] = std::string(room, 'x');
    CHECK(encode_entry(made).value().size() == entry_bytes_max);
    made.body["x"] = std::string(room + 1, 'x');
    CHECK(encode_entry(made).error().code == ProblemCode::entry_invalid);
}

TEST_CASE("a reader takes nothing but the canonical bytes", "[journal]") {
    const std::string good = encode_entry(smallest()).value();
    REQUIRE(reading(good).empty());
    const std::vector<std::string> wrong = {
        "",
        "[]",
        "{}",
        good + " ",
        good.substr(0, good.size() - 1),
        replaced(good, "\"i\":0", "\"i\": 0"),
        replaced(good, "\"i\":0", "\"i\":0.0"),
        replaced(good, "\"i\":0", "\"i\":\"0\""),
        replaced(good, "\"i\":0", "\"i\":-1"),
        replaced(good, "\"i\":0,", ""),
        replaced(good, "\"v\":1", "\"v\":2"),
        replaced(good, ",\"v\":1", ""),
        replaced(good, "\"t\":5", "\"t\":9007199254740993"),
        replaced(good, "\"t\":5", "\"t\":5,\"t\":5"),
        replaced(good, "\"t\":5", "\"src\":1,\"t\":5"),
        replaced(good, "\"kind\"", "\"extra\":1,\"kind\""),
        replaced(good, "2024-05-31", "2024-02-30"),
        replaced(good, "2024-05-31", "31/05/2024"),
        replaced(good, "unit.ended", "unit.\\u0065nded"),
        replaced(good, "{\"cmd\"", "{\"act\":\"\",\"cmd\""),
        replaced(good, "{\"cmd\"", "{\"body\":{},\"cmd\""),
        replaced(good, "\"i\":0", "\"enc\":[],\"i\":0"),
        replaced(good, "\"i\":0", "\"enc\":[{\"subject\":1}],\"i\":0"),
    };
    for (std::size_t at = 0; at < wrong.size(); ++at) {
        INFO("case " << at << ": " << wrong[at]);
        CHECK(reading(wrong[at]) == "journal_damaged");
    }
}

TEST_CASE("no flipped bit of an entry goes unnoticed", "[journal]") {
    Entry made = samples::every_kind().front();
    const std::string good = encode_entry(made).value();
    for (std::size_t at = 0; at < good.size() * 8; ++at) {
        std::string bytes = good;
        bytes[at / 8] = static_cast<char>(bytes[at / 8] ^ (1 << at % 8));
        auto read = decode_entry(bytes);
        CHECK((!read || *read != made));
    }
}

TEST_CASE("sealed values are kept as text and come back", "[journal]") {
    const std::vector<Encrypted> enc = {samples::sealed("hoa", "name"), samples::sealed("hoa", "ghi chú")};
    CHECK(decode_encrypted(encode_encrypted(enc)).value() == enc);
    CHECK(encode_encrypted({}).empty());
    CHECK(decode_encrypted("").value().empty());
    CHECK(decode_encrypted("[1]").error().code == ProblemCode::journal_damaged);
}

TEST_CASE("a sealed value is bound to its office, command, position, subject and path", "[journal]") {
    const OfficeId one{office};
    const CommandId command{cmd};
    const std::string here = associated_data(one, command, 1, "s", "p");
    CHECK(here != associated_data({cmd}, command, 1, "s", "p"));
    CHECK(here != associated_data(one, {office}, 1, "s", "p"));
    CHECK(here != associated_data(one, command, 11, "s", "p"));
    CHECK(here != associated_data(one, command, 1, "t", "p"));
    CHECK(here != associated_data(one, command, 1, "s", "q"));
}
