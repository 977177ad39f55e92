// SPDX-License-Identifier: Apache-2.0
// What an issued report says of the journal it stands on.
#include "kernel/reports/qr.hpp"
#include "sample_reports.hpp"
#include "support/catch.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

const std::string note =
    "giamsat.invalid/0123\n12345\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n\n"
    "— giamsat.invalid/0123 "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

Report issued() {
    Sample sample;
    fill_golden(sample);
    Report report = sample.report(golden_sections);
    report.checkpoint = note;
    return report;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("an issued report says size, root and day of its checkpoint, in every form") {
    const Report report = issued();
    for (const Lang lang : {Lang::vi, Lang::en}) {
        const std::string html = render_html(report, lang);
        CHECK(holds(html, lang == Lang::vi ? "Điểm chốt nhật ký ngày 31/05/2024, 12.345 mục"
                                           : "Checkpoint of the journal of 31/05/2024, 12,345 entries"));
        CHECK(holds(html, report.journal_root));
        CHECK(holds(html, qr_svg(note, lang == Lang::vi ? "Điểm chốt nhật ký ngày 31/05/2024, 12.345 mục"
                                                        : "Checkpoint of the journal of 31/05/2024, 12,345 entries")));
    }
    CHECK(holds(render_text(report, Lang::vi, 200, false), "đã ký ngày 31/05/2024"));
    CHECK(holds(render_text(report, Lang::en, 200, false), "signed on 31/05/2024"));
    CHECK(report_json(report)["checkpoint"] == note);
}

TEST_CASE("a report that is only looked at says nothing of a checkpoint") {
    Report report = issued();
    report.checkpoint.clear();
    CHECK_FALSE(holds(render_html(report, Lang::vi), "<figure class=\"checkpoint\">"));
    CHECK_FALSE(holds(render_text(report, Lang::vi, 200, false), "đã ký"));
    CHECK_FALSE(report_json(report).contains("checkpoint"));
}

TEST_CASE("a code has its three corners, a white edge, and room for a note; not for everything") {
    const std::string svg = qr_svg(note, "a <label>");
    CHECK(holds(svg, "d=\"M4 4h7v1h-7z"));
    CHECK(holds(svg, "aria-label=\"a &lt;label&gt;\""));
    CHECK(qr_svg(std::string(3000, 'x'), "").empty());
    CHECK(qr_svg(note, "") != qr_svg(note + "x", ""));
}
