// SPDX-License-Identifier: Apache-2.0
#include "sample_reports.hpp"

using namespace giamsat;
using namespace giamsat::test;

TEST_CASE("turns and distinct units are counted apart") {
    Sample sample;
    sample.turn("group", "g1", "farmers", "2023-03-01");
    sample.turn("group", "g1", "farmers", "2024-03-01");
    sample.turn("group", "g2", "women", "2024-03-02");
    const auto table = sample.table("turns_by_level");
    CHECK(count(table, "Lượt Tổ TK&VV", "Thực hiện") == 3);
    CHECK(count(table, "Lượt Tổ TK&VV", "Số đơn vị đã đến") == 2);
}

TEST_CASE("a cancelled line counts as planned only, its sample with it") {
    Sample sample;
    sample.line("group", "g1", "farmers", 2024, 3, 8);
    sample.line("group", "g2", "women", 2024, 3, 6).cancelled = true;
    sample.turn("group", "g1", "farmers", "2024-03-01");
    const auto table = sample.table("turns_by_level");
    CHECK(count(table, "Lượt Tổ TK&VV", "Kế hoạch") == 2);
    CHECK(count(table, "Lượt Tổ TK&VV", "Thực hiện") == 1);
    CHECK(count(table, "Lượt Tổ TK&VV", "Hủy") == 1);
    CHECK(cell(table, "Lượt Tổ TK&VV", "So với kế hoạch") == ReportCell(Share{1, 2}));
    CHECK(count(table, "Lượt hộ vay", "Kế hoạch") == 14);
    CHECK(count(table, "Lượt hộ vay", "Hủy") == 6);
}

TEST_CASE("borrowers are planned by samples and by lines of their own, never twice") {
    Sample sample;
    const PlanLineId group = sample.line("group", "g1", "farmers", 2024, 3, 8).line.id;
    sample.line("borrower", "b1", "farmers", 2024, 3).line.parent = group;  // drawn: the sample has promised it
    sample.line("borrower", "b2", "board", 2024, 4);
    CHECK(count(sample.table("turns_by_level"), "Lượt hộ vay", "Kế hoạch") == 9);
}

TEST_CASE("supervision is counted apart from inspection") {
    Sample sample;
    sample.line("point", "p1", "board", 2024, 3).line.mode = "supervision";
    sample.line("point", "p2", "board", 2024, 3).line.mode = "supervision";
    sample.turn("point", "p1", "board", "2024-03-01").mode = "supervision";
    sample.turn("commune", "c1", "board", "2024-03-01");
    const auto turns = sample.table("turns", ", by: body_group");
    CHECK(count(turns, "Tổng cộng", "Lượt xã") == 1);
    CHECK_FALSE(has_column(turns, "Lượt điểm giao dịch"));
    const auto supervision = sample.table("supervision");
    CHECK(count(supervision, "Điểm giao dịch", "Kế hoạch") == 2);
    CHECK(count(supervision, "Điểm giao dịch", "Thực hiện") == 1);
}

TEST_CASE("a turn outside any plan is done, but not of the plan") {
    Sample sample;
    sample.line("commune", "c1", "board", 2024, 3);
    sample.turn("commune", "c1", "board", "2024-03-01");
    sample.turn("commune", "c2", "board", "2024-03-05").plan_type = "";
    const auto table = sample.table("turns_by_level");
    CHECK(count(table, "Lượt xã", "Thực hiện") == 2);
    CHECK(count(table, "Lượt xã", "Ngoài kế hoạch") == 1);
    CHECK(cell(table, "Lượt xã", "So với kế hoạch") == ReportCell(Share{1, 1}));
    CHECK(count(sample.table("turns", ", by: plan_type"), "Ngoài kế hoạch", "Lượt xã") == 1);
}

TEST_CASE("the period holds both its days, and the months it touches") {
    Sample sample;
    sample.turn("commune", "c1", "board", "2023-01-01");
    sample.turn("commune", "c1", "board", "2023-05-31");
    sample.turn("commune", "c1", "board", "2023-06-01");
    sample.line("commune", "c1", "board", 2023, 5);
    sample.line("commune", "c1", "board", 2023, 6);
    const auto table = sample.table("turns_by_level", "", "2023-01-01", "2023-05-31");
    CHECK(count(table, "Lượt xã", "Thực hiện") == 2);
    CHECK(count(table, "Lượt xã", "Kế hoạch") == 1);
    const auto upside_down = build_report({}, sample.data, Sample::day("2023-02-01"), Sample::day("2023-01-01"));
    REQUIRE_FALSE(upside_down);
    CHECK(upside_down.error().code == ProblemCode::invalid_value);
}

