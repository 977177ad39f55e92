// SPDX-License-Identifier: Apache-2.0
// The checkpoints the office keeps and the cosignatures below them: each is well formed, stands in its own row, and is signed
// by the key of its log; or by one before that, as long as a later checkpoint bears both (a signer handed over to another).
#include "adapters/store/verifying.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace giamsat::store {

namespace {

std::string place(std::uint64_t size) { return fmt::format("checkpoint {}", size); }
LocalText named(std::uint64_t size) {
    return {fmt::format("điểm chốt {} mục được giữ", size), fmt::format("the kept checkpoint of {} entries", size)};
}

bool is_by_one_of(const std::vector<VerifierKey>& keys, const NoteSignature& signature) {
    return std::any_of(keys.begin(), keys.end(),
                       [&](const VerifierKey& key) { return key.name == signature.name && key.id == signature.id; });
}

class Hearing {
public:
    explicit Hearing(Verifying& verifying) : verifying_(verifying) {}
    void hear_checkpoints();
    void hear_cosignatures();
    void check_signatures();
    void find_witnessed();

private:
    void take(const std::string& origin, std::uint64_t size, const std::string& text, const std::string& line);
    void check_signed(const SignedCheckpoint& kept);
    void check_key(const SignedCheckpoint& kept);
    bool is_by_former(const SignedCheckpoint& kept, const std::vector<VerifierKey>& keys) const;
    void note_former(const SignedCheckpoint& kept, const std::vector<VerifierKey>& keys);
    void take_cosignature(Cursor& row);
    void check_cosignature(const SignedCheckpoint& kept, const NoteSignature& signature);
    void bad(std::uint64_t size, const LocalText& why);

