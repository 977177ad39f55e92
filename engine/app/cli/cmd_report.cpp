// SPDX-License-Identifier: Apache-2.0
#include "app/cli/context.hpp"
#include "app/cli/reports.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct ReportArguments {
    std::string report = "year";
    int year = 0;
    std::string from, until, out;
    std::vector<std::string> formats;
    bool issue = false;
};

Result<ReportRequest> period_of(const ReportArguments& arguments, Workplace& place) {
    int year = arguments.year ? arguments.year : place.today().year();
    ReportRequest request{arguments.report, Date::of(year, 1, 1), Date::of(year, 12, 31)};
    if (!arguments.from.empty()) {
        GIAMSAT_TRY(from, Date::parse(arguments.from));
        request.from = from;
    }
    if (!arguments.until.empty()) {
        GIAMSAT_TRY(until, Date::parse(arguments.until));
        request.until = until;
    }
    return request;
}

std::string file_name(const ReportRequest& request) {
    return request.report + "-" + request.from.iso() + "-" + request.until.iso();
}

Result<std::vector<ReportFile>> write_all(const ReportArguments& arguments, const ReportRequest& request,
                                          const Report& report, PluginHost& plugins, Context& context) {
    std::vector<ReportFile> files;
    for (const std::string& format : arguments.formats) {
        GIAMSAT_TRY(made, write_report(report, arguments.out.empty() ? "." : arguments.out, file_name(request), format,
                                       context.lang(), plugins));
        files.insert(files.end(), made.begin(), made.end());
    }
    return files;
}

Done issue_files(const ReportRequest& request, const Report& report, const std::vector<ReportFile>& files,
                 Workplace& place, Context& context) {
    GIAMSAT_TRY(by, context.requester(place));
    GIAMSAT_TRY(on, context.business_day());
    for (const ReportFile& file : files) GIAMSAT_CHECK(place.run(by, issue_command(request, report, file), on));
    return {};
}

void show(const Report& report, const std::vector<ReportFile>& files, Context& context) {
    if (context.options.json) {
        Json list = Json::array();
        for (const ReportFile& file : files)
            list.push_back({{"path", file.path.string()},
                            {"format", file.format},
                            {"sha256", file.sha256},
                            {"bytes", file.bytes}});
        return context.print_json({{"report", report_json(report)}, {"files", list}});
    }
    if (files.empty()) return context.print(render_text(report, context.lang(), context.columns(), context.colour()));
    for (const ReportFile& file : files) context.print(file.path.string());
}

Done work(const ReportArguments& arguments, Context& context) {
    PluginHost plugins = PluginHost::load(PluginHost::usual_folder());  // before the office is opened: it forks
    for (const Problem& refused : plugins.refused()) context.note(refused.message(context.lang()));
    auto place = arguments.issue ? context.write_office() : context.read_office();
    if (!place) return std::move(place.error());
    GIAMSAT_TRY(request, period_of(arguments, **place));
    GIAMSAT_TRY(data, read_report_data(**place));
    GIAMSAT_TRY(report, make_report(request, data, (*place)->bundle()));
    GIAMSAT_TRY(files, write_all(arguments, request, report, plugins, context));
    if (arguments.issue) GIAMSAT_CHECK(issue_files(request, report, files, **place, context));
    show(report, files, context);
    return {};
}

int list(Context& context) {
    auto place = context.read_office();
    if (!place) return context.fail(place.error());
    Json ids = Json::array();
    for (const std::string& id : report_ids((*place)->bundle())) {
        ids.push_back(id);
        if (!context.options.json) context.print(id);
    }
    if (context.options.json) context.print_json({{"reports", ids}});
    return 0;
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("report", "Báo cáo: xem, xuất tệp, ban hành · reports: show, write to files, issue");
    auto arguments = std::make_shared<ReportArguments>();
    command->add_option("report", arguments->report, "Mẫu báo cáo, hoặc “list” · which report, or “list”")
        ->capture_default_str();
    command->add_option("--year", arguments->year, "Năm (mặc định: năm nay) · year (default: this one)");
    command->add_option("--from", arguments->from, "Từ ngày · from this day");
    command->add_option("--until", arguments->until, "Đến ngày · until this day");
    command
        ->add_option("--format", arguments->formats,
                     "html | csv | json | xlsx …; không có: in ra màn hình · none: print it")
        ->delimiter(',');
    command->add_option("--out", arguments->out, "Thư mục chứa tệp · folder for the files");
    command->add_flag("--issue", arguments->issue,
                      "Ghi việc ban hành vào nhật ký · record in the journal that it was issued");
    command->footer(
        "Ví dụ · examples:\n"
        "  giamsat report year --year 2025\n"
        "  giamsat report ten-year --from 01/01/2015 --until 31/05/2024 --format html,xlsx --out bao-cao\n"
        "  giamsat report follow-up --format html --out bao-cao --issue --as board_secretary-405");
    on_run(*command, [arguments, &context] {
        if (arguments->report == "list") return list(context);
        Done done = work(*arguments, context);
        return done ? 0 : context.fail(done.error());
    });
}

}  // namespace giamsat::cli
