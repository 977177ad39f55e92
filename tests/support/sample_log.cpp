// SPDX-License-Identifier: Apache-2.0
#include "support/sample_log.hpp"

#include "support/sample_entries.hpp"

namespace giamsat::samples {

Key seed_of(const std::string& name) { return sha256(name); }

std::string vkey_of(const std::string& name, KeyType type) {
    return write_verifier_key(verifier_key(name, type, public_key_of(seed_of(name))));
}

NoteSignature witness_line(const std::string& name, const std::string& checkpoint_text, std::uint64_t time) {
    return cosign(seed_of(name), name, checkpoint_text, time);
}

void SampleLog::append(const std::string& bytes) {
    std::vector<FullNode> completed;
    bytes_.push_back(bytes);
    leaves_.push_back(leaf_hash(bytes));
    frontier_.append(leaves_.back(), &completed);
    for (const FullNode& node : completed) full_[{node.level, node.index}] = node.hash;
}

StoredHashes SampleLog::hashes() const {
    return {[this](std::uint64_t seq) { return leaves_.at(seq); },
            [this](int level, std::uint64_t index) {
                return full_.at({level, index});
            }};
}

Checkpoint SampleLog::checkpoint(std::uint64_t size) const { return {origin_, size, root_of(size, hashes())}; }

SignedCheckpoint SampleLog::signed_checkpoint(std::uint64_t size, const std::vector<std::string>& witnesses,
                                              std::uint64_t time) const {
    const Checkpoint checkpoint = this->checkpoint(size);
    Note note{write_checkpoint(checkpoint), {}};
    note.signatures.push_back(sign_note(seed_of(origin_), origin_, note.text));
    for (const std::string& name : witnesses) note.signatures.push_back(witness_line(name, note.text, time));
    return {checkpoint, note};
}

LogProof SampleLog::proof(const std::vector<std::uint64_t>& entries, const SignedCheckpoint& checkpoint) const {
    std::vector<std::string> bundled;
    for (std::uint64_t seq : entries) bundled.push_back(bytes_.at(seq));
    const std::uint64_t index = entries.back();
    return {write_bundle(bundled), index, inclusion_proof(index, checkpoint.checkpoint.size, hashes()), checkpoint};
}

namespace {

// The sample entries, their commands and cases renamed for this round.
std::vector<Entry> round_of_entries(std::uint64_t round) {
    const std::string suffix = "/" + std::to_string(round);
    std::vector<Entry> entries = every_kind();
    for (Entry& entry : entries) {
        entry.cmd.value = id_of(entry.cmd.value + suffix);
        if (!entry.case_id.empty()) entry.case_id.value = id_of(entry.case_id.value + suffix);
    }
    return entries;
}

}  // namespace

SampleLog office_log(std::uint64_t size) {
    SampleLog log("giamsat.invalid/" + office_id().value);
    Placing placing;
    for (std::uint64_t round = 0;; ++round) {
        for (Entry& entry : round_of_entries(round)) {
            if (log.size() == size) return log;
            log.append(placing.place(entry));
        }
    }
}

std::vector<std::uint64_t> case_up_to(const SampleLog& log, std::uint64_t seq) {
    std::vector<std::uint64_t> found;
    const CaseId wanted = decode_entry(log.bytes(seq))->case_id;
    for (std::uint64_t at = 0; at <= seq; ++at)
        if (decode_entry(log.bytes(at))->case_id == wanted) found.push_back(at);
    return found;
}

std::string policy_text(const std::string& origin, const std::vector<std::string>& witnesses, const std::string& rest) {
    std::string text = "log " + vkey_of(origin) + "\n";
    for (const std::string& name : witnesses) text += "witness " + name + " " + vkey_of(name, KeyType::witness) + "\n";
    return text + rest;
}

}  // namespace giamsat::samples
