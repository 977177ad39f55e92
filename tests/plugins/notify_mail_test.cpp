// SPDX-License-Identifier: Apache-2.0
#include "plugins/fake_relay.hpp"
#include "plugins/loaded.hpp"

using namespace giamsat;
using namespace giamsat::plugin_test;
using Catch::Contains;

namespace {

const std::string subject =
    "Phân công kiểm tra: Tổ tiết kiệm và vay vốn thôn Hữu Bộc, xã Đông Ninh – hạn ngày 15/06/2024";
const std::string text =
    "Kính gửi ông Nguyễn Văn Đức,\n\nÔng được phân công kiểm tra 05 hộ vay.\n.\n.. hết\nTrân trọng.\n";

Json letter(const std::string& id = "a1b2c3") {
    return {{"id", id},
            {"to_name", "Nguyễn Văn Đức"},
            {"to_address", "duc@hoinongdan.example"},
            {"subject", subject},
            {"text", text},
            {"date", "2024-05-31"},
            {"due_on", "2024-06-15"}};
}

Json with(const std::string& key, const Json& value, Json item = letter()) {
    item[key] = value;
    return item;
}

Json request(const std::string& folder, const std::vector<Json>& letters) {
    return {{"folder", folder},
            {"from", {{"name", "Ban đại diện HĐQT huyện Đông Sơn"}, {"address", "bdd@dongson.example"}}},
            {"messages", letters}};
}

Json through(const FakeRelay& relay, Json order) {
    order["smtp"] = {{"host", "127.0.0.1"}, {"port", relay.port}, {"timeout_seconds", 5}};
    return order;
}

Json deliver(const Json& order) {
    const auto result = loaded("notify-mail").call("deliver", order);
    if (!result) FAIL(result.error().message(Lang::en));
    return *result;
}

std::string refusal(const Json& order) {
    const auto result = loaded("notify-mail").call("deliver", order);
    REQUIRE_FALSE(result.has_value());
    return result.error().message(Lang::en);
}

// A header as perl's own MIME decoder reads it; continuation lines are joined first.
std::string header(const std::string& file, const std::string& name) {
    return perl(
        "-MEncode -0777 -ne 'my ($head) = split /\\r\\n\\r\\n/; $head =~ s/\\r\\n(?=[ \\t])//g; "
        "my ($value) = $head =~ /^" +
            name +
            ": (.*?)\\r?$/m; "
            "print encode(\"UTF-8\", decode(\"MIME-Header\", $value))'",
        file);
}

std::string body(const std::string& file) {
    return perl("-MMIME::Base64 -0777 -ne 'my ($head, $body) = split /\\r\\n\\r\\n/; print decode_base64($body)'",
                file);
}

std::string crlf(const std::string& lines) {
    std::string out;
    for (const char c : lines) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

}  // namespace

TEST_CASE("a letter is read back by another program exactly as it was written", "[plugins][mail]") {
    const Folder folder;

    const Json reply = deliver(request(folder.path(), {letter()}));

    CHECK(reply["written"] == Json::array({"a1b2c3"}));
    const std::string file = folder / "a1b2c3.eml";
    CHECK(header(file, "Subject") == subject);
    CHECK(header(file, "To") == "Nguyễn Văn Đức <duc@hoinongdan.example>");
    CHECK(header(file, "From") == "Ban đại diện HĐQT huyện Đông Sơn <bdd@dongson.example>");
    CHECK(header(file, "Date") == "Fri, 31 May 2024 00:00:00 +0700");
    CHECK(header(file, "Reply-By") == "Sat, 15 Jun 2024 23:59:59 +0700");
    CHECK(header(file, "Message-ID") == "<a1b2c3@dongson.example>");
    CHECK(header(file, "X-Unsent") == "1");
    CHECK(body(file) == crlf(text));
}

TEST_CASE("a letter is ASCII in short lines that end in CRLF", "[plugins][mail]") {
    const Folder folder;
    deliver(request(folder.path(), {letter()}));

    std::istringstream lines(content_of(folder / "a1b2c3.eml"));
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        REQUIRE(line.ends_with('\r'));
        CHECK(line.size() <= 77);
        CHECK(std::all_of(line.begin(), line.end(), [](char c) { return c == '\r' || (c >= 0x20 && c < 0x7F); }));
    }
}

TEST_CASE("delivering twice writes once", "[plugins][mail]") {
    const Folder folder;
    deliver(request(folder.path(), {letter()}));
    const std::string before = content_of(folder / "a1b2c3.eml");

    const Json again = deliver(request(folder.path(), {with("subject", "Khác"), letter("d4")}));

    CHECK(again["already"] == Json::array({"a1b2c3"}));
    CHECK(again["written"] == Json::array({"d4"}));
    CHECK(content_of(folder / "a1b2c3.eml") == before);
}

TEST_CASE("a letter to a person without an address is written for printing", "[plugins][mail]") {
    const Folder folder;

    const Json reply = deliver(request(folder.path(), {with("to_address", nullptr)}));

    CHECK(reply["without_address"] == Json::array({"a1b2c3"}));
    CHECK(reply["written"].empty());
    CHECK(header(folder / "a1b2c3.eml", "To") == "Nguyễn Văn Đức:;");
    CHECK(header(folder / "a1b2c3.eml", "X-Unsent").empty());
}

