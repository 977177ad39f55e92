// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/office_signer.hpp"
#include "adapters/witness/remote_signer.hpp"
#include "app/cli/journal_signing.hpp"
#include "app/serve/server_door.hpp"

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
    context.print(context.say({"Đã ký đến:  ", "Signed up to: "}) + std::to_string(last.size) +
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

// The key is fetched now and held to from then on: whoever takes the address later cannot sign for this office.
Result<int> name_at(const std::string& address, const Context& context) {
    GIAMSAT_TRY(origin, origin_of(context));
    RemoteSigner signer(address);
    GIAMSAT_TRY(key, signer.key(origin));
    GIAMSAT_TRY(last, signer.last(origin));
    GIAMSAT_CHECK(name_signer(context.options.office, address, key));
    context.note(context.say({"Từ nay điểm chốt do bên ký này ký; các chính sách cần dòng: log ",
                              "From now on this signer signs checkpoints; policies need the line: log "}) +
                 write_verifier_key(key));
    if (ServerDoor::knock(context.options.office))
        context.note(context.say({"Máy chủ đang chạy vẫn dùng bên ký trước: chạy lại “giamsat serve”.",
                                  "The server that runs still has the signer before: start “giamsat serve” again."}));
    return tell(address, key, last, context);
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
