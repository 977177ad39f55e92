// SPDX-License-Identifier: Apache-2.0
#include "base/json/json.hpp"
#include "plugins/loaded.hpp"

using namespace giamsat;
using namespace giamsat::plugin_test;
using Catch::Contains;

namespace {

Json sample() {
    const auto json = parse_json(content_of(GIAMSAT_SOURCE_DIR "/tests/plugins/report.json"));
    REQUIRE(json.has_value());
    return *json;
}

// One rendered workbook; its parts are read by perl's own unzip.
class Made {
public:
    explicit Made(const Json& report = sample(), const std::string& lang = "vi") {
        const auto result =
            loaded("report-xlsx").call("render", {{"report", report}, {"file", file()}, {"lang", lang}});
        if (!result) FAIL(result.error().message(Lang::en));
        reply = *result;
    }

    std::string file() const { return folder_ / "report.xlsx"; }
    std::string part(const std::string& name) const {
        return perl("-MIO::Uncompress::Unzip=unzip -e 'unzip $ARGV[0] => \"-\", Name => $ARGV[1] or exit 1'",
                    file() + " " + name);
    }
    std::string sheet(int number) const { return part("xl/worksheets/sheet" + std::to_string(number) + ".xml"); }

    Json reply;

private:
    Folder folder_;
};

std::string refusal(const Json& report, const std::string& lang = "vi") {
    const Folder folder;
    const auto result =
        loaded("report-xlsx").call("render", {{"report", report}, {"file", folder / "x.xlsx"}, {"lang", lang}});
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ProblemCode::plugin_failed);
    CHECK_FALSE(std::filesystem::exists(folder / "x.xlsx"));
    return result.error().message(Lang::en);
}

}  // namespace

TEST_CASE("the spreadsheet plugin offers itself for .xlsx", "[plugins][xlsx]") {
    CHECK(loaded("report-xlsx").manifest().kind == PluginKind::renderer);
    CHECK(loaded("report-xlsx").manifest().extension == "xlsx");
}

TEST_CASE("every table is a sheet of its own behind a summary", "[plugins][xlsx]") {
    const Made made;

    CHECK(made.reply["sheets"] ==
          Json({"Tóm tắt", "1 Lượt kiểm tra theo cấp  kế…", "2 Kiến nghị còn mở, quá hạn", "3 Tồn tại theo mức độ"}));
    CHECK(made.reply["bytes"] == std::filesystem::file_size(made.file()));
    CHECK_THAT(made.part("xl/workbook.xml"), Contains("name=\"2 Kiến nghị còn mở, quá hạn\""));
}

TEST_CASE("numbers, shares, money and days are real values with their formats", "[plugins][xlsx]") {
    const Made made;
    const std::string sheet = made.sheet(2);

    CHECK_THAT(sheet, Contains("<v>1680</v>"));
    CHECK_THAT(sheet, Contains("<v>0.9826589595375723</v>") || Contains("<v>0.982658959537572"));
    CHECK_THAT(sheet, Contains("<v>134588.5</v>"));
    CHECK_THAT(sheet, Contains("<v>45436</v>"));  // 24/05/2024 in Excel's count of days
    CHECK_THAT(made.part("xl/styles.xml"), Contains("formatCode=\"dd/mm/yyyy\""));
    CHECK_THAT(made.part("xl/styles.xml"), Contains("formatCode=\"#,##0\"") && Contains("formatCode=\"0.00%\""));
}

TEST_CASE("the header stays in view and is filtered, totals are not", "[plugins][xlsx]") {
    const std::string sheet = Made().sheet(2);

    CHECK_THAT(sheet, Contains("<pane xSplit=\"1\" ySplit=\"5\" topLeftCell=\"B6\""));
    CHECK_THAT(sheet, Contains("state=\"frozen\""));
    CHECK_THAT(sheet, Contains("<autoFilter ref=\"A5:F9\"/>"));
}

TEST_CASE("a sheet is set up for A4 with the margins of an official paper", "[plugins][xlsx]") {
    const Made made;

    CHECK_THAT(made.sheet(2), Contains("<pageMargins left=\"1.18110236220472") && Contains("paperSize=\"9\""));
    CHECK_THAT(made.sheet(2), Contains("<pageSetUpPr fitToPage=\"1\"/>") && Contains("fitToHeight=\"0\""));
    CHECK_THAT(made.sheet(2), Contains("Trang &amp;P/&amp;N") && Contains("163.852 mục, gốc 5f0c1e2d3b4a5968…"));
    CHECK_THAT(made.sheet(3), Contains("orientation=\"landscape\""));
    CHECK_THAT(made.sheet(4), Contains("orientation=\"portrait\""));
    CHECK_THAT(made.part("xl/workbook.xml"), Contains("_xlnm.Print_Titles") && Contains("!$5:$5"));
}

