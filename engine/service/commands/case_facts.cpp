// SPDX-License-Identifier: Apache-2.0
// Between rows and the engine's values.
#include "base/core/ensure.hpp"
#include "service/commands/case_engine.hpp"

namespace giamsat {

const ProfileBundle& bundle_of(const CaseRecord& record, const ProfileBundle& newest) {
    auto hash = newest.manifest_hash.find(record.workflow);
    const bool is_newest = hash != newest.manifest_hash.end() && hash->second == record.def;
    return is_newest || !newest.versions ? newest : newest.versions->bundle_of(record.workflow, record.def);
}

const Definition& definition_of(const CaseRecord& record, Session& session) {
    const ProfileBundle& bundle = bundle_of(record, session.profile());
    auto found = bundle.workflows.find(record.workflow);
    ENSURE(found != bundle.workflows.end(), "a case runs on a workflow of the bundle its version came with");
    return found->second;
}

CaseState state_of(const CaseRecord& record, const Definition& definition) {
    CaseState state;
    for (const std::string& id : record.config) {
        auto index = definition.state(id);
        ENSURE(index.has_value(), "a stored configuration names states of its own workflow");
        state.configuration.push_back(*index);
    }
    for (const auto& [id, targets] : record.history) {
        std::vector<StateIndex> kept;
        for (const std::string& target : targets) kept.push_back(*definition.state(target));
        state.history.emplace_back(*definition.state(id), std::move(kept));
    }
    for (const auto& [name, value] : record.data) state.set(definition, name, value);
    return state;
}

std::vector<std::string> state_ids(const std::vector<StateIndex>& states, const Definition& definition) {
    std::vector<std::string> ids;
    for (StateIndex index : states) ids.push_back(definition.states[static_cast<std::size_t>(index)].id);
    return ids;
}

namespace {

Json date_or_null(const std::optional<Date>& date) { return date ? Json(date->iso()) : Json(nullptr); }

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json fact(const std::string& name, const CaseRecord& record, Readers& read) {
    if (name.rfind("children_", 0) == 0) {
        ChildCounts counts = record.id.empty() ? ChildCounts{} : read.cases.count_children(record.id);
        if (name == "children_total") return counts.total;
        if (name == "children_open") return counts.open;
        if (name == "children_done") return counts.done;
    }
    if (name == "findings_open") return record.id.empty() ? 0 : read.cases.count_open_findings(record.id);
    if (name == "planned_on") return date_or_null(record.planned_on);
    if (name == "due_on") return date_or_null(record.due_on);
    if (name == "opened_on") return record.opened_on.iso();
    if (name == "sample") return record.sample;
    if (name == "year") return record.year;
    if (name == "variant") return text_or_null(record.variant);
    if (name == "unit_level") return text_or_null(record.level);
    return nullptr;
}

}  // namespace

StepFacts facts_of(const CaseRecord& record, Readers& read, Date today) {
    return {today, [&record, &read, today](const std::string& name) -> Json {
                return name == "today" ? Json(today.iso()) : fact(name, record, read);
            }};
}

}  // namespace giamsat
