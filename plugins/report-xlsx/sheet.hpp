// SPDX-License-Identifier: Apache-2.0
// One worksheet, written from the top down. The first thing Excel's rules forbid is kept as the sheet's problem; what
// is written after it does no harm and is not looked at.
#pragma once

#include "report-xlsx/formats.hpp"
#include "support/module.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giamsat::xlsx {

class Sheet {
public:
    Sheet(lxw_workbook* workbook, Formats& formats, std::string name);

    void set_up_page(const Report& report, bool landscape);
    void set_columns(const std::vector<double>& widths);
    void heading(const std::string& text, Look::Part part);  // across all columns, as high as its text needs
    void skip_row() { ++row_; }
    void cells(const std::vector<Cell>& cells, const std::vector<Look>& looks);
    void link(const std::string& text, const std::string& sheet);
    void end_head();                                           // what is above stays in view and on every printed page
    void filter(std::size_t first_row, std::size_t last_row);  // over all columns

    std::size_t row() const { return row_; }
    const std::string& name() const { return name_; }
    const std::optional<Problem>& problem() const { return problem_; }

private:
    void note(lxw_error error);
    double height_of(const std::vector<Cell>& cells, const std::vector<Look>& looks) const;
    void write(const Cell& cell, lxw_col_t column, lxw_format* format);

    lxw_worksheet* sheet_;
    Formats& formats_;
    std::string name_;
    std::vector<double> widths_;
    std::size_t row_ = 0;
    std::optional<Problem> problem_;
};

}  // namespace giamsat::xlsx
