// SPDX-License-Identifier: Apache-2.0
// Commands, outcomes and problems on their way between processes: what comes back is what was sent, and nothing else comes in.
#include "service/commands/command_json.hpp"

#include "service/commands/command_fields.hpp"
#include "service/commands/outcome_json.hpp"
#include "support/catch.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace giamsat;

namespace {

// ---- anything a command may hold -----------------------------------------------------------------------------------

void fill(std::string& text) { text = *rc::gen::element<std::string>("", "a", "Đông Sơn", "\"\\\n", "0x00", "tổ 7"); }
void fill(bool& value) { value = *rc::gen::arbitrary<bool>(); }
void fill(int& value) { value = *rc::gen::arbitrary<int>(); }
void fill(std::int64_t& value) { value = *rc::gen::inRange<std::int64_t>(-json_integer_max, json_integer_max); }
void fill(std::uint64_t& value) { value = *rc::gen::inRange<std::uint64_t>(0, json_integer_max); }
void fill(Date& day) { day = Date::of(1900, 1, 1).plus_days(*rc::gen::inRange(0, 100'000)); }
void fill(Instant& instant) { fill(instant.ms); }
template <class Tag>
void fill(Id<Tag>& id) {
    id.value =
        *rc::gen::element<std::string>("", "0123456789abcdef0123456789abcdef", "ffffffffffffffffffffffffffffffff");
}
void fill(Json& json) {
    json = *rc::gen::element<Json>(nullptr, true, 7, "chữ", Json::array({1, "2", nullptr}), Json{{"a", {{"b", 1.5}}}});
}
template <class T>
void fill(std::optional<T>& value);
template <class T>
void fill(std::vector<T>& list);
template <class T>
void fill(std::map<std::string, T>& map);
template <class T>
requires requires { FieldsOf<T>::all; }
void fill(T& value) {
    each_field_of<T>([&](const auto& field) { fill(value.*field.member); });
}
template <class T>
void fill(std::optional<T>& value) {
    if (*rc::gen::arbitrary<bool>()) fill(value.emplace());
}
template <class T>
void fill(std::vector<T>& list) {
    list.resize(static_cast<std::size_t>(*rc::gen::inRange(0, 4)));
    for (T& one : list) fill(one);
}
template <class T>
void fill(std::map<std::string, T>& map) {
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) fill(map["forms/" + std::to_string(i) + ".yaml"]);
}

// Bytes are not text.
void fill_bytes(std::string& raw) { raw = *rc::gen::arbitrary<std::string>(); }

Result<Command> take_import(PreparedImport sent) {
    return Command(std::make_shared<const PreparedImport>(std::move(sent)));
}
Result<Command> back_from(const std::string& text) {
    auto json = parse_json(text);
    if (!json) return std::move(json.error());
    return read_command(*json, take_import);
}

template <class T>
struct Made {
    static Command command() {
        T made;
        fill(made);
        return made;
    }
};
template <>
struct Made<std::shared_ptr<const PreparedImport>> {
    static Command command() {
        PreparedImport made;
        fill(made);
        fill_bytes(made.bytes);
        return std::make_shared<const PreparedImport>(std::move(made));
    }
};

template <class... Kinds>
std::vector<std::function<Command()>> makers(std::variant<Kinds...>*) {
    return {Made<Kinds>::command...};
}

std::vector<std::string> places(const Problem& problem) {
    std::vector<std::string> all{problem.where.field};
    for (const Problem& other : problem.others) all.push_back(other.where.field);
    std::sort(all.begin(), all.end());
    return all;
}

Problem refused(const std::string& text) {
    auto command = back_from(text);
    REQUIRE_FALSE(command);
    return command.error();
}

}  // namespace

TEST_CASE("every kind of command comes back as it was sent", "[commands][json]") {
    for (const auto& make : makers(static_cast<Command*>(nullptr))) {
        const bool held = rc::check([&] {
            const Command sent = make();
            const std::string text = command_json(sent).dump();
            const auto received = back_from(text);
            RC_ASSERT(received.has_value());
            RC_ASSERT(received->index() == sent.index());
            RC_ASSERT(command_json(*received).dump() == text);
        });
        CHECK(held);
    }
}

TEST_CASE("no two kinds of command have the same name", "[commands][json]") {
    std::set<std::string> names;
    for (const auto& make : makers(static_cast<Command*>(nullptr)))
        rc::check([&] { names.insert(command_name(make())); });
    CHECK(names.size() == std::variant_size_v<Command>);
}

TEST_CASE("every mistake of a command is told in one pass, with its place", "[commands][json]") {
    const Problem problem =
        refused(R"({"name": "grant_role", "fields": {"person": "Hoa", "role": 7, "from": "31/05/2024", "rank": 1}})");

    CHECK(problem.code == ProblemCode::command_invalid);
    CHECK(problem.exit_class() == ExitClass::usage);
    CHECK(places(problem) ==
          std::vector<std::string>{"fields.from", "fields.person", "fields.rank", "fields.role", "fields.unit"});
    CHECK(problem.message(Lang::en) ==
          "The command sent cannot be used, at fields.person: must be an id of 32 digits.");
    CHECK(problem.message(Lang::vi) == "Lệnh gửi đến không dùng được, tại fields.person: phải là mã 32 chữ số.");
}

TEST_CASE("mistakes inside lists and objects have their place, too", "[commands][json]") {
    CHECK(places(refused(R"({"name": "record_capital", "fields": {"as_of": "2024-01-01", "parts": [
        {"source": "TW", "within": "", "amount": 1}, {"source": "ĐP", "amount": "2"}]}})")) ==
          std::vector<std::string>{"fields.parts[1].amount", "fields.parts[1].within"});
    CHECK(places(refused(R"({"name": "publish_profile", "fields": {"sources": {"a.yaml": "%"}, "reason": ""}})")) ==
          std::vector<std::string>{"fields.sources.a.yaml"});
}

