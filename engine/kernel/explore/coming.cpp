// SPDX-License-Identifier: Apache-2.0
#include "kernel/explore/coming.hpp"

#include "kernel/machine/due.hpp"
#include "kernel/machine/timer_ids.hpp"
#include "model/workflow/each_action.hpp"
#include "model/workflow/name_types.hpp"

#include <algorithm>
#include <iterator>

namespace giamsat::exploring {

using workflow::each_expression_of;

namespace {

class Collect {
public:
    Collect(const Reading& reading, const ExploredNode& node, const ExploreOptions& options, KnownSlots& known)
        : reading_(reading), definition_(reading.definition), node_(node), options_(options), known_(known) {}

    Comings run() {
        for (const auto& pair : node_.around.timers) {
            if (comes_at_once(pair.first)) timer(pair.first, pair.second);
        }
        if (!out_.all.empty()) return std::move(out_);  // before anything else can
        for (const auto& pair : node_.around.timers) timer(pair.first, pair.second);
        for (const int index : open_transitions(definition_, node_.state)) {
            const Transition& transition = definition_.transition(index);
            for (const auto& descriptor : transition.events) event(transition, descriptor);
        }
        children();
        if (node_.around.findings > 0 && reading_.waits_for_findings())
            out_.all.push_back({Move::Kind::finding, {}, {}, false, true});
        return std::move(out_);
    }

private:
    // Sent without delay, wherever it is sent under this id.
    bool comes_at_once(const std::string& id) const {
        bool sent = false, later = false;
        workflow::each_action(definition_, [&](const Action& action, const Transition*) {
            const auto* send = std::get_if<SendAction>(&action);
            if (!send || (send->id.empty() ? send->event != TimerIds::event_of(id) : send->id != id)) return;
            (is_at_once(send->after) ? sent : later) = true;
        });
        return sent && !later;
    }

    void timer(const std::string& id, const std::string& event) {
        Coming coming;
        coming.kind = Move::Kind::timer;
        coming.event.name = event;
        coming.timer = id;
        out_.all.push_back(std::move(coming));
    }

    // A bare chart hears all but what only the engine says; a case of a profile only what another workflow hands it.
    bool comes_from_outside(const std::string& event) const {
        if (event.starts_with("done.state") || event.starts_with("error") || event.starts_with("child")) return false;
        if (reading_.is_timed(event)) return false;
        if (definition_.kind.empty()) return true;
        if (reading_.raises(event)) return false;
        if (!reading_.context.handed) return true;
        const auto& handed = *reading_.context.handed;
        return std::any_of(handed.begin(), handed.end(), [&](const auto& one) { return takes_event(event, one); });
    }

    void event(const Transition& transition, const std::string& descriptor) {
        const std::string name = descriptor == "*" ? "anything" : descriptor;
        const bool person = transition.is_human();
        if (!person && !comes_from_outside(name)) return;
        if (!seen_.insert({name, transition.form, person}).second) return;
        Coming coming;
        coming.kind = person ? Move::Kind::person : Move::Kind::outside;
        coming.event.name = name;
        coming.event.form = transition.form;
        fill(std::move(coming));
    }

    // One coming for each combination of answers that may make a difference.
    void fill(Coming coming) {
        const auto& slots = slots_of(coming.event);
        std::vector<std::size_t> at(slots.size(), 0);
        std::vector<Coming> possible, refused;
        for (std::size_t tried = 0;; ++tried) {
            out_.answers_cut = out_.answers_cut || tried == options_.answers;
            if (tried == options_.answers) break;
            put(coming.event, slots, at);
            (is_refused(coming.event) ? refused : possible).push_back(coming);
            std::size_t wheel = 0;
            while (wheel < at.size() && ++at[wheel] == slots[wheel].values.size()) at[wheel++] = 0;
            if (wheel == at.size()) break;
        }
        // Few values are tried: that the form takes none of them does not mean that nobody can fill it in.
        auto& all = possible.empty() ? refused : possible;
        std::move(all.begin(), all.end(), std::back_inserter(out_.all));
    }

    // Whether the form's own constraints say no to these answers; what reads an absent one says nothing.
    bool is_refused(const StepEvent& event) const {
        const auto* forms = reading_.context.forms;
        const auto form = forms ? forms->find(event.form) : std::map<std::string, Form>::const_iterator{};
        if (!forms || form == forms->end() || !event.answers.is_object()) return false;
        const auto value = [&](const std::string& name) -> Json {
            const auto answer = event.answers.find(name);
            return answer == event.answers.end() ? Json(nullptr) : *answer;
        };
        return std::any_of(form->second.questions.begin(), form->second.questions.end(), [&](const Question& question) {
            if (question.repeat || !question.constraint || !event.answers.contains(question.name)) return false;
            const auto holds = question.constraint->truth(value, today);
            return holds && !*holds;
        });
    }

    static void put(StepEvent& event, const std::vector<Slot>& slots, const std::vector<std::size_t>& at) {
        event.answers = event.form.empty() ? Json(nullptr) : Json::object();
        event.data = nullptr;
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const Json& value = slots[i].values[at[i]];
            const std::string name = slots[i].name.substr(slots[i].name.find('.') + 1);
            if (value.is_null()) continue;
            if (slots[i].name.starts_with("event."))
                event.data[name] = value;
            else if (name.ends_with(".count"))
                event.answers[name.substr(0, name.size() - 6)] =
                    Json(static_cast<std::size_t>(value.get<int>()), Json::object());
            else
                event.answers[name] = value;
        }
    }

