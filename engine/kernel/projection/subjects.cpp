// SPDX-License-Identifier: Apache-2.0
// Whose personal data these are: who read them, what their subjects asked for, what is held and what has been erased; and
// the copies of the keys they are sealed under.
#include "kernel/projection/kinds.hpp"

namespace giamsat::kinds {

using Op = RowChange::Op;

// The subjects stay in the entry; a row only counts them.
void personal_disclosed(Fields& fields, Rows& rows) {
    const Entry& entry = fields.entry();
    const auto count = static_cast<std::int64_t>(fields.list("subjects").size());
    if (count == 0) fields.refuse("subjects");
    fields.maybe_integer("count");
    rows.push_back({Op::insert,
                    "disclosure",
                    {{"cmd", entry.cmd.value}, {"i", std::int64_t{entry.i}}},
                    {{"person", text_or_null(entry.actor)},
                     {"on_date", entry.date.iso()},
                     {"purpose", fields.text("purpose")},
                     {"door", fields.text("door")},
                     {"command", fields.text("command")},
                     {"about", fields.text("about")},
                     {"subjects", count},
                     {"fields", fields.json("fields")}}});
}

void subject_requested(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "subject_request",
                    {{"id", fields.text("request")}},
                    {{"subject", fields.text("subject")},
                     {"about", fields.text("about")},
                     {"kind", fields.text("kind")},
                     {"received", fields.day("received")},
                     {"answer_by", fields.day("answer_by")},
                     {"complete_by", fields.day("complete_by")},
                     {"extended", std::int64_t{0}}}});
}

void subject_answered(Fields& fields, Rows& rows) {
    rows.push_back({Op::update, "subject_request", {{"id", fields.text("request")}}, {{"answered", fields.day("on")}}});
}

void subject_extended(Fields& fields, Rows& rows) {
    rows.push_back({Op::update,
                    "subject_request",
                    {{"id", fields.text("request")}},
                    {{"extended", fields.integer("days")}, {"complete_by", fields.day("complete_by")}}});
}

void subject_completed(Fields& fields, Rows& rows) {
    rows.push_back({Op::update,
                    "subject_request",
                    {{"id", fields.text("request")}},
                    {{"completed", fields.day("on")}, {"outcome", fields.text("outcome")}}});
}

void subject_held(Fields& fields, Rows& rows) {
    rows.push_back({Op::upsert,
                    "subject_hold",
                    {{"subject", fields.text("subject")}},
                    {{"about", fields.text("about")},
                     {"on_date", fields.entry().date.iso()},
                     {"person", text_or_null(fields.entry().actor)}}});
}

void subject_freed(Fields& fields, Rows& rows) {
    rows.push_back({Op::erase, "subject_hold", {{"subject", fields.text("subject")}}, {}});
}

// The key goes with the row of keys.db, which is no projection; what looks the subject up goes here.
void subject_erased(Fields& fields, Rows& rows) {
    const Entry& entry = fields.entry();
    rows.push_back({Op::insert,
                    "erasure",
                    {{"subject", fields.text("subject")}},
                    {{"about", fields.text("about")},
                     {"on_date", entry.date.iso()},
                     {"actor", text_or_null(entry.actor)},
                     {"on_behalf", text_or_null(entry.on_behalf)},
                     {"act", text_or_null(entry.act)}}});
    for (const auto& item : fields.list("lookups")) {
        if (!item.is_object()) return fields.refuse("lookups");
        Fields lookup(entry, item);
        rows.push_back({Op::erase, "lookup", {{"kind", lookup.text("kind")}, {"digest", lookup.text("digest")}}, {}});
        if (lookup.problem()) return fields.refuse("lookups");
    }
}

void keys_copied(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "key_copy",
                    {{"cmd", fields.entry().cmd.value}},
                    {{"on_date", fields.entry().date.iso()},
                     {"expires", fields.day("expires")},
                     {"subjects", fields.integer("subjects")},
                     {"sha256", fields.text("sha256")}}});
}

}  // namespace giamsat::kinds
