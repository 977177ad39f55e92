// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/remote_signer.hpp"

#include "adapters/witness/key_text.hpp"
#include "adapters/witness/service.hpp"

namespace giamsat {

namespace {

constexpr HttpCallLimits patience{std::chrono::milliseconds(5000), 1u << 16};

struct Refusal {
    LocalText why, advice;
};

Refusal refusal(int status, const std::string& origin) {
    switch (status) {
        case 403:
            return {{"không được ký: người dùng hệ điều hành này không được hỏi bên ký",
                     "is not signed: this user of the system may not ask the signer"},
                    {"Người giữ bên ký thêm --allow-user.", "The signer's keeper adds --allow-user."}};
        case 404:
            return {{"không phải nhật ký mà bên ký này được ký", "is not one this signer signs for"},
                    {"Người giữ bên ký chạy “giamsat signer allow DIR --origin " + origin + "”.",
                     "The signer's keeper runs “giamsat signer allow DIR --origin " + origin + "”."}};
        default:
            return {{"không nối tiếp điểm chốt đã ký trước đây (" + std::to_string(status) + ")",
                     "does not follow from the checkpoint signed before (" + std::to_string(status) + ")"},
                    {"Giữ nguyên tệp làm chứng cứ và báo bên chứng kiến.",
                     "Keep the files as evidence and tell the witnesses."}};
    }
}

Problem refused(const std::string& origin, int status) {
    const Refusal said = refusal(status, origin);
    return {ProblemCode::evidence_refused,
            {{"what", "nhật ký “" + origin + "”"},
             {"what_en", "log “" + origin + "”"},
             {"why", said.why.vi},
             {"why_en", said.why.en},
             {"advice", said.advice.vi},
             {"advice_en", said.advice.en}}};
}

std::string detail(const Problem& problem, const std::string& name) {
    for (const auto& [key, value] : problem.details)
        if (key == name) return value;
    return {};
}

}  // namespace

Problem RemoteSigner::unreachable(const LocalText& why) const {
    return {ProblemCode::signer_unreachable, {{"where", address_}, {"why", why.vi}, {"why_en", why.en}}};
}

Problem RemoteSigner::foreign_key() const {
    return {ProblemCode::evidence_refused,
            {{"what", "bên ký tại " + address_},
             {"what_en", "the signer at " + address_},
             {"why", "dùng khóa khác với khóa văn phòng đã biết"},
             {"why_en", "has another key than the one this office knows"}}};
}

Result<std::string> RemoteSigner::ask(const HttpRequest& request, const std::string& origin) {
    auto answer = http_call(address_, request, patience);
    if (!answer && answer.error().code == ProblemCode::peer_unreachable)
        return unreachable({detail(answer.error(), "why"), detail(answer.error(), "why_en")});
    if (!answer) return std::move(answer.error());
    switch (answer->status) {
        case 200: return std::move(answer->body);
        case 403:
        case 404:
        case 409:
        case 422: return refused(origin, answer->status);
        default: return unreachable(LocalText(answer->body, answer->body));
    }
}

Result<VerifierKey> RemoteSigner::key(const std::string& origin) {
    GIAMSAT_TRY(body, ask({"GET", "/" + place_of_origin(origin) + "/key"}, origin));
    GIAMSAT_TRY(key, parse_verifier_key(without_line_end(body)));
    if (key.name != origin || key.type != KeyType::log || (pinned_ && key.key != *pinned_)) return foreign_key();
    return std::move(key);
}

Result<Checkpoint> RemoteSigner::last(const std::string& origin) {
    GIAMSAT_TRY(body, ask({"GET", "/" + place_of_origin(origin) + "/checkpoint"}, origin));
    return parse_checkpoint(body);
}

Result<NoteSignature> RemoteSigner::sign(const AddCheckpoint& request) {
    const std::string& origin = request.checkpoint.checkpoint.origin;
    GIAMSAT_TRY(trusted, key(origin));
    GIAMSAT_TRY(body, ask({"POST", "/add-checkpoint", write_request(request), "text/plain"}, origin));
    GIAMSAT_TRY(signatures, parse_signature_lines(body));
    for (NoteSignature& signature : signatures)
        if (check_signature(trusted, request.checkpoint.note.text, signature) == Verdict::good)
            return std::move(signature);
    return foreign_key();
}

}  // namespace giamsat
