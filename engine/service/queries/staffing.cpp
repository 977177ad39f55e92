// SPDX-License-Identifier: Apache-2.0
#include "service/queries/staffing.hpp"

#include "service/commands/authorise.hpp"
#include "service/queries/different_people.hpp"

#include <algorithm>
#include <map>
#include <optional>
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
        for (const auto& [who, missing] : missing_) nobody(missing);
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

    // Who holds it for this unit or one above it; with no unit, for any.
    Persons holders_for(const std::string& role, const UnitId& unit) {
        if (unit.empty()) return holders(role, {});
        auto [known, fresh] = held_.try_emplace({role, unit});
        if (!fresh) return known->second;
        for (const UnitId& at : unit_and_above(read_.units, unit)) add(known->second, holders(role, at));
        return known->second;
    }

    // Everybody who may do it in a case about this unit that this body leads; with no unit, in some case.
    Persons may_do(const std::vector<By>& by, const Seat& seat, const UnitId& unit = {}) {
        Persons persons;
        for (const By& one : by) {
            switch (one.kind) {
                case By::Kind::body_head: add(persons, holders(seat.body->head, seat.unit.id)); break;
                case By::Kind::body_secretary: add(persons, holders(seat.body->secretary, seat.unit.id)); break;
                case By::Kind::role:
                case By::Kind::unit_head: add(persons, holders_for(one.role, unit)); break;
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
                    note_missing(definition, transition, seat);
                else if (!transition.not_by.empty())
                    check_apart(definition, transition, seat);
            }
        }
    }

    // ---- steps that must be different people's

    // What `later` asks for: itself, the steps whose people it keeps away, and those that these keep away in turn.
    struct Apart {
        std::vector<std::string> events;  // the first is the later step's
        std::vector<std::pair<int, int>> pairs;
    };

    // Where a step may be done in several ways, only what all of them ask holds.
    static std::set<std::string> kept_away_by(const Definition& definition, const std::string& event) {
        std::optional<std::set<std::string>> all;
        for (const auto& transition : definition.transitions) {
            if (!transition.is_human() || !takes_event(transition, event)) continue;
            std::set<std::string> own(transition.not_by.begin(), transition.not_by.end());
            if (!all) all = own;
            std::erase_if(*all, [&](const std::string& one) { return !own.contains(one); });
        }
        return all.value_or(std::set<std::string>{});
    }

    static Apart apart_of(const Definition& definition, const Transition& later) {
        Apart apart;
        apart.events.push_back(later.events.front());
        const auto number_of = [&](const std::string& event) {
            const auto known = std::find(apart.events.begin() + 1, apart.events.end(), event);
            if (known == apart.events.end()) return apart.events.push_back(event), apart.events.size() - 1;
            return static_cast<std::size_t>(known - apart.events.begin());
        };
        for (const auto& event : later.not_by) apart.pairs.emplace_back(0, static_cast<int>(number_of(event)));
        for (std::size_t i = 1; i < apart.events.size(); ++i) {
            for (const auto& event : kept_away_by(definition, std::string(apart.events[i])))
                apart.pairs.emplace_back(static_cast<int>(i), static_cast<int>(number_of(event)));
        }
        return apart;
    }

    bool asks_for_unit(const Definition& definition, const Apart& apart) const {
        return std::any_of(definition.transitions.begin(), definition.transitions.end(), [&](const Transition& one) {
            return std::any_of(
                       one.by.begin(), one.by.end(),
                       [](const By& by) { return by.kind == By::Kind::role || by.kind == By::Kind::unit_head; }) &&
                   std::any_of(apart.events.begin(), apart.events.end(),
                               [&](const std::string& event) { return takes_event(one, event); });
        });
    }

    bool lies_in(UnitId unit, const UnitId& outer) {
        constexpr int depth_max = 16;
        for (int depth = 0; !unit.empty() && depth < depth_max; ++depth) {
            if (unit == outer) return true;
            auto [parent, fresh] = parents_.try_emplace(unit);
            if (fresh) {
                if (const auto found = read_.units.find(unit)) parent->second = found->parent;
            }
            unit = parent->second;
        }
        return false;
    }

    // Whom a case of this workflow may be about, where that decides who does its steps.
    std::vector<Unit> units_of(const Definition& definition, const Apart& apart, const Seat& seat) {
        if (definition.kind == "plan" || !asks_for_unit(definition, apart)) return {seat.unit};
        std::vector<Unit> units;
        for (const Level& level : bundle_.profile.levels) {
            const bool wanted = definition.level.empty() ? !level.personal : level.id == definition.level;
            if (!wanted) continue;
            for (const Unit& unit : read_.units.all(level.id)) {
                if (unit.valid_on(on_) && lies_in(unit.id, seat.unit.id)) units.push_back(unit);
            }
        }
        return units;
    }

    std::vector<StepPeople> people_of(const Definition& definition, const Transition& later, const Apart& apart,
                                      const Seat& seat, const Unit& unit) {
        std::vector<StepPeople> steps = {{apart.events.front(), may_do(later.by, seat, unit.id)}};
        for (std::size_t i = 1; i < apart.events.size(); ++i) {
            StepPeople earlier{apart.events[i], {}};
            for (const auto& transition : definition.transitions) {
                if (transition.is_human() && takes_event(transition, earlier.step))
                    add(earlier.persons, may_do(transition.by, seat, unit.id));
            }
            steps.push_back(std::move(earlier));
        }
        return steps;
    }

    void check_apart(const Definition& definition, const Transition& later, const Seat& seat) {
        const Apart apart = apart_of(definition, later);
        std::optional<Unit> first;
        std::vector<StepPeople> left;
        std::size_t units = 0;
        for (const Unit& unit : units_of(definition, apart, seat)) {
            auto steps = people_of(definition, later, apart, seat, unit);
            if (is_possible(steps, apart.pairs)) continue;
            if (++units > 1) continue;
            first = unit;
            left = std::move(steps);
        }
        if (first) too_few(definition, later, seat, *first, units, left);
    }

    // A step nobody can do is told of by itself; it keeps nobody away.
    static bool is_possible(const std::vector<StepPeople>& steps, std::vector<std::pair<int, int>> pairs) {
        if (steps.front().persons.empty()) return true;
        std::vector<StepPeople> done = steps;
        for (StepPeople& step : done) {
            if (step.persons.empty()) step.persons.insert("nobody, for " + step.step);
        }
        return can_be_different(done, pairs);
    }

    // A role that is missing, with the first step that needs it and the places where it does.
    struct Missing {
        const Definition& definition;
        const Transition& step;
        LocalText who;
        std::vector<Seat> at;
    };

    void note_missing(const Definition& definition, const Transition& step, const Seat& seat) {
        const LocalText who = roles_of(step.by, seat);
        auto& at = missing_.try_emplace(who.vi, Missing{definition, step, who, {}}).first->second.at;
        const bool known = std::any_of(at.begin(), at.end(), [&](const Seat& one) {
            return one.body == seat.body && one.unit.id == seat.unit.id;
        });
        if (!known) at.push_back(seat);
    }

    void nobody(const Missing& missing) {
        const Transition& step = missing.step;
        const LocalText title = title_of(step, step.events.empty() ? "" : step.events.front());
        const LocalText at = places_of(missing.at);
        problems_.push_back(
            warning("W19",
                    {"Ở " + at.vi + " không ai làm được bước “" + title.vi + "” (" + missing.definition.name +
                         "): chưa có người giữ vai trò " + missing.who.vi + ".",
                     "At " + at.en + " nobody can take step “" + title.in(Lang::en) + "” (" + missing.definition.name +
                         "): nobody holds " + missing.who.en + "."},
                    {"Giao vai trò này bằng “giamsat person grant”.", "Grant the role with “giamsat person grant”."},
                    step.where));
    }

    // The first few, and how many there are besides.
    static LocalText places_of(const std::vector<Seat>& seats) {
        constexpr std::size_t few = 3;
        LocalText all;
        for (std::size_t i = 0; i < std::min(few, seats.size()); ++i) {
            const LocalText at = place_of(seats[i]);
            all.vi += (i ? ", " : "") + at.vi;
            all.en += (i ? ", " : "") + at.en;
        }
        if (seats.size() <= few) return all;
        const std::string more = std::to_string(seats.size() - few);
        return {all.vi + " và " + more + " nơi nữa", all.en + " and " + more + " more places"};
    }

    std::string codes_of(const std::vector<StepPeople>& steps) {
        std::set<std::string> codes;
        for (const StepPeople& step : steps) {
            for (const std::string& person : step.persons) {
                const auto known = read_.people.find(PersonId{person});
                codes.insert(known ? known->code : person);
            }
        }
        std::string all;
        for (const std::string& code : codes) all += (all.empty() ? "" : ", ") + code;
        return all;
    }

    // "; vai trò: …" of each step, as its first way says it.
    LocalText whose(const Definition& definition, const std::vector<StepPeople>& steps, const Seat& seat) const {
        LocalText all;
        for (const StepPeople& step : steps) {
            for (const auto& transition : definition.transitions) {
                if (!transition.is_human() || !takes_event(transition, step.step)) continue;
                const LocalText who = roles_of(transition.by, seat);
                const LocalText title = title_of(transition, step.step);
                all.vi += (all.vi.empty() ? "“" : "; “") + title.vi + "”: " + who.vi;
                all.en += (all.en.empty() ? "“" : "; “") + title.in(Lang::en) + "”: " + who.en;
                break;
            }
        }
        return all;
    }

    static LocalText title_of_step(const Definition& definition, const std::string& event) {
        for (const auto& transition : definition.transitions) {
            if (transition.is_human() && takes_event(transition, event)) return title_of(transition, event);
        }
        return {event, event};
    }

    void too_few(const Definition& definition, const Transition& later, const Seat& seat, const Unit& unit,
                 std::size_t units, const std::vector<StepPeople>& steps) {
        if (!told_.insert(definition.name + "|" + later.events.front() + "|" + seat.body->id).second) return;
        const LocalText title = title_of(later, later.events.front());
        LocalText at = place_of(seat);
        if (unit.id != seat.unit.id) at.vi += ", đơn vị " + unit.code, at.en += ", unit " + unit.code;
        if (units > 1) {
            const std::string more = std::to_string(units - 1);
            at.vi += " và " + more + " đơn vị nữa", at.en += " and " + more + " more";
        }
        const std::string codes = codes_of(steps);
        LocalText earlier;
        for (std::size_t i = 1; i < steps.size(); ++i) {
            const LocalText step = title_of_step(definition, steps[i].step);
            earlier.vi += (i > 1 ? ", “" : "“") + step.vi + "”";
            earlier.en += (i > 1 ? ", “" : "“") + step.in(Lang::en) + "”";
        }
        const LocalText who = whose(definition, steps, seat);
        problems_.push_back(warning(
            "W20",
            {"Ở " + at.vi + " chỉ có " + codes + " làm được bước “" + title.vi + "” (" + definition.name +
                 ") và bước " + earlier.vi + ", mà các bước này phải do những người khác nhau (" + who.vi + ").",
             "At " + at.en + " only " + codes + " can take step “" + title.in(Lang::en) + "” (" + definition.name +
                 (steps.size() > 2 ? ") and steps " : ") and step ") + earlier.en +
                 ", which must be done by different people (" + who.en + ")."},
            {"Giao một trong các việc này cho thêm người khác.", "Give one of these to somebody else, too."},
            later.where));
    }

    LocalText roles_of(const std::vector<By>& by, const Seat& seat) const {
        std::vector<std::string> roles;
        const auto add = [&](const std::string& role) {
            if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
        };
        for (const By& one : by) {
            if (one.kind == By::Kind::body_head) add(seat.body->head);
            if (one.kind == By::Kind::body_secretary) add(seat.body->secretary);
            if (one.kind == By::Kind::role || one.kind == By::Kind::unit_head) add(one.role);
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
    std::map<std::string, Missing> missing_;  // by what it says of the role
    std::map<UnitId, UnitId> parents_;
    std::map<std::pair<std::string, UnitId>, Persons> held_;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check_staffing(const ProfileBundle& bundle, Readers& read, Date on) {
    return Staffing(bundle, read, on).run();
}

}  // namespace giamsat
