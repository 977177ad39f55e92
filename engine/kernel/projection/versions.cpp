// SPDX-License-Identifier: Apache-2.0
// Editions of the profile and versions of its workflows. An edition is named by the command that published it.
#include "kernel/projection/kinds.hpp"

namespace giamsat::kinds {

using Op = RowChange::Op;

// A profile is adopted whole: a file it no longer has is no longer there.
void profile_adopted(Fields& fields, Rows& rows) {
    fields.text("profile");
    const CellValue edition = fields.entry().cmd.value;
    rows.push_back({Op::erase, "profile_file", {}, {}});
    for (const auto& [path, hash] : fields.object("files").items()) {
        if (!hash.is_string()) return fields.refuse("files");
        const CellValue file = hash.get<std::string>();
        rows.push_back({Op::insert, "profile_file", {{"path", path}}, {{"hash", file}, {"edition", edition}}});
        rows.push_back({Op::insert, "edition_file", {{"edition", edition}, {"path", path}}, {{"hash", file}}});
    }
}

// Versions that go on unchanged are said to be of this edition too.
void profile_published(Fields& fields, Rows& rows) {
    profile_adopted(fields, rows);
    const CellValue edition = fields.entry().cmd.value;
    for (const auto& [workflow, hash] : fields.object("kept").items()) {
        if (!hash.is_string()) return fields.refuse("kept");
        rows.push_back({Op::update,
                        "definition",
                        {{"workflow", workflow}, {"hash", hash.get<std::string>()}},
                        {{"edition", edition}}});
    }
}

void definition_published(Fields& fields, Rows& rows) {
    rows.push_back({Op::upsert,
                    "definition",
                    {{"workflow", fields.text("workflow")}, {"hash", fields.text("hash")}},
                    {{"kind", fields.text("kind")},
                     {"level", fields.maybe_text("level")},
                     {"version", fields.integer("version")},
                     {"published", fields.entry().date.iso()},
                     {"stage", "published"},
                     {"edition", fields.entry().cmd.value}}});
}

void definition_retired(Fields& fields, Rows& rows) {
    rows.push_back({Op::update,
                    "definition",
                    {{"workflow", fields.text("workflow")}, {"hash", fields.text("hash")}},
                    {{"stage", "retired"}}});
}

void definition_migrated(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "migration",
                    {{"cmd", fields.entry().cmd.value}},
                    {{"workflow", fields.text("workflow")},
                     {"from_hash", fields.text("from")},
                     {"to_hash", fields.text("to")},
                     {"mapping", fields.json("map")},
                     {"cases", fields.integer("cases")},
                     {"on_date", fields.entry().date.iso()}}});
}

}  // namespace giamsat::kinds
