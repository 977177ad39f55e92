// SPDX-License-Identifier: Apache-2.0
// The register the law on personal data asks for: who read what for which purpose, what data subjects asked and when they
// were answered, what was erased, and where copies of the keys may still be. People are told by their staff code.
#include "kernel/reports/tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace giamsat {

namespace {

using Kind = ReportColumn::Kind;
using KeyOf = std::string (*)(const DisclosureStatus&);

struct Reads {
    std::set<std::string> occasions;  // commands: one may be several entries
    std::int64_t subjects = 0;
    std::int64_t taken_out = 0;  // printed or exported: beyond anybody's reach from then on
    Date last;

    void add(const DisclosureStatus& one) {
        occasions.insert(one.command_id);
        subjects += one.subjects;
        if (one.door != "view") taken_out += one.subjects;
        last = std::max(last, one.on);
    }
};

KeyOf key_named(const std::string& name) {
    if (name == "purpose") return [](const DisclosureStatus& one) { return one.purpose; };
    if (name == "about") return [](const DisclosureStatus& one) { return one.about; };
    if (name == "door") return [](const DisclosureStatus& one) { return one.door; };
    return [](const DisclosureStatus& one) { return one.person; };
}

LocalText title_of_key(const std::string& name) {
    if (name == "purpose") return {"Mục đích", "Purpose"};
    if (name == "about") return {"Dữ liệu của", "Whose data"};
    if (name == "door") return {"Cách đưa ra", "How they left"};
    return {"Người xem (mã cán bộ)", "Who read (staff code)"};
}

LocalText about_title(const Profile& profile, const std::string& about) {
    if (about == "person") return {"Cán bộ", "Staff"};
    if (about == "case") return {"Văn bản tự do của hồ sơ", "Free text of cases"};
    const Level* level = profile.level(about);
    return level ? upper_first(level->title) : LocalText{about, about};
}

LocalText door_title(const std::string& door) {
    if (door == "view") return {"Xem trên màn hình", "Seen on a screen"};
    if (door == "print") return {"In ra", "Printed"};
    return {"Xuất ra tệp hoặc gửi đi", "Exported or sent"};
}

LocalText value_title(const Counting& counting, const std::string& key, const std::string& value) {
    if (key == "purpose") return counting.profile().privacy.purpose(value);
    if (key == "about") return about_title(counting.profile(), value);
    if (key == "door") return door_title(value);
    return value.empty() ? LocalText{"Hệ thống", "The system"} : LocalText{value, value};
}

std::vector<const DisclosureStatus*> in_period(const Counting& counting) {
    std::vector<const DisclosureStatus*> out;
    for (const DisclosureStatus& one : counting.data.disclosures)
        if (counting.holds(one.on)) out.push_back(&one);
    return out;
}

std::map<std::string, Reads> reads_by(const std::vector<const DisclosureStatus*>& all, KeyOf key) {
    std::map<std::string, Reads> reads;
    for (const DisclosureStatus* one : all) reads[key(*one)].add(*one);
    return reads;
}

void add_reads(ReportTable& table, LocalText title, const Reads& reads, int indent) {
    add_row(table, {std::move(title), static_cast<std::int64_t>(reads.occasions.size()), reads.subjects,
                    reads.taken_out, reads.last})
        .indent = indent;
}

template <class Status>
bool concerns(const Counting& counting, const Status& request) {
    return request.received <= counting.until && (!request.completed || *request.completed >= counting.from);
}

struct RequestCount {
    std::int64_t all = 0, answered_in_time = 0, answered_late = 0, done = 0, refused = 0, late = 0, extended = 0,
                 open = 0, overdue = 0;

    void add(const RequestStatus& one, Date as_of) {
        ++all;
        const bool answered = one.answered && *one.answered <= as_of,
                   completed = one.completed && *one.completed <= as_of;
        if (answered) ++(*one.answered <= one.answer_by ? answered_in_time : answered_late);
        if (completed) ++(one.outcome == "refused" ? refused : done);
        if (completed && *one.completed > one.complete_by) ++late;
        if (one.extended > 0) ++extended;
        if (completed) return;
        ++open;
        if (as_of > one.complete_by || (!answered && as_of > one.answer_by)) ++overdue;
    }
};

}  // namespace

