// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/ask_witness.hpp"

#include "kernel/journal/lines.hpp"

namespace giamsat {

namespace {

constexpr HttpCallLimits patience{std::chrono::milliseconds(10'000), 1u << 16};

Problem refused(const std::string& url, int status, const std::string& said) {
    const std::string sentence = std::to_string(status) + ": " + said.substr(0, said.find('\n'));
    return {ProblemCode::evidence_refused,
            {{"what", "bên chứng kiến " + url},
             {"what_en", "witness " + url},
             {"why", "không ký chứng kiến (" + sentence + ")"},
             {"why_en", "does not cosign (" + sentence + ")"}}};
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
