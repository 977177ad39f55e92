// SPDX-License-Identifier: Apache-2.0
#include "service/queries/staffing.hpp"

#include "service/commands/authorise.hpp"

#include <algorithm>
#include <set>

namespace giamsat {

namespace {

using Persons = std::set<std::string>;

// One body at one place: the association of one commune.
struct Seat {
    const Body* body = nullptr;
    Unit unit;
};

Problem warning(const char* rule, const LocalText& what, const LocalText& advice, const Where& where) {
    const std::string mark = std::string(" [") + rule + "]";
    return {ProblemCode::definition_invalid,
            {{"what", what.vi + mark},
             {"what_en", what.en + mark},
             {"advice", advice.vi},
             {"advice_en", advice.en},
             {"rule", rule}},
            where};
}

class Staffing {
public:
    Staffing(const ProfileBundle& bundle, Readers& read, Date on) : bundle_(bundle), read_(read), on_(on) {}

    std::vector<Problem> run() {
        for (const auto& body : bundle_.profile.bodies) {
            for (const auto& unit : read_.units.all(body.level)) {
                if (unit.valid_on(on_) && is_at_work({&body, unit})) seats_.push_back({&body, unit});
            }
        }
        for (const auto& pair : bundle_.workflows) check(pair.second);
        return std::move(problems_);
    }

private:
    Persons holders(const std::string& role, const UnitId& unit) {
        Persons persons;
        if (role.empty()) return persons;
        for (const auto& grant : read_.people.holders(role, unit, on_)) persons.insert(grant.person.value);
        return persons;
    }

    bool is_at_work(const Seat& seat) {
        if (!holders(seat.body->head, seat.unit.id).empty() || !holders(seat.body->secretary, seat.unit.id).empty())
            return true;
        const auto plans = read_.plans.all();
        return std::any_of(plans.begin(), plans.end(), [&](const Plan& plan) {
            return plan.body == seat.body->id && (plan.body_unit.empty() || plan.body_unit == seat.unit.id);
        });
    }

    // A plan belongs to a body that issues plans; any body may lead the rest.
    bool leads(const Seat& seat, const Definition& definition) const {
        if (definition.kind != "plan") return true;
        const auto& types = bundle_.profile.plan_types;
        return std::any_of(types.begin(), types.end(), [&](const PlanType& type) {
            return std::find(type.issuers.begin(), type.issuers.end(), seat.body->id) != type.issuers.end();
        });
    }

    static void add(Persons& to, Persons more) { to.merge(more); }

    // Everybody who may be in a team of this body.
    Persons team_of(const Seat& seat) {
        Persons persons = holders(seat.body->head, seat.unit.id);
        add(persons, holders(seat.body->secretary, seat.unit.id));
        for (const auto& role : seat.body->members) add(persons, holders(role, {}));
        return persons;
    }

    // Everybody who may do it in some case this body leads.
    Persons may_do(const std::vector<By>& by, const Seat& seat) {
        Persons persons;
        for (const By& one : by) {
            switch (one.kind) {
                case By::Kind::body_head: add(persons, holders(seat.body->head, seat.unit.id)); break;
                case By::Kind::body_secretary: add(persons, holders(seat.body->secretary, seat.unit.id)); break;
                case By::Kind::role:
                case By::Kind::unit_head: add(persons, holders(one.role, {})); break;
                case By::Kind::team:
                case By::Kind::team_head:
                case By::Kind::parent_team: add(persons, team_of(seat)); break;
                case By::Kind::system: break;
            }
        }
        return persons;
    }

    void check(const Definition& definition) {
        for (const auto& transition : definition.transitions) {
            if (!transition.is_human()) continue;
            for (const auto& seat : seats_) {
                if (!leads(seat, definition)) continue;
                const Persons persons = may_do(transition.by, seat);
                if (persons.empty())
                    nobody(definition, transition, seat);
                else if (!transition.not_by.empty())
                    check_apart(definition, transition, seat, persons);
            }
        }
    }