void make_disclosures(const Counting& counting, const ReportSection& section, ReportTable& table) {
    const std::string first = section.by.empty() ? "person" : section.by.front();
    add_column(table, Kind::text, title_of_key(first));
    add_column(table, Kind::count, {"Lần xem", "Times"});
    add_column(table, Kind::count, {"Lượt người, hồ sơ", "Subjects read"});
    add_column(table, Kind::count, {"Trong đó in, xuất ra", "of which printed or exported"});
    add_column(table, Kind::date, {"Lần cuối", "Last"});
    const auto all = in_period(counting);
    for (const auto& [value, reads] : reads_by(all, key_named(first))) {
        add_reads(table, value_title(counting, first, value), reads, 0);
        if (section.by.size() < 2) continue;
        std::vector<const DisclosureStatus*> own;
        std::copy_if(all.begin(), all.end(), std::back_inserter(own),
                     [&, wanted = value](const DisclosureStatus* one) { return key_named(first)(*one) == wanted; });
        for (const auto& [inner, part] : reads_by(own, key_named(section.by[1])))
            add_reads(table, value_title(counting, section.by[1], inner), part, 1);
    }
    add_total(table);
    set_chart(table, section.chart, {2});
}

void make_subject_requests(const Counting& counting, const ReportSection& section, ReportTable& table) {
    add_column(table, Kind::text, {"Yêu cầu", "Request"});
    for (const LocalText& title :
         {LocalText{"Đã nhận", "Received"}, LocalText{"Trả lời trong hạn", "Answered in time"},
          LocalText{"Trả lời trễ", "Answered late"}, LocalText{"Đã giải quyết", "Done"},
          LocalText{"Từ chối", "Refused"}, LocalText{"Giải quyết trễ", "Completed late"},
          LocalText{"Đã gia hạn", "Extended"}, LocalText{"Chưa xong", "Open"}, LocalText{"Quá hạn", "Overdue"}})
        add_column(table, Kind::count, title);
    std::map<std::string, RequestCount> counts;
    for (const RequestStatus& one : counting.data.requests)
        if (concerns(counting, one)) counts[one.kind].add(one, counting.as_of);
    for (const auto& [kind, count] : counts) {
        const RequestKind* known = counting.profile().privacy.request(kind);
        add_row(table,
                {known ? known->title : LocalText{kind, kind}, count.all, count.answered_in_time, count.answered_late,
                 count.done, count.refused, count.late, count.extended, count.open, count.overdue});
    }
    add_total(table);
    set_chart(table, section.chart, {4, 8});
}

void make_erasures(const Counting& counting, const ReportSection&, ReportTable& table) {
    add_column(table, Kind::text, {"Văn bản", "Document"});
    add_column(table, Kind::date, {"Ngày", "Day"});
    add_column(table, Kind::text, {"Dữ liệu của", "Whose data"});
    add_column(table, Kind::count, {"Số người, hồ sơ", "Subjects"});
    add_column(table, Kind::text, {"Người nhập", "Entered by"});
    add_column(table, Kind::text, {"Người quyết định", "Decided by"});
    std::map<std::tuple<Date, std::string, std::string, std::string, std::string>, std::int64_t> counts;
    for (const ErasureStatus& one : counting.data.erasures)
        if (counting.holds(one.on)) ++counts[{one.on, one.act, one.about, one.entered_by, one.decided_by}];
    const auto said = [](const std::string& text) { return LocalText{text, text}; };
    for (const auto& [key, count] : counts) {
        const auto& [on, act, about, entered_by, decided_by] = key;
        add_row(table,
                {said(act), on, about_title(counting.profile(), about), count, said(entered_by), said(decided_by)});
    }
    add_total(table);
}

void make_key_copies(const Counting& counting, const ReportSection&, ReportTable& table) {
    add_column(table, Kind::text, {"Tình trạng", "State"});
    add_column(table, Kind::date, {"Ngày sao", "Copied"});
    add_column(table, Kind::date, {"Giữ đến hết", "Kept until"});
    add_column(table, Kind::count, {"Số khoá", "Keys"});
    for (const KeyCopyStatus& one : counting.data.key_copies) {
        if (one.on > counting.until || one.expires < counting.from) continue;
        const bool expired = one.expires < counting.as_of;
        add_row(table, {expired ? LocalText{"Đã đến hạn huỷ", "To have been destroyed"} : LocalText{"Đang giữ", "Kept"},
                        one.on, one.expires, one.subjects});
    }
}

}  // namespace giamsat
