// SPDX-License-Identifier: Apache-2.0
// A vault that opens nothing while its office cannot write: who reads personal fields is recorded, and nothing can be then.
#pragma once

#include "service/ports/vault.hpp"

#include <functional>

namespace giamsat {

class MaskingVault final : public Vault {
public:
    // `vault` outlives this. `masked` is asked each time something is to be opened.
    MaskingVault(Vault& vault, std::function<bool()> masked) : vault_(vault), masked_(std::move(masked)) {}

    Encrypted seal(const OfficeId& office, const CommandId& cmd, int i, const std::string& subject,
                   const std::string& path, std::string_view plain) override {
        return vault_.seal(office, cmd, i, subject, path, plain);
    }
    std::optional<std::string> open(const OfficeId& office, const CommandId& cmd, int i,
                                    const Encrypted& sealed) override {
        if (masked_()) return std::nullopt;
        return vault_.open(office, cmd, i, sealed);
    }
    std::string digest(std::string_view kind, std::string_view text) override { return vault_.digest(kind, text); }
    void flush() override { vault_.flush(); }
    bool masked() const override { return masked_() || vault_.masked(); }
    bool gone(const std::string& subject) override { return vault_.gone(subject); }
    void discard_unflushed() override { vault_.discard_unflushed(); }

private:
    Vault& vault_;
    std::function<bool()> masked_;
};

}  // namespace giamsat
