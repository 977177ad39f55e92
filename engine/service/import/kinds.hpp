// SPDX-License-Identifier: Apache-2.0
// One kind of row each: check() reads every row against the registers and complains; then entries() says how many entries
// record() will make, and record() makes them.
#pragma once

#include "service/commands/registers.hpp"
#include "service/import/import.hpp"
#include "service/import/sheet.hpp"

#include <memory>

namespace giamsat::import {

class Rows {
public:
    virtual ~Rows() = default;
    virtual void check() = 0;
    virtual int entries() const = 0;  // REQUIRES: checked, nobody complained
    virtual Done record() = 0;        // the same
    virtual ImportSummary summary() const = 0;
};

std::vector<ColumnRule> columns_of(ImportKind kind);

std::unique_ptr<Rows> unit_rows(Sheet& sheet, Session& session);
std::unique_ptr<Rows> borrower_rows(Sheet& sheet, Session& session);
std::unique_ptr<Rows> people_rows(Sheet& sheet, Session& session);
std::unique_ptr<Rows> loan_rows(Sheet& sheet, Session& session);

// The columns, in the order of columns_of().
namespace unit_column {
enum : int { level, code, name, parent, place, association, valid_from, valid_to, successor };
}
namespace borrower_column {
enum : int { code, name, group, phone, valid_from, valid_to };
}
namespace person_column {
enum : int { code, name, role, unit, phone, email, from, to };
}
namespace loan_column {
enum : int { code, borrower, programme, source, disbursed_on, amount, outstanding, as_of };
}

}  // namespace giamsat::import
