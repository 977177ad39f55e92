// SPDX-License-Identifier: Apache-2.0
// Who signs the checkpoints of the office in a folder: the signer that its file signer.address names (the address, and the key
// it had when it was named, a line each), else the one in its folder signer/.
#pragma once

#include "adapters/witness/signer.hpp"

namespace giamsat {

struct SignerAddress {
    std::string address;
    PublicKey key{};
};

std::filesystem::path own_signer_folder(const std::filesystem::path& office);
// Nothing: the office has its own. Problems: file_unreadable, evidence_unreadable.
Result<std::optional<SignerAddress>> signer_address(const std::filesystem::path& office);
Done name_signer(const std::filesystem::path& office, const std::string& address, const VerifierKey& key);

bool has_signer(const std::filesystem::path& office);
// Problems: file_unreadable, evidence_unreadable. Whether a signer elsewhere answers shows when it is asked.
Result<std::unique_ptr<CheckpointSigner>> signer_of_office(const std::filesystem::path& office);

}  // namespace giamsat
