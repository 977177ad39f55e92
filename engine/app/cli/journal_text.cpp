// SPDX-License-Identifier: Apache-2.0
#include "app/cli/journal_text.hpp"

#include "app/cli/table.hpp"
#include "base/text/text.hpp"
#include "kernel/journal/merkle.hpp"
#include "service/commands/subjects.hpp"
#include "service/queries/case_options.hpp"

#include <map>

namespace giamsat::cli {
namespace {

const std::map<std::string, LocalText>& verbs() {
    static const std::map<std::string, LocalText> all = {
        {"office.founded", {"lập văn phòng", "office founded"}},
        {"profile.adopted", {"áp dụng hồ sơ địa bàn", "profile adopted"}},
        {"definition.published", {"ban hành quy trình", "workflow published"}},
        {"notice.queued", {"thông báo cho", "notice to"}},
        {"clock.regressed", {"đồng hồ máy bị lùi", "the clock went back"}},
        {"report.issued", {"ban hành báo cáo", "report issued"}},
        {"journal.recovered", {"khôi phục nhật ký", "journal recovered"}},
        {"unit.registered", {"ghi danh đơn vị", "unit registered"}},
        {"unit.changed", {"thay đổi đơn vị", "unit changed"}},
        {"unit.ended", {"kết thúc đơn vị", "unit ended"}},
        {"loan.recorded", {"ghi khoản vay của", "loan recorded of"}},
        {"loan.changed", {"cập nhật khoản vay của", "loan changed of"}},
        {"capital.recorded", {"ghi bảng nguồn vốn", "capital recorded"}},
        {"person.registered", {"ghi danh cán bộ", "person registered"}},
        {"person.changed", {"thay đổi cán bộ", "person changed"}},
        {"role.granted", {"giao vai trò", "role granted"}},
        {"role.ended", {"thôi vai trò", "role ended"}},
        {"team.formed", {"lập đoàn", "team formed"}},
        {"case.opened", {"mở hồ sơ", "case opened"}},
        {"case.moved", {"chuyển bước", "case moved"}},
        {"case.suspended", {"tạm dừng hồ sơ", "case suspended"}},
        {"case.resumed", {"cho hồ sơ tiếp tục", "case resumed"}},
        {"form.submitted", {"nộp biểu mẫu", "form handed in"}},
        {"timer.passed", {"hết hạn", "deadline passed"}},
        {"work.claimed", {"nhận việc", "work claimed"}},
        {"work.started", {"bắt đầu việc", "work started"}},
        {"work.released", {"trả việc", "work released"}},
        {"visit.assigned", {"phân công đoàn", "team assigned"}},
        {"plan.drafted", {"dự thảo kế hoạch", "plan drafted"}},
        {"plan.numbered", {"lấy số kế hoạch", "plan numbered"}},
        {"plan_line.added", {"thêm dòng kế hoạch", "plan line added"}},
        {"plan_line.dropped", {"bỏ dòng kế hoạch", "plan line dropped"}},
        {"turn.counted", {"tính một lượt", "turn counted"}},
        {"finding.recorded", {"ghi nhận tồn tại", "finding recorded"}},
        {"finding.reopened", {"mở lại tồn tại", "finding reopened"}},
        {"recommendation.made", {"kiến nghị", "recommendation made"}},
        {"recommendation.settled", {"tất toán kiến nghị", "recommendation settled"}},
        {"personal.disclosed", {"xem dữ liệu cá nhân", "personal data read"}},
        {"subject.requested", {"nhận yêu cầu về dữ liệu cá nhân", "request of a data subject"}},
        {"subject.answered", {"trả lời yêu cầu", "request answered"}},
        {"subject.extended", {"gia hạn yêu cầu", "request extended"}},
        {"subject.completed", {"giải quyết xong yêu cầu", "request completed"}},
        {"subject.held", {"giữ dữ liệu cá nhân", "personal data held"}},
        {"subject.freed", {"thôi giữ dữ liệu cá nhân", "no longer held"}},
        {"subject.erased", {"xoá dữ liệu cá nhân", "personal data erased"}},
        {"keys.copied", {"sao khoá", "keys copied"}},
    };
    return all;
}

std::string without_version(const std::string& kind) { return kind.substr(0, kind.find('/')); }

std::string code_of(const std::string& person, Desk& desk) {
    auto known = desk.read.people.find(PersonId{person});
    return known ? known->code : short_id(person);
}

// Names of borrowers are sealed; those of places are not.
std::string unit_text(const std::string& id, Desk& desk) {
    auto unit = desk.read.units.find(UnitId{id});
    if (!unit) return short_id(id);
    const Level* level = desk.profile().level(unit->level);
    if (level && level->personal)
        return level->title.in(desk.lang) + " " + short_id(id) + " " + sealed_text.in(desk.lang);
    return unit->name + " (" + unit->level + ":" + unit->code + ")";
}

// Without opening anything: the journal shows no personal data.
std::string subject_text(const std::string& about, const std::string& id, Desk& desk) {
    if (desk.read.people.find(PersonId{id})) return code_of(id, desk);
    return (about.empty() ? "" : title_of_subjects(about, desk.profile()).in(desk.lang) + " ") + short_id(id);
}

std::string case_text(const CaseId& id, Desk& desk) {
    auto record = desk.read.cases.find(id);
    if (!record) return short_id(id.value);
    auto workflow = desk.bundle.workflows.find(record->workflow);
    std::string title =
        workflow == desk.bundle.workflows.end() ? record->workflow : workflow->second.title.in(desk.lang);
    return title + ", " + unit_text(record->unit.value, desk) + " [" + short_id(id.value) + "]";
}

std::string team_text(const std::string& id, Desk& desk) {
    auto team = desk.read.teams.find(TeamId{id});
    return team ? team->code : short_id(id);
}

std::string say_time(Instant t) { return iso_utc(t).substr(0, 19) + "Z"; }

// "assign: Đoàn số 2 → accepted": what this one step was.
std::string detail_of(const Entry& entry, Desk& desk) {
    const Json& body = entry.body;
    std::string kind = without_version(entry.kind);
    auto text = [&](const char* key) { return body.value(key, ""); };
    if (kind == "case.moved") {
        auto workflow = desk.read.cases.find(entry.case_id);
        auto known = workflow ? desk.bundle.workflows.find(workflow->workflow) : desk.bundle.workflows.end();
        if (known == desk.bundle.workflows.end()) return text("event");
        return event_title(known->second, text("event"), body.value("from", std::vector<std::string>{}),
                           body.value("to", std::vector<std::string>{}))
            .in(desk.lang);
    }
    if (kind == "form.submitted") return text("form");
    if (kind == "timer.passed") return text("id");
    if (kind == "clock.regressed")
        return say_time({body.value("last", std::int64_t{})}) + " → " + say_time({body.value("now", std::int64_t{})});
    if (kind == "visit.assigned") return team_text(text("team"), desk);
    if (kind == "plan.numbered") return text("number");
    if (kind == "finding.recorded") return text("code");
    if (kind == "recommendation.settled") return text("outcome");
    if (kind == "personal.disclosed") return text("command") + ", " + std::to_string(body.value("count", 0));
    if (kind == "subject.requested") return text("kind");
    if (kind == "subject.completed") return text("outcome");
    if (kind == "keys.copied") return "→ " + text("expires");
    if (kind == "notice.queued") return code_of(text("to"), desk);
    if (kind == "role.granted" || kind == "role.ended") {
        const Role* role = desk.profile().role(text("role"));
        return code_of(text("person"), desk) + ", " + (role ? role->title.in(desk.lang) : text("role"));
    }
    return {};
}

std::string thing_of(const Entry& entry, Desk& desk) {
    const Json& body = entry.body;
    auto text = [&](const char* key) { return body.value(key, ""); };
    if (!entry.case_id.empty()) return case_text(entry.case_id, desk);
    if (body.contains("unit")) return unit_text(text("unit"), desk);
    if (body.contains("borrower")) return unit_text(text("borrower"), desk);
    if (body.contains("person")) return code_of(text("person"), desk);
    if (body.contains("subject")) return subject_text(text("about"), text("subject"), desk);
    if (body.contains("subjects") && body.contains("about"))
        return title_of_subjects(text("about"), desk.profile()).in(desk.lang);
    if (body.contains("team")) return text("code");
    if (body.contains("report")) return text("report") + " (" + text("format") + ")";
    for (const char* key : {"workflow", "as_of", "profile", "line"}) {
        if (body.contains(key)) return text(key);
    }
    return {};
}

}  // namespace

LocalText verb_of(const std::string& kind) {
    auto known = verbs().find(without_version(kind));
    return known == verbs().end() ? LocalText{kind, kind} : known->second;
}

std::string who_of(const Entry& entry, Desk& desk) {
    if (entry.actor.empty()) return LocalText{"hệ thống", "the system"}.in(desk.lang);
    std::string who = code_of(entry.actor, desk);
    if (!entry.on_behalf.empty()) who += LocalText{" thay ", " for "}.in(desk.lang) + code_of(entry.on_behalf, desk);
    return entry.act.empty() ? who : who + " (" + entry.act + ")";
}

std::string subject_of(const Entry& entry, Desk& desk) {
    std::string detail = detail_of(entry, desk), thing = thing_of(entry, desk);
    if (detail.empty() || thing.empty()) return detail + thing;
    return detail + ": " + thing;
}

void print_entries(const std::vector<NumberedEntry>& entries, const Context& context, Desk& desk) {
    Table table(context);
    table.number({"Mục", "Entry"})
        .text({"Ngày", "Date"})
        .text({"Ai", "Who"})
        .text({"Việc", "What"})
        .text({"Về", "About"});
    for (const NumberedEntry& one : entries) {
        table.row({std::to_string(one.seq), write_date(one.entry.date, desk.lang), who_of(one.entry, desk),
                   verb_of(one.entry.kind).in(desk.lang), subject_of(one.entry, desk)});
    }
    if (table.empty()) return context.print(context.say({"(không có mục nào)", "(no entry)"}));
    table.print();
}

void print_entry(const NumberedEntry& one, const Context& context, Desk& desk) {
    const Entry& entry = one.entry;
    auto line = [&](const LocalText& title, const std::string& value) {
        if (!value.empty()) context.print("  " + pad_right(context.say(title), 14) + "  " + value);
    };
    context.print(bold(
        context, context.say({"Mục ", "Entry "}) + std::to_string(one.seq) + ": " + verb_of(entry.kind).in(desk.lang)));
    line({"Về", "About"}, subject_of(entry, desk));
    line({"Loại", "Kind"}, entry.kind);
    line({"Ngày việc", "Business day"}, write_date(entry.date, desk.lang));
    line({"Ghi lúc", "Recorded"}, say_time(entry.t));
    line({"Ai", "Who"}, who_of(entry, desk));
    line({"Qua", "Through"}, entry.via + (entry.auth.empty() ? "" : " (" + entry.auth + ")"));
    line({"Lệnh", "Command"},
         entry.cmd.value + " (" + std::to_string(entry.i + 1) + "/" + std::to_string(entry.n) + ")");
    line({"Hồ sơ", "Case"}, entry.case_id.empty() ? "" : entry.case_id.value + " #" + std::to_string(entry.case_seq));
    line({"Quy trình", "Workflow"}, entry.def);
    for (const Encrypted& sealed : entry.enc)
        line({"Riêng tư", "Personal"}, sealed.path + " " + sealed_text.in(desk.lang));
    context.print(entry.body.dump(2));
}

Json raw_json(const NumberedEntry& one, Desk& desk) {
    auto bytes = desk.read.journal.entry_bytes(one.seq);
    auto entry = bytes ? parse_json(*bytes) : Result<Json>(Json(nullptr));
    return {
        {"seq", one.seq}, {"leaf", to_hex(leaf_hash(bytes.value_or("")))}, {"entry", entry ? *entry : Json(nullptr)}};
}

}  // namespace giamsat::cli
