// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_show.hpp"
#include "app/cli/form_print.hpp"
#include "base/text/text.hpp"
#include "service/queries/finding_view.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct FindingListWords {
    bool all = false, overdue = false, open = false;
    std::string code, severity, visit;
    std::size_t limit = 50;
};

Result<FindingQuery> query_of(const FindingListWords& words, Desk& desk) {
    FindingQuery query{
        .ended = words.all && !words.open, .overdue = words.overdue, .code = words.code, .severity = words.severity};
    if (words.visit.empty()) return query;
    GIAMSAT_TRY(record, case_named(words.visit, {"visit", "supervision"}, desk));
    query.visit = record.id;
    query.ended = !words.open;
    return query;
}

void print_rows(const std::vector<FindingRow>& rows, std::size_t shown, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Mã", "Id"})
        .text({"Loại", "Code"})
        .text({"Tồn tại", "Finding"})
        .text({"Đơn vị", "Unit"})
        .text({"Mức độ", "Severity"});
    table.number({"Số tiền", "Amount"}).text({"Hạn khắc phục", "Due"}).text({"Đang ở", "State"});
    for (std::size_t i = 0; i < shown; ++i) {
        const FindingRow& row = rows[i];
        const FindingCode* code = desk.profile().finding(row.finding.code);
        const Severity* severity = desk.profile().severity(row.finding.severity);
        table.row({short_id(row.finding.id.value), row.finding.code, code ? code->title.in(desk.lang) : "",
                   say_unit(row.finding.unit, desk), severity ? severity->title.in(desk.lang) : row.finding.severity,
                   say_money(row.finding.amount, desk.lang),
                   say_day(row.due, !CaseRecord::has_ended(row.finding.life), desk), say_state(row.record, desk)});
    }
    table.print();
    if (shown < rows.size()) context.print(and_more(context, rows.size() - shown));
}

Json json_of_row(const FindingRow& row, Desk& desk) {
    Json json = json_of(finding_text(row.finding, desk.read, desk.names), desk);
    json["due_on"] = row.due.iso();
    json["late"] = row.late;
    return json;
}

Result<int> list(const FindingListWords& words, const Context& context, Desk& desk) {
    GIAMSAT_TRY(query, query_of(words, desk));
    auto rows = list_findings(query, desk.read, desk.today);
    std::size_t shown = words.limit == 0 ? rows.size() : std::min(words.limit, rows.size());
    if (context.options.json) {
        Json list = Json::array();
        for (std::size_t i = 0; i < shown; ++i) list.push_back(json_of_row(rows[i], desk));
        return context.print_json({{"total", rows.size()}, {"findings", list}}), 0;
    }
    if (rows.empty()) return context.print(context.say({"Không có tồn tại nào.", "There is none."})), 0;
    print_rows(rows, shown, context, desk);
    return 0;
}

void add_list(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand("list", "Các tồn tại chưa xong · open findings");
    auto words = std::make_shared<FindingListWords>();
    command->add_flag("--open", words->open, "Chỉ chưa xong (mặc định) · open ones only (the default)");
    command->add_flag("--overdue", words->overdue, "Quá hạn khắc phục · past the day they must be put right by");
    command->add_flag("--all", words->all, "Cả tồn tại đã xong · the settled ones too");
    command->add_option("--code", words->code, "Mã loại tồn tại · finding code");
    command->add_option("--severity", words->severity, "low | medium | high | fraud");
    command->add_option("--visit", words->visit, "Của cuộc kiểm tra này · of this visit");
    command->add_option("--limit", words->limit, "Số dòng, 0 = tất cả · rows, 0 = all")->capture_default_str();
    command->footer("Ví dụ · example:\n  giamsat finding list --overdue\n  giamsat finding list --visit group:4059001");
    on_run(*command,
           [words, &context] { return read_only(context, [&](Desk& desk) { return list(*words, context, desk); }); });
}

void add_show(CLI::App& parent, Context& context) {
    auto* command =
        parent.add_subcommand("show", "Một tồn tại và việc theo dõi nó · one finding and how it is followed");
    auto text = std::make_shared<std::string>();
    command
        ->add_option("FINDING", *text,
                     "≥ 4 chữ số đầu của mã, hoặc cấp:mã đơn vị · its id's first ≥ 4 digits, or level:code of its unit")
        ->required();
    command->footer("Ví dụ · example:\n  giamsat finding show 7c10 --as CB07");
    on_run(*command, [text, &context] {
        return read_only(context, [&](Desk& desk) -> Result<int> {
            GIAMSAT_TRY(person, viewer(context, desk));
            GIAMSAT_TRY(record, case_named(*text, {"finding"}, desk));
            return show_case(record, person, false, context, desk);
        });
    });
}

const std::vector<Verb>& verbs() {
    static const std::vector<Verb> all = {
        {"respond",
         {"respond"},
         "Giải trình · answer it",
         "giamsat finding respond 7c10 --form giai-trinh.yaml --as CB07"},
        {"rectify",
         {"rectify"},
         "Báo cáo đã khắc phục · report it put right",
         "giamsat finding rectify 7c10 --form khac-phuc.yaml --as CB07"},
        {"verify",
         {"verify"},
         "Phúc tra và xác nhận · verify",
         "giamsat finding verify 7c10 --form phuc-tra.yaml --as CB02"},
        {"return",
         {"return"},
         "Mở lại vì chưa đạt · reopen it",
         "giamsat finding return 7c10 --reason \"Chưa có biên bản họp\" --as CB02"},
        {"extend",
         {"extend"},
         "Gia hạn khắc phục · extend the deadline",
         "giamsat finding extend 7c10 --date 30/04/2025 --reason \"Chờ thu hoạch\" --as CB01"},
        {"hand-over",
         {"hand_over"},
         "Chuyển cơ quan có thẩm quyền · hand over to the authority",
         "giamsat finding hand-over 7c10 --reason \"Có dấu hiệu chiếm dụng\" --as CB01"},
    };
    return all;
}

}  // namespace

void add_finding(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("finding", "Tồn tại, sai phạm và việc khắc phục · findings and their follow-up");
    command->require_subcommand(1);
    add_list(*command, context);
    add_show(*command, context);
    add_form(*command, "FINDING",
             "giamsat finding form 7c10 respond > giai-trinh.yaml\n  giamsat finding respond 7c10 --form "
             "giai-trinh.yaml --as CB07",
             find_case_of({"finding"}), verbs(), context);
    for (const Verb& verb : verbs()) add_verb(*command, verb, "FINDING", find_case_of({"finding"}), context);
    add_any_step(*command, "FINDING", "giamsat finding step 7c10 respond --form giai-trinh.yaml --as CB07",
                 find_case_of({"finding"}), context);
}

}  // namespace giamsat::cli
