// SPDX-License-Identifier: Apache-2.0
// The keys rows are made by: what a turn or a plan line says for each, in which order, and how it is called.
#include "kernel/reports/counting.hpp"

#include "kernel/reports/making.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace giamsat {

namespace {

constexpr std::array<std::pair<std::string_view, ReportKey>, 7> names{{{"level", ReportKey::level},
                                                                       {"body", ReportKey::body},
                                                                       {"body_group", ReportKey::body_group},
                                                                       {"association", ReportKey::association},
                                                                       {"year", ReportKey::year},
                                                                       {"plan_type", ReportKey::plan_type},
                                                                       {"variant", ReportKey::variant}}};

// The values a profile knows of a key, in its order; years are not the profile's.
std::vector<std::string> profile_values(const Profile& profile, ReportKey key) {
    std::vector<std::string> out;
    const auto take = [&](const std::string& value) {
        if (!value.empty() && std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
    };
    if (key == ReportKey::level)
        for (const Level& level : profile.levels) take(level.id);
    if (key == ReportKey::body)
        for (const Body& body : profile.bodies) take(body.id);
    if (key == ReportKey::body_group)
        for (const Body& body : profile.bodies) take(body.group);
    if (key == ReportKey::association)
        for (const Association& association : profile.associations) take(association.code);
    if (key == ReportKey::plan_type)
        for (const PlanType& type : profile.plan_types) take(type.id);
    if (key == ReportKey::variant)
        for (const CodeName& variant : profile.variants) take(variant.code);
    return out;
}

LocalText title_of_none(ReportKey key) {
    switch (key) {
        case ReportKey::association: return {"Không riêng tổ chức nào", "No single association"};
        case ReportKey::plan_type: return {"Ngoài kế hoạch", "Outside any plan"};
        default: return {"Không rõ", "Not known"};
    }
}

// A group that is one body is called what the body is called.
LocalText group_title(const Profile& profile, const std::string& group) {
    const Body* only = nullptr;
    for (const Body& body : profile.bodies) {
        if (body.group != group) continue;
        if (only) return {group, group};
        only = &body;
    }
    return only ? only->title : LocalText{group, group};
}

LocalText profile_title(const Profile& profile, ReportKey key, const std::string& value) {
    const LocalText raw{value, value};
    switch (key) {
        case ReportKey::level: return profile.level(value) ? profile.level(value)->title : raw;
        case ReportKey::body: return profile.body(value) ? profile.body(value)->title : raw;
        case ReportKey::body_group: return group_title(profile, value);
        case ReportKey::association: return profile.association(value) ? profile.association(value)->title : raw;
        case ReportKey::plan_type: return profile.plan_type(value) ? profile.plan_type(value)->title : raw;
        case ReportKey::variant: break;
        case ReportKey::year: return raw;
    }
    const auto found = std::find_if(profile.variants.begin(), profile.variants.end(),
                                    [&](const CodeName& variant) { return variant.code == value; });
    return found == profile.variants.end() ? raw : found->title;
}

}  // namespace

std::optional<ReportKey> report_key(std::string_view name) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& pair) { return pair.first == name; });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::string key_of(ReportKey key, const Turn& turn) {
    switch (key) {
        case ReportKey::level: return turn.level;
        case ReportKey::body: return turn.body;
        case ReportKey::body_group: return turn.body_group;
        case ReportKey::association: return turn.association;
        case ReportKey::year: return std::to_string(turn.year);
        case ReportKey::plan_type: return turn.plan_type;
        case ReportKey::variant: return turn.variant;
    }
    return {};
}

std::string key_of(ReportKey key, const LineStatus& status) {
    switch (key) {
        case ReportKey::level: return status.line.level;
        case ReportKey::body: return status.line.body;
        case ReportKey::body_group: return status.body_group;
        case ReportKey::association: return status.association;
        case ReportKey::year: return std::to_string(status.year);
        case ReportKey::plan_type: return status.plan_type;
        case ReportKey::variant: return status.line.variant;
    }
    return {};
}

std::string key_of(ReportKey key, const PlannedTurns& planned) {
    return key == ReportKey::level ? planned.level : key_of(key, *planned.line);
}

std::vector<std::string> ordered_values(const Counting& counting, ReportKey key, const std::set<std::string>& seen) {
    std::vector<std::string> out;
    for (const std::string& value : profile_values(counting.profile(), key)) {
        if (seen.contains(value)) out.push_back(value);
    }
    for (const std::string& value : seen) {
        if (!value.empty() && std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
    }
    if (seen.contains("")) out.emplace_back();
    return out;
}

LocalText key_title(ReportKey key) {
    switch (key) {
        case ReportKey::level: return {"Cấp", "Level"};
        case ReportKey::body: return {"Cơ quan kiểm tra", "Inspecting body"};
        case ReportKey::body_group: return {"Cơ quan kiểm tra", "Inspecting body"};
        case ReportKey::association: return {"Tổ chức nhận ủy thác", "Association"};
        case ReportKey::year: return {"Năm", "Year"};
        case ReportKey::plan_type: return {"Loại kế hoạch", "Kind of plan"};
        case ReportKey::variant: return {"Hình thức", "Form"};
    }
    return {};
}

LocalText turns_title(const Level& level) {
    if (!level.plural.vi.empty()) return upper_first(level.plural);
    return upper_first(LocalText{"lượt " + level.title.vi, level.title.in(Lang::en) + " turns"});
}

LocalText value_title(const Counting& counting, ReportKey key, const std::string& value) {
    if (value.empty()) return title_of_none(key);
    const auto& labels = counting.definition.labels;
    const auto named = std::find_if(names.begin(), names.end(), [&](const auto& pair) { return pair.second == key; });
    const auto label = labels.find(std::string(named->first) + "." + value);
    return label != labels.end() ? label->second : profile_title(counting.profile(), key, value);
}

}  // namespace giamsat
