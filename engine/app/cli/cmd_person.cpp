// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_text.hpp"
#include "app/cli/stepping.hpp"
#include "app/cli/table.hpp"
#include "base/text/text.hpp"
#include "service/commands/handlers.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace giamsat::cli {
namespace {

std::string title_of_role(const std::string& id, const Desk& desk) {
    const Role* role = desk.profile().role(id);
    return role ? role->title.in(desk.lang) : id;
}

Json json_of(const RoleGrant& grant, Desk& desk) {
    return {{"role", grant.role},
            {"unit", json_of_unit(grant.unit, desk)},
            {"from", grant.from.iso()},
            {"to", grant.to ? Json(grant.to->iso()) : Json(nullptr)}};
}

// ---- reading -------------------------------------------------------------------------------------------------------

struct ListArguments {
    std::string role, unit;
};

struct Listed {
    PersonName name;
    std::vector<RoleGrant> roles;
};

bool wanted(const Listed& person, const std::string& role, const UnitId& unit) {
    if (role.empty() && unit.empty()) return true;
    return std::any_of(person.roles.begin(), person.roles.end(), [&](const RoleGrant& grant) {
        return (role.empty() || grant.role == role) && (unit.empty() || grant.unit == unit);
    });
}

std::vector<Listed> people_of(const std::string& role, const UnitId& unit, Desk& desk) {
    std::vector<Listed> people;
    for (const Person& person : desk.read.people.all()) {
        Listed one{desk.names.person(person.id), desk.read.people.roles(person.id, desk.today)};
        if (wanted(one, role, unit)) people.push_back(std::move(one));
    }
    std::sort(people.begin(), people.end(), [](const Listed& a, const Listed& b) {
        int order = compare_people(a.name.name, b.name.name);
        return order != 0 ? order < 0 : a.name.code < b.name.code;
    });
    return people;
}

Json people_json(const std::vector<Listed>& people, Desk& desk) {
    Json list = Json::array();
    for (const Listed& person : people) {
        Json json = json_of_person(person.name.id, desk);
        json["roles"] = Json::array();
        for (const RoleGrant& grant : person.roles) json["roles"].push_back(json_of(grant, desk));
        list.push_back(std::move(json));
    }
    return {{"people", list}};
}

void print_people(const std::vector<Listed>& people, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Mã", "Code"})
        .text({"Họ tên", "Name"})
        .text({"Vai trò", "Role"})
        .text({"Tại", "In"})
        .text({"Từ ngày", "From"});
    for (const Listed& person : people) {
        std::string code = person.name.code,
                    name = person.name.closed ? person.name.instead.in(desk.lang) : person.name.name;
        if (person.roles.empty()) table.row({code, name});
        for (const RoleGrant& grant : person.roles) {
            table.row({code, name, title_of_role(grant.role, desk), desk.names.label(grant.unit, desk.lang),
                       write_date(grant.from, desk.lang)});
            code.clear();  // said once, not on each role's row
            name.clear();
        }
    }
    if (table.empty()) return context.print(context.say({"(không có ai)", "(nobody)"}));
    table.print();
}

Result<std::string> role_named(const std::string& id, Desk& desk) {
    if (desk.profile().role(id)) return id;
    std::vector<std::string> known;
    for (const Role& role : desk.profile().roles) known.push_back(role.id);
    std::string near = nearest(id, known);
    return missing({"vai trò", "role"}, near.empty() ? id : id + " (" + near + "?)");
}

Result<int> list(const ListArguments& arguments, const Context& context, Desk& desk) {
    UnitId unit;
    if (!arguments.role.empty()) GIAMSAT_CHECK(role_named(arguments.role, desk));
    if (!arguments.unit.empty()) {
        GIAMSAT_TRY(named, unit_named(arguments.unit, desk));
        unit = named;
    }
    auto people = people_of(arguments.role, unit, desk);
    if (context.options.json) return context.print_json(people_json(people, desk)), 0;
    return print_people(people, context, desk), 0;
}

Json personal_of(const PersonId& person, Desk& desk) {
    CommandId cmd;
    int i = 0;
    auto sealed = desk.read.people.personal(person, cmd, i);
    auto plain = desk.names.open(sealed, "personal", cmd, i);
    auto personal = plain ? parse_json(*plain) : Result<Json>(Json::object());
    return personal ? *personal : Json::object();
}

void print_person(const PersonId& id, const Context& context, Desk& desk) {
    Json personal = personal_of(id, desk);
    auto line = [&](const LocalText& title, const std::string& value) {
        if (!value.empty()) context.print("  " + pad_right(context.say(title), 10) + "  " + value);
    };
    context.print(bold(context, desk.names.label(id, desk.lang)));
    line({"Điện thoại", "Phone"}, personal.value("phone", ""));
    line({"Thư", "E-mail"}, personal.value("email", ""));
    line({"Từ ngày", "Since"}, write_date(desk.read.people.find(id)->since, desk.lang));
    Table roles(context);
    roles.text({"Vai trò", "Role"})
        .text({"Mã vai trò", "Role's id"})
        .text({"Tại", "In"})
        .text({"Từ ngày", "From"})
        .text({"Đến hết", "Until"});
    for (const RoleGrant& grant : desk.read.people.roles(id, desk.today)) {
        roles.row({title_of_role(grant.role, desk), grant.role, say_unit(grant.unit, desk),
                   write_date(grant.from, desk.lang), grant.to ? write_date(*grant.to, desk.lang) : ""});
    }
    if (roles.empty()) return line({"Vai trò", "Roles"}, context.say({"(không giữ vai trò nào)", "(none)"}));
    context.print("");
    roles.print();
}

Result<int> show(const std::string& code, const Context& context, Desk& desk) {
    GIAMSAT_TRY(id, person_named(code, desk));
    if (!context.options.json) return print_person(id, context, desk), 0;
    Json personal = personal_of(id, desk), json = json_of_person(id, desk);
    json["roles"] = Json::array();
    for (const RoleGrant& grant : desk.read.people.roles(id, desk.today)) json["roles"].push_back(json_of(grant, desk));
    for (const char* field : {"phone", "email"})
        json[field] = personal.contains(field) ? personal[field] : Json(nullptr);
    return context.print_json(json), 0;
}

// ---- changing ------------------------------------------------------------------------------------------------------

struct ChangeArguments {
    std::string code, name, phone, email, role, unit, from, to;
};

Result<FirstRole> grant_of(const ChangeArguments& arguments, Desk& desk) {
    GIAMSAT_TRY(role, role_named(arguments.role, desk));
    GIAMSAT_TRY(unit, unit_named(arguments.unit, desk));
    FirstRole grant{role, unit, desk.today};
    if (arguments.from.empty()) return grant;
    GIAMSAT_TRY(from, Date::parse(arguments.from));
    grant.from = from;
    return grant;
}

Result<Command> add_command(const ChangeArguments& arguments, Desk& desk) {
    GIAMSAT_TRY(name, to_nfc(arguments.name));
    if (arguments.role.empty() != arguments.unit.empty()) {
        return Problem(ProblemCode::usage,
                       {{"what", "--role và --unit đi cùng nhau"}, {"what_en", "--role and --unit belong together"}});
    }
    RegisterPerson person{arguments.code, name, arguments.phone, arguments.email};
    if (arguments.role.empty()) return person;
    GIAMSAT_TRY(grant, grant_of(arguments, desk));
    person.role = std::move(grant);
    return person;
}

Result<Command> grant_command(const ChangeArguments& arguments, Desk& desk) {
    GIAMSAT_TRY(person, person_named(arguments.code, desk));
    GIAMSAT_TRY(grant, grant_of(arguments, desk));
    return GrantRole{person, grant.role, grant.unit, grant.from};
}

Result<Command> end_command(const ChangeArguments& arguments, Desk& desk) {
    GIAMSAT_TRY(person, person_named(arguments.code, desk));
    GIAMSAT_TRY(role, role_named(arguments.role, desk));
    GIAMSAT_TRY(unit, unit_named(arguments.unit, desk));
    Date to = desk.today;
    if (!arguments.to.empty()) {
        GIAMSAT_TRY(last_day, Date::parse(arguments.to));
        to = last_day;
    }
    for (const RoleGrant& held : desk.read.people.roles(person, std::min(to, desk.today))) {
        if (held.role == role && held.unit == unit) return EndRole{person, role, unit, held.from, to};
    }
    return missing({"vai trò của người này", "role of this person"}, role + " @ " + arguments.unit);
}

using Prepare = Result<Command> (*)(const ChangeArguments&, Desk&);

int change(const ChangeArguments& arguments, Prepare prepare, const LocalText& done, const Context& context) {
    return carry_out(
        context, [&](Desk& desk) { return prepare(arguments, desk); },
        [&](const Outcome&, Desk& desk) {
            auto person = desk.read.people.by_code(arguments.code);
            if (!person) return;
            if (context.options.json) return void(show(arguments.code, context, desk));
            std::string role = arguments.role.empty() ? "" : " – " + title_of_role(arguments.role, desk);
            context.print("✓ " + context.say(done) + desk.names.label(person->id, desk.lang) + role);
        });
}

void add_role_options(CLI::App& command, ChangeArguments& arguments, bool required) {
    command.add_option("--role", arguments.role, "Mã vai trò (profile.yaml) · id of the role")->required(required);
    command.add_option("--unit", arguments.unit, "Giữ vai trò ở đơn vị nào (cấp:mã) · held in which unit (level:code)")
        ->required(required);
}

void add_reading(CLI::App& parent, Context& context) {
    auto arguments = std::make_shared<ListArguments>();
    auto* listed = parent.add_subcommand("list", "Cán bộ theo tên và vai trò · staff by given name, with their roles");
    listed->add_option("--role", arguments->role, "Chỉ người giữ vai trò này · only who holds this role");
    listed->add_option("--unit", arguments->unit,
                       "Chỉ người giữ vai trò ở đơn vị này · only who holds a role in this unit");
    listed->footer("Ví dụ · examples:\n  giamsat person list\n  giamsat person list --unit commune:405102");
    on_run(*listed, [=, &context] {
        return read_only(context, [=, &context](Desk& desk) { return list(*arguments, context, desk); });
    });

    auto code = std::make_shared<std::string>();
    auto* shown = parent.add_subcommand("show", "Một người · one person");
    shown->add_option("CODE", *code, "Mã cán bộ · staff code")->required();
    shown->footer("Ví dụ · example:\n  giamsat person show CB02");
    on_run(*shown, [=, &context] {
        return read_only(context, [=, &context](Desk& desk) { return show(*code, context, desk); });
    });
}

void add_changing(CLI::App& parent, Context& context) {
    auto arguments = std::make_shared<ChangeArguments>();
    auto* added = parent.add_subcommand("add", "Thêm người, kèm một vai trò · add a person, with a role");
    added->add_option("--code", arguments->code, "Mã cán bộ · staff code")->required();
    added->add_option("--name", arguments->name, "Họ tên (được mã hoá) · name (sealed)")->required();
    added->add_option("--phone", arguments->phone, "Điện thoại (được mã hoá) · phone (sealed)");
    added->add_option("--email", arguments->email,
                      "Thư điện tử, để gửi thông báo (được mã hoá) · e-mail, for notices (sealed)");
    add_role_options(*added, *arguments, false);
    added->add_option("--from", arguments->from,
                      "Giữ vai trò từ ngày (mặc định: hôm nay) · role from this day (default: today)");
    added->footer(
        "Người đầu tiên của văn phòng không cần --as · the office's first person needs no --as.\n\n"
        "Ví dụ · example:\n  giamsat person add --code CB02 --name \"Nguyễn Thị Bình\" --email binh@dongson.example\n"
        "      --role board_secretary --unit district:405 --from 01/01/2024");
    on_run(*added, [=, &context] { return change(*arguments, add_command, {"Đã thêm ", "Added "}, context); });

    auto* granted = parent.add_subcommand("grant", "Giao vai trò · grant a role");
    granted->add_option("CODE", arguments->code, "Mã cán bộ · staff code")->required();
    add_role_options(*granted, *arguments, true);
    granted->add_option("--from", arguments->from, "Từ ngày (mặc định: hôm nay) · from this day (default: today)");
    granted->footer(
        "Ví dụ · example:\n  giamsat person grant CB05 --role bank_officer --unit district:405 --from 01/03/2024 --as "
        "CB02");
    on_run(*granted, [=, &context] {
        return change(*arguments, grant_command, {"Đã giao vai trò: ", "Granted: "}, context);
    });

    auto* ended = parent.add_subcommand("end-role", "Thôi giữ vai trò · end a role");
    ended->add_option("CODE", arguments->code, "Mã cán bộ · staff code")->required();
    add_role_options(*ended, *arguments, true);
    ended->add_option("--to", arguments->to, "Ngày cuối (mặc định: hôm nay) · last day (default: today)");
    ended->footer(
        "Ví dụ · example:\n  giamsat person end-role CB05 --role bank_officer --unit district:405 --to 31/05/2024 --as "
        "CB02");
    on_run(*ended, [=, &context] {
        return change(*arguments, end_command, {"Đã thôi vai trò: ", "Ended: "}, context);
    });
}

}  // namespace

void add_person(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("person", "Cán bộ và vai trò · staff and their roles");
    command->require_subcommand(1);
    add_reading(*command, context);
    add_changing(*command, context);
}

}  // namespace giamsat::cli
