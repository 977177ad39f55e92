// SPDX-License-Identifier: Apache-2.0
#include "app/cli/form_print.hpp"

#include "app/cli/form_file.hpp"
#include "service/queries/case_options.hpp"
#include "service/queries/sheet_rows.hpp"

#include "service/commands/case_engine.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct FormWords {
    std::string text, event;
};

Problem takes_no_form(const std::string& event) {
    return {ProblemCode::not_possible,
            {{"what", "in biểu mẫu của bước “" + event + "”"},
             {"what_en", "Printing the form of “" + event + "”"},
             {"why", "bước này không dùng biểu mẫu, hoặc chưa đến lúc"},
             {"why_en", "the step takes no form, or it is not its time"}}};
}

// The step's own name, or the verb people know it by.
std::vector<std::string> events_named(const std::string& word, const std::vector<Verb>& verbs) {
    for (const Verb& verb : verbs) {
        if (word == verb.name) return verb.events;
    }
    return {word};
}

const Form* form_of(const std::string& event, const std::vector<StepOption>& options, const ProfileBundle& bundle) {
    for (const StepOption& option : options) {
        auto form = option.event == event ? bundle.forms.find(option.form) : bundle.forms.end();
        if (form != bundle.forms.end()) return &form->second;
    }
    return nullptr;
}

Result<int> print_form(const FormWords& words, const std::vector<Verb>& verbs, const FindCase& find,
                       const Context& context, Desk& desk) {
    GIAMSAT_TRY(record, find(words.text, desk));
    auto options = step_options(record, desk.bundle, desk.read, desk.today);
    for (const std::string& event : events_named(words.event, verbs)) {
        const Form* form = form_of(event, options, bundle_of(record, desk.bundle));
        if (!form) continue;
        auto rows = sheet_rows(record, event, desk.bundle, desk.read, desk.names);
        if (context.options.json)
            context.print_json(json_form(*form, rows));
        else
            context.print(yaml_form(*form, rows, desk.lang));
        return 0;
    }
    return takes_no_form(words.event);
}

}  // namespace

void add_form(CLI::App& parent, const char* what, const char* example, const FindCase& find,
              const std::vector<Verb>& verbs, Context& context) {
    auto* command =
        parent.add_subcommand("form", "In biểu mẫu trống để điền · an empty form to fill in (YAML; --json: JSON)");
    auto words = std::make_shared<FormWords>();
    command
        ->add_option(what, words->text,
                     "≥ 4 chữ số đầu của mã, hoặc cấp:mã đơn vị · its id's first ≥ 4 digits, or level:code of its unit")
        ->required();
    command->add_option("EVENT", words->event, "Bước hay động từ · step or verb")->required();
    command->footer(std::string("Ví dụ · example:\n  ") + example);
    on_run(*command, [words, verbs, find, &context] {
        context.disclosure().door = "print";
        return read_only(context, [&](Desk& desk) { return print_form(*words, verbs, find, context, desk); });
    });
}

}  // namespace giamsat::cli
