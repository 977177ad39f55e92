// SPDX-License-Identifier: Apache-2.0
#include "kernel/explore/reading.hpp"

#include "model/expression/decided.hpp"
#include "model/workflow/name_types.hpp"

#include <algorithm>

namespace giamsat::exploring {

namespace {

constexpr std::size_t beginnings_max = 64;
constexpr int children_max = 6;  // followed at a time, however many a guard asks for

void merge(TestedName& into, const TestedName& more) {
    into.type = more.type;
    into.only_constants = into.only_constants && more.only_constants;
    for (const auto& constant : more.constants) {
        auto& all = into.constants;
        if (std::find(all.begin(), all.end(), constant) == all.end()) all.push_back(constant);
    }
}

// Days that lie on both sides of all days a case speaks of.
void add_days(Values& values) {
    for (const int days : {1, -1, 0, 31, 400}) values.emplace_back(today.plus_days(days).iso());
}

// More children than are followed: what such a guard says cannot be tried.
bool asks_for_many(const TestedNames& tested) {
    return std::any_of(tested.names.begin(), tested.names.end(), [](const TestedName& name) {
        return name.name.starts_with("children_") &&
               std::any_of(name.constants.begin(), name.constants.end(),
                           [](const std::string& constant) { return std::atoi(constant.c_str()) >= children_max; });
    });
}

bool is_fixed_fact(const std::string& name) {
    static const std::set<std::string> moving = {"today", "children_total", "children_done", "children_open",
                                                 "findings_open"};
    return case_name_type(name).has_value() && !moving.count(name);
}

Values default_fact(const std::string& name) {
    if (name == "year") return {Json(today.year())};
    if (name == "sample") return {Json(2)};
    if (name == "due_on") return {Json(today.plus_days(30).iso())};
    if (name == "opened_on" || name == "planned_on") return {Json(today.iso())};
    return {Json("scheduled")};
}

}  // namespace

StepFacts facts_at(const ExploredNode& at) {
    const auto* around = &at.around;
    const auto* fixed = &at.facts;
    return {today, [around, fixed](const std::string& name) -> Json {
                if (name == "today") return today.iso();
                if (name == "children_open") return around->children_open;
                if (name == "children_done") return around->children_done;
                if (name == "children_total") return around->children_total;
                if (name == "findings_open") return around->findings;
                const auto found = fixed->find(name);
                return found == fixed->end() ? Json(nullptr) : found->second;
            }};
}

Reading::Reading(const Definition& read, const ExploreContext& around)
    : definition(read), context(around), open_guards_(read.transitions.size(), 0) {
    read_guards();
    read_actions();
    spread();
    find_counters();
}

template <class Visit>
void Reading::each_list(const Visit& visit) const {
    for (const auto& state : definition.states) visit(nullptr, state.entry), visit(nullptr, state.exit);
    for (const auto& transition : definition.transitions) visit(&transition, transition.actions);
}

void Reading::add(const Expression& expression, const Transition* transition, FieldType taker) {
    for (const auto& name :
         tested_names(expression, name_types(definition, transition, context.forms, expression.source(), taker))
             .names) {
        relevant_.insert(name.name);
        const auto [known, fresh] = tested_.emplace(name.name, name);
        if (!fresh) merge(known->second, name);
        if (!name.name.starts_with("children_")) continue;
        waits_for_children_ = true;
        for (const auto& constant : name.constants)
            children_bound_ = std::max(children_bound_, std::clamp(std::atoi(constant.c_str()) + 1, 0, children_max));
    }
}

void Reading::read_guards() {
    for (std::size_t i = 0; i < definition.transitions.size(); ++i) {
        const Transition& transition = definition.transitions[i];
        if (transition.when) {
            add(*transition.when, &transition, FieldType::boolean);
            const auto tested = tested_names(
                *transition.when,
                name_types(definition, &transition, context.forms, transition.when->source(), FieldType::boolean));
            open_guards_[i] =
                (!tested.plain || asks_for_many(tested)) && decided_by_constants(*transition.when) == Decided::open;
            for (const auto& name : tested.names) {
                const auto [known, fresh] = guarded_.emplace(name.name, name);
                if (!fresh) merge(known->second, name);
            }
        }
        waits_for_children_ = waits_for_children_ || takes_event(transition, "child.done");
    }
    for (const auto& state : definition.states) {
        if (!state.wait) continue;
        waits_for_children_ = true;
        if (state.wait->how == Wait::For::count)
            children_bound_ = std::clamp(state.wait->amount + 1, children_bound_, children_max);
    }
}

void Reading::read_actions() {
    each_list([&](const Transition* transition, const std::vector<Action>& actions) {
        for (const auto& action : actions) {
            if (const auto* raise = std::get_if<RaiseAction>(&action)) raised_.insert(raise->event);
            if (const auto* send = std::get_if<SendAction>(&action)) timed_.insert(send->event);
            const auto* open = std::get_if<OpenAction>(&action);
            if (open && open->count) add(*open->count, transition, FieldType::integer);
        }
    });
    for (const auto& state : definition.states) {
        if (!state.within) continue;
        timed_.insert(state.within->event);
        if (!state.within->within.field.empty()) relevant_.insert(state.within->within.field);
        for (const auto& linked : state.within->linked) timed_.insert(linked.event);
    }
}

// What flows into a field that matters, matters too; a value that is copied is compared with what its copy is.
void Reading::spread() {
    for (bool grown = true; grown;) {
        grown = false;
        each_list([&](const Transition* transition, const std::vector<Action>& actions) {
            spread(transition, actions, grown);
        });
    }
}

void Reading::spread(const Transition* transition, const std::vector<Action>& actions, bool& grown) {
    for (const auto& action : actions) {
        const auto* assign = std::get_if<AssignAction>(&action);
        if (!assign || !matters(assign->field)) continue;
        const std::size_t before = relevant_.size();
        const DataField* field = definition.field(assign->field);
        add(assign->value, transition, field ? field->type : FieldType::text);
        share_constants(assign->field, assign->value, transition);
        grown = grown || relevant_.size() > before;
    }
}

void Reading::share_constants(const std::string& from, const Expression& to, const Transition*) {
    const auto source = tested_.find(from);
    const auto target = to.names().size() == 1 ? tested_.find(to.names().front()) : tested_.end();
    if (source == tested_.end() || target == tested_.end() || source == target) return;
    TestedName more = source->second;
    more.type = target->second.type;
    merge(target->second, more);
}

// A field every assignment makes greater by a constant, or sets to one.
void Reading::find_counters() {
    std::set<std::string> odd;
    each_list([&](const Transition*, const std::vector<Action>& actions) {
        for (const auto& action : actions) {
            const auto* assign = std::get_if<AssignAction>(&action);
            if (!assign) continue;
            const auto& names = assign->value.names();
            const bool own = names.empty() || (names.size() == 1 && names.front() == assign->field);
            const bool grows = assign->value.source().find_first_of("-*(") == std::string::npos;
            if (!own || !grows) odd.insert(assign->field);
        }
    });
    for (const auto& [name, tested] : guarded_) {
        const int field = definition.field_index(name);
        const bool whole = tested.type == FieldType::integer || tested.type == FieldType::money;
        if (field < 0 || !whole || !tested.only_constants || odd.count(name)) continue;
        std::int64_t beyond = 1;
        for (const auto& constant : tested.constants)
            beyond = std::max<std::int64_t>(beyond, std::atoll(constant.c_str()) + 1);
        counters_[field] = beyond;
    }
}

Json Reading::told_apart(int field, const Json& value) const {
    const auto counter = counters_.find(field);
    if (counter == counters_.end() || !value.is_number_integer()) return value;
    return std::min<std::int64_t>(value.get<std::int64_t>(), counter->second);
}

Values Reading::values(const std::string& name, FieldType type) const {
    const auto found = tested_.find(name);
    TestedName tested = found == tested_.end() ? TestedName{name, type, {}, true} : found->second;
    Values values = telling_values(tested);
    const bool loose = !tested.only_constants || tested.constants.empty();
    if (type == FieldType::date && loose) add_days(values);
    if (!tested.only_constants && (type == FieldType::integer || type == FieldType::money)) values.emplace_back(2);
    return values;
}

Values Reading::answers(const Form& form, const std::string& name) const {
    const auto dot = name.find('.');
    const Question* question = form.question(name.substr(0, dot));
    if (!question) return {Json(nullptr)};
    if (question->repeat) {
        Values counts;
        for (const auto& value : values("form." + name, FieldType::integer)) {
            if (value.is_number_integer() && value >= 0 && value <= 8) counts.push_back(value);
        }
        return counts;
    }
    Values all = values("form." + name, question->type);
    const auto list = form.choices.find(question->list);
    if (question->type == FieldType::choice && list != form.choices.end()) {
        all = {Json(nullptr)};
        for (const auto& choice : list->second) all.emplace_back(choice.name);
    }
    if (question->required && all.size() > 1) all.erase(all.begin());
    return all;
}

bool Reading::has_end() const {
    return std::any_of(definition.states.begin(), definition.states.end(),
                       [](const State& state) { return state.kind == StateKind::final && state.parent == 0; });
}

bool Reading::is_idle(const Transition& transition) const {
    if (!transition.targets.empty()) return false;
    return std::all_of(transition.actions.begin(), transition.actions.end(), [&](const Action& action) {
        if (const auto* assign = std::get_if<AssignAction>(&action)) return !matters(assign->field);
        return std::holds_alternative<NotifyAction>(action) || std::holds_alternative<ReportAction>(action) ||
               std::holds_alternative<CallAction>(action) || std::holds_alternative<CountTurnAction>(action);
    });
}

bool Reading::is_idle(const std::string& event) const {
    return std::all_of(definition.transitions.begin(), definition.transitions.end(), [&](const Transition& transition) {
        return !takes_event(transition, event) || is_idle(transition);
    });
}

bool Reading::is_timed(const std::string& event) const { return timed_.count(event) > 0; }

std::vector<Named> Reading::beginnings() const {
    std::vector<Named> all = {{}};
    for (const auto& name : case_names()) {
        if (!is_fixed_fact(name)) continue;
        Values values = default_fact(name);
        const auto found = tested_.find(name);
        if (name == "variant" && found != tested_.end() && context.profile && !context.profile->variants.empty()) {
            values.clear();
            for (const auto& variant : context.profile->variants) values.emplace_back(variant.code);
        } else if (found != tested_.end() && !found->second.constants.empty()) {
            values = telling_values(found->second);
            values.erase(values.begin());
        }
        if (all.size() * values.size() > beginnings_max) values.resize(1);
        std::vector<Named> next;
        for (const auto& one : all) {
            for (const auto& value : values) {
                next.push_back(one);
                next.back()[name] = value;
            }
        }
        all = std::move(next);
    }
    return all;
}

}  // namespace giamsat::exploring
