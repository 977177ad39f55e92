// SPDX-License-Identifier: Apache-2.0
// The auditor's work list: what deserves a look, each with its entries; and a sample for re-visits that anybody draws again.
#include "app/cli/case_text.hpp"
#include "app/cli/progress.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"
#include "kernel/audit/sample.hpp"
#include "service/queries/audit_material.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace giamsat::cli {
namespace {

struct AuditArguments {
    int year = 0;
    std::string from, until, rule;
    int last = 10;  // leads of each rule
    std::size_t size = 10;
    std::string level, words;
    std::uint64_t at = 0;
};

Result<std::pair<std::optional<Date>, std::optional<Date>>> period_of(const AuditArguments& arguments) {
    std::pair<std::optional<Date>, std::optional<Date>> period;
    if (arguments.year) period = {Date::of(arguments.year, 1, 1), Date::of(arguments.year, 12, 31)};
    if (!arguments.from.empty()) {
        GIAMSAT_TRY(from, Date::parse(arguments.from));
        period.first = from;
    }
    if (!arguments.until.empty()) {
        GIAMSAT_TRY(until, Date::parse(arguments.until));
        period.second = until;
    }
    return period;
}

std::string say_lead(const Lead& lead, Desk& desk) {
    std::string text = lead.text.in(desk.lang);
    for (std::size_t i = 0; i < lead.people.size(); ++i) {
        const std::string mark = "{" + std::to_string(i) + "}";
        const auto at = text.find(mark);
        if (at != std::string::npos) text.replace(at, mark.size(), desk.names.label(lead.people[i], desk.lang));
    }
    return text;
}

std::string say_entries(const Lead& lead, Lang lang) {
    constexpr std::size_t shown = 12;
    std::string text = LocalText{"mục ", lead.entries.size() == 1 ? "entry " : "entries "}.in(lang);
    for (std::size_t i = 0; i < std::min(shown, lead.entries.size()); ++i)
        text += (i ? ", " : "") + std::to_string(lead.entries[i]);
    if (lead.entries.size() > shown) text += fmt::format(" … (+{})", lead.entries.size() - shown);
    return text;
}

void print_rule(const AuditRule& rule, const std::vector<Lead>& leads, int last, const Context& context, Desk& desk) {
    int total = 0;
    for (const Lead& lead : leads) total += lead.rule == rule.id;
    if (total == 0) return;
    context.print("\n" + bold(context, rule.title.in(desk.lang)) + fmt::format(" [{}]: {}", rule.id, total));
    int shown = 0;
    for (const Lead& lead : leads) {
        if (lead.rule != rule.id || (last > 0 && shown == last)) continue;
        ++shown;
        context.print("• " + say_lead(lead, desk));
        context.print("  " + say_entries(lead, desk.lang));
    }
    if (shown < total)
        context.print(fmt::format(fmt::runtime(context.say({"  … và {} dòng nữa (--rule {} --last 0)",
                                                            "  … and {} more (--rule {} --last 0)"})),
                                  total - shown, rule.id));
}

Json json_of(const Lead& lead, Desk& desk) {
    Json people = Json::array(), cases = Json::array();
    for (const PersonId& person : lead.people) people.push_back(json_of_person(person, desk));
    for (const CaseId& one : lead.cases) cases.push_back(one.value);
    return {{"rule", lead.rule}, {"weight", lead.weight}, {"text", say_lead(lead, desk)},
            {"people", people},  {"cases", cases},        {"entries", lead.entries}};
}

Result<AuditMaterial> gather(const AuditArguments& arguments, const Context& context, Desk& desk) {
    GIAMSAT_TRY(period, period_of(arguments));
    Progress bar(context);
    AuditQuery query{period.first, period.second, {}, &interrupted()};
    query.progress = [&](std::uint64_t done, std::uint64_t total) {
        bar.show(total ? static_cast<int>(100 * done / total) : 100,
                 group_digits(static_cast<std::int64_t>(done), context.lang()));
    };
    auto material = audit_material(desk.bundle, desk.read, query);
    bar.finish();
    return material;
}

Result<int> list(const AuditArguments& arguments, const Context& context, Desk& desk) {
    GIAMSAT_TRY(material, gather(arguments, context, desk));
    auto leads = audit(material, desk.profile().audit);
    if (!arguments.rule.empty()) std::erase_if(leads, [&](const Lead& lead) { return lead.rule != arguments.rule; });
    if (context.options.json) {
        Json all = Json::array();
        for (const Lead& lead : leads) all.push_back(json_of(lead, desk));
        return context.print_json({{"total", leads.size()}, {"leads", all}}), 0;
    }
    context.print(context.say(
        {"Những việc đáng xem lại. Đây không phải kết luận: mỗi dòng chỉ nêu điều khác thường và các mục làm căn cứ.",
         "What deserves a look. No verdict: each line says what is unusual, and the entries it rests on."}));
    for (const AuditRule& rule : audit_rules()) print_rule(rule, leads, arguments.last, context, desk);
    if (!leads.empty())
        context.print(
            context.say({"\nXem một mục: giamsat journal show --entry SỐ. Rút mẫu để phúc tra: giamsat audit sample.",
                         "\nTo read an entry: giamsat journal show --entry N. To draw re-visits: giamsat "
                         "audit sample."}));
    if (leads.empty()) context.print(context.say({"Không có gì khác thường.", "Nothing is unusual."}));
    return 0;
}

// ---- a sample for re-visits -------------------------------------------------------------------------------------------

struct Drawn {
    std::uint64_t size = 0;
    Hash root{};
    std::string seed;
    std::size_t population = 0;
    std::vector<Ticket> tickets;
};

// Of the visits that had counted when the journal had `size` entries: of places, or of the level that is asked for.
std::vector<CaseId> population_of(const AuditMaterial& material, const std::string& level, std::uint64_t size,
                                  Desk& desk) {
    std::vector<CaseId> all;
    for (const AuditTurn& turn : material.turns) {
        if (turn.seq >= size) continue;
        if (level.empty() && turn.personal) continue;
        auto record = desk.read.cases.find(turn.case_id);
        if (record && (level.empty() || record->level == level)) all.push_back(turn.case_id);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Result<Drawn> draw(const AuditArguments& arguments, const Context& context, Desk& desk) {
    if (!arguments.level.empty() && !desk.profile().level(arguments.level))
        return Problem(ProblemCode::not_found, {{"what", "cấp"}, {"what_en", "level"}, {"name", arguments.level}});
    GIAMSAT_TRY(material, gather(arguments, context, desk));
    const std::uint64_t now = desk.read.journal.size();
    Drawn drawn{arguments.at ? arguments.at : now, {}, {}, 0, {}};
    if (drawn.size > now)
        return Problem(
            ProblemCode::not_found,
            {{"what", "mục nhật ký"}, {"what_en", "entry of the journal"}, {"name", std::to_string(drawn.size)}});
    drawn.root = root_of(drawn.size, desk.read.evidence.hashes());
    drawn.seed = sample_seed(drawn.size, drawn.root, arguments.words);
    const auto population = population_of(material, arguments.level, drawn.size, desk);
    drawn.population = population.size();
    drawn.tickets = draw_sample(drawn.seed, population, arguments.size);
    return drawn;
}

std::string in_quotes(const std::string& text) {
    std::string quoted = "'";
    for (char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

// The whole command: another period or level is another population.
std::string again(const Drawn& drawn, const AuditArguments& arguments) {
    std::string text = "giamsat audit sample --at " + std::to_string(drawn.size);
    if (arguments.year) text += " --year " + std::to_string(arguments.year);
    if (!arguments.from.empty()) text += " --from " + arguments.from;
    if (!arguments.until.empty()) text += " --until " + arguments.until;
    if (!arguments.level.empty()) text += " --level " + arguments.level;
    return text + " --size " + std::to_string(arguments.size) + " --words " + in_quotes(arguments.words);
}

Json json_of(const Drawn& drawn, const AuditArguments& arguments, Desk& desk) {
    Json list = Json::array();
    for (const Ticket& ticket : drawn.tickets) {
        auto record = desk.read.cases.find(ticket.case_id);
        list.push_back(
            {{"case", ticket.case_id.value}, {"ticket", ticket.number}, {"unit", json_of_unit(record->unit, desk)}});
    }
    return {{"size", drawn.size},
            {"root", to_hex(drawn.root)},
            {"words", arguments.words},
            {"seed", drawn.seed},
            {"population", drawn.population},
            {"drawn", list},
            {"again", again(drawn, arguments)}};
}

void print_drawn(const Drawn& drawn, const AuditArguments& arguments, const Context& context, Desk& desk) {
    context.print(context.say(
        {"Hạt giống: SHA-256 của “giamsat re-visit”, số mục, mã gốc và lời nêu; ai cũng rút lại được đúng mẫu này.",
         "Seed: SHA-256 of “giamsat re-visit”, size, root and the words; anybody draws the same sample again."}));
    context.print(fmt::format("  {} · {} · “{}”", drawn.size, to_hex(drawn.root), arguments.words));
    Table table(context);
    table.text({"Phiếu", "Ticket"}).text({"Hồ sơ", "Case"}).text({"Đơn vị", "Unit"}).text({"Cuộc", "Visit"});
    for (const Ticket& ticket : drawn.tickets) {
        auto record = desk.read.cases.find(ticket.case_id);
        table.row({ticket.number.substr(0, 16), short_id(ticket.case_id.value), say_unit(record->unit, desk),
                   workflow_of(*record, desk.bundle).title.in(desk.lang)});
    }
    table.print();
    context.print(fmt::format(fmt::runtime(context.say({"Rút {} trong {} cuộc. Ai cũng rút lại được bằng lệnh:",
                                                        "{} of {} visits. Anybody draws them again with:"})),
                              drawn.tickets.size(), drawn.population));
    context.print("  " + again(drawn, arguments));
}

Result<int> sample(const AuditArguments& arguments, const Context& context, Desk& desk) {
    GIAMSAT_TRY(drawn, draw(arguments, context, desk));
    if (context.options.json) return context.print_json(json_of(drawn, arguments, desk)), 0;
    print_drawn(drawn, arguments, context, desk);
    return 0;
}

void add_period(CLI::App& command, AuditArguments& arguments) {
    command.add_option("--year", arguments.year, "Năm · year");
    command.add_option("--from", arguments.from, "Từ ngày · from this day");
    command.add_option("--until", arguments.until, "Đến ngày · until this day");
}

void add_sample(CLI::App& parent, Context& context) {
    auto arguments = std::make_shared<AuditArguments>();
    auto* command = parent.add_subcommand("sample", "Rút mẫu để phúc tra · draw a sample for re-visits");
    add_period(*command, *arguments);
    command->add_option("--size", arguments->size, "Số cuộc rút · how many visits")->capture_default_str();
    command->add_option("--level", arguments->level, "Chỉ một cấp · of this level only");
    command
        ->add_option("--words", arguments->words,
                     "Lời không ai biết trước (số xổ số, lời của Ban) · words nobody knew before")
        ->required();
    command->add_option("--at", arguments->at,
                        "Nhật ký khi có chừng này mục (mặc định: bây giờ) · the journal at this size (default: now)");
    command->footer(
        "Ví dụ · example:\n  giamsat audit sample --year 2024 --level group --size 10 --words \"XSMB 31/12/2024: "
        "48213\"");
    on_run(*command, [arguments, &context] {
        return read_only(context, [&](Desk& desk) { return sample(*arguments, context, desk); });
    });
}

}  // namespace

void add_audit(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("audit", "Việc kiểm toán viên nên xem · what an auditor should look at");
    command->require_subcommand(1);
    auto arguments = std::make_shared<AuditArguments>();
    auto* listed = command->add_subcommand(
        "list", "Những điều khác thường, kèm các mục làm căn cứ · what is unusual, with its entries");
    add_period(*listed, *arguments);
    std::vector<std::string> ids;
    for (const AuditRule& rule : audit_rules()) ids.push_back(rule.id);
    listed->add_option("--rule", arguments->rule, "Chỉ một quy tắc · one rule only")->check(CLI::IsMember(ids));
    listed->add_option("--last", arguments->last, "Số dòng mỗi quy tắc, 0 = tất cả · lines of each rule, 0 = all")
        ->capture_default_str();
    listed->footer("Ví dụ · examples:\n  giamsat audit list --year 2024\n  giamsat audit list --rule one_hand --json");
    on_run(*listed, [arguments, &context] {
        return read_only(context, [&](Desk& desk) { return list(*arguments, context, desk); });
    });
    add_sample(*command, context);
}

}  // namespace giamsat::cli
