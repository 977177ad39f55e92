// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/name_types.hpp"

#include "model/workflow/reading.hpp"

#include <algorithm>
#include <array>

namespace giamsat {

namespace {

using workflow::Scope;

// Data of an event that no field speaks of, and questions of a form that cannot be looked into.
bool is_undeclared(const Definition& definition, const Scope& scope, const std::string& name) {
    if (name.starts_with("form.")) return !scope.form && scope.form_unknown;
    return scope.event && name.starts_with("event.") && !definition.field(name.substr(6));
}

using Guesses = std::map<std::string, FieldType>;

NameTypes with(const Definition& definition, const Scope& scope, const Guesses& guesses) {
    return [&definition, scope, guesses](const std::string& name) -> std::optional<FieldType> {
        const auto guess = guesses.find(name);
        return guess == guesses.end() ? workflow::name_type(definition, scope, name) : std::optional(guess->second);
    };
}

// The next combination; false after the last one.
bool turn(Guesses& guesses) {
    constexpr std::array order = {FieldType::text, FieldType::decimal, FieldType::date, FieldType::boolean};
    for (auto& pair : guesses) {
        const auto* at = std::find(order.begin(), order.end(), pair.second);
        if (++at != order.end()) {
            pair.second = *at;
            return true;
        }
        pair.second = order.front();
    }
    return false;
}

}  // namespace

namespace workflow {

NameTypes types_for(const Definition& definition, const Scope& scope, const std::string& source, Taker taker) {
    constexpr std::size_t guessed_max = 4;
    Guesses guesses;
    const NameTypes plain = with(definition, scope, {});
    const bool may_guess = (scope.event && source.find("${event.") != source.npos) ||
                           (scope.form_unknown && source.find("${form.") != source.npos);
    if (!may_guess) return plain;
    const auto as_text = Expression::compile(source,
                                             [&](const std::string& name) {
                                                 if (is_undeclared(definition, scope, name))
                                                     guesses[name] = FieldType::text;
                                                 return plain(name);
                                             },
                                             {});
    const auto fits = [&](const Result<Expression>& made) {
        return made && (!taker || can_hold(*taker, made->gives()));
    };
    if (fits(as_text) || guesses.empty() || guesses.size() > guessed_max) return plain;
    while (turn(guesses)) {
        const NameTypes types = with(definition, scope, guesses);
        if (fits(Expression::compile(source, types, {}))) return types;
    }
    return plain;
}

}  // namespace workflow

bool can_hold(FieldType field, FieldType given) {
    switch (field) {
        case FieldType::text: return true;
        case FieldType::choice: return given == FieldType::text;
        case FieldType::boolean: return given == FieldType::boolean;
        case FieldType::date: return given == FieldType::date || given == FieldType::text;
        case FieldType::integer:
        case FieldType::money:
        case FieldType::decimal: return given == FieldType::decimal;
    }
    return false;
}

NameTypes name_types(const Definition& definition, const Transition* transition,
                     const std::map<std::string, Form>* forms, const std::string& expression,
                     std::optional<FieldType> taker) {
    Scope scope;
    scope.event = transition && !transition->events.empty();
    if (transition && !transition->form.empty()) {
        const auto found = forms ? forms->find(transition->form) : std::map<std::string, Form>::const_iterator{};
        scope.form = forms && found != forms->end() ? &found->second : nullptr;
        scope.form_unknown = !scope.form;
    }
    return workflow::types_for(definition, scope, expression, taker);
}

}  // namespace giamsat
