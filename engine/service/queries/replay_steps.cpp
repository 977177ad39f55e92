// SPDX-License-Identifier: Apache-2.0
// A recorded step under the changed rules: taken, taken after others, or refused.
#include "service/commands/authorise.hpp"
#include "service/queries/replay_case.hpp"

#include <algorithm>

namespace giamsat::replay {

namespace {

Problem too_few_files(int needed, int there) {
    const std::string number = std::to_string(needed);
    return {ProblemCode::invalid_value,
            {{"field", "--attach"},
             {"value", std::to_string(there)},
             {"why", "bước này cần ít nhất " + number + " tệp đính kèm"},
             {"why_en", "this step needs at least " + number + (needed == 1 ? " file" : " files") + " attached"}}};
}

}  // namespace

const Transition* PlayedCase::human_step(const Definition& definition, const Decision& decision,
                                         const std::string& event) const {
    for (const int index : decision.transitions) {
        const Transition& transition = definition.transition(index);
        if (transition.is_human() && takes_event(transition, event)) return &transition;
    }
    return nullptr;
}

std::vector<PersonId> PlayedCase::eligible(const Transition& step, Date on) const {
    for (const By& by : step.by) {
        auto persons = persons_for(by, record_, changed_.profile, read_, on);
        std::erase_if(persons, [&](const PersonId& person) {
            return std::any_of(step.not_by.begin(), step.not_by.end(), [&](const std::string& earlier) {
                auto did = did_.find(earlier);
                return did != did_.end() && did->second.contains(person.value);
            });
        });
        if (!persons.empty()) return persons;
    }
    return {};
}

// What stands in the way of this person taking this step as it was taken, beside the graph itself.
std::optional<Problem> PlayedCase::rule_broken(const Transition& step, const Recorded& recorded, const Profile& profile,
                                               const PersonId& person) const {
    const LocalText what = title_of(step, recorded.event);
    const Details details = {{"what", what.vi}, {"what_en", what.in(Lang::en)}, {"form", step.form}};
    if (!step.form.empty() && step.form != recorded.step.form) return Problem(ProblemCode::form_required, details);
    if (step.reason_required && !recorded.with_reason) return Problem(ProblemCode::reason_required, details);
    if (step.attachments > recorded.files) return too_few_files(step.attachments, recorded.files);
    auto known = read_.people.find(person);
    const std::string code = known ? known->code : person.value;
    for (const std::string& earlier : step.not_by) {
        auto did = did_.find(earlier);
        if (did == did_.end() || !did->second.contains(person.value)) continue;
        const LocalText first = step_title(next_, earlier);
        return Problem(ProblemCode::four_eyes, {{"person", code},
                                                {"earlier", first.vi},
                                                {"earlier_en", first.in(Lang::en)},
                                                {"what", what.vi},
                                                {"what_en", what.in(Lang::en)}});
    }
    if (is_one_of(person, step.by, record_, profile, read_, recorded.entry->date)) return std::nullopt;
    const LocalText who = describe(step.by, record_, profile);
    return Problem(ProblemCode::not_allowed, {{"person", code},
                                              {"what", what.vi},
                                              {"what_en", what.in(Lang::en)},
                                              {"who", who.vi},
                                              {"who_en", who.in(Lang::en)}});
}

void PlayedCase::refuse(const Recorded& recorded, const std::vector<std::string>& from, Problem why) {
    auto& refused = ledger_.report().refused;
    if (!ledger_.counts(recorded.entry->date)) return;
    if (refused_at_ >= 0) {
        ++refused[static_cast<std::size_t>(refused_at_)].after;
        return;
    }
    refused_at_ = static_cast<int>(refused.size());
    refused.push_back(
        {record_.id, record_.workflow, record_.unit, recorded.entry->date, recorded.event, from, std::move(why), 0});
}

// The shortest way of steps that any of its people could have taken, from where the case stands to where this one begins.
std::vector<std::string> PlayedCase::way_to(const Recorded& recorded, const Surroundings& around) const {
    constexpr std::size_t steps_max = 4, looked_at_max = 200;
    struct Ahead {
        CaseState state;
        std::vector<std::string> events;
    };
    const StepFacts then = facts(around, recorded.entry->date);
    std::vector<Ahead> all = {{would_, {}}};
    std::set<std::vector<StateIndex>> seen = {would_.configuration};
    for (std::size_t at = 0; at < all.size() && at < looked_at_max; ++at) {
        const Ahead from = all[at];
        if (from.events.size() == steps_max) break;
        for (const Offer& offer : offers(next_, from.state, then)) {
            StepEvent event;
            event.name = offer.event;
            if (!offer.blocked.empty() || offer.event == recorded.event) continue;
            const auto taken = step_of_parent(next_, from.state, event, then);
            if (!taken || !seen.insert(taken->configuration).second) continue;
            Ahead next = from;
            apply(*taken, next.state);
            next.events.push_back(offer.event);
            if (step_of_parent(next_, next.state, recorded.step, then)) return next.events;
            if (!taken->done) all.push_back(std::move(next));
        }
    }
    return {};
}

void PlayedCase::add_extra(const std::string& event, const std::string& before, const PersonId& by, Date on) {
    differs_ = true;
    did_[event].insert(by.value);
    if (!ledger_.counts(on)) return;
    ledger_.took(by, on, false, true);
    ledger_.report().extra.push_back({record_.id, record_.workflow, on, event, before, by});
}

bool PlayedCase::ask_for_extra(const Recorded& recorded, const Surroundings& around) {
    const Date on = recorded.entry->date;
    const auto way = way_to(recorded, around);
    for (const std::string& event : way) {
        StepEvent first;
        first.name = event;
        Decision decision;
        if (!play(first, around, on, recorded.entry->t, decision)) return false;
        const Transition* asked = human_step(next_, decision, event);
        add_extra(event, recorded.event, asked ? ledger_.least_busy(eligible(*asked, on), on) : PersonId{}, on);
    }
    return !way.empty();
}

// Where everybody has to do it: who did then counts, and each of the others does it besides.
void PlayedCase::complete_agreement(const Transition& taken, const Recorded& recorded, const PersonId& person) {
    const Date on = recorded.entry->date;
    const auto known = agreed_.find(recorded.event);
    std::vector<PersonId> done = known == agreed_.end() ? std::vector<PersonId>{} : known->second;
    for (const PersonId& one : done)
        if (ledger_.counts(on)) ledger_.took(one, on, false, true);
    done.push_back(person);
    for (const By& by : taken.by) {
        for (const PersonId& one : persons_for(by, record_, changed_.profile, read_, on)) {
            if (std::find(done.begin(), done.end(), one) != done.end()) continue;
            done.push_back(one);
            add_extra(recorded.event, recorded.event, one, on);
        }
    }
}

void PlayedCase::play_recorded(const Recorded& recorded, const Surroundings& around) {
    const Entry& entry = *recorded.entry;
    const auto from = ids();
    if (would_ended_) {
        const LocalText why{"hồ sơ đã kết thúc ở “" + (from.empty() ? "" : from.front()) + "”",
                            "the case has ended in “" + (from.empty() ? "" : from.front()) + "”"};
        return refuse(recorded, from,
                      {ProblemCode::not_possible, {{"what", recorded.event}, {"why", why.vi}, {"why_en", why.en}}});
    }
    const bool human = std::any_of(old_->transitions.begin(), old_->transitions.end(), [&](const Transition& one) {
        return one.is_human() && takes_event(one, recorded.event);
    });
    if (!human && !accepts(next_, would_, recorded.event)) return;  // nobody listens, nobody answers for it
    auto possible = step_of_parent(next_, would_, recorded.step, facts(around, entry.date));
    if (!possible && human && !ask_for_extra(recorded, around)) return refuse(recorded, from, possible.error());
    Decision decision;
    if (!play(recorded.step, around, entry.date, entry.t, decision)) return;
    const Transition* taken = human_step(next_, decision, recorded.event);
    if (!taken) return;
    PersonId person = decided(entry);
    const auto broken = rule_broken(*taken, recorded, changed_.profile, person);
    const bool as_before = [&] {
        auto own = step_of_parent(*old_, was_, recorded.step, facts(around, entry.date));
        const Transition* before = own ? human_step(*old_, *own, recorded.event) : nullptr;
        return before && rule_broken(*before, recorded, own_->profile, person).has_value();
    }();
    if (broken && !as_before) {
        refuse(recorded, from, *broken);
        person = ledger_.least_busy(eligible(*taken, entry.date), entry.date);
    }
    if (ledger_.counts(entry.date)) ledger_.took(person, entry.date, false, true);
    if (taken->all_of) complete_agreement(*taken, recorded, person);
}

}  // namespace giamsat::replay
