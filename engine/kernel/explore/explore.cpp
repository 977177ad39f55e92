// SPDX-License-Identifier: Apache-2.0
#include "kernel/explore/explore.hpp"

#include "kernel/explore/blocked.hpp"
#include "kernel/explore/coming.hpp"
#include "kernel/explore/traps.hpp"
#include "kernel/machine/timer_ids.hpp"

#include <algorithm>
#include <unordered_map>

namespace giamsat {

namespace exploring {

namespace {

// Of unnamed sends of one event two are followed: more would go on without end.
bool is_enough(const TimerChange& timer, const Around& around) {
    constexpr int followed_max = 2;
    return timer.id.empty() && std::count_if(around.timers.begin(), around.timers.end(), [&](const auto& running) {
                                   return TimerIds::event_of(running.first) == timer.event;
                               }) >= followed_max;
}

// What a step does around its case, beside opening cases.
void settle_around(const Definition& definition, Around& around, const Decision& decision, const StepEvent& event) {
    std::set<std::string> running;
    for (const auto& pair : around.timers) running.insert(pair.first);
    TimerIds ids(definition, std::move(running));
    for (const auto& timer : decision.timers) {
        if (timer.set && !is_enough(timer, around))
            around.timers[ids.set(timer)] = timer.event;
        else if (!timer.set)
            for (const auto& id : ids.cancel(timer)) around.timers.erase(id);
    }
    const auto rows = [&](const std::string& name) {
        const auto found = event.answers.is_object() ? event.answers.find(name) : event.answers.end();
        return event.answers.is_object() && found != event.answers.end() ? static_cast<int>(found->size()) : 0;
    };
    for (const auto& effect : decision.effects) {
        if (const auto* findings = std::get_if<FindingsAction>(effect.action))
            around.findings = std::min(2, around.findings + (findings->rows.empty() ? 1 : rows(findings->rows)));
        if (const auto* recommend = std::get_if<RecommendAction>(effect.action))
            around.recommended = around.recommended || recommend->rows.empty() || rows(recommend->rows) > 0;
        if (const auto* settle = std::get_if<SettleAction>(effect.action))
            around.recommended = settle->outcome == "reopened";
        if (std::holds_alternative<CancelChildrenAction>(*effect.action)) around.children_open = 0;
    }
}

// How many cases one `open` may open, the fewest first.
struct Range {
    int least = 0;
    int most = 0;
};

Range opened_by(const Effect& effect, int bound) {
    const auto& open = std::get<OpenAction>(*effect.action);
    if (open.from == OpenAction::From::unit) return {1, 1};
    const auto count = effect.values.find("count");
    if (count == effect.values.end()) return {0, bound};
    return {0, std::min<int>(bound, static_cast<int>(std::min<double>(count->second.get<double>(), 1000)))};
}

class Walk {
public:
    Walk(const Definition& definition, const ExploreContext& context, const ExploreOptions& options)
        : reading_(definition, context),
          definition_(definition),
          options_(options),
          taken_(definition.transitions.size(), 0),
          children_max_(std::max(options.children, reading_.children_bound())) {}

    Exploration run() {
        for (const auto& facts : reading_.beginnings()) begin(facts);
        for (std::size_t i = 0; i < out_.nodes.size(); ++i) expand(static_cast<int>(i));
        for (std::size_t i = 0; i < taken_.size(); ++i) {
            if (!taken_[i] && !is_left_out(static_cast<int>(i))) out_.never_taken.push_back(static_cast<int>(i));
        }
        tell_bounds();
        find_traps(reading_, out_, [this](const ExploredNode& at) { return refused_steps(at); });
        return std::move(out_);
    }

private:
    ExploredNode& node(int index) { return out_.nodes[static_cast<std::size_t>(index)]; }

    void begin(const Named& facts) {
        ExploredNode before;
        before.facts = facts;
        before.around.recommended = definition_.kind == "finding";
        Move move;
        take(before, move, before.around);
    }

    void expand(int index) {
        if (node(index).done || node(index).open_ended) return;
        if (options_.events > 0 && node(index).events >= options_.events) return cut(index, depth_met_);
        if (out_.nodes.size() >= options_.states) return cut(index, states_met_);
        const ExploredNode before = node(index);
        const Comings next = comings(reading_, before, options_, slots_);
        answers_met_ = answers_met_ || next.answers_cut;
        for (const auto& coming : next.all) follow(index, before, coming);
    }

    void cut(int index, bool& met) {
        node(index).open_ended = true;
        met = true;
        out_.complete = false;
    }

