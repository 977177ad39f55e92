// SPDX-License-Identifier: Apache-2.0
// A small district with three years of work, told turn by turn: what reports are tested on.
#pragma once

#include "kernel/reports/report_data.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <string>

namespace giamsat::test {

inline Level sample_level(const char* id, LocalText title, const char* parent) {
    Level level;
    level.id = id;
    level.plural = {"lượt " + title.vi, title.en + " turns"};
    level.title = std::move(title);
    level.parent = parent;
    return level;
}

inline Profile sample_profile() {
    Profile profile;
    profile.place = {"huyện Nhỏ, tỉnh Xa", "Nhỏ district, Xa province"};
    Level district = sample_level("district", {"huyện", "district"}, "");
    Level commune = sample_level("commune", {"xã", "commune"}, "district");
    Level point = sample_level("point", {"điểm giao dịch", "point"}, "commune");
    Level group = sample_level("group", {"Tổ TK&VV", "group"}, "commune");
    Level borrower = sample_level("borrower", {"hộ vay", "borrower"}, "group");
    district.plural.vi = "lượt cấp huyện";
    district.inspected = commune.inspected = group.inspected = borrower.inspected = true;
    point.supervised = group.associated = borrower.personal = true;
    profile.levels = {district, commune, point, group, borrower};
    profile.associations = {{"11", {"Hội Nông dân", "Farmers' Association"}, {}},
                            {"12", {"Hội Liên hiệp Phụ nữ", "Women's Union"}, {}}};
    const auto body = [](const char* id, LocalText title, const char* association, const char* group_of_body) {
        Body made;
        made.id = id;
        made.title = std::move(title);
        made.association = association;
        made.group = group_of_body;
        return made;
    };
    profile.bodies = {body("board", {"Ban đại diện", "Board"}, "", "board"),
                      body("farmers", {"Hội Nông dân huyện", "District farmers"}, "11", "association"),
                      body("women", {"Hội Phụ nữ huyện", "District women"}, "12", "association")};
    profile.plan_types = {{"board", {"Chương trình", "Programme"}, "", {}},
                          {"association", {"Kế hoạch ủy thác", "Entrusted plan"}, "", {}}};
    profile.programmes = {{"01", {"Hộ nghèo", "Poor households"}}, {"06", {"Nước sạch", "Clean water"}}};
    profile.capital_sources = {{"1", {"Trung ương", "Central"}}, {"2", {"Địa phương", "Local"}}};
    profile.variants = {{"scheduled", {"Định kỳ", "Scheduled"}}, {"surprise", {"Đột xuất", "Surprise"}}};
    profile.addressees = {{"group", {"Tổ TK&VV", "Group"}}, {"bank", {"Ngân hàng", "Bank"}}};
    profile.severities = {{"low", {"Thấp", "Low"}, 30}, {"high", {"Cao", "High"}, 7}};
    profile.findings = {{"SD_01", {"Sử dụng vốn sai mục đích", "Another purpose"}, "high", {}},
                        {"TO_01", {"Họp Tổ không đủ", "Too few meetings"}, "low", {}}};
    return profile;
}

class Sample {
public:
    Sample() : profile_(sample_profile()) {
        data.profile = &profile_;
        data.today = day("2024-05-31");
        data.journal_size = 12345;
        data.journal_root = std::string(64, 'a');
    }
    Sample(const Sample&) = delete;
    Sample& operator=(const Sample&) = delete;

    static Date day(const char* iso) { return *Date::parse(iso); }

    Sample& unit(const char* level, const char* id, const char* name, const char* parent,
                 const char* association = "") {
        Unit made;
        made.id = {id};
        made.level = level;
        made.name = name;
        made.parent = {parent};
        made.association = association;
        made.valid_from = day("2014-01-01");
        data.units.push_back(made);
        return *this;
    }

    // A turn of `body` in its plan of the year of that day.
    Turn& turn(const char* level, const char* unit, const char* body, const char* on) {
        Turn made;
        made.visit = {"visit-" + std::to_string(data.turns.size())};
        made.level = level;
        made.unit = {unit};
        made.body = body;
        made.body_group = profile_.body(body)->group;
        made.association = profile_.body(body)->association;
        made.plan_type = made.body_group;
        made.mode = "inspection";
        made.variant = "scheduled";
        made.on = day(on);
        made.year = made.on.year();
        data.turns.push_back(made);
        return data.turns.back();
    }

