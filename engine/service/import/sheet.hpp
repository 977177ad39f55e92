// SPDX-License-Identifier: Apache-2.0
// A file of rows read under a header: which columns a kind of row has, where they stand in this file, and what is wrong
// with it, cell by cell.
#pragma once

#include "base/core/problem.hpp"
#include "base/core/result.hpp"
#include "base/yaml/places.hpp"
#include "service/import/csv.hpp"

#include <memory>
#include <string>
#include <vector>

namespace giamsat::import {

inline constexpr std::size_t rows_max = 1'000'000;

struct ColumnRule {
    const char* name;
    bool required = false;
};

class Sheet {
public:
    // `text` as clean_text() gives it. Flaws of rows are kept as complaints.
    // Problems: import_header, one for each column that is off; file_too_large.
    static Result<Sheet> read(const std::string& file, std::string text, const std::vector<ColumnRule>& columns);

    std::size_t rows() const { return rows_.size(); }
    bool has(int column) const { return places_[static_cast<std::size_t>(column)] >= 0; }
    Cell cell(std::size_t row, int column) const;  // empty, at the row's beginning, when the file has no such column
    bool sound(std::size_t row) const {
        return rows_[row].sound;
    }  // false: it does not fit the header, what is in it may be misplaced
    int line(std::size_t row) const { return where(rows_[row].at).line; }

    void complain(std::size_t row, int column, LocalText why);
    bool complaints() const { return told_ > 0; }
    Problem all_complaints() const;  // REQUIRES: there are some

private:
    struct Row {
        std::size_t first = 0;  // of its cells
        std::size_t at = 0;
        bool sound = true;
    };
    Sheet(std::string file, std::string text, const std::vector<ColumnRule>& columns);
    Done read_header(const CsvRow& row);
    Done read_rows();
    void add_row(const CsvRow& row);
    Where where(std::size_t at) const { return where_->of_byte(at); }
    void complain_at(std::size_t at, const std::string& field, LocalText why);
    Problem header_problem(std::size_t at, LocalText why) const;

    std::unique_ptr<const std::string> text_;  // stays where it is: cells look into it
    std::unique_ptr<const Places> where_;
    std::unique_ptr<Csv> csv_;
    std::vector<ColumnRule> columns_;
    std::vector<int> places_;  // of each column in the file, -1 = not there
    std::vector<int> wanted_;  // the other way round: for each column of the file, which it is
    std::vector<Row> rows_;
    std::vector<Cell> cells_;  // rows after one another, as many cells each as the file has columns
    std::vector<Problem> listed_;
    std::size_t told_ = 0;
};

}  // namespace giamsat::import
