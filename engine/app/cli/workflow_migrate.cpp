// SPDX-License-Identifier: Apache-2.0
// Running cases on another version: shown first, then carried out as a whole.
#include "app/cli/case_text.hpp"
#include "app/cli/stepping.hpp"
#include "app/cli/workflow_versions.hpp"
#include "base/text/text.hpp"
#include "service/commands/migration_plan.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct MigrateWords {
    std::string workflow;
    std::string from;
    std::string to;
    std::vector<std::string> maps;
    std::string reason;
    bool preview = false;
    int limit = 50;
};

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts(1);
    for (char c : text) {
        if (c == at)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

Result<NamedMapping> mapping_of(const std::vector<std::string>& maps) {
    NamedMapping mapping;
    for (const std::string& text : maps) {
        const auto sides = split(text, '=');
        if (sides.size() != 2 || sides[0].empty() || sides[1].empty())
            return Problem(ProblemCode::usage, {{"what", "--map " + text + ": viết cũ=mới"},
                                                {"what_en", "--map " + text + ": write old=new"}});
        mapping[sides[0]] = split(sides[1], ',');
    }
    return mapping;
}

Result<MigrateCases> command_of(const MigrateWords& words, Desk& desk) {
    GIAMSAT_TRY(mapping, mapping_of(words.maps));
    GIAMSAT_TRY(from, version_named(words.workflow, words.from, desk));
    GIAMSAT_TRY(to, version_named(words.workflow, words.to, desk));
    return MigrateCases{words.workflow, from, to, std::move(mapping), words.reason};
}

std::string states_of(const std::vector<std::string>& ids, const Definition& definition, Lang lang) {
    std::string all;
    for (const std::string& id : ids)
        all += (all.empty() ? "" : ", ") + state_title(definition, id).in(lang) + " (" + id + ")";
    return all;
}

std::string say_way(const CaseOutlook& outlook, const Definition& to, Lang lang) {
    const std::string stands = states_of(outlook.to, to, lang);
    return outlook.then.empty() ? stands : stands + " → " + states_of(outlook.then, to, lang);
}

std::string say_timers(const CaseOutlook& outlook, Desk& desk) {
    std::string all;
    for (const auto& [move, due, drop_late] : outlook.timers) {
        LocalText what;
        if (move.what == TimerMove::What::kept) what = {"giữ hạn", "keeps"};
        if (move.what == TimerMove::What::cancelled) what = {"bỏ hạn", "drops"};
        if (move.what == TimerMove::What::set) what = {"đặt hạn", "sets"};
        all += (all.empty() ? "" : "; ") + what.in(desk.lang) + " " + move.change.id + " " +
               write_date(last_day(due), desk.lang);
    }
    return all;
}

std::string say_data(const CaseOutlook& outlook, Desk& desk) {
    std::string all;
    for (const DataMove& move : outlook.migration.data) {
        LocalText what;
        if (move.what == DataMove::What::dropped) what = {"bỏ " + move.before.dump(), "drops " + move.before.dump()};
        if (move.what == DataMove::What::initial) what = {"mới: " + move.after.dump(), "new: " + move.after.dump()};
        if (move.what == DataMove::What::converted)
            what = {move.before.dump() + " → " + move.after.dump(), move.before.dump() + " → " + move.after.dump()};
        all += (all.empty() ? "" : "; ") + move.field + " " + what.in(desk.lang);
    }
    for (const std::string& history : outlook.migration.forgotten)
        all += (all.empty() ? "" : "; ") + history + LocalText{" quên", " forgets"}.in(desk.lang);
    return all;
}

Json json_of_outlook(const CaseOutlook& outlook) {
    Json json = {{"case", outlook.record.id.value}, {"from", outlook.record.config}, {"to", outlook.to}};
    if (!outlook.then.empty()) json["then"] = outlook.then;
    if (outlook.fault) json["fault"] = {{"vi", outlook.fault->vi}, {"en", outlook.fault->en}};
    for (const auto& [move, due, drop_late] : outlook.timers) {
        const char* what = move.what == TimerMove::What::kept        ? "kept"
                           : move.what == TimerMove::What::cancelled ? "cancelled"
                                                                     : "set";
        json["timers"].push_back({{"id", move.id}, {"what", what}, {"becomes", move.change.id}, {"due", due.ms}});
    }
    for (const DataMove& move : outlook.migration.data)
        json["data"].push_back({{"field", move.field}, {"before", move.before}, {"after", move.after}});
    if (!outlook.migration.forgotten.empty()) json["forgotten"] = outlook.migration.forgotten;
    return json;
}

Json json_of_plan(const MigrationPlan& plan, const MigrateCases& command) {
    Json cases = Json::array();
    for (const CaseOutlook& outlook : plan.cases) cases.push_back(json_of_outlook(outlook));
    return {{"workflow", command.workflow},
            {"from", command.from},
            {"to", command.to},
            {"possible", plan.faults().empty()},
            {"cases", cases}};
}

// The faults first: they are what must be dealt with.
void print_plan(const MigrationPlan& plan, const MigrateWords& words, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Hồ sơ", "Case"})
        .text({"Đơn vị", "Unit"})
        .text({"Đang ở", "Stands in"})
        .text({"Sẽ ở", "Would stand in"});
    table.text({"Hạn", "Deadlines"}).text({"Dữ liệu", "Data"});
    std::size_t left_out = 0;
    for (const bool faulty : {true, false}) {
        for (const CaseOutlook& outlook : plan.cases) {
            if (outlook.fault.has_value() != faulty) continue;
            if (words.limit > 0 && table.rows() >= static_cast<std::size_t>(words.limit)) {
                ++left_out;
                continue;
            }
            table.row({short_id(outlook.record.id.value), desk.names.label(outlook.record.unit, desk.lang),
                       states_of(outlook.record.config, plan.from, desk.lang),
                       outlook.fault ? "✗ " + outlook.fault->in(desk.lang) : say_way(outlook, plan.to, desk.lang),
                       say_timers(outlook, desk), say_data(outlook, desk)});
        }
    }
    if (!table.empty()) table.print();
    if (left_out > 0) context.print(and_more(context, left_out));
    const std::size_t total = plan.cases.size(), faults = plan.faults().size();
    context.print((faults ? "✗ " : "✓ ") + std::to_string(total - faults) + "/" + std::to_string(total) +
                  context.say({" hồ sơ chuyển được", " cases can be migrated"}) +
                  (faults ? context.say({"; không hồ sơ nào được chuyển cho đến khi tất cả chuyển được",
                                         "; none will be until all can"})
                          : ""));
}

int preview(const MigrateWords& words, const Context& context) {
    return read_only(context, [&](Desk& desk) -> Result<int> {
        GIAMSAT_TRY(command, command_of(words, desk));
        GIAMSAT_TRY(plan, plan_migration(command, desk.bundle, desk.read, desk.today, desk.now));
        if (context.options.json)
            context.print_json(json_of_plan(plan, command));
        else
            print_plan(plan, words, context, desk);
        return plan.faults().empty() ? 0 : static_cast<int>(ExitClass::refused);
    });
}

int migrate(const MigrateWords& words, const Context& context) {
    return carry_out(
        context,
        [&](Desk& desk) -> Result<Command> {
            GIAMSAT_TRY(command, command_of(words, desk));
            return Command(std::move(command));
        },
        [&](const Outcome& outcome, Desk&) {
            const Json body = outcome.first("definition.migrated/1")->body();
            if (context.options.json) return context.print_json(body);
            context.print("✓ " + std::to_string(body.at("cases").get<int>()) +
                          context.say({" hồ sơ chuyển sang phiên bản ", " cases migrated to version "}) +
                          short_id(body.at("to").get<std::string>()));
        });
}

}  // namespace

