// SPDX-License-Identifier: Apache-2.0
#include "report-xlsx/formats.hpp"

#include <algorithm>

namespace giamsat::xlsx {

namespace {

using Part = Look::Part;

constexpr double title_points = 14;
constexpr double body_points = 12;
constexpr int indent_max = 15;  // Excel's own limit
constexpr lxw_color_t head_colour = 0xE7EEF5;
constexpr lxw_color_t line_colour = 0x808080;
constexpr lxw_color_t link_colour = 0x1F4E9E;

// The separators are the reader's: Excel shows #,##0 as 1.680 on a Vietnamese machine and as 1,680 on an English one.
void set_number(lxw_format* format, Kind kind) {
    switch (kind) {
        case Kind::count:
        case Kind::money: format_set_num_format(format, "#,##0"); break;
        case Kind::share: format_set_num_format(format, "0.00%"); break;
        case Kind::date: format_set_num_format(format, "dd/mm/yyyy"); break;
        case Kind::blank:
        case Kind::text: break;
    }
}

void set_table_cell(lxw_format* format, const Look& look) {
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, line_colour);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (look.part == Part::head) {
        format_set_align(format, LXW_ALIGN_CENTER);
        format_set_bg_color(format, head_colour);
        format_set_text_wrap(format);
    } else if (look.kind == Kind::text || look.kind == Kind::blank) {
        format_set_text_wrap(format);
    } else if (look.kind == Kind::date) {
        format_set_align(format, LXW_ALIGN_CENTER);
    } else {
        format_set_align(format, LXW_ALIGN_RIGHT);
        format_set_indent(format, 1);  // digits that touch the line are hard to read
    }
    if (look.indent > 0) format_set_indent(format, static_cast<std::uint8_t>(std::min(look.indent, indent_max)));
}

void set_heading(lxw_format* format, Part part) {
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (part == Part::unit) format_set_align(format, LXW_ALIGN_RIGHT);
    if (part == Part::title || part == Part::table_title || part == Part::subtitle)
        format_set_align(format, LXW_ALIGN_CENTER);
}

bool is_bold(Part part) {
    return part == Part::title || part == Part::table_title || part == Part::head || part == Part::total;
}

bool is_italic(Part part) { return part == Part::subtitle || part == Part::unit || part == Part::note; }

bool is_table_cell(Part part) {
    return part == Part::head || part == Part::body || part == Part::total || part == Part::label ||
           part == Part::value;
}

void dress(lxw_format* format, const Look& look) {
    // The face that Vietnamese official papers are set in (decree 30/2020/NĐ-CP).
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, look.part == Part::title ? title_points : body_points);
    if (is_bold(look.part)) format_set_bold(format);
    if (is_italic(look.part)) format_set_italic(format);
    if (look.part == Part::link) format_set_font_color(format, link_colour);
    if (look.part == Part::link) format_set_underline(format, LXW_UNDERLINE_SINGLE);
    set_number(format, look.kind);
    is_table_cell(look.part) ? set_table_cell(format, look) : set_heading(format, look.part);
    if (look.part != Part::value) return;
    format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_indent(format, 1);
}

}  // namespace

lxw_format* Formats::of(const Look& look) {
    const auto [at, is_new] = made_.emplace(look, nullptr);
    if (is_new) at->second = workbook_add_format(workbook_);
    if (is_new && at->second) dress(at->second, look);
    return at->second;
}

}  // namespace giamsat::xlsx
