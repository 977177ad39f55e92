// SPDX-License-Identifier: Apache-2.0
#include "model/profile/reading.hpp"

#include <algorithm>

namespace giamsat {

const RequestKind* Privacy::request(std::string_view code) const {
    const auto at =
        std::find_if(requests.begin(), requests.end(), [&](const RequestKind& one) { return one.code == code; });
    return at == requests.end() ? nullptr : &*at;
}

LocalText Privacy::purpose(const std::string& code) const {
    const auto at =
        std::find_if(purposes.begin(), purposes.end(), [&](const PurposeName& one) { return one.code == code; });
    return at == purposes.end() ? LocalText{code, code} : at->title;
}

namespace profile {

namespace {

constexpr int days_max = 3650;

int days_of(YamlReader& from, const char* key, std::int64_t fallback) {
    const auto days = from.integer_or(key, fallback);
    if (days >= 0 && days <= days_max) return static_cast<int>(days);
    from.report(mistake({"Số ngày phải từ 0 đến 3650.", "Days are from 0 to 3650."},
                        {std::string("Sửa ") + key + ".", std::string("Mend ") + key + "."}, from.where(key)));
    return 0;
}

void read_request(Reading& reading, YamlReader& from, std::set<std::string>& seen) {
    RequestKind kind;
    kind.code = read_id(from, "code", seen);
    kind.title = from.local("title");
    from.integer("answer_working_days"), from.integer("complete_days");  // what the law says is never left to a default
    kind.answer_working_days = days_of(from, "answer_working_days", 0);
    kind.complete_days = days_of(from, "complete_days", 0);
    kind.extension_days_max = days_of(from, "extension_days_max", 0);
    kind.legal = from.text("legal");
    reading.note_source("privacy.requests." + kind.code, from.text_or("source", ""));
    reading.profile.privacy.requests.push_back(std::move(kind));
}

void read_key_copies(Reading& reading, YamlReader& from) {
    Privacy& privacy = reading.profile.privacy;
    privacy.key_copy_days = days_of(from, "days", privacy.key_copy_days);
    privacy.key_copy_warn_after = days_of(from, "warn_after", privacy.key_copy_warn_after);
    reading.note_source("privacy.key_copies", from.text_or("source", ""));
}

}  // namespace

void read_privacy(Reading& reading, YamlReader& top) {
    const auto* node = top.mapping("privacy");
    if (!node) return;
    YamlReader from(top.file(), *node, top.path_of("privacy"), top.problems());
    if (const auto* copies = from.mapping("key_copies")) {
        YamlReader inner(from.file(), *copies, from.path_of("key_copies"), from.problems());
        read_key_copies(reading, inner);
        inner.finish();
    }
    std::set<std::string> purposes, requests;
    read_each(from, "purposes", [&](YamlReader& one) {
        reading.profile.privacy.purposes.push_back({read_id(one, "code", purposes), one.local("title")});
        reading.note_source("privacy.purposes." + reading.profile.privacy.purposes.back().code,
                            one.text_or("source", ""));
    });
    read_each(from, "requests", [&](YamlReader& one) { read_request(reading, one, requests); });
    from.finish();
}

}  // namespace profile

}  // namespace giamsat
