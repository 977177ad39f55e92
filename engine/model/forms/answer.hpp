// SPDX-License-Identifier: Apache-2.0
// Inner header of model/forms: one answer as people and machines write it, brought to its one stored form.
#pragma once

#include "base/core/result.hpp"
#include "model/forms/form.hpp"

namespace giamsat::forms {

inline constexpr std::size_t text_bytes_max = 16 * 1024;

using Answer = tl::expected<Json, LocalText>;  // the stored value, null when there is no answer; or why it is refused

// Accepts numbers as JSON or text ("1.680.000", "98,26"), days as 2024-05-31 or 31/05/2024, true and false.
Answer read_answer(const Form& form, const Question& question, const Json& given);

// What a calculation gave, as the question's type stores it. Money is rounded to the đồng, decimals to six places.
Answer calculated(const Question& question, const Expression& calculation, const NameValues& values, Date today);

// "members", "Số tổ viên (members)"; for people.
LocalText titled(const Question& question);

}  // namespace giamsat::forms
