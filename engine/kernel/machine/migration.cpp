// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/migration.hpp"

#include "kernel/machine/run.hpp"

#include <algorithm>
#include <set>

namespace giamsat {
namespace {

using Refused = tl::unexpected<LocalText>;

Problem wrong_mapping(const std::string& old, const std::string& next, const LocalText& why) {
    return {ProblemCode::mapping_invalid, {{"mapping", old + "=" + next}, {"why", why.vi}, {"why_en", why.en}}};
}

bool ends_case(const Definition& definition, StateIndex state) {
    return definition.at(state).kind == StateKind::final && definition.at(state).parent == 0;
}

std::optional<LocalText> target_fault(const Definition& to, const std::string& name, bool history) {
    const auto target = to.state(name);
    if (!target)
        return LocalText{"phiên bản mới không có trạng thái “" + name + "”",
                         "the new version has no state “" + name + "”"};
    if (machine::is_history(to.at(*target)) != history)
        return LocalText{"“" + name + "” không cùng loại", "“" + name + "” is not of the same kind"};
    if (!history && !machine::is_leaf(to.at(*target)))
        return LocalText{"“" + name + "” có trạng thái con: phải nêu trạng thái con",
                         "“" + name + "” has states inside: name one of those"};
    if (ends_case(to, *target))
        return LocalText{"“" + name + "” kết thúc hồ sơ: chuyển phiên bản không kết thúc hồ sơ nào",
                         "“" + name + "” ends the case: a migration ends none"};
    return std::nullopt;
}

bool is_active(const Definition& definition, const CaseState& state, StateIndex wanted) {
    return std::any_of(state.configuration.begin(), state.configuration.end(),
                       [&](StateIndex leaf) { return leaf == wanted || definition.inside(leaf, wanted); });
}

bool is_complete(const Definition& definition, const CaseState& state, StateIndex index) {
    if (!is_active(definition, state, index)) return false;
    const auto& children = definition.at(index).children;
    const auto in_final = [&](StateIndex child) {
        return definition.at(child).kind == StateKind::final && is_active(definition, state, child);
    };
    if (definition.at(index).kind == StateKind::compound)
        return std::any_of(children.begin(), children.end(), in_final);
    return definition.at(index).kind == StateKind::parallel &&
           std::all_of(children.begin(), children.end(), [&](StateIndex child) {
               return machine::is_history(definition.at(child)) || is_complete(definition, state, child);
           });
}

bool hears(const Definition& definition, const std::string& event) {
    return std::any_of(definition.transitions.begin(), definition.transitions.end(),
                       [&](const Transition& transition) { return takes_event(transition, event); });
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

}  // namespace

Result<StateMap> StateMap::make(const Definition& from, const Definition& to, const NamedMapping& named) {
    StateMap map(from, to);
    std::vector<Problem> problems;
    for (const auto& [old, targets] : named) {
        const auto source = from.state(old);
        if (!source)
            problems.push_back(wrong_mapping(
                old, targets.empty() ? "" : targets.front(),
                {"phiên bản cũ không có trạng thái “" + old + "”", "the old version has no state “" + old + "”"}));
        for (const std::string& target : targets) {
            const bool history = source && machine::is_history(from.at(*source));
            if (auto fault = source ? target_fault(to, target, history) : std::nullopt)
                problems.push_back(wrong_mapping(old, target, *fault));
            else if (source)
                map.named_[*source].push_back(*to.state(target));
        }
    }
    if (!problems.empty()) return join(std::move(problems));
    return map;
}

std::vector<StateIndex> StateMap::of(StateIndex leaf) const {
    if (auto named = named_.find(leaf); named != named_.end()) return named->second;
    const auto same = to_.state(from_.at(leaf).id);
    if (same && to_.at(*same).kind == from_.at(leaf).kind && !ends_case(to_, *same)) return {*same};
    for (StateIndex at = from_.at(leaf).parent; at > 0; at = from_.at(at).parent) {
        if (auto named = named_.find(at); named != named_.end()) return named->second;
    }
    return {};
}

LocalText StateMap::unmapped(StateIndex leaf) const {
    const std::string& id = from_.at(leaf).id;
    const bool there = to_.state(id).has_value();
    return {"trạng thái “" + id + "” " + (there ? "nay thuộc loại khác" : "không còn trong phiên bản mới") +
                " và không có --map cho nó",
            "state “" + id + "” " + (there ? "is of another kind now" : "is gone in the new version") +
                " and no --map says where it goes"};
}

tl::expected<void, LocalText> StateMap::move_configuration(const CaseState& before, CaseState& after) const {
    std::set<StateIndex> leaves;
    for (const StateIndex leaf : before.configuration) {
        const auto targets = of(leaf);
        if (targets.empty()) return Refused(unmapped(leaf));
        leaves.insert(targets.begin(), targets.end());
    }
    after.configuration.assign(leaves.begin(), leaves.end());
    if (auto fault = configuration_fault(to_, after.configuration)) return Refused(*fault);
    // Who stands in a state that is complete already will never hear that it is.
    for (StateIndex index = 1; index < static_cast<StateIndex>(to_.states.size()); ++index) {
        const std::string& id = to_.at(index).id;
        const auto old = from_.state(id);
        const bool was = old && is_complete(from_, before, *old);
        if (!was && is_complete(to_, after, index) && hears(to_, "done.state." + id))
            return Refused(LocalText{"“" + id + "” sẽ xong sẵn mà không ai báo done.state." + id,
                                     "“" + id + "” would be complete with nobody to raise done.state." + id});
    }
    return {};
}

tl::expected<void, LocalText> StateMap::move_data(const CaseState& before, Migration& out) const {
    for (const DataField& old : from_.data) {
        const Json& value = before.value(from_, old.name);
        if (value.is_null()) continue;
        const DataField* field = to_.field(old.name);
        if (!field) {
            out.data.push_back({DataMove::What::dropped, old.name, value, nullptr});
            continue;
        }
        auto moved = field->type == old.type ? std::optional<Json>(value) : field_value(field->type, text_of(value));
        if (!moved)
            return Refused(
                LocalText{"giá trị “" + text_of(value) + "” của trường “" + old.name + "” không đổi kiểu được",
                          "value “" + text_of(value) + "” of field “" + old.name + "” has no form in its new type"});
        if (*moved != value) out.data.push_back({DataMove::What::converted, old.name, value, *moved});
        out.after.set(to_, old.name, std::move(*moved));
    }
    for (const DataField& field : to_.data) {
        if (field.initial.is_null() || from_.field(field.name)) continue;
        out.after.set(to_, field.name, field.initial);
        out.data.push_back({DataMove::What::initial, field.name, nullptr, field.initial});
    }
    return {};
}

void StateMap::move_history(const CaseState& before, Migration& out) const {
    for (const auto& [history, remembered] : before.history) {
        const auto named = named_.find(history);
        const auto same = to_.state(from_.at(history).id);
        std::optional<StateIndex> target;
        if (named != named_.end()) target = named->second.front();
        if (!target && same && machine::is_history(to_.at(*same))) target = *same;
        std::set<StateIndex> kept;
        bool whole = target.has_value();
        for (const StateIndex state : remembered) {
            // A shallow history remembers a child of its parent, which may have states inside it.
            const auto alike = to_.state(from_.at(state).id);
            const bool leaf = machine::is_leaf(from_.at(state));
            const auto moved = leaf ? of(state) : std::vector<StateIndex>{};
            if (!leaf && alike && to_.at(*alike).kind == from_.at(state).kind) kept.insert(*alike);
            kept.insert(moved.begin(), moved.end());
            whole = whole && (!moved.empty() || (!leaf && alike));
        }
        whole = whole && std::all_of(kept.begin(), kept.end(),
                                     [&](StateIndex state) { return to_.inside(state, to_.at(*target).parent); });
        if (whole)
            out.after.history.emplace_back(*target, std::vector<StateIndex>(kept.begin(), kept.end()));
        else
            out.forgotten.push_back(from_.at(history).id);
    }
}

// The deadline that goes on for the one of an old state: of the state it maps to, when that is active and has one.
const Deadline* StateMap::successor(StateIndex old, const CaseState& after) const {
    std::vector<StateIndex> candidates;
    if (auto named = named_.find(old); named != named_.end()) candidates = named->second;
    if (auto same = to_.state(from_.at(old).id)) candidates.push_back(*same);
    for (const StateIndex candidate : candidates) {
        const State& state = to_.at(candidate);
        if (state.within && is_active(to_, after, candidate)) return &*state.within;
    }
    return nullptr;
}

void StateMap::move_timers(const CaseState& before, const std::vector<RunningTimer>& timers, Migration& out) const {
    std::set<std::string> heirs;  // deadlines of the new version that an old one goes on in
    std::map<std::string, std::pair<std::string, std::string>> renamed;  // timer id -> (id, event) it has from now on
    for (StateIndex index = 1; index < static_cast<StateIndex>(from_.states.size()); ++index) {
        const State& state = from_.at(index);
        const Deadline* next = state.within && is_active(from_, before, index) ? successor(index, out.after) : nullptr;
        if (!next) continue;
        heirs.insert(next->id);
        renamed[state.within->id] = {next->id, next->event};
        for (std::size_t i = 0; i < std::min(state.within->linked.size(), next->linked.size()); ++i)
            renamed[state.within->linked[i].id] = {next->linked[i].id, next->linked[i].event};
    }
    std::set<std::string> of_deadlines;
    for (const State& state : from_.states) {
        if (!state.within) continue;
        of_deadlines.insert(state.within->id);
        for (const LinkedTimer& linked : state.within->linked) of_deadlines.insert(linked.id);
    }
    for (const RunningTimer& timer : timers) {
        TimerMove move{TimerMove::What::kept, timer.id, {timer.id, true, timer.event, {}, {}}};
        const auto next = renamed.find(timer.id);
        if (next != renamed.end())
            std::tie(move.change.id, move.change.event) = next->second;
        else if (of_deadlines.contains(timer.id) || !hears(to_, timer.event))
            move.what = TimerMove::What::cancelled;
        out.timers.push_back(std::move(move));
    }
    for (StateIndex index = 1; index < static_cast<StateIndex>(to_.states.size()); ++index) {
        const State& state = to_.at(index);
        if (!state.within || !is_active(to_, out.after, index) || heirs.contains(state.within->id)) continue;
        const Deadline& deadline = *state.within;
        TimerChange change{deadline.id, true, deadline.event, deadline.within, {}, deadline.late};
        if (!change.after.field.empty()) {
            const Json& day = out.after.value(to_, change.after.field);
            auto parsed = day.is_string() ? Date::parse(day.get<std::string>()) : Result<Date>(Date{});
            if (!day.is_string() || !parsed) continue;
            change.field_date = *parsed;
        }
        for (const LinkedTimer& linked : deadline.linked)
            out.timers.push_back(
                {TimerMove::What::set,
                 linked.id,
                 {linked.id, true, linked.event, change.after, change.field_date, linked.late, &linked}});
        out.timers.push_back({TimerMove::What::set, deadline.id, std::move(change)});
    }
}

tl::expected<Migration, LocalText> StateMap::migrate(const CaseState& before,
                                                     const std::vector<RunningTimer>& timers) const {
    Migration out;
    if (auto moved = move_configuration(before, out.after); !moved) return Refused(moved.error());
    if (auto moved = move_data(before, out); !moved) return Refused(moved.error());
    move_history(before, out);
    move_timers(before, timers, out);
    return out;
}

}  // namespace giamsat
