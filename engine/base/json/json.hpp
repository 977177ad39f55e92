// SPDX-License-Identifier: Apache-2.0
// JSON values, and the canonical bytes that are hashed (RFC 8785, restricted: ASCII keys, integers of at most 2^53,
// no floating numbers, NFC text).
#pragma once

#include "base/core/result.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace giamsat {

using Json = nlohmann::json;  // std::map underneath: keys sorted by bytes, which is RFC 8785's order for ASCII keys

inline constexpr std::int64_t json_integer_max = 9'007'199'254'740'992;  // 2^53

// The canonical bytes. Problems: entry_invalid (a float, an integer too large, a non-ASCII key, text not NFC or not
// UTF-8, deeper than 64).
Result<std::string> canonical_json(const Json& value);

// Strict parser: UTF-8, no duplicate keys, depth <= 64, no trailing text. Problems: text_encoding, invalid_value.
Result<Json> parse_json(std::string_view text);

}  // namespace giamsat
