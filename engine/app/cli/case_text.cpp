// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_text.hpp"

#include "base/text/text.hpp"

#include <algorithm>

namespace giamsat::cli {
namespace {

constexpr std::size_t persons_shown = 3;

std::string say_distance(Date due, const Desk& desk) {
    int days = days_between(desk.today, due);
    std::string count = std::to_string(days < 0 ? -days : days);
    if (days < 0) return LocalText{"quá " + count + " ngày", count + " days over"}.in(desk.lang);
    if (days == 0) return LocalText{"hôm nay", "today"}.in(desk.lang);
    return LocalText{"còn " + count + " ngày", "in " + count + " days"}.in(desk.lang);
}

bool is_open_to(const StepOption& option, const PersonId& viewer) {
    const bool mine = viewer.empty() || (option.belongs_to(viewer) && !option.held_by_another(viewer));
    return option.possible() && mine;
}

// Whether the person who looks may take the step: a tick, or why not.
std::string say_mine(const StepOption& option, const PersonId& viewer, Lang lang) {
    if (viewer.empty()) return {};
    if (option.held_by_another(viewer))
        return LocalText{"không: người khác đã nhận", "no: claimed by another"}.in(lang);
    if (option.belongs_to(viewer)) return "✓";
    if (std::find(option.agreed.begin(), option.agreed.end(), viewer) != option.agreed.end())
        return LocalText{"đã làm, chờ người khác", "done, waiting for others"}.in(lang);
    for (const auto& barred : option.barred) {
        if (barred.person == viewer)
            return LocalText{"không: đã “" + barred.earlier + "”", "no: did “" + barred.earlier + "”"}.in(lang);
    }
    return LocalText{"không: việc người khác", "no: another's step"}.in(lang);
}

std::string say_barred(const std::vector<StepOption::Barred>& barred, Desk& desk) {
    std::string all;
    for (const auto& one : barred) {
        all +=
            (all.empty() ? "" : "; ") + desk.names.label(one.person, desk.lang) +
            LocalText{" không được vì đã làm bước “" + one.earlier + "”", " may not, having done “" + one.earlier + "”"}
                .in(desk.lang);
    }
    return all;
}

std::string say_held(const StepOption& option, Desk& desk) {
    std::vector<PersonId> holders;
    for (const WorkRecord& work : option.held) holders.push_back(work.person);
    if (holders.empty()) return {};
    return LocalText{"; đã nhận: ", "; claimed by: "}.in(desk.lang) + say_persons(holders, desk);
}

std::string who_of(const StepOption& option, Desk& desk) {
    std::string persons = say_persons(option.persons, desk);
    std::string barred = say_barred(option.barred, desk);
    if (option.all_of)
        return option.who.in(desk.lang) +
               LocalText{", tất cả cùng làm; còn thiếu: ", ", all of them; still missing: "}.in(desk.lang) + persons +
               (option.agreed.empty()
                    ? ""
                    : LocalText{"; đã làm: ", "; done by: "}.in(desk.lang) + say_persons(option.agreed, desk)) +
               say_held(option, desk);
    return option.who.in(desk.lang) + (persons.empty() ? "" : ": " + persons) +
           (barred.empty() ? "" : " (" + barred + ")") + say_held(option, desk);
}

// Why this person cannot take the step, or nobody can.
std::string why_not(const StepOption& option, const PersonId& viewer, Desk& desk) {
    if (!option.possible())
        return LocalText{"điều kiện chưa đạt: ", "the condition does not hold: "}.in(desk.lang) +
               option.blocked.in(desk.lang);
    for (const auto& barred : option.barred) {
        if (barred.person == viewer) return say_barred({barred}, desk);
    }
    return LocalText{"việc của ", "belongs to "}.in(desk.lang) + who_of(option, desk);
}

}  // namespace

std::string say_day(Date due, bool open, const Desk& desk) {
    return write_date(due, desk.lang) + (open ? " (" + say_distance(due, desk) + ")" : "");
}

std::string say_due(Instant due, const Desk& desk) { return say_day(last_day(due), true, desk); }

std::string say_persons(const std::vector<PersonId>& persons, Desk& desk) {
    std::string all;
    for (std::size_t i = 0; i < persons.size() && i < persons_shown; ++i)
        all += (i ? ", " : "") + desk.names.label(persons[i], desk.lang);
    if (persons.size() > persons_shown) all += " (+" + std::to_string(persons.size() - persons_shown) + ")";
    return all;
}

std::string say_unit(const UnitId& unit, Desk& desk) {
    const UnitName& name = desk.names.unit(unit);
    return desk.names.label(unit, desk.lang) + (name.closed ? "" : " (" + name.reference() + ")");
}

// A case taken back by the one that opened it stays where it stood; at an end that is a cancellation the title says so.
bool is_taken_back(const CaseRecord& record, Desk& desk) {
    if (record.life != "cancelled") return false;
    const Definition& definition = workflow_of(record, desk.bundle);
    return std::any_of(record.config.begin(), record.config.end(), [&](const std::string& id) {
        const auto state = definition.state(id);
        return state && definition.at(*state).kind != StateKind::final;
    });
}

std::string say_state(const CaseRecord& record, Desk& desk) {
    const std::string titles = state_titles(record, desk.bundle, desk.lang);
    if (record.life != "suspended" && !is_taken_back(record, desk)) return titles;
    return titles + " (" + life_title(record.life, record.outcome).in(desk.lang) + ")";
}

std::string say_money(std::int64_t dong, Lang lang) { return dong ? group_digits(dong, lang) + " đ" : ""; }

std::string say_needs(const StepOption& option, Desk& desk) {
    std::string all;
    auto add = [&](const std::string& what) { all += (all.empty() ? "" : ", ") + what; };
    if (option.team) add("--team");
    if (!option.form.empty()) {
        auto form = desk.bundle.forms.find(option.form);
        add("--form " + (form == desk.bundle.forms.end() || form->second.number.empty()
                             ? option.form
                             : "(" + form->second.number + ")"));
    }
    if (option.reason) add("--reason");
    for (int i = 0; i < option.attachments; ++i) add("--attach");
    return all;
}

void print_options(const std::vector<StepOption>& options, const PersonId& viewer, const Context& context, Desk& desk) {
    std::string code = viewer.empty() ? "" : desk.names.person(viewer).code;
    Table table(context);
    table.text({"Bước", "Step"})
        .text({"Việc", "What"})
        .text({"Ai", "Who"})
        .text({"Hạn", "Until"})
        .text({"Cần", "Needs"})
        .text({"Căn cứ", "Rests on"})
        .text({code, code});
    for (const StepOption& option : options) {
        if (!option.possible()) continue;
        table.row({option.event, option.title.in(desk.lang), who_of(option, desk),
                   option.due ? say_due(*option.due, desk) : "", say_needs(option, desk), option.legal,
                   say_mine(option, viewer, desk.lang)});
    }
    if (!table.empty())
        table.print();
    else
        context.print(context.say({"(không có bước nào của người; hồ sơ đang chờ việc khác)",
                                   "(no step of a person: the case waits for something else)"}));
}

void print_blocked(const std::vector<StepOption>& options, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Bước", "Step"}).text({"Việc", "What"}).text({"Vì sao chưa được", "Why not"});
    for (const StepOption& option : options) {
        if (!option.possible()) table.row({option.event, option.title.in(desk.lang), option.blocked.in(desk.lang)});
    }
    if (table.empty()) return;
    context.print("\n" + bold(context, context.say({"Chưa làm được", "Not possible now"})));
    table.print();
}

Json json_of(const LocalText& text) { return {{"vi", text.vi}, {"en", text.in(Lang::en)}}; }

Json json_of_person(const PersonId& person, Desk& desk) {
    if (person.empty()) return nullptr;
    const PersonName& name = desk.names.person(person);
    Json json = {{"id", person.value}, {"code", name.code}, {"name", name.closed ? Json(nullptr) : Json(name.name)}};
    return json;
}

Json json_of_unit(const UnitId& unit, Desk& desk) {
    if (unit.empty()) return nullptr;
    const UnitName& name = desk.names.unit(unit);
    return {{"id", unit.value},
            {"level", name.level},
            {"code", name.closed ? Json(nullptr) : Json(name.code)},
            {"name", name.closed ? Json(nullptr) : Json(name.name)}};
}

Json json_of(const StepOption& option, const PersonId& viewer, Desk& desk) {
    Json persons = Json::array(), barred = Json::array();
    for (const PersonId& person : option.persons) persons.push_back(json_of_person(person, desk));
    for (const auto& one : option.barred)
        barred.push_back({{"person", json_of_person(one.person, desk)}, {"earlier", one.earlier}});
    Json agreed = Json::array();
    for (const PersonId& person : option.agreed) agreed.push_back(json_of_person(person, desk));
    Json held = Json::array();
    for (const WorkRecord& work : option.held)
        held.push_back(
            {{"person", json_of_person(work.person, desk)}, {"stage", work.stage}, {"since", work.since.iso()}});
    Json json = {{"event", option.event},
                 {"held", held},
                 {"title", json_of(option.title)},
                 {"who", json_of(option.who)},
                 {"legal", option.legal.empty() ? Json(nullptr) : Json(option.legal)},
                 {"persons", persons},
                 {"barred", barred},
                 {"form", option.form.empty() ? Json(nullptr) : Json(option.form)},
                 {"reason", option.reason},
                 {"team", option.team},
                 {"attachments", option.attachments},
                 {"all_of", option.all_of},
                 {"agreed", agreed},
                 {"possible", is_open_to(option, viewer)},
                 {"until", nullptr},
                 {"why_not", nullptr}};
    if (option.due) json["until"] = last_day(*option.due).iso();
    if (!is_open_to(option, viewer)) json["why_not"] = why_not(option, viewer, desk);
    return json;
}

namespace {

Json id_or_null(const std::string& id) { return id.empty() ? Json(nullptr) : Json(id); }
Json day_or_null(const std::optional<Date>& day) { return day ? Json(day->iso()) : Json(nullptr); }

}  // namespace

Json json_of(const CaseRecord& record, Desk& desk) {
    const Definition& definition = workflow_of(record, desk.bundle);
    Json states = Json::array();
    for (const std::string& state : record.config)
        states.push_back({{"id", state}, {"title", json_of(state_title(definition, state))}});
    return {{"id", record.id.value},
            {"kind", record.kind},
            {"workflow", record.workflow},
            {"title", json_of(definition.title)},
            {"unit", json_of_unit(record.unit, desk)},
            {"body", id_or_null(record.body)},
            {"variant", id_or_null(record.variant)},
            {"mode", id_or_null(record.mode)},
            {"year", record.year},
            {"sample", record.sample},
            {"plan", id_or_null(record.plan.value)},
            {"parent", id_or_null(record.parent.value)},
            {"team", id_or_null(record.team.value)},
            {"states", states},
            {"life", record.life},
            {"outcome", id_or_null(record.outcome)},
            {"opened_on", record.opened_on.iso()},
            {"planned_on", day_or_null(record.planned_on)},
            {"due_on", day_or_null(record.due_on)},
            {"ended_on", day_or_null(record.ended_on)}};
}

}  // namespace giamsat::cli
