// SPDX-License-Identifier: Apache-2.0
// Steps as the work of single persons: what is offered, who holds what; claiming, starting, giving back.
#include "app/cli/case_text.hpp"
#include "app/cli/stepping.hpp"
#include "base/text/text.hpp"
#include "service/queries/visit_list.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct Item {
    CaseRecord record;
    StepOption option;
    std::optional<WorkRecord> held;  // nothing: only offered
};

LocalText stage_words(const std::optional<WorkRecord>& held) {
    if (!held) return {"chưa ai nhận", "offered"};
    return held->stage == "started" ? LocalText{"đang làm", "started"} : LocalText{"đã nhận", "claimed"};
}

void add_held(std::vector<Item>& items, const PersonId& person, Desk& desk) {
    for (WorkRecord& work : desk.read.cases.all_work()) {
        if (!person.empty() && work.person != person) continue;
        auto record = desk.read.cases.find(work.case_id);
        if (!record) continue;
        for (StepOption& option : step_options(*record, desk.bundle, desk.read, desk.today)) {
            if (option.event == work.event) items.push_back({*record, std::move(option), work});
        }
    }
}

void add_offered(std::vector<Item>& items, const PersonId& person, Desk& desk) {
    CaseQuery query;
    query.mine = person;
    for (const CaseRow& row : list_cases(query, desk.bundle, desk.read, desk.today)) {
        for (StepOption& option : step_options(row.record, desk.bundle, desk.read, desk.today)) {
            const bool mine = option.possible() && option.belongs_to(person);
            const bool taken = option.all_of
                                   ? std::any_of(option.held.begin(), option.held.end(),
                                                 [&](const WorkRecord& work) { return work.person == person; })
                                   : !option.held.empty();
            if (mine && !taken) items.push_back({row.record, std::move(option), {}});
        }
    }
}

Json item_json(const Item& item, Desk& desk) {
    return {{"case", item.record.id.value},
            {"event", item.option.event},
            {"title", json_of(item.option.title)},
            {"unit", json_of_unit(item.record.unit, desk)},
            {"stage", item.held ? item.held->stage : "offered"},
            {"person", item.held ? json_of_person(item.held->person, desk) : Json(nullptr)},
            {"since", item.held ? Json(item.held->since.iso()) : Json(nullptr)},
            {"until", item.option.due ? Json(last_day(*item.option.due).iso()) : Json(nullptr)}};
}

Result<int> list(int limit, const Context& context, Desk& desk) {
    GIAMSAT_TRY(person, viewer(context, desk));
    std::vector<Item> items;
    add_held(items, person, desk);
    if (!person.empty()) add_offered(items, person, desk);
    const std::size_t shown =
        limit == 0 ? items.size() : std::min<std::size_t>(items.size(), static_cast<std::size_t>(limit));
    if (context.options.json) {
        Json all = Json::array();
        for (std::size_t i = 0; i < shown; ++i) all.push_back(item_json(items[i], desk));
        return context.print_json({{"total", items.size()}, {"work", all}}), 0;
    }
    if (items.empty()) return context.print(context.say({"Không có việc nào.", "There is none."})), 0;
    Table table(context);
    table.text({"Mã", "Id"}).text({"Việc", "Work"}).text({"Đơn vị", "Unit"}).text({"Tình trạng", "Standing"});
    table.text({"Người giữ", "Held by"}).text({"Từ", "Since"}).text({"Hạn", "Until"});
    for (std::size_t i = 0; i < shown; ++i) {
        const Item& item = items[i];
        table.row({short_id(item.record.id.value), item.option.event + " (" + item.option.title.in(desk.lang) + ")",
                   say_unit(item.record.unit, desk), stage_words(item.held).in(desk.lang),
                   item.held ? desk.names.label(item.held->person, desk.lang) : "",
                   item.held ? write_date(item.held->since, desk.lang) : "",
                   item.option.due ? say_due(*item.option.due, desk) : ""});
    }
    table.print();
    if (shown < items.size()) context.print(and_more(context, items.size() - shown));
    return 0;
}

struct WorkWords {
    std::string text;
    std::string event;
};

template <class Asking>
int ask_for(const WorkWords& words, const LocalText& done, const Context& context) {
    CaseId id;
    return carry_out(
        context,
        [&](Desk& desk) -> Result<Command> {
            GIAMSAT_TRY(record, case_named(words.text, {}, desk));
            id = record.id;
            return Command(Asking{record.id, words.event});
        },
        [&](const Outcome&, Desk& desk) {
            CaseRecord record = *desk.read.cases.find(id);
            if (context.options.json) {
                Json held = Json::array();
                for (const WorkRecord& work : desk.read.cases.work(id))
                    held.push_back(
                        {{"event", work.event}, {"person", json_of_person(work.person, desk)}, {"stage", work.stage}});
                return context.print_json({{"case", id.value}, {"event", words.event}, {"work", held}});
            }
            context.print("✓ " + done.in(desk.lang) + ": " + words.event + ", " +
                          desk.names.label(record.unit, desk.lang) + " [" + short_id(id.value) + "]");
        });
}

template <class Asking>
void add_asking(CLI::App& parent, const char* name, const char* help, const LocalText& done, Context& context) {
    auto* command = parent.add_subcommand(name, help);
    auto words = std::make_shared<WorkWords>();
    command
        ->add_option("CASE", words->text,
                     "≥ 4 chữ số đầu của mã, hoặc cấp:mã đơn vị · its id's first ≥ 4 digits, or level:code of its unit")
        ->required();
    command
        ->add_option("EVENT", words->event,
                     "Tên bước, như “case show” liệt kê · name of the step, as “case show” lists it")
        ->required();
    command->footer("Ví dụ · example:\n  giamsat work " + std::string(name) + " group:4059001 sign --as CB03");
    on_run(*command, [words, done, &context] { return ask_for<Asking>(*words, done, context); });
}

}  // namespace

void add_work(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("work", "Việc của từng người: nhận, làm, trả · work of persons: claimed, started, released");
    command->require_subcommand(1);
    auto* listed = command->add_subcommand(
        "list",
        "Việc đang có người giữ; với --as: việc của người ấy, cả việc chờ nhận · who holds what; with --as: what "
        "this person holds or may claim");
    auto limit = std::make_shared<int>(50);
    listed->add_option("--limit", *limit, "Số dòng, 0 = tất cả · rows, 0 = all")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    listed->footer("Ví dụ · example:\n  giamsat work list --as CB03");
    on_run(*listed, [limit, &context] {
        return read_only(context, [limit, &context](Desk& desk) { return list(*limit, context, desk); });
    });
    add_asking<ClaimWork>(*command, "claim",
                          "Nhận một việc: người khác thôi làm bước này · others leave the step to you",
                          {"Đã nhận việc", "Claimed"}, context);
    add_asking<StartWork>(*command, "start", "Bắt đầu làm (nhận luôn nếu chưa nhận) · begins it, and claims it",
                          {"Đã bắt đầu", "Started"}, context);
    add_asking<ReleaseWork>(*command, "release", "Trả việc cho người khác nhận · gives it back to all",
                            {"Đã trả việc", "Released"}, context);
}

}  // namespace giamsat::cli
