// SPDX-License-Identifier: Apache-2.0
// Personal fields and the keys they are sealed under: one key per subject, in a second file, wrapped by the office key.
#pragma once

#include "kernel/journal/entry.hpp"

namespace giamsat {

class Vault {
public:
    virtual ~Vault() = default;
    // Seals `plain` for the entry (cmd, i); makes the subject's key when it has none. The key is made durable by flush(),
    // which the writer calls before the transaction that uses it is committed.
    virtual Encrypted seal(const OfficeId& office, const CommandId& cmd, int i, const std::string& subject,
                           const std::string& path, std::string_view plain) = 0;
    // Nothing when the subject's key is gone (erased) or the text does not belong to this place.
    virtual std::optional<std::string> open(const OfficeId& office, const CommandId& cmd, int i,
                                            const Encrypted& sealed) = 0;
    virtual bool masked() const { return false; }  // it opens nothing now, whatever keys there are
    // Whether this subject's values open nowhere any more: its key was destroyed, or there never was one.
    virtual bool gone(const std::string&) { return !masked(); }
    // Keyed HMAC for equality look-ups (codes, phones): hex.
    virtual std::string digest(std::string_view kind, std::string_view text) = 0;
    virtual void flush() = 0;
    virtual void discard_unflushed() = 0;  // after a rollback; keys already handed out stay derivable
};

}  // namespace giamsat
