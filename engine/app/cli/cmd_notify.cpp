// SPDX-License-Identifier: Apache-2.0
#include "adapters/plugin/plugin_host.hpp"
#include "app/cli/case_text.hpp"
#include "app/cli/outbox_text.hpp"
#include "app/cli/plugin_calls.hpp"
#include "app/cli/progress.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"
#include "service/queries/letters.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

constexpr int notices_max = 10'000;  // at once; the next call takes the next ones
constexpr int smtp_port = 25;
constexpr const char* plugin_name = "notify-mail";

// ---- list ----------------------------------------------------------------------------------------------------------

std::string about_of(const NoticeRecord& notice, Desk& desk) {
    auto record = desk.read.cases.find(notice.about);
    if (!record) return short_id(notice.about.value);
    return workflow_of(*record, desk.bundle).title.in(desk.lang) + ", " +
           place_in_letters(record->unit, desk.profile(), desk.read, desk.lang) + " [" + short_id(notice.about.value) +
           "]";
}

Json notice_json(const NoticeRecord& notice, Desk& desk) {
    return {{"id", notice.id},
            {"to", json_of_person(notice.to, desk)},
            {"template", notice.template_id},
            {"title", json_of(notice_title(notice.template_id))},
            {"about", notice.about.value},
            {"on", notice.on.iso()},
            {"due_on", notice.due_on ? Json(notice.due_on->iso()) : Json(nullptr)},
            {"outbox", json_of(message_of(notice.id, desk.read))}};
}

Result<int> list(int limit, const Context& context, Desk& desk) {
    auto notices = desk.read.ledger.notices(limit > 0 ? limit : notices_max);
    Json all = Json::array();
    Table table(context);
    table.text({"Ngày", "Date"})
        .text({"Gửi", "To"})
        .text({"Thông báo", "Notice"})
        .text({"Về", "About"})
        .text({"Hạn", "Until"})
        .text({"Tình trạng", "Standing"});
    for (const NoticeRecord& notice : notices) {
        if (context.options.json)
            all.push_back(notice_json(notice, desk));
        else
            table.row({write_date(notice.on, desk.lang), desk.names.label(notice.to, desk.lang),
                       notice_title(notice.template_id).in(desk.lang), about_of(notice, desk),
                       notice.due_on ? write_date(*notice.due_on, desk.lang) : "",
                       say_standing(message_of(notice.id, desk.read), desk.lang)});
    }
    if (context.options.json) return context.print_json({{"notices", all}}), 0;
    if (table.empty()) return context.print(context.say({"(không có thông báo chờ gửi)", "(no notice waits)"})), 0;
    return table.print(), 0;
}

// ---- deliver -------------------------------------------------------------------------------------------------------

struct DeliverArguments {
    std::string folder, smtp, from, from_name;
};

Json message_json(const Letter& letter) {
    Json json = {{"id", letter.notice},       {"to_name", letter.to_name}, {"to_address", letter.to_address},
                 {"subject", letter.subject}, {"text", letter.text},       {"date", letter.date.iso()}};
    if (letter.due_on) json["due_on"] = letter.due_on->iso();
    return json;
}

Problem usage(const LocalText& what) { return {ProblemCode::usage, {{"what", what.vi}, {"what_en", what.en}}}; }

Result<Json> relay_json(const std::string& address) {
    auto colon = address.rfind(':');
    if (colon == address.npos) return Json{{"host", address}, {"port", smtp_port}};
    std::string digits = address.substr(colon + 1);
    bool plain = !digits.empty() && digits.size() <= 5 && digits.find_first_not_of("0123456789") == digits.npos;
    if (!plain) return usage({"--smtp cần dạng máy:cổng, như 127.0.0.1:25", "--smtp takes host:port, as 127.0.0.1:25"});
    return Json{{"host", address.substr(0, colon)}, {"port", std::stoi(digits)}};
}

