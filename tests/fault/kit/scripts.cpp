// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/connections.hpp"
#include "fault/kit/play.hpp"

#include "service/import/import.hpp"

namespace giamsat::fault {

namespace {

const Date day = Date::of(2024, 3, 4);

using MakeCommand = std::function<Command(Play&)>;

// What a person asks for; the command is made when its turn comes, since it names what stands in the office by then.
Step step(const std::string& name, MakeCommand make, const std::string& person = "CLERK") {
    return {name, [=](Play& play) {
                return play.is_open() ? play.give(name, make(play), person)
                                      : Done(Problem(ProblemCode::office_not_serving));
            }};
}

Step unit(const std::string& level, const std::string& code, const std::string& parent,
          const std::string& by = "CLERK") {
    return step(
        "unit " + code,
        [=](Play& play) -> Command {
            const bool personal = level == "borrower";
            return RegisterUnit{.level = level,
                                .code = code,
                                .name = "Đơn vị " + code,
                                .parent = parent.empty() ? UnitId{} : play.unit(parent),
                                .phone = personal ? "0912 345 678" : "",
                                .valid_from = Date::of(2020, 1, 1)};
        },
        by);
}

// The first people with their roles come together: from then on it is they who answer for every entry.
Step people() {
    return step(
        "people",
        [](Play&) {
            return import_command(ImportKind::people, "people.csv",
                                  "code,name,role,unit,phone,from\n"
                                  "CHIEF,Lê Văn An,chief,01,,2020-01-01\n"
                                  "CLERK,Nguyễn Thị Bình,clerk,01,0912000002,2020-01-01\n"
                                  "OFFICER,Trần Văn Chung,officer,01,0912000003,2020-01-01\n",
                                  std::make_shared<ImportSummary>());
        },
        "");
}

Step person(const std::string& code) {
    return step("person " + code, [=](Play&) { return RegisterPerson{code, "Người " + code, "0987 654 321", ""}; });
}

Step visit(const std::string& name) {
    return step(name, [](Play& play) -> Command {
        OpenCase open;
        open.workflow = "visit", open.unit = play.unit("0101"), open.body = "board", open.planned_on = day;
        return open;
    });
}

Step advance(const std::string& visit, AdvanceCase how, const std::string& person) {
    return step(
        visit + " " + how.event,
        [=](Play& play) {
            AdvanceCase command = how;
            command.case_id = play.opened_case(visit);
            if (how.event == "assign") command.team = play.formed_team("team");
            return command;
        },
        person);
}

Step checkpoint() {
    return {"checkpoint", [](Play& play) {
                if (!play.is_open()) return Done(Problem(ProblemCode::office_not_serving));
                play.place().ask([](Readers&) {
                    on_every_connection("PRAGMA wal_checkpoint(PASSIVE)");
                    return 0;
                });
                return Done();
            }};
}

}  // namespace

Script founding() {
    return {{"found", [](Play& play) { return play.found(); }}};
}

Script opening_again() {
    return {{"close",
             [](Play& play) {
                 play.close();
                 return Done();
             }},
            {"open", [](Play& play) { return play.open(); }}};
}

Script registering() {
    return {unit("commune", "01", "", ""),      people(),       unit("group", "0101", "01"), checkpoint(),
            unit("borrower", "010101", "0101"), person("LATER")};
}

Script a_visit() {
    const Json answers = {{"seen", 3}, {"text", "Hộ vay sử dụng vốn đúng mục đích."}};
    return {visit("visit"),
            step("team",
                 [](Play& play) -> Command {
                     return FormTeam{"Đoàn 1", "board", play.unit("01"), 2024, play.person("OFFICER"), {}};
                 }),
            advance("visit", {.event = "assign"}, "CLERK"),
            advance("visit", {.event = "record", .answers = answers}, "OFFICER"),
            advance("visit", {.event = "sign", .files = {{"biên bản.txt", "nội dung biên bản\n"}}}, "CHIEF"),
            checkpoint(),
            visit("other"),
            advance("other", {.event = "cancel", .reason = "mưa bão"}, "CHIEF")};
}

Script the_rest() {
    return {visit("held"),
            step(
                "held suspended",
                [](Play& play) {
                    return SuspendCase{play.opened_case("held"), "chờ cấp trên"};
                },
                "CHIEF"),
            step(
                "held resumed",
                [](Play& play) {
                    return ResumeCase{play.opened_case("held"), ""};
                },
                "CHIEF"),
            step("report",
                 [](Play& play) -> Command {
                     const Told at = play.told().back();
                     return IssueReport{"year",
                                        Date::of(2024, 1, 1),
                                        day,
                                        "html",
                                        std::string(64, 'a'),
                                        100,
                                        static_cast<std::int64_t>(at.size),
                                        to_hex(at.root)};
                 }),
            step(
                "edition",
                [](Play&) {
                    PublishProfile publish{smallest_profile(), "sửa tên"};
                    publish.sources["plan.workflow.yaml"] += "# một lần sửa\n";
                    return publish;
                },
                "CHIEF")};
}

}  // namespace giamsat::fault
