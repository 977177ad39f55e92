// SPDX-License-Identifier: Apache-2.0
// “workflow diff”: what changed between two versions of a workflow, in words.
#include "app/cli/playing.hpp"
#include "app/cli/table.hpp"
#include "kernel/play/difference.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct Wishes {
    std::string before;
    std::string after;
    std::string profile;
};

const char* about_key(Change::About about) {
    switch (about) {
        case Change::About::workflow: return "workflow";
        case Change::About::data: return "data";
        case Change::About::states: return "states";
        case Change::About::steps: return "steps";
    }
    return "";
}

void tell(const std::vector<Change>& changes, const Context& context) {
    if (changes.empty()) context.print(context.say({"Hai bản làm việc như nhau.", "Both versions work alike."}));
    std::optional<Change::About> group;
    for (const Change& change : changes) {
        if (group != change.about) {
            if (group) context.print("");
            context.print(bold(context, context.say(about_title(change.about))));
        }
        group = change.about;
        context.print("  • " + context.say(change.text));
    }
}

int diff(const Wishes& wishes, const Context& context) {
    auto before = open_to_play(wishes.before, wishes.profile);
    if (!before) return context.fail(before.error());
    auto after = open_to_play(wishes.after, wishes.profile);
    if (!after) return context.fail(after.error());
    const Profile* profile = after->profile ? &*after->profile : before->profile ? &*before->profile : nullptr;
    const auto changes = differences(before->definition, after->definition, profile);
    if (!context.options.json) return tell(changes, context), 0;
    Json all = Json::array();
    for (const Change& change : changes)
        all.push_back({{"about", about_key(change.about)},
                       {"kind", change.kind},
                       {"name", change.name},
                       {"text", {{"vi", change.text.vi}, {"en", change.text.en}}}});
    return context.print_json({{"changes", all}}), 0;
}

}  // namespace

void add_diff(CLI::App& workflow, Context& context) {
    auto wishes = std::make_shared<Wishes>();
    auto* command = workflow.add_subcommand(
        "diff", "Hai bản của một quy trình khác nhau chỗ nào · what changed between two versions of a workflow");
    command->add_option("OLD", wishes->before, "Tệp bản cũ · file of the old version")->required();
    command->add_option("NEW", wishes->after, "Tệp bản mới · file of the new version")->required();
    command->add_option("--profile", wishes->profile,
                        "Như thể hai tệp nằm trong hồ sơ này · as if both files lay in this profile");
    command->footer(
        "Ví dụ · example:\n  giamsat workflow diff finding-2023.workflow.yaml "
        "workflows/dong-son-2024/finding.workflow.yaml");
    on_run(*command, [wishes, &context] { return diff(*wishes, context); });
}

}  // namespace giamsat::cli
