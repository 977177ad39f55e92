// SPDX-License-Identifier: Apache-2.0
#include "sample_reports.hpp"

#include "support/golden.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::string problems_of(const std::string& yaml) {
    const auto definition = parse_report_definition("r.report.yaml", yaml);
    if (definition) return "";
    std::string out = definition.error().where.str() + " " + definition.error().message(Lang::en);
    for (const Problem& other : definition.error().others)
        out += "\n" + other.where.str() + " " + other.message(Lang::en);
    return out;
}

}  // namespace

TEST_CASE("every mistake of a report definition is told with its place") {
    CHECK_GOLDEN("reports/definition_problems.txt", problems_of(R"(report: r
title: {vi: Báo cáo}
color: red
sections:
  - {table: turn_by_level, title: {vi: Bảng}}
  - {table: turns, by: colour, title: {vi: Bảng}}
  - {table: turns, by: [year, level], title: {vi: Bảng}}
  - {table: plan_progress, by: [year, level], title: {vi: Bảng}, chart: pie}
  - {table: coverage_units, by: year, title: {vi: Bảng}}
  - {table: capital, level: group, title: {vi: Bảng}}
  - {table: overdue}
  - {title: {vi: Bảng}}
)") + "\n");
}

TEST_CASE("a report without sections is refused") {
    CHECK(problems_of("report: r\ntitle: R\n").find("sections") != std::string::npos);
    CHECK(problems_of("report: r\ntitle: R\nsections: []\n").find("sections") != std::string::npos);
}

TEST_CASE("a level the profile has not is told by name") {
    const Sample sample;
    const auto definition = parse_report_definition(
        "r.yaml", "report: r\ntitle: R\nsections: [{table: units_by_place, level: planet, title: T}]\n");
    REQUIRE(definition);
    const auto report = build_report(*definition, sample.data, Sample::day("2024-01-01"), Sample::day("2024-12-31"));
    REQUIRE_FALSE(report);
    CHECK(report.error().message(Lang::vi).find("“planet”") != std::string::npos);
}

TEST_CASE("titles are filled with years and days") {
    const Sample sample;
    CHECK(sample.report("  - {table: overdue, title: {vi: \"Đến {until} tại {place}\"}}\n", "2023-01-01", "2023-12-31")
              .tables[0]
              .title.vi == "Đến 31/12/2023 tại huyện Nhỏ, tỉnh Xa");
    CHECK(sample.report("  - {table: turns, title: \"Lượt {year}\"}\n").tables[0].title.vi == "Lượt 2022–2024");
    CHECK(sample.report("  - {table: headline}\n").subtitle.vi ==
          "Từ ngày 01/01/2022 đến ngày 31/12/2024 · huyện Nhỏ, tỉnh Xa");
}

TEST_CASE("tables of one report have ids of their own") {
    const Sample sample;
    const auto report = sample.report(
        "  - {table: turns, by: year, title: A}\n  - {table: turns, by: year, title: B}\n  - {table: turns, title: "
        "C}\n");
    CHECK(report.tables[0].id == "turns-year");
    CHECK(report.tables[1].id == "turns-year-2");
    CHECK(report.tables[2].id == "turns-body_group");
}

TEST_CASE("the reports of Đông Sơn are understood") {
    for (const char* name : {"ten-year", "year", "follow-up"}) {
        const std::string path = "workflows/dong-son-2024/reports/" + std::string(name) + ".report.yaml";
        INFO(problems_of(read_whole(source_path(path))));
        const auto definition = parse_report_definition(path, read_whole(source_path(path)));
        REQUIRE(definition);
        CHECK(definition->id == name);
        for (const auto& section : definition->sections)
            CHECK((section.table == "headline" || !section.title.en.empty()));
    }
}
