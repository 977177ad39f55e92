// SPDX-License-Identifier: Apache-2.0
// Who and what the demo plays with: the registered units and people by their invented codes. Filled once, from registers that
// do not change afterwards in any way that matters here.
#pragma once

#include "app/demo/invention.hpp"
#include "service/commands/command.hpp"
#include "service/ports/readers.hpp"
#include "service/ports/vault.hpp"

#include <map>
#include <unordered_map>

namespace giamsat::demo {

struct Place {
    const UnitSpec* spec = nullptr;
    UnitId id;
};

class Cast {
public:
    Cast(std::vector<UnitSpec> units, std::vector<PersonSpec> staff, std::vector<BorrowerSpec> borrowers);

    const std::vector<UnitSpec>& units() const { return units_; }
    const std::vector<PersonSpec>& staff() const { return staff_; }
    const std::vector<BorrowerSpec>& borrowers() const { return borrowers_; }

    // Look up what has been registered. Borrowers are known by the keyed digest of their code.
    void meet_units(Readers& read);
    void meet_people(Readers& read);
    void meet_borrowers(Readers& read, Vault& vault);

    const Place* place(const std::string& level, const std::string& code) const;
    const Place* place(const UnitId& id) const;
    UnitId district() const;
    const BorrowerSpec* borrower(const UnitId& id) const;
    const std::vector<const BorrowerSpec*>& members(const std::string& group_code) const;

    // The holders of a role at a unit, in the order they were invented; empty when there are none.
    std::vector<PersonId> holders(const std::string& role, const UnitId& unit) const;
    PersonId holder(const std::string& role, const UnitId& unit) const;  // the first
    // Who answers for a unit: group head, commune chair, director of the transaction office.
    PersonId responsible(const UnitId& unit, Date on) const;
    std::string key(const UnitId& unit) const;  // for choices: level and code, stable over runs

private:
    std::vector<UnitSpec> units_;
    std::vector<PersonSpec> staff_;
    std::vector<BorrowerSpec> borrowers_;
    std::map<std::pair<std::string, std::string>, Place> by_code_;
    std::unordered_map<UnitId, const Place*> by_id_;
    std::unordered_map<UnitId, const BorrowerSpec*> borrower_by_id_;
    std::map<std::string, std::vector<const BorrowerSpec*>> members_;
    std::map<std::pair<std::string, UnitId>, std::vector<PersonId>> holders_;
};

}  // namespace giamsat::demo