TEST_CASE("what is no command at all is refused", "[commands][json]") {
    for (
        const char* text :
        {"null", "[]", "7", "\"drop\"", "{}", R"({"name": "drop_tables", "fields": {}})", R"({"name": "claim_work"})",
         R"({"name": 1, "fields": {}})", R"({"name": "claim_work", "fields": []})",
         R"({"name": "claim_work", "fields": null})",
         R"({"name": "claim_work", "fields": {"case": "", "event": ""}, "x": 0})",
         R"({"name": "claim_work", "fields": {"case": {"$ne": 1}, "event": "a"}})",
         R"({"name": "claim_work", "fields": {"case": "0123456789ABCDEF0123456789ABCDEF", "event": "a"}})",
         R"({"name": "form_team", "fields": {"code": "", "body": "", "body_unit": "", "year": 1e99, "head": "", "members": []}})",
         R"({"name": "form_team", "fields": {"code": "", "body": "", "body_unit": "", "year": 9999999999, "head": "", "members": []}})",
         R"({"name": "form_team", "fields": {"code": "", "body": "", "body_unit": "", "year": 2024.0, "head": "", "members": []}})",
         R"({"name": "record_clock", "fields": {"last": 18446744073709551615, "now": 0}})",
         R"({"name": "end_unit", "fields": {"unit": "", "on": "2024-02-30", "successors": []}})"}) {
        INFO(text);
        CHECK(refused(text).code == ProblemCode::command_invalid);
    }
}

TEST_CASE("random changes of a sent command are refused or read, never worse", "[commands][json]") {
    const auto all = makers(static_cast<Command*>(nullptr));
    rc::check([&] {
        std::string text = command_json((*rc::gen::elementOf(all))()).dump();
        for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
            const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(text.size())));
            text[at] = *rc::gen::element('{', '}', '[', ']', '"', ',', ':', '0', '-', 'n', '\\', '\0', '\xff');
        }
        static_cast<void>(back_from(text));
    });
}

TEST_CASE("outcomes come back as they were", "[commands][json]") {
    Outcome sent;
    sent.entries.push_back({7, "person.registered/1", {}, R"({"code":"CB02"})"});
    sent.entries.push_back({8, "case.moved/1", CaseId{"0123456789abcdef0123456789abcdef"}, R"({"to":["a"]})"});

    const auto received = read_outcome(*parse_json(outcome_json(sent).dump()));

    REQUIRE(received);
    CHECK_FALSE(received->repeated);
    REQUIRE(received->entries.size() == 2);
    CHECK(received->entries[1].seq == 8);
    CHECK(received->entries[1].case_id == sent.entries[1].case_id);
    CHECK(received->entries[1].body_text == sent.entries[1].body_text);
    CHECK(received->first("person.registered/1")->body().at("code") == "CB02");
    CHECK(read_outcome({{"entries", Json::array()}}).error().code == ProblemCode::command_invalid);
}

TEST_CASE("problems come back with all they say", "[commands][json]") {
    Problem sent(ProblemCode::import_row, {{"why", "thiếu mã"}, {"why_en", "the code is missing"}},
                 {"units.csv", 3, 2, "code"});
    sent.others.emplace_back(ProblemCode::disk_full, Details{{"path", "office.db"}});

    const Problem received = read_problem(*parse_json(sent_problem(sent).dump()));

    CHECK(received.code == sent.code);
    CHECK(received.where == sent.where);
    for (const Lang lang : {Lang::vi, Lang::en}) CHECK(received.message(lang) == sent.message(lang));
    REQUIRE(received.others.size() == 1);
    CHECK(received.others[0].message(Lang::en) == sent.others[0].message(Lang::en));
    CHECK(read_problem({{"code", "of_tomorrow"}, {"details", Json::array()}}).code == ProblemCode::internal_fault);
    CHECK(read_problem(7).code == ProblemCode::command_invalid);
}
