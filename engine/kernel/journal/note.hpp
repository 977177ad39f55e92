// SPDX-License-Identifier: Apache-2.0
// Signed notes (C2SP signed-note): a text and the signatures of one or more keys over it. Keys of two types only: 0x01, the
// Ed25519 signature of a log, and 0x04, a witness's timestamped cosignature of a checkpoint (C2SP tlog-cosignature).
#pragma once

#include "base/core/result.hpp"
#include "base/crypto/ed25519.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giamsat {

inline constexpr std::size_t note_bytes_max = 256u << 10;  // sixteen signatures of the largest known kind fit twice
inline constexpr std::size_t note_signatures_max = 64;

enum class KeyType : std::uint8_t { log = 0x01, witness = 0x04 };

// Whose signature is believed: "name+hex(id)+base64(type || key)" as text, a "vkey".
struct VerifierKey {
    std::string name;
    std::uint32_t id = 0;
    KeyType type = KeyType::log;
    PublicKey key{};

    bool operator==(const VerifierKey&) const = default;
};
// REQUIRES: is_key_name(name)
VerifierKey verifier_key(const std::string& name, KeyType type, const PublicKey& key);
std::string write_verifier_key(const VerifierKey& key);
Result<VerifierKey> parse_verifier_key(std::string_view text);  // evidence_unreadable
bool is_key_name(std::string_view name);                        // not empty, no Unicode space, no plus

struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    std::string bytes;  // what follows the key id

    bool operator==(const NoteSignature&) const = default;
};
std::string signature_line(const NoteSignature& signature);  // with its newline
// Lines as a witness answers them. evidence_unreadable
Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view lines);

struct Note {
    std::string text;  // with its last newline
    std::vector<NoteSignature> signatures;
};
std::string write_note(const Note& note);
Result<Note> parse_note(std::string_view bytes);  // evidence_unreadable

// A log's signature over a text: type 0x01.
NoteSignature sign_note(const Key& seed, const std::string& name, std::string_view text);

enum class Verdict { unknown, good, bad };
// Whether `signature` is this key's, and holds. A cosignature gives its time in `cosigned_at`, POSIX seconds.
Verdict check_signature(const VerifierKey& key, std::string_view text, const NoteSignature& signature,
                        std::uint64_t* cosigned_at = nullptr);

// A witness's statement that at this time (POSIX seconds) it had seen no larger checkpoint of this log: type 0x04.
NoteSignature cosign(const Key& seed, const std::string& name, std::string_view checkpoint_text, std::uint64_t time);

}  // namespace giamsat
