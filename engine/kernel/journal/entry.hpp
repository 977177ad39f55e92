// SPDX-License-Identifier: Apache-2.0
// One entry of the journal. Its canonical JSON bytes are the truth: they are what is stored and what is hashed.
// Format version 1; every field is described in engine/kernel/journal/FORMAT.md.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"
#include "base/crypto/crypto.hpp"
#include "base/json/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace giamsat {

inline constexpr std::size_t entry_bytes_max = 65'535;  // C2SP tlog-tiles: an entry's length is 16 bits in a bundle
inline constexpr int entry_format = 1;

// A personal value under its subject's key. Associated data binds office, cmd, i, subject and path.
struct Encrypted {
    std::string subject;
    std::string kid;
    std::string nonce;   // hex
    std::string ct;      // base64
    std::string commit;  // hex, key_commitment()
    std::string path;
    bool operator==(const Encrypted&) const = default;
};

struct Entry {
    OfficeId office;
    std::string kind;  // "unit.registered/1"
    CommandId cmd;
    int i = 0;
    int n = 1;
    CaseId case_id;             // empty: not about a case
    std::int64_t case_seq = 0;  // 0, 1, … within the case
    std::string case_prev;      // hex leaf hash of the case's previous entry, "" for its first
    std::string actor;          // person id, or "" for the system (timer, founding)
    std::string on_behalf;      // person id whose decision it is, or ""
    std::string act;            // document number and date as written, or ""
    std::string via;            // cli | web | sync | timer | demo
    std::string auth;           // "os:NAME", "demo"
    std::string def;            // manifest hash, or ""
    Instant t;
    Date date;
    Json body = Json::object();
    std::vector<Encrypted> enc;
    std::vector<std::string> refs;  // hex SHA-256 of blobs

    bool operator==(const Entry&) const = default;
};

// Empty fields are left out of the bytes. Problems: entry_invalid (too large, not canonical).
Result<std::string> encode_entry(const Entry& entry);
// The same with canonical_json() of the body, an object, at hand; entry.body is not looked at.
Result<std::string> encode_entry(const Entry& entry, std::string_view body);
// Strict: re-encoding gives the same bytes. Problems: journal_damaged.
Result<Entry> decode_entry(std::string_view bytes);

// The list of sealed values as the entry holds it; what projections keep. "" for an empty list, and back.
std::string encode_encrypted(const std::vector<Encrypted>& enc);
Result<std::vector<Encrypted>> decode_encrypted(std::string_view text);

// What a sealed value is bound to, unambiguously: moved to another office, command, subject or path it does not open.
std::string associated_data(const OfficeId& office, const CommandId& cmd, int i, std::string_view subject,
                            std::string_view path);

}  // namespace giamsat
