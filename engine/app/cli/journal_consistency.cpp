// SPDX-License-Identifier: Apache-2.0
// Whether a newer state of a log continues an older one. The proof is made from whatever tree there is (an office, an export) or
// read from a file, and verified against both roots in any case. As a file it is what a witness is asked (C2SP tlog-witness,
// add-checkpoint): the old size, the proof, the new checkpoint.
#include "adapters/runtime/log_export.hpp"
#include "app/cli/journal_evidence.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"
#include "kernel/journal/witnessing.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t request_bytes_max = note_bytes_max + 8192;

struct ConsistencyArguments {
    std::string older, newer, policy, out;
};

Problem refused(const std::string& what, const LocalText& why) {
    return {ProblemCode::evidence_refused, {{"what", what}, {"what_en", what}, {"why", why.vi}, {"why_en", why.en}}};
}

// The newer state and, where there is a tree or the sizes are equal, how it follows.
struct Newer {
    SignedCheckpoint checkpoint;
    std::optional<Proof> proof;
};

bool provable(const Checkpoint& older, const Checkpoint& newer) {
    return older.origin == newer.origin && older.size > 0 && older.size <= newer.size;
}

Newer with_tree(const Checkpoint& older, SignedCheckpoint newer, const StoredHashes& hashes) {
    const Checkpoint& tree = newer.checkpoint;
    if (!provable(older, tree)) return {std::move(newer), std::nullopt};
    Proof proof = consistency_proof(older.size, tree.size, hashes);
    return {std::move(newer), std::move(proof)};
}

Result<Newer> of_office(const Checkpoint& older, Context context, const std::string& folder) {
    context.options.office = folder;
    GIAMSAT_TRY(checkpoint, newest_checkpoint(context));
    GIAMSAT_TRY(place, context.read_office());
    return place->ask([&](Readers& read) -> Result<Newer> {
        return with_tree(older, std::move(checkpoint), read.evidence.hashes());
    });
}

Result<Newer> of_export(const Checkpoint& older, const std::string& folder) {
    GIAMSAT_TRY(checkpoint, exported_checkpoint(folder));
    const std::uint64_t size = checkpoint.checkpoint.size;
    return with_tree(older, std::move(checkpoint), exported_hashes(folder, size));
}

// A checkpoint alone proves nothing about a smaller one; a request to a witness brings its proof along.
Result<Newer> of_file(const Checkpoint& older, const std::string& path) {
    GIAMSAT_TRY(bytes, read_file(path, request_bytes_max));
    if (!bytes.starts_with("old ")) {
        GIAMSAT_TRY(checkpoint, parse_signed_checkpoint(bytes));
        const bool same_size = checkpoint.checkpoint.size == older.size;
        return Newer{std::move(checkpoint), same_size ? std::optional(Proof{}) : std::nullopt};
    }
    GIAMSAT_TRY(request, parse_request(bytes, Signatures::needed));
    if (request.old_size != older.size)
        return refused(path, {"chứng minh từ " + std::to_string(request.old_size) + " mục, không phải từ " +
                                  std::to_string(older.size),
                              "is a proof from " + std::to_string(request.old_size) + " entries, not from " +
                                  std::to_string(older.size)});
    return Newer{std::move(request.checkpoint), std::move(request.proof)};
}

Result<Newer> newer_of(const ConsistencyArguments& arguments, const Checkpoint& older, const Context& context) {
    std::error_code none;
    if (!fs::is_directory(arguments.newer, none)) return of_file(older, arguments.newer);
    return is_export(arguments.newer) ? of_export(older, arguments.newer) : of_office(older, context, arguments.newer);
}