void add_migrate(CLI::App& workflow, Context& context) {
    auto words = std::make_shared<MigrateWords>();
    auto* command = workflow.add_subcommand(
        "migrate", "Chuyển hồ sơ đang chạy sang phiên bản khác · move running cases to another version");
    command->add_option("WORKFLOW", words->workflow, "Tên quy trình · its name")->required();
    command->add_option("--from", words->from, "Bản cũ: đầu mã băm · the old version: how its hash begins")->required();
    command->add_option("--to", words->to, "Bản mới (mặc định: bản mới nhất) · the new version (default: the newest)");
    command->add_option("--map", words->maps,
                        "cũ=mới, hoặc cũ=mới1,mới2 cho các nhánh song song · old=new, or old=new1,new2 for regions");
    command->add_option("--reason", words->reason, "Vì sao · why");
    command->add_flag("--preview", words->preview, "Chỉ cho xem, không ghi gì · only show, write nothing");
    command->add_option("--limit", words->limit, "Số dòng của bảng; 0 = tất cả · rows of the table; 0 = all")
        ->capture_default_str();
    command->footer(
        "Trạng thái trùng mã và cùng loại không cần --map. Một hồ sơ không chuyển được thì không hồ sơ nào được "
        "chuyển.\n"
        "States of the same id and kind need no --map. If one case cannot move, none does.\n\n"
        "Ví dụ · example:\n  giamsat workflow migrate finding --from 8c04 --map rectified=verifying --preview");
    on_run(*command,
           [words, &context] { return words->preview ? preview(*words, context) : migrate(*words, context); });
}

}  // namespace giamsat::cli