TEST_CASE("the summary tells the headline in the reader's language", "[plugins][xlsx]") {
    CHECK_THAT(Made().part("xl/sharedStrings.xml"), Contains("<t>1.680</t>") && Contains("158 tổ khác nhau"));
    CHECK_THAT(Made(sample(), "en").part("xl/sharedStrings.xml"), Contains("<t>1,680</t>"));
}

TEST_CASE("text that looks like a formula stays text", "[plugins][xlsx]") {
    const Made made;

    CHECK_THAT(made.part("xl/sharedStrings.xml"),
               Contains("=HYPERLINK(&quot;x&quot;)") || Contains("=HYPERLINK(\"x\")"));
    CHECK_THAT(made.sheet(2), !Contains("<f>"));
}

TEST_CASE("the same report gives the same bytes, dated by its own last day", "[plugins][xlsx]") {
    const Made first;
    const Made second;

    CHECK(content_of(first.file()) == content_of(second.file()));
    CHECK_THAT(first.part("docProps/core.xml"), Contains("2024-05-31T00:00:00Z"));
}

TEST_CASE("a workbook is written in either language", "[plugins][xlsx]") {
    const Made vi;
    const Made en(sample(), "en");

    CHECK_THAT(vi.part("xl/sharedStrings.xml"),
               Contains("Đơn vị tiền: triệu đồng") && Contains("Một lượt là một biên bản"));
    CHECK_THAT(en.part("xl/sharedStrings.xml"), Contains("Money in million đồng") && Contains("A turn is one signed"));
    CHECK_THAT(en.part("xl/sharedStrings.xml"), Contains("Xã Đông Khê"));  // what has no English stays Vietnamese
    CHECK_THAT(refusal(sample(), "fr"), Contains("lang does not take “fr”"));
}

TEST_CASE("tables with one long title are still sheets of their own", "[plugins][xlsx]") {
    Json report = sample();
    const Json title{{"vi", "[Phụ lục] Tổng hợp 'kết quả': kiểm tra * sử dụng vốn vay ? của hộ / tổ \\ xã năm 2024"}};
    for (Json& table : report["tables"]) table["title"] = title;

    const Made made(report);
    CHECK(made.reply["sheets"][1] == "1  Phụ lục  Tổng hợp  kết quả…");
    CHECK(made.reply["sheets"][2] == "2  Phụ lục  Tổng hợp  kết quả…");
}

TEST_CASE("a report of another shape is refused with the field's path", "[plugins][xlsx]") {
    const auto wrong = [](const std::string& pointer, const Json& value) {
        Json report = sample();
        report[Json::json_pointer(pointer)] = value;
        return refusal(report);
    };

    CHECK_THAT(wrong("/tables/0/columns/1/kind", "colour"), Contains("report.tables[0].columns[1].kind"));
    CHECK_THAT(wrong("/tables/0/rows/2/cells", Json::array({1})), Contains("report.tables[0].rows[2].cells"));
    CHECK_THAT(wrong("/tables/0/rows/2/cells/1", 1.5), Contains("report.tables[0].rows[2].cells[1]"));
    CHECK_THAT(wrong("/until", "31st of May"), Contains("report.until"));
    CHECK_THAT(wrong("/tables/0/rows/0/cells/0/vi", std::string(40'000, 'x')), Contains("writing sheet “1 "));
}

TEST_CASE("a workbook that cannot be written is an error and leaves nothing", "[plugins][xlsx]") {
    const auto result =
        loaded("report-xlsx").call("render", {{"report", sample()}, {"file", "/nowhere/at/all/x.xlsx"}});

    REQUIRE_FALSE(result.has_value());
    CHECK_THAT(result.error().message(Lang::en), Contains("/nowhere/at/all/x.xlsx"));
}

TEST_CASE("rendering stops when a person asks", "[plugins][xlsx]") {
    const Folder folder;
    PluginWatch watch;
    watch.interrupted = [] { return true; };

    const auto result =
        loaded("report-xlsx").call("render", {{"report", sample()}, {"file", folder / "x.xlsx"}}, watch);

    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ProblemCode::interrupted);
    CHECK_FALSE(std::filesystem::exists(folder / "x.xlsx"));
}
