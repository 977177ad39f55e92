// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/restore.hpp"
#include "app/cli/context.hpp"
#include "app/cli/progress.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct RestoreWords {
    std::string from, to, keys, office_key;
};

std::string number(std::int64_t count, const Context& context) { return group_digits(count, context.lang()); }

void print(const Restored& restored, const RestoreWords& words, const Context& context) {
    const Manifest& manifest = restored.office.manifest;
    context.print("✓ " + context.say({"Văn phòng đã khôi phục tại ", "Office restored at "}) + words.to);
    context.print("  " + number(static_cast<std::int64_t>(restored.check.entries), context) +
                  context.say({" mục đã kiểm tra, gốc ", " entries verified, root "}) + manifest.root);
    context.print("  " + context.say({"Bản sao văn phòng lúc ", "Backup of "}) + iso_utc(manifest.made) +
                  context.say({", khoá lúc ", ", keys of "}) + iso_utc(restored.keys.manifest.made) + ": " +
                  number(restored.subjects, context) + context.say({" khoá mở được", " keys open"}));
    if (restored.without > 0)
        context.note(
            "  ! " + number(restored.without, context) +
            context.say({" người không có khoá trong bản sao khoá này: dữ liệu cá nhân của họ không đọc được. "
                         "Có bản sao khoá mới hơn thì khôi phục lại bằng bản đó.",
                         " people have no key in this copy of the keys: their personal data cannot be read. If "
                         "there is a newer copy of the keys, restore again with that."}));
    context.print(
        "  " +
        context.say(
            {"Bên ký không nằm trong bản sao: đặt lại thư mục signer của máy cũ; nếu bên ký chạy riêng: giamsat "
             "journal signer --at unix:…\n  Nếu bên ký từ chối vì đã ký nhiều hơn bản này: giamsat journal recover",
             "The signer is in no backup: put the folder signer of the old machine back; where it runs "
             "elsewhere: giamsat journal signer --at unix:…\n  If the signer refuses since it has signed more "
             "than this copy: giamsat journal recover"}));
}

int run(const RestoreWords& words, const Context& context) {
    Progress bar(context);
    BackupWatch watch{[&](int percent) { bar.show(percent, ""); }, &interrupted()};
    auto restored = restore({words.from, words.keys, words.office_key, words.to}, watch);
    bar.finish();
    if (!restored) return context.fail(restored.error());
    if (!context.options.json) return print(*restored, words, context), 0;
    context.print_json({{"office", words.to},
                        {"entries", restored->check.entries},
                        {"root", restored->office.manifest.root},
                        {"keys", restored->subjects},
                        {"without_key", restored->without}});
    return 0;
}

}  // namespace

void add_restore(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("restore", "Khôi phục văn phòng từ bản sao · an office out of its backups");
    auto words = std::make_shared<RestoreWords>();
    command
        ->add_option("FROM", words->from,
                     "Bản sao văn phòng, hoặc nơi chứa: bản mới nhất · a backup, or a place: its newest")
        ->required();
    command->add_option("TO", words->to, "Thư mục mới · the new folder")->required();
    command
        ->add_option("--keys", words->keys,
                     "Bản sao khoá, hoặc nơi chứa: bản mới nhất · a copy of the keys, or a place: its newest")
        ->required();
    command->add_option("--office-key", words->office_key, "Tệp office.key · the file office.key")->required();
    command->footer(
        "Kiểm tra toàn bộ trước khi báo xong; không ghi đè · verifies everything before it says done; overwrites "
        "nothing.\n\n"
        "Ví dụ · example:\n  giamsat restore /media/usb/van-phong van-phong-moi --keys /media/usb2/khoa --office-key "
        "/media/usb3/office.key");
    on_run(*command, [words, &context] { return run(*words, context); });
}

}  // namespace giamsat::cli