    LineStatus& line(const char* level, const char* unit, const char* body, int year, int month, int sample = 0) {
        LineStatus made;
        made.line.id = {"line-" + std::to_string(data.lines.size())};
        made.line.level = level;
        made.line.unit = {unit};
        made.line.body = body;
        made.line.mode = "inspection";
        made.line.variant = "scheduled";
        made.line.month = month;
        made.line.sample = sample;
        made.body_group = profile_.body(body)->group;
        made.association = profile_.body(body)->association;
        made.plan_type = made.body_group;
        made.year = year;
        data.lines.push_back(made);
        return data.lines.back();
    }

    FindingStatus& finding(const char* code, const char* level, const char* unit, const char* found, const char* due) {
        FindingStatus made;
        made.id = {"0f00000" + std::to_string(data.findings.size())};
        made.code = code;
        made.severity = profile_.finding(code)->severity;
        made.level = level;
        made.unit = {unit};
        made.body_group = "association";
        made.association = "11";
        made.amount = 5'000'000;
        made.found_on = day(found);
        made.due_on = day(due);
        data.findings.push_back(made);
        return data.findings.back();
    }

    RecommendationStatus& recommendation(const char* addressee, const char* unit, const char* made_on,
                                         const char* due) {
        RecommendationStatus made;
        made.about = {"0e00000" + std::to_string(data.recommendations.size())};
        made.addressee = addressee;
        made.unit = {unit};
        made.made_on = day(made_on);
        made.due_on = day(due);
        data.recommendations.push_back(made);
        return data.recommendations.back();
    }

    Report report(const std::string& sections, const char* from = "2022-01-01",
                  const char* until = "2024-12-31") const {
        const auto definition = parse_report_definition(
            "test.report.yaml", "report: test\ntitle: \"Báo cáo {year}\"\nsections:\n" + sections);
        REQUIRE(definition);
        const auto built = build_report(*definition, data, day(from), day(until));
        REQUIRE(built);
        return *built;
    }

    ReportTable table(const std::string& name, const std::string& more = "", const char* from = "2022-01-01",
                      const char* until = "2024-12-31") const {
        return report("  - {table: " + name + ", title: {vi: Bảng}" + more + "}\n", from, until).tables.at(0);
    }

    Profile& profile() { return profile_; }
    ReportData data;

private:
    Profile profile_;
};

// The cell of the row and column so called, in Vietnamese.
inline ReportCell cell(const ReportTable& table, const std::string& row, const std::string& column) {
    for (const ReportRow& one : table.rows) {
        const auto* name = std::get_if<LocalText>(&one.cells[0]);
        if (!name || name->vi != row) continue;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (table.columns[i].title.vi == column) return one.cells[i];
        }
    }
    return {};
}
inline std::int64_t count(const ReportTable& table, const std::string& row, const std::string& column) {
    const ReportCell found = cell(table, row, column);
    INFO(row << " / " << column);
    REQUIRE(std::holds_alternative<std::int64_t>(found));
    return std::get<std::int64_t>(found);
}
inline bool has_column(const ReportTable& table, const std::string& column) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const ReportColumn& one) { return one.title.vi == column; });
}
inline bool has_row(const ReportTable& table, const std::string& row) {
    return !std::holds_alternative<std::monostate>(cell(table, row, table.columns[0].title.vi));
}

