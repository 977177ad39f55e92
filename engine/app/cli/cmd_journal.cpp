// SPDX-License-Identifier: Apache-2.0
#include "app/cli/journal_evidence.hpp"
#include "app/cli/journal_signing.hpp"
#include "app/cli/journal_text.hpp"
#include "app/cli/journal_verify.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

int root(Context& context) {
    auto place = context.read_office();
    if (!place) return context.fail(place.error());
    context.warn_of_keys(**place);
    return (*place)->ask([&](Readers& read) {
        if (context.options.json) {
            context.print_json({{"size", read.journal.size()}, {"root", to_hex(read.journal.root())}});
        } else {
            context.print(std::to_string(read.journal.size()) + " " + to_hex(read.journal.root()));
        }
        return 0;
    });
}

struct ShowArguments {
    std::optional<std::uint64_t> from, entry;
    std::uint64_t last = 20;
    std::string case_reference, command;
};

Result<NumberedEntry> entry_at(std::uint64_t seq, Desk& desk) {
    auto bytes = desk.read.journal.entry_bytes(seq);
    if (!bytes)
        return Problem(ProblemCode::not_found,
                       {{"what", "mục nhật ký"}, {"what_en", "entry of the journal"}, {"name", std::to_string(seq)}});
    GIAMSAT_TRY(entry, decode_entry(*bytes));
    return NumberedEntry{seq, std::move(entry)};
}

std::vector<NumberedEntry> numbered(std::vector<std::pair<std::uint64_t, Entry>> entries) {
    std::vector<NumberedEntry> all;
    for (auto& [seq, entry] : entries) all.push_back({seq, std::move(entry)});
    return all;
}

// --from N: N and what follows, as many as --last; else the last ones.
Result<std::vector<NumberedEntry>> stretch(const ShowArguments& arguments, Desk& desk) {
    std::uint64_t size = desk.read.journal.size(), count = arguments.last ? arguments.last : size;
    std::uint64_t from = arguments.from.value_or(size > count ? size - count : 0);
    std::vector<NumberedEntry> entries;
    for (std::uint64_t seq = from; seq < size && seq - from < count; ++seq) {
        GIAMSAT_TRY(one, entry_at(seq, desk));
        entries.push_back(std::move(one));
    }
    return entries;
}

Result<std::vector<NumberedEntry>> wanted(const ShowArguments& arguments, Desk& desk) {
    if (!arguments.case_reference.empty()) {
        GIAMSAT_TRY(record, case_named(arguments.case_reference, {}, desk));
        return numbered(desk.read.journal.of_case(record.id));
    }
    if (!arguments.command.empty()) return numbered(desk.read.journal.of_command(CommandId{arguments.command}));
    return stretch(arguments, desk);
}

Result<int> show(const ShowArguments& arguments, const Context& context, Desk& desk) {
    if (arguments.entry) {
        GIAMSAT_TRY(one, entry_at(*arguments.entry, desk));
        if (context.options.json) return context.print_json(raw_json(one, desk)), 0;
        return print_entry(one, context, desk), 0;
    }
    GIAMSAT_TRY(entries, wanted(arguments, desk));
    if (!context.options.json) return print_entries(entries, context, desk), 0;
    Json list = Json::array();
    for (const NumberedEntry& one : entries) list.push_back(raw_json(one, desk));
    return context.print_json({{"size", desk.read.journal.size()}, {"entries", list}}), 0;
}

void add_show(CLI::App& parent, Context& context) {
    auto arguments = std::make_shared<ShowArguments>();
    auto* shown = parent.add_subcommand("show", "Đọc nhật ký · read the journal");
    shown->add_option("--from", arguments->from, "Từ mục số (đếm từ 0) · from this entry on (counted from 0)")
        ->check(CLI::NonNegativeNumber);
    shown->add_option("--last", arguments->last, "Số mục, 0 = tất cả · how many entries, 0 = all")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    auto* of_case =
        shown->add_option("--case", arguments->case_reference,
                          "Chỉ một hồ sơ: mã, hoặc cấp:mã đơn vị · one case: its id, or level:code of its unit");
    auto* of_command =
        shown->add_option("--command", arguments->command, "Chỉ một lệnh (đủ 32 chữ số) · one command (all 32 digits)");
    shown->add_option("--entry", arguments->entry, "Một mục, đầy đủ · one entry, whole")
        ->check(CLI::NonNegativeNumber)
        ->excludes(of_case)
        ->excludes(of_command);
    of_case->excludes(of_command);
    shown->footer(
        "Dữ liệu cá nhân không được mở ở đây · personal data is not opened here.\n\n"
        "Ví dụ · examples:\n  giamsat journal show\n  giamsat journal show --from 0 --last 50\n  giamsat journal show "
        "--case commune:405102\n"
        "  giamsat journal show --entry 12");
    on_run(*shown, [=, &context] {
        return read_only(context, [=, &context](Desk& desk) { return show(*arguments, context, desk); });
    });
}

}  // namespace

void add_journal(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("journal", "Nhật ký kiểm toán · the audit journal");
    command->require_subcommand(1);
    add_verify(*command, context);
    auto* rooted = command->add_subcommand("root", "Số mục và mã gốc · number of entries and root");
    rooted->footer("Ví dụ · example:\n  giamsat journal root");
    on_run(*rooted, [&context] { return root(context); });
    add_show(*command, context);
    add_journal_signer(*command, context);
    add_journal_cosign(*command, context);
    add_journal_recover(*command, context);
    add_journal_checkpoint(*command, context);
    add_journal_prove(*command, context);
    add_journal_check(*command, context);
    add_journal_export(*command, context);
    add_journal_consistency(*command, context);
    add_journal_policy(*command, context);
}

}  // namespace giamsat::cli