TEST_CASE("totals add up turns, and each body's plan stands above its levels") {
    Sample sample;
    sample.line("group", "g1", "farmers", 2024, 3, 2);
    sample.turn("group", "g1", "farmers", "2024-03-01");
    sample.turn("group", "g2", "women", "2024-03-01");
    sample.turn("group", "g1", "board", "2024-03-01");
    const auto table = sample.table("turns", ", by: body_group");
    CHECK(count(table, "Ban đại diện", "Lượt Tổ TK&VV") == 1);  // a group of one body is called after it
    CHECK(count(table, "association", "Lượt Tổ TK&VV") == 2);
    CHECK(count(table, "Tổng cộng", "Lượt Tổ TK&VV") == 3);
    const auto nested = sample.table("plan_progress", ", by: [body, level]");
    REQUIRE(nested.rows.size() == 7);
    CHECK(nested.rows[0].indent == 0);
    CHECK(nested.rows[1].indent == 1);
    CHECK(std::get<LocalText>(nested.rows[0].cells[0]).vi == "Ban đại diện");
}

TEST_CASE("labels of the definition name what the profile does not") {
    Sample sample;
    sample.turn("group", "g1", "farmers", "2024-03-01");
    const auto definition = parse_report_definition(
        "r.yaml",
        "report: r\ntitle: Báo cáo\nlabels: {body_group: {association: {vi: Các hội, en: Associations}}}\n"
        "sections: [{table: turns, title: Lượt}]\n");
    REQUIRE(definition);
    const auto report = build_report(*definition, sample.data, Sample::day("2024-01-01"), Sample::day("2024-12-31"));
    REQUIRE(report);
    CHECK(has_row(report->tables[0], "Các hội"));
}

TEST_CASE("coverage counts what is there on the last day, and each year on its own") {
    Sample sample;
    sample.unit("group", "g1", "Tổ 1", "c1", "11")
        .unit("group", "g2", "Tổ 2", "c1", "11")
        .unit("group", "g3", "Tổ 3", "c1", "12");
    sample.data.units[1].valid_to = Sample::day("2022-12-31");
    sample.turn("group", "g1", "farmers", "2022-03-01");
    sample.turn("group", "g1", "farmers", "2023-03-01");
    sample.turn("group", "g2", "farmers", "2022-03-01");
    const auto by_association = sample.table("coverage_units", ", level: group, by: association");
    CHECK(cell(by_association, "Hội Nông dân", "Tỷ lệ") == ReportCell(Share{1, 1}));
    CHECK(cell(by_association, "Hội Liên hiệp Phụ nữ", "Tỷ lệ") == ReportCell(Share{0, 1}));
    CHECK(cell(by_association, "Tổng cộng", "Tỷ lệ") == ReportCell(Share{1, 2}));
    const auto by_year = sample.table("coverage_units", ", level: group, by: year");
    CHECK(cell(by_year, "2022", "Tỷ lệ") == ReportCell(Share{2, 3}));
    CHECK(cell(by_year, "2023", "Tỷ lệ") == ReportCell(Share{1, 2}));
    CHECK(has_row(by_year, "2024"));
}

TEST_CASE("a loan is covered when its borrower was checked") {
    Sample sample;
    fill_golden(sample);
    const auto table = sample.table("coverage_loans");
    CHECK(cell(table, "Hộ nghèo", "Tỷ lệ món") == ReportCell(Share{1, 1}));
    CHECK(cell(table, "Nước sạch", "Tỷ lệ món") == ReportCell(Share{0, 1}));
    CHECK(cell(table, "Tổng cộng", "Tỷ lệ dư nợ") == ReportCell(Share{40'000'000, 60'000'000}));
}

TEST_CASE("a place that was merged away keeps its turns, and says until when it was") {
    Sample sample;
    sample.unit("commune", "c1", "xã Đông Khê", "d")
        .unit("commune", "c9", "xã Đông Anh", "d")
        .unit("group", "g1", "Tổ 1", "c1", "11");
    sample.data.units[1].valid_to = Sample::day("2022-11-30");
    sample.turn("commune", "c9", "board", "2022-05-01");
    sample.turn("group", "g1", "farmers", "2023-05-01");
    const auto table = sample.table("units_by_place", ", level: commune");
    CHECK(count(table, "Xã Đông Anh (đến 30/11/2022)", "Lượt xã") == 1);
    CHECK(count(table, "Xã Đông Khê", "Số Tổ TK&VV") == 1);
    CHECK(count(table, "Xã Đông Khê", "Số Tổ TK&VV đã đến") == 1);
    CHECK(count(table, "Tổng cộng", "Lượt Tổ TK&VV") == 1);
}

TEST_CASE("capital is printed as recorded on its latest day in the period") {
    Sample sample;
    sample.data.capital = {{Sample::day("2023-05-31"), "1", "", 1'000'000},
                           {Sample::day("2024-05-31"), "2", "", 300'000'000},
                           {Sample::day("2024-05-31"), "1", "", 100'000'000},
                           {Sample::day("2024-05-31"), "2a", "2", 50'000'000}};
    const auto table = sample.table("capital");
    REQUIRE(table.rows.size() == 4);
    CHECK(std::get<LocalText>(table.rows[0].cells[0]).vi == "Trung ương");
    CHECK(table.rows[2].indent == 1);
    CHECK(cell(table, "Tổng nguồn vốn", "Số tiền") == ReportCell(Dong{400'000'000}));
    CHECK(cell(table, "Địa phương", "Tỷ trọng") == ReportCell(Share{300'000'000, 400'000'000}));
    CHECK(sample.table("capital", "", "2022-01-01", "2022-12-31").rows.empty());
}
