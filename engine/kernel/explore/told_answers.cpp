// SPDX-License-Identifier: Apache-2.0
#include "kernel/explore/story.hpp"

#include "base/text/text.hpp"

#include <algorithm>

namespace giamsat::exploring {

LocalText plain(const Json& value) {
    if (value.is_boolean()) return value.get<bool>() ? LocalText{"có", "yes"} : LocalText{"không", "no"};
    if (value.is_array()) return {std::to_string(value.size()), std::to_string(value.size())};
    if (!value.is_string()) return {value.dump(), value.dump()};
    const std::string text = value.get<std::string>();
    const auto day = Date::parse(text);
    return day ? LocalText{write_date(*day, Lang::vi), write_date(*day, Lang::en)} : LocalText{text, text};
}

namespace {

const Form* form_of(const Reading& reading, const StepEvent& event) {
    const auto* forms = reading.context.forms;
    const auto found = forms ? forms->find(event.form) : std::map<std::string, Form>::const_iterator{};
    return forms && found != forms->end() ? &found->second : nullptr;
}

LocalText label_of(const Question* question, const std::string& name) {
    return question && !question->label.vi.empty() ? question->label : LocalText{name, name};
}

LocalText shown(const Form* form, const Question* question, const Json& value) {
    const auto list = form && question ? form->choices.find(question->list)
                                       : std::map<std::string, std::vector<Choice>>::const_iterator{};
    if (!form || !question || list == form->choices.end() || !value.is_string()) return plain(value);
    const auto choice = std::find_if(list->second.begin(), list->second.end(),
                                     [&](const Choice& one) { return one.name == value.get<std::string>(); });
    return choice == list->second.end() ? plain(value) : choice->label;
}

bool is_told(const Reading& reading, const std::string& kind, const std::string& name, const Json& value) {
    return value.is_array() || reading.matters(kind + name);
}

void add(LocalText& out, const LocalText& label, const LocalText& value) {
    const std::string before = out.vi.empty() ? " (" : ", ";
    out.vi += before + label.vi + ": " + value.vi;
    out.en += before + label.in(Lang::en) + ": " + value.in(Lang::en);
}

}  // namespace

LocalText told_answers(const Reading& reading, const StepEvent& event) {
    LocalText out;
    const Form* form = form_of(reading, event);
    const Json nothing = Json::object();
    const Json& answers = event.answers.is_object() ? event.answers : nothing;
    const Json& data = event.data.is_object() ? event.data : nothing;
    for (const auto& [name, value] : answers.items()) {
        const Question* question = form ? form->question(name) : nullptr;
        if (is_told(reading, "form.", name, value)) add(out, label_of(question, name), shown(form, question, value));
    }
    for (const auto& [name, value] : data.items()) {
        const DataField* field = reading.definition.field(name);
        const LocalText label = field && !field->title.vi.empty() ? field->title : LocalText{name, name};
        if (is_told(reading, "event.", name, value)) add(out, label, plain(value));
    }
    if (!out.vi.empty()) out.vi += ")", out.en += ")";
    return out;
}

}  // namespace giamsat::exploring
