// SPDX-License-Identifier: Apache-2.0
#include "base/core/result.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <regex>
#include <set>

using namespace giamsat;

namespace {

// "what_en" stands for "what" in the other language, so both count as the same placeholder.
std::set<std::string> placeholders(const std::string& sentence) {
    static const std::regex pattern(R"(\{([a-z_]+)\})");
    std::set<std::string> names;
    for (std::sregex_iterator at(sentence.begin(), sentence.end(), pattern), end; at != end; ++at) {
        std::string name = (*at)[1];
        if (name.ends_with("_en")) name.resize(name.size() - 3);
        names.insert(name);
    }
    return names;
}

Problem at_line(int line) { return Problem(ProblemCode::yaml_syntax, {}, Where{"a.yaml", line, 1, {}}); }

}  // namespace

TEST_CASE("every problem says in both languages what is wrong and what to do", "[core]") {
    for (const auto& info : all_problem_codes()) {
        INFO(info.name);
        CHECK_FALSE(info.message.vi.empty());
        CHECK_FALSE(info.message.en.empty());
        CHECK_FALSE(info.advice.vi.empty());
        CHECK_FALSE(info.advice.en.empty());
    }
}

TEST_CASE("both languages of a problem speak of the same things", "[core]") {
    for (const auto& info : all_problem_codes()) {
        INFO(info.name);
        CHECK(placeholders(info.message.vi) == placeholders(info.message.en));
        CHECK(placeholders(info.advice.vi) == placeholders(info.advice.en));
    }
}

TEST_CASE("problem codes have names and statuses the command line can classify", "[core]") {
    std::set<std::string> names;
    for (const auto& info : all_problem_codes()) {
        INFO(info.name);
        CHECK(names.insert(info.name).second);
        CHECK(std::set<int>{400, 403, 404, 409, 415, 422, 500, 503, 507}.count(info.status) == 1);
        CHECK(Problem(info.code).name() == std::string(info.name));
    }
}

TEST_CASE("each status leads to its own exit class", "[core]") {
    CHECK(Problem(ProblemCode::usage).exit_class() == ExitClass::usage);
    CHECK(Problem(ProblemCode::not_found).exit_class() == ExitClass::not_found);
    CHECK(Problem(ProblemCode::not_allowed).exit_class() == ExitClass::not_allowed);
    CHECK(Problem(ProblemCode::four_eyes).exit_class() == ExitClass::refused);
    CHECK(Problem(ProblemCode::reason_required).exit_class() == ExitClass::refused);
    CHECK(Problem(ProblemCode::yaml_syntax).exit_class() == ExitClass::bad_input);
    CHECK(Problem(ProblemCode::journal_damaged).exit_class() == ExitClass::damaged);
    CHECK(Problem(ProblemCode::office_busy).exit_class() == ExitClass::unavailable);
}

TEST_CASE("the placeholders of a sentence are filled once, unknown ones stay", "[core]") {
    const Problem problem(ProblemCode::not_found, {{"what", "{name}"}});
    CHECK(problem.message(Lang::vi) == "Không tìm thấy {name} “{name}”.");
    CHECK(Problem(ProblemCode::definition_invalid, {{"what", "sai }{"}}).message(Lang::vi) == "sai }{");
}

TEST_CASE("the English sentence takes the English detail when there is one", "[core]") {
    const Problem problem(ProblemCode::not_found, {{"what", "đoàn"}, {"what_en", "team"}, {"name", "KT-07"}});
    CHECK(problem.message(Lang::vi) == "Không tìm thấy đoàn “KT-07”.");
    CHECK(problem.message(Lang::en) == "No team “KT-07” was found.");
}

TEST_CASE("a place is written with the parts that are known", "[core]") {
    CHECK(Where{}.str().empty());
    CHECK(Where{"a.yaml", 3, 7, "rows[3].amount"}.str() == "a.yaml:3:7 (rows[3].amount)");
    CHECK(Where{"a.yaml", 0, 7, {}}.str() == "a.yaml");
    CHECK(Where{{}, 3, 0, {}}.str() == "3");
    CHECK(Where{{}, 0, 0, "amount"}.str() == "amount");
}

TEST_CASE("joined problems stand in the order of their places", "[core]") {
    Problem nested = at_line(9);
    nested.others = {at_line(2)};
    const Problem joined = join({nested, at_line(5)});
    CHECK(joined.where.line == 2);
    REQUIRE(joined.others.size() == 2);
    CHECK(joined.others[0].where.line == 5);
    CHECK(joined.others[1].where.line == 9);
    CHECK(joined.others[1].others.empty());
}

TEST_CASE("a problem leaves a function through TRY and CHECK", "[core]") {
    const auto half = [](int value) -> Result<int> {
        if (value % 2 != 0) return Problem(ProblemCode::invalid_value);
        return value / 2;
    };
    const auto quarter = [&](int value) -> Result<int> {
        GIAMSAT_TRY(halved, half(value));
        GIAMSAT_CHECK(half(halved));
        return halved / 2;
    };
    CHECK(quarter(8).value() == 2);
    CHECK(quarter(6).error().code == ProblemCode::invalid_value);
    CHECK_FALSE(quarter(7));
}
