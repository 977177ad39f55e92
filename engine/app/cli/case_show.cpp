// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_show.hpp"

#include "app/cli/case_attachment.hpp"
#include "base/text/text.hpp"
#include "service/commands/authorise.hpp"

namespace giamsat::cli {
namespace {

void print_heading(const Context& context, const LocalText& words) {
    context.print("\n" + bold(context, context.say(words)));
}

void print_fact(const Context& context, const LocalText& name, const std::string& value) {
    constexpr std::size_t name_width = 14;
    if (!value.empty()) context.print(pad_right(context.say(name), name_width) + value);
}

std::string say_plan(const CaseView& view, Desk& desk) {
    if (!view.plan) return {};
    return plan_reference(*view.plan, desk) + (view.plan->number.empty() ? "" : " (" + view.plan->number + ")");
}

std::string say_parent(const CaseView& view, Desk& desk) {
    auto parent = view.record.parent.empty() ? std::nullopt : desk.read.cases.find(view.record.parent);
    if (!parent) return {};
    return short_id(parent->id.value) + " " + workflow_of(*parent, desk.bundle).title.in(desk.lang) + ", " +
           desk.names.label(parent->unit, desk.lang);
}

std::string say_team(const CaseView& view, Desk& desk) {
    if (!view.team) return {};
    return view.team->code + LocalText{"; trưởng đoàn ", "; head "}.in(desk.lang) +
           desk.names.label(view.team->head, desk.lang);
}

void print_head(const CaseView& view, const Context& context, Desk& desk) {
    const CaseRecord& record = view.record;
    context.print(bold(context, view.title.in(desk.lang) + ": " + say_unit(record.unit, desk)));
    print_fact(context, {"Mã hồ sơ", "Case"}, record.id.value);
    print_fact(context, {"Cơ quan", "Body"}, record.body.empty() ? "" : title_of_body(record.body, desk));
    print_fact(context, {"Kế hoạch", "Plan"}, say_plan(view, desk));
    print_fact(context, {"Thuộc hồ sơ", "Part of"}, say_parent(view, desk));
    print_fact(context, {"Hình thức", "Variant"},
               record.variant.empty() ? "" : title_in(desk.profile().variants, record.variant, desk.lang));
    print_fact(context, {"Ngày dự kiến", "Planned on"},
               record.planned_on ? write_date(*record.planned_on, desk.lang) : "");
    print_fact(context, {"Hạn", "Due on"}, record.due_on ? say_day(*record.due_on, !record.has_ended(), desk) : "");
    print_fact(context, {"Mẫu", "Sample"}, record.sample ? std::to_string(record.sample) : "");
    print_fact(context, {"Đoàn", "Team"}, say_team(view, desk));
    if (!view.finding) return;
    const FindingCode* code = desk.profile().finding(view.finding->record.code);
    const Severity* severity = desk.profile().severity(view.finding->record.severity);
    print_fact(context, {"Tồn tại", "Finding"},
               view.finding->record.code + (code ? " " + code->title.in(desk.lang) : ""));
    print_fact(context, {"Mức độ", "Severity"},
               severity ? severity->title.in(desk.lang) : view.finding->record.severity);
    print_fact(context, {"Số tiền", "Amount"}, say_money(view.finding->record.amount, desk.lang));
    print_fact(context, {"Nội dung", "What"}, view.finding->shown(desk.lang));
    print_fact(context, {"Từ cuộc", "From visit"}, short_id(view.finding->record.visit.value));
}

// "open.remind.1" belongs to the deadline of the state "open"; other timers are called by their id.
std::string timer_name(const DueTimer& timer, const CaseView& view, Desk& desk) {
    const Definition& definition = workflow_of(view.record, desk.bundle);
    const std::string state = timer.id.substr(0, timer.id.find('.'));
    LocalText words = {"  hạn của “", "  deadline of “"};
    if (timer.event.starts_with("remind.")) words = {"  nhắc hạn của “", "  reminder of the deadline of “"};
    if (timer.event.starts_with("escalate.")) words = {"  báo lên về “", "  escalation of “"};
    return words.in(desk.lang) + state_title(definition, state).in(desk.lang) + "”";
}

void print_where(const CaseView& view, const Context& context, Desk& desk) {
    print_heading(context, {"Đang ở đâu", "Where it is"});
    for (const StateView& state : view.states) {
        std::string line = "● " + bold(context, state.title.in(desk.lang)) +
                           LocalText{" từ ", " since "}.in(desk.lang) + write_date(state.since, desk.lang);
        if (view.record.life != "idle")
            line += " (" + life_title(view.record.life, view.record.outcome).in(desk.lang) + ")";
        context.print(line);
    }
    for (const DueTimer& timer : view.timers) {
        std::string line = timer_name(timer, view, desk) + ": " + say_due(timer.due, desk);
        const bool runs = view.record.life != "suspended";
        context.print(runs && last_day(timer.due) < desk.today ? alarm(context, line) : line);
    }
}

std::string say_value(const Json& value, Lang lang) {
    if (value.is_boolean())
        return value.get<bool>() ? LocalText{"có", "yes"}.in(lang) : LocalText{"không", "no"}.in(lang);
    if (value.is_number_integer()) return group_digits(value.get<std::int64_t>(), lang);
    if (!value.is_string()) return value.dump();
    auto day = Date::parse(value.get<std::string>());
    return day ? write_date(*day, lang) : value.get<std::string>();
}

void print_data(const CaseView& view, const Context& context, Desk& desk) {
    std::string line;
    for (const DataField& field : workflow_of(view.record, desk.bundle).data) {
        auto value = view.record.data.find(field.name);
        if (value == view.record.data.end() || value->second.is_null() || value->second == field.initial) continue;
        line += (line.empty() ? "  " : "; ") + (field.title.vi.empty() ? field.name : field.title.in(desk.lang)) +
                ": " + say_value(value->second, desk.lang);
    }
    if (!line.empty()) context.print(line);
}

std::string say_who(const CaseStep& step, Desk& desk) {
    std::string who = desk.names.label(PersonId{step.actor}, desk.lang);
    if (!step.on_behalf.empty())
        who += LocalText{"; quyết định của ", "; decided by "}.in(desk.lang) +
               desk.names.label(PersonId{step.on_behalf}, desk.lang);
    return who;
}

std::string say_what(const StepView& view, Desk& desk) {
    std::string text = view.title.in(desk.lang);
    auto form = desk.bundle.forms.find(view.form);
    if (form != desk.bundle.forms.end()) text += " [" + form->second.number + "]";
    if (view.reason) text += ": “" + *view.reason + "”";
    if (view.reason_closed) text += ": " + desk.names.instead_of(view.step.personal).in(desk.lang);
    return text;
}

// +07:00, to the minute: when it was recorded, beside the day it happened.
std::string say_instant(Instant t, Lang lang) {
    constexpr std::int64_t minute_ms = 60'000;
    Date day = date_in_vietnam(t);
    auto minutes = (t.ms - start_of_day_in_vietnam(day).ms) / minute_ms;
    auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return write_date(day, lang) + " " + two(minutes / 60) + ":" + two(minutes % 60);
}

std::string days_text(int days, Lang lang) {
    return std::to_string(days) + (lang == Lang::vi ? " ngày" : days == 1 ? " day" : " days");
}

// Done late, recorded late: two facts, each said by itself.
std::string say_late(int days, const LocalText& words, Lang lang) {
    return days > 0 ? "\n" + words.in(lang) + " " + days_text(days, lang) : "";
}

std::string say_done(const StepView& view, Desk& desk) {
    const int late = view.lateness ? view.lateness->act_late() : 0;
    return say_what(view, desk) + say_late(late, {"làm trễ", "late by"}, desk.lang);
}

std::string say_recorded(const StepView& view, Lang lang) {
    const int late = view.lateness ? view.lateness->record_late() : 0;
    return say_instant(view.step.t, lang) + say_late(late, {"sau", "after"}, lang);
}

void print_steps(const CaseView& view, const Context& context, Desk& desk) {
    print_heading(context, {"Đã diễn ra", "What happened"});
    Table table(context);
    table.text({"Ngày", "Day"})
        .text({"Việc", "What"})
        .text({"Đến", "To"})
        .text({"Ai nhập", "Entered by"})
        .text({"Văn bản", "Document"})
        .text({"Ghi lúc", "Recorded"});
    table.row({write_date(view.record.opened_on, desk.lang), context.say({"Mở hồ sơ", "Opened"})});
    const Definition& definition = workflow_of(view.record, desk.bundle);
    for (const StepView& step : view.steps) {
        std::string to;
        for (const std::string& state : step.step.to)
            to += (to.empty() ? "" : ", ") + state_title(definition, state).in(desk.lang);
        table.row({write_date(step.step.date, desk.lang), say_done(step, desk), to, say_who(step.step, desk),
                   step.step.act, say_recorded(step, desk.lang)});
    }
    table.print();
}

void print_children(const CaseView& view, const Context& context, Desk& desk) {
    constexpr std::size_t children_shown = 40;
    if (view.children.empty()) return;
    print_heading(context, {"Hồ sơ cấp dưới", "Cases below"});
    Table table(context);
    table.text({"Mã", "Id"})
        .text({"Cấp", "Level"})
        .text({"Đơn vị", "Unit"})
        .text({"Dự kiến", "Planned"})
        .text({"Đang ở", "State"});
    for (const CaseRecord& child : view.children) {
        if (table.rows() == children_shown) break;
        table.row({short_id(child.id.value), title_of_level(child.level, desk), say_unit(child.unit, desk),
                   child.planned_on ? write_date(*child.planned_on, desk.lang) : "", say_state(child, desk)});
    }
    table.print();
    if (view.children.size() > children_shown)
        context.print("… +" + std::to_string(view.children.size() - children_shown));
}

void print_form(const FormRecord& record, const Context& context, Desk& desk) {
    auto form = desk.bundle.forms.find(record.form);
    if (form == desk.bundle.forms.end()) return;
    context.print("\n" + bold(context, form->second.number + " · " + form->second.title.in(desk.lang)) + ", " +
                  write_date(record.on, desk.lang));
    context.print(record.answers.dump(2));
    for (const Encrypted& sealed : record.personal) {
        context.print("  " + sealed.path + ": " +
                      desk.names.open({sealed}, sealed.path, record.cmd, record.i)
                          .value_or(desk.names.instead_of(sealed.subject).in(desk.lang)));
    }
}

Json json_of_step(const StepView& view, Desk& desk) {
    const CaseStep& step = view.step;
    return {{"event", step.event},
            {"title", json_of(view.title)},
            {"from", step.from},
            {"to", step.to},
            {"entered_by", json_of_person(PersonId{step.actor}, desk)},
            {"on_behalf", json_of_person(PersonId{step.on_behalf}, desk)},
            {"act", step.act.empty() ? Json(nullptr) : Json(step.act)},
            {"via", step.via},
            {"date", step.date.iso()},
            {"recorded", iso_utc(step.t)},
            {"due", view.lateness && view.lateness->due ? Json(view.lateness->due->iso()) : Json(nullptr)},
            {"acted", view.lateness ? Json(view.lateness->acted.iso()) : Json(nullptr)},
            {"days_act_late", view.lateness ? view.lateness->act_late() : 0},
            {"days_recorded_late", view.lateness ? view.lateness->record_late() : 0},
            {"form", view.form.empty() ? Json(nullptr) : Json(view.form)},
            {"reason", view.reason ? Json(*view.reason) : Json(nullptr)}};
}

Json json_of(const RecommendationView& view) {
    const RecommendationRecord& record = view.record;
    return {{"id", record.id},
            {"addressee", record.addressee},
            {"made_on", record.made_on.iso()},
            {"due_on", record.due_on.iso()},
            {"outcome", record.outcome.empty() ? Json(nullptr) : Json(record.outcome)},
            {"text", view.text ? Json(*view.text) : Json(nullptr)}};
}

Json json_of(const CaseView& view, const PersonId& viewer, Desk& desk) {
    Json json = cli::json_of(view.record, desk);
    json["data"] = view.record.data;
    json["since"] = Json::array();
    for (const char* list :
         {"steps", "next", "timers", "children", "findings", "recommendations", "forms", "attachments"})
        json[list] = Json::array();
    for (const StateView& state : view.states) json["since"].push_back(state.since.iso());
    for (const StepView& step : view.steps) json["steps"].push_back(json_of_step(step, desk));
    for (const StepOption& option : view.options) json["next"].push_back(cli::json_of(option, viewer, desk));
    for (const DueTimer& timer : view.timers)
        json["timers"].push_back({{"state", timer.id}, {"event", timer.event}, {"until", last_day(timer.due).iso()}});
    for (const CaseRecord& child : view.children) json["children"].push_back(cli::json_of(child, desk));
    for (const FindingText& finding : view.findings) json["findings"].push_back(cli::json_of(finding, desk));
    for (const RecommendationView& one : view.recommendations) json["recommendations"].push_back(json_of(one));
    for (const FormRecord& form : view.forms)
        json["forms"].push_back({{"form", form.form}, {"on", form.on.iso()}, {"answers", form.answers}});
    for (const AttachmentView& file : view.attachments) json["attachments"].push_back(cli::json_of(file));
    if (view.finding) json["finding"] = cli::json_of(*view.finding, desk);
    return json;
}

}  // namespace

Json json_of(const FindingText& finding, Desk& desk) {
    const FindingRecord& record = finding.record;
    return {{"id", record.id.value},
            {"visit", record.visit.value},
            {"unit", json_of_unit(record.unit, desk)},
            {"code", record.code},
            {"severity", record.severity},
            {"amount", record.amount},
            {"found_on", record.found_on.iso()},
            {"due_on", record.due_on.iso()},
            {"life", record.life},
            {"states", record.config},
            {"outcome", record.outcome.empty() ? Json(nullptr) : Json(record.outcome)},
            {"reopened", record.reopened},
            {"text", finding.text ? Json(*finding.text) : Json(nullptr)}};
}

void print_findings(const std::vector<FindingText>& findings, const Context& context, Desk& desk) {
    if (findings.empty()) return;
    print_heading(context, {"Tồn tại", "Findings"});
    Table table(context);
    table.text({"Mã", "Id"})
        .text({"Loại", "Code"})
        .text({"Nội dung", "What"})
        .number({"Số tiền", "Amount"})
        .text({"Hạn", "Due"})
        .text({"Đang ở", "State"});
    for (const FindingText& finding : findings) {
        auto record = desk.read.cases.find(finding.record.id);
        Date due = record && record->due_on ? *record->due_on : finding.record.due_on;
        table.row({short_id(finding.record.id.value), finding.record.code, finding.shown(desk.lang),
                   say_money(finding.record.amount, desk.lang),
                   say_day(due, !CaseRecord::has_ended(finding.record.life), desk),
                   record ? say_state(*record, desk) : ""});
    }
    table.print();
}

void print_recommendations(const std::vector<RecommendationView>& recommendations, const Context& context, Desk& desk) {
    if (recommendations.empty()) return;
    print_heading(context, {"Kiến nghị", "Recommendations"});
    Table table(context);
    table.text({"Gửi", "To"}).text({"Nội dung", "What"}).text({"Hạn", "Due"}).text({"Kết quả", "Outcome"});
    for (const RecommendationView& one : recommendations) {
        bool open = one.record.outcome.empty();
        LocalText outcome = open                           ? LocalText{"chưa xong", "open"}
                            : one.record.outcome == "done" ? LocalText{"đã xong", "done"}
                                                           : LocalText{one.record.outcome, one.record.outcome};
        table.row({title_in(desk.profile().addressees, one.record.addressee, desk.lang), one.shown(desk.lang),
                   say_day(one.record.due_on, open, desk), outcome.in(desk.lang)});
    }
    table.print();
}

namespace {

void print_suspension(const CaseView& view, const Context& context, Desk& desk) {
    std::string line = context.say({"Hồ sơ đang tạm dừng", "The case is suspended"});
    for (auto step = view.steps.rbegin(); step != view.steps.rend(); ++step) {
        if (step->step.event != "case.suspended") continue;
        line += LocalText{" từ ", " since "}.in(desk.lang) + write_date(step->step.date, desk.lang);
        if (step->reason) line += ": “" + *step->reason + "”";
        break;
    }
    context.print(line);
    context.print("→ giamsat case resume " + short_id(view.record.id.value) + ": " +
                  who_may_hold(view.record, desk.profile(), desk.read).in(desk.lang));
}

}  // namespace

int show_case(const CaseRecord& record, const PersonId& viewer, bool with_forms, const Context& context, Desk& desk) {
    CaseView view = case_view(record, desk.bundle, desk.read, desk.names, desk.today);
    if (context.options.json) return context.print_json(json_of(view, viewer, desk)), 0;
    print_head(view, context, desk);
    print_where(view, context, desk);
    print_data(view, context, desk);
    if (record.life == "idle") {
        print_heading(context, {"Có thể làm tiếp", "What can be done next"});
        print_options(view.options, viewer, context, desk);
        print_blocked(view.options, context, desk);
    }
    if (record.life == "suspended") {
        print_heading(context, {"Có thể làm tiếp", "What can be done next"});
        print_suspension(view, context, desk);
    }
    print_steps(view, context, desk);
    print_attachments(view.attachments, context, desk);
    print_children(view, context, desk);
    print_findings(view.findings, context, desk);
    print_recommendations(view.recommendations, context, desk);
    for (const FormRecord& form : view.forms) {
        if (with_forms) print_form(form, context, desk);
    }
    return 0;
}

}  // namespace giamsat::cli
