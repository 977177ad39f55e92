// SPDX-License-Identifier: Apache-2.0
#include "app/cli/workflow_versions.hpp"

#include "app/cli/case_text.hpp"
#include "app/cli/profile_folder.hpp"
#include "app/cli/stepping.hpp"
#include "app/cli/workflow_file.hpp"
#include "base/platform/files.hpp"
#include "kernel/machine/definition_life.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 1 << 20;
constexpr std::size_t hash_digits_min = 4;

// ---- list ----------------------------------------------------------------------------------------------------------

struct Listed {
    DefinitionRecord record;
    const Definition* definition = nullptr;
    bool newest = false;
    int running = 0;
};

std::vector<Listed> versions(Desk& desk) {
    std::map<std::pair<std::string, std::string>, int> running;
    for (const RunningCount& count : desk.read.cases.count_running())
        running[{count.workflow, count.hash}] = count.cases;
    std::vector<Listed> all;
    for (DefinitionRecord& record : desk.read.journal.definitions()) {
        CaseRecord on;
        on.workflow = record.workflow, on.def = record.hash;
        auto now = desk.bundle.manifest_hash.find(record.workflow);
        Listed listed;
        listed.newest = now != desk.bundle.manifest_hash.end() && now->second == record.hash;
        listed.running = running[{record.workflow, record.hash}];
        listed.definition = &workflow_of(on, desk.bundle);
        listed.record = std::move(record);
        all.push_back(std::move(listed));
    }
    return all;
}

LocalText standing(const Listed& listed) {
    if (listed.record.stage == stage_name(DefinitionStage::retired)) return stage_title(DefinitionStage::retired);
    return listed.newest ? LocalText{} : LocalText{"bản cũ", "older"};
}

Json json_of_version(const Listed& listed) {
    const DefinitionRecord& record = listed.record;
    return {{"name", record.workflow},
            {"title", json_of(listed.definition->title)},
            {"kind", record.kind},
            {"level", record.level},
            {"version", record.version},
            {"hash", record.hash},
            {"published", record.published.iso()},
            {"stage", record.stage},
            {"newest", listed.newest},
            {"running", listed.running}};
}

Result<int> list(bool all, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Quy trình", "Workflow"})
        .text({"Tên", "Title"})
        .text({"Loại", "Kind"})
        .text({"Cấp", "Level"})
        .number({"Bản", "Version"});
    table.number({"Đang chạy", "Running"}).text({"Tình trạng", "Standing"}).text({"Mã băm", "Hash"});
    Json rows = Json::array();
    for (const Listed& listed : versions(desk)) {
        if (!all && !listed.newest && listed.running == 0) continue;
        const DefinitionRecord& record = listed.record;
        table.row({record.workflow, listed.definition->title.in(desk.lang), record.kind,
                   record.level.empty() ? "" : title_of_level(record.level, desk), std::to_string(record.version),
                   listed.running ? std::to_string(listed.running) : "", standing(listed).in(desk.lang),
                   short_id(record.hash)});
        rows.push_back(json_of_version(listed));
    }
    if (context.options.json) return context.print_json({{"workflows", rows}}), 0;
    return table.print(), 0;
}

// ---- publish, retire -------------------------------------------------------------------------------------------------

// It would be kept and change nothing, and nobody would know.
Problem no_part_of_profile(const std::string& path) {
    return {ProblemCode::usage,
            {{"what", path + " không phải tệp của hồ sơ địa bàn; quy trình là TÊN.workflow.yaml, biểu mẫu là "
                             "TÊN.form.yaml"},
             {"what_en", path + " is no file of a profile; a workflow is NAME.workflow.yaml, a form NAME.form.yaml"}}};
}

void tell_publication(const Outcome& outcome, const Context& context) {
    const RecordedEntry* edition = outcome.first("profile.published/1");
    Json published = Json::object(), retired = Json::object();
    for (const RecordedEntry& entry : outcome.entries) {
        if (entry.kind == "definition.published/1") published[entry.body().at("workflow")] = entry.body().at("hash");
        if (entry.kind == "definition.retired/1") retired[entry.body().at("workflow")] = entry.body().at("hash");
    }
    const Json kept = edition ? edition->body().value("kept", Json::object()) : Json::object();
    if (context.options.json)
        return context.print_json({{"published", published}, {"retired", retired}, {"kept", kept}});
    for (const auto& [name, hash] : published.items())
        context.print("✓ " + name + ": " + context.say({"phiên bản mới ", "new version "}) +
                      short_id(hash.get<std::string>()) +
                      context.say({"; hồ sơ mới theo bản này, hồ sơ đang chạy giữ bản cũ",
                                   "; new cases follow it, running ones keep theirs"}));
    for (const auto& [name, hash] : retired.items())
        context.print("✓ " + name + ": " +
                      context.say({"ngừng dùng, không mở hồ sơ mới", "retired, opens no new case"}));
    if (published.empty() && retired.empty())
        context.print("✓ " + context.say({"đã ghi hồ sơ địa bàn mới; không quy trình nào đổi",
                                          "the new profile is recorded; no workflow changed"}));
}

}  // namespace

