// SPDX-License-Identifier: Apache-2.0
// Whether the keys of personal data have been copied off the machine lately: a broken disk without a copy loses all of them.
#pragma once

#include "service/ports/readers.hpp"

namespace giamsat {

struct KeysUncopied {
    bool ever = false;  // there was a copy once
};

// Nothing when the last copy, or the founding while there is none, is at most `days` days ago.
std::optional<KeysUncopied> keys_uncopied(Readers& read, int days, Date today);

}  // namespace giamsat
