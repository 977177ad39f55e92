// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/import/kinds.hpp"

#include <unordered_map>

namespace giamsat::import {

struct UnitRow;

// The units rows may refer to: those of the office and those of the file, by level and code. Each is looked up once.
class UnitBook {
public:
    struct Found {
        int row = -1;  // of the file
        UnitId id;     // of the office; empty for a row that is new
        std::optional<Date> ended;

        explicit operator bool() const { return row >= 0 || !id.empty(); }
        std::optional<Date> end(const std::vector<UnitRow>& rows) const;
    };
    explicit UnitBook(Session& session) : session_(session) {}

    void add(UnitRow row, const std::string& code);
    int in_file(const std::string& level, std::string_view code) const;
    Found find(const std::string& level, const std::string& code);  // REQUIRES: every row has been added
    const Level* level_of(const std::string& code);
    const UnitId& id_of(const Found& found) const;  // once its row is recorded
    std::vector<UnitRow>& rows() { return rows_; }
    const std::vector<UnitRow>& rows() const { return rows_; }

private:
    Session& session_;
    std::vector<UnitRow> rows_;
    std::unordered_map<std::string, int> by_code_;
    std::unordered_map<std::string, Found> found_;
};

struct UnitRow {
    enum class Action : char { none, add, change };
    enum Change : int { new_name = 1, new_parent = 2, new_place = 4, new_association = 8, new_phone = 16 };

    std::size_t at = 0;  // row of the sheet
    const Level* level = nullptr;
    UnitId id;  // known, or given when it is recorded
    UnitBook::Found parent, place;
    std::optional<Date> from, to;
    std::string phone;
    UnitId old_parent;
    bool was_valid = false;
    bool ends = false;
    Action action = Action::none;
    int changes = 0;
};

struct UnitColumns {
    int level = -1, code = -1, name = -1, parent = -1, place = -1, association = -1, phone = -1, valid_from = -1,
        valid_to = -1, successor = -1;
};

class UnitRows final : public Rows {
public:
    UnitRows(Sheet& sheet, Session& session, UnitColumns columns, const Level* only);

    void check() override;
    int entries() const override;
    Done record() override;
    ImportSummary summary() const override;

private:
    std::string text(std::size_t row, int column) const;
    const Level* level_in(std::size_t row);
    void list(std::size_t row);
    UnitBook::Found refer(const UnitRow& unit, int column, const std::string& level_id);
    void check_row(UnitRow& unit);
    void check_parent(UnitRow& unit);
    void check_place(UnitRow& unit);
    void check_association(const UnitRow& unit);
    void check_end(UnitRow& unit);
    void plan_new(UnitRow& unit);
    void check_alive(const UnitRow& unit, const UnitBook::Found& above, int column);
    void plan_change(UnitRow& unit);
    int changes_of(const UnitRow& unit, const Unit& known) const;
    int personal_changes_of(const UnitRow& unit) const;
    void check_members();

    std::vector<std::size_t> in_order() const;
    Done record_row(UnitRow& unit);
    Done record_new(UnitRow& unit);
    Done record_change(const UnitRow& unit);
    Done record_end(const UnitRow& unit);

    Sheet& sheet_;
    Session& session_;
    UnitColumns columns_;
    const Level* only_;
    UnitBook book_;
};

}  // namespace giamsat::import
