// SPDX-License-Identifier: Apache-2.0
#include "app/cli/reports.hpp"

#include "base/platform/files.hpp"
#include "service/queries/report_data.hpp"

namespace giamsat::cli {

namespace fs = std::filesystem;

namespace {

const std::string folder_of_definitions = "reports/";
const std::string ending_of_definitions = ".report.yaml";

}  // namespace

std::vector<std::string> report_ids(const ProfileBundle& bundle) {
    std::vector<std::string> ids;
    for (const auto& [path, bytes] : bundle.sources) {
        bool definition = path.rfind(folder_of_definitions, 0) == 0 && path.ends_with(ending_of_definitions);
        if (!definition) continue;
        auto length = path.size() - folder_of_definitions.size() - ending_of_definitions.size();
        ids.push_back(path.substr(folder_of_definitions.size(), length));
    }
    return ids;
}

Result<ReportData> read_report_data(Workplace& place) {
    Date today = place.today();
    return place.ask([&](Readers& read) {
        ReportData data = gather_report_data(read, place.bundle().profile, today);
        data.journal_size = read.journal.size();
        data.journal_root = to_hex(read.journal.root());
        return data;
    });
}

Result<Report> make_report(const ReportRequest& request, const ReportData& data, const ProfileBundle& bundle) {
    std::string path = folder_of_definitions + request.report + ending_of_definitions;
    auto source = bundle.sources.find(path);
    if (source == bundle.sources.end()) {
        return Problem(ProblemCode::not_found, {{"what", "báo cáo"}, {"what_en", "report"}, {"name", request.report}});
    }
    GIAMSAT_TRY(definition, parse_report_definition(path, source->second));
    return build_report(definition, data, request.from, request.until);
}

namespace {

Result<ReportFile> written(const fs::path& path, const std::string& format, const std::string& bytes) {
    GIAMSAT_CHECK(write_file(path, bytes));
    return ReportFile{path, format, to_hex(sha256(bytes)), static_cast<std::int64_t>(bytes.size())};
}

Result<std::vector<ReportFile>> write_csv(const Report& report, const fs::path& folder, const std::string& name,
                                          Lang lang) {
    std::vector<ReportFile> files;
    int number = 0;
    for (const ReportTable& table : report.tables) {
        std::string numbered = std::to_string(++number);
        if (numbered.size() < 2) numbered = "0" + numbered;
        GIAMSAT_TRY(
            file, written(folder / (name + "-" + numbered + "-" + table.id + ".csv"), "csv", render_csv(table, lang)));
        files.push_back(std::move(file));
    }
    return files;
}

Result<std::vector<ReportFile>> write_by_plugin(const Report& report, const fs::path& path, const std::string& format,
                                                Lang lang, PluginHost& plugins) {
    constexpr std::size_t bytes_max = 256u << 20;
    Plugin* plugin = plugins.renderer_of(format);
    if (!plugin) {
        return Problem(ProblemCode::plugin_refused, {{"plugin", format},
                                                     {"why", "không có phần mở rộng nào tạo tệp ." + format},
                                                     {"why_en", "no plugin makes ." + format + " files"}});
    }
    Json request = {{"file", path.string()}, {"lang", lang == Lang::en ? "en" : "vi"}, {"report", report_json(report)}};
    auto reply = plugin->call("render", request);
    if (!reply) return std::move(reply.error());
    GIAMSAT_TRY(bytes, read_file(path, bytes_max));
    return std::vector<ReportFile>{{path, format, to_hex(sha256(bytes)), static_cast<std::int64_t>(bytes.size())}};
}

}  // namespace

Result<std::vector<ReportFile>> write_report(const Report& report, const fs::path& folder, const std::string& name,
                                             const std::string& format, Lang lang, PluginHost& plugins) {
    GIAMSAT_CHECK(make_folders(folder));
    if (format == "csv") return write_csv(report, folder, name, lang);
    fs::path path = folder / (name + "." + format);
    if (format != "html" && format != "json") return write_by_plugin(report, path, format, lang, plugins);
    GIAMSAT_TRY(
        file, written(path, format, format == "html" ? render_html(report, lang) : report_json(report).dump(2) + "\n"));
    return std::vector<ReportFile>{file};
}

IssueReport issue_command(const ReportRequest& request, const Report& report, const ReportFile& file) {
    IssueReport issue;
    issue.report = request.report, issue.from = request.from, issue.until = request.until;
    issue.format = file.format, issue.sha256 = file.sha256, issue.bytes = file.bytes;
    issue.journal_size = static_cast<std::int64_t>(report.journal_size);
    issue.journal_root = report.journal_root;
    return issue;
}

}  // namespace giamsat::cli
