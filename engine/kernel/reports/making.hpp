// SPDX-License-Identifier: Apache-2.0
// The few moves every table is made with.
#pragma once

#include "kernel/reports/report.hpp"

#include <string_view>
#include <vector>

namespace giamsat {

std::string upper_first(std::string_view text);  // "lượt xã" -> "Lượt xã"; Vietnamese letters too
LocalText upper_first(const LocalText& text);

void add_column(ReportTable& table, ReportColumn::Kind kind, LocalText title);
ReportRow& add_row(ReportTable& table, std::vector<ReportCell> cells);
void remove_column(ReportTable& table, std::size_t column);
// Takes a column of counts out when it is zero in every row.
void drop_empty_column(ReportTable& table, std::string_view title_vi);
// Adds up every count, share and sum of the rows that are neither indented nor totals. REQUIRES: what is added adds up.
void add_total(ReportTable& table, LocalText title = {"Tổng cộng", "Total"});
void add_note(ReportTable& table, const LocalText& sentence);
// Draws these columns, if a chart is wanted: `kind` is the definition's word, or "".
void set_chart(ReportTable& table, std::string_view kind, std::vector<int> columns);

}  // namespace giamsat