    // Whoever does one of the earlier steps must leave somebody for this one.
    void check_apart(const Definition& definition, const Transition& later, const Seat& seat, const Persons& persons) {
        const bool somebody = std::any_of(persons.begin(), persons.end(), [&](const std::string& person) {
            return std::all_of(later.not_by.begin(), later.not_by.end(), [&](const std::string& earlier) {
                return is_done_without(definition, earlier, seat, person);
            });
        });
        if (!somebody) only_one(definition, later, seat, *persons.begin());
    }

    bool is_done_without(const Definition& definition, const std::string& event, const Seat& seat,
                         const std::string& person) {
        bool anybody = false;
        for (const auto& transition : definition.transitions) {
            if (!transition.is_human() || !takes_event(transition, event)) continue;
            Persons persons = may_do(transition.by, seat);
            anybody = anybody || !persons.empty();
            persons.erase(person);
            if (!persons.empty()) return true;
        }
        return !anybody;  // a step nobody can do is told of by itself
    }

    // Each missing role once for a body, by the first step and the first place that needs it.
    void nobody(const Definition& definition, const Transition& step, const Seat& seat) {
        const LocalText who = roles_of(step.by, seat);
        if (!told_.insert(who.vi + "|" + seat.body->id).second) return;
        const LocalText title = title_of(step, step.events.empty() ? "" : step.events.front());
        const LocalText at = place_of(seat);
        problems_.push_back(
            warning("W19",
                    {"Ở " + at.vi + " không ai làm được bước “" + title.vi + "” (" + definition.name +
                         "): chưa có người giữ vai trò " + who.vi + ".",
                     "At " + at.en + " nobody can take step “" + title.in(Lang::en) + "” (" + definition.name +
                         "): nobody holds " + who.en + "."},
                    {"Giao vai trò này bằng “giamsat person grant”.", "Grant the role with “giamsat person grant”."},
                    step.where));
    }

    void only_one(const Definition& definition, const Transition& step, const Seat& seat, const std::string& person) {
        if (!told_.insert(definition.name + "|" + step.events.front() + "|" + seat.body->id).second) return;
        const LocalText title = title_of(step, step.events.empty() ? "" : step.events.front());
        const LocalText at = place_of(seat);
        std::string earlier;
        for (const auto& event : step.not_by) earlier += (earlier.empty() ? "" : ", ") + event;
        const auto known = read_.people.find(PersonId{person});
        const std::string code = known ? known->code : person;
        problems_.push_back(
            warning("W20",
                    {"Ở " + at.vi + " chỉ có " + code + " làm được cả bước “" + title.vi + "” (" + definition.name +
                         ") lẫn bước " + earlier + ", mà hai bước này phải do hai người làm.",
                     "At " + at.en + " only " + code + " can take step “" + title.in(Lang::en) + "” (" +
                         definition.name + ") and step " + earlier + ", which must be done by two persons."},
                    {"Giao một trong hai việc cho người khác.", "Give one of the two to somebody else."}, step.where));
    }

    LocalText roles_of(const std::vector<By>& by, const Seat& seat) const {
        std::vector<std::string> roles;
        for (const By& one : by) {
            if (one.kind == By::Kind::body_head) roles.push_back(seat.body->head);
            if (one.kind == By::Kind::body_secretary) roles.push_back(seat.body->secretary);
            if (one.kind == By::Kind::role || one.kind == By::Kind::unit_head) roles.push_back(one.role);
        }
        LocalText out;
        for (const auto& id : roles) {
            const Role* role = bundle_.profile.role(id);
            const LocalText title = role ? role->title : LocalText{id, id};
            out.vi += (out.vi.empty() ? "“" : ", “") + title.vi + "”";
            out.en += (out.en.empty() ? "“" : ", “") + title.in(Lang::en) + "”";
        }
        if (out.vi.empty()) return {"đoàn kiểm tra", "a place in a team"};
        return out;
    }

    static LocalText place_of(const Seat& seat) {
        return {seat.body->title.vi + " (" + seat.unit.code + ")",
                seat.body->title.in(Lang::en) + " (" + seat.unit.code + ")"};
    }

    const ProfileBundle& bundle_;
    Readers& read_;
    Date on_;
    std::vector<Seat> seats_;
    std::set<std::string> told_;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check_staffing(const ProfileBundle& bundle, Readers& read, Date on) {
    return Staffing(bundle, read, on).run();
}

}  // namespace giamsat
