// SPDX-License-Identifier: Apache-2.0
#include "app/cli/unit_text.hpp"

#include "app/cli/case_text.hpp"
#include "base/text/text.hpp"

#include <algorithm>
#include <unordered_set>

namespace giamsat::cli {
namespace {

bool wanted(const Level& level, const UnitFilter& filter, Desk& desk) {
    if (!filter.level.empty()) return level.id == filter.level;
    if (!level.personal) return true;
    return !filter.under.empty() && desk.names.unit(filter.under).level == level.parent;
}

// Levels stand above their children in the profile, so one walk from the top finds every unit below.
class Below {
public:
    explicit Below(const UnitId& top) : top_(top) { known_.insert(top); }

    bool take(const Unit& unit) {
        if (top_.empty()) return true;
        bool below = known_.count(unit.parent) > 0;
        if (below) known_.insert(unit.id);
        return below;
    }

private:
    UnitId top_;
    std::unordered_set<UnitId> known_;
};

void sort_by_code(std::vector<Unit>::iterator begin, std::vector<Unit>::iterator end, Desk& desk) {
    std::sort(begin, end, [&](const Unit& a, const Unit& b) {
        return std::pair(desk.names.unit(a.id).code, a.id) < std::pair(desk.names.unit(b.id).code, b.id);
    });
}

std::vector<std::string> folded_words(const std::string& text) {
    std::vector<std::string> words(1);
    for (char c : fold_for_search(text)) {
        if (c == ' ')
            words.emplace_back();
        else
            words.back() += c;
    }
    words.erase(std::remove(words.begin(), words.end(), ""), words.end());
    return words;
}

// What is searched of one unit: its names of all times, its code, its level and association.
struct Searched {
    Unit unit;
    std::vector<std::string> names;
    std::string all;
};

Searched searched(const Unit& unit, Desk& desk) {
    const UnitName& name = desk.names.unit(unit.id);
    Searched one{unit, {fold_for_search(name.name)}, {}};
    for (const UnitVersion& version : desk.read.units.versions(unit.id))
        one.names.push_back(fold_for_search(version.name));
    one.all = name.code + " " + fold_for_search(title_of_level(unit.level, desk));
    for (const std::string& known : one.names) one.all += " " + known;
    return one;
}

// 0 = a name itself, 1 = one begins so, 2 = it is in one, 3 = its words are, or they are in the code.
int distance(const Searched& one, const std::string& query) {
    int best = 3;
    for (const std::string& name : one.names) {
        auto at = name.find(query);
        if (at != name.npos) best = std::min(best, name == query ? 0 : at == 0 ? 1 : 2);
    }
    return best;
}

bool holds(const Searched& one, const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return one.all.find(word) != one.all.npos; });
}

}  // namespace

std::vector<Unit> units_of(const UnitFilter& filter, Desk& desk) {
    std::vector<Unit> units;
    Below below(filter.under);
    for (const Level& level : desk.profile().levels) {
        auto before = static_cast<std::ptrdiff_t>(units.size());
        for (Unit& unit : desk.read.units.all(level.id)) {
            bool inside = below.take(unit) && wanted(level, filter, desk);
            if (inside && (filter.past || unit.valid_on(desk.today))) units.push_back(std::move(unit));
        }
        sort_by_code(units.begin() + before, units.end(), desk);
    }
    return units;
}

std::vector<Unit> find_units(const std::string& words, Desk& desk) {
    std::vector<Searched> found;
    auto wanted_words = folded_words(words);
    if (wanted_words.empty()) return {};
    for (const Level& level : desk.profile().levels) {
        for (const Unit& unit : desk.read.units.all(level.id)) {
            Searched one = searched(unit, desk);
            if (holds(one, wanted_words)) found.push_back(std::move(one));
        }
    }
    std::string query = fold_for_search(words);
    std::stable_sort(found.begin(), found.end(),
                     [&](const Searched& a, const Searched& b) { return distance(a, query) < distance(b, query); });
    std::vector<Unit> units;
    for (Searched& one : found) units.push_back(std::move(one.unit));
    return units;
}

std::string say_association(const std::string& code, const Desk& desk) {
    const Association* known = desk.profile().association(code);
    return known ? known->short_title.in(desk.lang) : code;
}

void print_units(const std::vector<Unit>& units, std::size_t limit, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Đơn vị", "Unit"})
        .text({"Tên", "Name"})
        .text({"Thuộc", "Below"})
        .text({"Hội", "Association"})
        .text({"Từ", "From"})
        .text({"Đến hết", "Until"});
    std::size_t shown = limit == 0 ? units.size() : std::min(limit, units.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const Unit& unit = units[i];
        const UnitName& name = desk.names.unit(unit.id);
        table.row({name.closed ? short_id(unit.id.value) : name.reference(), desk.names.label(unit.id, desk.lang),
                   unit.parent.empty() ? "" : desk.names.label(unit.parent, desk.lang),
                   say_association(unit.association, desk), write_date(unit.valid_from, desk.lang),
                   unit.valid_to ? write_date(*unit.valid_to, desk.lang) : ""});
    }
    if (table.empty()) return context.print(context.say({"(không có đơn vị nào)", "(no unit)"}));
    table.print();
    if (shown < units.size()) context.print(and_more(context, units.size() - shown));
}

Json json_of(const Unit& unit, Desk& desk) {
    Json json = json_of_unit(unit.id, desk);
    json["parent"] = json_of_unit(unit.parent, desk);
    json["place"] = json_of_unit(unit.place, desk);
    json["association"] = unit.association.empty() ? Json(nullptr) : Json(unit.association);
    json["valid_from"] = unit.valid_from.iso();
    json["valid_to"] = unit.valid_to ? Json(unit.valid_to->iso()) : Json(nullptr);
    return json;
}

}  // namespace giamsat::cli
