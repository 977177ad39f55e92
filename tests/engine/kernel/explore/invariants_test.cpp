// SPDX-License-Identifier: Apache-2.0
// What must hold after every step: in all states of the shipped workflows that eight events can lead to, each gone on from
// once.
#include "kernel/explore/explore.hpp"
#include "model/workflow/check_bundle.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

#include <algorithm>
#include <set>

using namespace giamsat;
using namespace giamsat::test;

namespace {

// A case as the journal knows it: what each step changed, by names, as text; and nothing else.
Json written(const Definition& definition, const Decision& decision) {
    Json entry = {{"to", Json::array()}, {"data", Json::object()}, {"history", Json::object()}};
    const auto id = [&](StateIndex state) { return definition.at(state).id; };
    for (const StateIndex state : decision.configuration) entry["to"].push_back(id(state));
    for (const auto& [field, value] : decision.data)
        entry["data"][definition.data[static_cast<std::size_t>(field)].name] = value;
    for (const auto& [history, kept] : decision.history) {
        Json ids = Json::array();
        for (const StateIndex state : kept) ids.push_back(id(state));
        entry["history"][id(history)] = ids;
    }
    return entry;
}

void read_back(const Definition& definition, const std::string& bytes, CaseState& state) {
    const Json entry = Json::parse(bytes);
    state.configuration.clear();
    for (const auto& id : entry["to"]) state.configuration.push_back(*definition.state(id.get<std::string>()));
    for (const auto& [name, value] : entry["data"].items()) state.set(definition, name, value);
    for (const auto& [id, ids] : entry["history"].items()) {
        const StateIndex history = *definition.state(id);
        std::vector<StateIndex> kept;
        for (const auto& one : ids) kept.push_back(*definition.state(one.get<std::string>()));
        std::erase_if(state.history, [&](const auto& known) { return known.first == history; });
        state.history.emplace_back(history, std::move(kept));
    }
}

bool same(const Definition& definition, CaseState a, CaseState b) {
    std::sort(a.history.begin(), a.history.end());
    std::sort(b.history.begin(), b.history.end());
    return a.configuration == b.configuration && a.by_name(definition) == b.by_name(definition) &&
           a.history == b.history;
}

// Active together are: exactly one state of each compound, all regions of each parallel, no history state.
bool is_legal(const Definition& definition, const CaseState& state) {
    std::set<StateIndex> active;
    for (const StateIndex leaf : state.configuration) {
        if (!definition.at(leaf).children.empty()) return false;
        for (StateIndex at = leaf; at >= 0; at = definition.at(at).parent) active.insert(at);
    }
    return std::all_of(active.begin(), active.end(), [&](StateIndex at) {
        const State& one = definition.at(at);
        if (one.kind == StateKind::history_shallow || one.kind == StateKind::history_deep) return false;
        std::ptrdiff_t inside = 0, regions = 0;
        for (const StateIndex child : one.children) {
            const StateKind kind = definition.at(child).kind;
            inside += active.count(child) ? 1 : 0;
            regions += kind == StateKind::history_shallow || kind == StateKind::history_deep ? 0 : 1;
        }
        if (one.kind == StateKind::compound) return inside == 1;
        return one.kind != StateKind::parallel || inside == regions;
    });
}

// A deadline runs in its state and nowhere else; what a step enters has its own set, where a day is there to set it to.
// `running` holds those of the steps so far.
bool deadlines_fit(const Definition& definition, const CaseState& state, const std::set<std::string>& running,
                   const Decision& decision) {
    for (const State& one : definition.states) {
        if (!one.within) continue;
        const StateIndex index = *definition.state(one.id);
        const bool runs = running.count(one.within->id) > 0;
        const bool active = std::any_of(state.configuration.begin(), state.configuration.end(), [&](StateIndex leaf) {
            return leaf == index || definition.inside(leaf, index);
        });
        const bool entered = std::count(decision.entered.begin(), decision.entered.end(), index) > 0;
        if (runs && !active) return false;
        if (active && entered && !runs && one.within->within.field.empty()) return false;
    }
    return true;
}

std::set<std::string> still_running(const ExploredNode& before, const Decision& decision) {
    std::set<std::string> running;
    for (const auto& [id, event] : before.around.timers) running.insert(id);
    for (const auto& timer : decision.timers) {
        running.erase(timer.id);
        if (timer.set) running.insert(timer.id);
    }
    return running;
}

struct Counts {
    int taken = 0;
    int refused = 0;
};

// Throws nothing: every breach is a CHECK of its own.
void hold(const Definition& definition, const ExploredNode& before, const StepEvent& event, const StepFacts& facts,
          const Result<Decision>& decision, Counts& counts) {
    const CaseState kept = before.state;
    const auto again = step_of_parent(definition, before.state, event, facts);
    CHECK(same(definition, kept, before.state));
    REQUIRE(again.has_value() == decision.has_value());
    if (!decision) {
        ++counts.refused;
        CHECK(again.error().name() == decision.error().name());
        return;
    }
    ++counts.taken;
    CaseState after = before.state;
    apply(*decision, after);
    CaseState replayed = before.state;
    read_back(definition, written(definition, *again).dump(), replayed);
    CHECK(same(definition, after, replayed));
    CHECK(is_legal(definition, after));
    CHECK(deadlines_fit(definition, after, still_running(before, *decision), *decision));
    const bool ended = std::any_of(after.configuration.begin(), after.configuration.end(), [&](StateIndex leaf) {
        return definition.at(leaf).kind == StateKind::final && definition.at(leaf).parent == 0;
    });
    CHECK(decision->done == ended);
}

}  // namespace

