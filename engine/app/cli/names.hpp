// SPDX-License-Identifier: Apache-2.0
// What people write on the command line, and what they mean by it: cases by the beginning of their id, units by level:code or
// by code, people and teams by code, plans as type-year.
#pragma once

#include "app/cli/context.hpp"
#include "service/queries/names.hpp"

namespace giamsat::cli {

// What a subcommand reads from while it answers. Made inside Workplace::ask.
struct Desk {
    Readers& read;
    const ProfileBundle& bundle;
    Names names;
    Date today;
    Instant now;
    Lang lang;

    const Profile& profile() const { return bundle.profile; }
};

// What a desk of an office that is being written has opened is recorded before anything else is done there.
void disclose_while_writing(Workplace& place, const Context& context);

// Runs `work(Desk&)` where reading is allowed; `today` is --on, else the office's day.
template <class Work>
auto at_desk(Workplace& place, const Context& context, Work work) {
    Instant now = place.now();
    auto on = context.business_day();
    Date today = on && *on ? **on : date_in_vietnam(now);
    auto answer = place.ask([&](Readers& read) {
        WatchedVault vault(place.vault(), context.disclosure().opened);
        Desk desk{read, place.bundle(), Names(read, vault, place.bundle().profile), today, now, context.lang()};
        return work(desk);
    });
    disclose_while_writing(place, context);
    return answer;
}

// A reading subcommand: opens the office, runs `work(Desk&)`, which gives the exit code or a Problem.
int read_only(const Context& context, const std::function<Result<int>(Desk&)>& work);

// Each not_found, or ambiguous with the choices there are.
Result<UnitId> unit_named(const std::string& text, Desk& desk);  // "commune:405102", "405102"
Result<PersonId> person_named(const std::string& code, Desk& desk);
Result<TeamId> team_named(const std::string& code, Desk& desk);
Result<Plan> plan_named(const std::string& text,
                        Desk& desk);  // "board-2025", "association/association-11-2025", an id's beginning
// By the beginning of its id (at least 4 digits), or by its unit when one open case of these kinds is about that.
// `kinds` empty: any kind.
Result<CaseRecord> case_named(const std::string& text, const std::vector<std::string>& kinds, Desk& desk);
Result<std::string> body_named(const std::string& id, Desk& desk);

// Who looks: --on-behalf, else --as; the empty id when neither is given.
Result<PersonId> viewer(const Context& context, Desk& desk);

std::string short_id(const std::string& id);               // 8 digits: enough to find it again
std::string plan_reference(const Plan& plan, Desk& desk);  // "board-2025"
std::string title_of_level(const std::string& level, const Desk& desk);
std::string title_of_body(const std::string& body, const Desk& desk);
std::string title_in(const std::vector<CodeName>& list, const std::string& code, Lang lang);

}  // namespace giamsat::cli