Result<std::map<std::string, std::string>> changed_sources(const std::vector<std::string>& paths,
                                                           const std::map<std::string, std::string>& now) {
    std::error_code error;
    if (paths.size() == 1 && fs::is_directory(paths.front(), error)) return read_profile_folder(paths.front());
    auto sources = now;
    for (const std::string& path : paths) {
        GIAMSAT_TRY(bytes, read_file(path, file_bytes_max));
        if (!is_of_profile(seat_of(path))) return no_part_of_profile(path);
        sources[seat_of(path)] = std::move(bytes);
    }
    return sources;
}

Problem placed_in_paths(Problem problem, const std::vector<std::string>& paths) {
    std::error_code error;
    if (paths.size() == 1 && fs::is_directory(paths.front(), error))
        return placed_in(std::move(problem), paths.front());
    std::map<std::string, std::string> places;
    for (const std::string& path : paths) places[seat_of(path)] = path;
    const auto put = [&](Where& where) {
        if (const auto place = places.find(where.file); place != places.end()) where.file = place->second;
    };
    put(problem.where);
    for (Problem& other : problem.others) put(other.where);
    return problem;
}

Result<std::string> version_named(const std::string& workflow, const std::string& text, Desk& desk) {
    auto newest = desk.bundle.manifest_hash.find(workflow);
    if (text.empty() && newest != desk.bundle.manifest_hash.end()) return newest->second;
    std::vector<std::string> found;
    for (const DefinitionRecord& record : desk.read.journal.definitions()) {
        if (record.workflow == workflow && record.hash.starts_with(text)) found.push_back(record.hash);
    }
    const LocalText what{"phiên bản của quy trình " + workflow, "version of workflow " + workflow};
    if (found.empty() || text.size() < hash_digits_min)
        return Problem(ProblemCode::not_found, {{"what", what.vi}, {"what_en", what.en}, {"name", text}});
    if (found.size() == 1) return found.front();
    std::string choices;
    for (const std::string& hash : found) choices += (choices.empty() ? "" : ", ") + hash.substr(0, 16);
    return Problem(ProblemCode::ambiguous,
                   {{"name", text}, {"what", what.vi}, {"what_en", what.en}, {"choices", choices}});
}

void add_version_list(CLI::App& workflow, Context& context) {
    auto all = std::make_shared<bool>(false);
    auto* listed = workflow.add_subcommand(
        "list", "Các quy trình, phiên bản, số hồ sơ đang chạy · workflows, versions, running cases");
    listed->add_flag("--all", *all, "Cả những bản cũ không còn hồ sơ nào · older versions nobody runs on, too");
    listed->footer("Ví dụ · example:\n  giamsat workflow list");
    on_run(*listed,
           [all, &context] { return read_only(context, [&](Desk& desk) { return list(*all, context, desk); }); });
}

void add_publish(CLI::App& workflow, Context& context) {
    auto paths = std::make_shared<std::vector<std::string>>();
    auto reason = std::make_shared<std::string>();
    auto* command = workflow.add_subcommand(
        "publish", "Công bố hồ sơ địa bàn hoặc quy trình đã sửa · publish a changed profile or workflow");
    command
        ->add_option("PATH", *paths,
                     "Thư mục hồ sơ địa bàn, hoặc những tệp đã sửa · folder of a profile, or the files that changed")
        ->required();
    command->add_option("--reason", *reason, "Vì sao đổi · why it changes");
    command->footer(
        "Hồ sơ mới chạy theo bản mới; hồ sơ đang chạy giữ bản của mình cho đến khi được chuyển (workflow migrate).\n"
        "New cases run on the new version; running ones keep theirs until they are migrated (workflow migrate).\n\n"
        "Ví dụ · examples:\n  giamsat --as CB02 workflow publish workflows/dong-son-2024 --reason \"Thêm bước phúc "
        "tra\"\n"
        "  giamsat --as CB02 workflow publish finding.workflow.yaml");
    on_run(*command, [paths, reason, &context] {
        return carry_out(
            context,
            [&](Desk& desk) -> Result<Command> {
                GIAMSAT_TRY(sources, changed_sources(*paths, desk.bundle.sources));
                return Command(PublishProfile{std::move(sources), *reason});
            },
            [&](const Outcome& outcome, Desk&) { tell_publication(outcome, context); },
            [&](Problem problem) { return placed_in_paths(std::move(problem), *paths); });
    });
}

void add_retire(CLI::App& workflow, Context& context) {
    auto name = std::make_shared<std::string>();
    auto reason = std::make_shared<std::string>();
    auto* command =
        workflow.add_subcommand("retire", "Ngừng mở hồ sơ mới theo một quy trình · open no new case of a workflow");
    command->add_option("WORKFLOW", *name, "Tên quy trình · its name")->required();
    command->add_option("--reason", *reason, "Vì sao · why");
    command->footer("Ví dụ · example:\n  giamsat --as CB02 workflow retire supervision --reason \"Bỏ hình thức này\"");
    on_run(*command, [name, reason, &context] {
        return carry_out(
            context,
            [&](Desk&) -> Result<Command> {
                return Command(RetireWorkflow{*name, *reason});
            },
            [&](const Outcome& outcome, Desk&) { tell_publication(outcome, context); });
    });
}

}  // namespace giamsat::cli
