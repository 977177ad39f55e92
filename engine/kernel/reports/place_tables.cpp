// SPDX-License-Identifier: Apache-2.0
// What lies in each place, and how often and how far it was reached.
#include "kernel/reports/tables.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <unordered_set>

namespace giamsat {

namespace {

using Kind = ReportColumn::Kind;

struct LevelTally {
    std::int64_t units = 0;
    std::int64_t turns = 0;
    std::unordered_set<std::string_view> reached;
};
using PlaceTally = std::map<std::string, LevelTally>;  // by level

std::unordered_map<UnitId, PlaceTally> tally_places(const Counting& counting, const std::string& level) {
    std::unordered_map<UnitId, PlaceTally> tallies;
    for (const Unit& unit : counting.data.units) {
        const Unit* place = unit.valid_on(counting.as_of) ? counting.ancestor(unit.id, level) : nullptr;
        if (place) ++tallies[place->id][unit.level].units;
    }
    for (const Turn* turn : counting.turns) {
        const Unit* place = counting.ancestor(turn->unit, level);
        if (!place) continue;
        LevelTally& tally = tallies[place->id][turn->level];
        ++tally.turns;
        tally.reached.insert(turn->unit.value);
    }
    return tallies;
}

std::vector<const Unit*> places_in_order(const Counting& counting,
                                         const std::unordered_map<UnitId, PlaceTally>& tallies) {
    std::vector<const Unit*> places;
    for (const auto& [id, tally] : tallies) places.push_back(counting.unit(id));
    std::sort(places.begin(), places.end(), [](const Unit* a, const Unit* b) {
        const int order = compare_vietnamese(a->name, b->name);
        return order != 0 ? order < 0 : a->id < b->id;
    });
    return places;
}

LocalText place_title(const Unit& place, Date as_of) {
    LocalText title = upper_first(LocalText{place.name, place.name});
    if (!place.valid_to || place.valid_on(as_of)) return title;
    const std::string last = write_date(*place.valid_to, Lang::vi);
    return {title.vi + " (đến " + last + ")", title.en + " (until " + last + ")"};
}

// The levels a place is told by: its own for turns only, then every inspected level below it.
std::vector<const Level*> levels_below(const Counting& counting, const std::string& level) {
    std::vector<const Level*> out;
    for (const Level* one : counting.inspected_levels()) {
        if (counting.profile().is_below(one->id, level)) out.push_back(one);
    }
    return out;
}

void add_place_columns(const Level& own, const std::vector<const Level*>& below, ReportTable& table) {
    const auto turns = [](const Level& level) {
        return upper_first(level.plural.vi.empty() ? level.title : level.plural);
    };
    add_column(table, Kind::text, upper_first(own.title));
    for (const Level* level : below)
        add_column(table, Kind::count, {"Số " + level->title.vi, upper_first(level->title.in(Lang::en)) + ": number"});
    if (own.inspected) add_column(table, Kind::count, turns(own));
    for (const Level* level : below) {
        add_column(table, Kind::count, turns(*level));
        add_column(table, Kind::count,
                   {"Số " + level->title.vi + " đã đến", upper_first(level->title.in(Lang::en)) + ": distinct"});
    }
}

}  // namespace

void make_units_by_place(const Counting& counting, const ReportSection& section, ReportTable& table) {
    const Level& own = *counting.profile().level(section.level);
    const auto below = levels_below(counting, own.id);
    add_place_columns(own, below, table);
    auto tallies = tally_places(counting, own.id);
    for (const Unit* place : places_in_order(counting, tallies)) {
        PlaceTally& tally = tallies[place->id];
        std::vector<ReportCell> cells{place_title(*place, counting.as_of)};
        for (const Level* level : below) cells.emplace_back(tally[level->id].units);
        if (own.inspected) cells.emplace_back(tally[own.id].turns);
        for (const Level* level : below) {
            cells.emplace_back(tally[level->id].turns);
            cells.emplace_back(static_cast<std::int64_t>(tally[level->id].reached.size()));
        }
        add_row(table, std::move(cells));
    }
    add_total(table);
}

}  // namespace giamsat
