// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "kernel/reports/cell_text.hpp"
#include "kernel/reports/text_layout.hpp"

#include <algorithm>
#include <numeric>

namespace giamsat {

namespace {

constexpr std::string_view bold = "1";
constexpr std::string_view dim = "2";
constexpr std::string_view accent = "1;36";

class TextWriter {
public:
    TextWriter(Lang lang, int columns, bool colour)
        : lang_(lang), room_(static_cast<std::size_t>(std::max(columns, 24))), colour_(colour) {}

    std::string write(const Report& report) {
        paragraph(report.title.in(lang_), accent);
        paragraph(report.subtitle.in(lang_), {});
        headline(report.headline);
        std::size_t number = 0;
        for (const ReportTable& table : report.tables) write(table, ++number);
        out_ += '\n';
        paragraph(journal_line(report).in(lang_), dim);
        return std::move(out_);
    }

private:
    std::string styled(const std::string& text, std::string_view style) const {
        if (!colour_ || style.empty() || text.empty()) return text;
        return "\x1b[" + std::string(style) + "m" + text + "\x1b[0m";
    }

    // Blanks at the end of a line are noise in a log and a diff.
    void line(std::string text, std::string_view style) {
        text.erase(text.find_last_not_of(' ') + 1);
        out_ += styled(text, style) + "\n";
    }

    void paragraph(const std::string& text, std::string_view style) {
        for (const std::string& one : wrap_words(text, room_)) line(one, style);
    }

    void headline(const std::vector<ReportFigure>& figures) {
        if (figures.empty()) return;
        std::size_t label = 0;
        std::size_t value = 0;
        for (const ReportFigure& figure : figures) {
            label = std::max(label, display_width(figure.label.in(lang_)));
            value = std::max(value, display_width(figure.value.in(lang_)));
        }
        out_ += '\n';
        for (const ReportFigure& figure : figures) {
            const std::string number =
                pad_right(figure.label.in(lang_), label) + "  " + pad_left(figure.value.in(lang_), value);
            const std::string note = figure.note.in(lang_);
            const bool fits = display_width(number) + 2 + display_width(note) <= room_;
            if (fits)
                line(number + "  " + note, {});
            else
                long_figure(number, note);
        }
    }

    void long_figure(const std::string& number, const std::string& note) {
        if (display_width(number) <= room_)
            line(number, {});
        else
            paragraph(number, {});
        for (const std::string& one : wrap_words(note, room_ - 2)) line("  " + one, dim);
    }

    void write(const ReportTable& table, std::size_t number) {
        out_ += '\n';
        paragraph(table_title(table, number).in(lang_), bold);
        if (table.rows.empty()) {
            paragraph(nothing_counted().in(lang_), dim);
        } else if (const auto widths = column_widths(table, lang_, room_)) {
            grid(table, *widths);
        } else {
            records(table);
        }
        if (!table.note.in(lang_).empty()) paragraph(table.note.in(lang_), dim);
    }

    // One row of the grid: as many lines as its tallest cell.
    void grid_row(const ReportTable& table, const std::vector<std::string>& cells,
                  const std::vector<std::size_t>& widths, bool bottom, std::size_t indent, std::string_view style) {
        std::vector<std::vector<std::string>> wrapped;
        std::size_t height = 1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::size_t inner =
                i == 0 ? std::max<std::size_t>(widths[0] - std::min(indent, widths[0] - 1), 1) : widths[i];
            wrapped.push_back(bottom ? wrap_evenly(cells[i], inner) : wrap_words(cells[i], inner));
            height = std::max(height, wrapped.back().size());
        }
        for (std::size_t at = 0; at < height; ++at) {
            std::string text;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const auto& lines = wrapped[i];
                const std::size_t skipped = bottom ? height - lines.size() : 0;
                const std::string part =
                    at >= skipped && at - skipped < lines.size() ? lines[at - skipped] : std::string();
                if (i > 0) text.append(column_gap, ' ');
                const std::string shown = i == 0 ? std::string(std::min(indent, widths[0] - 1), ' ') + part : part;
                text += is_numeric(table.columns[i]) ? pad_left(shown, widths[i]) : pad_right(shown, widths[i]);
            }
            line(std::move(text), style);
        }
    }

    void grid(const ReportTable& table, const std::vector<std::size_t>& widths) {
        const std::size_t width = std::accumulate(widths.begin(), widths.end(), (widths.size() - 1) * column_gap);
        std::vector<std::string> titles;
        for (const ReportColumn& column : table.columns) titles.push_back(column_title(column, lang_));
        grid_row(table, titles, widths, true, 0, dim);
        rule(width);
        for (const ReportRow& row : table.rows) {
            if (row.total) rule(width);
            grid_row(table, texts(row), widths, false, static_cast<std::size_t>(row.indent) * 2, row.total ? bold : "");
        }
    }

    void rule(std::size_t width) {
        std::string text;
        for (std::size_t i = 0; i < width; ++i) text += "─";
        line(std::move(text), dim);
    }

    std::vector<std::string> texts(const ReportRow& row) const {
        std::vector<std::string> out;
        for (const ReportCell& cell : row.cells) out.push_back(cell_text(cell, lang_));
        return out;
    }

    // Too narrow for columns: each row on its own, its values under its name.
    void records(const ReportTable& table) {
        for (const ReportRow& row : table.rows) {
            const auto cells = texts(row);
            paragraph(cells[0], row.total ? bold : "");
            for (std::size_t i = 1; i < cells.size(); ++i) {
                if (!cells[i].empty()) record(column_title(table.columns[i], lang_), cells[i]);
            }
        }
    }

    void record(const std::string& title, const std::string& value) {
        const std::size_t inner = room_ - 2;
        const std::size_t left = std::min(display_width(value), inner / 2);
        if (display_width(title) + 1 + left <= inner && left == display_width(value)) {
            line("  " + pad_right(title, inner - left) + value, {});
            return;
        }
        for (const std::string& one : wrap_words(title + ": " + value, inner)) line("  " + one, {});
    }

    Lang lang_;
    std::size_t room_;
    bool colour_;
    std::string out_;
};

}  // namespace

std::string render_text(const Report& report, Lang lang, int columns, bool colour) {
    return TextWriter(lang, columns, colour).write(report);
}

}  // namespace giamsat
