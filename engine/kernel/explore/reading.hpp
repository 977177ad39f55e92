// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/explore: what of a definition matters to where its cases can go, read once.
#pragma once

#include "kernel/explore/explore.hpp"
#include "model/expression/tested_names.hpp"

#include <set>

namespace giamsat::exploring {

using Values = std::vector<Json>;
using Named = std::map<std::string, Json>;

class Reading {
public:
    Reading(const Definition& definition, const ExploreContext& context);

    const Definition& definition;
    const ExploreContext& context;

    // Whether a step may turn out differently because of this name: a data field, a fact, form.x or event.x.
    bool matters(const std::string& name) const { return relevant_.count(name) > 0; }
    bool counts(const char* name) const { return matters(std::string("children_") + name); }
    // Values worth trying for it; the first is the one taken when it does not matter.
    Values values(const std::string& name, FieldType type) const;
    // Of a question: no value when it must be answered, words of its list only.
    Values answers(const Form& form, const std::string& question) const;
    // The greatest number of children a guard speaks of.
    int children_bound() const { return children_bound_; }
    bool waits_for_children() const { return waits_for_children_; }
    bool waits_for_findings() const { return matters("findings_open"); }
    bool has_end() const;
    // An event whose transitions all stay and change nothing that matters.
    bool is_idle(const std::string& event) const;
    // A guard that a few values cannot decide.
    bool is_open_guard(int transition) const { return open_guards_[static_cast<std::size_t>(transition)] != 0; }
    // The facts of a case that stay the same, one map for each combination.
    std::vector<Named> beginnings() const;
    // A field's value as far as guards tell values apart: a counter goes no further than the guards count.
    Json told_apart(int field, const Json& value) const;
    bool raises(const std::string& event) const { return raised_.count(event) > 0; }
    bool is_timed(const std::string& event) const;

private:
    void read_guards();
    void read_actions();
    void find_counters();
    void spread();
    void spread(const Transition* transition, const std::vector<Action>& actions, bool& grown);
    void add(const Expression& expression, const Transition* transition, FieldType taker);
    void share_constants(const std::string& from, const Expression& to, const Transition* transition);
    bool is_idle(const Transition& transition) const;
    template <class Visit>
    void each_list(const Visit& visit) const;

    std::set<std::string> relevant_;
    std::map<std::string, TestedName> tested_;  // by name
    std::vector<char> open_guards_;
    std::set<std::string> raised_;
    std::set<std::string> timed_;
    std::map<std::string, TestedName> guarded_;  // as guards alone use it
    std::map<int, std::int64_t> counters_;       // fields that only grow -> beyond what any guard compares them with
    int children_bound_ = 0;
    bool waits_for_children_ = false;
};

inline const Date today = Date::of(2024, 6, 3);

// What surrounds a case that stands there, as step() asks for it. Keeps a reference to it.
StepFacts facts_at(const ExploredNode& at);

}  // namespace giamsat::exploring
