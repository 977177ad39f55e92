// SPDX-License-Identifier: Apache-2.0
#include "app/cli/journal_evidence.hpp"
#include "app/cli/names.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"
#include "service/queries/proving.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {

namespace {

constexpr std::size_t issued_bytes_max = 256u << 20;

struct ProveArguments {
    std::optional<std::uint64_t> entry;
    std::string case_reference, finding, report, out, policy;
};

// What is to be proved, and how the file is called unless it was said.
struct Wanted {
    std::vector<std::uint64_t> entries;
    std::string name;
};

Problem no_entry(std::uint64_t seq) {
    return {ProblemCode::not_found,
            {{"what", "mục nhật ký"}, {"what_en", "entry of the journal"}, {"name", std::to_string(seq)}}};
}

Result<Wanted> wanted_case(const std::string& reference, const std::vector<std::string>& kinds, Desk& desk) {
    GIAMSAT_TRY(record, case_named(reference, kinds, desk));
    return Wanted{places_of_case(record.id, desk.read), "case-" + short_id(record.id.value)};
}

Result<Wanted> wanted_report(const std::string& path, Desk& desk) {
    GIAMSAT_TRY(bytes, read_file(path, issued_bytes_max));
    const auto place = place_of_issued(to_hex(sha256(bytes)), 0, desk.read);
    if (!place)
        return Problem(
            ProblemCode::not_found,
            {{"what", "việc ban hành tệp"}, {"what_en", "record that this file was issued:"}, {"name", path}});
    return Wanted{{*place}, path};
}

Result<Wanted> wanted(const ProveArguments& arguments, Desk& desk) {
    if (!arguments.case_reference.empty()) return wanted_case(arguments.case_reference, {}, desk);
    if (!arguments.finding.empty()) return wanted_case(arguments.finding, {"finding"}, desk);
    if (!arguments.report.empty()) return wanted_report(arguments.report, desk);
    if (*arguments.entry >= desk.read.journal.size()) return no_entry(*arguments.entry);
    return Wanted{{*arguments.entry}, "entry-" + std::to_string(*arguments.entry)};
}

struct Attempt {
    Wanted wanted;
    std::optional<LogProof> proof;  // none: no checkpoint covers it yet
};

Result<Attempt> attempt(const ProveArguments& arguments, const Policy* policy, const Context& context) {
    GIAMSAT_TRY(place, context.read_office());
    return at_desk(*place, context, [&](Desk& desk) -> Result<Attempt> {
        GIAMSAT_TRY(found, wanted(arguments, desk));
        const auto checkpoint = covering(found.entries.back(), policy, desk.read);
        if (!checkpoint) return Attempt{std::move(found), std::nullopt};
        GIAMSAT_TRY(proof, prove(found.entries, *checkpoint, desk.read));
        return Attempt{std::move(found), std::move(proof)};
    });
}

Problem not_covered(const Policy* policy) {
    if (!policy) return no_checkpoint();
    return {ProblemCode::evidence_refused,
            {{"what", "chưa có điểm chốt nào"},
             {"what_en", "no checkpoint yet"},
             {"why", "chứa mục này mà đạt chính sách; cần bên chứng kiến ký trước"},
             {"why_en", "covers this entry and stands by the policy; witnesses have to cosign one first"}}};
}

// A checkpoint is made only when none covers it: those that witnesses have cosigned are worth more.
Result<Attempt> proved(const ProveArguments& arguments, const Context& context) {
    std::optional<Policy> policy;
    if (!arguments.policy.empty()) {
        GIAMSAT_TRY(read, read_policy(arguments.policy));
        policy = std::move(read);
    }
    const Policy* believed = policy ? &*policy : nullptr;
    GIAMSAT_TRY(first, attempt(arguments, believed, context));
    if (first.proof) return std::move(first);
    GIAMSAT_CHECK(newest_checkpoint(context));
    GIAMSAT_TRY(second, attempt(arguments, believed, context));
    if (!second.proof) return not_covered(believed);
    return std::move(second);
}

std::string file_name(const ProveArguments& arguments, const Wanted& wanted) {
    const std::string name = arguments.out.empty() ? wanted.name : arguments.out;
    return name.ends_with(proof_ending) ? name : name + proof_ending;
}

Done work(const ProveArguments& arguments, const Context& context) {
    GIAMSAT_TRY(done, proved(arguments, context));
    const std::string path = file_name(arguments, done.wanted), text = write_proof(*done.proof);
    GIAMSAT_CHECK(write_file(path, text));
    const Checkpoint& tree = done.proof->checkpoint.checkpoint;
    if (context.options.json) {
        context.print_json({{"file", path},
                            {"index", done.proof->index},
                            {"entries", done.wanted.entries.size()},
                            {"size", tree.size},
                            {"bytes", text.size()}});
        return {};
    }
    const auto count = [&](std::uint64_t value) {
        return group_digits(static_cast<std::int64_t>(value), context.lang());
    };
    context.print(path + ": " + context.say({"mục ", "entry "}) + count(done.proof->index) +
                  context.say({" trong điểm chốt ", " in the checkpoint of "}) + count(tree.size) +
                  context.say({" mục, ", " entries, "}) + count(text.size()) + " byte");
    return {};
}

bool exactly_one(const ProveArguments& arguments) {
    return arguments.entry.has_value() + !arguments.case_reference.empty() + !arguments.finding.empty() +
               !arguments.report.empty() ==
           1;
}

int run(const ProveArguments& arguments, const Context& context) {
    if (!exactly_one(arguments))
        return context.fail({ProblemCode::usage,
                             {{"what", "cần đúng một trong --entry, --case, --finding, --report"},
                              {"what_en", "exactly one of --entry, --case, --finding, --report is needed"}}});
    const Done done = work(arguments, context);
    return done ? 0 : context.fail(done.error());
}

}  // namespace

void add_journal_prove(CLI::App& journal, Context& context) {
    auto arguments = std::make_shared<ProveArguments>();
    auto* command = journal.add_subcommand(
        "prove", "Chứng minh một mục, hồ sơ hay báo cáo có trong nhật ký · prove an entry, a case or a report");
    command->add_option("--entry", arguments->entry, "Mục số (đếm từ 0) · this entry (counted from 0)")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--case", arguments->case_reference,
                        "Cả hồ sơ: mã, hoặc cấp:mã đơn vị · a whole case: its id, or level:code of its unit");
    command->add_option("--finding", arguments->finding, "Cả hồ sơ một tồn tại · the whole case of a finding");
    command->add_option("--report", arguments->report, "Tệp báo cáo đã ban hành · the file of an issued report");
    command->add_option("--out", arguments->out, "Tệp chứng minh (.tlog-proof) · the proof's file");
    command->add_option("--policy", arguments->policy,
                        "Chọn điểm chốt đạt chính sách này · take a checkpoint that stands by this policy");
    command->footer(
        "Tệp tự đủ, kiểm tra được không cần văn phòng · the file is all that checking needs.\n\n"
        "Ví dụ · examples:\n"
        "  giamsat journal prove --case commune:405102 --out ho-so.tlog-proof\n"
        "  giamsat journal prove --report bao-cao/year-2024-01-01-2024-12-31.html\n"
        "  giamsat journal prove --entry 57");
    on_run(*command, [=, &context] { return run(*arguments, context); });
}

}  // namespace giamsat::cli