Result<Json> request_of(const DeliverArguments& arguments, const std::vector<NoticeRecord>& notices,
                        const Context& context, Desk& desk) {
    std::filesystem::path folder = arguments.folder.empty() ? std::filesystem::path(context.options.office) / "outbox"
                                                            : std::filesystem::path(arguments.folder);
    std::string name = arguments.from_name.empty() ? desk.profile().title.in(desk.lang) : arguments.from_name;
    Json request = {
        {"folder", folder.string()},
        {"from", {{"name", name}, {"address", arguments.from.empty() ? "giamsat@localhost" : arguments.from}}}};
    if (!arguments.smtp.empty()) {
        if (arguments.from.empty()) return usage({"--smtp cần kèm --from ĐỊA-CHỈ", "--smtp needs --from ADDRESS"});
        GIAMSAT_TRY(relay, relay_json(arguments.smtp));
        request["smtp"] = relay;
    }
    request["messages"] = Json::array();
    for (const NoticeRecord& notice : notices) {
        request["messages"].push_back(message_json(letter_of(notice, desk.bundle, desk.read, desk.names, desk.lang)));
    }
    return request;
}

// A letter without an address lies in the folder to be printed: that is as far as this program can take it.
std::vector<NoticeAttempt> attempts_of(const Json& reply) {
    std::vector<NoticeAttempt> attempts;
    for (const char* delivered : {"written", "sent", "already", "without_address"}) {
        for (const Json& id : reply.value(delivered, Json::array()))
            attempts.push_back({id.get<std::string>(), attempt_delivered});
    }
    for (const Json& failed : reply.value("failed", Json::array())) {
        attempts.push_back(
            {failed.value("id", ""), attempt_failed + failed.value("why", Json::object()).value("en", "")});
    }
    return attempts;
}

void tell(const Json& reply, const std::string& folder, const Context& context) {
    if (context.options.json) return context.print_json(reply);
    auto count = [&](const char* list) { return static_cast<std::int64_t>(reply.value(list, Json::array()).size()); };
    auto line = [&](const char* list, const LocalText& words) {
        if (count(list) > 0) context.print("  " + group_digits(count(list), context.lang()) + " " + context.say(words));
    };
    context.print(context.say({"Hộp thư đi: ", "Outbox: "}) + folder);
    line("written", {"thư đã soạn, mở ra để gửi", "letters written, to be opened and sent"});
    line("sent", {"thư đã gửi", "letters sent"});
    line("already", {"thư đã có từ trước", "letters were there already"});
    line("without_address", {"thư không có địa chỉ, để in", "letters without an address, to be printed"});
    line("failed", {"thư không gửi được", "letters failed"});
    for (const Json& failed : reply.value("failed", Json::array())) {
        context.note("  ✗ " + failed.value("id", "").substr(0, 8) + ": " +
                     failed.value("why", Json::object()).value(context.lang() == Lang::en ? "en" : "vi", ""));
    }
}

Plugin* mail_plugin(PluginHost& plugins, const Context& context) {
    for (const Problem& refused : plugins.refused()) context.note(refused.message(context.lang()));
    return plugins.find(plugin_name);
}

Result<Json> hand_over(Plugin& plugin, const Json& request, const Context& context) {
    Progress bar(context);
    PluginWatch watch;
    watch.log = [&](int, const std::string& text) { context.note(text); };
    watch.progress = [&](std::uint64_t done, std::uint64_t total) {
        bar.show(total ? static_cast<int>(100 * done / total) : 100,
                 std::to_string(done) + "/" + std::to_string(total));
    };
    watch.interrupted = [] { return interrupted().load(); };
    auto reply = plugin.call("deliver", request, watch);
    bar.finish();
    return reply;
}

// The plugin took none of them, for one reason: each has failed by it, unless somebody only stopped the program.
int none_went(Workplace& place, const std::vector<NoticeRecord>& notices, const Problem& why, const Context& context) {
    std::vector<NoticeAttempt> attempts;
    for (const NoticeRecord& notice : notices) attempts.push_back({notice.id, attempt_failed + why.message(Lang::en)});
    if (why.code == ProblemCode::interrupted) attempts.clear();
    if (auto noted = place.note_attempts(attempts); !noted) return context.fail(noted.error());
    return context.fail(why);
}

