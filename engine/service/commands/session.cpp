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

Json RecordedEntry::body() const {
    auto parsed = parse_json(body_text);
    ENSURE(parsed.has_value(), "the body of an entry is canonical JSON");
    return std::move(*parsed);
}

Session::Session(Readers readers, Recorder& recorder, Vault& vault, const ProfileBundle* profile, OfficeId office,
                 CommandMeta meta, LiveCases& live)
    : read(readers),
      recorder_(recorder),
      vault_(vault),
      profile_(profile),
      office_(std::move(office)),
      meta_(std::move(meta)),
      live_(live) {
    entry_.cmd = meta_.id;
    entry_.actor = meta_.by.actor.value;
    entry_.on_behalf = meta_.by.on_behalf.value;
    entry_.act = meta_.by.act;
    entry_.via = meta_.by.via;
    entry_.auth = meta_.by.auth;
    entry_.t = meta_.now;
    entry_.date = meta_.today;
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

void Session::expect(std::size_t cases) {
    chains_.reserve(chains_.size() + cases);
    pending_.reserve(pending_.size() + cases);
}

void Session::stream(int entries_total) {
    ENSURE(next_i_ == 0, "streaming starts before the first entry");
    streaming_total_ = entries_total;
}

// An erased subject gets no new key: what is said of it from now on could be read again.
Done Session::check_subjects(const Draft& draft) {
    for (const PersonalText& text : draft.personal) {
        if (read.subjects.erased(text.subject))
            return Problem(ProblemCode::subject_erased, {{"name", text.subject.substr(0, 8)}});
    }
    return {};
}

void Session::fill(Draft& draft) {
    entry_.office = office_;
    entry_.kind = std::move(draft.kind);
    entry_.i = next_i_++;
    entry_.case_id = std::move(draft.case_id);
    entry_.case_seq = 0;
    entry_.def = std::move(draft.def);
    entry_.body = std::move(draft.body);
    entry_.refs = std::move(draft.refs);
    entry_.enc.clear();
    for (const PersonalText& text : draft.personal) {
        entry_.enc.push_back(vault_.seal(office_, entry_.cmd, entry_.i, text.subject, text.path, text.text));
    }
}

// A case that is opened now cannot have anything stored yet.
Session::Chain& Session::chain_of(const CaseId& id, bool opened) {
    auto [at, fresh] = chains_.try_emplace(id);
    if (!fresh || opened) return at->second;
    if (auto stored = read.journal.case_head(id)) at->second = {stored->first + 1, stored->second};
    return at->second;
}

Done Session::record_file(Draft draft, const std::string& bytes) {
    GIAMSAT_CHECK(check_subjects(draft));
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

Done Session::record(Draft draft) { return record_again(draft); }

Done Session::record_again(Draft& draft) {
    GIAMSAT_CHECK(check_subjects(draft));
    fill(draft);
    Chain* chain = entry_.case_id.empty() ? nullptr : &chain_of(entry_.case_id, entry_.kind == "case.opened/1");
    if (chain) entry_.case_seq = chain->next++;
    ENSURE(entry_.body.is_object(), "the body of an entry is an object");
    GIAMSAT_TRY(changes, project(entry_));
    for (const RowChange& change : changes) recorder_.apply(change);
    GIAMSAT_TRY(body, canonical_json(entry_.body));
    draft.body = std::move(entry_.body);
    Unplaced one{std::move(entry_.kind), std::move(entry_.case_id), chain,
                 entry_.case_seq,        std::move(entry_.def),     std::move(body),
                 std::move(entry_.enc),  std::move(entry_.refs),    entry_.i};
    if (streaming_total_ > 0) return place(one, streaming_total_);
    pending_.push_back(std::move(one));
    return {};
}

Done Session::place(Unplaced& one, int of) {
    entry_.kind = std::move(one.kind);
    entry_.case_id = std::move(one.case_id);
    entry_.case_seq = one.case_seq;
    entry_.case_prev = one.chain && one.chain->head ? to_hex(*one.chain->head) : std::string();
    entry_.def = std::move(one.def);
    entry_.enc = std::move(one.enc);
    entry_.refs = std::move(one.refs);
    entry_.i = one.i, entry_.n = of;
    GIAMSAT_TRY(bytes, encode_entry(entry_, one.body));
    auto [seq, leaf] = recorder_.append(bytes);
    if (one.chain) one.chain->head = leaf;
    for (const RowChange& change : project_place(entry_, seq)) recorder_.apply(change);
    if (streaming_total_ == 0)
        outcome_.entries.push_back({seq, std::move(entry_.kind), std::move(entry_.case_id), std::move(one.body)});
    return {};
}

Result<Outcome> Session::finish() {
    ENSURE(streaming_total_ == 0 || streaming_total_ == next_i_,
           "a streamed command records as many entries as it said");
    outcome_.entries.reserve(pending_.size());
    for (Unplaced& one : pending_) GIAMSAT_CHECK(place(one, next_i_));
    pending_.clear();
    return std::move(outcome_);
}

}  // namespace giamsat
