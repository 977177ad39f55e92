// SPDX-License-Identifier: Apache-2.0
// Ids are 128 random (or, in a demo, derived) bits as 32 lower-case hex digits. Each kind is a type of its own.
#pragma once

#include <compare>
#include <functional>
#include <string>

namespace giamsat {

template <class Tag>
struct Id {
    std::string value;

    bool empty() const { return value.empty(); }
    auto operator<=>(const Id&) const = default;
};

using OfficeId = Id<struct OfficeTag>;
using CommandId = Id<struct CommandTag>;
using CaseId = Id<struct CaseTag>;      // plans, visits, findings, sessions: every case
using UnitId = Id<struct UnitTag>;      // also the subject id of a borrower
using PersonId = Id<struct PersonTag>;  // also the subject id of a staff member
using TeamId = Id<struct TeamTag>;
using PlanLineId = Id<struct PlanLineTag>;
using LoanId = Id<struct LoanTag>;
using SubjectId = Id<struct SubjectTag>;  // whose key encrypts: a person, a borrower, or a case (its free text)

}  // namespace giamsat

template <class Tag>
struct std::hash<giamsat::Id<Tag>> {
    std::size_t operator()(const giamsat::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.value); }
};
