// SPDX-License-Identifier: Apache-2.0
// A witness of logs (C2SP tlog-witness), in a folder of its own: witness.key (the private key, 64 hex digits), witness.vkey (its
// name and public key as others write them into a policy), logs (the vkeys of the logs it watches, one a line) and seen/, the last
// checkpoint it cosigned of each, by the hash of its origin. It never goes back: a smaller or another tree is not cosigned, and
// what it has seen is durable before it answers. Checkpoints a log signed that do not follow are kept in refused/, as evidence.
#pragma once

#include "base/crypto/crypto.hpp"
#include "base/platform/files.hpp"
#include "kernel/journal/witnessing.hpp"

#include "base/core/time.hpp"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

namespace giamsat {

class Witness {
public:
    // Problems: already_exists, invalid_value (the name), disk_full, file_unreadable.
    static Done create(const std::filesystem::path& folder, const std::string& name, Entropy& entropy);
    static Result<std::unique_ptr<Witness>> open(
        const std::filesystem::path& folder);  // file_unreadable, evidence_unreadable

    const VerifierKey& key() const { return key_; }
    // From now on it watches this log, or this further key of a log. already_exists, invalid_value (no log's key)
    Done trust(const VerifierKey& log);
    Result<std::vector<VerifierKey>> logs() const;
    Result<std::vector<std::string>> origins() const;  // of the logs, each once
    // The last it cosigned, with the log's signatures it believed and its own; nothing when there was none.
    Result<std::optional<SignedCheckpoint>> last(const std::string& origin) const;

    // 200 with its signature line, 400, 403, 404, 409 with the size it cosigned last, 422. Problems only of the folder.
    struct Answer {
        int status = 200;
        std::string body;
    };
    Result<Answer> add_checkpoint(std::string_view request, Instant now);

private:
    Witness(std::filesystem::path folder, const Key& seed, VerifierKey key)
        : folder_(std::move(folder)), seed_(seed), key_(std::move(key)) {}
    Result<Answer> decide(const AddCheckpoint& request, const std::vector<VerifierKey>& logs, Instant now);
    Result<Answer> cosign_and_keep(const AddCheckpoint& request, const std::vector<VerifierKey>& logs, Instant now);
    void keep_refused(const AddCheckpoint& request) const;
    std::filesystem::path seen_path(const std::string& origin) const;

    std::filesystem::path folder_;
    Key seed_;
    VerifierKey key_;
    std::mutex mutex_;
};

}  // namespace giamsat
