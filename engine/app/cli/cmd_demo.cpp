// SPDX-License-Identifier: Apache-2.0
#include "app/cli/context.hpp"
#include "app/cli/profile_folder.hpp"
#include "app/cli/progress.hpp"
#include "app/cli/reports_of_demo.hpp"
#include "app/demo/run_demo.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct DemoArguments {
    std::string profile;
    std::uint64_t seed = 2024;
    int from = 2015;
    int until = 2024;
};

std::string progress_line(const DemoProgress& now, Lang lang) {
    std::string text = write_date(now.day, lang) + " ";
    for (const auto& [level, turns] : now.turns) text += "  " + level + " " + group_digits(turns, lang);
    return text;
}

int run(const DemoArguments& arguments, Context& context) {
    auto sources =
        read_profile_folder(arguments.profile.empty() ? default_profile() : std::filesystem::path(arguments.profile));
    if (!sources) return context.fail(sources.error());
    DemoOptions options{context.options.office, std::move(*sources), arguments.seed, arguments.from, arguments.until};
    Progress bar(context);
    auto result = run_demo(options, [&](const DemoProgress& now) {
        bar.show(now.percent, progress_line(now, context.lang()));
        return !interrupted();
    });
    bar.finish();
    if (!result) return context.fail(result.error());
    return report_demo(options, *result, bar.seconds(), context);
}

}  // namespace

void add_demo(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("demo", "Mười năm của một huyện hư cấu · ten years of an invented district");
    auto arguments = std::make_shared<DemoArguments>();
    command->add_option("--profile", arguments->profile, "Thư mục hồ sơ địa bàn · folder of the profile");
    command->add_option("--seed", arguments->seed, "Số gieo · seed")->capture_default_str();
    command->add_option("--from", arguments->from, "Năm đầu · first year")->capture_default_str();
    command->add_option("--until", arguments->until, "Năm cuối · last year")->capture_default_str();
    command->footer(
        "Ví dụ · example:\n  giamsat demo --office build/demo\n  giamsat demo --office /tmp/small --from 2015 --until "
        "2015");
    on_run(*command, [arguments, &context] { return run(*arguments, context); });
}

}  // namespace giamsat::cli
