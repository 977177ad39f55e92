// SPDX-License-Identifier: Apache-2.0
// The signer of an office's checkpoints, in a folder of its own: signer.key (the private key, 64 hex digits), signer.log (which
// origins it signs for, and the last checkpoint it signed of each). Whatever the office shows it, it signs no two trees that do
// not fit together: the new state is durable before a signature is given. Used in the same process, or by `giamsat signer`
// under a user of its own; several processes on one folder take turns.
#pragma once

#include "base/crypto/crypto.hpp"
#include "base/platform/files.hpp"
#include "service/ports/evidence.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

namespace giamsat {

class Signer final : public CheckpointSigner {
public:
    // Makes key and state. Problems: already_exists, disk_full, file_unreadable.
    static Done create(const std::filesystem::path& folder, const std::string& origin, Entropy& entropy);
    static bool exists(const std::filesystem::path& folder);
    // Problems: file_unreadable, evidence_unreadable.
    static Result<std::unique_ptr<Signer>> open(const std::filesystem::path& folder);
    // For whoever verifies: what was signed last, by origin, and by which key; nothing where that may not be read.
    static bool remembers(const std::filesystem::path& folder);
    static Result<std::map<std::string, Checkpoint>> read_state(const std::filesystem::path& folder);
    static std::optional<PublicKey> read_public_key(const std::filesystem::path& folder);

    Result<VerifierKey> key(const std::string& origin) override;
    Result<Checkpoint> last(const std::string& origin) override;
    Result<NoteSignature> sign(const AddCheckpoint& request) override;
    // The same, as a witness would answer: 404 not its origin; see judge(). Problems only of the folder.
    struct Answer {
        int status = 200;
        std::optional<NoteSignature> signature;  // with 200
        Checkpoint last;                         // what it had signed before; of 404 nothing
    };
    Result<Answer> answer(const AddCheckpoint& request);

    Result<std::vector<std::string>> origins();
    // Part of the recovery ceremony, by whoever keeps the signer: from now on it signs this origin too. already_exists
    Done allow(const std::string& origin);

private:
    Signer(std::filesystem::path folder, const Key& seed) : folder_(std::move(folder)), seed_(seed) {}
    Done load();  // what another process has changed
    Done store(const std::map<std::string, Checkpoint>& state);
    std::filesystem::path lock_path() const { return folder_ / "signer.lock"; }

    std::filesystem::path folder_;
    Key seed_;
    std::mutex mutex_;
    std::map<std::string, Checkpoint> state_;  // by origin
};

}  // namespace giamsat
