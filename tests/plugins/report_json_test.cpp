// SPDX-License-Identifier: Apache-2.0
// The renderer plugin and the report it is given come from two rooms of the house: this holds them to each other.
#include "kernel/reports/report.hpp"
#include "plugins/loaded.hpp"

using namespace giamsat;
using namespace giamsat::plugin_test;

namespace {

Report of_every_kind() {
    Report report;
    report.id = "year";
    report.title = {"Báo cáo năm", "Report of the year"};
    report.from = Date::of(2024, 1, 1);
    report.until = Date::of(2024, 5, 31);
    report.made_on = Date::of(2024, 6, 3);
    report.journal_root = std::string(64, '0');
    report.headline = {{{"Lượt", "Turns"}, {"1.680", "1,680"}, {}}};
    ReportTable table;
    table.title = {"Theo cấp", "By level"};
    using Kind = ReportColumn::Kind;
    for (const Kind kind : {Kind::text, Kind::count, Kind::share, Kind::money, Kind::date})
        table.columns.push_back({{"Cột", "Column"}, kind});
    table.rows.push_back(
        {{LocalText{"Xã", ""}, std::int64_t{170}, Share{170, 173}, Dong{1'000'000}, Date::of(2024, 5, 24)}});
    table.rows.push_back({std::vector<ReportCell>(5), true, 1});
    report.tables = {table};
    return report;
}

}  // namespace

TEST_CASE("every kind of cell a report can hold is rendered by the spreadsheet plugin", "[plugins][xlsx]") {
    const Folder folder;

    const auto reply = loaded("report-xlsx")
                           .call("render", {{"report", report_json(of_every_kind())}, {"file", folder / "year.xlsx"}});

    INFO((reply ? "" : reply.error().message(Lang::en)));
    REQUIRE(reply.has_value());
    CHECK(content_of(folder / "year.xlsx").starts_with("PK"));
}
