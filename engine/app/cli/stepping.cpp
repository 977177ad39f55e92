// SPDX-License-Identifier: Apache-2.0
#include "app/cli/stepping.hpp"

#include "app/cli/case_text.hpp"
#include "app/cli/form_file.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"
#include "service/commands/case_engine.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace giamsat::cli {
namespace {

// The questions by which a form moves a visit to another day, and a deadline.
constexpr const char* new_day = "new_date";
constexpr const char* new_deadline = "new_deadline";

Problem usage(LocalText what) { return {ProblemCode::usage, {{"what", what.vi}, {"what_en", what.en}}}; }

bool listens(const Definition& definition, const std::string& event) {
    return std::any_of(definition.transitions.begin(), definition.transitions.end(), [&](const Transition& transition) {
        return transition.is_human() && takes_event(transition, event);
    });
}

// A verb may stand for several events ("record": the minutes, the note, the session): the one open now, else one the workflow knows.
std::string event_for(const StepWords& words, const CaseRecord& record, const std::vector<StepOption>& options,
                      Desk& desk) {
    for (const std::string& event : words.events) {
        if (std::any_of(options.begin(), options.end(), [&](const StepOption& o) { return o.event == event; }))
            return event;
    }
    for (const std::string& event : words.events) {
        if (listens(workflow_of(record, desk.bundle), event)) return event;
    }
    return words.events.front();
}

const Form* form_of(const std::string& event, const std::vector<StepOption>& options, const ProfileBundle& bundle) {
    for (const StepOption& option : options) {
        auto form = option.event == event ? bundle.forms.find(option.form) : bundle.forms.end();
        if (form != bundle.forms.end()) return &form->second;
    }
    return nullptr;
}

Result<std::optional<Date>> day_in(const Json& answers, const char* question) {
    auto found = answers.find(question);
    if (found == answers.end() || !found->is_string()) return std::optional<Date>{};
    GIAMSAT_TRY(day, Date::parse(found->get<std::string>()));
    return std::optional<Date>(day);
}

Done take_date(AdvanceCase& command, const StepWords& words, const Form* form) {
    if (!words.date.empty()) {
        GIAMSAT_TRY(day, Date::parse(words.date));
        const char* question = form && form->question(new_day) ? new_day : new_deadline;
        if (!form || !form->question(question)) {
            return usage({"bước này không dời ngày nên không nhận --date; ngày việc xảy ra là --on",
                          "this step moves no day and takes no --date; the day it happened is --on"});
        }
        if (!command.answers) command.answers = Json::object();
        (*command.answers)[question] = day.iso();
    }
    if (!command.answers || !command.answers->is_object()) return {};
    GIAMSAT_TRY(moved, day_in(*command.answers, new_day));
    GIAMSAT_TRY(extended, day_in(*command.answers, new_deadline));
    if (moved) command.planned_on = *moved;
    if (extended) command.due_on = *extended;
    return {};
}

Result<AdvanceCase> command_for(const std::string& text, const StepWords& words, const FindCase& find, Desk& desk) {
    GIAMSAT_TRY(record, find(text, desk));
    auto options = step_options(record, desk.bundle, desk.read, desk.today);
    AdvanceCase command{.case_id = record.id, .event = event_for(words, record, options, desk), .reason = words.reason};
    if (!words.form_file.empty()) {
        GIAMSAT_TRY(answers, read_answers(words.form_file));
        command.answers = std::move(answers);
    }
    for (const std::string& file : words.attach) {
        GIAMSAT_TRY(bytes, read_file(file, attachment_bytes_max));
        command.files.push_back({std::filesystem::path(file).filename().string(), std::move(bytes)});
    }
    if (!words.team.empty()) {
        GIAMSAT_TRY(team, team_named(words.team, desk));
        command.team = team;
    }
    GIAMSAT_CHECK(take_date(command, words, form_of(command.event, options, bundle_of(record, desk.bundle))));
    return command;
}

std::vector<std::string> opened_by(const Outcome& outcome, const std::string& kind) {
    std::vector<std::string> ids;
    for (const RecordedEntry& entry : outcome.entries) {
        if (entry.kind == kind) ids.push_back(entry.case_id.value);
    }
    return ids;
}

std::string what_happened(const Outcome& outcome, const CaseRecord& record, const std::string& event, Desk& desk) {
    const Definition& definition = workflow_of(record, desk.bundle);
    for (const RecordedEntry& entry : outcome.entries) {
        if (entry.kind != "case.moved/1" || entry.case_id != record.id) continue;
        const Json body = entry.body();
        if (body.value("event", "") != event) continue;
        return event_title(definition, event, body.value("from", std::vector<std::string>{}),
                           body.value("to", std::vector<std::string>{}))
            .in(desk.lang);
    }
    return event;
}

void print_consequences(const Outcome& outcome, const Context& context) {
    auto tell = [&](const char* kind, const LocalText& words) {
        auto count = opened_by(outcome, kind).size();
        if (count > 0) context.print("  " + std::to_string(count) + " " + context.say(words));
    };
    auto findings = opened_by(outcome, "finding.recorded/1").size();
    auto opened = opened_by(outcome, "case.opened/1").size() - findings;
    if (opened > 0)
        context.print("  " + std::to_string(opened) + " " +
                      context.say({"hồ sơ cấp dưới được mở", "cases below opened"}));
    tell("finding.recorded/1", {"tồn tại được ghi nhận và theo dõi", "findings recorded and followed"});
    tell("recommendation.made/1", {"kiến nghị", "recommendations"});
    tell("attachment.added/2", {"tệp được đính kèm", "files attached"});
    tell("call.queued/1", {"việc giao cho phần mở rộng", "calls of plugins"});
    tell("turn.counted/1", {"lượt được tính", "turns counted"});
    tell("notice.queued/1", {"thông báo chờ gửi", "notices to be sent"});
}

void print_next(const std::vector<StepOption>& options, const Context& context, Desk& desk) {
    for (const StepOption& option : options) {
        if (!option.possible()) continue;
        std::string needs = say_needs(option, desk);
        context.print("  → " + option.event + " (" + option.title.in(desk.lang) + "): " + option.who.in(desk.lang) +
                      (needs.empty() ? "" : "; " + needs));
    }
}

void print_state(const CaseRecord& record, const Context& context, Desk& desk) {
    context.print("  " + context.say({"Bây giờ: ", "Now: "}) + bold(context, say_state(record, desk)));
}

void tell_step(const Outcome& outcome, const AdvanceCase& command, const Context& context, Desk& desk) {
    CaseRecord record = *desk.read.cases.find(command.case_id);
    auto options = step_options(record, desk.bundle, desk.read, desk.today);
    if (context.options.json) {
        Json next = Json::array();
        for (const StepOption& option : options) next.push_back(json_of(option, PersonId{}, desk));
        return context.print_json({{"case", json_of(record, desk)},
                                   {"event", command.event},
                                   {"opened", opened_by(outcome, "case.opened/1")},
                                   {"findings", opened_by(outcome, "finding.recorded/1")},
                                   {"next", next}});
    }
    context.print("✓ " + what_happened(outcome, record, command.event, desk) + ": " +
                  desk.names.label(record.unit, desk.lang) + " [" + short_id(record.id.value) + "]");
    print_state(record, context, desk);
    if (command.planned_on)
        context.print("  " + context.say({"Ngày dự kiến: ", "Planned on: "}) +
                      write_date(*command.planned_on, desk.lang));
    if (command.due_on)
        context.print("  " + context.say({"Hạn: ", "Due on: "}) + write_date(*command.due_on, desk.lang));
    print_consequences(outcome, context);
    print_next(options, context, desk);
}

}  // namespace