int deliver(const DeliverArguments& arguments, const Context& context) {
    PluginHost plugins = PluginHost::load(PluginHost::usual_folder());  // before the office is opened: it forks
    Plugin* plugin = mail_plugin(plugins, context);
    if (!plugin) {
        return context.fail(plugin_problem(ProblemCode::plugin_refused, plugin_name,
                                           {"không thấy trong " + PluginHost::usual_folder().string(),
                                            "it is not in " + PluginHost::usual_folder().string()}));
    }
    auto place = context.write_office();
    if (!place) return context.fail(place.error());
    auto outbox = (*place)->ask(
        [&](Readers& read) { return outbox_of(read.ledger.notices(notices_max), read, context.clock().now()); });
    if (!context.options.json) tell_waiting(outbox, context);
    auto request =
        at_desk(**place, context, [&](Desk& desk) { return request_of(arguments, outbox.sending, context, desk); });
    if (!request) return context.fail(request.error());
    if (context.disclosure().why_masked()) return context.fail(*context.disclosure().why_masked());
    if (outbox.sending.empty()) {
        if (context.options.json) return context.print_json(Json::object()), 0;
        return context.print(context.say({"(không có thông báo chờ gửi)", "(no notice waits)"})), 0;
    }
    auto reply = hand_over(*plugin, *request, context);
    if (!reply) return none_went(**place, outbox.sending, reply.error(), context);
    if (auto noted = (*place)->note_attempts(attempts_of(*reply)); !noted) return context.fail(noted.error());
    tell(*reply, (*request)["folder"].get<std::string>(), context);
    return reply->value("failed", Json::array()).empty() ? 0 : static_cast<int>(ExitClass::unavailable);
}

}  // namespace

void add_notify(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("notify", "Thông báo: phân công, quá hạn · notices: assignments, overdue items");
    command->require_subcommand(1);
    auto limit = std::make_shared<int>(100);
    auto* listed = command->add_subcommand("list", "Thông báo chờ gửi · notices that wait");
    listed->add_option("--limit", *limit, "Số dòng, 0 = tất cả · rows, 0 = all")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    listed->footer("Ví dụ · example:\n  giamsat notify list");
    on_run(*listed, [limit, &context] {
        return read_only(context, [limit, &context](Desk& desk) { return list(*limit, context, desk); });
    });

    auto arguments = std::make_shared<DeliverArguments>();
    auto* delivered = command->add_subcommand(
        "deliver",
        "Soạn thư .eml vào hộp thư đi, hoặc gửi qua máy chủ thư · letters into an outbox, or through a relay");
    delivered->add_option("--folder", arguments->folder,
                          "Hộp thư đi (mặc định: <văn phòng>/outbox) · the outbox (default: <office>/outbox)");
    delivered->add_option("--smtp", arguments->smtp, "Máy chủ chuyển thư, máy:cổng · mail relay, host:port");
    delivered->add_option("--from", arguments->from, "Địa chỉ người gửi · the sender's address");
    delivered->add_option(
        "--from-name", arguments->from_name,
        "Tên người gửi (mặc định: tên hồ sơ địa bàn) · the sender's name (default: the profile's title)");
    delivered->footer(
        "Thư đã giao không giao lại. Thư lỗi được thử lại sau 1 phút, 5 phút, 30 phút, 2 giờ, 12 giờ; lỗi lần thứ sáu "
        "thì ngừng,\ncho đến khi có “notify retry”. Mã thoát 7 khi có thư lỗi.\n"
        "What was delivered is not delivered again. What failed is tried after 1, 5 and 30 minutes, 2 and 12 hours; "
        "after "
        "the sixth failure\nit is given up, until “notify retry”. Exit code 7 if something failed.\n"
        "Thư không nêu tên hộ vay · letters name no borrower.\n\n"
        "Ví dụ · examples:\n  giamsat notify deliver\n  giamsat notify deliver --smtp 127.0.0.1:25 --from "
        "bdd@dongson.example");
    on_run(*delivered, [arguments, &context] {
        context.disclosure().door = "export";
        context.disclosure().by_system = context.options.as.empty();
        return deliver(*arguments, context);
    });
    add_calls(*command, context);
    add_retry(*command, context);
}

}  // namespace giamsat::cli
