// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_text.hpp"
#include "app/cli/stepping.hpp"
#include "app/cli/unit_text.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

// ---- reading -------------------------------------------------------------------------------------------------------

struct ListArguments {
    std::string level, under, words;
    bool past = false;
    std::size_t limit = 200;
};

int show_units(const std::vector<Unit>& units, const ListArguments& arguments, const Context& context, Desk& desk) {
    if (!context.options.json) return print_units(units, arguments.limit, context, desk), 0;
    Json list = Json::array();
    for (const Unit& unit : units) list.push_back(json_of(unit, desk));
    return context.print_json({{"units", list}}), 0;
}

Result<int> list(const ListArguments& arguments, const Context& context, Desk& desk) {
    UnitFilter filter{arguments.level, {}, arguments.past};
    if (!arguments.level.empty() && !desk.profile().level(arguments.level))
        return unit_named(arguments.level + ":?", desk).error();
    if (!arguments.under.empty()) {
        GIAMSAT_TRY(under, unit_named(arguments.under, desk));
        filter.under = under;
    }
    return show_units(units_of(filter, desk), arguments, context, desk);
}

struct UnitPage {
    Unit unit;
    std::vector<UnitVersion> versions;
    std::vector<UnitId> successors;
    std::optional<std::string> phone;
    std::vector<RoleGrant> roles;
    std::vector<Loan> loans;
    std::vector<std::pair<std::string, std::size_t>> below;  // level, how many units are valid
};

std::optional<std::string> phone_of(const UnitId& unit, Desk& desk) {
    CommandId cmd;
    int i = 0;
    auto sealed = desk.read.units.personal(unit, cmd, i);
    auto plain = desk.names.open(sealed, "personal", cmd, i);
    auto personal = plain ? parse_json(*plain) : Result<Json>(Json::object());
    return personal && personal->contains("phone") ? std::optional(personal->value("phone", "")) : std::nullopt;
}

std::vector<RoleGrant> roles_in(const UnitId& unit, Desk& desk) {
    std::vector<RoleGrant> roles;
    for (const Role& role : desk.profile().roles) {
        for (RoleGrant& grant : desk.read.people.holders(role.id, unit, desk.today)) roles.push_back(std::move(grant));
    }
    return roles;
}

UnitPage page_of(const UnitId& id, Desk& desk) {
    UnitPage page{*desk.read.units.find(id),
                  desk.read.units.versions(id),
                  desk.read.units.successors(id),
                  phone_of(id, desk),
                  roles_in(id, desk),
                  desk.read.loans.of_borrower(id),
                  {}};
    for (const Level& level : desk.profile().levels) {
        if (level.parent != page.unit.level) continue;
        auto children = desk.read.units.children(id, level.id);
        auto valid = std::count_if(children.begin(), children.end(),
                                   [&](const Unit& unit) { return unit.valid_on(desk.today); });
        if (valid > 0) page.below.emplace_back(level.id, static_cast<std::size_t>(valid));
    }
    return page;
}

Json page_json(const UnitPage& page, Desk& desk) {
    Json versions = Json::array(), successors = Json::array(), roles = Json::array(), loans = Json::array(),
         below = Json::object();
    for (const UnitVersion& one : page.versions) {
        versions.push_back({{"from", one.from.iso()},
                            {"name", one.name},
                            {"parent", json_of_unit(one.parent, desk)},
                            {"association", one.association}});
    }
    for (const UnitId& one : page.successors) successors.push_back(json_of_unit(one, desk));
    for (const RoleGrant& one : page.roles)
        roles.push_back({{"role", one.role}, {"person", json_of_person(one.person, desk)}, {"from", one.from.iso()}});
    for (const Loan& one : page.loans) {
        loans.push_back({{"programme", one.programme},
                         {"source", one.source},
                         {"disbursed_on", one.disbursed_on.iso()},
                         {"amount", one.amount},
                         {"outstanding", one.outstanding},
                         {"as_of", one.as_of.iso()}});
    }
    for (const auto& [level, count] : page.below) below[level] = count;
    Json json = json_of(page.unit, desk);
    json.update({{"versions", versions},
                 {"successors", successors},
                 {"roles", roles},
                 {"loans", loans},
                 {"below", below},
                 {"phone", page.phone ? Json(*page.phone) : Json(nullptr)}});
    return json;
}

