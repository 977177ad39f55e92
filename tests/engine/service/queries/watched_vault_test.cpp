// SPDX-License-Identifier: Apache-2.0
// What a watched vault remembers, and what a masked one keeps to itself.
#include "service/queries/watched_vault.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

// Opens everything but what belongs to "gone".
class OpenVault final : public Vault {
public:
    Encrypted seal(const OfficeId&, const CommandId&, int, const std::string& subject, const std::string& path,
                   std::string_view) override {
        return {subject, "", "", "", "", path};
    }
    std::optional<std::string> open(const OfficeId&, const CommandId&, int, const Encrypted& sealed) override {
        return gone(sealed.subject) ? std::nullopt : std::optional<std::string>("plain");
    }
    bool gone(const std::string& subject) override { return subject == "gone"; }
    std::string digest(std::string_view, std::string_view) override { return {}; }
    void flush() override {}
    void discard_unflushed() override {}
};

const OfficeId office{"office"};

std::optional<std::string> opened(Vault& vault, const std::string& subject, const std::string& path) {
    return vault.open(office, CommandId{"cmd"}, 0, vault.seal(office, CommandId{"cmd"}, 0, subject, path, ""));
}

}  // namespace

TEST_CASE("what opens is remembered by subject and field, rows by their field alone", "[privacy]") {
    OpenVault all;
    Opened notes;
    WatchedVault vault(all, notes);
    opened(vault, "hoa", "personal");
    opened(vault, "hoa", "rows[3].note");
    opened(vault, "hoa", "rows[4].note");
    opened(vault, "binh", "text");
    CHECK(notes.fields ==
          std::map<std::string, std::set<std::string>>{{"hoa", {"personal", "rows.note"}}, {"binh", {"text"}}});
}

TEST_CASE("what does not open, and what the office says of itself, is no disclosure", "[privacy]") {
    OpenVault all;
    Opened notes;
    WatchedVault vault(all, notes);
    CHECK_FALSE(opened(vault, "gone", "personal"));
    CHECK(opened(vault, "office", "reason"));
    CHECK(notes.fields.empty());
}

TEST_CASE("a masked vault opens nothing, and tells what is gone from what is withheld", "[privacy]") {
    OpenVault all;
    Opened notes;
    notes.masked = true;
    WatchedVault vault(all, notes);
    CHECK_FALSE(opened(vault, "gone", "personal"));
    CHECK_FALSE(notes.withheld);
    CHECK_FALSE(opened(vault, "hoa", "personal"));
    CHECK(notes.withheld);
    CHECK(vault.gone("gone"));
    CHECK_FALSE(vault.gone("hoa"));
    CHECK(notes.fields.empty());
}
