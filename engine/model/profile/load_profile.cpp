// SPDX-License-Identifier: Apache-2.0
#include "model/profile/load_profile.hpp"

#include "model/profile/reading.hpp"

#include <algorithm>

namespace giamsat {

namespace {

using profile::Reading;
using profile::Target;

struct File {
    const std::string* path = nullptr;
    const std::string* bytes = nullptr;
};

File find_file(const ProfileSources& sources, std::string_view name) {
    for (const auto& [path, bytes] : sources.files) {
        const auto slash = path.rfind('/');
        if (std::string_view(path).substr(slash == path.npos ? 0 : slash + 1) == name) return {&path, &bytes};
    }
    return {};
}

template <class Read>
void read_file(Reading& reading, const File& file, Read read) {
    if (!file.path) return;
    auto document = parse_yaml(*file.path, *file.bytes);
    if (!document) {
        reading.problems.push_back(std::move(document.error()));
        return;
    }
    YamlReader top(document->file, document->root, "", reading.problems);
    read(top);
    top.finish();
}

void read_profile(Reading& reading, YamlReader& top) {
    auto& profile = reading.profile;
    std::set<std::string> seen;
    profile.id = profile::read_id(top, "profile", seen);
    profile.title = top.local("title");
    profile.place = top.local("place");
    profile.legal = top.texts_or_empty("legal");
    profile.plan_workflow = reading.refer_to(Target::workflow, top, "plan_workflow", true);
    profile.finding_workflow = reading.refer_to(Target::workflow, top, "finding_workflow", true);
    profile.supervision_workflow = reading.refer_to(Target::workflow, top, "supervision_workflow");
    profile::read_levels(reading, top);
    profile::read_people(reading, top);
    profile::read_codes(reading, top);
    profile::read_audit(reading, top);
    profile::read_privacy(reading, top);
}

template <class Item>
std::vector<std::string> ids(const std::vector<Item>& items) {
    std::vector<std::string> out;
    for (const auto& item : items) {
        if constexpr (requires { item.id; })
            out.push_back(item.id);
        else
            out.push_back(item.code);
    }
    return out;
}

struct Known {
    Target target;
    LocalText title;
    std::vector<std::string> words;
};

void check_references(Reading& reading, const std::vector<std::string>* workflows) {
    const auto& profile = reading.profile;
    const std::vector<Known> all = {
        {Target::level, {"cấp", "level"}, ids(profile.levels)},
        {Target::role, {"vai trò", "role"}, ids(profile.roles)},
        {Target::body, {"cơ quan", "body"}, ids(profile.bodies)},
        {Target::association, {"hội", "association"}, ids(profile.associations)},
        {Target::severity, {"mức độ", "severity"}, ids(profile.severities)},
        {Target::workflow, {"quy trình", "workflow"}, workflows ? *workflows : std::vector<std::string>()},
    };
    for (const auto& reference : reading.references) {
        if (reference.target == Target::workflow && !workflows) continue;
        const auto& known =
            *std::find_if(all.begin(), all.end(), [&](const Known& k) { return k.target == reference.target; });
        if (std::find(known.words.begin(), known.words.end(), reference.word) != known.words.end()) continue;
        reading.problems.push_back(profile::unknown_word(known.title, reference.word, known.words, reference.where));
    }
}

}  // namespace

Result<Profile> load_profile(const ProfileSources& sources) {
    const auto main = find_file(sources, "profile.yaml");
    if (!main.path)
        return Problem(ProblemCode::file_unreadable, {{"file", "profile.yaml"},
                                                      {"why", "không có trong thư mục hồ sơ"},
                                                      {"why_en", "it is not in the profile's folder"}});
    Reading reading;
    read_file(reading, main, [&](YamlReader& top) { read_profile(reading, top); });
    read_file(reading, find_file(sources, "calendar.yaml"),
              [&](YamlReader& top) { profile::read_calendar(reading, top); });
    read_file(reading, find_file(sources, "findings.yaml"),
              [&](YamlReader& top) { profile::read_findings(reading, top); });
    check_references(reading, sources.workflows);
    profile::check_levels(reading);
    if (!reading.problems.empty()) return join(std::move(reading.problems));
    return std::move(reading.profile);
}

}  // namespace giamsat
