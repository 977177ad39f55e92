// SPDX-License-Identifier: Apache-2.0
#include "app/cli/outbox_text.hpp"

#include "app/cli/names.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

constexpr int outbox_max = 10'000;

std::string moment(Instant at, Lang lang) {
    const Date day = date_in_vietnam(at);
    const std::int64_t minutes = (at.ms - start_of_day_in_vietnam(day).ms) / 60'000;
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minutes / 60) + ":" + two(minutes % 60) + " " + write_date(day, lang);
}

std::vector<std::string> undelivered(Readers& read) {
    std::vector<std::string> ids;
    for (const NoticeRecord& notice : read.ledger.notices(outbox_max)) ids.push_back(notice.id);
    for (const CallRecord& call : read.ledger.calls(outbox_max)) ids.push_back(call.id);
    return ids;
}

bool is_named(const std::string& id, const std::vector<std::string>& named) {
    if (named.empty()) return true;
    return std::any_of(named.begin(), named.end(), [&](const std::string& begin) { return id.starts_with(begin); });
}

Result<std::vector<NoticeAttempt>> revivals(const std::vector<std::string>& named, Readers& read) {
    const auto ids = undelivered(read);
    for (const std::string& begin : named) {
        const bool known = begin.size() >= 4 && std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
                               return id.starts_with(begin);
                           });
        if (!known)
            return Problem(ProblemCode::not_found,
                           {{"what", "thư chưa giao"}, {"what_en", "letter to deliver"}, {"name", begin}});
    }
    std::vector<NoticeAttempt> attempts;
    for (const std::string& id : ids) {
        if (!is_named(id, named)) continue;
        MessageLife life = message_of(id, read);
        const bool wanted = !named.empty() || life.now() == MessageStage::dead;
        if (wanted && life.revive()) attempts.push_back({id, attempt_revived});
    }
    return attempts;
}

int retry(const std::vector<std::string>& named, const Context& context) {
    auto place = context.write_office();
    if (!place) return context.fail(place.error());
    auto attempts = (*place)->ask([&](Readers& read) { return revivals(named, read); });
    if (!attempts) return context.fail(attempts.error());
    if (auto noted = (*place)->note_attempts(*attempts); !noted) return context.fail(noted.error());
    if (context.options.json) return context.print_json({{"revived", attempts->size()}}), 0;
    if (attempts->empty())
        return context.print(context.say({"(không có thư nào phải cho gửi lại)", "(nothing to revive)"})), 0;
    context.print("✓ " + std::to_string(attempts->size()) +
                  context.say({" thư sẽ được gửi lại ở lần “notify deliver” hoặc “notify call” tới",
                               " to be tried again by the next “notify deliver” or “notify call”"}));
    return 0;
}

}  // namespace

std::string say_standing(const MessageLife& life, Lang lang) {
    const std::string title = stage_title(life.now()).in(lang);
    if (life.now() == MessageStage::pending) return title;
    if (auto again = life.again_at()) return title + LocalText{" đến ", " until "}.in(lang) + moment(*again, lang);
    return title + ": " + life.why();
}

Json json_of(const MessageLife& life) {
    return {{"stage", stage_name(life.now())},
            {"again_at", life.again_at() ? Json(life.again_at()->ms) : Json(nullptr)},
            {"why", life.why().empty() ? Json(nullptr) : Json(life.why())}};
}

void tell_waiting(int backing_off, std::optional<Instant> first, int dead, const std::string& why,
                  const Context& context) {
    if (backing_off > 0)
        context.print(
            "  " + std::to_string(backing_off) +
            context.say({" thư lỗi chờ thử lại, sớm nhất lúc ", " failed ones wait to be tried again, the first at "}) +
            moment(*first, context.lang()));
    if (dead > 0)
        context.print(
            "  " + std::to_string(dead) +
            context.say({" thư đã ngừng gửi sau nhiều lần lỗi (", " given up after many failures ("}) + why +
            context.say({"); cho gửi lại bằng “giamsat notify retry”", "); revive with “giamsat notify retry”"}));
}

void add_retry(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand(
        "retry", "Cho gửi lại những thư đã ngừng gửi · letters that were given up are tried again");
    auto named = std::make_shared<std::vector<std::string>>();
    command->add_option("ID", *named,
                        "≥ 4 chữ số đầu của mã thư; không nêu: mọi thư đã ngừng gửi · first ≥ 4 digits of its id; "
                        "none: all that were given up");
    command->footer("Ví dụ · examples:\n  giamsat notify retry\n  giamsat notify retry 3fa2");
    on_run(*command, [named, &context] { return retry(*named, context); });
}

}  // namespace giamsat::cli
