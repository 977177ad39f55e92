// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_attachment.hpp"

#include "app/cli/case_text.hpp"
#include "app/cli/names.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"
#include "service/queries/case_view.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct AttachmentWords {
    std::string text;
    int number = 1;
    std::string to;
};

Problem no_attachment(const LocalText& what, const std::string& name) {
    return {ProblemCode::not_found, {{"what", what.vi}, {"what_en", what.en}, {"name", name}}};
}

// The bytes as they were attached; a problem when they cannot be opened any more.
Result<std::string> bytes_of(AttachmentRecord file, const Context& context, Desk& desk) {
    const auto blob = desk.read.journal.blob(file.blob);
    if (!blob)
        return Problem(ProblemCode::journal_damaged, {{"what", "thiếu tệp đính kèm " + file.id},
                                                      {"what_en", "attachment " + file.id + " is missing"}});
    file.seal.ct = to_base64(*blob);
    if (context.disclosure().why_masked()) return *context.disclosure().why_masked();
    if (auto bytes = desk.names.open({file.seal}, file.seal.path, file.cmd, file.i)) return std::move(*bytes);
    return no_attachment({"nội dung tệp (khóa đã xóa)", "content of the file (its key is gone)"}, file.id);
}

// A name somebody typed elsewhere decides no folder here.
std::filesystem::path target_of(const AttachmentWords& words, const AttachmentView& file) {
    if (!words.to.empty()) return words.to;
    const auto name = std::filesystem::path(file.name.value_or(short_id(file.record.id))).filename();
    return name.empty() || name == "." || name == ".." ? std::filesystem::path(short_id(file.record.id)) : name;
}

Result<int> take_out(const AttachmentWords& words, const Context& context, Desk& desk) {
    GIAMSAT_TRY(record, case_named(words.text, {}, desk));
    const CaseView view = case_view(record, desk.bundle, desk.read, desk.names, desk.today);
    if (words.number < 1 || words.number > static_cast<int>(view.attachments.size()))
        return no_attachment({"tệp đính kèm số", "attachment number"}, std::to_string(words.number));
    const AttachmentView& file = view.attachments[static_cast<std::size_t>(words.number) - 1];
    const auto target = target_of(words, file);
    if (std::filesystem::exists(target))
        return Problem(ProblemCode::already_exists,
                       {{"what", "tệp"}, {"what_en", "the file"}, {"name", target.string()}});
    GIAMSAT_TRY(bytes, bytes_of(file.record, context, desk));
    GIAMSAT_CHECK(context.disclose());  // before the bytes leave
    GIAMSAT_CHECK(write_file(target, bytes));
    if (context.options.json)
        context.print_json({{"file", target.string()}, {"bytes", file.record.bytes}});
    else
        context.print("✓ " + target.string());
    return 0;
}

}  // namespace

void add_attachment(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand("attachment", "Lấy tệp đính kèm ra · takes an attached file out");
    auto words = std::make_shared<AttachmentWords>();
    command->add_option("CASE", words->text, "≥ 4 chữ số đầu của mã · its id's first ≥ 4 digits")->required();
    command->add_option("NUMBER", words->number, "Số thứ tự, như “case show” liệt kê · as “case show” numbers it")
        ->capture_default_str();
    command->add_option("--to", words->to, "Tệp ghi ra (mặc định: tên của nó) · where to write it (default: its name)");
    command->footer("Ví dụ · example:\n  giamsat case attachment 3fa2 1 --to bien-ban.pdf");
    on_run(*command, [words, &context] {
        context.disclosure().door = "export";
        return read_only(context, [&](Desk& desk) { return take_out(*words, context, desk); });
    });
}

void print_attachments(const std::vector<AttachmentView>& files, const Context& context, Desk& desk) {
    if (files.empty()) return;
    context.print("\n" + bold(context, context.say({"Tệp đính kèm", "Attachments"})));
    Table table(context);
    table.number({"Số", "No."})
        .text({"Ngày", "Day"})
        .text({"Bước", "Step"})
        .text({"Tên", "Name"})
        .number({"Byte", "Bytes"});
    int number = 0;
    for (const AttachmentView& file : files)
        table.row({std::to_string(++number), write_date(file.record.on, desk.lang), file.record.event,
                   file.name.value_or(desk.names.instead_of(file.record.personal).in(desk.lang)),
                   std::to_string(file.record.bytes)});
    table.print();
}

Json json_of(const AttachmentView& file) {
    return {{"id", file.record.id},
            {"event", file.record.event},
            {"on", file.record.on.iso()},
            {"bytes", file.record.bytes},
            {"name", file.name ? Json(*file.name) : Json(nullptr)}};
}

}  // namespace giamsat::cli
