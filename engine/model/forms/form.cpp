// SPDX-License-Identifier: Apache-2.0
#include "model/forms/form.hpp"

#include <algorithm>

namespace giamsat {

const Question* Form::question(std::string_view wanted) const {
    const auto found =
        std::find_if(questions.begin(), questions.end(), [&](const Question& q) { return q.name == wanted; });
    return found == questions.end() ? nullptr : &*found;
}

}  // namespace giamsat
