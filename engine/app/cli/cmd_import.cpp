// SPDX-License-Identifier: Apache-2.0
#include "service/import/import.hpp"

#include "app/cli/stepping.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

constexpr std::size_t file_bytes_max = 256 * 1024 * 1024;

std::string say_summary(const ImportSummary& summary, const Context& context) {
    auto count = [&](int number) { return group_digits(number, context.lang()); };
    return count(summary.rows) + context.say({" dòng: ", " rows: "}) + count(summary.added) +
           context.say({" thêm mới, ", " added, "}) + count(summary.changed) +
           context.say({" thay đổi, ", " changed, "}) + count(summary.unchanged) +
           context.say({" như cũ", " unchanged"});
}

void tell(const std::string& kind, const std::string& file, const ImportSummary& summary, const Context& context) {
    if (context.options.json) {
        return context.print_json({{"kind", kind},
                                   {"file", file},
                                   {"rows", summary.rows},
                                   {"added", summary.added},
                                   {"changed", summary.changed},
                                   {"unchanged", summary.unchanged}});
    }
    context.print("✓ " + file + ": " + say_summary(summary, context));
}

// Asked again after its answer got lost: what was counted then is not known now.
void tell_repeated(const std::string& file, const Outcome& outcome, const Context& context) {
    const auto entries = static_cast<std::int64_t>(outcome.entries.size());
    if (context.options.json) return context.print_json({{"file", file}, {"entries", entries}});
    context.print("✓ " + file + ": " + group_digits(entries, context.lang()) +
                  context.say({" mục đã được ghi", " entries were recorded"}));
}

int run(const std::string& kind, const std::string& file, const Context& context) {
    auto bytes = read_file(file, file_bytes_max);  // before the office is locked: a wrong path keeps nobody waiting
    if (!bytes) return context.fail(bytes.error());
    auto summary = std::make_shared<ImportSummary>();
    return carry_out(
        context,
        [&](Desk&) -> Result<Command> { return import_command(*import_kind(kind), file, std::move(*bytes), summary); },
        [&](const Outcome& outcome, Desk&) {
            if (outcome.repeated) return tell_repeated(file, outcome, context);
            tell(kind, file, *summary, context);
        });
}

struct Kind {
    const char* name;
    const char* help;
    const char* columns;
};

constexpr Kind kinds[] = {
    {"units", "Đơn vị: huyện, xã, thôn, điểm giao dịch, tổ · units of every level but borrowers",
     "level, code, name, parent [place, association, valid_from, valid_to, successor]\n  parent, place, successor: mã "
     "đơn vị · codes of units"},
    {"groups", "Tổ TK&VV: như units · groups: the same as units",
     "level, code, name, parent [place, association, valid_from, valid_to, successor]"},
    {"people", "Cán bộ và vai trò: mỗi vai trò một dòng · staff, one row for each role",
     "code, name, role, unit [phone, email, from, to]"},
    {"borrowers", "Hộ vay (tên, mã được mã hoá) · borrowers (names and codes are sealed)",
     "code, name, group [phone, valid_from, valid_to]"},
    {"loans", "Khoản vay: số tiền bằng đồng · loans, amounts in đồng",
     "code, borrower, programme, source, disbursed_on, amount, outstanding, as_of"},
};

void add_kind(CLI::App& parent, const Kind& kind, Context& context) {
    auto* command = parent.add_subcommand(kind.name, kind.help);
    auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "Tệp CSV (UTF-8; phẩy hoặc chấm phẩy) · CSV file (UTF-8; comma or semicolon)")
        ->required();
    std::string name = kind.name;
    command->footer(
        std::string(
            "Cột (dòng đầu là tên cột, [có thể thiếu]) · columns (the first line names them, [may be left out]):\n  ") +
        kind.columns + "\n\nVí dụ · example:\n  giamsat import " + name + " workflows/dong-son-2024/example/" + name +
        ".csv --as CB02");
    on_run(*command, [name, file, &context] { return run(name, *file, context); });
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("import",
                                       "Nạp danh mục từ CSV: kiểm tra hết rồi mới ghi · registers from CSV: all rows "
                                       "are checked before any is stored");
    command->require_subcommand(1);
    for (const Kind& kind : kinds) add_kind(*command, kind, context);
    command->footer(
        "Thứ tự: units, groups, people, borrowers, loans. Nạp lại cùng tệp không đổi gì; dòng đã sửa thành thay đổi có "
        "ngày.\n"
        "Order: units, groups, people, borrowers, loans. The same file again changes nothing; a changed row becomes a "
        "dated change.\n"
        "Khi chưa có cán bộ nào thì không cần --as · no --as while the office has no people.\n\n"
        "Ví dụ · examples:\n"
        "  giamsat import units units.csv\n"
        "  giamsat import people people.csv\n"
        "  giamsat import borrowers borrowers.csv --as CB02 --on 05/03/2024");
}

}  // namespace giamsat::cli
