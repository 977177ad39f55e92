// SPDX-License-Identifier: Apache-2.0
#include "app/cli/context.hpp"
#include "app/cli/profile_folder.hpp"
#include "app/cli/workflow_file.hpp"
#include "kernel/explore/mistakes.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

// What founding publishes is held to what publishing is held to.
Done check_cases(const std::map<std::string, std::string>& sources) {
    GIAMSAT_TRY(bundle, load_bundle(sources));
    std::vector<Problem> mistakes;
    for (const auto& pair : bundle.workflows)
        for (Problem& mistake : mistakes_in(bundle, pair.first)) mistakes.push_back(std::move(mistake));
    if (!mistakes.empty()) return join(std::move(mistakes));
    return {};
}

int run(const std::string& profile, const std::string& folder, Context& context) {
    const auto home = profile.empty() ? default_profile() : std::filesystem::path(profile);
    auto sources = read_profile_folder(home);
    if (!sources) return context.fail(sources.error());
    if (auto sound = check_cases(*sources); !sound) return context.fail(placed_in(std::move(sound.error()), home));
    auto on = context.business_day();
    if (!on) return context.fail(on.error());
    Founding founding{std::move(*sources), {}, on->value_or(date_in_vietnam(context.clock().now()))};
    std::filesystem::path where = folder.empty() ? context.options.office : folder;
    auto place = Workplace::found(where, founding, context.clock());
    if (!place) return context.fail(place.error());
    if (auto signs = context.sign(**place, where); !signs) return context.fail(signs.error());
    const Profile& known = (*place)->bundle().profile;
    if (context.options.json) {
        context.print_json({{"office", (*place)->info().id.value}, {"folder", where.string()}, {"profile", known.id}});
        return 0;
    }
    context.print(context.say({"Đã lập văn phòng tại ", "Office founded at "}) + where.string() + " (" +
                  context.say(known.title) + ").");
    context.print(context.say({"Giữ tệp office.key ở nơi khác nữa: mất tệp này là mất dữ liệu cá nhân.",
                               "Keep a copy of office.key elsewhere: without it personal data cannot be read."}));
    context.print(context.say({"Tiếp theo: giamsat import units TỆP.csv, rồi giamsat import people TỆP.csv",
                               "Next: giamsat import units FILE.csv, then giamsat import people FILE.csv"}));
    return 0;
}

}  // namespace

void add_init(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("init", "Lập văn phòng mới · found a new office");
    auto profile = std::make_shared<std::string>();
    auto folder = std::make_shared<std::string>();
    command->add_option("folder", *folder,
                        "Thư mục của văn phòng (mặc định: --office) · folder of the office (default: --office)");
    command->add_option("--profile", *profile, "Thư mục hồ sơ địa bàn · folder of the profile");
    command->footer("Ví dụ · example:\n  giamsat init van-phong --profile workflows/dong-son-2024");
    on_run(*command, [profile, folder, &context] { return run(*profile, *folder, context); });
}

}  // namespace giamsat::cli