TEST_CASE(
    "in every state within eight events each step replays from what was written, and a refused one changes nothing") {
    const ProfileBundle& bundle = dong_son();
    int refused = 0;
    for (const auto& [name, definition] : bundle.workflows) {
        const auto handed = handed_to(definition, {bundle.workflows, &bundle.profile, &bundle.forms});
        Counts counts;
        ExploreOptions options;
        options.events = 8;
        options.on_step = [&, &held = definition](const ExploredNode& before, const StepEvent& event,
                                                  const StepFacts& facts, const Result<Decision>& decision) {
            hold(held, before, event, facts, decision, counts);
        };
        const Exploration found = explore(definition, {&bundle.profile, &bundle.forms, &handed}, options);
        INFO(name << ": " << found.nodes.size() << " states, " << counts.taken << " steps, " << counts.refused
                  << " refused");
        CHECK(found.nodes.size() < options.states);  // none left out
        CHECK(counts.taken >= static_cast<int>(found.nodes.size()) - 1);
        CHECK(found.traps.empty());  // no obligation lost, no way without an end among them
        refused += counts.refused;
    }
    CHECK(refused > 0);
}

namespace {

std::string key_of(const ExploredNode& before, const StepEvent& event) {
    const Around& around = before.around;
    return Json{before.state.configuration,
                before.state.data,
                before.state.history,
                before.facts,
                around.children_open,
                around.children_done,
                around.children_total,
                around.recommended,
                event.name,
                event.form,
                event.answers,
                event.data}
        .dump();
}

// The cases of an exploration, rebuilt from nothing but what their steps wrote.
class Rebuilt {
public:
    Rebuilt(const Definition& definition, const Exploration& found, const std::map<std::string, std::string>& journal)
        : definition_(definition), found_(found), journal_(journal) {}

    CaseState state(const ExploredNode& node) const {
        std::vector<const Move*> way;
        for (const ExploredNode* at = &node; at;) {
            way.push_back(&found_.moves[static_cast<std::size_t>(at->arrived)]);
            at = way.back()->from < 0 ? nullptr : &found_.nodes[static_cast<std::size_t>(way.back()->from)];
        }
        CaseState state;
        for (auto move = way.rbegin(); move != way.rend(); ++move) replay(**move, state);
        return state;
    }

private:
    void replay(const Move& move, CaseState& state) const {
        if (move.transition < 0 && move.from >= 0) return;  // only what is around the case changed
        ExploredNode before;
        before.facts = found_.nodes[static_cast<std::size_t>(move.to)].facts;
        before.around.recommended = definition_.kind == "finding";
        if (move.from >= 0) before = found_.nodes[static_cast<std::size_t>(move.from)];
        if (move.kind == Move::Kind::child) --before.around.children_open;
        if (move.kind == Move::Kind::child && counts_done(move)) ++before.around.children_done;
        const auto written = journal_.find(key_of(before, move.event));
        REQUIRE(written != journal_.end());
        read_back(definition_, written->second, state);
    }

    bool counts_done(const Move& move) const {
        return found_.nodes[static_cast<std::size_t>(move.to)].around.children_done >
               found_.nodes[static_cast<std::size_t>(move.from)].around.children_done;
    }

    const Definition& definition_;
    const Exploration& found_;
    const std::map<std::string, std::string>& journal_;
};

}  // namespace

TEST_CASE("each state is rebuilt from what the steps on the way to it wrote") {
    const ProfileBundle& bundle = dong_son();
    for (const auto& [name, definition] : bundle.workflows) {
        const auto handed = handed_to(definition, {bundle.workflows, &bundle.profile, &bundle.forms});
        std::map<std::string, std::string> journal;
        ExploreOptions options;
        options.events = 8;
        options.on_step = [&, &held = definition](const ExploredNode& before, const StepEvent& event, const StepFacts&,
                                                  const Result<Decision>& decision) {
            if (decision) journal[key_of(before, event)] = written(held, *decision).dump();
        };
        const Exploration found = explore(definition, {&bundle.profile, &bundle.forms, &handed}, options);
        INFO(name);
        const Rebuilt rebuilt(definition, found, journal);
        for (const auto& node : found.nodes) {
            CHECK(node.events <= 8);
            CHECK(is_legal(definition, node.state));
            CHECK(same(definition, rebuilt.state(node), node.state));
        }
    }
}