    void follow(int index, const ExploredNode& before, const Coming& coming) {
        Move move;
        move.kind = coming.kind;
        move.from = index;
        move.event = coming.event;
        move.timer = coming.timer;
        ExploredNode now = before;
        now.open_ended = false;
        if (coming.kind == Move::Kind::timer) now.around.timers.erase(coming.timer);
        if (coming.kind == Move::Kind::finding) --now.around.findings;
        if (coming.kind == Move::Kind::child) child_ends(now.around, coming.done_well);
        if (coming.only_surroundings) return arrive(now, move);
        const bool left_alone =
            coming.kind != Move::Kind::person && !accepts(definition_, now.state, coming.event.name);
        if (left_alone || !take(now, move, now.around)) arrive(now, move);
    }

    void child_ends(Around& around, bool done_well) const {
        --around.children_open;
        around.children_done += done_well && reading_.counts("done") ? 1 : 0;
    }

    // One step; the ways it may go on, by how many cases it opens. False when it was refused.
    bool take(const ExploredNode& before, Move move, const Around& around) {
        const StepFacts facts = facts_at(before);
        auto decision = step_of_parent(definition_, before.state, move.event, facts);
        if (options_.on_step) options_.on_step(before, move.event, facts, decision);
        if (!decision) return note_refusal(decision.error(), before, move), false;
        if (!fits_form(*decision, move)) return false;
        for (const int transition : decision->transitions) taken_[static_cast<std::size_t>(transition)] = 1;
        move.transition = decision->transitions.empty() ? -1 : decision->transitions.front();
        ExploredNode after = before;
        after.around = around;
        apply(*decision, after.state);
        after.done = decision->done;
        after.outcome = decision->outcome;
        settle_around(definition_, after.around, *decision, move.event);
        open_children(after, *decision, move);
        return true;
    }

    // A person hands in one form: a step that wants another one is another coming. In a person's name nothing is done that is
    // nobody's step.
    bool fits_form(const Decision& decision, const Move& move) const {
        if (move.kind != Move::Kind::person || decision.transitions.empty()) return true;
        const auto& taken = decision.transitions;
        const auto theirs = std::find_if(taken.begin(), taken.end(), [&](int index) {
            const Transition& one = definition_.transition(index);
            return one.is_human() && takes_event(one, move.event.name);
        });
        return theirs != taken.end() && definition_.transition(*theirs).form == move.event.form;
    }

    // A macrostep that does not end is a livelock within one step.
    void note_refusal(const Problem& problem, const ExploredNode& before, const Move& move) {
        if (problem.code != ProblemCode::definition_invalid) return;
        for (const auto& [known, unused] : endless_) {
            if (known.configuration == before.state.configuration) return;
        }
        endless_.emplace_back(before.state, problem);
        out_.traps.push_back(endless_step(reading_, out_, move, problem));
    }

    // Steps that a case which stands there can try, and that the engine refuses to carry out: an action fails.
    std::vector<LocalText> refused_steps(const ExploredNode& at) {
        std::vector<LocalText> lines;
        std::set<std::string> told;
        const StepFacts facts = facts_at(at);
        for (const auto& coming : comings(reading_, at, options_, slots_).all) {
            if (coming.only_surroundings || !accepts(definition_, at.state, coming.event.name)) continue;
            const auto decision = step_of_parent(definition_, at.state, coming.event, facts);
            if (!decision && is_failure(decision.error().code) && told.insert(coming.event.name).second)
                lines.push_back(refused(coming.event.name, decision.error()));
        }
        return lines;
    }

    static bool is_failure(ProblemCode code) {
        return code == ProblemCode::expression_invalid || code == ProblemCode::invalid_value;
    }

    LocalText refused(const std::string& event, const Problem& problem) const {
        LocalText step = {"“" + event + "”", "“" + event + "”"};
        for (const auto& transition : definition_.transitions) {
            if (takes_event(transition, event)) step = step_named(definition_, transition);
        }
        return {step.vi + " bị từ chối: " + problem.message(Lang::vi),
                step.en + " is refused: " + problem.message(Lang::en)};
    }

    void open_children(const ExploredNode& after, const Decision& decision, const Move& move) {
        Range sum;
        for (const auto& effect : decision.effects) {
            if (!std::holds_alternative<OpenAction>(*effect.action)) continue;
            const Range one = opened_by(effect, children_max_);
            sum.least += one.least, sum.most += one.most;
        }
        const int room = children_max_ - (counts_total() ? after.around.children_total : after.around.children_open);
        if (sum.most > room) children_met_ = true;
        const int most = std::max(std::min(sum.most, room), std::min(sum.least, room));
        for (int opened = std::min(sum.least, most); opened <= most; ++opened) {
            ExploredNode one = after;
            one.open_ended =
                sum.least > room;  // the case it must open is not there: nothing can be said of what follows
            Move way = move;
            way.opened = opened;
            one.around.children_open += opened;
            one.around.children_total += opened;
            if (!one.done && changes_children(decision)) look_again(one);
            arrive(one, way);
        }
    }

