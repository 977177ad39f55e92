// SPDX-License-Identifier: Apache-2.0
#include "model/forms/form.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

const std::string yaml = R"yaml(form: group-record
number: "16/TD"
title: {vi: Biên bản kiểm tra tổ}
choices:
  grade: [{name: good, label: {vi: Tốt}}, {name: weak, label: {vi: Yếu}}]
questions:
  - {name: members, type: integer, label: {vi: Số tổ viên, en: Members}, required: true, constraint: ". >= 5 and . <= 60", constraint_message: {vi: từ 5 đến 60, en: from 5 to 60}}
  - {name: grade, type: choice, list: grade, label: {vi: Xếp loại}}
  - {name: remedy, type: text, label: {vi: Biện pháp}, relevant: "${grade} = 'weak'", required: true}
  - {name: note, type: text, personal: true, label: {vi: Ghi chú}, constraint: "string-length(.) < 20"}
  - {name: visited_on, type: date, label: {vi: Ngày}, constraint: ". <= today()"}
  - {name: agreed, type: boolean, label: {vi: Đồng ý}}
  - {name: debt, type: money, label: {vi: Dư nợ}}
  - {name: overdue, type: money, label: {vi: Quá hạn}, constraint: ". <= ${debt}"}
  - {name: rate, type: decimal, label: {vi: Lãi}}
  - {name: share, type: decimal, label: {vi: Tỷ lệ}, calculation: "round(${overdue} * 100 div ${debt}, 2)"}
  - name: findings
    type: repeat
    label: {vi: Tồn tại}
    constraint: ". <= 3"
    questions:
      - {name: code, type: text, label: {vi: Mã}, required: true, constraint: "regex(., '[A-Z]{2}_\\d\\d')"}
      - {name: amount, type: money, label: {vi: Số tiền}, constraint: ". <= ${debt}"}
      - {name: part, type: decimal, label: {vi: Phần}, calculation: "${amount} div ${debt}"}
      - {name: text, type: text, personal: true, label: {vi: Nội dung}}
)yaml";

const Form& form() {
    static const Form parsed = parse_form("f.yaml", yaml).value();
    return parsed;
}

const Date today = Date::of(2024, 5, 31);

Result<Submission> check(const char* answers) { return check_submission(form(), parse_json(answers).value(), today); }

std::string all(const Problem& problem, Lang lang = Lang::en) {
    std::string out = problem.where.field + ": " + problem.message(lang);
    for (const auto& other : problem.others) out += "\n" + other.where.field + ": " + other.message(lang);
    return out;
}

Json accepted(const char* answers) {
    auto submission = check(answers);
    if (!submission) FAIL(answers << all(submission.error()));
    return submission->answers;
}

}  // namespace

TEST_CASE("answers are stored in one form, whatever way people write them") {
    const auto stored = accepted(R"({"members": "42", "grade": "good", "visited_on": "30/05/2024", "agreed": "true",
        "debt": "1.680.000", "overdue": 80000, "rate": "6,60", "note": "  "})");
    CHECK(stored == Json({{"members", 42},
                          {"grade", "good"},
                          {"visited_on", "2024-05-30"},
                          {"agreed", true},
                          {"debt", 1'680'000},
                          {"overdue", 80'000},
                          {"rate", "6.6"},
                          {"share", "4.76"},
                          {"findings", Json::array()}}));
    CHECK(accepted(R"({"members": 42, "rate": 0.5, "debt": "1,680,000"})")["rate"] == "0.5");
    CHECK(accepted(R"({"members": 42, "debt": "500"})")["debt"] == 500);
    CHECK(accepted(R"({"members": 42, "rate": "007.50"})")["rate"] == "7.5");
}

TEST_CASE("personal texts are taken out, by path, and leave no answer behind") {
    const auto submission = check(R"({"members": 42, "debt": 100, "note": "Ông A", "findings": [
        {"code": "TD_01", "amount": 10}, {"code": "TD_02", "text": "vay hộ"}]})")
                                .value();
    CHECK(submission.personal ==
          std::vector<std::pair<std::string, std::string>>{{"note", "Ông A"}, {"findings[1].text", "vay hộ"}});
    CHECK(submission.answers ==
          Json({{"members", 42},
                {"debt", 100},
                {"findings", {{{"code", "TD_01"}, {"amount", 10}, {"part", "0.1"}}, {{"code", "TD_02"}}}}}));
}

TEST_CASE("text is brought to its composed form") {
    CHECK(accepted("{\"members\": 42, \"grade\": \"weak\", \"remedy\": \"Ho\\u0300a\"}")["remedy"] == "Hòa");
}

