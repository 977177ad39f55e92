// SPDX-License-Identifier: Apache-2.0
#include "model/profile/reading.hpp"

#include <algorithm>

namespace giamsat::profile {

namespace {

Association read_association(Reading& reading, YamlReader& from, std::set<std::string>& seen) {
    Association association;
    association.code = read_id(from, "code", seen);
    association.title = from.local("title");
    association.short_title = from.local_or("short", association.title);
    reading.note_source("associations." + association.code, from.text_or("source", ""));
    return association;
}

Role read_role(Reading& reading, YamlReader& from, std::set<std::string>& seen) {
    Role role;
    role.id = read_id(from, "id", seen);
    role.title = from.local("title");
    role.scope = reading.refer_to(Target::level, from, "scope", true);
    reading.note_source("roles." + role.id, from.text_or("source", ""));
    return role;
}

Body read_body(Reading& reading, YamlReader& from, std::set<std::string>& seen) {
    Body body;
    body.id = read_id(from, "id", seen);
    body.title = from.local("title");
    body.level = reading.refer_to(Target::level, from, "level", true);
    body.association = reading.refer_to(Target::association, from, "association");
    body.head = reading.refer_to(Target::role, from, "head", true);
    body.secretary = reading.refer_to(Target::role, from, "secretary", true);
    body.members = reading.refer_to_all(Target::role, from, "members");
    body.group = from.text("group");
    reading.note_source("bodies." + body.id, from.text_or("source", ""));
    return body;
}

PlanType read_plan_type(Reading& reading, YamlReader& from, std::set<std::string>& seen) {
    PlanType type;
    type.id = read_id(from, "id", seen);
    type.title = from.local("title");
    type.document = from.text("document");
    type.issuers = reading.refer_to_all(Target::body, from, "issuers");
    type.issued_by_month = static_cast<int>(std::clamp<std::int64_t>(from.integer_or("issued_by_month", 2), 0, 13));
    reading.note_source("plan_types." + type.id, from.text_or("source", ""));
    if (type.issued_by_month < 1 || type.issued_by_month > 12)
        from.report(mistake({"Tháng ban hành phải từ 1 đến 12.", "The month of issue is from 1 to 12."},
                            {"Sửa issued_by_month.", "Mend issued_by_month."}, from.where("issued_by_month")));
    if (type.issuers.empty())
        from.report(mistake({"Loại kế hoạch “" + type.id + "” không có cơ quan ban hành.",
                             "Plan type “" + type.id + "” has no issuer."},
                            {"Thêm issuers: [cơ quan].", "Add issuers: [body]."}, from.where()));
    return type;
}

void read_code_names(Reading& reading, YamlReader& top, const char* key, std::vector<CodeName>& out) {
    std::set<std::string> seen;
    read_each(top, key, [&](YamlReader& from) {
        CodeName name;
        name.code = read_id(from, "code", seen);
        name.title = from.local("title");
        reading.note_source(std::string(key) + "." + name.code, from.text_or("source", ""));
        out.push_back(std::move(name));
    });
}

}  // namespace

void read_people(Reading& reading, YamlReader& top) {
    auto& profile = reading.profile;
    std::set<std::string> associations, roles, bodies, types;
    read_each(top, "associations",
              [&](YamlReader& from) { profile.associations.push_back(read_association(reading, from, associations)); });
    read_each(top, "roles", [&](YamlReader& from) { profile.roles.push_back(read_role(reading, from, roles)); });
    read_each(top, "bodies", [&](YamlReader& from) { profile.bodies.push_back(read_body(reading, from, bodies)); });
    read_each(top, "plan_types",
              [&](YamlReader& from) { profile.plan_types.push_back(read_plan_type(reading, from, types)); });
}

void read_codes(Reading& reading, YamlReader& top) {
    auto& profile = reading.profile;
    read_code_names(reading, top, "programmes", profile.programmes);
    read_code_names(reading, top, "capital_sources", profile.capital_sources);
    read_code_names(reading, top, "variants", profile.variants);
    read_code_names(reading, top, "modes", profile.modes);
    read_code_names(reading, top, "addressees", profile.addressees);
}

void read_findings(Reading& reading, YamlReader& top) {
    std::set<std::string> severities, codes;
    read_each(top, "severities", [&](YamlReader& from) {
        Severity severity;
        severity.id = read_id(from, "id", severities);
        severity.title = from.local("title");
        const auto days = from.integer_or("deadline_days", 30);
        if (days < 0 || days > 3650)
            from.report(mistake({"Thời hạn phải từ 0 đến 3650 ngày.", "A deadline is from 0 to 3650 days."},
                                {"Sửa deadline_days.", "Mend deadline_days."}, from.where("deadline_days")));
        else
            severity.deadline_days = static_cast<int>(days);
        reading.note_source("severities." + severity.id, from.text_or("source", ""));
        reading.profile.severities.push_back(std::move(severity));
    });
    read_each(top, "findings", [&](YamlReader& from) {
        FindingCode finding;
        finding.code = read_id(from, "code", codes);
        finding.title = from.local("title");
        finding.severity = reading.refer_to(Target::severity, from, "severity", true);
        finding.levels = reading.refer_to_all(Target::level, from, "levels");
        reading.note_source("findings." + finding.code, from.text("source"));
        reading.profile.findings.push_back(std::move(finding));
    });
}

}  // namespace giamsat::profile
