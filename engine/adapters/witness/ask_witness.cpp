// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/ask_witness.hpp"

#include "kernel/journal/lines.hpp"

namespace giamsat {

namespace {

constexpr HttpCallLimits patience{std::chrono::milliseconds(10'000), 1u << 16};

// It never heard of this journal or of its key: somebody has to tell it, and nothing is wrong with the journal.
constexpr int key_unknown = 403, log_unknown = 404;

Problem refused(const std::string& url, int status, const std::string& said) {
    const std::string sentence = std::to_string(status) + ": " + said.substr(0, said.find('\n'));
    Problem problem{ProblemCode::evidence_refused,
                    {{"what", "bên chứng kiến " + url},
                     {"what_en", "witness " + url},
                     {"why", "không ký chứng kiến (" + sentence + ")"},
                     {"why_en", "does not cosign (" + sentence + ")"}}};
    if (status != key_unknown && status != log_unknown) return problem;
    problem.details.emplace_back("advice",
                                 "Đưa khóa mà “giamsat journal signer” in ra cho người giữ bên chứng kiến, để họ chạy: "
                                 "giamsat witness trust DIR KHÓA.");
    problem.details.emplace_back(
        "advice_en",
        "Give the key that “giamsat journal signer” prints to whoever keeps the witness, to run: "
        "giamsat witness trust DIR KEY.");
    return problem;
}

}  // namespace

Result<WitnessAnswer> parse_witness_answer(std::string_view text) {
    std::string_view rest = text;
    const auto line = lines::take(rest);
    const auto size = line && rest.empty() ? lines::number(*line) : std::nullopt;
    if (size) return WitnessAnswer{{}, size};
    GIAMSAT_TRY(signatures, parse_signature_lines(text));
    return WitnessAnswer{std::move(signatures), {}};
}

Result<WitnessAnswer> ask_witness(const std::string& url, const AddCheckpoint& request) {
    GIAMSAT_TRY(place, parse_http_url(url));
    GIAMSAT_TRY(answer,
                http_call(place.address,
                          {"POST", place.prefix + "/add-checkpoint", write_request(request), "text/plain"}, patience));
    if (answer.status == 200) {
        GIAMSAT_TRY(signatures, parse_signature_lines(answer.body));
        return WitnessAnswer{std::move(signatures), {}};
    }
    std::string_view rest = answer.body;
    const auto line = lines::take(rest);
    const auto size = answer.status == 409 && line ? lines::number(*line) : std::nullopt;
    if (!size) return refused(url, answer.status, answer.body);
    return WitnessAnswer{{}, size};
}

}  // namespace giamsat
