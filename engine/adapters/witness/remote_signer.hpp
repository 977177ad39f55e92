// SPDX-License-Identifier: Apache-2.0
// A signer that runs somewhere else, under a user of its own: `giamsat signer serve`. See answer_for() for the words.
#pragma once

#include "adapters/net/http.hpp"
#include "service/ports/evidence.hpp"

namespace giamsat {

class RemoteSigner final : public CheckpointSigner {
public:
    // With `pinned` only signatures by this key are taken, whoever answers at the address.
    explicit RemoteSigner(std::string address, std::optional<PublicKey> pinned = {})
        : address_(std::move(address)), pinned_(pinned) {}

    Result<VerifierKey> key(const std::string& origin) override;
    Result<Checkpoint> last(const std::string& origin) override;
    Result<NoteSignature> sign(const AddCheckpoint& request) override;

private:
    // The answer with 200; 403, 404, 409, 422 as evidence_refused, all else as signer_unreachable.
    Result<std::string> ask(const HttpRequest& request, const std::string& origin);
    Problem unreachable(const LocalText& why) const;
    Problem foreign_key() const;

    std::string address_;
    std::optional<PublicKey> pinned_;
};

}  // namespace giamsat
