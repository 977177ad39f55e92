// SPDX-License-Identifier: Apache-2.0
// Entries to rows: every kind gives rows the tables can take; a body that lacks something is refused, never thrown at.
#include "kernel/projection/project.hpp"

#include "kernel/journal/shapes.hpp"
#include "support/catch.hpp"
#include "support/sample_entries.hpp"

#include <algorithm>
#include <fstream>
#include <set>

using namespace giamsat;
using samples::entry;
using samples::id_of;

namespace {

const Table& table_of(std::string_view name) {
    const auto& tables = projection_tables();
    const auto at = std::find_if(tables.begin(), tables.end(), [&](const Table& table) { return table.name == name; });
    REQUIRE(at != tables.end());
    return *at;
}

const Column* column_of(const Table& table, std::string_view name) {
    for (const Column& column : table.columns)
        if (column.name == name) return &column;
    return nullptr;
}

void check_cell(const Table& table, std::string_view name, const CellValue& value) {
    const Column* column = column_of(table, name);
    INFO(table.name << "." << name);
    REQUIRE(column != nullptr);
    if (std::holds_alternative<std::monostate>(value))
        CHECK(column->nullable);
    else
        CHECK(std::holds_alternative<std::string>(value) == column->text);
}

// An insert must fill every column that may not be null.
void check_whole(const RowChange& change, const Table& table) {
    if (change.op != RowChange::Op::insert) return;
    std::set<std::string_view> given;
    for (const auto& cell : change.key) given.insert(cell.first);
    for (const auto& cell : change.values) given.insert(cell.first);
    for (const Column& column : table.columns) {
        INFO(table.name << "." << column.name);
        CHECK((column.nullable || given.contains(column.name)));
    }
}

void check_change(const RowChange& change) {
    const Table& table = table_of(change.table);
    for (const auto& cell : change.key) check_cell(table, cell.first, cell.second);
    for (const auto& cell : change.values) check_cell(table, cell.first, cell.second);
    if (!change.key.empty()) {
        CHECK(change.key.size() == table.key.size());
        for (std::size_t at = 0; at < change.key.size(); ++at) CHECK(change.key[at].first == table.key[at]);
    }
    check_whole(change, table);
}

std::string refusal(const Entry& entry) {
    auto rows = project(entry);
    return rows ? "" : rows.error().name();
}

std::string text_in(const RowChange& change, std::string_view name) {
    for (const auto& cells : {change.key, change.values})
        for (const auto& [column, value] : cells)
            if (column == name && std::holds_alternative<std::string>(value)) return std::get<std::string>(value);
    return {};
}

}  // namespace

TEST_CASE("the rows of every kind fit their tables", "[projection]") {
    for (const Entry& made : samples::every_kind()) {
        INFO(made.kind);
        auto rows = project(made);
        REQUIRE(rows);
        // The cases that one speaks of are there already; the other is about no case.
        const bool told_only = made.kind == "children.kept/1" || made.kind == "clock.regressed/1";
        CHECK(rows->empty() == told_only);
        for (const RowChange& change : *rows) check_change(change);
        for (const RowChange& change : project_place(made, 3)) check_change(change);
    }
}

TEST_CASE("every table is fed by some kind of entry", "[projection]") {
    std::set<std::string_view> fed;
    for (const Entry& made : samples::every_kind()) {
        for (const RowChange& change : std::vector(project(made).value())) fed.insert(change.table);
        for (const RowChange& change : project_place(made, 3)) fed.insert(change.table);
    }
    for (const Table& table : projection_tables()) {
        INFO(table.name);
        CHECK(fed.contains(table.name));
    }
}

TEST_CASE("every kind the format describes has a sample here, and every sample is described", "[projection]") {
    std::ifstream file(GIAMSAT_SOURCE_DIR "/engine/kernel/journal/FORMAT.md");
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const std::string table = text.substr(text.find("## Kinds"));
    std::set<std::string> described;
    for (auto at = table.find('`'); at != table.npos; at = table.find('`', at + 1)) {
        const auto end = table.find('`', at + 1);
        const std::string word = table.substr(at + 1, end - at - 1);
        if (shapes::is_kind(word)) described.insert(word);
        at = end;
    }
    std::set<std::string> sampled;
    for (const Entry& made : samples::every_kind()) sampled.insert(made.kind);
    CHECK(described == sampled);
}

TEST_CASE("an unknown kind is damage", "[projection]") {
    CHECK(refusal(entry("unit.vanished/1", Json::object())) == "journal_damaged");
    CHECK(refusal(entry("unit.ended/2", {{"unit", id_of("a")}, {"on", "2024-01-01"}})) == "journal_damaged");
}

