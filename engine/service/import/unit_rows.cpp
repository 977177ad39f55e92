// SPDX-License-Identifier: Apache-2.0
// Units of every level. Borrowers are units too: the personal level, under another header.
#include "service/import/unit_rows.hpp"

#include "service/import/values.hpp"

#include <algorithm>

namespace giamsat::import {

namespace {

std::string key_of(const std::string& level, std::string_view code) {
    std::string key = level;
    key += '\0';
    return key += code;
}

LocalText of_level(const Level& level) { return {level.title.vi, level.title.in(Lang::en)}; }

}  // namespace

std::optional<Date> UnitBook::Found::end(const std::vector<UnitRow>& rows) const {
    if (row >= 0 && rows[static_cast<std::size_t>(row)].to) return rows[static_cast<std::size_t>(row)].to;
    return ended;
}

// Level and code of every row first, so that rows may refer to each other in any order.
void UnitBook::add(UnitRow row, const std::string& code) {
    rows_.push_back(std::move(row));
    by_code_.emplace(key_of(rows_.back().level->id, code), static_cast<int>(rows_.size()) - 1);
}

int UnitBook::in_file(const std::string& level, std::string_view code) const {
    const auto at = by_code_.find(key_of(level, code));
    return at == by_code_.end() ? -1 : at->second;
}

UnitBook::Found UnitBook::find(const std::string& level, const std::string& code) {
    const auto [at, fresh] = found_.try_emplace(key_of(level, code));
    Found& found = at->second;
    if (!fresh) return found;
    found.row = in_file(level, code);
    found.id = found.row >= 0 ? rows_[static_cast<std::size_t>(found.row)].id
                              : find_unit(level, code, session_).value_or(UnitId{});
    if (!found.id.empty()) {
        const auto unit = session_.read.units.find(found.id);
        if (unit) found.ended = unit->valid_to;
    }
    return found;
}

// The level a code does belong to, for people who took the wrong column.
const Level* UnitBook::level_of(const std::string& code) {
    for (const Level& level : session_.profile().profile.levels) {
        if (!level.personal && find(level.id, code)) return &level;
    }
    return nullptr;
}

const UnitId& UnitBook::id_of(const Found& found) const {
    return found.row >= 0 ? rows_[static_cast<std::size_t>(found.row)].id : found.id;
}

UnitRows::UnitRows(Sheet& sheet, Session& session, UnitColumns columns, const Level* only)
    : sheet_(sheet), session_(session), columns_(columns), only_(only), book_(session) {}

std::string UnitRows::text(std::size_t row, int column) const {
    return column < 0 ? std::string() : std::string(sheet_.cell(row, column).text);
}

void UnitRows::check() {
    for (std::size_t row = 0; row < sheet_.rows(); ++row) list(row);
    for (UnitRow& unit : book_.rows()) {
        if (sheet_.sound(unit.at)) check_row(unit);
    }
    check_members();
}

const Level* UnitRows::level_in(std::size_t row) {
    if (only_) return only_;
    if (columns_.level < 0) {
        sheet_.complain(row, columns_.code,
                        {"hồ sơ địa bàn không có cấp cá nhân", "the profile has no personal level"});
        return nullptr;
    }
    const std::string id = text(row, columns_.level);
    const Level* level = session_.profile().profile.level(id);
    if (level && !level->personal) return level;
    if (!sheet_.sound(row)) return nullptr;
    if (level) {
        sheet_.complain(row, columns_.level,
                        {"cấp “" + id + "” nhập bằng tệp hộ vay", "level “" + id + "” comes in a file of borrowers"});
    } else {
        sheet_.complain(row, columns_.level,
                        {"hồ sơ địa bàn không có cấp “" + id + "”", "the profile has no level “" + id + "”"});
    }
    return nullptr;
}

void UnitRows::list(std::size_t row) {
    const Level* level = level_in(row);
    if (!level) return;
    std::string code = text(row, columns_.code);
    if (sheet_.sound(row)) {
        if (!text_in(sheet_, row, columns_.code, code_bytes_max)) return;
        const int before = book_.in_file(level->id, code);
        if (before >= 0) {
            const std::string line = std::to_string(sheet_.line(book_.rows()[static_cast<std::size_t>(before)].at));
            sheet_.complain(
                row, columns_.code,
                {"mã “" + code + "” đã có ở dòng " + line, "code “" + code + "” stands on line " + line + " already"});
            return;
        }
    }
    UnitRow unit{.at = row, .level = level};
    if (sheet_.sound(row)) {
        unit.from = day_in(sheet_, row, columns_.valid_from);
        unit.to = day_in(sheet_, row, columns_.valid_to);
        if (columns_.phone >= 0) unit.phone = phone_in(sheet_, row, columns_.phone).value_or("");
    }
    if (auto known = find_unit(level->id, code, session_)) unit.id = std::move(*known);
    book_.add(std::move(unit), code);
}

UnitBook::Found UnitRows::refer(const UnitRow& unit, int column, const std::string& level_id) {
    const std::string code = text(unit.at, column);
    UnitBook::Found found = book_.find(level_id, code);
    if (found) return found;
    const Level& wanted = *session_.profile().profile.level(level_id);
    const LocalText title = of_level(wanted);
    const Level* other = book_.level_of(code);
    if (other) {
        const LocalText is = of_level(*other);
        sheet_.complain(unit.at, column,
                        {"“" + code + "” là " + is.vi + ", ở đây cần " + title.vi,
                         "“" + code + "” is a " + is.en + ", here a " + title.en + " is needed"});
    } else {
        sheet_.complain(unit.at, column,
                        {"không có " + title.vi + " mang mã “" + code + "”",
                         "there is no " + title.en + " with code “" + code + "”"});
    }
    return found;
}

void UnitRows::check_row(UnitRow& unit) {
    text_in(sheet_, unit.at, columns_.name, name_bytes_max);
    check_parent(unit);
    check_place(unit);
    check_association(unit);
    check_end(unit);
    if (unit.id.empty())
        plan_new(unit);
    else
        plan_change(unit);
}

void UnitRows::check_parent(UnitRow& unit) {
    const std::string code = text(unit.at, columns_.parent);
    if (unit.level->parent.empty()) {
        if (!code.empty())
            sheet_.complain(unit.at, columns_.parent,
                            {"cấp cao nhất không có đơn vị cấp trên", "the top level has no parent"});
        return;
    }
    if (text_in(sheet_, unit.at, columns_.parent, code_bytes_max))
        unit.parent = refer(unit, columns_.parent, unit.level->parent);
}

void UnitRows::check_place(UnitRow& unit) {
    const std::string code = text(unit.at, columns_.place);
    if (code.empty()) return;
    if (!unit.level->place.empty())
        unit.place = refer(unit, columns_.place, unit.level->place);
    else
        sheet_.complain(unit.at, columns_.place, {"cấp này không có nơi đặt", "this level has no place"});
}

void UnitRows::check_association(const UnitRow& unit) {
    const std::string code = text(unit.at, columns_.association);
    if (unit.level->associated && !session_.profile().profile.association(code)) {
        if (columns_.association < 0 || !sheet_.has(columns_.association)) {
            if (unit.id.empty())
                sheet_.complain(unit.at, columns_.code,
                                {"cấp này cần cột association", "this level needs column association"});
            return;
        }
        sheet_.complain(unit.at, columns_.association,
                        {"hồ sơ địa bàn không có hội “" + code + "”", "the profile has no association “" + code + "”"});
    } else if (!unit.level->associated && !code.empty()) {
        sheet_.complain(unit.at, columns_.association,
                        {"cấp này không thuộc hội nào", "this level belongs to no association"});
    }
}

void UnitRows::check_end(UnitRow& unit) {
    const std::string codes = text(unit.at, columns_.successor);
    if (!codes.empty() && !unit.to) {
        sheet_.complain(
            unit.at, columns_.successor,
            {"có đơn vị kế tục mà không có ngày cuối (valid_to)", "there is a successor but no last day (valid_to)"});
        return;
    }
    if (unit.to && unit.from && *unit.to < *unit.from) {
        sheet_.complain(unit.at, columns_.valid_to, {"ngày cuối trước ngày đầu", "the last day is before the first"});
    }
    if (codes.empty()) return;
    const UnitBook::Found successor = refer(unit, columns_.successor, unit.level->id);
    if (successor && book_.in_file(unit.level->id, text(unit.at, columns_.code)) == successor.row &&
        successor.row >= 0) {
        sheet_.complain(unit.at, columns_.successor,
                        {"đơn vị không thể kế tục chính nó", "a unit cannot go on from itself"});
    }
}

void UnitRows::plan_new(UnitRow& unit) {
    unit.action = UnitRow::Action::add;
    if (!unit.from) unit.from = session_.today();
    unit.ends = unit.to.has_value();
    check_alive(unit, unit.parent, columns_.parent);
    check_alive(unit, unit.place, columns_.place);
}

// Nothing comes to lie in a unit that has ended.
void UnitRows::check_alive(const UnitRow& unit, const UnitBook::Found& above, int column) {
    const auto end = above.end(book_.rows());
    if (!end || *end >= *unit.from) return;
    const std::string code = text(unit.at, column), day = end->iso();
    sheet_.complain(unit.at, column, {"“" + code + "” đã kết thúc ngày " + day, "“" + code + "” ended on " + day});
}

void UnitRows::plan_change(UnitRow& unit) {
    const auto known = session_.read.units.find(unit.id);
    if (!known) return;
    unit.changes = changes_of(unit, *known);
    unit.old_parent = known->parent;
    unit.was_valid = !known->valid_to || *known->valid_to >= session_.today();
    if (known->valid_to && (unit.changes || (unit.to && unit.to != known->valid_to))) {
        const std::string day = known->valid_to->iso();
        const int column = unit.to && unit.to != known->valid_to ? columns_.valid_to : columns_.code;
        sheet_.complain(unit.at, column, {"đơn vị đã kết thúc ngày " + day, "the unit ended on " + day});
        return;
    }
    if (unit.to && *unit.to < known->valid_from) {
        const std::string day = known->valid_from.iso();
        sheet_.complain(unit.at, columns_.valid_to,
                        {"ngày cuối trước ngày đầu " + day, "the last day is before the first, " + day});
    }
    unit.ends = unit.to.has_value() && !known->valid_to;
    if (!unit.changes) return;
    unit.action = UnitRow::Action::change;
    const auto versions = session_.read.units.versions(unit.id);
    const Date latest = versions.empty() ? known->valid_from : versions.back().from;
    if (!unit.from || *unit.from <= latest) unit.from = std::max(session_.today(), latest);
    if (unit.changes & UnitRow::new_parent) check_alive(unit, unit.parent, columns_.parent);
    if (unit.changes & UnitRow::new_place) check_alive(unit, unit.place, columns_.place);
}

int UnitRows::changes_of(const UnitRow& unit, const Unit& known) const {
    int changes = 0;
    if (unit.level->personal) {
        changes |= personal_changes_of(unit);
    } else if (text(unit.at, columns_.name) != known.name) {
        changes |= UnitRow::new_name;
    }
    if (!unit.level->parent.empty() && unit.parent.id != known.parent) changes |= UnitRow::new_parent;
    if (columns_.place >= 0 && sheet_.has(columns_.place) && unit.place.id != known.place)
        changes |= UnitRow::new_place;
    if (columns_.association >= 0 && sheet_.has(columns_.association) &&
        text(unit.at, columns_.association) != known.association)
        changes |= UnitRow::new_association;
    return changes;
}

// What has been erased stays erased: a list that still holds the name does not bring it back.
int UnitRows::personal_changes_of(const UnitRow& unit) const {
    const auto personal = personal_of_unit(unit.id, session_);
    if (!personal) return 0;
    int changes = 0;
    if (personal->value("name", "") != text(unit.at, columns_.name)) changes |= UnitRow::new_name;
    if (columns_.phone >= 0 && sheet_.has(columns_.phone) && personal->value("phone", "") != unit.phone)
        changes |= UnitRow::new_phone;
    return changes;
}

}  // namespace giamsat::import
