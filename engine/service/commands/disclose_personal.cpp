// SPDX-License-Identifier: Apache-2.0
// Reading personal fields is recorded before the bytes leave: by whom, for what, and whose they are.
#include "service/commands/subjects.hpp"

#include <algorithm>
#include <set>

namespace giamsat {
namespace {

constexpr std::size_t subjects_per_entry = 1'500;  // 35 bytes each: an entry has 65,535
constexpr std::size_t purpose_bytes_max = 300;

struct Group {
    std::vector<std::string> subjects;
    std::set<std::string> fields;
};

// By what they are: a reader of the register asks about borrowers, not about ids.
std::map<std::string, Group> grouped(const DisclosePersonal& command, Session& session) {
    std::map<std::string, Group> groups;
    for (const auto& [id, fields] : command.opened) {
        const auto subject = subject_of(id, session.read, session.profile().profile);
        Group& group = groups[subject ? subject->about : about::office];
        group.subjects.push_back(id);
        group.fields.insert(fields.begin(), fields.end());
    }
    return groups;
}

Done record_batches(const DisclosePersonal& command, const std::string& about, const Group& group, Session& session) {
    for (std::size_t at = 0; at < group.subjects.size(); at += subjects_per_entry) {
        const auto end = std::min(at + subjects_per_entry, group.subjects.size());
        const std::vector<std::string> batch(group.subjects.begin() + static_cast<std::ptrdiff_t>(at),
                                             group.subjects.begin() + static_cast<std::ptrdiff_t>(end));
        Json body = {
            {"purpose", command.purpose}, {"door", command.door},  {"command", command.command}, {"about", about},
            {"subjects", batch},          {"count", batch.size()}, {"fields", group.fields}};
        GIAMSAT_CHECK(session.record({.kind = "personal.disclosed/1", .body = std::move(body)}));
    }
    return {};
}

}  // namespace

Done run(const DisclosePersonal& command, Session& session) {
    if (command.purpose.empty() || command.purpose.size() > purpose_bytes_max)
        return invalid(
            "--purpose", command.purpose.substr(0, 40),
            {"mục đích phải có và ngắn gọn (tối đa 300 byte)", "a purpose is needed, and short (300 bytes)"});
    if (command.opened.empty()) return invalid("opened", "", {"không mở gì", "nothing was opened"});
    for (const auto& [about, group] : grouped(command, session))
        GIAMSAT_CHECK(record_batches(command, about, group, session));
    return {};
}

}  // namespace giamsat
