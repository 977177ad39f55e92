// SPDX-License-Identifier: Apache-2.0
// The names an expression of a definition may read at its place, and their types.
#pragma once

#include "model/forms/form.hpp"
#include "model/workflow/definition.hpp"

namespace giamsat {

// On a transition: form.QUESTION of its form and event.NAME too, whose types are what this expression needs where nothing
// declares them, or what takes its value (`taker`). `forms` may be nullptr.
NameTypes name_types(const Definition& definition, const Transition* transition,
                     const std::map<std::string, Form>* forms, const std::string& expression,
                     std::optional<FieldType> taker = {});

// Whether what gives values of this type can be put into a field of that one. Text takes everything; a value of another
// kind can never become one of the field's.
bool can_hold(FieldType field, FieldType given);

}  // namespace giamsat
