// SPDX-License-Identifier: Apache-2.0
#include "app/cli/plugin_calls.hpp"

#include "adapters/plugin/plugin_host.hpp"
#include "app/cli/outbox_text.hpp"
#include "base/platform/files.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

constexpr int calls_max = 10'000;  // at once; the next run takes the next ones

Done carry_out_one(PluginHost& plugins, const CallRecord& call) {
    Plugin* plugin = plugins.find(call.plugin);
    if (!plugin)
        return plugin_problem(ProblemCode::plugin_refused, call.plugin,
                              {"không thấy trong " + PluginHost::usual_folder().string(),
                               "it is not in " + PluginHost::usual_folder().string()});
    PluginWatch watch;
    watch.interrupted = [] { return interrupted().load(); };
    auto reply = plugin->call(call.action, call.request, watch);
    if (!reply) return std::move(reply.error());
    return {};
}

int carry_out(const Context& context) {
    PluginHost plugins = PluginHost::load(PluginHost::usual_folder());  // before the office is opened: it forks
    auto place = context.write_office();
    if (!place) return context.fail(place.error());
    auto outbox = (*place)->ask(
        [&](Readers& read) { return outbox_of(read.ledger.calls(calls_max), read, context.clock().now()); });
    if (!context.options.json) tell_waiting(outbox, context);
    int failed = 0;
    for (const CallRecord& call : outbox.sending) {
        MessageLife life((Tried()));
        std::string why;
        life.carry_out(
            [&] {
                auto carried = carry_out_one(plugins, call);
                if (!carried) why = carried.error().message(context.lang());
                return carried;
            },
            context.clock().now());
        const bool done = life.now() == MessageStage::delivered;
        const std::string outcome = done ? attempt_delivered : attempt_failed + life.why();
        if (auto noted = (*place)->note_attempts({{call.id, outcome}}); !noted) return context.fail(noted.error());
        if (done) continue;
        ++failed;
        context.note("  ✗ " + call.id.substr(0, 8) + ": " + (why.empty() ? life.why() : why));
    }
    const int carried = static_cast<int>(outbox.sending.size()) - failed;
    if (context.options.json)
        context.print_json({{"delivered", carried}, {"failed", failed}});
    else
        context.print((failed == 0 ? "✓ " : "✗ ") + std::to_string(carried) +
                      context.say({" việc đã giao, ", " calls carried out, "}) + std::to_string(failed) +
                      context.say({" việc lỗi", " failed"}));
    return failed == 0 ? 0 : static_cast<int>(ExitClass::unavailable);
}

}  // namespace

void add_calls(CLI::App& parent, Context& context) {
    auto* command =
        parent.add_subcommand("call", "Giao việc cho các phần mở rộng · has plugins do what workflows asked of them");
    command->footer(
        "Việc đã giao không giao lại; việc lỗi được thử lại sau một lúc, mỗi lần chờ lâu hơn, như “notify deliver”; mã "
        "thoát "
        "7 khi có việc lỗi.\n"
        "What was done is not done again; what failed is tried again after a while, longer each time, as “notify "
        "deliver” "
        "does; exit code 7 if something failed.\n\n"
        "Ví dụ · example:\n  giamsat notify call");
    on_run(*command, [&context] { return carry_out(context); });
}

}  // namespace giamsat::cli