TEST_CASE("a field of the wrong type is damage in every kind, and never an exception", "[projection]") {
    const Json wrong[] = {Json(1.5), Json::array({1, Json::object()}), Json({{"x", Json::array()}}), Json("not a day"),
                          Json(true)};
    for (const Entry& made : samples::every_kind()) {
        for (const auto& [name, value] : made.body.items()) {
            for (const Json& other : wrong) {
                Entry spoiled = made;
                spoiled.body[name] = other;
                CHECK_NOTHROW(refusal(spoiled));
                if (value.is_number() || value.is_string()) {
                    INFO(made.kind << " " << name << " " << other);
                    CHECK((refusal(spoiled) == "journal_damaged" || other.is_string()));
                }
            }
        }
    }
}

TEST_CASE("a missing field is damage, unless the kind may leave it out", "[projection]") {
    const std::set<std::string> optional = {
        "seed",     "demo",    "level",     "code",       "name", "parent", "association", "digests", "successors",
        "digest",   "number",  "body_unit", "sample",     "why",  "plan",   "plan_type",   "line",    "body",
        "variant",  "mode",    "year",      "planned_on", "data", "timers", "history",     "life",    "outcome",
        "ended_on", "finding", "about",     "due_on",     "from", "until",  "amount",      "members", "event",
        "files",    "rows",    "kept",      "lookups",    "count"};
    int refused = 0;
    for (const Entry& made : samples::every_kind()) {
        for (const auto& [name, value] : made.body.items()) {
            Entry spoiled = made;
            spoiled.body.erase(name);
            INFO(made.kind << " without " << name);
            CHECK((refusal(spoiled) == "journal_damaged" || optional.contains(name)));
            if (!refusal(spoiled).empty()) ++refused;
        }
    }
    CHECK(refused > 90);
}

TEST_CASE("a kind about a case needs one", "[projection]") {
    for (Entry made : samples::every_kind()) {
        if (made.case_id.empty() || made.kind == "plan_line.added/1" || made.kind == "plan_line.dropped/1" ||
            made.kind == "recommendation.settled/1")
            continue;
        made.case_id = {};
        INFO(made.kind);
        CHECK(refusal(made) == "journal_damaged");
    }
}

TEST_CASE("a day that does not exist is damage", "[projection]") {
    CHECK(refusal(entry("unit.ended/1", {{"unit", id_of("a")}, {"on", "2023-02-29"}})) == "journal_damaged");
    CHECK(refusal(entry("unit.ended/1", {{"unit", id_of("a")}, {"on", "2024-02-29"}})).empty());
}

TEST_CASE("a profile is adopted whole", "[projection]") {
    const auto rows =
        project(entry("profile.adopted/1", {{"profile", "p"}, {"files", {{"a.yaml", "1"}, {"b.yaml", "2"}}}})).value();
    REQUIRE(rows.size() == 5);  // each file stands with its edition too
    CHECK(rows[0].op == RowChange::Op::erase);
    CHECK(rows[0].key.empty());
    CHECK(text_in(rows[3], "path") == "b.yaml");
}

TEST_CASE("a case's data comes, changes and goes by field", "[projection]") {
    Entry moved = samples::case_entry(
        "case.moved/1", "visit",
        {{"event", "go"}, {"from", {"a"}}, {"to", {"b"}}, {"data", {{"x", 1}, {"y", nullptr}, {"z", {"q"}}}}});
    const auto rows = project(moved).value();
    REQUIRE(rows.size() == 5);
    CHECK(text_in(rows[2], "value") == "1");
    CHECK(rows[3].op == RowChange::Op::erase);
    CHECK(text_in(rows[4], "value") == "[\"q\"]");
}

TEST_CASE("a move that keeps the case's life does not touch it", "[projection]") {
    Entry moved = samples::case_entry("case.moved/1", "visit", {{"event", "go"}, {"from", {"a"}}, {"to", {"b"}}});
    const auto rows = project(moved).value();
    for (const auto& cell : rows[0].values) CHECK(cell.first != "life");
}

TEST_CASE("the head is in the team once, whether listed or not", "[projection]") {
    Json body = {{"team", id_of("t")}, {"code", "1"}, {"body", "board"}, {"year", 2024}, {"head", id_of("hoa")}};
    CHECK(project(entry("team.formed/1", body)).value().size() == 2);
    body["members"] =
        Json::array({{{"person", id_of("hoa")}, {"duty", "head"}}, {{"person", id_of("binh")}, {"duty", "member"}}});
    const auto rows = project(entry("team.formed/1", body)).value();
    REQUIRE(rows.size() == 3);
    CHECK(text_in(rows[1], "duty") == "head");
    CHECK(text_in(rows[2], "person") == id_of("binh"));
}

TEST_CASE("only a command's first entry says where the command is", "[projection]") {
    Entry made = entry("unit.ended/1", {{"unit", id_of("a")}, {"on", "2024-01-01"}});
    CHECK(project_place(made, 7).size() == 1);
    made.n = 2;
    made.i = 1;
    CHECK(project_place(made, 8).empty());
}
