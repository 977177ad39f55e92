// SPDX-License-Identifier: Apache-2.0
#include "app/cli/report_issue.hpp"

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

// What is handed out: files, and beside those that were issued the proofs of it.
struct HandedOut {
    std::vector<ReportFile> files;
    std::vector<std::filesystem::path> proofs;
};

Json files_json(const HandedOut& out) {
    Json list = Json::array();
    for (std::size_t i = 0; i < out.files.size(); ++i) {
        const ReportFile& file = out.files[i];
        list.push_back(
            {{"path", file.path.string()}, {"format", file.format}, {"sha256", file.sha256}, {"bytes", file.bytes}});
        if (!out.proofs.empty()) list.back()["proof"] = out.proofs[i].string();
    }
    return list;
}

void show(const Report& report, const HandedOut& out, Context& context) {
    if (context.options.json) return context.print_json({{"report", report_json(report)}, {"files", files_json(out)}});
    if (out.files.empty())
        return context.print(render_text(report, context.lang(), context.columns(), context.colour()));
    for (const ReportFile& file : out.files) context.print(file.path.string());
    for (const auto& proof : out.proofs) context.print(proof.string());
}

Result<HandedOut> issue(const ReportArguments& arguments, const ReportRequest& request, Report& report,
                        const SignedCheckpoint& checkpoint, Workplace& place, PluginHost& plugins, Context& context) {
    stand_on_checkpoint(report, checkpoint);
    GIAMSAT_TRY(files, write_all(arguments, request, report, plugins, context));
    GIAMSAT_TRY(proofs, issue_files(request, report, files, place, context));
    return HandedOut{std::move(files), std::move(proofs)};
}

Result<HandedOut> write_only(const ReportArguments& arguments, const ReportRequest& request, const Report& report,
                             PluginHost& plugins, Context& context) {
    GIAMSAT_TRY(files, write_all(arguments, request, report, plugins, context));
    return HandedOut{std::move(files), {}};
}

Done work(const ReportArguments& arguments, Context& context) {
    PluginHost plugins = PluginHost::load(PluginHost::usual_folder());  // before the office is opened: it forks
    for (const Problem& refused : plugins.refused()) context.note(refused.message(context.lang()));
    auto place = arguments.issue ? context.write_office() : context.read_office();
    if (!place) return std::move(place.error());
    GIAMSAT_TRY(request, period_of(arguments, **place));
    std::optional<SignedCheckpoint> checkpoint;
    if (arguments.issue) {
        GIAMSAT_TRY(made, checkpoint_for_issue(**place));
        checkpoint = std::move(made);
    }
    GIAMSAT_TRY(data, read_report_data(**place));
    GIAMSAT_TRY(report, make_report(request, data, (*place)->bundle()));
    auto out = checkpoint ? issue(arguments, request, report, *checkpoint, **place, plugins, context)
                          : write_only(arguments, request, report, plugins, context);
    if (!out) return std::move(out.error());
    show(report, *out, context);
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
    command->add_flag(
        "--issue", arguments->issue,
        "Ban hành: chốt và ghi vào nhật ký, kèm tệp chứng minh · issue it: checkpoint, entry, and a proof beside it");
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
