// SPDX-License-Identifier: Apache-2.0
// The two languages of everything a person reads. Vietnamese is the original, English the translation.
#pragma once

#include <string>

namespace giamsat {

enum class Lang { vi, en };

struct LocalText {
    std::string vi;
    std::string en;

    // The English text may be missing in a profile; Vietnamese never is.
    const std::string& in(Lang lang) const { return lang == Lang::en && !en.empty() ? en : vi; }
    bool operator==(const LocalText&) const = default;
};

}  // namespace giamsat