void print_now(const Outcome& outcome, const CaseRecord& record, const Context& context, Desk& desk) {
    print_state(record, context, desk);
    print_consequences(outcome, context);
    print_next(step_options(record, desk.bundle, desk.read, desk.today), context, desk);
}

FindCase find_case_of(std::vector<std::string> kinds) {
    return [kinds = std::move(kinds)](const std::string& text, Desk& desk) { return case_named(text, kinds, desk); };
}

FindCase find_plan_case() {
    return [](const std::string& text, Desk& desk) -> Result<CaseRecord> {
        GIAMSAT_TRY(plan, plan_named(text, desk));
        return *desk.read.cases.find(plan.id);
    };
}

namespace {

// What every writing subcommand needs before its first command.
struct Writing {
    std::unique_ptr<Workplace> place;
    Requester by;
    std::optional<Date> on;
};

Result<Writing> open_to_write(const Context& context) {
    GIAMSAT_TRY(on, context.business_day());
    GIAMSAT_TRY(place, context.write_office());
    GIAMSAT_TRY(by, context.requester(*place));
    GIAMSAT_CHECK(place->fire_due_timers());
    return Writing{std::move(place), std::move(by), on};
}

}  // namespace

int carry_out(const Context& context, const std::function<Result<Command>(Desk&)>& prepare,
              const std::function<void(const Outcome&, Desk&)>& tell, const std::function<Problem(Problem)>& retell) {
    auto writing = open_to_write(context);
    if (!writing) return context.fail(writing.error());
    Workplace& place = *writing->place;
    auto command = at_desk(place, context, prepare);
    if (!command) return context.fail(command.error());
    auto outcome = place.run(writing->by, std::move(*command), writing->on);
    if (!outcome) return context.fail(retell(std::move(outcome.error())));
    at_desk(place, context, [&](Desk& desk) { return tell(*outcome, desk), 0; });
    return 0;
}

