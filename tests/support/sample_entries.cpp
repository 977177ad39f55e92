// SPDX-License-Identifier: Apache-2.0
#include "support/sample_entries.hpp"

#include "kernel/journal/merkle.hpp"

#include <map>

namespace giamsat::samples {

OfficeId office_id() { return {id_of("office")}; }
std::string id_of(std::string_view name) { return to_hex(as_bytes(sha256(name)).substr(0, 16)); }
std::string hash_of(std::string_view name) { return to_hex(sha256(name)); }

Entry entry(const std::string& kind, Json body) {
    Entry entry;
    entry.office = office_id();
    entry.kind = kind;
    entry.cmd.value = id_of("command of " + kind + body.dump());
    entry.actor = id_of("hoa");
    entry.via = "cli";
    entry.auth = "os:hoa";
    entry.t.ms = 1'717'120'800'000;
    entry.date = Date::of(2024, 5, 31);
    entry.body = std::move(body);
    return entry;
}

Entry case_entry(const std::string& kind, const std::string& case_name, Json body) {
    Entry made = entry(kind, std::move(body));
    made.case_id.value = id_of(case_name);
    return made;
}

Encrypted sealed(const std::string& subject_name, const std::string& path) {
    return {id_of(subject_name),         hash_of(subject_name).substr(0, 16),
            hash_of(path).substr(0, 48), "c2VhbGVk",
            hash_of("commit"),           path};
}

namespace {

Json opened(const char* kind, const char* unit, Json more = Json::object()) {
    Json body = {
        {"workflow", "commune-inspection"}, {"kind", kind},          {"unit", id_of(unit)}, {"level", "commune"},
        {"opened_on", "2024-05-31"},        {"config", {"planned"}}, {"life", "idle"}};
    body.update(more);
    return body;
}

std::vector<Entry> registers() {
    Entry borrower = entry("unit.registered/1", {{"unit", id_of("borrower")},
                                                 {"level", "borrower"},
                                                 {"parent", id_of("group")},
                                                 {"valid_from", "2015-01-01"},
                                                 {"digests", {{"unit.code/borrower", hash_of("code")}}}});
    borrower.enc = {sealed("borrower", "personal")};
    Entry neighbour = entry("unit.registered/1", {{"unit", id_of("neighbour")},  // who is not erased
                                                  {"level", "borrower"},
                                                  {"parent", id_of("group")},
                                                  {"valid_from", "2015-01-01"},
                                                  {"digests", {{"unit.code/borrower", hash_of("other code")}}}});
    neighbour.enc = {sealed("neighbour", "personal")};
    Entry person =
        entry("person.registered/1",
              {{"person", id_of("hoa")}, {"code", "cb-001"}, {"digests", {{"person.phone", hash_of("0912")}}}});
    person.enc = {sealed("hoa", "personal")};
    Entry loan = entry("loan.recorded/1", {{"loan", id_of("loan")},
                                           {"borrower", id_of("borrower")},
                                           {"programme", "NS"},
                                           {"source", "central"},
                                           {"disbursed_on", "2023-02-01"},
                                           {"amount", 20'000'000},
                                           {"outstanding", 18'000'000},
                                           {"as_of", "2024-05-31"},
                                           {"digest", hash_of("6600000")}});
    loan.enc = {sealed("borrower", "code")};
    Json loan_now = loan.body;
    loan_now["outstanding"] = 17'000'000;
    return {
        entry("office.founded/1",
              {{"office", office_id().value}, {"profile", "dong-son-2024"}, {"demo", true}, {"seed", 7}}),
        entry("profile.adopted/1", {{"profile", "dong-son-2024"}, {"files", {{"profile.yaml", hash_of("profile")}}}}),
        entry("definition.published/1", {{"workflow", "commune-inspection"},
                                         {"kind", "visit"},
                                         {"level", "commune"},
                                         {"version", 1},
                                         {"hash", hash_of("wf")}}),
        entry("profile.published/1", {{"profile", "dong-son-2024"},
                                      {"files", {{"profile.yaml", hash_of("profile")}}},
                                      {"kept", {{"commune-inspection", hash_of("wf")}}}}),
        entry("definition.retired/1", {{"workflow", "commune-inspection"}, {"hash", hash_of("wf")}}),
        entry("definition.migrated/1", {{"workflow", "commune-inspection"},
                                        {"from", hash_of("wf")},
                                        {"to", hash_of("wf 2")},
                                        {"map", {{"planned", {"waiting"}}}},
                                        {"cases", 1}}),
        entry("unit.registered/1", {{"unit", id_of("commune")},
                                    {"level", "commune"},
                                    {"code", "16135"},
                                    {"name", "xã Đông Khê"},
                                    {"valid_from", "2015-01-01"}}),
        entry("unit.registered/1", {{"unit", id_of("old")},
                                    {"level", "commune"},
                                    {"code", "16136"},
                                    {"name", "xã Đông Anh"},
                                    {"valid_from", "2015-01-01"}}),
        entry("unit.registered/1", {{"unit", id_of("group")},
                                    {"level", "group"},
                                    {"code", "001"},
                                    {"name", "Tổ 1"},
                                    {"parent", id_of("old")},
                                    {"association", "11"},
                                    {"valid_from", "2015-01-01"}}),
        entry("unit.changed/1", {{"unit", id_of("group")},
                                 {"from", "2019-12-01"},
                                 {"code", "001"},
                                 {"name", "Tổ 1"},
                                 {"parent", id_of("commune")},
                                 {"association", "11"}}),
        entry("unit.ended/1", {{"unit", id_of("old")}, {"on", "2019-11-30"}, {"successors", {id_of("commune")}}}),
        borrower,
        neighbour,
        person,
        entry("person.changed/1", {{"person", id_of("hoa")}, {"code", "cb-002"}}),
        entry("role.granted/1", {{"person", id_of("hoa")},
                                 {"role", "board_secretary"},
                                 {"unit", id_of("commune")},
                                 {"from", "2020-01-01"}}),
        entry("role.granted/1",
              {{"person", id_of("hoa")}, {"role", "bank_officer"}, {"unit", id_of("commune")}, {"from", "2020-01-01"}}),
        entry("role.ended/1", {{"person", id_of("hoa")},
                               {"role", "bank_officer"},
                               {"unit", id_of("commune")},
                               {"from", "2020-01-01"},
                               {"to", "2021-12-31"}}),
        loan,
        entry("loan.changed/1", loan_now),
        entry("capital.recorded/1", {{"as_of", "2024-05-31"},
                                     {"rows",
                                      {{{"source", "central"}, {"amount", 134'588}},
                                       {{"source", "district"}, {"within", "local"}, {"amount", 7'107}}}}}),
    };
}

std::vector<Entry> planning() {
    return {
        case_entry("case.opened/1", "plan",
                   opened("plan", "commune",
                          {{"year", 2024},
                           {"plan_type", "board"},
                           {"timers", {{{"id", "year_end"}, {"event", "late"}, {"due", 1'735'600'000'000}}}}})),
        case_entry("plan.drafted/1", "plan",
                   {{"plan_type", "board"},
                    {"body", "board"},
                    {"body_unit", id_of("commune")},
                    {"year", 2024},
                    {"from", "2024-01-01"},
                    {"until", "2024-12-31"}}),
        case_entry("plan.numbered/1", "plan", {{"number", "04/CTr-BĐD"}, {"dated", "2024-02-05"}}),
        case_entry("plan_line.added/1", "plan",
                   {{"line", id_of("line")},
                    {"plan", id_of("plan")},
                    {"position", 0},
                    {"unit", id_of("commune")},
                    {"level", "commune"},
                    {"body", "board"},
                    {"body_unit", id_of("commune")},
                    {"mode", "inspection"},
                    {"variant", "scheduled"},
                    {"month", 5},
                    {"planned_on", "2024-05-20"},
                    {"sample", 3},
                    {"why", {{"months", 12}}}}),
        case_entry("plan_line.added/1", "plan",
                   {{"line", id_of("line 2")},
                    {"plan", id_of("plan")},
                    {"position", 1},
                    {"parent", id_of("line")},
                    {"unit", id_of("group")},
                    {"level", "group"},
                    {"body", "board"},
                    {"mode", "inspection"},
                    {"variant", "scheduled"},
                    {"month", 5},
                    {"planned_on", "2024-05-21"},
                    {"sample", 0}}),
        case_entry("plan_line.dropped/1", "plan", {{"line", id_of("line 2")}}),
        entry("team.formed/1",
              {{"team", id_of("team")},
               {"code", "Đoàn số 2"},
               {"body", "board"},
               {"body_unit", id_of("commune")},
               {"year", 2024},
               {"head", id_of("hoa")},
               {"members",
                {{{"person", id_of("hoa")}, {"duty", "head"}}, {{"person", id_of("binh")}, {"duty", "member"}}}}}),
    };
}

std::vector<Entry> visiting() {
    Entry moved = case_entry(
        "case.moved/1", "visit",
        {{"event", "postpone"},
         {"from", {"planned"}},
         {"to", {"planned"}},
         {"planned_on", "2024-05-25"},
         {"data", {{"members", 42}, {"note", nullptr}}},
         {"timers",
          {{{"id", "late"}, {"event", "late"}, {"due", 1'717'920'800'000}}, {{"id", "remind"}, {"off", true}}}}});
    moved.enc = {sealed("visit", "reason")};
    moved.on_behalf = id_of("binh");
    moved.act = "04/CTr-BĐD 24/02/2021";
    Entry form = case_entry("form.submitted/1", "visit",
                            {{"form", "commune-record"},
                             {"event", "record"},
                             {"answers", {{"groups", 12}, {"rows", {{{"code", "TD_01"}}}}}}});
    form.enc = {sealed("visit", "note"), sealed("borrower", "rows[0].text")};
    Entry finding = case_entry("finding.recorded/1", "finding",
                               {{"visit", id_of("visit")},
                                {"unit", id_of("group")},
                                {"level", "group"},
                                {"code", "TD_01"},
                                {"severity", "medium"},
                                {"amount", 500'000},
                                {"body_group", "board"},
                                {"association", "11"},
                                {"fingerprint", hash_of("cause")},
                                {"found_on", "2024-05-25"},
                                {"due_on", "2024-06-25"}});
    finding.enc = {sealed("finding", "text")};
    Entry file = case_entry(
        "attachment.added/1", "visit",
        {{"attachment", id_of("file")},
         {"event", "record"},
         {"bytes", 2048},
         {"blob", hash_of("sealed file")},
         {"seal", {{"subject", id_of("visit")}, {"kid", "k"}, {"nonce", "n"}, {"commit", hash_of("commit")}}}});
    file.enc = {sealed("visit", "name")};
    Json more = file.body;
    more["attachment"] = id_of("another file"), more["digest"] = hash_of("plain file");
    Entry another = case_entry("attachment.added/2", "visit", std::move(more));
    another.enc = file.enc;
    Entry agreed = case_entry("step.agreed/1", "visit", {{"event", "record"}, {"person", id_of("hoa")}});
    agreed.enc = {sealed("visit", "reason")};
    Entry kept = case_entry("children.kept/1", "visit", {{"workflow", "wf"}, {"count", 3}});
    Entry migrated = case_entry("case.migrated/1", "finding",
                                {{"event", "migrated"},
                                 {"from", {"planned"}},
                                 {"to", {"planned"}},
                                 {"was", hash_of("wf")},
                                 {"history", {{"work", {"open"}}}}});
    migrated.def = hash_of("wf 2");
    Entry suspended = case_entry("case.suspended/1", "visit",
                                 {{"event", "case.suspended"}, {"from", {"planned"}}, {"to", {"planned"}}});
    suspended.enc = {sealed("visit", "reason")};
    return {
        case_entry("case.opened/1", "visit",
                   opened("visit", "commune",
                          {{"parent", id_of("plan")},
                           {"plan", id_of("plan")},
                           {"line", id_of("line")},
                           {"body", "board"},
                           {"variant", "scheduled"},
                           {"mode", "inspection"},
                           {"year", 2024},
                           {"planned_on", "2024-05-20"},
                           {"data", {{"note", "x"}}},
                           {"timers", {{{"id", "remind"}, {"event", "remind"}, {"due", 1'717'020'800'000}}}}})),
        case_entry("visit.assigned/1", "visit", {{"team", id_of("team")}}),
        moved,
        form,
        file,
        another,
        suspended,
        case_entry("case.resumed/1", "visit", {{"event", "case.resumed"}, {"from", {"planned"}}, {"to", {"planned"}}}),
        agreed,
        case_entry("work.claimed/1", "visit", {{"event", "sign"}, {"person", id_of("hoa")}}),
        case_entry("work.started/1", "visit", {{"event", "sign"}, {"person", id_of("hoa")}}),
        case_entry("work.released/1", "visit", {{"event", "report"}, {"person", id_of("hoa")}}),
        kept,
        case_entry("call.queued/1", "visit",
                   {{"call", id_of("call")},
                    {"plugin", "notify-sms"},
                    {"action", "send"},
                    {"with", {{"text", "xong"}, {"times", 2}}}}),
        case_entry("case.opened/1", "finding",
                   opened("finding", "group", {{"parent", id_of("visit")}, {"history", {{"work", {"open"}}}}})),
        finding,
        migrated,
        case_entry("recommendation.made/1", "visit",
                   {{"recommendation", id_of("advice")},
                    {"finding", id_of("finding")},
                    {"unit", id_of("group")},
                    {"addressee", "group"},
                    {"made_on", "2024-05-25"},
                    {"due_on", "2024-06-25"}}),
        case_entry("finding.reopened/1", "finding", {{"count", 1}}),
        case_entry("recommendation.settled/1", "visit",
                   {{"recommendation", id_of("advice")}, {"outcome", "done"}, {"on", "2024-06-20"}}),
        case_entry("timer.passed/1", "visit", {{"id", "late"}}),
        case_entry("turn.counted/1", "visit",
                   {{"level", "commune"},
                    {"unit", id_of("commune")},
                    {"body", "board"},
                    {"body_unit", id_of("commune")},
                    {"body_group", "board"},
                    {"plan_type", "board"},
                    {"plan", id_of("plan")},
                    {"year", 2024},
                    {"mode", "inspection"},
                    {"variant", "scheduled"},
                    {"on", "2024-05-25"}}),
        case_entry("case.moved/1", "visit",
                   {{"event", "sign"},
                    {"from", {"planned"}},
                    {"to", {"done"}},
                    {"life", "completed"},
                    {"outcome", "done"},
                    {"ended_on", "2024-05-31"}}),
        entry("notice.queued/1", {{"notice", id_of("notice")},
                                  {"to", id_of("hoa")},
                                  {"template", "assigned"},
                                  {"about", id_of("visit")},
                                  {"on", "2024-05-01"},
                                  {"due_on", "2024-05-20"}}),
        entry("journal.recovered/1", {{"origin", "giamsat.invalid/" + office_id().value + "/1"},
                                      {"number", 1},
                                      {"size", 0},
                                      {"root", to_hex(sha256({}))},
                                      {"signed_size", 20},
                                      {"signed_root", hash_of("signed root")}}),
        entry("clock.regressed/1", {{"last", 1'717'120'800'000}, {"now", 1'717'117'200'000}}),
        entry("report.issued/1", {{"report", "year"},
                                  {"from", "2024-01-01"},
                                  {"until", "2024-05-31"},
                                  {"sha256", hash_of("report")},
                                  {"bytes", 1234},
                                  {"format", "html"},
                                  {"size", 40},
                                  {"root", hash_of("root")}}),
    };
}

}  // namespace

std::vector<Entry> every_kind() {
    std::vector<Entry> all = registers();
    for (auto part : {planning, visiting, subjects})
        for (auto& one : part()) all.push_back(std::move(one));
    std::map<std::string, std::int64_t> next;
    for (auto& one : all)
        if (!one.case_id.empty()) one.case_seq = next[one.case_id.value]++;
    return all;
}

std::string Placing::place(Entry& entry) {
    std::string* head = nullptr;
    for (auto& [id, leaf] : heads_)
        if (id == entry.case_id.value) head = &leaf;
    if (head) entry.case_prev = *head;
    const std::string bytes = encode_entry(entry).value();
    if (entry.case_id.empty()) return bytes;
    if (!head) head = &heads_.emplace_back(entry.case_id.value, "").second;
    *head = to_hex(leaf_hash(bytes));
    return bytes;
}

}  // namespace giamsat::samples
