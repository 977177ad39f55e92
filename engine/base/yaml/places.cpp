// SPDX-License-Identifier: Apache-2.0
#include "base/yaml/places.hpp"

#include <algorithm>

namespace giamsat {

Places::Places(std::string file, std::string_view bytes) : file_(std::move(file)), bytes_(bytes), starts_{0} {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (bytes[at] == '\n') starts_.push_back(at + 1);
    }
}

Where Places::of_byte(std::size_t offset) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto number = static_cast<int>(after - starts_.begin()) - 1;
    return of(number, static_cast<int>(offset - *(after - 1)));
}

std::string_view Places::line(int number) const {
    if (number < 0 || static_cast<std::size_t>(number) >= starts_.size()) return {};
    const auto rest = bytes_.substr(starts_[static_cast<std::size_t>(number)]);
    return rest.substr(0, rest.find('\n'));
}

Where Places::of(int line_number, int column_in_bytes) const {
    if (line_number < 0 || static_cast<std::size_t>(line_number) >= starts_.size()) return Where{file_, 0, 0, {}};
    const auto before = line(line_number).substr(0, static_cast<std::size_t>(std::max(column_in_bytes, 0)));
    const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    const auto characters = std::count_if(before.begin(), before.end(), begins_character);
    return Where{file_, line_number + 1, static_cast<int>(characters) + 1, {}};
}

}  // namespace giamsat