int take_step(const StepWords& words, const FindCase& find, const Context& context) {
    auto writing = open_to_write(context);
    if (!writing) return context.fail(writing.error());
    Workplace& place = *writing->place;
    for (const std::string& text : words.cases) {
        auto command = at_desk(place, context, [&](Desk& desk) { return command_for(text, words, find, desk); });
        if (!command) return context.fail(command.error());
        auto outcome = place.run(writing->by, *command, writing->on);
        if (!outcome) return context.fail(outcome.error());
        at_desk(place, context, [&](Desk& desk) { return tell_step(*outcome, *command, context, desk), 0; });
    }
    return 0;
}

void add_step_options(CLI::App& command, StepWords& words) {
    command.add_option("--form", words.form_file, "Tệp biểu mẫu (.yaml, .json) · file of the form");
    command
        .add_option("--attach", words.attach, "Tệp đính kèm, tối đa 10 MiB · a file that comes with it, 10 MiB at most")
        ->allow_extra_args(false);
    command.add_option("--reason", words.reason, "Lý do · the reason");
    command.add_option("--date", words.date, "Ngày mới, hạn mới · the new day or deadline");
}

void add_verb(CLI::App& parent, const Verb& verb, const char* what, const FindCase& find, Context& context) {
    auto* command = parent.add_subcommand(verb.name, verb.help);
    auto words = std::make_shared<StepWords>();
    words->events = verb.events;
    command
        ->add_option(what, words->cases,
                     "Mã (≥ 4 chữ số đầu), hoặc cấp:mã đơn vị · id (its first ≥ 4 digits), or level:code of the unit")
        ->required();
    add_step_options(*command, *words);
    command->footer(std::string("Ví dụ · example:\n  ") + verb.example);
    on_run(*command, [words, find, &context] { return take_step(*words, find, context); });
}

void add_any_step(CLI::App& parent, const char* what, const char* example, const FindCase& find, Context& context) {
    auto* command = parent.add_subcommand("step", "Một bước bất kỳ của quy trình · any step of the workflow");
    auto words = std::make_shared<StepWords>();
    words->cases.resize(1);
    words->events.resize(1);
    command->add_option(what, words->cases.front(), "Mã · its id")->required();
    command
        ->add_option("EVENT", words->events.front(),
                     "Tên bước, như “case show” liệt kê · name of the step, as “case show” lists it")
        ->required();
    command->add_option("--team", words->team, "Mã đoàn, khi phân công · code of the team, to assign");
    add_step_options(*command, *words);
    command->footer(std::string("Ví dụ · example:\n  ") + example);
    on_run(*command, [words, find, &context] { return take_step(*words, find, context); });
}

}  // namespace giamsat::cli
