// SPDX-License-Identifier: Apache-2.0
// Making reports out of an office and putting them into files.
#pragma once

#include "adapters/plugin/plugin_host.hpp"
#include "adapters/runtime/workplace.hpp"
#include "kernel/reports/report_data.hpp"

#include <filesystem>

namespace giamsat::cli {

struct ReportRequest {
    std::string report;  // id of a definition in the profile's reports/
    Date from;
    Date until;
};

// Ids of the reports the profile defines, in order.
std::vector<std::string> report_ids(const ProfileBundle& bundle);

// Reads the office once; several reports can be built from what was read.
Result<ReportData> read_report_data(Workplace& place);
// not_found, and what building gives.
Result<Report> make_report(const ReportRequest& request, const ReportData& data, const ProfileBundle& bundle);

struct ReportFile {
    std::filesystem::path path;
    std::string format;  // html | csv | json | xlsx …
    std::string sha256;
    std::int64_t bytes = 0;
};
// html, json: one file; csv: one for each table; other formats by the plugin that makes them. The files are called
// `name` with the format's ending. plugin_refused when no plugin makes the format.
Result<std::vector<ReportFile>> write_report(const Report& report, const std::filesystem::path& folder,
                                             const std::string& name, const std::string& format, Lang lang,
                                             PluginHost& plugins);

// Records that this file was issued, resting on the journal as it stood when the report was made.
IssueReport issue_command(const ReportRequest& request, const Report& report, const ReportFile& file);

}  // namespace giamsat::cli
