// SPDX-License-Identifier: Apache-2.0
// What the text formats of the evidence have in common: lines, whole numbers and hashes, each in its only spelling.
#pragma once

#include "base/core/result.hpp"
#include "base/crypto/crypto.hpp"

#include <optional>
#include <string_view>

namespace giamsat::lines {

// Takes the first line off `rest`, without its newline; nothing when no newline is left.
std::optional<std::string_view> take(std::string_view& rest);
std::optional<std::uint64_t> number(std::string_view text);  // ASCII decimal, no leading zero, below 2^63
std::optional<Hash> hash(std::string_view base64);
std::string write(const Hash& hash);  // base64

// `what` cannot be read: where the text is not of its format. evidence_unreadable
Problem unreadable(LocalText what, LocalText why);

}  // namespace giamsat::lines
