// SPDX-License-Identifier: Apache-2.0
// How cells look. One Format of the workbook for each look that is used.
#pragma once

#include "report-xlsx/report.hpp"

#include <xlsxwriter.h>
#include <compare>
#include <map>

namespace giamsat::xlsx {

struct Look {
    enum class Part { title, table_title, subtitle, unit, head, body, total, note, label, value, link };
    Part part = Part::body;
    Kind kind = Kind::text;
    int indent = 0;

    auto operator<=>(const Look&) const = default;
};

class Formats {
public:
    explicit Formats(lxw_workbook* workbook) : workbook_(workbook) {}
    lxw_format* of(const Look& look);  // owned by the workbook; null when there is no memory

private:
    lxw_workbook* workbook_;
    std::map<Look, lxw_format*> made_;
};

}  // namespace giamsat::xlsx
