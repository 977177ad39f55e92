// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/service.hpp"

#include <algorithm>

#include <unistd.h>

namespace giamsat {

namespace {

HttpResponse plain(int status, const std::string& sentence) {
    return {status, sentence + "\n", "text/plain; charset=utf-8", {}};
}

HttpResponse tree_size(std::uint64_t size) { return {409, std::to_string(size) + "\n", tree_size_type, {}}; }

HttpResponse wrong_method(const char* right) {
    HttpResponse response = plain(405, std::string("only ") + right);
    response.headers.emplace_back("Allow", right);
    return response;
}

HttpResponse failed(const Problem& problem) {
    const int status = problem.code == ProblemCode::evidence_unreadable ? 400 : 500;
    return plain(status, problem.message(Lang::en));
}

bool may_ask(const Peer& peer, const std::vector<std::string>& users) {
    if (!peer.uid) return false;
    if (*peer.uid == ::geteuid()) return true;
    const auto is_this = [&](const std::string& user) {
        return user == peer.user || user == std::to_string(*peer.uid);
    };
    return std::any_of(users.begin(), users.end(), is_this);
}

constexpr const char* adding = "/add-checkpoint";

HttpResponse sign(Signer& signer, const HttpRequest& request) {
    if (request.method != "POST") return wrong_method("POST");
    const auto asked = parse_request(request.body, Signatures::none);
    if (!asked) return failed(asked.error());
    const auto answer = signer.answer(*asked);
    if (!answer) return plain(500, answer.error().message(Lang::en));
    switch (answer->status) {
        case 200: return {200, signature_line(*answer->signature)};
        case 404: return plain(404, "this signer does not sign for that origin");
        case 409: return tree_size(answer->last.size);
        default: return plain(answer->status, "it does not follow from what was signed before");
    }
}

// "/<place>/<what>" → the origin of that place, "" when there is none.
std::string origin_at(const std::string& target, const std::string& what, const std::vector<std::string>& origins) {
    for (const std::string& origin : origins)
        if (target == "/" + place_of_origin(origin) + "/" + what) return origin;
    return {};
}

}  // namespace

std::string place_of_origin(const std::string& origin) { return to_hex(sha256(origin)); }

HttpResponse answer_for(Signer& signer, const std::vector<std::string>& users, const HttpRequest& request) {
    if (!may_ask(request.peer, users)) return plain(403, "this user may not ask the signer");
    if (request.target == adding) return sign(signer, request);
    if (request.method != "GET") return wrong_method("GET");
    const auto origins = signer.origins();
    if (!origins) return failed(origins.error());
    if (const std::string origin = origin_at(request.target, "key", *origins); !origin.empty()) {
        const auto key = signer.key(origin);
        return key ? plain(200, write_verifier_key(*key)) : failed(key.error());
    }
    const std::string origin = origin_at(request.target, "checkpoint", *origins);
    if (origin.empty()) return plain(404, "this signer does not sign for that origin");
    const auto last = signer.last(origin);
    return last ? HttpResponse{200, write_checkpoint(*last)} : failed(last.error());
}

HttpResponse answer_for(Witness& witness, const Clock& clock, const HttpRequest& request) {
    if (request.target == adding) {
        if (request.method != "POST") return wrong_method("POST");
        const auto answer = witness.add_checkpoint(request.body, clock.now());
        if (!answer) return failed(answer.error());
        if (answer->status == 409) return {409, answer->body, tree_size_type, {}};
        return {answer->status, answer->body};
    }
    if (request.method != "GET") return wrong_method("GET");
    const auto origins = witness.origins();
    if (!origins) return failed(origins.error());
    const std::string origin = origin_at(request.target, "checkpoint", *origins);
    if (origin.empty()) return plain(404, "there is nothing here");
    const auto last = witness.last(origin);
    if (!last) return failed(last.error());
    if (!*last) return plain(404, "nothing of this log was cosigned");
    return {200, write_note((*last)->note)};
}

}  // namespace giamsat
