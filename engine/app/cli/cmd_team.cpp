// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_text.hpp"
#include "app/cli/stepping.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct TeamWords {
    std::string code, body, unit, head;
    std::vector<std::string> members;
    int year = 0;
};

Result<Command> form_command(const TeamWords& words, Desk& desk) {
    FormTeam command{.code = words.code, .year = words.year ? words.year : desk.today.year()};
    GIAMSAT_TRY(body, body_named(words.body, desk));
    command.body = body;
    GIAMSAT_TRY(head, person_named(words.head, desk));
    command.head = head;
    for (const std::string& code : words.members) {
        GIAMSAT_TRY(member, person_named(code, desk));
        command.members.push_back(member);
    }
    if (words.unit.empty()) {
        auto units = desk.read.units.all(desk.profile().body(body)->level);
        if (units.size() == 1) command.body_unit = units.front().id;
        return Command(command);
    }
    GIAMSAT_TRY(unit, unit_named(words.unit, desk));
    command.body_unit = unit;
    return Command(command);
}

Json json_of(const Team& team, Desk& desk) {
    Json members = Json::array();
    for (const TeamMember& member : team.members)
        members.push_back({{"person", json_of_person(member.person, desk)}, {"duty", member.duty}});
    return {{"id", team.id.value}, {"code", team.code},
            {"body", team.body},   {"unit", json_of_unit(team.body_unit, desk)},
            {"year", team.year},   {"head", json_of_person(team.head, desk)},
            {"members", members}};
}

std::string say_members(const Team& team, Desk& desk) {
    std::string all;
    for (const TeamMember& member : team.members) {
        if (member.person != team.head) all += (all.empty() ? "" : ", ") + desk.names.label(member.person, desk.lang);
    }
    return all;
}

int form(const TeamWords& words, const Context& context) {
    return carry_out(
        context, [&](Desk& desk) { return form_command(words, desk); },
        [&](const Outcome&, Desk& desk) {
            auto team = desk.read.teams.by_code(words.code);
            if (!team) return;
            if (context.options.json) return context.print_json({{"team", json_of(*team, desk)}});
            context.print("✓ " + context.say({"Đã lập ", "Formed "}) + team->code +
                          context.say({"; trưởng đoàn ", "; head "}) + desk.names.label(team->head, desk.lang));
            context.print("  → giamsat assign " + context.say({"MÃ", "VISIT"}) + " --team \"" + team->code + "\"");
        });
}

Result<int> list(int year, const Context& context, Desk& desk) {
    Json json = Json::array();
    Table table(context);
    table.text({"Đoàn", "Team"})
        .number({"Năm", "Year"})
        .text({"Cơ quan", "Body"})
        .text({"Đóng tại", "Of"})
        .text({"Trưởng đoàn", "Head"})
        .text({"Thành viên", "Members"});
    for (const Team& team : desk.read.teams.all()) {
        if (year != 0 && team.year != year) continue;
        if (context.options.json)
            json.push_back(json_of(team, desk));
        else
            table.row({team.code, std::to_string(team.year), team.body,
                       team.body_unit.empty() ? "" : desk.names.label(team.body_unit, desk.lang),
                       desk.names.label(team.head, desk.lang), say_members(team, desk)});
    }
    if (context.options.json)
        context.print_json({{"teams", json}});
    else if (table.empty())
        context.print(context.say({"Chưa có đoàn nào.", "There is no team yet."}));
    else
        table.print();
    return 0;
}

}  // namespace

void add_team(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("team", "Đoàn kiểm tra · teams");
    command->require_subcommand(1);
    auto* formed = command->add_subcommand("form", "Lập đoàn kiểm tra · form a team");
    auto words = std::make_shared<TeamWords>();
    formed->add_option("--code", words->code, "Mã, tên đoàn · its code")->required();
    formed->add_option("--body", words->body, "Cơ quan · body")->required();
    formed->add_option("--unit", words->unit, "Nơi cơ quan đóng (cấp:mã) · where the body sits (level:code)");
    formed->add_option("--head", words->head, "Mã trưởng đoàn · code of its head")->required();
    formed->add_option("--member", words->members, "Mã thành viên, có thể nhiều · codes of its members");
    formed->add_option("--year", words->year, "Năm (mặc định: năm nay) · year (default: this one)");
    formed->footer(
        "Ví dụ · example:\n  giamsat team form --code \"Đoàn 1\" --body board --head CB03 --member CB05 --year 2025 "
        "--as CB02");
    on_run(*formed, [words, &context] { return form(*words, context); });
    auto* listed = command->add_subcommand("list", "Các đoàn · the teams");
    auto year = std::make_shared<int>(0);
    listed->add_option("--year", *year, "Năm · year");
    listed->footer("Ví dụ · example:\n  giamsat team list --year 2025");
    on_run(*listed,
           [year, &context] { return read_only(context, [&](Desk& desk) { return list(*year, context, desk); }); });
}

}  // namespace giamsat::cli
