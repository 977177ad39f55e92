// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/editions.hpp"

#include "base/core/failure.hpp"
#include "base/crypto/crypto.hpp"

namespace giamsat {
namespace {

Problem damaged(const std::string& vi, const std::string& en) {
    return {ProblemCode::journal_damaged, {{"what", vi}, {"what_en", en}}};
}

}  // namespace

Result<std::map<std::string, std::string>> Editions::sources_of(const std::string& id) {
    std::map<std::string, std::string> sources;
    for (const auto& [path, hash] : journal_.edition_files(id)) {
        auto bytes = journal_.blob(hash);
        if (!bytes || to_hex(sha256(*bytes)) != hash)
            return damaged("tệp hồ sơ " + path + " không khớp mã băm",
                           "profile file " + path + " does not match its hash");
        sources[path] = std::move(*bytes);
    }
    return sources;
}

void Editions::keep_names(ProfileBundle& bundle, const std::string& id) {
    for (const DefinitionRecord& definition : journal_.definitions()) {
        if (definition.edition == id && bundle.workflows.contains(definition.workflow))
            bundle.manifest_hash[definition.workflow] = definition.hash;
    }
}

Result<std::shared_ptr<const ProfileBundle>> Editions::edition(const std::string& id) {
    if (auto known = loaded_.find(id); known != loaded_.end()) return known->second;
    GIAMSAT_TRY(sources, sources_of(id));
    GIAMSAT_TRY(bundle, load_bundle(sources, SoundnessRules::waive));
    keep_names(bundle, id);
    bundle.versions = this;
    return loaded_.emplace(id, std::make_shared<const ProfileBundle>(std::move(bundle))).first->second;
}

Result<std::shared_ptr<const ProfileBundle>> Editions::newest() { return edition(journal_.edition()); }

const ProfileBundle& Editions::bundle_of(const std::string& workflow, const std::string& hash) {
    auto version = journal_.definition(workflow, hash);
    if (!version)
        throw StorageError(damaged("thiếu phiên bản " + hash + " của quy trình " + workflow,
                                   "version " + hash + " of workflow " + workflow + " is missing"));
    auto bundle = edition(version->edition);
    if (!bundle) throw StorageError(std::move(bundle.error()));
    return **bundle;
}

}  // namespace giamsat
