// SPDX-License-Identifier: Apache-2.0
#include "service/commands/human_steps.hpp"

#include "service/commands/authorise.hpp"
#include "service/commands/case_engine.hpp"
#include "service/commands/handlers.hpp"
#include "service/commands/registers.hpp"

#include <algorithm>

namespace giamsat {
namespace {

bool hears(const Transition& transition, const std::string& event) {
    return std::find(transition.events.begin(), transition.events.end(), event) != transition.events.end();
}

bool is_active(const Definition& definition, const CaseRecord& record, StateIndex state) {
    for (const std::string& id : record.config) {
        for (StateIndex at = *definition.state(id); at >= 0;
             at = definition.states[static_cast<std::size_t>(at)].parent) {
            if (at == state) return true;
        }
    }
    return false;
}

}  // namespace

std::vector<const Transition*> human_transitions(const Definition& definition, const CaseRecord& record,
                                                 const std::string& event) {
    std::vector<const Transition*> found;
    bool named = false;
    for (const Transition& transition : definition.transitions) {
        const bool takes = transition.is_human() && takes_event(transition, event);
        if (!takes || !is_active(definition, record, transition.source)) continue;
        named = named || hears(transition, event);
        found.push_back(&transition);
    }
    if (!named) found.clear();
    return found;
}

namespace {

std::string possible_steps(const Definition& definition, const CaseRecord& record, Lang lang) {
    std::string text;
    for (const Transition& transition : definition.transitions) {
        if (!transition.is_human() || !is_active(definition, record, transition.source)) continue;
        const std::string& event = transition.events.front();
        text += (text.empty() ? "" : ", ") + event + " (" + title_of(transition, event).in(lang) + ")";
    }
    return text;
}

}  // namespace

Problem no_such_step(const Definition& definition, const CaseRecord& record, const std::string& event) {
    std::string vi = possible_steps(definition, record, Lang::vi), en = possible_steps(definition, record, Lang::en);
    return impossible({event, event},
                      {vi.empty() ? "hồ sơ đang chờ, không có bước nào của người" : "các bước làm được: " + vi,
                       en.empty() ? "the case is waiting, no step of a person is open" : "possible steps: " + en});
}

namespace {

Done has_role(const Transition& transition, const CaseRecord& record, const std::string& event, Session& session) {
    return may_take(transition, event, definition_of(record, session), record, decider(session.meta().by),
                    session.profile().profile, session.read, session.today());
}

}  // namespace

Done may_do(const Transition& transition, const CaseRecord& record, const std::string& event, Session& session) {
    GIAMSAT_CHECK(has_role(transition, record, event, session));
    return may_finish_work(transition, event, record.id, decider(session.meta().by), session.read);
}

Result<const Transition*> permitted(const std::vector<const Transition*>& candidates, const CaseRecord& record,
                                    const std::string& event, Session& session) {
    Done last;
    for (const Transition* transition : candidates) {
        last = has_role(*transition, record, event, session);
        if (last) return transition;
    }
    return std::move(last.error());
}

Result<const Transition*> permitted_step(const Definition& definition, const CaseRecord& record,
                                         const std::string& event, Session& session) {
    const auto candidates = human_transitions(definition, record, event);
    if (candidates.empty()) return no_such_step(definition, record, event);
    GIAMSAT_TRY(transition, permitted(candidates, record, event, session));
    GIAMSAT_CHECK(may_do(*transition, record, event, session));
    return transition;
}

}  // namespace giamsat
