// SPDX-License-Identifier: Apache-2.0
// The working calendar: public holidays, Tết, swapped Saturdays; and each transaction point's fixed day of the month.
#pragma once

#include "base/core/lang.hpp"
#include "base/core/time.hpp"

#include <map>
#include <set>
#include <string>

namespace giamsat {

struct Calendar {
    std::map<Date, LocalText> holidays;           // days off beside Saturday and Sunday
    std::set<Date> working_saturdays;             // made up for a swapped day off
    std::map<std::string, int> transaction_days;  // commune code -> day of month

    bool is_working_day(Date date) const;
    Date first_working_day_from(Date date) const;  // `date` itself when it is one
    // The days-th working day after `date`; 0 = first working day from `date`. REQUIRES: days >= 0.
    Date plus_working_days(Date date, int days) const;
    // The first fixed day of the month that falls on or after `from`, once moved to a working day (a month too short
    // for it has it on its last day). A commune without one: the first working day from `from`.
    Date next_transaction_day(const std::string& commune_code, Date from) const;
};

}  // namespace giamsat
