// SPDX-License-Identifier: Apache-2.0
// A vault that remembers whose fields were opened through it; or, masked, opens none and remembers that there were some.
#pragma once

#include "service/ports/vault.hpp"

#include <map>
#include <set>

namespace giamsat {

// Outlives the vaults that note in it: one run may open an office more than once.
struct Opened {
    std::map<std::string, std::set<std::string>> fields;  // by subject; "rows[3].note" is "rows.note"
    bool masked = false;
    bool withheld = false;  // something would have opened
};

class WatchedVault final : public Vault {
public:
    // Both outlive this. What an office says of itself, under its own key, is nobody's personal data.
    WatchedVault(Vault& vault, Opened& opened) : vault_(vault), opened_(opened) {}

    Encrypted seal(const OfficeId& office, const CommandId& cmd, int i, const std::string& subject,
                   const std::string& path, std::string_view plain) override;
    std::optional<std::string> open(const OfficeId& office, const CommandId& cmd, int i,
                                    const Encrypted& sealed) override;
    bool masked() const override { return opened_.masked || vault_.masked(); }
    bool gone(const std::string& subject) override { return vault_.gone(subject); }
    std::string digest(std::string_view kind, std::string_view text) override { return vault_.digest(kind, text); }
    void flush() override { vault_.flush(); }
    void discard_unflushed() override { vault_.discard_unflushed(); }

private:
    Vault& vault_;
    Opened& opened_;
};

}  // namespace giamsat
