// SPDX-License-Identifier: Apache-2.0
// The office itself: its founding, its profile and definitions, notices and issued reports.
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

// A profile is adopted whole: a file it no longer has is no longer there.
void profile_adopted(Fields& fields, Rows& rows) {
    fields.text("profile");
    rows.push_back({Op::erase, "profile_file", {}, {}});
    for (const auto& [path, hash] : fields.object("files").items()) {
        if (!hash.is_string())
            fields.refuse("files");
        else
            rows.push_back({Op::insert, "profile_file", {{"path", path}}, {{"hash", hash.get<std::string>()}}});
    }
}

void definition_published(Fields& fields, Rows& rows) {
    rows.push_back({Op::upsert,
                    "definition",
                    {{"workflow", fields.text("workflow")}, {"hash", fields.text("hash")}},
                    {{"kind", fields.text("kind")},
                     {"level", fields.maybe_text("level")},
                     {"version", fields.integer("version")},
                     {"published", fields.entry().date.iso()}}});
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

}  // namespace giamsat::kinds
