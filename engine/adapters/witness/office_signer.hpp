// SPDX-License-Identifier: Apache-2.0
// Who signs the checkpoints of the office in a folder: the signer that its file signer.address names (the address, and the key
// it had when it was named, a line each), else the one in its folder signer/.
#pragma once

#include "adapters/witness/signer.hpp"

namespace giamsat {

struct SignerAddress {
    std::string address;
    std::string origin;  // of the journal when it was named
    PublicKey key{};
};

std::filesystem::path own_signer_folder(const std::filesystem::path& office);
// Nothing: the office has its own. Problems: file_unreadable, evidence_unreadable.
Result<std::optional<SignerAddress>> signer_address(const std::filesystem::path& office);
Done name_signer(const std::filesystem::path& office, const std::string& address, const VerifierKey& key);
void forget_signer(const std::filesystem::path& office);  // undoes name_signer()

bool has_signer(const std::filesystem::path& office);
// Problems: file_unreadable, evidence_unreadable, not_possible (there is none). Whether a signer elsewhere answers shows when it is asked.
Result<std::unique_ptr<CheckpointSigner>> signer_of_office(const std::filesystem::path& office);

}  // namespace giamsat
