// SPDX-License-Identifier: Apache-2.0
#include "model/profile/reading.hpp"

namespace giamsat::profile {

namespace {

int threshold(YamlReader& from, const char* key, int usual) {
    const auto value = from.integer_or(key, usual);
    if (value >= 1 && value <= 1000) return static_cast<int>(value);
    from.report(mistake(
        {"“" + std::string(key) + "” phải từ 1 đến 1000", "“" + std::string(key) + "” must be between 1 and 1000"},
        {"Sửa số này.", "Mend this number."}, from.where(key)));
    return usual;
}

}  // namespace

void read_audit(Reading& reading, YamlReader& top) {
    const YamlNode* node = top.mapping("audit");
    if (!node) return;
    YamlReader from(top.file(), *node, "audit", top.problems());
    AuditRules& rules = reading.profile.audit;
    rules.recorded_late_days = threshold(from, "recorded_late_days", rules.recorded_late_days);
    rules.turns_a_day = threshold(from, "turns_a_day", rules.turns_a_day);
    rules.same_answers = threshold(from, "same_answers", rules.same_answers);
    rules.role_days = threshold(from, "role_days", rules.role_days);
    from.finish();
}

}  // namespace giamsat::profile
