// SPDX-License-Identifier: Apache-2.0
#include "model/forms/form.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

const std::string yaml = R"yaml(form: group-record
number: "16/TD"
title: {vi: Biên bản kiểm tra tổ, en: Group record}
legal: "727/HD-NHCS"
choices:
  grade: [{name: good, label: {vi: Tốt, en: Good}}, {name: weak, label: {vi: Yếu}}]
questions:
  - {name: members, type: integer, label: {vi: Số tổ viên}, required: true, constraint: ". >= 5 and . <= 60", constraint_message: {vi: từ 5 đến 60}}
  - {name: grade, type: choice, list: grade, label: {vi: Xếp loại}}
  - {name: why_weak, type: text, personal: true, label: {vi: Lý do}, relevant: "${grade} = 'weak'"}
  - {name: debt, type: money, label: {vi: Dư nợ}}
  - {name: overdue, type: money, label: {vi: Quá hạn}, constraint: "${overdue} <= ${debt}"}
  - {name: share, type: decimal, label: {vi: Tỷ lệ}, calculation: "round(${overdue} * 100 div ${debt}, 2)"}
  - name: findings
    type: repeat
    label: {vi: Tồn tại}
    questions:
      - {name: code, type: text, label: {vi: Mã}, required: true, constraint: "regex(., '[A-Z]{2}_\\d\\d')"}
      - {name: amount, type: money, label: {vi: Số tiền}, constraint: ". <= ${debt}"}
)yaml";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a form holds its questions, choices and rows as written") {
    auto loaded = parse_form("forms/group-record.form.yaml", yaml);
    if (!loaded) FAIL(loaded.error().where.str() << loaded.error().message(Lang::en));
    const auto& form = *loaded;
    CHECK(form.id == "group-record");
    CHECK(form.number == "16/TD");
    CHECK(form.questions.size() == 7);
    CHECK(form.choices.at("grade")[0].label.in(Lang::en) == "Good");
    CHECK(form.question("members")->required);
    CHECK(form.question("members")->constraint->source() == "${members} >= 5 and ${members} <= 60");
    CHECK(form.question("why_weak")->personal);
    CHECK(form.question("share")->calculation.has_value());
    REQUIRE(form.question("findings")->repeat);
    CHECK(form.question("findings")->rows.size() == 2);
    CHECK(form.question("findings")->rows[0].constraint->source() == "regex(${code}, '[A-Z]{2}_\\d\\d')");
    CHECK(form.question("findings")->where.line == 14);
    CHECK(form.question("nobody") == nullptr);
}

TEST_CASE("a mistake in a form is refused at its place") {
    const auto [from, to, says] = GENERATE(table<std::string, std::string, std::string>({
        {"form: group-record", "", "“form” is missing"},
        {"type: integer", "type: interger", "did you mean “integer”"},
        {"type: choice, list: grade", "type: choice", "list” is missing"},
        {"type: choice, list: grade", "type: choice, list: grades", "did you mean “grade”"},
        {"type: money, label: {vi: Dư nợ}", "type: money, list: grade, label: {vi: Dư nợ}", "Only a choice has a list"},
        {"name: members", "name: số_tổ_viên", "cannot name a question"},
        {"name: debt", "name: members", "stands twice"},
        {"name: weak", "name: good", "stands twice"},
        {"name: weak", "name: \"so so\"", "holds a space"},
        {". >= 5", ". >= five", "stands alone"},
        {". >= 5", "${member} >= 5", "there is no name “member” here (did you mean “members”?)"},
        {"\". >= 5 and . <= 60\"", "\". + 1\"", "but boolean is needed"},
        {"${grade} = 'weak'", "${grade} > 1", "beside a number"},
        {"${grade} = 'weak'", "${why_weak} != ''", "is personal"},
        {"${grade} = 'weak'", "${share} > 1", "only calculated after"},
        {"round(${overdue}", "round(${share}", "only calculated after"},
        {"round(${overdue} * 100 div ${debt}, 2)", "${grade}", "but decimal is needed"},
        {"${grade} = 'weak'", "${findings.count} > 'x'", "beside a text"},
        {"${grade} = 'weak'", "${code} = 'x'", "there is no name “code”"},
        {"${grade} = 'weak'", "${findings} = 'x'", "there is no name “findings”"},
        {"name: grade, type: choice", "name: grade, personal: true, type: choice", "Only a text"},
        {"label: {vi: Tồn tại}", "label: {vi: Tồn tại}\n    calculation: \"1\"", "no calculation"},
        {"name: code, type: text, label: {vi: Mã}", "name: code, type: repeat, label: {vi: Mã}, questions: []",
         "inside another"},
        {"required: true, constraint: \"regex", "requird: true, constraint: \"regex", "did you mean “required”"},
        {"label: {vi: Xếp loại}", "lable: {vi: Xếp loại}", "label” is missing"},
    }));
    INFO(to);
    const auto form = parse_form("f.yaml", replaced(yaml, from, to));
    REQUIRE_FALSE(form.has_value());
    std::string all = form.error().message(Lang::en);
    for (const auto& other : form.error().others) all += "\n" + other.message(Lang::en);
    CHECK_THAT(all, Catch::Contains(says));
    CHECK(form.error().where.file == "f.yaml");
    CHECK(form.error().where.line > 0);
}
