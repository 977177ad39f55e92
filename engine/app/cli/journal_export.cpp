// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/log_export.hpp"
#include "app/cli/journal_evidence.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {

namespace {

struct Exported {
    SignedCheckpoint checkpoint;
    ExportSummary files;
};

Result<Exported> write(const std::string& folder, const Context& context) {
    GIAMSAT_TRY(checkpoint, newest_checkpoint(context));
    GIAMSAT_TRY(place, context.read_office());
    auto files = place->ask([&](Readers& read) { return export_log(checkpoint, folder, read); });
    if (!files) return std::move(files.error());
    return Exported{std::move(checkpoint), *files};
}

int run(const std::string& folder, const Context& context) {
    auto done = write(folder, context);
    if (!done) return context.fail(done.error());
    const Checkpoint& tree = done->checkpoint.checkpoint;
    if (context.options.json) {
        context.print_json({{"folder", folder},
                            {"size", tree.size},
                            {"root", to_hex(tree.root)},
                            {"written", done->files.written},
                            {"kept", done->files.kept}});
        return 0;
    }
    const auto number = [&](std::uint64_t value) {
        return group_digits(static_cast<std::int64_t>(value), context.lang());
    };
    context.print(folder + ": " + number(tree.size) + context.say({" mục; ghi ", " entries; "}) +
                  number(done->files.written) + context.say({" tệp, giữ ", " files written, "}) +
                  number(done->files.kept) + context.say({" tệp đã có", " that were there let be"}));
    return 0;
}

}  // namespace

void add_journal_export(CLI::App& journal, Context& context) {
    auto folder = std::make_shared<std::string>();
    auto* command = journal.add_subcommand(
        "export", "Xuất nhật ký ra thư mục để bên ngoài kiểm tra · write the journal as files anybody can check");
    command->add_option("folder", *folder, "Thư mục · folder")->required();
    command->footer(
        "Dạng C2SP tlog-tiles; xuất lại chỉ ghi phần mới. Dữ liệu cá nhân vẫn mã hoá.\n"
        "In the form of C2SP tlog-tiles; the next export writes only what is new. Personal data stays sealed.\n\n"
        "Ví dụ · example:\n  giamsat journal export /media/usb/nhat-ky");
    on_run(*command, [=, &context] { return run(*folder, context); });
}

}  // namespace giamsat::cli
