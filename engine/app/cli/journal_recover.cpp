// SPDX-License-Identifier: Apache-2.0
// The ceremony after a restored copy: an entry that says so, a new origin, and who has to be told.
#include "adapters/witness/office_signer.hpp"
#include "app/cli/journal_signing.hpp"
#include "kernel/journal/origin.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

constexpr std::int64_t recoveries_max = 1000;

bool is_local(const Context& context) {
    const auto elsewhere = signer_address(context.options.office);
    return elsewhere && !*elsewhere;
}

bool is_unknown(const Result<Checkpoint>& last) { return !last && last.error().code == ProblemCode::evidence_refused; }

// The first number that neither the journal nor the signer has used: a copy may be older than an earlier recovery.
Result<std::int64_t> next_number(const OfficeId& office, std::int64_t recoveries, CheckpointSigner& signer) {
    for (std::int64_t number = recoveries + 1; number <= recoveries_max; ++number) {
        const auto last = signer.last(journal_origin(office, number));
        if (is_unknown(last)) return number;
        if (!last) return last.error();
    }
    return Problem(ProblemCode::internal_fault, {{"why", "too many recoveries"}});
}

Done allow_here(const std::string& origin, const Context& context) {
    GIAMSAT_TRY(own, Signer::open(own_signer_folder(context.options.office)));
    auto allowed = own->allow(origin);
    const bool known = !allowed && allowed.error().code == ProblemCode::already_exists;
    return allowed || known ? Done() : allowed;
}

void tell_keeper(const std::string& origin, const Context& context) {
    context.note(context.say({"Bên ký chạy riêng: người giữ nó phải cho phép tên mới, rồi điểm chốt mới được ký:",
                              "The signer is elsewhere: its keeper has to allow the new origin before it signs:"}));
    context.note("  giamsat signer allow DIR --origin " + origin);
}

// The new origin is signed for, or its keeper is told to see to it.
Result<int> go_on(const std::string& origin, Workplace& place, CheckpointSigner& signer, const Context& context) {
    if (is_local(context)) {
        GIAMSAT_CHECK(allow_here(origin, context));
        GIAMSAT_CHECK(place.checkpoint());
    }
    const auto key = signer.key(origin);
    const std::string vkey = key ? write_verifier_key(*key) : "";
    if (context.options.json) {
        context.print_json({{"origin", origin}, {"key", vkey.empty() ? Json(nullptr) : Json(vkey)}});
    } else {
        context.print(context.say({"✓ Nhật ký đi tiếp dưới tên ", "✓ The journal goes on as "}) + origin);
        if (!vkey.empty()) context.print("log " + vkey);
    }
    if (vkey.empty()) tell_keeper(origin, context);
    context.note(context.say(
        {"Điểm chốt cũ vẫn được giữ và còn giá trị. Mọi chính sách và bên chứng kiến phải thêm khóa dưới tên mới.",
         "Older checkpoints are kept and still hold. Every policy and every witness has to add the key under the new "
         "origin."}));
    return 0;
}

struct Standing {
    std::string origin;
    OfficeId office;
    std::int64_t recoveries = 0;
};

Standing standing_of(Workplace& place) {
    const OfficeId office = place.info().id;
    const std::string origin = place.ask([](Readers& read) { return read.evidence.origin(); });
    return {origin, office, recoveries_of(origin, office).value_or(0)};
}

Result<int> recover(const std::string& reason, const Context& context) {
    GIAMSAT_TRY(place, context.recover_office());
    GIAMSAT_TRY(by, context.requester(*place));
    GIAMSAT_TRY(on, context.business_day());
    GIAMSAT_TRY(signer, signer_of_office(context.options.office));
    const Standing now = standing_of(*place);
    auto last = signer->last(now.origin);
    // The entry is there, but whoever wrote it was stopped before the signer was told.
    if (is_unknown(last) && now.recoveries > 0) return go_on(now.origin, *place, *signer, context);
    if (!last) return std::move(last.error());
    GIAMSAT_TRY(number, next_number(now.office, now.recoveries, *signer));
    GIAMSAT_CHECK(place->run(by, RecoverJournal{number, last->size, to_hex(last->root), reason}, on));
    return go_on(journal_origin(now.office, number), *place, *signer, context);
}

}  // namespace

void add_journal_recover(CLI::App& journal, Context& context) {
    auto reason = std::make_shared<std::string>();
    auto* command = journal.add_subcommand(
        "recover", "Đi tiếp từ bản sao đã khôi phục, công khai · go on from a restored copy, openly");
    command->add_option("--reason", *reason, "Vì sao phải khôi phục · why a copy was restored")->required();
    command->footer(
        "Chỉ khi bên ký từ chối vì nhật ký không nối tiếp điểm chốt đã ký. Cần hai người.\n"
        "Only when the signer refuses since the journal does not follow from what was signed. It takes two people.\n\n"
        "Ví dụ · example:\n  giamsat journal recover --reason \"Hỏng đĩa, khôi phục bản sao ngày 01/03\" --as CB02 "
        "--on-behalf CB01 --act \"07/QĐ-BĐD 04/03/2024\"");
    on_run(*command, [=, &context] {
        auto done = recover(*reason, context);
        return done ? *done : context.fail(done.error());
    });
}

}  // namespace giamsat::cli
