// SPDX-License-Identifier: Apache-2.0
// Whom to believe (C2SP tlog-policy): known logs, known witnesses, and which of the witnesses must have cosigned. A text
// file of its own, so that an auditor brings the policy along and takes nothing from the office that is looked at.
#pragma once

#include "kernel/journal/checkpoint.hpp"

namespace giamsat {

class Policy {
public:
    struct Log {
        VerifierKey key;
        std::string url;
    };
    struct Witness {
        std::string name;  // within the policy
        VerifierKey key;
        std::string url;  // where it takes checkpoints, or ""
    };

    // `file` is named in problems. evidence_unreadable with the line; all mistakes at once.
    static Result<Policy> parse(std::string_view text, const std::string& file);

    const std::vector<Log>& logs() const { return logs_; }
    const std::vector<Witness>& witnesses() const { return witnesses_; }
    // Whether the quorum holds when exactly these witnesses, by their names here, have cosigned.
    bool quorum(const std::vector<std::string>& cosigners) const;

private:
    friend class PolicyReader;
    struct Group {
        std::string name;
        std::size_t needed = 0;
        std::vector<std::string> members;  // each stands above it
    };

    std::vector<Log> logs_;
    std::vector<Witness> witnesses_;
    std::vector<Group> groups_;
    std::string quorum_;  // a name, or "none"
};

// Signed by a known log of its origin, and nobody known signed it badly. Who cosigned is for whoever asks. evidence_refused
Done check_signatures(const SignedCheckpoint& checkpoint, const Policy& policy);

struct Cosigner {
    std::string name;        // in the policy
    std::uint64_t time = 0;  // POSIX seconds; its newest, should it have cosigned twice

    bool operator==(const Cosigner&) const = default;
};
// The log's signature and the quorum together: neither is worth anything alone. Gives who has cosigned.
// evidence_refused: no known log signed it, a known key signed it badly, or the quorum is not met.
Result<std::vector<Cosigner>> check_checkpoint(const SignedCheckpoint& checkpoint, const Policy& policy);

}  // namespace giamsat