TEST_CASE("what would break out of a header or a folder is not delivered", "[plugins][mail]") {
    const auto why = [](const Json& item) {
        const Folder folder;
        const Json reply = deliver(request(folder / "out", {item, letter("next")}));
        CHECK(reply["written"] == Json::array({"next"}));
        CHECK(std::filesystem::exists(folder / "out/next.eml"));
        REQUIRE(reply["failed"].size() == 1);
        return reply["failed"][0]["why"]["en"].get<std::string>();
    };

    CHECK_THAT(why(with("subject", "Hi\r\nBcc: all@example.com")),
               Contains("subject") && Contains("control characters"));
    CHECK_THAT(why(with("to_name", "A\nBcc: b@c")), Contains("to_name"));
    CHECK_THAT(why(with("to_address", "a@b.c\r\nRCPT TO:<x@y.z>")), Contains("no mail address"));
    CHECK_THAT(why(with("to_address", "a@b.c>, <d@e.f")), Contains("no mail address"));
    CHECK_THAT(why(with("to_address", "Đức@b.c")), Contains("no mail address"));
    CHECK_THAT(why(with("text", std::string("a\0b", 3))), Contains("text"));
    CHECK_THAT(why(with("id", "../../etc/passwd")), Contains("cannot be a file's name"));
    CHECK_THAT(why(with("id", "")), Contains("cannot be a file's name"));
}

TEST_CASE("a request of another shape is refused before anything is delivered", "[plugins][mail]") {
    const Folder folder;
    Json order = request(folder.path(), {letter(), with("date", "soon", letter("second"))});

    CHECK_THAT(refusal(order), Contains("messages[1].date"));
    CHECK_FALSE(std::filesystem::exists(folder / "a1b2c3.eml"));
    CHECK_THAT(refusal(request(folder.path(), {with("colour", "red")})), Contains("messages[0].colour"));
    order["from"]["address"] = "nobody";
    CHECK_THAT(refusal(order), Contains("from.address does not take “nobody”"));
    CHECK_THAT(refusal(request("/proc/nowhere", {letter()})), Contains("/proc/nowhere"));
}

TEST_CASE("a relay gets each letter once, and the outbox remembers it", "[plugins][mail]") {
    const Folder folder;
    FakeRelay relay;

    const Json reply = deliver(through(relay, request(folder.path(), {letter(), letter("d4")})));
    relay.end();

    CHECK(reply["sent"] == Json::array({"a1b2c3", "d4"}));
    REQUIRE(relay.letters.size() == 2);
    CHECK(relay.letters[0] == content_of(folder / "a1b2c3.eml"));
    CHECK_THAT(relay.heard[0], Contains("EHLO [127.0.0.1]"));
    CHECK(relay.heard[1] == "MAIL FROM:<bdd@dongson.example>");
    CHECK(relay.heard[2] == "RCPT TO:<duc@hoinongdan.example>");
    CHECK(relay.heard.back() == "QUIT");
    CHECK(header(folder / "a1b2c3.eml", "X-Unsent").empty());
    const FakeRelay idle;
    CHECK(deliver(through(idle, request(folder.path(), {letter()})))["already"] == Json::array({"a1b2c3"}));
}

TEST_CASE("a relay without ESMTP is greeted the old way", "[plugins][mail]") {
    const Folder folder;
    FakeRelay relay({"220 old", "", 1000, false});

    CHECK(deliver(through(relay, request(folder.path(), {letter()})))["sent"].size() == 1);
    relay.end();
    CHECK_THAT(relay.heard[1], Contains("HELO"));
}

TEST_CASE("one refused recipient does not stop the next letter", "[plugins][mail]") {
    const Folder folder;
    FakeRelay relay({"220 ready", "gone@", 1000, true});

    const Json reply =
        deliver(through(relay, request(folder.path(), {with("to_address", "gone@b.example"), letter("d4")})));

    CHECK(reply["sent"] == Json::array({"d4"}));
    CHECK_THAT(reply["failed"][0]["why"]["en"].get<std::string>(), Contains("550 no such user"));
    CHECK_FALSE(std::filesystem::exists(folder / "a1b2c3.eml"));
}

TEST_CASE("a relay that hangs up leaves the rest for the next time", "[plugins][mail]") {
    const Folder folder;
    FakeRelay relay({"220 ready", "", 1, true});

    const Json reply = deliver(through(relay, request(folder.path(), {letter("a"), letter("b"), letter("c")})));

    CHECK(reply["sent"] == Json::array({"a"}));
    CHECK(reply["failed"].size() == 2);
    CHECK_FALSE(std::filesystem::exists(folder / "b.eml"));
}

TEST_CASE("a relay that is not there or not one is an error", "[plugins][mail]") {
    const Folder folder;
    Json nobody = request(folder.path(), {letter()});
    nobody["smtp"] = {{"host", "127.0.0.1"}, {"port", 1}};
    FakeRelay busy({"554 go away", "", 1000, true});
    FakeRelay web({"HTTP/1.1 400 Bad Request", "", 1000, true});

    CHECK_THAT(refusal(nobody), Contains("127.0.0.1:1") && Contains("Connection refused"));
    CHECK_THAT(refusal(through(busy, request(folder.path(), {letter()}))), Contains("554 go away"));
    CHECK_THAT(refusal(through(web, request(folder.path(), {letter()}))), Contains("does not answer in SMTP"));
}
