// SPDX-License-Identifier: Apache-2.0
#include "service/queries/watched_vault.hpp"

namespace giamsat {
namespace {

std::string without_rows(const std::string& path) {
    std::string field;
    bool inside = false;
    for (char c : path) {
        if (c == '[') inside = true;
        if (!inside) field += c;
        if (c == ']') inside = false;
    }
    return field;
}

}  // namespace

Encrypted WatchedVault::seal(const OfficeId& office, const CommandId& cmd, int i, const std::string& subject,
                             const std::string& path, std::string_view plain) {
    return vault_.seal(office, cmd, i, subject, path, plain);
}

std::optional<std::string> WatchedVault::open(const OfficeId& office, const CommandId& cmd, int i,
                                              const Encrypted& sealed) {
    if (sealed.subject == office.value) return vault_.open(office, cmd, i, sealed);
    if (opened_.masked) {
        opened_.withheld = opened_.withheld || !vault_.gone(sealed.subject);
        return std::nullopt;
    }
    auto plain = vault_.open(office, cmd, i, sealed);
    if (plain) opened_.fields[sealed.subject].insert(without_rows(sealed.path));
    return plain;
}

}  // namespace giamsat
