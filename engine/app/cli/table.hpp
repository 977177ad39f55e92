// SPDX-License-Identifier: Apache-2.0
// Tables for people: as wide as needed, wrapped to the terminal, numbers to the right. Widths are those the terminal shows.
#pragma once

#include "app/cli/context.hpp"

#include <string>
#include <vector>

namespace giamsat::cli {

class Table {
public:
    explicit Table(const Context& context) : context_(context) {}

    Table& text(const LocalText& title);       // adds a column of words
    Table& number(const LocalText& title);     // adds a column that stands to the right
    void row(std::vector<std::string> cells);  // missing cells are empty
    bool empty() const { return rows_.empty(); }
    std::size_t rows() const { return rows_.size(); }

    // With its header and a line end after each row but the last. A column nobody filled is left out.
    std::string str() const;
    void print() const { context_.print(str()); }

private:
    struct Column {
        std::string title;
        bool right = false;
    };
    std::vector<std::size_t> widths() const;
    std::string rule(const std::vector<std::size_t>& widths) const;
    std::string lines_of(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const;
    std::vector<std::string> titles() const;

    const Context& context_;
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

std::string bold(const Context& context, const std::string& text);  // on a terminal with colours only
std::string faint(const Context& context, const std::string& text);
std::string alarm(const Context& context, const std::string& text);

// "… và 12 dòng nữa (--limit 0)": how a list that was cut says so.
std::string and_more(const Context& context, std::size_t more);

}  // namespace giamsat::cli
