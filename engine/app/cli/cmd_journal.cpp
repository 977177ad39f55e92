// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/verify.hpp"
#include "app/cli/context.hpp"
#include "app/cli/progress.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

Json verify_json(const VerifyReport& report) {
    Json differences = Json::array();
    for (const Difference& d : report.differences) {
        differences.push_back({{"what", d.what}, {"where", d.where}, {"vi", d.text.vi}, {"en", d.text.in(Lang::en)}});
    }
    return {{"clean", report.clean()}, {"entries", report.entries}, {"root", to_hex(report.root)}, {"rows", report.rows},
            {"differences_total", report.differences_total}, {"differences", differences}};
}

void print_verify(const VerifyReport& report, Context& context) {
    for (const Difference& difference : report.differences) context.print("✗ " + context.say(difference.text) + " [" + difference.what + "]");
    context.print((report.clean() ? "✓ " : "✗ ") + group_digits(static_cast<std::int64_t>(report.entries), context.lang()) +
                  context.say({" mục, ", " entries, "}) + group_digits(static_cast<std::int64_t>(report.rows), context.lang()) +
                  context.say({" dòng đã đối chiếu, ", " rows compared, "}) + write_decimal(report.seconds, 1, context.lang()) + " s (" +
                  group_digits(static_cast<std::int64_t>(report.entries_per_second()), context.lang()) + context.say({" mục/giây)", " entries/s)"}));
    context.print(context.say({"Gốc: ", "Root: "}) + to_hex(report.root));
}

int verify(Context& context) {
    Progress bar(context);
    VerifyOptions options;
    options.stop = &interrupted();
    options.progress = [&](std::uint64_t done, std::uint64_t total) {
        bar.show(total ? static_cast<int>(100 * done / total) : 100, group_digits(static_cast<std::int64_t>(done), context.lang()));
    };
    auto report = verify_office(context.options.office, options);
    bar.finish();
    if (!report) return context.fail(report.error());
    if (context.options.json) {
        context.print_json(verify_json(*report));
    } else {
        print_verify(*report, context);
    }
    return report->clean() ? 0 : static_cast<int>(ExitClass::damaged);
}

int root(Context& context) {
    auto place = context.read_office();
    if (!place) return context.fail(place.error());
    return (*place)->ask([&](Readers& read) {
        if (context.options.json) {
            context.print_json({{"size", read.journal.size()}, {"root", to_hex(read.journal.root())}});
        } else {
            context.print(std::to_string(read.journal.size()) + " " + to_hex(read.journal.root()));
        }
        return 0;
    });
}

}  // namespace

void add_journal(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("journal", "Nhật ký kiểm toán · the audit journal");
    command->require_subcommand(1);
    auto* verified = command->add_subcommand("verify", "Kiểm tra toàn bộ nhật ký và các bảng · check the whole journal and every table");
    verified->footer("Ví dụ · example:\n  giamsat --office van-phong journal verify\nKhông cần tệp khóa · needs no key file.");
    on_run(*verified, [&context] { return verify(context); });
    auto* rooted = command->add_subcommand("root", "Số mục và mã gốc · number of entries and root");
    on_run(*rooted, [&context] { return root(context); });
}

}  // namespace giamsat::cli
