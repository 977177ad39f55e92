// SPDX-License-Identifier: Apache-2.0
#include "app/cli/stepping.hpp"
#include "app/cli/subject_text.hpp"
#include "app/cli/table.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>

namespace giamsat::cli {
namespace {

struct RequestWords {
    std::string subject, request, kind, received, text, reason;
    int days = 0;
    bool refused = false, all = false;
};

LocalText title_of_kind(const std::string& kind, const Desk& desk) {
    const RequestKind* known = desk.profile().privacy.request(kind);
    return known ? known->title : LocalText{kind, kind};
}

// By the beginning of its id, or by its subject when that has one open request.
Result<SubjectRequest> request_named(const std::string& text, Desk& desk) {
    const auto subject = subject_named(text, desk);
    std::vector<SubjectRequest> found;
    for (SubjectRequest& one : desk.read.subjects.requests()) {
        const bool by_id = text.size() >= 4 && one.id.starts_with(text);
        if (by_id || (subject && one.subject == *subject && !one.completed)) found.push_back(std::move(one));
    }
    if (found.size() == 1) return std::move(found.front());
    std::string choices;
    for (const SubjectRequest& one : found) choices += (choices.empty() ? "" : ", ") + short_id(one.id);
    if (found.empty())
        return Problem(ProblemCode::not_found, {{"what", "yêu cầu"}, {"what_en", "request"}, {"name", text}});
    return Problem(ProblemCode::ambiguous,
                   {{"what", "yêu cầu"}, {"what_en", "the requests"}, {"name", text}, {"choices", choices}});
}

// ---- telling -------------------------------------------------------------------------------------------------------

int working_days_until(Date day, Desk& desk) {
    int count = 0;
    for (Date at = desk.today; at < day; at = at.plus_days(1))
        count += desk.profile().calendar.is_working_day(at.plus_days(1));
    return count;
}

struct Clock {
    Date by;
    bool answer = false;  // else completion
    int left = 0;         // days, working days of an answer; negative: days over
};

// What is to be done next, until when.
std::optional<Clock> clock_of(const SubjectRequest& request, Desk& desk) {
    if (request.completed) return std::nullopt;
    Clock clock{request.answered ? request.complete_by : request.answer_by, !request.answered, 0};
    const int days = days_between(desk.today, clock.by);
    clock.left = days < 0 || !clock.answer ? days : working_days_until(clock.by, desk);
    return clock;
}

std::string say_clock(const SubjectRequest& request, const Context& context, Desk& desk) {
    const auto clock = clock_of(request, desk);
    if (!clock)
        return context.say(request.outcome == "refused" ? LocalText{"đã từ chối", "refused"}
                                                        : LocalText{"đã xong", "done"});
    const std::string days = std::to_string(std::abs(clock->left));
    const LocalText what = clock->answer ? LocalText{"trả lời", "answer"} : LocalText{"giải quyết", "complete"};
    if (clock->left < 0)
        return alarm(context, context.say(what) + ": " +
                                  context.say({"QUÁ HẠN " + days + " ngày", "OVERDUE by " + days + " days"}));
    return context.say(what) + ": " +
           context.say(clock->answer ? LocalText{"còn " + days + " ngày làm việc", days + " working days left"}
                                     : LocalText{"còn " + days + " ngày", days + " days left"});
}

Json json_of(const SubjectRequest& request, Desk& desk) {
    const auto clock = clock_of(request, desk);
    const auto day = [](const std::optional<Date>& date) { return date ? Json(date->iso()) : Json(nullptr); };
    return {{"id", request.id},
            {"subject", request.subject.value},
            {"about", request.about},
            {"kind", request.kind},
            {"received", request.received.iso()},
            {"answer_by", request.answer_by.iso()},
            {"complete_by", request.complete_by.iso()},
            {"answered", day(request.answered)},
            {"completed", day(request.completed)},
            {"outcome", request.outcome.empty() ? Json(nullptr) : Json(request.outcome)},
            {"extended", request.extended},
            {"days_left", clock ? Json(clock->left) : Json(nullptr)},
            {"overdue", clock && clock->left < 0}};
}

void print_requests(const std::vector<SubjectRequest>& requests, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Mã", "Id"})
        .text({"Yêu cầu", "Request"})
        .text({"Của", "Of"})
        .text({"Nhận", "Received"})
        .text({"Trả lời trước", "Answer by"})
        .text({"Xong trước", "Complete by"})
        .text({"Hạn", "Clock"});
    for (const SubjectRequest& one : requests)
        table.row({short_id(one.id), title_of_kind(one.kind, desk).in(desk.lang),
                   say_subject(one.about, one.subject, desk), write_date(one.received, desk.lang),
                   write_date(one.answer_by, desk.lang), write_date(one.complete_by, desk.lang),
                   say_clock(one, context, desk)});
    if (table.empty()) return context.print(context.say({"(không có yêu cầu nào đang chờ)", "(no request waits)"}));
    table.print();
}

void print_holds(const std::vector<HoldRecord>& holds, const Context& context, Desk& desk) {
    if (holds.empty()) return;
    context.print("\n" + bold(context, context.say({"Đang giữ theo yêu cầu pháp lý", "Under legal hold"})));
    for (const HoldRecord& hold : holds)
        context.print("  " + say_subject(hold.about, hold.subject, desk) + ", " + context.say({"từ ", "since "}) +
                      write_date(hold.on, desk.lang));
}

Result<int> list(const RequestWords& words, const Context& context, Desk& desk) {
    auto requests = desk.read.subjects.requests();
    if (!words.all) std::erase_if(requests, [](const SubjectRequest& one) { return one.completed.has_value(); });
    const auto holds = desk.read.subjects.holds();
    if (!context.options.json) return print_requests(requests, context, desk), print_holds(holds, context, desk), 0;
    Json list = Json::array(), held = Json::array();
    for (const SubjectRequest& one : requests) list.push_back(json_of(one, desk));
    for (const HoldRecord& one : holds)
        held.push_back({{"subject", one.subject.value}, {"about", one.about}, {"since", one.on.iso()}});
    return context.print_json({{"requests", list}, {"holds", held}}), 0;
}

// ---- doing ---------------------------------------------------------------------------------------------------------

void tell_request(const std::string& id, const LocalText& said, const Context& context, Desk& desk) {
    const auto request = desk.read.subjects.request(id);
    if (!request) return;
    if (context.options.json) return context.print_json(json_of(*request, desk));
    context.print("✓ " + context.say(said) + ": " + title_of_kind(request->kind, desk).in(desk.lang) + " [" +
                  short_id(id) + "]");
    context.print("  " + context.say({"Trả lời chậm nhất ngày ", "Answer by the end of "}) +
                  write_date(request->answer_by, desk.lang) +
                  context.say({", giải quyết xong chậm nhất ngày ", ", complete by the end of "}) +
                  write_date(request->complete_by, desk.lang));
    if (!request->completed) context.print("  " + say_clock(*request, context, desk));
    const RequestKind* kind = desk.profile().privacy.request(request->kind);
    if (kind) context.print("  " + context.say({"Theo: ", "By: "}) + kind->legal);
}

int receive(const RequestWords& words, const Context& context) {
    return carry_out(
        context,
        [&](Desk& desk) -> Result<Command> {
            GIAMSAT_TRY(subject, subject_named(words.subject, desk));
            GIAMSAT_TRY(received, words.received.empty() ? Result<Date>(desk.today) : Date::parse(words.received));
            return ReceiveRequest{subject, words.kind, received};
        },
        [&](const Outcome& outcome, Desk& desk) {
            tell_request(outcome.entries.front().body().value("request", ""), {"Đã nhận yêu cầu", "Request received"},
                         context, desk);
        });
}

template <class Make>
int change(const RequestWords& words, const LocalText& said, const Context& context, Make make) {
    return carry_out(
        context,
        [&](Desk& desk) -> Result<Command> {
            GIAMSAT_TRY(request, request_named(words.request, desk));
            return make(request.id);
        },
        [&](const Outcome& outcome, Desk& desk) {
            tell_request(outcome.entries.front().body().value("request", ""), said, context, desk);
        });
}

constexpr const char* request_help =
    "≥ 4 chữ số đầu của mã yêu cầu, hoặc người có một yêu cầu đang chờ · its id's first ≥ 4 digits, or whose it is";

void add_receiving(CLI::App& parent, Context& context) {
    auto words = std::make_shared<RequestWords>();
    auto* received =
        parent.add_subcommand("request", "Nhận yêu cầu của chủ thể dữ liệu · a data subject's request has come");
    received
        ->add_option("SUBJECT", words->subject,
                     "Của ai: cấp:mã, person:MÃ, hoặc mã hồ sơ · whose: level:code, person:CODE, or a case")
        ->required();
    received->add_option("--kind", words->kind, "view, correct, withdraw, restrict, object, erase")->required();
    received->add_option("--received", words->received,
                         "Ngày nhận (mặc định: hôm nay) · the day it came (default: today)");
    received->footer(
        "Số ngày lấy từ privacy.requests của profile.yaml · the days are those of privacy.requests in profile.yaml.\n\n"
        "Ví dụ · example:\n  giamsat subject request borrower:4059000003 --kind erase --received 02/03/2026");
    on_run(*received, [words, &context] { return receive(*words, context); });

    auto* listed =
        parent.add_subcommand("list", "Yêu cầu và thời hạn; ai đang được giữ · requests and their clocks; who is held");
    listed->add_flag("--all", words->all, "Cả yêu cầu đã xong · the completed ones too");
    listed->footer("Ví dụ · example:\n  giamsat subject list");
    on_run(*listed,
           [words, &context] { return read_only(context, [&](Desk& desk) { return list(*words, context, desk); }); });
}

void add_changing(CLI::App& parent, Context& context) {
    auto words = std::make_shared<RequestWords>();
    auto* answered = parent.add_subcommand("answer", "Đã trả lời người yêu cầu · the request was answered");
    answered->add_option("REQUEST", words->request, request_help)->required();
    answered->add_option("--text", words->text, "Nội dung (được mã hoá) · what was said (sealed)");
    answered->footer("Ví dụ · example:\n  giamsat subject answer 3fa2 --on 03/03/2026");
    on_run(*answered, [words, &context] {
        return change(*words, {"Đã trả lời", "Answered"}, context, [&](std::string id) -> Command {
            return AnswerRequest{std::move(id), words->text};
        });
    });

    auto* extended = parent.add_subcommand("extend", "Gia hạn, một lần · extend it, once");
    extended->add_option("REQUEST", words->request, request_help)->required();
    extended->add_option("--days", words->days, "Thêm bao nhiêu ngày · by so many days")->required();
    extended->add_option("--reason", words->reason, "Lý do (được mã hoá) · the reason (sealed)")->required();
    extended->footer("Ví dụ · example:\n  giamsat subject extend 3fa2 --days 10 --reason \"Chờ hồ sơ giấy\"");
    on_run(*extended, [words, &context] {
        return change(*words, {"Đã gia hạn", "Extended"}, context, [&](std::string id) -> Command {
            return ExtendRequest{std::move(id), words->days, words->reason};
        });
    });

    auto* completed = parent.add_subcommand("complete", "Đã giải quyết xong, hoặc từ chối · it is done, or refused");
    completed->add_option("REQUEST", words->request, request_help)->required();
    completed->add_flag("--refused", words->refused, "Từ chối, kèm --reason · it was refused, with --reason");
    completed->add_option("--reason", words->reason, "Lý do (được mã hoá) · the reason (sealed)");
    completed->footer("Ví dụ · example:\n  giamsat subject complete 3fa2 --on 10/03/2026");
    on_run(*completed, [words, &context] {
        return change(*words, {"Đã giải quyết", "Completed"}, context, [&](std::string id) -> Command {
            return CompleteRequest{std::move(id), words->refused, words->reason};
        });
    });
}

}  // namespace

void add_subject_requests(CLI::App& parent, Context& context) {
    add_receiving(parent, context);
    add_changing(parent, context);
}

}  // namespace giamsat::cli