    const std::vector<Slot>& slots_of(const StepEvent& event) {
        const auto [slots, fresh] = known_.try_emplace({event.name, event.form});
        if (fresh) slots->second = find_slots(event);
        return slots->second;
    }

    using Wanted = std::map<std::string, FieldType>;  // names, and what the expressions that read them take them for

    std::vector<Slot> find_slots(const StepEvent& event) const {
        Wanted names;
        for (const auto& transition : definition_.transitions) {
            if (!takes_event(transition, event.name)) continue;
            if (transition.when) take(*transition.when, transition, FieldType::boolean, names);
            for (const auto& action : transition.actions) take_from(action, transition, names);
        }
        std::vector<Slot> slots;
        for (const auto& [name, type] : names) {
            Slot slot{name, values_of(name, type, event)};
            if (!is_tried(name)) keep_one(slot.values);
            if (!slot.values.empty()) slots.push_back(std::move(slot));
        }
        return slots;
    }

    // Rows bring something about even where no guard counts them.
    bool is_tried(const std::string& name) const { return reading_.matters(name) || name.ends_with(".count"); }

    // What only has to be there so that the step can be done.
    static void keep_one(Values& values) {
        const auto there =
            std::find_if(values.begin(), values.end(), [](const Json& value) { return !value.is_null(); });
        if (there != values.end()) values = {Json(*there)};
    }

    void take(const Expression& expression, const Transition& transition, FieldType taker, Wanted& names) const {
        const auto types = name_types(definition_, &transition, reading_.context.forms, expression.source(), taker);
        for (const auto& name : expression.names()) {
            if (name.starts_with("form.") || name.starts_with("event."))
                names.emplace(name, types(name).value_or(FieldType::text));
        }
    }

    // The rows of findings and recommendations bring something about, so there may be some and there may be none.
    void take_from(const Action& action, const Transition& transition, Wanted& names) const {
        const auto* assign = std::get_if<AssignAction>(&action);
        const DataField* field = assign ? definition_.field(assign->field) : nullptr;
        each_expression_of(action, [&](const Expression& one) {
            take(one, transition, field ? field->type : FieldType::text, names);
        });
        if (const auto* findings = std::get_if<FindingsAction>(&action)) {
            if (!findings->rows.empty() && reading_.waits_for_findings())
                names.emplace("form." + findings->rows + ".count", FieldType::integer);
        }
        if (const auto* recommend = std::get_if<RecommendAction>(&action)) {
            if (!recommend->rows.empty()) names.emplace("form." + recommend->rows + ".count", FieldType::integer);
        }
    }

    Values values_of(const std::string& name, FieldType type, const StepEvent& event) const {
        const auto* forms = reading_.context.forms;
        if (name.starts_with("form.")) {
            if (forms && forms->count(event.form)) return reading_.answers(forms->at(event.form), name.substr(5));
            if (name.ends_with(".count")) return {Json(0), Json(1)};
            return reading_.values(name, type);
        }
        if (name == "event.workflow") return words(definition_.children());
        if (name == "event.outcome") return {Json("done"), Json("cancelled")};
        const DataField* field = definition_.field(name.substr(6));
        return reading_.values(name, field ? field->type : type);
    }

    static Values words(const std::vector<std::string>& all) { return Values(all.begin(), all.end()); }

    void children() {
        if (node_.around.children_open == 0) return;
        child(true);
        if (reading_.counts("done") || reading_.matters("event.outcome")) child(false);
    }

    void child(bool done_well) {
        Coming coming;
        coming.kind = Move::Kind::child;
        coming.event.name = "child.done";
        coming.done_well = done_well;
        const std::size_t first = out_.all.size();
        fill(std::move(coming));
        const auto unlike = [&](const Coming& one) {
            const auto outcome = one.event.data.is_object() ? one.event.data.find("outcome") : one.event.data.end();
            return one.event.data.is_object() && outcome != one.event.data.end() && (*outcome == "done") != done_well;
        };
        out_.all.erase(std::remove_if(out_.all.begin() + static_cast<std::ptrdiff_t>(first), out_.all.end(), unlike),
                       out_.all.end());
    }

    const Reading& reading_;
    const Definition& definition_;
    const ExploredNode& node_;
    const ExploreOptions& options_;
    KnownSlots& known_;
    std::set<std::tuple<std::string, std::string, bool>> seen_;
    Comings out_;
};

}  // namespace

Comings comings(const Reading& reading, const ExploredNode& node, const ExploreOptions& options, KnownSlots& known) {
    return Collect(reading, node, options, known).run();
}

std::vector<int> open_transitions(const Definition& definition, const CaseState& state) {
    std::vector<int> all;
    std::vector<char> seen(definition.states.size(), 0);
    for (StateIndex leaf : state.configuration) {
        for (StateIndex at = leaf; at >= 0; at = definition.at(at).parent) {
            if (seen[static_cast<std::size_t>(at)]) break;
            seen[static_cast<std::size_t>(at)] = 1;
            const auto& own = definition.at(at).transitions;
            all.insert(all.end(), own.begin(), own.end());
        }
    }
    return all;
}

}  // namespace giamsat::exploring