TEST_CASE("an answer that does not fit is refused with its field and reason") {
    const auto [answers, path, says] = GENERATE(table<const char*, std::string, std::string>({
        {R"({})", "members", "it must be answered"},
        {R"({"members": null})", "members", "it must be answered"},
        {R"({"members": 42.5})", "members", "whole number"},
        {R"({"members": "4.2"})", "members", "whole number"},
        {R"({"members": "1.23.456"})", "members", "whole number"},
        {R"({"members": true})", "members", "whole number"},
        {R"({"members": 99999999999999999999})", "members", "whole number"},
        {R"({"members": 9007199254740993})", "members", "whole number"},
        {R"({"members": -9007199254740993})", "members", "too large"},
        {R"({"members": 4})", "members", "from 5 to 60"},
        {R"({"members": 42, "member": 1})", "member", "did you mean “members”"},
        {R"({"members": 42, "grade": "fair"})", "grade", "one of: good, weak"},
        {R"({"members": 42, "grade": ["good"]})", "grade", "one of: good, weak"},
        {R"({"members": 42, "visited_on": "31/02/2024"})", "visited_on", "a real day"},
        {R"({"members": 42, "visited_on": 20240530})", "visited_on", "a real day"},
        {R"({"members": 42, "visited_on": "2024-06-01"})", "visited_on",
         "it must hold that visited_on (2024-06-01) <= today() (2024-05-31)"},
        {R"({"members": 42, "agreed": "yes"})", "agreed", "true or false"},
        {R"({"members": 42, "agreed": 1})", "agreed", "true or false"},
        {R"({"members": 42, "rate": "6,6,0"})", "rate", "a number"},
        {R"({"members": 42, "rate": "1e9"})", "rate", "a number"},
        {R"({"members": 42, "rate": "0.1234567"})", "rate", "too many digits"},
        {R"({"members": 42, "note": 42})", "note", "text, in quotes"},
        {R"({"members": 42, "note": {"a": 1}})", "note", "text, in quotes"},
        {R"({"members": 42, "debt": 5, "overdue": 6})", "overdue", "it must hold that overdue (6) <= debt (5)"},
        {R"({"members": 42, "overdue": 6})", "overdue", "debt has no value yet"},
        {R"({"members": 42, "remedy": "x"})", "remedy", "not to be answered here"},
        {R"({"members": 42, "grade": "good", "remedy": "x"})", "remedy", "not to be answered here"},
        {R"({"members": 42, "grade": "weak"})", "remedy", "it must be answered"},
        {R"({"members": 42, "debt": 100, "overdue": 50, "share": "51"})", "share", "it is calculated"},
        {R"({"members": 42, "findings": {"code": "TD_01"}})", "findings", "a list of rows"},
        {R"({"members": 42, "findings": ["TD_01"]})", "findings[0]", "a list of rows"},
        {R"({"members": 42, "findings": [{}]})", "findings[0].code", "Mã (code), row 1: it must be answered"},
        {R"({"members": 42, "findings": [{"code": "TD_01"}, {"code": "td"}]})", "findings[1].code", "row 2"},
        {R"({"members": 42, "findings": [{"code": "TD_01", "cod": 1}]})", "findings[0].cod", "did you mean “code”"},
        {R"({"members": 42, "debt": 5, "findings": [{"code": "TD_01", "amount": 6}]})", "findings[0].amount",
         "amount (6) <= debt (5)"},
        {R"({"members": 42, "findings": [{"code":"AA_01"},{"code":"AA_01"},{"code":"AA_01"},{"code":"AA_01"}]})",
         "findings", "findings.count (4) <= 3"},
        {R"([1])", "answers", "a group of name: value"},
    }));
    INFO(answers);
    const auto submission = check(answers);
    REQUIRE_FALSE(submission.has_value());
    CHECK(submission.error().code == ProblemCode::form_invalid);
    CHECK(submission.error().where.field == path);
    CHECK_THAT(all(submission.error()), Catch::Contains(says));
    CHECK(submission.error().others.empty());
    CHECK_THAT(submission.error().message(Lang::vi), !Catch::Contains("it must"));
}

TEST_CASE("every mistake of a submission is told at once, each once") {
    const auto submission =
        check(R"({"members": 4, "grade": "fair", "debt": "much", "overdue": 6, "remedy": "x", "wrong": 1})");
    REQUIRE_FALSE(submission.has_value());
    INFO(all(submission.error()));
    CHECK(submission.error().others.size() == 3);  // wrong, grade, debt, members; overdue and remedy hang on them
}

TEST_CASE("a refusal speaks the reader's language and never shows a personal text") {
    const auto submission = check(R"({"members": 42, "note": "Nguyễn Văn A nợ nhiều tiền"})");
    REQUIRE_FALSE(submission.has_value());
    CHECK(submission.error().message(Lang::vi) ==
          "Biểu mẫu 16/TD, ô Ghi chú (note): phải có string-length(${note}) < 20.");
    CHECK_THAT(all(submission.error()), !Catch::Contains("Nguyễn"));
    CHECK(check(R"({"members": 1})").error().message(Lang::en) == "Form 16/TD, field Members (members): from 5 to 60.");
}

TEST_CASE("a calculated answer is filled in, and accepted when handed in as computed") {
    CHECK(accepted(R"({"members": 42, "debt": 3, "overdue": 1})")["share"] == "33.33");
    CHECK(accepted(R"({"members": 42, "debt": 3, "overdue": 1, "share": "33,33"})")["share"] == "33.33");
    CHECK_FALSE(accepted(R"({"members": 42, "debt": 0, "overdue": 0})").contains("share"));
}

TEST_CASE("five hundred rows are taken, one more is refused") {
    Json answers = {{"members", 42}, {"findings", Json::array()}};
    const auto open = parse_form("f.yaml",
                                 "form: f\ntitle: x\nquestions: [{name: rows, type: repeat, label: x, questions: "
                                 "[{name: a, type: integer, label: x}]}]")
                          .value();
    Json rows = Json::array();
    for (int i = 0; i < 500; ++i) rows.push_back({{"a", i}});
    CHECK(check_submission(open, {{"rows", rows}}, today).has_value());
    rows.push_back({{"a", 1}});
    CHECK_THAT(all(check_submission(open, {{"rows", rows}}, today).error()), Catch::Contains("more than 500 rows"));
}
