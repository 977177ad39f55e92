// SPDX-License-Identifier: Apache-2.0
// Findings and the recommendations that follow from them, from visits and from sessions.
#include "kernel/projection/kinds.hpp"

namespace giamsat::kinds {

using Op = RowChange::Op;

void finding_recorded(Fields& fields, Rows& rows) {
    Cells values = {{"visit", fields.text("visit")},
                    {"unit", fields.text("unit")},
                    {"level", fields.text("level")},
                    {"code", fields.text("code")},
                    {"severity", fields.text("severity")},
                    {"amount", fields.integer_or("amount", 0)},
                    {"body_group", fields.text("body_group")},
                    {"association", fields.maybe_text("association")},
                    {"fingerprint", fields.text("fingerprint")},
                    {"found_on", fields.day("found_on")},
                    {"due_on", fields.day("due_on")},
                    {"reopened", std::int64_t{0}}};
    add_encrypted(values, fields.entry());
    rows.push_back({Op::insert, "finding", {{"id", fields.case_id()}}, std::move(values)});
}

void finding_reopened(Fields& fields, Rows& rows) {
    rows.push_back({Op::update, "finding", {{"id", fields.case_id()}}, {{"reopened", fields.integer("count")}}});
}

void recommendation_made(Fields& fields, Rows& rows) {
    Cells values = {{"source", fields.case_id()},       {"finding", fields.maybe_text("finding")},
                    {"unit", fields.text("unit")},      {"addressee", fields.text("addressee")},
                    {"made_on", fields.day("made_on")}, {"due_on", fields.day("due_on")}};
    add_encrypted(values, fields.entry());
    rows.push_back({Op::insert, "recommendation", {{"id", fields.text("recommendation")}}, std::move(values)});
}

void recommendation_settled(Fields& fields, Rows& rows) {
    rows.push_back({Op::update,
                    "recommendation",
                    {{"id", fields.text("recommendation")}},
                    {{"outcome", fields.text("outcome")}, {"settled_on", fields.day("on")}}});
}

}  // namespace giamsat::kinds
