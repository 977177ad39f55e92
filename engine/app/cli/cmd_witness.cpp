// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/key_text.hpp"
#include "adapters/witness/service.hpp"
#include "app/cli/listening.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace giamsat::cli {
namespace {

constexpr std::size_t request_bytes_max = note_bytes_max + (1u << 12);

struct WitnessWords {
    std::string folder;
    std::string name;
    std::string vkey;
    std::string listen;
    bool network = false;
    std::string request, out;
};

int tell(const Witness& witness, const Context& context) {
    const auto origins = witness.origins();
    if (!origins) return context.fail(origins.error());
    Json logs = Json::array();
    std::string text = "witness " + witness.key().name + " " + write_verifier_key(witness.key());
    for (const std::string& origin : *origins) {
        const auto last = witness.last(origin);
        if (!last) return context.fail(last.error());
        const Checkpoint seen = *last ? (*last)->checkpoint : Checkpoint{origin, 0, sha256({})};
        logs.push_back({{"origin", origin}, {"size", seen.size}, {"root", to_hex(seen.root)}});
        text += "\n# " + origin + "  " + std::to_string(seen.size) + context.say({" mục", " entries"}) +
                (seen.size > 0 ? "  " + to_hex(seen.root) : "");
    }
    if (context.options.json) {
        context.print_json({{"key", write_verifier_key(witness.key())}, {"logs", logs}});
    } else {
        context.print(text);
    }
    return 0;
}

int show(const WitnessWords& words, const Context& context) {
    auto witness = Witness::open(words.folder);
    return witness ? tell(**witness, context) : context.fail(witness.error());
}

int init(const WitnessWords& words, const Context& context) {
    const auto entropy = system_entropy();
    if (auto made = Witness::create(words.folder, words.name, *entropy); !made) return context.fail(made.error());
    return show(words, context);
}

int trust(const WitnessWords& words, const Context& context) {
    auto witness = Witness::open(words.folder);
    if (!witness) return context.fail(witness.error());
    auto key = parse_verifier_key(words.vkey);
    if (!key) return context.fail(key.error());
    if (auto done = (*witness)->trust(*key); !done) return context.fail(done.error());
    return tell(**witness, context);
}

int serve(const WitnessWords& words, const Context& context) {
    auto witness = Witness::open(words.folder);
    if (!witness) return context.fail(witness.error());
    HttpLimits limits;
    limits.body_bytes = request_bytes_max;
    limits.beyond_loopback = words.network;
    limits.workers = 4;
    return listen_until_interrupted(
        words.listen, [&](const HttpRequest& request) { return answer_for(**witness, context.clock(), request); },
        limits, context);
}

Problem not_cosigned(const Witness::Answer& answer) {
    std::string said = std::to_string(answer.status) + ": " + answer.body;
    while (said.ends_with('\n')) said.pop_back();
    if (answer.status == 409)
        return {ProblemCode::not_possible,
                {{"what", "ký chứng kiến"},
                 {"what_en", "Cosigning"},
                 {"why", "yêu cầu không bắt đầu từ kích thước đã ký lần trước (" + said + ")"},
                 {"why_en", "the request does not begin at the size cosigned last (" + said + ")"},
                 {"advice", "Tệp trả lời mang số này về; văn phòng viết lại yêu cầu với --from."},
                 {"advice_en", "The answer carries this size home; the office writes the request again with --from."}}};
    return {ProblemCode::evidence_refused,
            {{"what", "điểm chốt này"},
             {"what_en", "this checkpoint"},
             {"why", "không được ký (" + said + ")"},
             {"why_en", "is not cosigned (" + said + ")"}}};
}

// The answer goes to the file also when it is only the size to ask again from.
int sign(const WitnessWords& words, const Context& context) {
    auto witness = Witness::open(words.folder);
    if (!witness) return context.fail(witness.error());
    const auto request = read_file(words.request, request_bytes_max);
    if (!request) return context.fail(request.error());
    const auto answer = (*witness)->add_checkpoint(*request, context.clock().now());
    if (!answer) return context.fail(answer.error());
    const bool carried = answer->status == 200 || answer->status == 409;
    if (carried && words.out.empty()) std::cout << answer->body;
    if (carried && !words.out.empty()) {
        if (auto written = write_file(words.out, answer->body); !written) return context.fail(written.error());
    }
    if (answer->status != 200) return context.fail(not_cosigned(*answer));
    if (!words.out.empty()) context.note("✓ " + words.out);
    return 0;
}

using Run = int (*)(const WitnessWords&, const Context&);

CLI::App* add_one(CLI::App& parent, const char* name, const char* help, const std::shared_ptr<WitnessWords>& words,
                  Run run, const Context& context) {
    auto* command = parent.add_subcommand(name, help);
    command->add_option("DIR", words->folder, "Thư mục của bên chứng kiến · the witness's folder")->required();
    on_run(*command, [=, &context] { return run(*words, context); });
    return command;
}

void add_init_and_trust(CLI::App& parent, const std::shared_ptr<WitnessWords>& words, const Context& context) {
    auto* made = add_one(parent, "init", "Tạo khóa của bên chứng kiến · make its key", words, init, context);
    made->add_option("--name", words->name, "Tên khóa, không dấu cách · the key's name, no spaces")->required();
    made->footer("Ví dụ · example:\n  giamsat witness init chung-kien --name kiem-toan.example/w1");
    auto* trusted = add_one(parent, "trust", "Chứng kiến cho một nhật ký · watch a log", words, trust, context);
    trusted->add_option("VKEY", words->vkey, "Khóa kiểm tra của nhật ký · the log's verifier key")->required();
    trusted->footer(
        "Khóa do “giamsat journal signer” in ra; đối chiếu qua đường khác.\n"
        "“giamsat journal signer” prints it; compare it by another way.\n\n"
        "Ví dụ · example:\n  giamsat witness trust chung-kien giamsat.invalid/…+…+…");
    auto* shown = add_one(parent, "show",
                          "In dòng cho chính sách, nhật ký nào đã thấy đến đâu · its policy line, what it "
                          "has seen",
                          words, show, context);
    shown->footer("Ví dụ · example:\n  giamsat witness show chung-kien");
}

void add_serve_and_sign(CLI::App& parent, const std::shared_ptr<WitnessWords>& words, const Context& context) {
    auto* served =
        add_one(parent, "serve", "Chứng kiến qua HTTP (C2SP tlog-witness) · cosign over HTTP", words, serve, context);
    served->add_option("--listen", words->listen, "Địa chỉ: máy:cổng hoặc unix:/đường/dẫn · host:port or unix:/path")
        ->required();
    served->add_flag("--network", words->network, "Cho máy khác gọi vào · other machines may call");
    served->footer("Ví dụ · example:\n  giamsat witness serve chung-kien --listen 127.0.0.1:7380");
    auto* signed_ =
        add_one(parent, "sign", "Trả lời một yêu cầu mang đến bằng USB · answer a request carried on a stick", words,
                sign, context);
    signed_->add_option("REQUEST", words->request, "Tệp yêu cầu của văn phòng · the office's request")->required();
    signed_->add_option("--out", words->out, "Ghi câu trả lời vào tệp này · write the answer to this file");
    signed_->footer("Ví dụ · example:\n  giamsat witness sign chung-kien usb/yeu-cau --out usb/tra-loi");
}

}  // namespace

void add_witness(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("witness", "Bên chứng kiến độc lập của nhật ký · an independent witness of journals");
    command->require_subcommand(1);
    auto words = std::make_shared<WitnessWords>();
    add_init_and_trust(*command, words, context);
    add_serve_and_sign(*command, words, context);
}

}  // namespace giamsat::cli
