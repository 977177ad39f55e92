// SPDX-License-Identifier: Apache-2.0
// What single commands and imports of whole files share about units, people and loans.
#pragma once

#include "service/commands/handlers.hpp"

namespace giamsat {

PersonId decider(const Requester& by);  // whose decision it is
Done may_change_registers(Session& session);
Done may_change_rules(Session& session);  // workflows and roles

std::string unit_code_kind(const std::string& level);  // the look-up kind of a personal level's codes
std::optional<UnitId> find_unit(const std::string& level, const std::string& code, Session& session);
std::optional<Json> personal_of_unit(const UnitId& id, Session& session);  // {code, name, phone}; nothing once erased
Done check_unit(const RegisterUnit& unit, Session& session);
Draft registered_unit(const RegisterUnit& unit, const Level& level, Session& session);
Result<Draft> changed_unit(const ChangeUnit& change, const Unit& unit, Session& session);

Draft registered_person(const RegisterPerson& person, Session& session);
std::optional<Json> personal_of_person(const PersonId& id, Session& session);  // {name, phone, email}
Draft changed_person(const PersonId& id, const RegisterPerson& person);        // all of it, as it is now
Draft granted_role(const GrantRole& grant);
Draft ended_role(const EndRole& end);

// Words of the profile's lists of variants and modes.
Done check_variant(const std::string& variant, Session& session);
Done check_mode(const std::string& mode, Session& session);

std::optional<LoanId> find_loan(const std::string& code, Session& session);
Draft recorded_loan(const RecordLoan& loan, const std::optional<LoanId>& known, Session& session);

}  // namespace giamsat
