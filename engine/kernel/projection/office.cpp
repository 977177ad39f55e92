// SPDX-License-Identifier: Apache-2.0
// The office itself: its founding, notices, issued reports, recoveries.
#include "kernel/projection/kinds.hpp"

namespace giamsat::kinds {

using Op = RowChange::Op;

void office_founded(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "office",
                    {{"id", fields.text("office")}},
                    {{"profile", fields.text("profile")},
                     {"demo", fields.flag("demo")},
                     {"seed", fields.maybe_integer("seed")},
                     {"founded", fields.entry().date.iso()}}});
}

void notice_queued(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "notice",
                    {{"id", fields.text("notice")}},
                    {{"recipient", fields.text("to")},
                     {"template", fields.text("template")},
                     {"about", fields.maybe_text("about")},
                     {"on_date", fields.day("on")},
                     {"due_on", fields.maybe_day("due_on")}}});
}

void report_issued(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "issued_report",
                    {{"cmd", fields.entry().cmd.value}},
                    {{"report", fields.text("report")},
                     {"from_date", fields.maybe_day("from")},
                     {"until_date", fields.maybe_day("until")},
                     {"sha256", fields.text("sha256")},
                     {"bytes", fields.integer("bytes")},
                     {"format", fields.text("format")},
                     {"size", fields.integer("size")},
                     {"root", fields.text("root")}}});
}

void journal_recovered(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "recovery",
                    {{"origin", fields.text("origin")}},
                    {{"number", fields.integer("number")},
                     {"size", fields.integer("size")},
                     {"root", fields.text("root")},
                     {"signed_size", fields.integer("signed_size")},
                     {"signed_root", fields.text("signed_root")},
                     {"on_date", fields.entry().date.iso()}}});
}

// It changes no row: what was recorded stands, in its order.
void clock_regressed(Fields& fields, Rows&) {
    fields.integer("last");
    fields.integer("now");
}

}  // namespace giamsat::kinds
