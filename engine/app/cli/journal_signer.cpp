// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/hand_over.hpp"
#include "adapters/witness/office_signer.hpp"
#include "adapters/witness/remote_signer.hpp"
#include "app/cli/journal_signing.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

Result<std::string> origin_of(const Context& context) {
    GIAMSAT_TRY(place, context.read_office());
    return place->ask([](Readers& read) { return read.evidence.origin(); });
}

int tell(const std::string& where, const VerifierKey& key, const Checkpoint& last, const Context& context) {
    if (context.options.json) {
        context.print_json({{"signer", where},
                            {"origin", key.name},
                            {"key", write_verifier_key(key)},
                            {"signed", {{"size", last.size}, {"root", to_hex(last.root)}}}});
        return 0;
    }
    context.print(context.say({"Bên ký:     ", "Signer:     "}) + where);
    context.print(context.say({"Nhật ký:    ", "Log:        "}) + key.name);
    context.print(context.say({"Khóa:       ", "Key:        "}) + write_verifier_key(key));
    context.print(context.say({"Đã ký đến:  ", "Signed:     "}) + std::to_string(last.size) +
                  context.say({" mục", " entries"}));
    return 0;
}

Result<int> show(const Context& context) {
    GIAMSAT_TRY(origin, origin_of(context));
    GIAMSAT_TRY(elsewhere, signer_address(context.options.office));
    GIAMSAT_TRY(signer, signer_of_office(context.options.office));
    GIAMSAT_TRY(key, signer->key(origin));
    GIAMSAT_TRY(last, signer->last(origin));
    const std::string own = own_signer_folder(context.options.office).string();
    return tell(elsewhere ? elsewhere->address : own, key, last, context);
}

Problem is_served() {
    return {ProblemCode::not_possible,
            {{"what", "chuyển bên ký"},
             {"what_en", "Handing over to another signer"},
             {"why", "“giamsat serve” đang ghi văn phòng này và vẫn ký bằng khóa cũ"},
             {"why_en", "“giamsat serve” writes this office and goes on signing with the old key"},
             {"advice", "Dừng “giamsat serve”, chuyển bên ký, rồi chạy lại."},
             {"advice_en", "Stop “giamsat serve”, hand over, then start it again."}}};
}

// The signer until now closes its part; that it cannot be reached any more is a reason to have another.
void end_with_former(Workplace& place, const Context& context) {
    if (auto made = place.checkpoint(); !made) context.note(made.error().message(context.lang()));
}

// Whoever can read the office's folder must not sign for it any longer.
void destroy_own_key(const Context& context) {
    std::error_code failed;
    const auto key = own_signer_folder(context.options.office) / "signer.key";
    const bool destroyed = std::filesystem::remove(key, failed);
    if (!destroyed && !failed) return;
    context.note((destroyed ? context.say({"Khóa ký trong thư mục văn phòng đã được hủy: ",
                                           "The signing key in the office's folder is destroyed: "})
                            : context.say({"Hãy tự xóa khóa ký còn lại trong thư mục văn phòng: ",
                                           "Please delete the signing key left in the office's folder: "})) +
                 key.string());
}

void tell_policies(const VerifierKey& key, const Context& context) {
    context.note(context.say({"Từ nay điểm chốt do bên ký này ký; thêm vào mọi chính sách: log ",
                              "From now on this signer signs checkpoints; add to every policy: log "}) +
                 write_verifier_key(key));
    context.note(
        context.say({"Điểm chốt và tệp chứng minh đã giao trước đây vẫn kiểm tra được bằng dòng cũ của chính "
                     "sách; bên chứng kiến cũng cần khóa mới (“giamsat witness trust”).",
                     "Checkpoints and proofs handed out before are checked by the policy's old line as ever; "
                     "witnesses need the new key too (“giamsat witness trust”)."}));
}

Result<Checkpoint> hand_over(const std::string& address, const VerifierKey& key, const Context& context) {
    GIAMSAT_TRY(place, context.write_office());
    if (place->has_door()) return is_served();
    RemoteSigner signer(address, key.key);
    end_with_former(*place, context);
    GIAMSAT_CHECK(countersign_last(*place, signer));
    GIAMSAT_CHECK(name_signer(context.options.office, address, key));
    destroy_own_key(context);
    place->sign_with(std::make_unique<RemoteSigner>(address, key.key), [](const Problem&) {});
    return signer.last(key.name);
}

// The key is fetched now and held to from then on: whoever takes the address later cannot sign for this office. A restored
// copy has no signer that could end its part.
Result<int> name_at(const std::string& address, const Context& context) {
    GIAMSAT_TRY(origin, origin_of(context));
    GIAMSAT_TRY(key, RemoteSigner(address).key(origin));
    const bool first = !has_signer(context.options.office);
    if (first) GIAMSAT_CHECK(name_signer(context.options.office, address, key));
    auto last = hand_over(address, key, context);
    if (!last && first) forget_signer(context.options.office);
    if (!last) return std::move(last.error());
    tell_policies(key, context);
    return tell(address, key, *last, context);
}

}  // namespace

void add_journal_signer(CLI::App& journal, Context& context) {
    auto at = std::make_shared<std::string>();
    auto* command = journal.add_subcommand(
        "signer", "Ai ký điểm chốt, bằng khóa nào; chuyển cho bên ký riêng · who signs checkpoints; have another sign");
    command->add_option("--at", *at, "Địa chỉ của “giamsat signer serve” · its address");
    command->footer(
        "Ví dụ · examples:\n  giamsat journal signer\n  giamsat journal signer --at unix:/run/giamsat/signer");
    on_run(*command, [=, &context] {
        auto done = at->empty() ? show(context) : name_at(*at, context);
        return done ? *done : context.fail(done.error());
    });
}

}  // namespace giamsat::cli
