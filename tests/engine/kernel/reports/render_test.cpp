// SPDX-License-Identifier: Apache-2.0
#include "sample_reports.hpp"

#include "base/text/text.hpp"
#include "support/golden.hpp"

#include <sstream>

using namespace giamsat;
using namespace giamsat::test;

namespace {

Report golden_report(const Sample& sample) { return sample.report(golden_sections); }

// The style sheet is one text for all reports: a golden page need not repeat it.
std::string without_style(std::string html) {
    const auto from = html.find("<style>") + std::string("<style>").size();
    return html.replace(from, html.find("</style>") - from, "…");
}

std::size_t widest_line(const std::string& text) {
    std::istringstream lines(text);
    std::size_t widest = 0;
    for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
    return widest;
}

}  // namespace

TEST_CASE("a report as text, wide, narrow and in English") {
    Sample sample;
    fill_golden(sample);
    const Report report = golden_report(sample);
    CHECK_GOLDEN("reports/sample-vi.txt", render_text(report, Lang::vi, 110, false));
    CHECK_GOLDEN("reports/sample-en.txt", render_text(report, Lang::en, 110, false));
    CHECK_GOLDEN("reports/sample-narrow.txt", render_text(report, Lang::vi, 44, false));
}

TEST_CASE("no line of text is wider than the terminal, and colour comes only when asked") {
    Sample sample;
    fill_golden(sample);
    const Report report = golden_report(sample);
    for (int columns = 30; columns <= 140; columns += 11) {
        INFO(columns);
        CHECK(widest_line(render_text(report, Lang::vi, columns, false)) <= static_cast<std::size_t>(columns));
    }
    CHECK(render_text(report, Lang::vi, 80, false).find('\x1b') == std::string::npos);
    CHECK(render_text(report, Lang::vi, 80, true).find("\x1b[1m") != std::string::npos);
}

TEST_CASE("a report as HTML, in both languages") {
    Sample sample;
    fill_golden(sample);
    CHECK_GOLDEN("reports/sample-vi.html", without_style(render_html(golden_report(sample), Lang::vi)));
    CHECK_GOLDEN("reports/sample-en.html", without_style(render_html(golden_report(sample), Lang::en)));
}

TEST_CASE("HTML carries no script, fetches nothing and lets no name out of its place") {
    Sample sample;
    fill_golden(sample);
    sample.profile().place = {"\"><script>alert(1)</script>", ""};
    const std::string html = render_html(golden_report(sample), Lang::vi);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("<b>Hòa") == std::string::npos);
    CHECK(html.find("&lt;b&gt;Hòa&lt;/b&gt;") != std::string::npos);
    CHECK(html.find("&quot;Rừng&quot; &amp; Núi") != std::string::npos);
    for (const char* fetching : {"http://", "https://", "url(", "src=", "@import"})
        CHECK(html.find(fetching) == std::string::npos);
}

TEST_CASE("tables as CSV: raw numbers, quoted names, no formulas") {
    Sample sample;
    fill_golden(sample);
    std::string all;
    for (const ReportTable& table : golden_report(sample).tables) all += table.id + "\n" + render_csv(table, Lang::vi);
    CHECK_GOLDEN("reports/sample.csv.txt", all);

    ReportTable table;
    table.columns = {{{"Tên", "Name"}, ReportColumn::Kind::text}, {{"Số", "Number"}, ReportColumn::Kind::count}};
    table.rows = {{{LocalText{"=SUM(A1)", ""}, std::int64_t{1680}}, false, 0},
                  {{LocalText{"a, \"b\"", ""}, std::monostate{}}, false, 0}};
    CHECK(render_csv(table, Lang::vi) == "\xEF\xBB\xBFTên,Số\r\n'=SUM(A1),1680\r\n\"a, \"\"b\"\"\",\r\n");
}

TEST_CASE("a report as JSON says every text in both languages and every value raw") {
    Sample sample;
    fill_golden(sample);
    const Json json = report_json(golden_report(sample));
    CHECK_GOLDEN("reports/sample.json", json.dump(1) + "\n");
    CHECK(canonical_json(json));
}

TEST_CASE("an empty period is a report that says so") {
    const Sample sample;
    const Report report = sample.report(golden_sections);
    CHECK(render_text(report, Lang::vi, 80, false).find("Trong kỳ không có số liệu.") != std::string::npos);
    CHECK(render_html(report, Lang::en).find("Nothing in this period.") != std::string::npos);
}