    Verifying& verifying_;
    std::map<std::pair<std::string, std::uint64_t>, SignedCheckpoint> kept_;
    std::map<std::string, std::set<std::uint32_t>> keys_;    // by origin: where no key is known, what is taken for its
    std::map<std::string, std::set<std::uint32_t>> former_;  // by origin: keys whose signer handed over later
    std::vector<std::pair<std::uint64_t, LocalText>> unsigned_;
};

void Hearing::bad(std::uint64_t size, const LocalText& why) {
    const LocalText who = named(size);
    verifying_.differ("checkpoint_bad", place(size),
                      {who.vi + " " + why.vi, who.in(Lang::en) + " " + why.in(Lang::en)});
}

void Hearing::hear_checkpoints() {
    Statement read(verifying_.office, "SELECT origin, size, text, line FROM log_checkpoint ORDER BY origin, size");
    for (Cursor row = read.with(); row.next(); verifying_.stop_if_asked()) {
        ++verifying_.report.evidence.kept;
        take(row.text(0), static_cast<std::uint64_t>(row.integer(1)), row.text(2), row.text(3));
    }
}

void Hearing::take(const std::string& origin, std::uint64_t size, const std::string& text, const std::string& line) {
    auto kept = parse_signed_checkpoint(text + "\n" + line);
    if (!kept) return bad(size, {"không đọc được", "cannot be read"});
    if (kept->checkpoint.origin != origin || kept->checkpoint.size != size)
        return bad(size, {"đứng sai dòng: nó nói về cây khác", "stands in a wrong row: it speaks of another tree"});
    hear(verifying_, {Testimony::By::kept, place(size), named(size), kept->checkpoint});
    kept_.emplace(std::pair(origin, size), std::move(*kept));
}

// The newest first: who is believed now says who was before.
void Hearing::check_signatures() {
    if (!verifying_.looks_at(VerifyPart::signatures)) return;
    for (auto at = kept_.rbegin(); at != kept_.rend(); ++at) check_signed(at->second);
    for (auto at = unsigned_.rbegin(); at != unsigned_.rend(); ++at) bad(at->first, at->second);
    for (const auto& [at, kept] : kept_)
        if (keys_of(verifying_, at.first).empty()) check_key(kept);
}

// Nobody who is believed has signed it, rightly or wrongly.
bool Hearing::is_by_former(const SignedCheckpoint& kept, const std::vector<VerifierKey>& keys) const {
    const auto former = former_.find(kept.checkpoint.origin);
    if (former == former_.end()) return false;
    bool by_former = false;
    for (const NoteSignature& signature : kept.note.signatures) {
        if (is_by_one_of(keys, signature)) return false;
        by_former = by_former || (signature.name == kept.checkpoint.origin && former->second.contains(signature.id));
    }
    return by_former;
}

void Hearing::note_former(const SignedCheckpoint& kept, const std::vector<VerifierKey>& keys) {
    const std::string& origin = kept.checkpoint.origin;
    for (const NoteSignature& signature : kept.note.signatures)
        if (signature.name == origin && !is_by_one_of(keys, signature)) former_[origin].insert(signature.id);
}

// Signed by a key that is believed, or by one that handed over to it; of that one only the name is known here, and the tree
// tells the rest. A checkpoint with both signatures is where it handed over.
void Hearing::check_signed(const SignedCheckpoint& kept) {
    const auto keys = keys_of(verifying_, kept.checkpoint.origin);
    if (keys.empty()) return;
    verifying_.report.evidence.signatures_checked = true;
    const auto done = check_log_signature(kept, keys);
    const bool former = !done && is_by_former(kept, keys);
    verifying_.report.evidence.former += former;
    if (done || former) return note_former(kept, keys);
    unsigned_.emplace_back(kept.checkpoint.size, reason_of(done.error()));
}

// No key is known. Which one is the log's follows from whoever else has seen it, else from its first checkpoint.
void Hearing::check_key(const SignedCheckpoint& kept) {
    const std::string& origin = kept.checkpoint.origin;
    auto& ids = keys_[origin];
    if (ids.empty() && verifying_.looks_at(VerifyPart::brought))
        for (const BroughtEvidence& brought : verifying_.options.evidence.brought)
            for (const NoteSignature& other : brought.checkpoint.note.signatures)
                if (other.name == origin) ids.insert(other.id);
    const NoteSignature& first = kept.note.signatures.front();
    if (ids.empty()) ids.insert(first.id);
    std::set<std::uint32_t> of_log;
    for (const NoteSignature& signature : kept.note.signatures)
        if (signature.name == origin) of_log.insert(signature.id);
    const bool known = std::any_of(of_log.begin(), of_log.end(), [&](std::uint32_t id) { return ids.contains(id); });
    if (first.name != origin || !known)
        return bad(kept.checkpoint.size, {"được ký bằng khóa khác với các điểm chốt còn lại",
                                          "is signed by another key than the other checkpoints"});
    ids.merge(of_log);
}

void Hearing::hear_cosignatures() {
    Statement read(verifying_.office,
                   "SELECT origin, size, name, key_id, line FROM log_cosignature ORDER BY origin, size, name, key_id");
    for (Cursor row = read.with(); row.next();) take_cosignature(row);
}

void Hearing::take_cosignature(Cursor& row) {
    const auto size = static_cast<std::uint64_t>(row.integer(1));
    const auto at = kept_.find({row.text(0), size});
    if (at == kept_.end()) {
        verifying_.differ(
            "checkpoint_missing", place(size),
            {fmt::format("có chữ ký chứng kiến của {} mà thiếu điểm chốt {} mục", row.view(2), size),
             fmt::format("{} has cosigned a checkpoint of {} entries that is not there", row.view(2), size)});
        return;
    }
    const auto signatures = parse_signature_lines(row.view(4));
    const bool one = signatures && signatures->size() == 1 && signatures->front().name == row.view(2) &&
                     signatures->front().id == static_cast<std::uint32_t>(row.integer(3));
    if (!one) return bad(size, {"có chữ ký chứng kiến sai dạng", "has a malformed cosignature"});
    check_cosignature(at->second, signatures->front());
    at->second.note.signatures.push_back(signatures->front());
}

void Hearing::check_cosignature(const SignedCheckpoint& kept, const NoteSignature& signature) {
    const auto& policy = verifying_.options.evidence.policy;
    if (!policy || !verifying_.looks_at(VerifyPart::signatures)) return;
    for (const Policy::Witness& witness : policy->witnesses())
        if (check_signature(witness.key, kept.note.text, signature) == Verdict::bad)
            bad(kept.checkpoint.size, {"có chữ ký sai của bên chứng kiến " + witness.name,
                                       "has a wrong signature of witness " + witness.name});
}

// What the witnesses of the policy have cosigned is word from outside, although it is kept here.
void Hearing::find_witnessed() {
    const auto& policy = verifying_.options.evidence.policy;
    if (!policy || policy->witnesses().empty()) return;
    for (const auto& [at, kept] : kept_) {
        const auto cosigners = check_checkpoint(kept, *policy);
        if (!cosigners || cosigners->empty()) continue;
        hear(verifying_, {Testimony::By::witnessed, place(at.second), named(at.second), kept.checkpoint});
    }
}

}  // namespace

void hear_kept(Verifying& verifying) {
    Hearing hearing(verifying);
    hearing.hear_checkpoints();
    hearing.hear_cosignatures();
    hearing.check_signatures();
    hearing.find_witnessed();
}

}  // namespace giamsat::store
