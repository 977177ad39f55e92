// SPDX-License-Identifier: Apache-2.0
// The vault on a second SQLite file: one key for each subject, wrapped by the office key, which lies in a file of its own.
// What entropy gives is a function of its purpose, so a demo's keys and nonces follow from its seed.
#pragma once

#include "adapters/store/sqlite.hpp"
#include "service/ports/vault.hpp"

#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace giamsat::store {

class KeyFile final : public Vault {
public:
    // Makes both files for a new office. Throws StorageError.
    static void create(const std::filesystem::path& keys, const std::filesystem::path& office_key,
                       const OfficeId& office, Entropy& entropy);
    // Throws StorageError: keys_missing, keys_foreign, and what opening a file may give.
    static std::unique_ptr<KeyFile> open(const std::filesystem::path& folder, const OfficeId& office, bool write,
                                         Entropy& entropy);

    Encrypted seal(const OfficeId& office, const CommandId& cmd, int i, const std::string& subject,
                   const std::string& path, std::string_view plain) override;
    std::optional<std::string> open(const OfficeId& office, const CommandId& cmd, int i,
                                    const Encrypted& sealed) override;
    bool gone(const std::string& subject) override { return find(subject) == nullptr; }
    std::string digest(std::string_view kind, std::string_view text) override;
    void flush() override;
    void discard_unflushed() override;

    // Nothing of these subjects opens from now on, whatever keys an older copy of the file holds.
    void hide(const std::vector<std::string>& subjects);
    // Takes their keys out of the file, so that none of its bytes tell them; goes on with a destruction that was cut off.
    // Throws StorageError: office_busy while somebody else reads the file. REQUIRES: opened to write, nothing unflushed
    void destroy(const std::vector<std::string>& subjects);
    std::int64_t check_all();  // opens every key and counts them; throws StorageError (keys_foreign)

private:
    struct SubjectKey {
        std::string kid;
        Key key{};
    };
    KeyFile(std::unique_ptr<Database> database, const OfficeId& office, const Key& office_key, Entropy& entropy);
    void unlock();
    const SubjectKey* find(const std::string& subject);
    const SubjectKey& find_or_make(const std::string& subject);
    const SubjectKey& keep(const std::string& subject, const SubjectKey& key);
    void store(const std::string& subject, const SubjectKey& key);
    std::string binding(const std::string& subject, const std::string& kid) const;
    void take_out(const std::vector<std::string>& subjects);
    void write_anew();

    std::unique_ptr<Database> database_;
    OfficeId office_;
    Key office_key_{};
    Key lookup_key_{};
    Entropy& entropy_;
    std::unordered_map<std::string, SubjectKey> known_;
    std::vector<std::string> unflushed_;
    std::unordered_set<std::string> hidden_;
    int wal_pages_ = 0;
    Statement find_;
    Statement insert_;
};

// Stands in where no key is at hand: opens nothing, and may not be asked to seal.
class NoKeys final : public Vault {
public:
    Encrypted seal(const OfficeId&, const CommandId&, int, const std::string&, const std::string&,
                   std::string_view) override;
    std::optional<std::string> open(const OfficeId&, const CommandId&, int, const Encrypted&) override {
        return std::nullopt;
    }
    bool masked() const override { return true; }
    std::string digest(std::string_view, std::string_view) override { return {}; }
    void flush() override {}
    void discard_unflushed() override {}
};

}  // namespace giamsat::store
