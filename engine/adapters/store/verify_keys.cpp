// SPDX-License-Identifier: Apache-2.0
// By which keys a log is believed. The auditor's word goes before that of the folder that is looked at.
#include "adapters/store/verifying.hpp"

namespace giamsat::store {

std::vector<VerifierKey> keys_of(const Verifying& verifying, const std::string& origin) {
    std::vector<VerifierKey> keys;
    const OutsideEvidence& evidence = verifying.options.evidence;
    if (evidence.policy)
        for (const Policy::Log& log : evidence.policy->logs())
            if (log.key.name == origin) keys.push_back(log.key);
    const bool signs = verifying.looks_at(VerifyPart::signer) && evidence.signer && evidence.signer->key;
    const bool speaks = signs && (evidence.signer->silent || evidence.signer->last.contains(origin));
    if (keys.empty() && speaks && is_key_name(origin))
        keys.push_back(verifier_key(origin, KeyType::log, *evidence.signer->key));
    return keys;
}

LocalText reason_of(const Problem& problem) {
    LocalText reason;
    for (const auto& [name, value] : problem.details) {
        if (name == "why") reason.vi = value;
        if (name == "why_en") reason.en = value;
    }
    return reason;
}

}  // namespace giamsat::store
