// SPDX-License-Identifier: Apache-2.0
// Plans with their lines, and the turns that are counted against them.
#include "kernel/projection/kinds.hpp"

namespace giamsat::kinds {

using Op = RowChange::Op;

void plan_drafted(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "plan",
                    {{"id", fields.case_id()}},
                    {{"type", fields.text("plan_type")},
                     {"body", fields.text("body")},
                     {"body_unit", fields.maybe_text("body_unit")},
                     {"year", fields.integer("year")},
                     {"from_date", fields.day("from")},
                     {"until_date", fields.day("until")},
                     {"number", fields.maybe_text("number")}}});
}

void plan_numbered(Fields& fields, Rows& rows) {
    rows.push_back({Op::update,
                    "plan",
                    {{"id", fields.case_id()}},
                    {{"number", fields.text("number")}, {"dated", fields.day("dated")}}});
}

void plan_line_added(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "plan_line",
                    {{"id", fields.text("line")}},
                    {{"plan", fields.text("plan")},
                     {"position", fields.integer("position")},
                     {"parent", fields.maybe_text("parent")},
                     {"unit", fields.text("unit")},
                     {"level", fields.text("level")},
                     {"body", fields.text("body")},
                     {"body_unit", fields.maybe_text("body_unit")},
                     {"mode", fields.text("mode")},
                     {"variant", fields.text("variant")},
                     {"month", fields.integer("month")},
                     {"planned_on", fields.day("planned_on")},
                     {"sample", fields.integer_or("sample", 0)},
                     {"quota", fields.maybe_text("quota")},
                     {"why", fields.maybe_json("why")},
                     {"status", std::string("planned")}}});
}

void plan_line_dropped(Fields& fields, Rows& rows) {
    rows.push_back({Op::update, "plan_line", {{"id", fields.text("line")}}, {{"status", std::string("dropped")}}});
}

void turn_counted(Fields& fields, Rows& rows) {
    rows.push_back({Op::insert,
                    "turn",
                    {{"case_id", fields.case_id()}},
                    {{"level", fields.text("level")},
                     {"unit", fields.text("unit")},
                     {"body", fields.text("body")},
                     {"body_unit", fields.maybe_text("body_unit")},
                     {"body_group", fields.text("body_group")},
                     {"association", fields.maybe_text("association")},
                     {"plan_type", fields.maybe_text("plan_type")},
                     {"plan", fields.maybe_text("plan")},
                     {"year", fields.integer("year")},
                     {"mode", fields.text("mode")},
                     {"variant", fields.text("variant")},
                     {"on_date", fields.day("on")}}});
}

}  // namespace giamsat::kinds
