// SPDX-License-Identifier: Apache-2.0
// A year played again under changed workflows, for people and for machines. Nothing is written.
#include "app/cli/case_text.hpp"
#include "app/cli/progress.hpp"
#include "app/cli/workflow_versions.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"
#include "service/commands/authorise.hpp"
#include "service/queries/case_options.hpp"
#include "service/queries/replay.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct ReplayWords {
    std::vector<std::string> paths;
    int year = 0;
    int limit = 20;
};

std::string listed(const std::vector<std::string>& ids) {
    std::string all;
    for (const std::string& id : ids) all += (all.empty() ? "" : ", ") + id;
    return all;
}

// ---- for machines ----------------------------------------------------------------------------------------------------

Json json_of_different(const ReplayReport& report) {
    Json all = Json::array();
    for (const ReplayDifference& one : report.different)
        all.push_back({{"case", one.id.value},
                       {"workflow", one.workflow},
                       {"unit", one.unit.value},
                       {"on", one.on.iso()},
                       {"event", one.event},
                       {"from", one.from},
                       {"recorded", one.recorded},
                       {"instead", one.instead},
                       {"recorded_end", one.recorded_end},
                       {"instead_end", one.instead_end}});
    return all;
}

Json json_of_refused(const ReplayReport& report) {
    Json all = Json::array();
    for (const RefusedStep& one : report.refused)
        all.push_back({{"case", one.id.value},
                       {"workflow", one.workflow},
                       {"unit", one.unit.value},
                       {"on", one.on.iso()},
                       {"event", one.event},
                       {"from", one.from},
                       {"why", problem_json(one.why)},
                       {"refused_after", one.after}});
    return all;
}

Json json_of_report(const ReplayReport& report) {
    Json extra = Json::array(), loads = Json::array(), late = Json::array(), newly = Json::array();
    for (const ExtraStep& one : report.extra)
        extra.push_back({{"case", one.id.value},
                         {"workflow", one.workflow},
                         {"on", one.on.iso()},
                         {"event", one.event},
                         {"before", one.before},
                         {"by", one.by.value}});
    for (const MonthLoad& one : report.overloaded)
        loads.push_back({{"person", one.person.value},
                         {"month", one.month},
                         {"was", one.was},
                         {"would", one.would},
                         {"limit", one.limit}});
    for (const LateCount& one : report.late)
        late.push_back({{"workflow", one.workflow}, {"state", one.state}, {"was", one.was}, {"would", one.would}});
    for (const CaseId& id : report.newly_late) newly.push_back(id.value);
    return {{"year", report.year},
            {"entries", report.entries},
            {"cases", report.cases},
            {"same", report.same},
            {"migrated", report.migrated},
            {"unrepeatable", report.unrepeatable},
            {"gone", report.gone},
            {"different", json_of_different(report)},
            {"refused", json_of_refused(report)},
            {"extra", extra},
            {"overloaded", loads},
            {"late", late},
            {"newly_late", newly}};
}

// ---- for people ------------------------------------------------------------------------------------------------------

class Printer {
public:
    Printer(const ReplayReport& report, const ProfileBundle& changed, int limit, const Context& context, Desk& desk)
        : report_(report),
          changed_(changed),
          limit_(limit > 0 ? static_cast<std::size_t>(limit) : std::size_t(-1)),
          context_(context),
          desk_(desk) {}

    void print() {
        print_summary();
        print_different();
        print_refused();
        print_extra();
        print_overloaded();
        print_late();
    }

private:
    void heading(const LocalText& text, std::size_t count) {
        context_.print("\n" + bold(context_, context_.say(text)) + " (" + std::to_string(count) + ")");
    }
    void finish(const Table& table, std::size_t total) {
        table.print();
        if (total > table.rows()) context_.print(and_more(context_, total - table.rows()));
    }
    // A workflow, state or step by its title under the new rules, or the old ones when they no longer have it.
    template <class Find>
    std::string titled(const std::string& workflow, const std::string& id, Find find) {
        for (const ProfileBundle* bundle : {&changed_, &desk_.bundle}) {
            auto known = bundle->workflows.find(workflow);
            if (known == bundle->workflows.end()) continue;
            const LocalText title = find(known->second);
            if (!title.vi.empty() && title.vi != id) return title.in(desk_.lang);
        }
        return id;
    }
    std::string flow(const std::string& workflow) {
        return titled(workflow, workflow, [](const Definition& one) { return one.title; });
    }
    std::string states(const std::string& workflow, const std::vector<std::string>& ids) {
        std::vector<std::string> titles;
        for (const std::string& id : ids)
            titles.push_back(titled(workflow, id, [&](const Definition& one) { return state_title(one, id); }));
        return listed(titles);
    }
    std::string step(const std::string& workflow, const std::string& event) {
        return titled(workflow, event, [&](const Definition& one) { return step_title(one, event); });
    }
    std::string day(Date date) { return write_date(date, desk_.lang); }

