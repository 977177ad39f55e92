// SPDX-License-Identifier: Apache-2.0
// The projections as data. The store's schema says the same in SQL, and a test holds the two together.
#include "kernel/projection/row_change.hpp"

namespace giamsat {

namespace {

Column text(std::string_view name) { return {name, true, false}; }
Column maybe_text(std::string_view name) { return {name, true, true}; }
Column integer(std::string_view name) { return {name, false, false}; }
Column maybe_integer(std::string_view name) { return {name, false, true}; }

std::vector<Table> office_tables() {
    return {
        {"office", {text("id"), text("profile"), integer("demo"), maybe_integer("seed"), text("founded")}, {"id"}},
        {"profile_file", {text("path"), text("hash"), text("edition")}, {"path"}},
        {"edition_file", {text("edition"), text("path"), text("hash")}, {"edition", "path"}},
        {"definition",
         {text("workflow"), text("hash"), text("kind"), maybe_text("level"), integer("version"), text("published"),
          text("stage"), text("edition")},
         {"workflow", "hash"}},
        {"migration",
         {text("cmd"), text("workflow"), text("from_hash"), text("to_hash"), text("mapping"), integer("cases"),
          text("on_date")},
         {"cmd"}},
        {"log_command", {text("cmd"), integer("seq"), integer("n")}, {"cmd"}},
        {"case_entry", {text("case_id"), integer("case_seq"), integer("seq")}, {"case_id", "case_seq"}},
        {"notice",
         {text("id"), text("recipient"), text("template"), maybe_text("about"), text("on_date"), maybe_text("due_on")},
         {"id"}},
        {"issued_report",
         {text("cmd"), text("report"), maybe_text("from_date"), maybe_text("until_date"), text("sha256"),
          integer("bytes"), text("format"), integer("size"), text("root")},
         {"cmd"}},
        {"recovery",
         {text("origin"), integer("number"), integer("size"), text("root"), integer("signed_size"), text("signed_root"),
          text("on_date")},
         {"origin"}},
    };
}

std::vector<Table> unit_tables() {
    return {
        {"unit",
         {text("id"), text("level"), maybe_text("code"), maybe_text("name"), maybe_text("parent"), maybe_text("place"),
          maybe_text("association"), text("valid_from"), maybe_text("valid_to"), maybe_text("enc"),
          maybe_text("enc_cmd"), maybe_integer("enc_i")},
         {"id"}},
        {"unit_version",
         {text("unit"), text("valid_from"), maybe_text("name"), maybe_text("parent"), maybe_text("place"),
          maybe_text("association")},
         {"unit", "valid_from"}},
        {"unit_successor", {text("unit"), text("successor")}, {"unit", "successor"}},
        {"lookup", {text("kind"), text("digest"), text("subject")}, {"kind", "digest"}},
        {"loan",
         {text("id"), text("borrower"), text("programme"), text("source"), text("disbursed_on"), integer("amount"),
          integer("outstanding"), text("as_of"), maybe_text("enc"), maybe_text("enc_cmd"), maybe_integer("enc_i")},
         {"id"}},
        {"capital", {text("as_of"), text("source"), text("within"), integer("amount")}, {"as_of", "source", "within"}},
    };
}

std::vector<Table> people_tables() {
    return {
        {"person",
         {text("id"), text("code"), text("since"), maybe_text("enc"), maybe_text("enc_cmd"), maybe_integer("enc_i")},
         {"id"}},
        {"role_grant",
         {text("person"), text("role"), text("unit"), text("valid_from"), maybe_text("valid_to")},
         {"person", "role", "unit", "valid_from"}},
        {"team",
         {text("id"), text("code"), text("body"), maybe_text("body_unit"), integer("year"), text("head")},
         {"id"}},
        {"team_member", {text("team"), text("person"), integer("position"), text("duty")}, {"team", "person"}},
    };
}

std::vector<Table> plan_tables() {
    return {
        {"plan",
         {text("id"), text("type"), text("body"), maybe_text("body_unit"), integer("year"), text("from_date"),
          text("until_date"), maybe_text("number"), maybe_text("dated")},
         {"id"}},
        {"plan_line",
         {text("id"), text("plan"), integer("position"), maybe_text("parent"), text("unit"), text("level"),
          text("body"), maybe_text("body_unit"), text("mode"), text("variant"), integer("month"), text("planned_on"),
          integer("sample"), maybe_text("quota"), maybe_text("why"), text("status"), maybe_text("opened")},
         {"id"}},
        {"turn",
         {text("case_id"), text("level"), text("unit"), text("body"), maybe_text("body_unit"), text("body_group"),
          maybe_text("association"), maybe_text("plan_type"), maybe_text("plan"), integer("year"), text("mode"),
          text("variant"), text("on_date")},
         {"case_id"}},
    };
}

std::vector<Table> case_tables() {
    return {
        {"case_file",
         {text("id"),
          text("workflow"),
          maybe_text("def"),
          text("kind"),
          text("unit"),
          text("level"),
          maybe_text("parent"),
          maybe_text("plan"),
          maybe_text("line"),
          maybe_text("body"),
          maybe_text("body_unit"),
          maybe_text("variant"),
          maybe_text("mode"),
          maybe_text("plan_type"),
          integer("year"),
          integer("sample"),
          maybe_text("team"),
          text("config"),
          maybe_text("history"),
          text("life"),
          maybe_text("outcome"),
          text("opened_on"),
          maybe_text("planned_on"),
          maybe_text("due_on"),
          maybe_text("ended_on"),
          integer("steps"),
          maybe_text("last_event"),
          maybe_text("moved_on")},
         {"id"}},
        {"case_value", {text("case_id"), text("field"), text("value")}, {"case_id", "field"}},
        {"case_step",
         {text("case_id"), integer("seq"), text("event"), text("from_states"), text("to_states"), maybe_text("actor"),
          maybe_text("on_behalf"), maybe_text("act"), maybe_text("via"), integer("t"), text("on_date"),
          maybe_text("enc"), maybe_text("enc_cmd"), maybe_integer("enc_i")},
         {"case_id", "seq"}},
        {"timer", {text("case_id"), text("id"), text("event"), integer("due"), maybe_text("late")}, {"case_id", "id"}},
        {"form_submission",
         {text("case_id"), integer("seq"), text("form"), maybe_text("event"), text("on_date"), text("answers"),
          maybe_text("enc"), maybe_text("enc_cmd"), maybe_integer("enc_i")},
         {"case_id", "seq"}},
        {"attachment",
         {text("id"), text("case_id"), text("event"), integer("seq"), integer("bytes"), text("blob"), text("seal"),
          text("on_date"), maybe_text("actor"), maybe_text("enc"), maybe_text("enc_cmd"), maybe_integer("enc_i")},
         {"id"}},
        {"agreement",
         {text("case_id"), text("event"), text("person"), text("on_date")},
         {"case_id", "event", "person"}},
        {"work_item",
         {text("case_id"), text("event"), text("person"), text("stage"), text("on_date")},
         {"case_id", "event", "person"}},
        {"plugin_call",
         {text("id"), text("case_id"), text("plugin"), text("action"), text("request"), text("on_date")},
         {"id"}},
    };
}

std::vector<Table> finding_tables() {
    return {
        {"finding",
         {text("id"), text("visit"), text("unit"), text("level"), text("code"), text("severity"), integer("amount"),
          text("body_group"), maybe_text("association"), text("fingerprint"), text("found_on"), text("due_on"),
          integer("reopened"), maybe_text("enc"), maybe_text("enc_cmd"), maybe_integer("enc_i")},
         {"id"}},
        {"recommendation",
         {text("id"), text("source"), maybe_text("finding"), text("unit"), text("addressee"), text("made_on"),
          text("due_on"), maybe_text("outcome"), maybe_text("settled_on"), maybe_text("enc"), maybe_text("enc_cmd"),
          maybe_integer("enc_i")},
         {"id"}},
    };
}

std::vector<Table> subject_tables() {
    return {
        {"disclosure",
         {text("cmd"), integer("i"), maybe_text("person"), text("on_date"), text("purpose"), text("door"),
          text("command"), text("about"), integer("subjects"), text("fields")},
         {"cmd", "i"}},
        {"subject_request",
         {text("id"), text("subject"), text("about"), text("kind"), text("received"), text("answer_by"),
          text("complete_by"), maybe_text("answered"), maybe_text("completed"), maybe_text("outcome"),
          integer("extended")},
         {"id"}},
        {"subject_hold", {text("subject"), text("about"), text("on_date"), maybe_text("person")}, {"subject"}},
        {"erasure",
         {text("subject"), text("about"), text("on_date"), maybe_text("actor"), maybe_text("on_behalf"),
          maybe_text("act")},
         {"subject"}},
        {"key_copy", {text("cmd"), text("on_date"), text("expires"), integer("subjects"), text("sha256")}, {"cmd"}},
    };
}

std::vector<Table> all_tables() {
    std::vector<Table> all;
    for (auto part :
         {office_tables, unit_tables, people_tables, plan_tables, case_tables, finding_tables, subject_tables})
        for (auto& table : part()) all.push_back(std::move(table));
    return all;
}

}  // namespace

const std::vector<Table>& projection_tables() {
    static const std::vector<Table> tables = all_tables();
    return tables;
}

}  // namespace giamsat
