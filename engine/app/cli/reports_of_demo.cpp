// SPDX-License-Identifier: Apache-2.0
#include "app/cli/reports_of_demo.hpp"

#include "app/cli/progress.hpp"
#include "app/cli/reports.hpp"
#include "base/text/text.hpp"

namespace giamsat::cli {
namespace {

std::vector<ReportRequest> requests_of(const DemoOptions& options, const DemoResult& result) {
    std::vector<ReportRequest> requests = {{"ten-year", result.from, result.until}};
    for (int year = options.first_year; year <= options.last_year; ++year) {
        Date end = Date::of(year, 12, 31);
        requests.push_back({"year", Date::of(year, 1, 1), end < result.until ? end : result.until});
    }
    requests.push_back({"follow-up", result.from, result.until});
    return requests;
}

std::string name_of(const ReportRequest& request) {
    return request.report == "year" ? "year-" + std::to_string(request.from.year()) : request.report;
}

// The demo's reports are issued by the board's secretary, with ids that come from the seed: issuing again changes nothing.
Result<Outcome> issue(const ReportRequest& request, const Report& report, const ReportFile& file, Date on,
                      Workplace& place) {
    auto holders = place.ask([&](Readers& read) { return read.people.holders("board_secretary", UnitId{}, on); });
    Requester by{.actor = holders.empty() ? PersonId{} : holders.front().person, .via = "demo", .auth = "demo"};
    constexpr std::int64_t hours_17 = 17 * 3'600'000LL;
    CommandMeta meta{CommandId{place.entropy().id("cmd/issue/" + name_of(request))},
                     by,
                     {start_of_day_in_vietnam(on).ms + hours_17},
                     on};
    return place.writer().run(meta, issue_command(request, report, file));
}

struct Written {
    Report first;  // the ten-year report
    std::filesystem::path folder;
    int files = 0;
    std::uint64_t entries = 0;
    std::string root;
};

// Once issued, a report rests on the journal as it stood then, however often the demo is run again.
void stand_where_issued(ReportData& data, Workplace& place) {
    auto issued = place.ask(
        [&](Readers& read) { return read.journal.of_command(CommandId{place.entropy().id("cmd/issue/ten-year")}); });
    if (issued.empty()) return;
    data.journal_size = issued.front().second.body.value("size", std::uint64_t{0});
    data.journal_root = issued.front().second.body.value("root", "");
}

Result<Written> write_reports(const DemoOptions& options, const DemoResult& result, PluginHost& plugins,
                              Context& context) {
    GIAMSAT_TRY(place, Workplace::open_to_write(options.folder, context.clock()));
    GIAMSAT_TRY(data, read_report_data(*place));
    data.today = result.until;
    stand_where_issued(data, *place);
    Written written{{}, options.folder / "reports", 0, 0, ""};
    for (const ReportRequest& request : requests_of(options, result)) {
        GIAMSAT_TRY(report, make_report(request, data, place->bundle()));
        GIAMSAT_TRY(html, write_report(report, written.folder, name_of(request), "html", Lang::vi, plugins));
        GIAMSAT_CHECK(issue(request, report, html.front(), result.until, *place));
        ++written.files;
        if (request.report != "ten-year") continue;
        GIAMSAT_TRY(csv, write_report(report, written.folder, name_of(request), "csv", context.lang(), plugins));
        written.files += static_cast<int>(csv.size());
        if (plugins.renderer_of("xlsx")) {
            GIAMSAT_TRY(workbook,
                        write_report(report, written.folder, name_of(request), "xlsx", context.lang(), plugins));
            written.files += static_cast<int>(workbook.size());
        }
        written.first = std::move(report);
    }
    place->ask([&](Readers& read) {
        return written.entries = read.journal.size(), written.root = to_hex(read.journal.root()), 0;
    });
    return written;
}

void say_where(const Written& written, const DemoResult& result, double played, double reported, Context& context) {
    Lang lang = context.lang();
    auto seconds = [&](double s) { return write_decimal(s, 1, lang) + " s"; };
    context.print("");
    context.print(context.say({"Đã diễn ", "Played "}) + write_date(result.from, lang) + " – " +
                  write_date(result.until, lang) + context.say({" trong ", " in "}) + seconds(played) +
                  context.say({", lập báo cáo ", ", reports in "}) + seconds(reported) + ".");
    context.print(context.say({"Nhật ký: ", "Journal: "}) +
                  group_digits(static_cast<std::int64_t>(written.entries), lang) +
                  context.say({" mục, gốc ", " entries, root "}) + written.root);
    context.print(context.say({"Báo cáo (", "Reports ("}) + std::to_string(written.files) +
                  context.say({" tệp): ", " files): "}) + (written.folder / "ten-year.html").string());
}

}  // namespace

int report_demo(const DemoOptions& options, const DemoResult& result, double seconds_played, Context& context) {
    PluginHost plugins = PluginHost::load(PluginHost::usual_folder());
    Progress clock(context);
    auto written = write_reports(options, result, plugins, context);
    if (!written) return context.fail(written.error());
    if (context.options.json) {
        context.print_json({{"entries", written->entries},
                            {"root", written->root},
                            {"reports", written->folder.string()},
                            {"report", report_json(written->first)}});
        return 0;
    }
    context.print(render_text(written->first, context.lang(), context.columns(), context.colour()));
    say_where(*written, result, seconds_played, clock.seconds(), context);
    return 0;
}

}  // namespace giamsat::cli
