// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/office_signer.hpp"
#include "app/cli/journal_evidence.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace giamsat::cli {

namespace {

// Said in both languages at once: the file goes to people this office does not know.
std::string policy_of(const VerifierKey& key) {
    return "# Chính sách tin cậy (C2SP tlog-policy) · trust policy\n"
           "# Nhật ký này do khóa dưới đây ký · the journal is signed by this key:\n"
           "log " +
           write_verifier_key(key) +
           "\n\n"
           "# Chữ ký của chính văn phòng chưa phải bằng chứng với người ngoài: thêm bên chứng kiến độc lập,\n"
           "# mỗi bên một dòng, rồi đòi đủ số bên.\n"
           "# The office's own signature is no evidence to outsiders: add independent witnesses, a line each, and\n"
           "# ask for enough of them:\n"
           "#   witness W1 <vkey>\n"
           "#   witness W2 <vkey>\n"
           "#   group outside any W1 W2      (any | all | 2 …)\n"
           "#   quorum outside               (thay dòng dưới · instead of the line below)\n"
           "# Đối chiếu khóa qua đường khác, rồi giữ tệp này ngoài văn phòng.\n"
           "# Compare the key by another way, then keep this file outside the office.\n"
           "quorum none\n";
}

Result<VerifierKey> log_key(const Context& context) {
    GIAMSAT_TRY(place, context.read_office());
    GIAMSAT_TRY(signer, signer_of_office(context.options.office));
    return signer->key(place->ask([](Readers& read) { return read.evidence.origin(); }));
}

int run(const Context& context) {
    auto key = log_key(context);
    if (!key) return context.fail(key.error());
    if (context.options.json) {
        context.print_json({{"log", write_verifier_key(*key)}, {"origin", key->name}, {"policy", policy_of(*key)}});
    } else {
        std::cout << policy_of(*key);
    }
    return 0;
}

}  // namespace

void add_journal_policy(CLI::App& journal, Context& context) {
    auto* command = journal.add_subcommand(
        "policy", "In mẫu chính sách tin cậy của văn phòng này · print a draft trust policy for this office");
    command->footer("Ví dụ · example:\n  giamsat journal policy > policy");
    on_run(*command, [&context] { return run(context); });
}

}  // namespace giamsat::cli