    void print_summary() {
        auto say = [&](int count, const LocalText& what) {
            if (count > 0) context_.print("  " + std::to_string(count) + " " + context_.say(what));
        };
        context_.print(context_.say({"Diễn lại năm ", "Replay of "}) + std::to_string(report_.year) + ": " +
                       std::to_string(report_.cases) + context_.say({" hồ sơ, ", " cases, "}) +
                       std::to_string(report_.entries) + context_.say({" mục nhật ký", " entries of the journal"}));
        say(report_.same, {"hồ sơ đi đúng như đã đi", "went the same way"});
        say(report_.cases - report_.same - report_.unrepeatable, {"hồ sơ đi khác", "would have gone differently"});
        say(report_.migrated, {"hồ sơ đã chuyển phiên bản giữa chừng, từng đoạn so với phiên bản của đoạn đó",
                               "were migrated on the way; each stretch is held against the version it ran on"});
        say(report_.unrepeatable, {"hồ sơ không dựng lại được từ nhật ký, không so sánh",
                                   "cannot be repeated from the journal and were not compared"});
        say(report_.gone, {"hồ sơ thuộc quy trình không còn", "are of workflows that are gone"});
    }

    void print_different() {
        if (report_.different.empty()) return;
        heading({"Đi khác từ đâu", "Where they first went another way"}, report_.different.size());
        Table table(context_);
        table.text({"Hồ sơ", "Case"}).text({"Quy trình", "Workflow"}).text({"Đơn vị", "Unit"}).text({"Ngày", "On"});
        table.text({"Sự kiện", "Event"}).text({"Đã sang", "Went to"}).text({"Sẽ ở", "Would be in"});
        table.text({"Cuối cùng", "In the end"}).text({"Sẽ kết ở", "Would end in"});
        for (const ReplayDifference& one : report_.different) {
            if (table.rows() == limit_) break;
            table.row({short_id(one.id.value), flow(one.workflow), desk_.names.label(one.unit, desk_.lang), day(one.on),
                       step(one.workflow, one.event), states(one.workflow, one.recorded),
                       states(one.workflow, one.instead), states(one.workflow, one.recorded_end),
                       states(one.workflow, one.instead_end)});
        }
        finish(table, report_.different.size());
    }

    void print_refused() {
        if (report_.refused.empty()) return;
        heading({"Bước sẽ bị từ chối", "Steps that would have been refused"}, report_.refused.size());
        Table table(context_);
        table.text({"Hồ sơ", "Case"}).text({"Ngày", "On"}).text({"Bước", "Step"}).text({"Đang ở", "Standing in"});
        table.text({"Vì sao", "Why"}).number({"Kéo theo", "And after"});
        for (const RefusedStep& one : report_.refused) {
            if (table.rows() == limit_) break;
            table.row({short_id(one.id.value), day(one.on), step(one.workflow, one.event),
                       states(one.workflow, one.from), one.why.message(desk_.lang),
                       one.after ? "+" + std::to_string(one.after) : ""});
        }
        finish(table, report_.refused.size());
    }

    void print_extra() {
        if (report_.extra.empty()) return;
        heading({"Bước phải làm thêm", "Steps to be taken besides"}, report_.extra.size());
        std::map<std::tuple<std::string, std::string, std::string, std::string>, int> counted;
        for (const ExtraStep& one : report_.extra)
            ++counted[{one.workflow, one.event, one.before,
                       one.by.empty() ? context_.say({"không ai giữ vai trò", "nobody holds the role"})
                                      : desk_.names.label(one.by, desk_.lang)}];
        Table table(context_);
        table.text({"Quy trình", "Workflow"}).text({"Bước thêm", "Step"}).text({"Trước bước", "Before"});
        table.text({"Người làm", "By"}).number({"Số lần", "Times"});
        for (const auto& [key, count] : counted) {
            const auto& [workflow, event, before, by] = key;
            if (table.rows() == limit_) break;
            table.row({flow(workflow), step(workflow, event), step(workflow, before), by, std::to_string(count)});
        }
        finish(table, counted.size());
    }

