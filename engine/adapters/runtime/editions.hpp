// SPDX-License-Identifier: Apache-2.0
// The editions of an office's profile, compiled from the bytes its journal keeps. Compiled bundles are only a cache: each is
// made when a case first asks for it, and lives as long as the office is open.
#pragma once

#include "model/workflow/bundle.hpp"
#include "service/ports/readers.hpp"

#include <map>
#include <memory>

namespace giamsat {

class Editions final : public BundleVersions {
public:
    explicit Editions(JournalReader& journal) : journal_(journal) {}

    // The newest edition. Problems: journal_damaged, and what load_bundle() gives.
    Result<std::shared_ptr<const ProfileBundle>> newest();
    const ProfileBundle& bundle_of(const std::string& workflow, const std::string& hash) override;

private:
    Result<std::shared_ptr<const ProfileBundle>> edition(const std::string& id);
    Result<std::map<std::string, std::string>> sources_of(const std::string& id);
    // A version is called what it was called when it was published, whatever the manifest would be made of today.
    void keep_names(ProfileBundle& bundle, const std::string& id);

    JournalReader& journal_;
    std::map<std::string, std::shared_ptr<const ProfileBundle>> loaded_;  // by edition
};

}  // namespace giamsat
