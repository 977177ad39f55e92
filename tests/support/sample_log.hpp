// SPDX-License-Identifier: Apache-2.0
// A log kept in memory, with keys that follow from names: what proofs, checkpoints and exports are made of in tests.
#pragma once

#include "kernel/journal/tlog_proof.hpp"

#include <map>

namespace giamsat::samples {

Key seed_of(const std::string& name);                                       // SHA-256 of the name
std::string vkey_of(const std::string& name, KeyType type = KeyType::log);  // of seed_of(name)
NoteSignature witness_line(const std::string& name, const std::string& checkpoint_text, std::uint64_t time);

class SampleLog {
public:
    explicit SampleLog(std::string origin) : origin_(std::move(origin)) {}

    void append(const std::string& bytes);
    const std::string& origin() const { return origin_; }
    std::uint64_t size() const { return bytes_.size(); }
    const std::string& bytes(std::uint64_t seq) const { return bytes_.at(seq); }
    const std::vector<std::string>& all_bytes() const { return bytes_; }
    StoredHashes hashes() const;  // as long as this log

    Checkpoint checkpoint(std::uint64_t size) const;
    // Signed by the log's key, cosigned at `time` by these witnesses.
    SignedCheckpoint signed_checkpoint(std::uint64_t size, const std::vector<std::string>& witnesses = {},
                                       std::uint64_t time = 1'700'000'000) const;
    // The one entry; or these of a case, of which the last is proved.
    LogProof proof(const std::vector<std::uint64_t>& entries, const SignedCheckpoint& checkpoint) const;

private:
    std::string origin_;
    std::vector<std::string> bytes_;
    std::vector<Hash> leaves_;
    std::map<std::pair<int, std::uint64_t>, Hash> full_;
    Frontier frontier_;
};

// A log of the sample entries of one office, the same entries over and over until there are `size`: cases of their own
// each time.
SampleLog office_log(std::uint64_t size);
// Where the entries of a case stand in it: the case of the entry at `seq`, up to there.
std::vector<std::uint64_t> case_up_to(const SampleLog& log, std::uint64_t seq);

// "log <key of the origin>", the witnesses by their names, and these further lines.
std::string policy_text(const std::string& origin, const std::vector<std::string>& witnesses, const std::string& rest);

}  // namespace giamsat::samples
