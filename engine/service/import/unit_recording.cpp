// SPDX-License-Identifier: Apache-2.0
// The second half of UnitRows: how many children a unit may have, and the entries.
#include "service/import/unit_rows.hpp"

#include <algorithm>
#include <map>

namespace giamsat::import {

namespace {

// Above comes first: a level after its parent and after the level its units lie in.
std::map<std::string, int> ranks(const Profile& profile) {
    std::map<std::string, int> rank;
    for (std::size_t round = 0; round < profile.levels.size(); ++round) {
        for (const Level& level : profile.levels) {
            int above = 0;
            if (!level.parent.empty()) above = rank[level.parent] + 1;
            if (!level.place.empty()) above = std::max(above, rank[level.place] + 1);
            rank[level.id] = above;
        }
    }
    return rank;
}

std::string member_key(const UnitBook::Found& parent, const std::string& level) {
    return (parent.id.empty() ? "row " + std::to_string(parent.row) : parent.id.value) + level;
}

// Who lies under whom after the import.
class Members {
public:
    explicit Members(Session& session) : session_(session) {}

    void leave(const UnitId& parent, const std::string& level) { --count({-1, parent, {}}, level); }
    int join(const UnitBook::Found& parent, const std::string& level) { return ++count(parent, level); }

private:
    int& count(const UnitBook::Found& parent, const std::string& level) {
        const auto [at, fresh] = counts_.try_emplace(member_key(parent, level), 0);
        if (!fresh || parent.id.empty()) return at->second;
        const auto children = session_.read.units.children(parent.id, level);
        const auto stays = [this](const Unit& unit) { return !unit.valid_to || *unit.valid_to >= session_.today(); };
        at->second = static_cast<int>(std::count_if(children.begin(), children.end(), stays));
        return at->second;
    }

    Session& session_;
    std::unordered_map<std::string, int> counts_;
};

bool stays(const UnitRow& unit, Date today) { return !unit.to || *unit.to >= today; }
bool moves(const UnitRow& unit) { return (unit.changes & UnitRow::new_parent) != 0; }

}  // namespace

// Only the most is held here: a group that forms may have fewer than the least until all have joined.
void UnitRows::check_members() {
    const Profile& profile = session_.profile().profile;
    const Date today = session_.today();
    Members members(session_);
    const auto limit = [&](const UnitRow& unit) {
        const Level* parent = unit.level->inspected ? profile.level(unit.level->parent) : nullptr;
        return parent ? parent->members_max : 0;
    };
    for (const UnitRow& unit : book_.rows()) {
        if (limit(unit) == 0 || !unit.was_valid) continue;
        if (moves(unit) || !stays(unit, today)) members.leave(unit.old_parent, unit.level->id);
    }
    for (const UnitRow& unit : book_.rows()) {
        const int most = limit(unit);
        if (most == 0 || !unit.parent || !stays(unit, today)) continue;
        if (unit.action != UnitRow::Action::add && !moves(unit)) continue;
        if (members.join(unit.parent, unit.level->id) <= most) continue;
        const std::string code = text(unit.at, columns_.parent), number = std::to_string(most);
        sheet_.complain(unit.at, columns_.parent,
                        {"“" + code + "” đã đủ " + number + " thành viên",
                         "“" + code + "” has its " + number + " members already"});
    }
}

int UnitRows::entries() const {
    int total = 0;
    for (const UnitRow& unit : book_.rows()) total += (unit.action != UnitRow::Action::none) + unit.ends;
    return total;
}

ImportSummary UnitRows::summary() const {
    ImportSummary counted;
    for (const UnitRow& unit : book_.rows()) {
        ++counted.rows;
        if (unit.action == UnitRow::Action::add)
            ++counted.added;
        else if (unit.action == UnitRow::Action::change || unit.ends)
            ++counted.changed;
        else
            ++counted.unchanged;
    }
    return counted;
}

std::vector<std::size_t> UnitRows::in_order() const {
    const auto rank = ranks(session_.profile().profile);
    std::vector<std::size_t> order(book_.rows().size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (only_) return order;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return rank.at(book_.rows()[a].level->id) < rank.at(book_.rows()[b].level->id);
    });
    return order;
}

// Ends come last: a successor may be any row.
Done UnitRows::record() {
    const auto order = in_order();
    for (std::size_t i : order) GIAMSAT_CHECK(record_row(book_.rows()[i]));
    for (std::size_t i : order) {
        if (book_.rows()[i].ends) GIAMSAT_CHECK(record_end(book_.rows()[i]));
    }
    return {};
}

Done UnitRows::record_row(UnitRow& unit) {
    if (unit.action == UnitRow::Action::add) return record_new(unit);
    if (unit.action == UnitRow::Action::change) return record_change(unit);
    return {};
}

Done UnitRows::record_new(UnitRow& unit) {
    RegisterUnit command{.level = unit.level->id,
                         .code = text(unit.at, columns_.code),
                         .name = text(unit.at, columns_.name),
                         .parent = book_.id_of(unit.parent),
                         .place = book_.id_of(unit.place),
                         .association = text(unit.at, columns_.association),
                         .phone = unit.phone,
                         .valid_from = *unit.from};
    Draft draft = registered_unit(command, *unit.level, session_);
    unit.id.value = draft.body.at("unit").get<std::string>();
    return session_.record(std::move(draft));
}

Done UnitRows::record_change(const UnitRow& unit) {
    ChangeUnit command{.unit = unit.id, .from = *unit.from};
    if (unit.changes & UnitRow::new_name) command.name = text(unit.at, columns_.name);
    if (unit.changes & UnitRow::new_parent) command.parent = book_.id_of(unit.parent);
    if (unit.changes & UnitRow::new_place) command.place = book_.id_of(unit.place);
    if (unit.changes & UnitRow::new_association) command.association = text(unit.at, columns_.association);
    if (unit.changes & UnitRow::new_phone) command.phone = unit.phone;
    const auto known = session_.read.units.find(unit.id);
    if (!known) return missing({"đơn vị", "unit"}, unit.id.value);
    GIAMSAT_TRY(draft, changed_unit(command, *known, session_));
    return session_.record(std::move(draft));
}

Done UnitRows::record_end(const UnitRow& unit) {
    EndUnit command{.unit = unit.id, .on = *unit.to, .successors = {}};
    const std::string successor = text(unit.at, columns_.successor);
    if (!successor.empty()) command.successors.push_back(book_.id_of(book_.find(unit.level->id, successor)));
    return run(command, session_);
}

std::unique_ptr<Rows> unit_rows(Sheet& sheet, Session& session) {
    using namespace unit_column;
    const UnitColumns columns{.level = level,
                              .code = code,
                              .name = name,
                              .parent = parent,
                              .place = place,
                              .association = association,
                              .valid_from = valid_from,
                              .valid_to = valid_to,
                              .successor = successor};
    return std::make_unique<UnitRows>(sheet, session, columns, nullptr);
}

std::unique_ptr<Rows> borrower_rows(Sheet& sheet, Session& session) {
    using namespace borrower_column;
    const auto& levels = session.profile().profile.levels;
    const auto personal = std::find_if(levels.begin(), levels.end(), [](const Level& level) { return level.personal; });
    const UnitColumns columns{
        .code = code, .name = name, .parent = group, .phone = phone, .valid_from = valid_from, .valid_to = valid_to};
    return std::make_unique<UnitRows>(sheet, session, columns, personal == levels.end() ? nullptr : &*personal);
}

}  // namespace giamsat::import
