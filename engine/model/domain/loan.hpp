// SPDX-License-Identifier: Apache-2.0
// A loan of a borrower as the bank's list of one day shows it.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"

#include <cstdint>
#include <string>

namespace giamsat {

struct Loan {
    LoanId id;
    UnitId borrower;
    std::string programme;  // programme code of the profile
    std::string source;     // capital source code of the profile
    Date disbursed_on;
    std::int64_t amount = 0;       // đồng
    std::int64_t outstanding = 0;  // đồng, on `as_of`
    Date as_of;

    bool operator==(const Loan&) const = default;
};

}  // namespace giamsat
