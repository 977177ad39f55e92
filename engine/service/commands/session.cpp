// SPDX-License-Identifier: Apache-2.0
#include "service/commands/session.hpp"

#include "base/core/ensure.hpp"
#include "kernel/machine/definition_life.hpp"
#include "kernel/projection/project.hpp"

#include <algorithm>

namespace giamsat {

const RecordedEntry* Outcome::first(std::string_view kind) const {
    for (const RecordedEntry& entry : entries) {
        if (entry.kind == kind) return &entry;
    }
    return nullptr;
}

const ProfileBundle& Session::profile() const {
    ENSURE(profile_ != nullptr, "a command needs a founded office");
    return *profile_;
}

void Session::found(OfficeId office, const ProfileBundle* profile) {
    office_ = std::move(office);
    profile_ = profile;
}

void Session::publish(std::shared_ptr<const ProfileBundle> profile) {
    published_ = std::move(profile);
    profile_ = published_.get();
    may_open_.clear();
}

Done Session::may_open(const std::string& workflow) {
    if (may_open_.contains(workflow)) return {};
    auto row = read.journal.definition(workflow, profile().manifest_hash.at(workflow));
    auto stage = row ? stage_from_name(row->stage) : std::nullopt;
    GIAMSAT_CHECK(DefinitionLife(workflow, stage.value_or(DefinitionStage::draft)).open_case());
    may_open_.insert(workflow);
    return {};
}

std::string Session::new_id(std::string_view what) {
    return derived_id(meta_.id.value, std::string(what) + "/" + std::to_string(next_id_++));
}

std::vector<std::string> Session::new_ids(std::string_view what, std::size_t count) {
    std::vector<std::string> ids;
    ids.reserve(count);
    for (std::size_t i = 0; i < count; ++i) ids.push_back(new_id(what));
    std::sort(ids.begin(), ids.end());
    return ids;
}

void Session::stream(int entries_total) {
    ENSURE(next_i_ == 0, "streaming starts before the first entry");
    streaming_total_ = entries_total;
}

Entry Session::entry_of(Draft& draft) {
    Entry entry;
    entry.office = office_;
    entry.kind = std::move(draft.kind);
    entry.cmd = meta_.id;
    entry.i = next_i_++;
    entry.n = streaming_total_;
    entry.case_id = draft.case_id;
    entry.actor = meta_.by.actor.value;
    entry.on_behalf = meta_.by.on_behalf.value;
    entry.act = meta_.by.act;
    entry.via = meta_.by.via;
    entry.auth = meta_.by.auth;
    entry.def = std::move(draft.def);
    entry.t = meta_.now;
    entry.date = meta_.today;
    entry.body = std::move(draft.body);
    entry.refs = std::move(draft.refs);
    for (const PersonalText& text : draft.personal) {
        entry.enc.push_back(vault_.seal(office_, entry.cmd, entry.i, text.subject, text.path, text.text));
    }
    return entry;
}

std::pair<std::int64_t, std::string>& Session::head_of(const CaseId& id) {
    auto found = heads_.find(id);
    if (found != heads_.end()) return found->second;
    auto stored = read.journal.case_head(id);
    return heads_.emplace(id, stored.value_or(std::pair<std::int64_t, std::string>{-1, ""})).first->second;
}

Done Session::record_file(Draft draft, const std::string& bytes) {
    Encrypted sealed = vault_.seal(office_, meta_.id, next_i_, draft.case_id.value, "file", bytes);
    const auto blob = from_base64(sealed.ct);
    ENSURE(blob.has_value(), "the vault gives base64");
    const std::string hash = to_hex(sha256(*blob));
    recorder_.put_blob(hash, *blob);
    draft.refs.push_back(hash);
    draft.body["blob"] = hash;
    draft.body["bytes"] = bytes.size();
    draft.body["seal"] = {
        {"subject", sealed.subject}, {"kid", sealed.kid}, {"nonce", sealed.nonce}, {"commit", sealed.commit}};
    return record(std::move(draft));
}

Done Session::record(Draft draft) {
    Entry entry = entry_of(draft);
    if (entry.kind == "case.opened/1") heads_.try_emplace(entry.case_id, -1, "");  // nothing of it can be stored yet
    if (!entry.case_id.empty()) {
        auto [known, fresh] = next_case_seq_.try_emplace(entry.case_id, 0);
        if (fresh) known->second = head_of(entry.case_id).first + 1;
        entry.case_seq = known->second++;
    }
    GIAMSAT_TRY(changes, project(entry));
    for (const RowChange& change : changes) recorder_.apply(change);
    if (streaming_total_ > 0) return place(entry);
    pending_.push_back(std::move(entry));
    return {};
}

Done Session::place(Entry& entry) {
    if (!entry.case_id.empty()) entry.case_prev = head_of(entry.case_id).second;
    GIAMSAT_TRY(bytes, encode_entry(entry));
    auto [seq, leaf] = recorder_.append(bytes);
    if (!entry.case_id.empty()) heads_[entry.case_id] = {entry.case_seq, to_hex(leaf)};
    for (const RowChange& change : project_place(entry, seq)) recorder_.apply(change);
    if (streaming_total_ == 0) outcome_.entries.push_back({seq, entry.kind, entry.case_id, std::move(entry.body)});
    return {};
}

Result<Outcome> Session::finish() {
    ENSURE(streaming_total_ == 0 || streaming_total_ == next_i_,
           "a streamed command records as many entries as it said");
    for (Entry& entry : pending_) {
        entry.n = next_i_;
        GIAMSAT_CHECK(place(entry));
    }
    pending_.clear();
    return std::move(outcome_);
}

}  // namespace giamsat
