// SPDX-License-Identifier: Apache-2.0
#include "app/cli/journal_evidence.hpp"
#include "base/platform/files.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {

namespace {

constexpr std::size_t issued_bytes_max = 256u << 20;

struct CheckArguments {
    std::string path, policy, file;
    std::vector<std::string> older;
};

Problem not_the_file(const std::string& path, const LocalText& why) {
    return {ProblemCode::evidence_refused, {{"what", path}, {"what_en", path}, {"why", why.vi}, {"why_en", why.en}}};
}

Done check_file(const std::string& path, const Entry& entry) {
    GIAMSAT_TRY(bytes, read_file(path, issued_bytes_max));
    if (entry.kind != "report.issued/1")
        return not_the_file(path, {"không được nói đến: mục này không phải việc ban hành báo cáo",
                                   "is not spoken of: this entry is not the issuing of a report"});
    if (entry.body.value("sha256", "") != to_hex(sha256(bytes)))
        return not_the_file(
            path, {"không phải tệp đã ban hành: SHA-256 khác", "is not the file that was issued: its SHA-256 differs"});
    return {};
}

Result<Evidence> check(const CheckArguments& arguments) {
    GIAMSAT_TRY(policy, read_policy(arguments.policy));
    GIAMSAT_TRY(bytes, read_file(arguments.path, proof_file_bytes_max));
    GIAMSAT_TRY(proof, parse_proof(bytes));
    GIAMSAT_TRY(evidence, check_proof(proof, policy));
    if (!arguments.file.empty()) GIAMSAT_CHECK(check_file(arguments.file, evidence.entries.back()));
    return std::move(evidence);
}

void print_file(const CheckArguments& arguments, const Evidence& evidence, const Context& context) {
    if (!arguments.file.empty())
        return context.print("✓ " + context.say({arguments.file + " đúng là tệp đã ban hành",
                                                 arguments.file + " is the file that was issued"}));
    if (evidence.entries.back().kind == "report.issued/1")
        context.print("  " + context.say({"Chưa đối chiếu tệp báo cáo: thêm --file TỆP",
                                          "The report's file was not compared: give --file FILE"}));
}

Result<ExportEvidence> check_folder(const CheckArguments& arguments) {
    GIAMSAT_TRY(policy, read_policy(arguments.policy));
    std::vector<SignedCheckpoint> older;
    for (const std::string& path : arguments.older) {
        GIAMSAT_TRY(one, read_checkpoint(path));
        older.push_back(std::move(one));
    }
    return check_export(arguments.path, policy, older);
}

int run_folder(const CheckArguments& arguments, const Context& context) {
    const auto evidence = check_folder(arguments);
    if (!evidence) return context.fail(evidence.error());
    if (context.options.json) return context.print_json(evidence_json(*evidence)), 0;
    print_evidence(*evidence, arguments.older.size(), context);
    return 0;
}

int run_proof(const CheckArguments& arguments, const Context& context) {
    const auto evidence = check(arguments);
    if (!evidence) return context.fail(evidence.error());
    if (context.options.json) return context.print_json(evidence_json(*evidence)), 0;
    print_evidence(*evidence, context);
    print_file(arguments, *evidence, context);
    return 0;
}

// Which of the two it is shows in the path; what belongs to the other is a slip somebody should hear of.
int run(const CheckArguments& arguments, const Context& context) {
    std::error_code none;
    const bool folder = std::filesystem::is_directory(arguments.path, none);
    if (folder ? !arguments.file.empty() : !arguments.older.empty())
        return context.fail({ProblemCode::usage,
                             {{"what", "--file đi với tệp chứng minh, --older đi với thư mục xuất"},
                              {"what_en", "--file goes with a proof, --older with the folder of an export"}}});
    return folder ? run_folder(arguments, context) : run_proof(arguments, context);
}

}  // namespace

void add_journal_check(CLI::App& journal, Context& context) {
    auto arguments = std::make_shared<CheckArguments>();
    auto* command = journal.add_subcommand(
        "check",
        "Kiểm tra chứng minh hay bản xuất, không cần văn phòng · check a proof or an export, without the office");
    command
        ->add_option("path", arguments->path,
                     "Tệp .tlog-proof, hoặc thư mục đã xuất · a proof, or the folder of an export")
        ->required();
    command->add_option("--policy", arguments->policy,
                        "Chính sách: tin nhật ký và bên chứng kiến nào · which logs and witnesses are believed");
    command->add_option("--file", arguments->file,
                        "Tệp báo cáo phải đúng là tệp đã ban hành · the report's file, to be the one issued");
    command->add_option("--older", arguments->older,
                        "Điểm chốt cũ mà bản xuất phải nối tiếp · older checkpoints the export has to continue");
    command->footer(
        "Ví dụ · example:\n"
        "  giamsat journal check ho-so.tlog-proof --policy policy\n"
        "  giamsat journal check year.html.tlog-proof --policy policy --file year.html\n"
        "  giamsat journal check /media/usb/nhat-ky --policy policy --older checkpoint-2024");
    on_run(*command, [=, &context] { return run(*arguments, context); });
}

}  // namespace giamsat::cli