    void print_overloaded() {
        if (report_.overloaded.empty()) return;
        heading({"Ai quá tải", "Who would have been overloaded"}, report_.overloaded.size());
        Table table(context_);
        table.text({"Người", "Person"}).number({"Tháng", "Month"}).number({"Số bước đã làm", "Steps taken"});
        table.number({"Số bước sẽ làm", "Steps there would be"}).number({"Ngưỡng", "Limit"});
        for (const MonthLoad& one : report_.overloaded) {
            if (table.rows() == limit_) break;
            table.row({desk_.names.label(one.person, desk_.lang), std::to_string(one.month), std::to_string(one.was),
                       std::to_string(one.would), std::to_string(one.limit)});
        }
        finish(table, report_.overloaded.size());
        context_.print(
            faint(context_, context_.say({"Ngưỡng: tháng bận nhất của chính người đó, hoặc mức của 90 % số "
                                          "tháng-người trong năm nếu cao hơn.",
                                          "Limit: the person's own busiest month, or what 90 % of the year's "
                                          "person-months kept below if that is higher."})));
    }

    void print_late() {
        if (report_.late.empty()) return;
        heading({"Quá hạn", "Late"}, report_.late.size());
        Table table(context_);
        table.text({"Quy trình", "Workflow"}).text({"Hạn của", "Deadline of"}).number({"Đã quá hạn", "Were late"});
        table.number({"Sẽ quá hạn", "Would be late"});
        for (const LateCount& one : report_.late)
            table.row({flow(one.workflow), states(one.workflow, {one.state}), std::to_string(one.was),
                       std::to_string(one.would)});
        table.print();
        context_.print(std::to_string(report_.newly_late.size()) +
                       context_.say({" hồ sơ chỉ quá hạn theo quy định mới", " cases late under the new rules only"}));
    }

    const ReplayReport& report_;
    const ProfileBundle& changed_;
    std::size_t limit_;
    const Context& context_;
    Desk& desk_;
};

int replay(const ReplayWords& words, const Context& context) {
    return read_only(context, [&](Desk& desk) -> Result<int> {
        GIAMSAT_TRY(sources, changed_sources(words.paths, desk.bundle.sources));
        auto loaded = load_bundle(sources);
        if (!loaded) return placed_in_paths(std::move(loaded.error()), words.paths);
        const ProfileBundle& changed = *loaded;
        Progress progress(context);
        ReplayOptions options{words.year ? words.year : desk.today.year() - 1,
                              [&](std::uint64_t done, std::uint64_t total) {
                                  const auto percent = total ? static_cast<int>(done * 100 / total) : 100;
                                  progress.show(percent, std::to_string(done) + "/" + std::to_string(total));
                                  return !interrupted();
                              }};
        auto report = replay_year(changed, desk.bundle, desk.read, options);
        progress.finish();
        if (!report) return std::move(report.error());
        if (context.options.json)
            context.print_json(json_of_report(*report));
        else
            Printer(*report, changed, words.limit, context, desk).print();
        return 0;
    });
}

}  // namespace

void add_replay(CLI::App& workflow, Context& context) {
    auto words = std::make_shared<ReplayWords>();
    auto* command = workflow.add_subcommand(
        "replay", "Diễn lại một năm theo quy trình đã sửa; không ghi gì · play a year again under changed workflows");
    command
        ->add_option("PATH", words->paths,
                     "Thư mục hồ sơ địa bàn, hoặc những tệp đã sửa · folder of a profile, or the files that changed")
        ->required();
    command->add_option("--year", words->year, "Năm (mặc định: năm trước) · the year (default: last year)")
        ->check(CLI::Range(2000, 2200));
    command->add_option("--limit", words->limit, "Số dòng mỗi bảng; 0 = tất cả · rows of each table; 0 = all")
        ->capture_default_str();
    command->footer(
        "Người khác đã làm gì và khi nào được giữ nguyên; chỉ quy định là khác.\n"
        "What others did and when is taken as it was; only the rules differ.\n\n"
        "Ví dụ · example:\n  giamsat workflow replay finding.workflow.yaml --year 2023");
    on_run(*command, [words, &context] { return replay(*words, context); });
}

}  // namespace giamsat::cli
