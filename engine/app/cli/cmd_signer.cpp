// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/service.hpp"
#include "app/cli/listening.hpp"
#include "base/platform/files.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

namespace fs = std::filesystem;

struct SignerWords {
    std::string folder;
    std::string origin;
    std::string socket;
    std::vector<std::string> users;
};

int tell_keys(Signer& signer, const Context& context) {
    const auto origins = signer.origins();
    if (!origins) return context.fail(origins.error());
    Json keys = Json::array();
    for (const std::string& origin : *origins) {
        const auto key = signer.key(origin);
        const auto last = signer.last(origin);
        if (!key || !last) return context.fail(key ? last.error() : key.error());
        const std::string vkey = write_verifier_key(*key);
        keys.push_back({{"origin", origin}, {"key", vkey}, {"size", last->size}, {"root", to_hex(last->root)}});
        if (!context.options.json)
            context.print(vkey + "  " + std::to_string(last->size) + context.say({" mục đã ký", " entries signed"}));
    }
    if (context.options.json) context.print_json({{"keys", keys}});
    return 0;
}

int open_and_tell(const SignerWords& words, const Context& context) {
    auto signer = Signer::open(words.folder);
    if (!signer) return context.fail(signer.error());
    return tell_keys(**signer, context);
}

int init(const SignerWords& words, const Context& context) {
    const auto entropy = system_entropy();
    if (auto made = Signer::create(words.folder, words.origin, *entropy); !made) return context.fail(made.error());
    const int told = open_and_tell(words, context);
    if (!context.options.json)
        context.print(
            context.say({"Tiếp theo: giamsat signer serve ", "Next: giamsat signer serve "}) + words.folder +
            context.say({" --socket Ổ-CẮM --allow-user NGƯỜI-DÙNG; rồi ở văn phòng: giamsat journal signer --at "
                         "unix:Ổ-CẮM",
                         " --socket SOCKET --allow-user USER; then at the office: giamsat journal signer --at "
                         "unix:SOCKET"}));
    return told;
}

int allow(const SignerWords& words, const Context& context) {
    auto signer = Signer::open(words.folder);
    if (!signer) return context.fail(signer.error());
    if (auto done = (*signer)->allow(words.origin); !done) return context.fail(done.error());
    return tell_keys(**signer, context);
}

int serve(const SignerWords& words, const Context& context) {
    auto signer = Signer::open(words.folder);
    if (!signer) return context.fail(signer.error());
    auto alone = FileLock::take(fs::path(words.folder) / "serving.lock");
    if (!alone) return context.fail(alone.error());
    HttpLimits limits;
    limits.body_bytes = note_bytes_max + (1u << 12);
    limits.socket_mode = 0666;  // who may ask is decided by who asks, not by who may connect
    limits.workers = 4;
    return listen_until_interrupted(
        "unix:" + words.socket, [&](const HttpRequest& request) { return answer_for(**signer, words.users, request); },
        limits, context);
}

using Run = int (*)(const SignerWords&, const Context&);

CLI::App* add_one(CLI::App& parent, const char* name, const char* help, const std::shared_ptr<SignerWords>& words,
                  Run run, const Context& context) {
    auto* command = parent.add_subcommand(name, help);
    command->add_option("DIR", words->folder, "Thư mục của bên ký · the signer's folder")->required();
    on_run(*command, [=, &context] { return run(*words, context); });
    return command;
}

void add_origin(CLI::App& command, const std::shared_ptr<SignerWords>& words) {
    command
        .add_option("--origin", words->origin,
                    "Tên nhật ký được ký, như “giamsat journal signer” in ra · of the journal it signs for")
        ->required();
}

}  // namespace

void add_signer(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "signer", "Bên ký điểm chốt, chạy dưới người dùng riêng · signs checkpoints, under a user of its own");
    command->require_subcommand(1);
    auto words = std::make_shared<SignerWords>();
    auto* made = add_one(*command, "init", "Tạo khóa và sổ của bên ký · make its key and state", words, init, context);
    add_origin(*made, words);
    made->footer("Ví dụ · example:\n  giamsat signer init /var/lib/giamsat-signer --origin giamsat.invalid/…");
    auto* served = add_one(*command, "serve", "Chờ văn phòng đưa điểm chốt đến ký · wait for the office to ask", words,
                           serve, context);
    served->add_option("--socket", words->socket, "Ổ cắm Unix · the Unix socket")->required();
    served->add_option("--allow-user", words->users,
                       "Người dùng hệ điều hành được đưa ký, ngoài chính mình · users of the system who may ask, "
                       "beside itself");
    served->footer(
        "Không ký hai cây không nối tiếp nhau, kể cả khi office.db được khôi phục từ bản cũ.\n"
        "It signs no two trees that do not fit together, also after office.db was restored from an older copy.\n\n"
        "Ví dụ · example:\n  giamsat signer serve /var/lib/giamsat-signer --socket /run/giamsat/signer "
        "--allow-user giamsat");
    auto* allowed = add_one(*command, "allow",
                            "Cho ký thêm một nhật ký, sau khi khôi phục · sign for another origin, "
                            "after a recovery",
                            words, allow, context);
    add_origin(*allowed, words);
    allowed->footer("Ví dụ · example:\n  giamsat signer allow /var/lib/giamsat-signer --origin giamsat.invalid/…/1");
    auto* told =
        add_one(*command, "key", "In khóa kiểm tra và số mục đã ký · print its verifier keys, how much is signed",
                words, open_and_tell, context);
    told->footer("Ví dụ · example:\n  giamsat signer key /var/lib/giamsat-signer");
}

}  // namespace giamsat::cli