Done compare(const ConsistencyArguments& arguments, const Checkpoint& older, const Newer& newer) {
    const Checkpoint& tree = newer.checkpoint.checkpoint;
    const std::string sizes = std::to_string(older.size) + " → " + std::to_string(tree.size);
    if (older.origin != tree.origin)
        return refused(arguments.newer,
                       {"là nhật ký khác (" + tree.origin + ")", "is another log (" + tree.origin + ")"});
    if (older.size > tree.size)
        return refused(arguments.newer, {"ít mục hơn điểm chốt cũ (" + sizes + "): nhật ký đã bị cắt",
                                         "has fewer entries than the older checkpoint (" + sizes + "): it was cut"});
    if (older.size == 0)
        return refused(arguments.older,
                       {"là cây rỗng, từ đó không suy ra được gì", "is of the empty tree, from which nothing follows"});
    if (!newer.proof)
        return Problem(
            ProblemCode::usage,
            {{"what", "hai điểm chốt khác cỡ chưa đủ; MỚI phải là văn phòng, thư mục xuất, hoặc tệp chứng minh"},
             {"what_en",
              "two checkpoints of different sizes do not tell; NEW must be an office, an export, or a "
              "proof"}});
    if (!verify_consistency(older.size, older.root, tree.size, tree.root, *newer.proof))
        return refused(arguments.newer,
                       {"không nối tiếp điểm chốt cũ (" + sizes + "): nhật ký đã bị sửa hoặc rẽ nhánh",
                        "does not continue the older checkpoint (" + sizes + "): the journal was altered or forked"});
    return {};
}

Done check_signatures(const std::string& policy_path, const SignedCheckpoint& older, const SignedCheckpoint& newer,
                      const Context& context) {
    if (policy_path.empty()) {
        context.note(context.say(
            {"Không có --policy nên chữ ký chưa được kiểm tra.", "Without --policy the signatures were not checked."}));
        return {};
    }
    GIAMSAT_TRY(policy, read_policy(policy_path));
    GIAMSAT_CHECK(check_signatures(older, policy));
    GIAMSAT_CHECK(check_checkpoint(newer, policy));
    return {};
}

Result<Newer> work(const ConsistencyArguments& arguments, const SignedCheckpoint& older, const Context& context) {
    GIAMSAT_TRY(newer, newer_of(arguments, older.checkpoint, context));
    GIAMSAT_CHECK(compare(arguments, older.checkpoint, newer));
    GIAMSAT_CHECK(check_signatures(arguments.policy, older, newer.checkpoint, context));
    if (!arguments.out.empty())
        GIAMSAT_CHECK(
            write_file(arguments.out, write_request({older.checkpoint.size, *newer.proof, newer.checkpoint})));
    return std::move(newer);
}

int run(const ConsistencyArguments& arguments, const Context& context) {
    auto older = read_held_checkpoint(arguments.older);
    if (!older) return context.fail(older.error());
    auto newer = work(arguments, *older, context);
    if (!newer) return context.fail(newer.error());
    const std::uint64_t from = older->checkpoint.size, to = newer->checkpoint.checkpoint.size;
    if (context.options.json) {
        context.print_json({{"consistent", true}, {"old_size", from}, {"size", to}, {"hashes", newer->proof->size()}});
        return 0;
    }
    const auto number = [&](std::uint64_t value) {
        return group_digits(static_cast<std::int64_t>(value), context.lang());
    };
    context.print(
        "✓ " + context.say({"Mới nối tiếp cũ: ", "The newer continues the older: "}) + number(from) + " → " +
        number(to) +
        context.say({" mục, không gì trước đó bị sửa hay cắt", " entries, nothing before was altered or cut"}));
    return 0;
}

}  // namespace

void add_journal_consistency(CLI::App& journal, Context& context) {
    auto arguments = std::make_shared<ConsistencyArguments>();
    auto* command = journal.add_subcommand(
        "consistency", "Nhật ký mới có nối tiếp điểm chốt cũ không · does the journal continue an older checkpoint");
    command->add_option("older", arguments->older, "Điểm chốt cũ (tệp) · the older checkpoint, a file")->required();
    command
        ->add_option(
            "newer", arguments->newer,
            "Văn phòng, thư mục xuất, điểm chốt hoặc tệp chứng minh · an office, an export, a checkpoint or a proof")
        ->required();
    command->add_option("--policy", arguments->policy,
                        "Kiểm tra chữ ký theo chính sách này · check the signatures by this policy");
    command->add_option("--out", arguments->out, "Ghi phép chứng minh ra tệp · write the proof to a file");
    command->footer(
        "Tệp chứng minh có dạng yêu cầu add-checkpoint của C2SP tlog-witness.\n"
        "A proof has the form of a request add-checkpoint of C2SP tlog-witness.\n\n"
        "Ví dụ · examples:\n"
        "  giamsat journal consistency checkpoint-2024 van-phong\n"
        "  giamsat journal consistency checkpoint-2024 /media/usb/nhat-ky --policy policy --out noi-tiep");
    on_run(*command, [=, &context] { return run(*arguments, context); });
}

}  // namespace giamsat::cli
