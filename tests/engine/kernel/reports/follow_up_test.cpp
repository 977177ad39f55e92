// SPDX-License-Identifier: Apache-2.0
#include "sample_reports.hpp"

using namespace giamsat;
using namespace giamsat::test;

TEST_CASE("overdue is measured on the last day of the period, not on the day of reading") {
    Sample sample;
    sample.finding("SD_01", "group", "g1", "2023-03-01", "2023-03-08").closed_on = Sample::day("2023-04-01");
    CHECK(count(sample.table("findings_by_code", "", "2023-01-01", "2023-03-07"), "Sử dụng vốn sai mục đích",
                "Quá hạn") == 0);
    CHECK(count(sample.table("findings_by_code", "", "2023-01-01", "2023-03-08"), "Sử dụng vốn sai mục đích",
                "Quá hạn") == 0);
    const auto late = sample.table("findings_by_code", "", "2023-01-01", "2023-03-09");
    CHECK(count(late, "Sử dụng vốn sai mục đích", "Quá hạn") == 1);
    CHECK(count(late, "Sử dụng vốn sai mục đích", "Còn tồn") == 1);
    const auto closed = sample.table("findings_by_code", "", "2023-01-01", "2023-12-31");
    CHECK(count(closed, "Sử dụng vốn sai mục đích", "Quá hạn") == 0);
    CHECK(count(closed, "Sử dụng vốn sai mục đích", "Đã xử lý") == 1);
}

TEST_CASE("a period that goes on is measured today") {
    Sample sample;  // today is 31/05/2024
    sample.finding("SD_01", "group", "g1", "2024-05-01", "2024-06-15");
    sample.finding("SD_01", "group", "g1", "2024-05-01", "2024-05-30");
    CHECK(count(sample.table("findings_by_code", "", "2024-01-01", "2024-12-31"), "Tổng cộng", "Quá hạn") == 1);
}

TEST_CASE("what is brought forward and found equals what is closed and open") {
    Sample sample;
    sample.finding("TO_01", "group", "g1", "2022-05-01", "2022-06-01");
    sample.finding("TO_01", "group", "g1", "2022-05-02", "2022-06-01").closed_on = Sample::day("2023-02-01");
    sample.finding("TO_01", "group", "g1", "2022-05-03", "2022-06-01").closed_on = Sample::day("2022-05-20");
    sample.finding("TO_01", "group", "g1", "2023-05-01", "2023-06-01").closed_on = Sample::day("2023-05-20");
    const auto table = sample.table("findings", ", by: year");
    CHECK(count(table, "2022", "Tồn đầu kỳ") == 0);
    CHECK(count(table, "2022", "Còn tồn") == 2);
    CHECK(count(table, "2023", "Tồn đầu kỳ") == 2);
    CHECK(count(table, "2023", "Phát hiện") == 1);
    CHECK(count(table, "2023", "Đã xử lý") == 2);
    CHECK(count(table, "2023", "Còn tồn") == 1);
    CHECK(count(table, "2024", "Tồn đầu kỳ") == 1);
}

TEST_CASE("columns that say nothing are left out") {
    Sample sample;
    sample.finding("TO_01", "group", "g1", "2023-05-01", "2023-06-01").closed_on = Sample::day("2023-05-20");
    CHECK_FALSE(has_column(sample.table("findings_by_code"), "Tồn đầu kỳ"));
    CHECK_FALSE(has_column(sample.table("findings_by_code"), "Trong đó chuyển xử lý"));
    sample.data.findings[0].outcome = "handed_over";
    CHECK(count(sample.table("findings_by_code"), "Họp Tổ không đủ", "Trong đó chuyển xử lý") == 1);
    CHECK(has_column(sample.table("findings_by_code", "", "2023-05-10", "2023-12-31"), "Tồn đầu kỳ"));
}

TEST_CASE("severities are told by level, with what was closed in time and what came back") {
    Sample sample;
    sample.finding("SD_01", "borrower", "b1", "2023-05-01", "2023-05-08").closed_on = Sample::day("2023-05-08");
    sample.finding("SD_01", "group", "g1", "2023-05-01", "2023-05-08").closed_on = Sample::day("2023-05-09");
    sample.data.findings.back().reopened = 2;
    const auto table = sample.table("findings_by_severity");
    CHECK(count(table, "Cao", "Hộ vay") == 1);
    CHECK(count(table, "Cao", "Cộng") == 2);
    CHECK(count(table, "Cao", "Mở lại") == 1);
    CHECK(cell(table, "Cao", "Xác nhận trong hạn") == ReportCell(Share{1, 2}));
    CHECK(count(table, "Thấp", "Cộng") == 0);
}

TEST_CASE("recommendations are followed by addressee") {
    Sample sample;
    sample.recommendation("bank", "c1", "2024-01-10", "2024-02-10").settled_on = Sample::day("2024-03-01");
    sample.recommendation("bank", "c1", "2024-01-10", "2024-02-10");
    sample.recommendation("group", "g1", "2024-05-10", "2024-06-10");
    const auto table = sample.table("recommendations");
    CHECK(count(table, "Ngân hàng", "Kiến nghị trong kỳ") == 2);
    CHECK(count(table, "Ngân hàng", "Trong đó trễ hạn") == 1);
    CHECK(count(table, "Ngân hàng", "Quá hạn") == 1);
    CHECK(count(table, "Tổ TK&VV", "Quá hạn") == 0);
    CHECK(cell(table, "Tổng cộng", "Tỷ lệ thực hiện") == ReportCell(Share{1, 3}));
}

TEST_CASE("the overdue list names no borrower and begins with what is latest") {
    Sample sample;
    sample.unit("district", "d", "Phòng giao dịch", "")
        .unit("commune", "c1", "xã Đông Hòa", "d")
        .unit("group", "g1", "Tổ Thôn 1", "c1")
        .unit("borrower", "b1", "", "g1");
    sample.finding("SD_01", "borrower", "b1", "2024-05-01", "2024-05-08");
    sample.recommendation("bank", "b1", "2024-04-01", "2024-04-08");
    const auto table = sample.table("overdue");
    REQUIRE(table.rows.size() == 2);
    CHECK(std::get<LocalText>(table.rows[0].cells[0]).vi == "Kiến nghị gửi Ngân hàng");
    CHECK(std::get<LocalText>(table.rows[0].cells[1]).vi == "Hộ vay – Tổ Thôn 1, xã Đông Hòa");
    CHECK(count(table, "SD_01 – Sử dụng vốn sai mục đích", "Quá hạn (ngày)") == 23);
}

TEST_CASE("an overdue list too long to read is cut, and says so") {
    Sample sample;
    for (int i = 0; i < 75; ++i) sample.recommendation("bank", "c1", "2024-04-01", "2024-04-08");
    const auto table = sample.table("overdue");
    CHECK(table.rows.size() == 60);
    CHECK(table.note.vi == "Còn 15 việc quá hạn khác không nêu ở đây.");
}
