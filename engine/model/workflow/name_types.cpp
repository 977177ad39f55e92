// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/name_types.hpp"

#include "model/workflow/reading.hpp"

namespace giamsat {

NameTypes name_types(const Definition& definition, const Transition* transition,
                     const std::map<std::string, Form>* forms) {
    workflow::Scope scope;
    scope.event = transition && !transition->events.empty();
    if (transition && !transition->form.empty()) {
        const auto found = forms ? forms->find(transition->form) : std::map<std::string, Form>::const_iterator{};
        scope.form = forms && found != forms->end() ? &found->second : nullptr;
        scope.form_unknown = !scope.form;
    }
    return [&definition, scope](const std::string& name) { return workflow::name_type(definition, scope, name); };
}

}  // namespace giamsat
