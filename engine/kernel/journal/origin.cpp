// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/origin.hpp"

#include "kernel/journal/lines.hpp"

namespace giamsat {

std::string journal_origin(const OfficeId& office, std::int64_t recoveries) {
    const std::string first = "giamsat.invalid/" + office.value;
    return recoveries > 0 ? first + "/" + std::to_string(recoveries) : first;
}

std::optional<std::int64_t> recoveries_of(const std::string& origin, const OfficeId& office) {
    const std::string first = journal_origin(office, 0);
    if (origin == first) return 0;
    if (!origin.starts_with(first + "/")) return {};
    const auto number = lines::number(std::string_view(origin).substr(first.size() + 1));
    if (!number || *number == 0) return {};
    return static_cast<std::int64_t>(*number);
}

}  // namespace giamsat
