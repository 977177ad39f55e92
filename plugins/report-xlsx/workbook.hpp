// SPDX-License-Identifier: Apache-2.0
// A report as a workbook: a summary, then one sheet for each table.
#pragma once

#include "report-xlsx/report.hpp"
#include "support/module.hpp"

#include <string>
#include <vector>

namespace giamsat::xlsx {

struct Workbook {
    std::string bytes;  // of the .xlsx; the same report gives the same bytes
    std::vector<std::string> sheets;
};

// Problems: not_possible (more rows or longer text than Excel takes, no room for temporary files), interrupted.
Result<Workbook> write_workbook(const Report& report, const plugin::Host& host);

}  // namespace giamsat::xlsx
