// SPDX-License-Identifier: Apache-2.0
// A cell as a person reads it, and how a column says its unit.
#pragma once

#include "kernel/reports/report.hpp"

namespace giamsat {

std::string cell_text(const ReportCell& cell, Lang lang);             // 1.680 | 98,26 % | 296.476 | 31/05/2024
std::string column_title(const ReportColumn& column, Lang lang);      // money: "Dư nợ (triệu đồng)"
bool is_numeric(const ReportColumn& column);                          // stands to the right
LocalText table_title(const ReportTable& table, std::size_t number);  // "Bảng 3. …"
LocalText nothing_counted();                                          // said in place of rows
LocalText journal_line(const Report& report);                         // which entries the report rests on

}  // namespace giamsat
