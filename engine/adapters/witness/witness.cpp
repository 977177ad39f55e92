// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/witness.hpp"

#include "adapters/witness/key_text.hpp"
#include "adapters/witness/state_lock.hpp"
#include "kernel/journal/lines.hpp"

#include <algorithm>

namespace giamsat {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t logs_file_max = 1u << 20;
constexpr std::size_t refused_max = 100;  // files kept of one log: enough to convict it, not to fill a disk
constexpr std::size_t root_digits = 16;

fs::path key_path(const fs::path& folder) { return folder / "witness.key"; }
fs::path name_path(const fs::path& folder) { return folder / "witness.vkey"; }
fs::path logs_path(const fs::path& folder) { return folder / "logs"; }
fs::path lock_path(const fs::path& folder) { return folder / "witness.lock"; }

Problem no_log_key(const std::string& text) {
    return {ProblemCode::invalid_value,
            {{"field", "VKEY"},
             {"value", text},
             {"why", "không phải khóa của một nhật ký (loại 1)"},
             {"why_en", "it is not the key of a log (type 1)"}}};
}

Problem damaged(const fs::path& path) {
    return {ProblemCode::evidence_refused,
            {{"what", "tệp " + path.string()},
             {"what_en", "file " + path.string()},
             {"why", "không mang chữ ký của chính bên chứng kiến này"},
             {"why_en", "does not bear this witness's own signature"}}};
}

Result<VerifierKey> read_own_key(const fs::path& folder) {
    GIAMSAT_TRY(text, read_file(name_path(folder), logs_file_max));
    return parse_verifier_key(without_line_end(text));
}

std::vector<VerifierKey> keys_of(const std::string& origin, const std::vector<VerifierKey>& logs) {
    std::vector<VerifierKey> keys;
    for (const VerifierKey& log : logs)
        if (log.name == origin) keys.push_back(log);
    return keys;
}

bool is_signed_by(const std::vector<VerifierKey>& keys, const std::string& text, const NoteSignature& signature) {
    return std::any_of(keys.begin(), keys.end(),
                       [&](const VerifierKey& key) { return check_signature(key, text, signature) == Verdict::good; });
}

std::string place(const std::string& origin) { return to_hex(sha256(origin)); }

}  // namespace

Done Witness::create(const fs::path& folder, const std::string& name, Entropy& entropy) {
    if (fs::exists(key_path(folder)))
        return Problem(ProblemCode::already_exists,
                       {{"what", "bên chứng kiến"}, {"what_en", "witness"}, {"name", folder.string()}});
    GIAMSAT_CHECK(check_key_name("--name", name));
    GIAMSAT_CHECK(make_folders(folder / "seen"));
    const Key seed = entropy.bytes32("witness-key");
    const std::string vkey = write_verifier_key(verifier_key(name, KeyType::witness, public_key_of(seed)));
    GIAMSAT_CHECK(write_file(logs_path(folder), ""));
    GIAMSAT_CHECK(write_file(name_path(folder), vkey + "\n"));
    return write_file(key_path(folder), to_hex(seed) + "\n", true);
}

Result<std::unique_ptr<Witness>> Witness::open(const fs::path& folder) {
    GIAMSAT_TRY(seed, read_key(key_path(folder)));
    GIAMSAT_TRY(key, read_own_key(folder));
    if (key.type != KeyType::witness || key.key != public_key_of(seed)) return damaged(name_path(folder));
    return std::unique_ptr<Witness>(new Witness(folder, seed, std::move(key)));
}

Result<std::vector<VerifierKey>> Witness::logs() const {
    GIAMSAT_TRY(text, read_file(logs_path(folder_), logs_file_max));
    std::vector<VerifierKey> keys;
    std::string_view rest = text;
    while (const auto line = lines::take(rest)) {
        GIAMSAT_TRY(key, parse_verifier_key(*line));
        keys.push_back(std::move(key));
    }
    return keys;
}

Result<std::vector<std::string>> Witness::origins() const {
    GIAMSAT_TRY(keys, logs());
    std::vector<std::string> all;
    for (const VerifierKey& key : keys)
        if (std::find(all.begin(), all.end(), key.name) == all.end()) all.push_back(key.name);
    return all;
}