void print_line(const LocalText& title, const std::string& value, const Context& context) {
    if (!value.empty()) context.print("  " + pad_right(context.say(title), 14) + "  " + value);
}

void print_facts(const UnitPage& page, const Context& context, Desk& desk) {
    const Unit& unit = page.unit;
    context.print(bold(context, say_unit(unit.id, desk)));
    print_line({"Cấp", "Level"}, title_of_level(unit.level, desk), context);
    print_line({"Thuộc", "Below"}, unit.parent.empty() ? "" : say_unit(unit.parent, desk), context);
    print_line({"Nằm tại", "Place"}, unit.place.empty() ? "" : say_unit(unit.place, desk), context);
    const Association* association = desk.profile().association(unit.association);
    print_line({"Hội", "Association"}, association ? association->title.in(desk.lang) : unit.association, context);
    print_line({"Điện thoại", "Phone"}, page.phone.value_or(""), context);
    print_line({"Từ ngày", "From"}, write_date(unit.valid_from, desk.lang), context);
    print_line({"Đến hết", "Until"}, unit.valid_to ? write_date(*unit.valid_to, desk.lang) : "", context);
    for (const UnitId& successor : page.successors)
        print_line({"Kế tục bởi", "Succeeded by"}, say_unit(successor, desk), context);
    for (const auto& [level, count] : page.below) {
        print_line({"Cấp dưới", "Units below"},
                   group_digits(static_cast<std::int64_t>(count), desk.lang) + " " + title_of_level(level, desk),
                   context);
    }
}

void print_titled(const LocalText& title, const Table& table, const Context& context) {
    if (table.empty()) return;
    context.print("\n" + bold(context, context.say(title)));
    table.print();
}

// Of a personal unit only where it belonged is told here: its names are sealed.
void print_versions(const UnitPage& page, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Từ ngày", "From"}).text({"Tên", "Name"}).text({"Thuộc", "Below"}).text({"Hội", "Association"});
    for (const UnitVersion& one : page.versions) {
        table.row({write_date(one.from, desk.lang), one.name,
                   one.parent.empty() ? "" : desk.names.label(one.parent, desk.lang),
                   say_association(one.association, desk)});
    }
    if (page.versions.size() > 1) print_titled({"Qua các thời kỳ", "Over time"}, table, context);
}

void print_page(const UnitPage& page, const Context& context, Desk& desk) {
    print_facts(page, context, desk);
    print_versions(page, context, desk);
    Table roles(context);
    roles.text({"Vai trò", "Role"}).text({"Người giữ", "Held by"}).text({"Từ ngày", "From"});
    for (const RoleGrant& one : page.roles) {
        roles.row({desk.profile().role(one.role)->title.in(desk.lang), desk.names.label(one.person, desk.lang),
                   write_date(one.from, desk.lang)});
    }
    print_titled({"Vai trò", "Roles"}, roles, context);
    Table loans(context);
    loans.text({"Chương trình", "Programme"})
        .text({"Nguồn vốn", "Source"})
        .text({"Giải ngân", "Disbursed"})
        .number({"Số tiền", "Amount"});
    loans.number({"Dư nợ", "Outstanding"}).text({"Tại ngày", "As of"});
    for (const Loan& one : page.loans) {
        loans.row({title_in(desk.profile().programmes, one.programme, desk.lang),
                   title_in(desk.profile().capital_sources, one.source, desk.lang),
                   write_date(one.disbursed_on, desk.lang), group_digits(one.amount, desk.lang),
                   group_digits(one.outstanding, desk.lang), write_date(one.as_of, desk.lang)});
    }
    print_titled({"Khoản vay (đồng)", "Loans (đồng)"}, loans, context);
}

Result<int> show(const std::string& reference, const Context& context, Desk& desk) {
    GIAMSAT_TRY(id, unit_named(reference, desk));
    UnitPage page = page_of(id, desk);
    if (context.options.json) return context.print_json(page_json(page, desk)), 0;
    return print_page(page, context, desk), 0;
}

// ---- changing ------------------------------------------------------------------------------------------------------

struct ChangeArguments {
    std::string reference, level, code, from, until;
    std::optional<std::string> name, parent, place, association, phone;
    std::vector<std::string> successors;
};

Result<std::optional<UnitId>> unit_or_nothing(const std::optional<std::string>& reference, Desk& desk) {
    if (!reference) return std::optional<UnitId>{};
    if (reference->empty()) return std::optional<UnitId>(UnitId{});  // --place "" takes the place away
    GIAMSAT_TRY(unit, unit_named(*reference, desk));
    return std::optional<UnitId>(unit);
}