    // What waits for no event looks at the counts as soon as they are there. What it would open then is not followed.
    void look_again(ExploredNode& one) {
        const StepEvent event = giamsat::look_again("children.changed");
        const auto decision = step_of_parent(definition_, one.state, event, facts_at(one));
        if (!decision || decision->transitions.empty()) return;
        for (const int transition : decision->transitions) taken_[static_cast<std::size_t>(transition)] = 1;
        apply(*decision, one.state);
        one.done = decision->done;
        one.outcome = decision->outcome;
        settle_around(definition_, one.around, *decision, event);
        const bool opens = std::any_of(decision->effects.begin(), decision->effects.end(), [](const Effect& effect) {
            return std::holds_alternative<OpenAction>(*effect.action);
        });
        one.open_ended = one.open_ended || opens;
    }

    bool counts_total() const { return reading_.counts("total") || reading_.counts("done"); }

    void arrive(ExploredNode& after, Move move) {
        forget_what_does_not_matter(after);
        const auto [known, fresh] = known_.emplace(key_of(after), static_cast<int>(out_.nodes.size()));
        move.to = known->second;
        if (!fresh && move.to == move.from) return;
        const int index = static_cast<int>(out_.moves.size());
        if (fresh) {
            after.events = move.from < 0 ? 0 : node(move.from).events + 1;
            after.arrived = index;
            after.moves.clear();
            out_.nodes.push_back(after);
        }
        if (move.from >= 0) node(move.from).moves.push_back(index);
        out_.moves.push_back(std::move(move));
    }

    void forget_what_does_not_matter(ExploredNode& after) const {
        auto& timers = after.around.timers;
        for (auto timer = timers.begin(); timer != timers.end();)
            timer = reading_.is_idle(timer->second) ? timers.erase(timer) : std::next(timer);
        if (!counts_total()) after.around.children_total = after.around.children_open;
        if (!reading_.counts("done")) after.around.children_done = 0;
        if (!reading_.waits_for_findings()) after.around.findings = 0;
    }

    std::string key_of(const ExploredNode& after) const {
        Json key = {after.state.configuration,
                    after.around.children_open,
                    after.around.children_done,
                    after.around.children_total,
                    after.around.findings,
                    after.around.recommended,
                    after.around.timers,
                    after.facts,
                    after.done};
        for (std::size_t i = 0; i < definition_.data.size(); ++i) {
            if (reading_.matters(definition_.data[i].name))
                key.push_back(
                    reading_.told_apart(static_cast<int>(i), after.state.value(definition_, definition_.data[i].name)));
        }
        auto history = after.state.history;
        std::sort(history.begin(), history.end());
        key.push_back(history);
        return key.dump();
    }

    // Timers that change nothing that matters are not fired.
    bool is_left_out(int transition) const {
        const auto& events = definition_.transition(transition).events;
        return !events.empty() && std::all_of(events.begin(), events.end(), [&](const std::string& event) {
            return reading_.is_timed(event) && reading_.is_idle(event);
        });
    }

    void tell(const LocalText& text) { out_.not_covered.push_back(text); }

    void tell_bounds() {
        const auto count = [](std::size_t number) { return std::to_string(number); };
        const auto open =
            std::count_if(out_.nodes.begin(), out_.nodes.end(), [](const auto& one) { return one.open_ended; });
        const std::string left = count(static_cast<std::size_t>(open));
        const std::string events = std::to_string(options_.events);
        if (states_met_)
            tell({"Dừng ở " + count(options_.states) + " trạng thái; số trạng thái chưa được đi tiếp: " + left + ".",
                  "Stopped at " + count(options_.states) + " states; states not gone on from: " + left + "."});
        else if (depth_met_)
            tell({"Chỉ xét " + events + " sự kiện; số trạng thái chưa được đi tiếp: " + left + ".",
                  "Only " + events + " events were tried; states not gone on from: " + left + "."});
        if (answers_met_)
            tell({"Mỗi bước chỉ thử " + count(options_.answers) + " cách trả lời biểu mẫu.",
                  "Only " + count(options_.answers) + " ways to answer a form were tried at each step."});
        if (children_met_)
            tell({"Chỉ xét nhiều nhất " + std::to_string(children_max_) + " hồ sơ con.",
                  "At most " + std::to_string(children_max_) + " opened cases were followed."});
    }

    Reading reading_;
    const Definition& definition_;
    const ExploreOptions& options_;
    Exploration out_;
    std::unordered_map<std::string, int> known_;
    KnownSlots slots_;
    std::vector<char> taken_;
    std::vector<std::pair<CaseState, Problem>> endless_;
    int children_max_;
    bool states_met_ = false;
    bool depth_met_ = false;
    bool answers_met_ = false;
    bool children_met_ = false;
};

}  // namespace

}  // namespace exploring

Exploration explore(const Definition& definition, const ExploreContext& context, const ExploreOptions& options) {
    return exploring::Walk(definition, context, options).run();
}

}  // namespace giamsat
