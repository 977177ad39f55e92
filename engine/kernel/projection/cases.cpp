// SPDX-License-Identifier: Apache-2.0
// Cases: where each stands, what it knows, its steps, timers and forms.
#include "kernel/projection/kinds.hpp"

namespace giamsat::kinds {

using Op = RowChange::Op;

namespace {

Cells cells_of(std::string_view first, CellValue one, std::string_view second, CellValue two) {
    Cells cells;
    cells.reserve(2);
    cells.emplace_back(first, std::move(one));
    cells.emplace_back(second, std::move(two));
    return cells;
}

// A value of null takes the field away. A case that is opened has no rows yet: then `write` is an insert.
void add_data(Fields& fields, std::string_view name, Rows& rows, Op write = Op::upsert) {
    for (const auto& [field, value] : fields.object(name).items()) {
        Cells key = cells_of("case_id", fields.case_id(), "field", field);
        if (value.is_null())
            rows.push_back({Op::erase, "case_value", std::move(key), {}});
        else
            rows.push_back({write, "case_value", std::move(key), {{"value", fields.json_of(value)}}});
    }
}

void add_timer(Fields& fields, const Json& item, Rows& rows) {
    if (!item.is_object()) return fields.refuse("timers");
    Fields timer(fields.entry(), item);
    Cells key = cells_of("case_id", fields.case_id(), "id", timer.text("id"));
    if (timer.has("off"))
        rows.push_back({Op::erase, "timer", std::move(key), {}});
    else
        rows.push_back(
            {Op::upsert,
             "timer",
             std::move(key),
             {{"event", timer.text("event")}, {"due", timer.integer("due")}, {"late", timer.maybe_text("late")}}});
    if (timer.problem()) fields.refuse("timers");
}

// Leaving a state, or doing its step, drops what single people had agreed to.
void drop_agreements(Fields& fields, Rows& rows) {
    for (const auto& item : fields.list("agreed_off")) {
        if (!item.is_object()) return fields.refuse("agreed_off");
        Fields agreed(fields.entry(), item);
        rows.push_back(
            {Op::erase,
             "agreement",
             {{"case_id", fields.case_id()}, {"event", agreed.text("event")}, {"person", agreed.text("person")}},
             {}});
        if (agreed.problem()) fields.refuse("agreed_off");
    }
}

// Work that is done with this step, or no longer wanted.
void drop_work(Fields& fields, Rows& rows) {
    for (const auto& item : fields.list("work_off")) {
        if (!item.is_object()) return fields.refuse("work_off");
        Fields work(fields.entry(), item);
        work.text("how");  // for people: done or withdrawn
        rows.push_back({Op::erase,
                        "work_item",
                        {{"case_id", fields.case_id()}, {"event", work.text("event")}, {"person", work.text("person")}},
                        {}});
        if (work.problem()) fields.refuse("work_off");
    }
}

void add_timers(Fields& fields, Rows& rows) {
    for (const auto& item : fields.list("timers")) add_timer(fields, item, rows);
}

Cells opened_cells(Fields& fields) {
    Cells cells;
    cells.reserve(24);
    const auto cell = [&](std::string_view name, CellValue value) { cells.emplace_back(name, std::move(value)); };
    for (const std::string_view name : {"workflow", "kind", "unit", "level", "life"}) cell(name, fields.text(name));
    for (const std::string_view name :
         {"parent", "plan", "line", "body", "body_unit", "variant", "mode", "plan_type", "outcome"})
        cell(name, fields.maybe_text(name));
    for (const std::string_view name : {"year", "sample"}) cell(name, fields.integer_or(name, 0));
    for (const std::string_view name : {"planned_on", "due_on", "ended_on"}) cell(name, fields.maybe_day(name));
    cell("def", text_or_null(fields.entry().def));
    cell("config", fields.json("config"));
    cell("history", fields.maybe_json("history"));
    cell("opened_on", fields.day("opened_on"));
    cell("steps", std::int64_t{0});
    return cells;
}

// Only what a move says is written: an index over `life` is left alone by a move that keeps it.
Cells moved_cells(Fields& fields) {
    Cells cells = {{"config", fields.json("to")},
                   {"steps", fields.entry().case_seq},
                   {"last_event", fields.text("event")},
                   {"moved_on", fields.entry().date.iso()}};
    for (const std::string_view name : {"life", "outcome"})
        if (fields.has(name)) cells.emplace_back(name, fields.text(name));
    for (const std::string_view name : {"ended_on", "planned_on", "due_on"})
        if (fields.has(name)) cells.emplace_back(name, fields.day(name));
    if (fields.has("history")) cells.emplace_back("history", fields.json("history"));
    return cells;
}

Cells step_cells(Fields& fields) {
    const Entry& entry = fields.entry();
    Cells cells = {{"event", fields.text("event")},
                   {"from_states", fields.json("from")},
                   {"to_states", fields.json("to")},
                   {"actor", text_or_null(entry.actor)},
                   {"on_behalf", text_or_null(entry.on_behalf)},
                   {"act", text_or_null(entry.act)},
                   {"via", text_or_null(entry.via)},
                   {"t", entry.t.ms},
                   {"on_date", entry.date.iso()}};
    add_encrypted(cells, entry);
    return cells;
}

}  // namespace

void case_opened(Fields& fields, Rows& rows) {
    rows.reserve(4);
    rows.push_back({Op::insert, "case_file", {{"id", fields.case_id()}}, opened_cells(fields)});
    add_data(fields, "data", rows, Op::insert);
    add_timers(fields, rows);
    if (fields.has("line"))
        rows.push_back({Op::update, "plan_line", {{"id", fields.text("line")}}, {{"opened", fields.case_id()}}});
}

void case_moved(Fields& fields, Rows& rows) {
    rows.push_back({Op::update, "case_file", {{"id", fields.case_id()}}, moved_cells(fields)});
    rows.push_back({Op::insert,
                    "case_step",
                    {{"case_id", fields.case_id()}, {"seq", fields.entry().case_seq}},
                    step_cells(fields)});
    add_data(fields, "data", rows);
    add_timers(fields, rows);
    drop_agreements(fields, rows);
    drop_work(fields, rows);
}

namespace {

// It stays where it stands, and its timers with it.
void change_life(Fields& fields, const char* life, Rows& rows) {
    rows.push_back({Op::update,
                    "case_file",
                    {{"id", fields.case_id()}},
                    {{"life", std::string(life)},
                     {"steps", fields.entry().case_seq},
                     {"last_event", fields.text("event")},
                     {"moved_on", fields.entry().date.iso()}}});
    rows.push_back({Op::insert,
                    "case_step",
                    {{"case_id", fields.case_id()}, {"seq", fields.entry().case_seq}},
                    step_cells(fields)});
}

}  // namespace

void case_suspended(Fields& fields, Rows& rows) { change_life(fields, "suspended", rows); }

void case_resumed(Fields& fields, Rows& rows) { change_life(fields, "idle", rows); }

// The version it runs on from here is the entry's own `def`; where it stood and stands, `from` and `to`.
void case_migrated(Fields& fields, Rows& rows) {
    fields.text("was");  // for people: the rows keep only the version the case is on now
    rows.push_back({Op::update,
                    "case_file",
                    {{"id", fields.case_id()}},
                    {{"def", fields.entry().def},
                     {"config", fields.json("to")},
                     {"history", fields.json("history")},
                     {"steps", fields.entry().case_seq},
                     {"last_event", fields.text("event")},
                     {"moved_on", fields.entry().date.iso()}}});
    rows.push_back({Op::insert,
                    "case_step",
                    {{"case_id", fields.case_id()}, {"seq", fields.entry().case_seq}},
                    step_cells(fields)});
    add_data(fields, "data", rows);
    add_timers(fields, rows);
    drop_work(fields, rows);
}

void form_submitted(Fields& fields, Rows& rows) {
    Cells values = {{"form", fields.text("form")},
                    {"event", fields.maybe_text("event")},
                    {"on_date", fields.entry().date.iso()},
                    {"answers", fields.json("answers")}};
    add_encrypted(values, fields.entry());
    rows.push_back({Op::insert,
                    "form_submission",
                    {{"case_id", fields.case_id()}, {"seq", fields.entry().case_seq}},
                    std::move(values)});
}

void timer_passed(Fields& fields, Rows& rows) {
    rows.push_back({Op::erase, "timer", {{"case_id", fields.case_id()}, {"id", fields.text("id")}}, {}});
}

void visit_assigned(Fields& fields, Rows& rows) {
    rows.push_back({Op::update, "case_file", {{"id", fields.case_id()}}, {{"team", fields.text("team")}}});
}

}  // namespace giamsat::kinds