Done Witness::trust(const VerifierKey& log) {
    std::lock_guard lock(mutex_);
    auto turn = wait_for_lock(lock_path(folder_));
    if (!turn) return std::move(turn.error());
    if (log.type != KeyType::log) return no_log_key(write_verifier_key(log));
    GIAMSAT_TRY(known, logs());
    if (std::find(known.begin(), known.end(), log) != known.end())
        return Problem(ProblemCode::already_exists, {{"what", "nhật ký"}, {"what_en", "log"}, {"name", log.name}});
    known.push_back(log);
    std::string text;
    for (const VerifierKey& key : known) text += write_verifier_key(key) + "\n";
    return write_file(logs_path(folder_), text);
}

fs::path Witness::seen_path(const std::string& origin) const { return folder_ / "seen" / place(origin); }

Result<std::optional<SignedCheckpoint>> Witness::last(const std::string& origin) const {
    const fs::path path = seen_path(origin);
    if (!fs::exists(path)) return std::optional<SignedCheckpoint>();
    GIAMSAT_TRY(text, read_file(path, note_bytes_max));
    GIAMSAT_TRY(seen, parse_signed_checkpoint(text));
    const auto& signatures = seen.note.signatures;
    const bool mine = std::any_of(signatures.begin(), signatures.end(), [&](const NoteSignature& one) {
        return check_signature(key_, seen.note.text, one) == Verdict::good;
    });
    if (!mine || seen.checkpoint.origin != origin) return damaged(path);
    return std::optional(std::move(seen));
}

Result<Witness::Answer> Witness::add_checkpoint(std::string_view body, Instant now) {
    const auto request = parse_request(body, Signatures::needed);
    if (!request) return Answer{400, request.error().message(Lang::en) + "\n"};
    std::lock_guard lock(mutex_);
    auto turn = wait_for_lock(lock_path(folder_));
    if (!turn) return std::move(turn.error());
    GIAMSAT_TRY(known, logs());
    const auto keys = keys_of(request->checkpoint.checkpoint.origin, known);
    if (keys.empty()) return Answer{404, "this log is not watched here\n"};
    if (!check_log_signature(request->checkpoint, keys)) return Answer{403, "no right signature of this log\n"};
    return decide(*request, keys, now);
}

// While nobody else decides: mutex and file are locked.
Result<Witness::Answer> Witness::decide(const AddCheckpoint& request, const std::vector<VerifierKey>& keys,
                                        Instant now) {
    const std::string& origin = request.checkpoint.checkpoint.origin;
    GIAMSAT_TRY(seen, last(origin));
    const Checkpoint before = seen ? seen->checkpoint : Checkpoint{origin, 0, sha256({})};
    switch (judge(request, before)) {
        case 200: return cosign_and_keep(request, keys, now);
        case 400: return Answer{400, "the old size is above the new one\n"};
        case 409: return Answer{409, std::to_string(before.size) + "\n"};
        default: keep_refused(request); return Answer{422, "it does not follow from what was cosigned before\n"};
    }
}

Result<Witness::Answer> Witness::cosign_and_keep(const AddCheckpoint& request, const std::vector<VerifierKey>& keys,
                                                 Instant now) {
    constexpr std::int64_t ms_per_second = 1000;
    const std::string& text = request.checkpoint.note.text;
    Note note{text, {}};
    for (const NoteSignature& signature : request.checkpoint.note.signatures)
        if (is_signed_by(keys, text, signature)) note.signatures.push_back(signature);
    const NoteSignature own = cosign(seed_, key_.name, text, static_cast<std::uint64_t>(now.ms / ms_per_second));
    note.signatures.push_back(own);
    GIAMSAT_CHECK(write_file(seen_path(request.checkpoint.checkpoint.origin), write_note(note)));
    return Answer{200, signature_line(own)};
}

// What cannot be kept is no reason to answer otherwise.
void Witness::keep_refused(const AddCheckpoint& request) const {
    const Checkpoint& checkpoint = request.checkpoint.checkpoint;
    const fs::path folder = folder_ / "refused" / place(checkpoint.origin);
    if (!make_folders(folder)) return;
    std::error_code error;
    const auto count = std::distance(fs::directory_iterator(folder, error), fs::directory_iterator());
    if (error || static_cast<std::size_t>(count) >= refused_max) return;
    const std::string name = std::to_string(checkpoint.size) + "-" + to_hex(checkpoint.root).substr(0, root_digits);
    (void)write_file(folder / name, write_request(request));
}

}  // namespace giamsat
