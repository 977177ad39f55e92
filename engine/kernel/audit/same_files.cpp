// SPDX-License-Identifier: Apache-2.0
// The same scan handed in for several cases.
#include "kernel/audit/groups.hpp"

#include <fmt/format.h>

namespace giamsat {

void same_files(const AuditMaterial& material, const AuditRules&, std::vector<Lead>& leads) {
    for (const auto& [digest, same] : grouped(material.files, [](const AuditFile& one) { return one.digest; })) {
        Lead lead = lead_about(same);
        lead.weight = static_cast<int>(lead.cases.size());
        if (digest.empty() || lead.weight < 2) continue;
        lead.text = {fmt::format("một tệp quét được nộp cho {} hồ sơ khác nhau", lead.weight),
                     fmt::format("one and the same file was handed in for {} different cases", lead.weight)};
        leads.push_back(std::move(lead));
    }
}

}  // namespace giamsat
