// SPDX-License-Identifier: Apache-2.0
// QR codes as SVG, for what a person with a printed page wants on a machine.
#pragma once

#include <string>
#include <string_view>

namespace giamsat {

// `label` is what a screen reader says. "" when the text is too long for any code (about 2,300 bytes).
std::string qr_svg(std::string_view text, const std::string& label);

}  // namespace giamsat