Result<Date> day_or_today(const std::string& text, Desk& desk) {
    if (text.empty()) return desk.today;
    return Date::parse(text);
}

Result<std::optional<std::string>> clean(const std::optional<std::string>& text) {
    if (!text) return std::optional<std::string>{};
    GIAMSAT_TRY(nfc, to_nfc(*text));
    return std::optional<std::string>(nfc);
}

Result<Command> add_command(const ChangeArguments& arguments, Desk& desk) {
    if (!desk.profile().level(arguments.level)) return unit_named(arguments.level + ":?", desk).error();
    GIAMSAT_TRY(name, clean(arguments.name));
    GIAMSAT_TRY(parent, unit_or_nothing(arguments.parent, desk));
    GIAMSAT_TRY(place, unit_or_nothing(arguments.place, desk));
    GIAMSAT_TRY(from, day_or_today(arguments.from, desk));
    return RegisterUnit{arguments.level,
                        arguments.code,
                        name.value_or(""),
                        parent.value_or(UnitId{}),
                        place.value_or(UnitId{}),
                        arguments.association.value_or(""),
                        arguments.phone.value_or(""),
                        from};
}

Result<Command> change_command(const ChangeArguments& arguments, Desk& desk) {
    GIAMSAT_TRY(unit, unit_named(arguments.reference, desk));
    GIAMSAT_TRY(from, day_or_today(arguments.from, desk));
    GIAMSAT_TRY(name, clean(arguments.name));
    GIAMSAT_TRY(parent, unit_or_nothing(arguments.parent, desk));
    GIAMSAT_TRY(place, unit_or_nothing(arguments.place, desk));
    if (!name && !parent && !place && !arguments.association && !arguments.phone) {
        return Problem(
            ProblemCode::usage,
            {{"what", "chưa nói đổi gì (--name, --parent, --place, --association, --phone)"},
             {"what_en", "nothing to change was given (--name, --parent, --place, --association, --phone)"}});
    }
    return ChangeUnit{unit, from, name, parent, place, arguments.association, arguments.phone};
}

Result<Command> end_command(const ChangeArguments& arguments, Desk& desk) {
    GIAMSAT_TRY(unit, unit_named(arguments.reference, desk));
    GIAMSAT_TRY(last_day, day_or_today(arguments.until, desk));
    EndUnit command{unit, last_day, {}};
    for (const std::string& reference : arguments.successors) {
        GIAMSAT_TRY(successor, unit_named(reference, desk));
        command.successors.push_back(successor);
    }
    return command;
}

using Prepare = Result<Command> (*)(const ChangeArguments&, Desk&);

int change(const ChangeArguments& arguments, Prepare prepare, const LocalText& done, const Context& context) {
    return carry_out(
        context, [&](Desk& desk) { return prepare(arguments, desk); },
        [&](const Outcome& outcome, Desk& desk) {
            if (outcome.entries.empty()) return;
            Unit unit = *desk.read.units.find(UnitId{outcome.entries.front().body().value("unit", "")});
            if (context.options.json) return context.print_json(json_of(unit, desk));
            context.print("✓ " + context.say(done) + say_unit(unit.id, desk));
        });
}

void add_change_options(CLI::App& command, ChangeArguments& arguments) {
    command.add_option("--name", arguments.name, "Tên · name");
    command.add_option("--parent", arguments.parent, "Đơn vị cấp trên · the unit above (level:code)");
    command.add_option("--place", arguments.place, "Nằm tại: thôn của tổ · where it lies: a group's hamlet");
    command.add_option("--association", arguments.association, "Mã hội (11 … 14) · code of the association");
    command.add_option("--phone", arguments.phone,
                       "Điện thoại (chỉ hộ vay; được mã hoá) · phone (borrowers only; sealed)");
    command.add_option("--from", arguments.from, "Từ ngày (mặc định: hôm nay) · from this day (default: today)");
}

