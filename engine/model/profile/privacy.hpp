// SPDX-License-Identifier: Apache-2.0
// What the law on personal data asks of an office, as data: days to answer a request, days a copy of the keys may live, and the
// purposes personal data are read for.
#pragma once

#include "base/core/lang.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace giamsat {

// A kind of request somebody may make about their own data.
struct RequestKind {
    std::string code;  // view | correct | withdraw | restrict | object | erase
    LocalText title;
    int answer_working_days = 0;  // until it is answered that it came, and what will be done
    int complete_days = 0;        // until it is done
    int extension_days_max = 0;   // once; 0 = never
    std::string legal;            // the text these days stand in
};

struct PurposeName {
    std::string code;
    LocalText title;
};

struct Privacy {
    int key_copy_days = 14;       // what is erased is gone from every copy of the keys after so many days
    int key_copy_warn_after = 7;  // days without a copy of the keys
    std::vector<RequestKind> requests;
    std::vector<PurposeName> purposes;

    const RequestKind* request(std::string_view code) const;
    LocalText purpose(const std::string& code) const;  // its title, else the words themselves
};

}  // namespace giamsat
