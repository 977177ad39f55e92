// SPDX-License-Identifier: Apache-2.0
// What goes with a step beside the move itself: files, the agreement of one of several, a plugin's work.
#include "kernel/projection/kinds.hpp"

namespace giamsat::kinds {

using Op = RowChange::Op;

void attachment_added(Fields& fields, Rows& rows) {
    Cells values = {{"case_id", fields.case_id()},          {"event", fields.text("event")},
                    {"seq", fields.entry().case_seq},       {"bytes", fields.integer("bytes")},
                    {"blob", fields.text("blob")},          {"seal", fields.json("seal")},
                    {"on_date", fields.entry().date.iso()}, {"actor", text_or_null(fields.entry().actor)}};
    add_encrypted(values, fields.entry());
    rows.push_back({Op::insert, "attachment", {{"id", fields.text("attachment")}}, std::move(values)});
}

// The digest is for auditors, who read it where it stands; no row needs it.
void attachment_added_with_digest(Fields& fields, Rows& rows) {
    fields.text("digest");
    attachment_added(fields, rows);
}

void step_agreed(Fields& fields, Rows& rows) {
    rows.push_back({Op::upsert,
                    "agreement",
                    {{"case_id", fields.case_id()}, {"event", fields.text("event")}, {"person", fields.text("person")}},
                    {{"on_date", fields.entry().date.iso()}}});
    work_released(fields, rows);  // this person's part of the step is done
}

namespace {

Cells work_key(Fields& fields) {
    return {{"case_id", fields.case_id()}, {"event", fields.text("event")}, {"person", fields.text("person")}};
}

}  // namespace

void work_claimed(Fields& fields, Rows& rows) {
    rows.push_back({Op::upsert,
                    "work_item",
                    work_key(fields),
                    {{"stage", std::string("claimed")}, {"on_date", fields.entry().date.iso()}}});
}

void work_started(Fields& fields, Rows& rows) {
    rows.push_back({Op::upsert,
                    "work_item",
                    work_key(fields),
                    {{"stage", std::string("started")}, {"on_date", fields.entry().date.iso()}}});
}

void work_released(Fields& fields, Rows& rows) { rows.push_back({Op::erase, "work_item", work_key(fields), {}}); }

// It changes no row: the cases that go on are there already.
void children_kept(Fields& fields, Rows&) {
    fields.case_id();
    fields.text("workflow");
    fields.integer("count");
}

void call_queued(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "plugin_call",
                    {{"id", fields.text("call")}},
                    {{"case_id", fields.case_id()},
                     {"plugin", fields.text("plugin")},
                     {"action", fields.text("action")},
                     {"request", fields.json("with")},
                     {"on_date", fields.entry().date.iso()}}});
}

}  // namespace giamsat::kinds