void add_reading(CLI::App& parent, Context& context) {
    auto arguments = std::make_shared<ListArguments>();
    auto* listed = parent.add_subcommand("list", "Danh sách đơn vị · list of units");
    listed->add_option("--level", arguments->level, "Cấp: district, commune, hamlet, point, group, borrower · level");
    listed->add_option("--under", arguments->under, "Chỉ đơn vị thuộc đơn vị này · only what lies below this unit");
    listed->add_flag("--past", arguments->past, "Cả đơn vị đã kết thúc · those that have ended too");
    listed->add_option("--limit", arguments->limit, "Số dòng, 0 = tất cả · rows, 0 = all")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    listed->footer(
        "Ví dụ · examples:\n  giamsat unit list --level group --under commune:405102\n  giamsat unit list --under "
        "group:4059001");
    on_run(*listed, [=, &context] {
        return read_only(context, [=, &context](Desk& desk) { return list(*arguments, context, desk); });
    });

    auto* found = parent.add_subcommand("find", "Tìm không cần dấu · search without marks");
    found->add_option("WORDS", arguments->words, "Tên (kể cả tên cũ) hoặc mã · name (earlier ones too) or code")
        ->required();
    found->add_option("--limit", arguments->limit, "Số dòng, 0 = tất cả · rows, 0 = all")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    found->footer("Ví dụ · example:\n  giamsat unit find \"dong hoa\"");
    on_run(*found, [=, &context] {
        return read_only(context, [=, &context](Desk& desk) -> Result<int> {
            return show_units(find_units(arguments->words, desk), *arguments, context, desk);
        });
    });

    auto reference = std::make_shared<std::string>();
    auto* shown = parent.add_subcommand(
        "show", "Một đơn vị: các thời kỳ, kế tục, vai trò, khoản vay · one unit: over time, successors, roles, loans");
    shown->add_option("UNIT", *reference, "cấp:mã hoặc mã · level:code, or code")->required();
    shown->footer("Ví dụ · examples:\n  giamsat unit show commune:405102\n  giamsat unit show borrower:4059000001");
    on_run(*shown, [=, &context] {
        return read_only(context, [=, &context](Desk& desk) { return show(*reference, context, desk); });
    });
}

void add_changing(CLI::App& parent, Context& context) {
    auto arguments = std::make_shared<ChangeArguments>();
    auto* added = parent.add_subcommand("add", "Thêm đơn vị · add a unit");
    added->add_option("--level", arguments->level, "Cấp · level")->required();
    added->add_option("--code", arguments->code, "Mã · code")->required();
    add_change_options(*added, *arguments);
    added->footer(
        "Ví dụ · example:\n  giamsat unit add --level group --code 4059003 --name \"Tổ CCB số 1, thôn 2\" --parent "
        "commune:405102\n"
        "      --place hamlet:40510202 --association 13 --from 01/03/2024 --as CB02");
    on_run(*added, [=, &context] { return change(*arguments, add_command, {"Đã thêm ", "Added "}, context); });

    auto* changed = parent.add_subcommand("change", "Đổi từ một ngày · change from a day on");
    changed->add_option("UNIT", arguments->reference, "cấp:mã · level:code")->required();
    add_change_options(*changed, *arguments);
    changed->footer(
        "Điều đã đúng trước ngày ấy vẫn giữ nguyên · what held before that day stays as it was.\n\n"
        "Ví dụ · example:\n  giamsat unit change commune:405102 --name \"xã Đông Hoà\" --from 01/06/2024 --as CB02");
    on_run(*changed, [=, &context] { return change(*arguments, change_command, {"Đã đổi ", "Changed "}, context); });

    auto* ended =
        parent.add_subcommand("end", "Kết thúc đơn vị, nêu đơn vị kế tục · end a unit, naming its successors");
    ended->add_option("UNIT", arguments->reference, "cấp:mã · level:code")->required();
    ended->add_option("--last-day", arguments->until, "Ngày cuối (mặc định: --on) · last day (default: --on)");
    ended->add_option("--successor", arguments->successors,
                      "Đơn vị kế tục, có thể nhiều · successor, may be given several times");
    ended->footer(
        "Ví dụ · example:\n  giamsat unit end commune:405101 --on 30/11/2019 --successor commune:405102 --as CB02");
    on_run(*ended, [=, &context] { return change(*arguments, end_command, {"Đã kết thúc ", "Ended "}, context); });
}

}  // namespace

void add_unit(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("unit", "Đơn vị: xem, tìm, thêm, đổi, kết thúc · units: list, find, add, change, end");
    command->require_subcommand(1);
    add_reading(*command, context);
    add_changing(*command, context);
}

}  // namespace giamsat::cli
