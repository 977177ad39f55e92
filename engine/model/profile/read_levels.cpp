// SPDX-License-Identifier: Apache-2.0
#include "model/profile/reading.hpp"

#include <charconv>

namespace giamsat::profile {

namespace {

std::optional<int> whole_number(const std::string& text) {
    int value = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (text.empty() || read.ec != std::errc() || read.ptr != end || value < 0) return std::nullopt;
    return value;
}

void read_members(YamlReader& from, Level& level) {
    const auto range = from.texts_or_empty("members");
    if (!from.has("members")) return;
    const auto least = range.size() == 2 ? whole_number(range[0]) : std::nullopt;
    const auto most = range.size() == 2 ? whole_number(range[1]) : std::nullopt;
    if (!least || !most || *most < *least) {
        from.report(mistake({"“members” phải là [ít nhất, nhiều nhất].", "“members” must be [least, most]."},
                            {"Viết ví dụ [5, 60].", "Write for example [5, 60]."}, from.where("members")));
        return;
    }
    level.members_min = *least;
    level.members_max = *most;
}

Level read_level(Reading& reading, YamlReader& from, std::set<std::string>& seen) {
    Level level;
    level.id = read_id(from, "id", seen);
    level.title = from.local("title");
    level.plural = from.local_or("plural", level.title);
    level.parent = reading.refer_to(Target::level, from, "parent");
    level.place = reading.refer_to(Target::level, from, "place");
    level.personal = from.boolean_or("personal", false);
    level.inspected = from.boolean_or("inspected", false);
    level.supervised = from.boolean_or("supervised", false);
    level.associated = from.boolean_or("associated", false);
    level.workflow = reading.refer_to(Target::workflow, from, "workflow");
    read_members(from, level);
    reading.note_source("levels." + level.id, from.text("source"));
    if (level.inspected && level.workflow.empty())
        from.report(mistake({"Cấp “" + level.id + "” được kiểm tra nhưng không nêu quy trình.",
                             "Level “" + level.id + "” is inspected but names no workflow."},
                            {"Thêm workflow: tên quy trình.", "Add workflow: its name."}, from.where()));
    return level;
}

}  // namespace

void read_levels(Reading& reading, YamlReader& top) {
    std::set<std::string> seen;
    read_each(top, "levels", [&](YamlReader& from) {
        reading.profile.levels.push_back(read_level(reading, from, seen));
        reading.level_places.push_back(from.where());
    });
    if (!reading.profile.levels.empty()) return;
    top.report(mistake({"Hồ sơ không có cấp nào.", "The profile has no levels."},
                       {"Thêm danh sách levels.", "Add a list of levels."}, top.where("levels")));
}

namespace {

void check_level(Reading& reading, const Level& level, const Where& where) {
    const auto complain = [&](const LocalText& what, const LocalText& advice) {
        reading.problems.push_back(mistake(what, advice, where));
    };
    if (reading.profile.is_below(level.id, level.id))
        complain({"Cấp “" + level.id + "” nằm dưới chính nó.", "Level “" + level.id + "” lies below itself."},
                 {"Sửa parent cho thành cây.", "Mend parent so that the levels form a tree."});
    if (!level.place.empty() && level.place == level.id)
        complain(
            {"Cấp “" + level.id + "” lấy chính nó làm nơi ở.", "Level “" + level.id + "” has itself as its place."},
            {"Sửa place.", "Mend place."});
    if (level.associated && reading.profile.associations.empty())
        complain({"Cấp “" + level.id + "” thuộc hội nhưng hồ sơ không có hội nào.",
                  "Level “" + level.id + "” belongs to associations, but the profile has none."},
                 {"Thêm danh sách associations.", "Add a list of associations."});
}

}  // namespace

// References to unknown levels are reported elsewhere; here only the shape counts.
void check_levels(Reading& reading) {
    bool top_found = false;
    for (std::size_t i = 0; i < reading.profile.levels.size(); ++i) {
        const auto& level = reading.profile.levels[i];
        check_level(reading, level, reading.level_places[i]);
        if (!level.parent.empty() || !std::exchange(top_found, true)) continue;
        reading.problems.push_back(
            mistake({"Cấp “" + level.id + "” cũng không có parent: chỉ một cấp đứng trên cùng.",
                     "Level “" + level.id + "” has no parent either: only one level stands at the top."},
                    {"Thêm parent.", "Add parent."}, reading.level_places[i]));
    }
}

}  // namespace giamsat::profile
