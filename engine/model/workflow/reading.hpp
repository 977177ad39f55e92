// SPDX-License-Identifier: Apache-2.0
// Inner header of model/workflow: what the parts of the loader share while one file is read.
#pragma once

#include "base/yaml/yaml.hpp"
#include "model/workflow/load_definition.hpp"

namespace giamsat::workflow {

// A state named before all states are known.
struct Reference {
    enum class From { initial, target, guard };
    From from = From::target;
    int owner = 0;  // state or transition, by `from`; nothing of a guard's In('…')
    std::string name;
    Where where;
};

struct Reading {
    const std::string& file;
    const DefinitionContext& context;
    Definition definition = {};
    std::vector<Problem> problems = {};
    std::vector<Reference> references = {};
    bool graph_damaged = false;  // a state or transition could not be read: rules about the graph would mislead
};

// Which names an expression may use at its place.
struct Scope {
    bool event = false;          // on an event: event.NAME
    const Form* form = nullptr;  // form.QUESTION
    bool form_unknown = false;   // a form is named that cannot be looked into
};

// The type of a name there; nothing = unknown.
std::optional<FieldType> name_type(const Definition& definition, const Scope& scope, const std::string& name);
// name_types.cpp: the same for one expression, whose undeclared names take the types it needs, and those `taker` needs.
using Taker = std::optional<FieldType>;
NameTypes types_for(const Definition& definition, const Scope& scope, const std::string& source, Taker taker = {});
// check_expression.cpp: W14, with the name that was meant; and of a guard that says neither yes nor no.
Problem wrong_expression(Problem problem, const Definition& definition, const Scope& scope);
Problem wrong_guard(const Expression& guard, const Where& where);

Problem mistake(const LocalText& what, const LocalText& advice, Where where);
Problem rule_broken(const char* rule, const LocalText& what, const LocalText& advice, Where where);
LocalText did_you_mean(const std::string& word, const std::vector<std::string>& known);  // " (…)" or ""
LocalText one_of(const std::vector<std::string>& known);                                 // "Dùng một trong: a, b."

// words.cpp
bool is_id(std::string_view text);
std::optional<std::string> event_descriptor(std::string_view text);  // without a trailing ".*"
std::optional<std::string> read_choice(Reading& reading, YamlReader& from, const char* key,
                                       const std::vector<std::string>& known);
std::optional<By> read_by(Reading& reading, const std::string& text, const Where& where);
void check_date_field(Reading& reading, const std::string& name, const Where& where);  // reports what is none
void check_report(Reading& reading, const std::string& report, const Where& where);    // W26
void check_level(Reading& reading, const std::string& level, const Where& where);      // reports an unknown one
std::optional<Expression> read_expression(Reading& reading, YamlReader& from, const char* key, const Scope& scope,
                                          Taker taker = {});
std::optional<Expression> read_guard(Reading& reading, YamlReader& from, const Scope& scope);
std::optional<Expression> compile(Reading& reading, const std::string& source, const Scope& scope, const Where& where,
                                  Taker taker = {});
std::vector<std::string> read_names(Reading& reading, YamlReader& from,
                                    const char* key);                         // a list that is there has some
std::string read_legal(YamlReader& from);                                     // the texts it rests on, "a; b"
std::string read_event(Reading& reading, YamlReader& from, const char* key);  // a name, never a pattern

// read_times.cpp
std::optional<std::int64_t> duration_ms(std::string_view text);  // of an ISO 8601 duration: PT90M, P1DT12H
std::optional<WorkingTime> read_working_time(Reading& reading, YamlReader& from);
std::optional<WorkingTime> read_time(Reading& reading, YamlReader& from, const char* key);  // a mapping or a duration
LatePolicy read_late(Reading& reading, YamlReader& from, LatePolicy otherwise);
void read_within(Reading& reading, YamlReader& from, StateIndex state);
const std::vector<std::string>& notice_templates();
// read_waits.cpp
void read_wait(Reading& reading, YamlReader& from, StateIndex state);

// read_data.cpp
void read_data(Reading& reading, YamlReader& top);
// read_states.cpp: appends the states under `node`, in document order, and what belongs to them
void read_states(Reading& reading, const YamlNode& node, StateIndex parent, const std::string& path);
void read_initial(Reading& reading, YamlReader& from, StateIndex owner, const char* key);
// read_transitions.cpp
void read_transitions(Reading& reading, YamlReader& state, StateIndex source);
// read_actions.cpp
std::vector<Action> read_actions(Reading& reading, YamlReader& from, const char* key, const Scope& scope);
// read_calls.cpp
CallAction read_call(Reading& reading, YamlReader& from, const Scope& scope, Where where);

}  // namespace giamsat::workflow