// Enough of everything for the renderers, with names that try to break out of where they are put.
inline void fill_golden(Sample& sample) {
    sample.unit("district", "d", "Phòng giao dịch huyện Nhỏ", "").unit("commune", "c1", "xã Đông <b>Hòa</b>", "d");
    sample.unit("commune", "c2", "thị trấn \"Rừng\" & Núi", "d").unit("point", "p1", "Điểm giao dịch Đông Hòa", "c1");
    sample.unit("group", "g1", "=1+1 Tổ Thôn 1", "c1", "11")
        .unit("group", "g2", "Tổ Thôn 2", "c2", "12")
        .unit("group", "g3", "Tổ Thôn 3", "c2", "12");
    for (const char* id : {"b1", "b2", "b3", "b4", "b5"}) sample.unit("borrower", id, "", id[1] < '4' ? "g1" : "g2");
    for (int year = 2022; year <= 2024; ++year) {
        const std::string spring = std::to_string(year) + "-03-15";
        sample.line("commune", "c1", "board", year, 3);
        sample.line("commune", "c2", "board", year, 4).cancelled = true;
        sample.line("group", "g1", "farmers", year, 3, 3);
        sample.line("group", "g2", "women", year, 3, 2);
        sample.line("point", "p1", "board", year, 3).line.mode = "supervision";
        sample.turn("commune", "c1", "board", spring.c_str());
        sample.turn("group", "g1", "farmers", spring.c_str());
        sample.turn("group", "g2", "women", spring.c_str());
        for (const char* id : {"b1", "b2", "b4"})
            sample.turn("borrower", id, id[1] < '4' ? "farmers" : "women", spring.c_str());
        sample.turn("point", "p1", "board", spring.c_str()).mode = "supervision";
        sample.finding("TO_01", "group", "g1", spring.c_str(), (std::to_string(year) + "-04-14").c_str()).closed_on =
            Sample::day((std::to_string(year) + "-04-01").c_str());
    }
    sample.turn("district", "d", "board", "2023-06-01").plan_type = "";
    sample.finding("SD_01", "borrower", "b1", "2024-04-02", "2024-04-09");
    sample.recommendation("group", "g1", "2024-03-15", "2024-04-15").settled_on = Sample::day("2024-04-20");
    sample.recommendation("bank", "c2", "2024-05-10", "2024-05-20");
    sample.data.loans = {
        {{"l1"}, {"b1"}, "01", "1", Sample::day("2022-01-05"), 50'000'000, 40'000'000, Sample::day("2024-05-31")},
        {{"l2"}, {"b3"}, "06", "2", Sample::day("2023-01-05"), 20'000'000, 20'000'000, Sample::day("2024-05-31")}};
    sample.data.capital = {{Sample::day("2024-05-31"), "1", "", 134'588'000'000},
                           {Sample::day("2024-05-31"), "2", "", 29'054'000'000},
                           {Sample::day("2024-05-31"), "Ngân sách huyện", "2", 7'107'000'000}};
}

inline const char* golden_sections = R"(  - table: headline
  - {table: turns_by_level, title: {vi: Theo cấp, en: By level}, note: {vi: "Lượt <không> phải đơn vị.", en: A turn is no unit.}}
  - {table: turns, by: year, title: {vi: Theo năm, en: By year}, chart: bars}
  - {table: turns, by: body_group, title: {vi: Theo cơ quan, en: By body}, chart: bars}
  - {table: plan_progress, by: [body_group, level], title: {vi: Kế hoạch từng cơ quan, en: Plan of each body}}
  - {table: plan_progress, by: year, title: {vi: So với kế hoạch, en: Of plan}, chart: line}
  - {table: supervision, by: year, title: {vi: Giám sát, en: Supervision}}
  - {table: coverage, title: {vi: Bao phủ, en: Coverage}}
  - {table: coverage_units, level: group, by: association, title: {vi: Tổ theo hội, en: Groups by association}}
  - {table: coverage_loans, title: {vi: Món vay, en: Loans}}
  - {table: units_by_place, level: commune, title: {vi: Từng xã, en: Each commune}}
  - {table: findings_by_code, title: {vi: Nội dung, en: By code}, chart: bars}
  - {table: findings_by_severity, title: {vi: Mức độ, en: By severity}, chart: stacked_bars}
  - {table: findings, by: year, title: {vi: Tồn tại theo năm, en: Findings by year}, chart: grouped_bars}
  - {table: recommendations, title: {vi: Kiến nghị, en: Recommendations}, chart: stacked_bars}
  - {table: overdue, title: {vi: "Quá hạn đến {as_of}", en: "Overdue on {as_of}"}}
  - {table: capital, title: {vi: Nguồn vốn, en: Capital}, chart: bars}
)";

}  // namespace giamsat::test
