// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/signer.hpp"

#include "adapters/witness/key_text.hpp"
#include "adapters/witness/state_lock.hpp"
#include "kernel/journal/lines.hpp"

namespace giamsat {

namespace fs = std::filesystem;

namespace {

fs::path key_path(const fs::path& folder) { return folder / "signer.key"; }
fs::path state_path(const fs::path& folder) { return folder / "signer.log"; }

constexpr std::size_t state_file_max = 1u << 20;

Problem not_mine(const std::string& origin) {
    return {ProblemCode::evidence_refused,
            {{"what", "nhật ký “" + origin + "”"},
             {"what_en", "log “" + origin + "”"},
             {"why", "không phải nhật ký mà bên ký này được ký"},
             {"why_en", "is not one this signer signs for"}}};
}

Problem inconsistent(int answer, const Checkpoint& last) {
    const std::string size = std::to_string(last.size);
    return {ProblemCode::evidence_refused,
            {{"what", "cây được đưa ra ký"},
             {"what_en", "the tree to be signed"},
             {"why", "không nối tiếp điểm chốt " + size + " mục đã ký (" + std::to_string(answer) + ")"},
             {"why_en", "does not follow from the checkpoint of " + size + " entries signed before (" +
                            std::to_string(answer) + ")"}}};
}

// The checkpoints one after the other, a blank line behind each.
std::string write_state(const std::map<std::string, Checkpoint>& state) {
    std::string text;
    for (const auto& [origin, checkpoint] : state) text += write_checkpoint(checkpoint) + "\n";
    return text;
}

Result<std::map<std::string, Checkpoint>> parse_state(std::string_view text) {
    std::map<std::string, Checkpoint> state;
    while (!text.empty()) {
        const auto end = text.find("\n\n");
        if (end == std::string_view::npos)
            return lines::unreadable({"tệp signer.log", "a signer.log"}, {"bị cắt", "it is cut short"});
        GIAMSAT_TRY(checkpoint, parse_checkpoint(text.substr(0, end + 1)));
        state[checkpoint.origin] = checkpoint;
        text.remove_prefix(end + 2);
    }
    return state;
}

Checkpoint nothing_signed(const std::string& origin) { return {origin, 0, sha256({})}; }

}  // namespace

bool Signer::exists(const fs::path& folder) { return fs::exists(key_path(folder)); }

Done Signer::create(const fs::path& folder, const std::string& origin, Entropy& entropy) {
    if (exists(folder))
        return Problem(ProblemCode::already_exists,
                       {{"what", "bên ký"}, {"what_en", "signer"}, {"name", folder.string()}});
    GIAMSAT_CHECK(check_key_name("--origin", origin));
    GIAMSAT_CHECK(make_folders(folder));
    GIAMSAT_CHECK(write_file(state_path(folder), write_state({{origin, nothing_signed(origin)}}), true));
    return write_file(key_path(folder), to_hex(entropy.bytes32("signer-key")) + "\n", true);
}

Result<std::unique_ptr<Signer>> Signer::open(const fs::path& folder) {
    GIAMSAT_TRY(seed, read_key(key_path(folder)));
    std::unique_ptr<Signer> signer(new Signer(folder, seed));
    GIAMSAT_CHECK(signer->load());
    return signer;
}

bool Signer::remembers(const fs::path& folder) { return fs::exists(state_path(folder)); }

Result<std::map<std::string, Checkpoint>> Signer::read_state(const fs::path& folder) {
    GIAMSAT_TRY(text, read_file(state_path(folder), state_file_max));
    return parse_state(text);
}

std::optional<PublicKey> Signer::read_public_key(const fs::path& folder) {
    auto seed = read_key(key_path(folder));
    return seed ? std::optional(public_key_of(*seed)) : std::nullopt;
}

Done Signer::load() {
    GIAMSAT_TRY(state, read_state(folder_));
    state_ = std::move(state);
    return {};
}

Done Signer::store(const std::map<std::string, Checkpoint>& state) {
    GIAMSAT_CHECK(write_file(state_path(folder_), write_state(state), true));
    state_ = state;
    return {};
}

Result<VerifierKey> Signer::key(const std::string& origin) {
    GIAMSAT_CHECK(last(origin));
    return verifier_key(origin, KeyType::log, public_key_of(seed_));
}

Result<Checkpoint> Signer::last(const std::string& origin) {
    std::lock_guard lock(mutex_);
    GIAMSAT_CHECK(load());
    const auto known = state_.find(origin);
    if (known == state_.end()) return not_mine(origin);
    return known->second;
}

Result<Signer::Answer> Signer::answer(const AddCheckpoint& request) {
    std::lock_guard lock(mutex_);
    auto turn = wait_for_lock(lock_path());
    if (!turn) return std::move(turn.error());
    GIAMSAT_CHECK(load());
    const Checkpoint& next = request.checkpoint.checkpoint;
    const auto known = state_.find(next.origin);
    if (known == state_.end()) return Answer{404, {}, {}};
    const Checkpoint before = known->second;
    if (const int status = judge(request, before); status != 200) return Answer{status, {}, before};
    auto state = state_;
    state[next.origin] = next;
    GIAMSAT_CHECK(store(state));
    return Answer{200, sign_note(seed_, next.origin, request.checkpoint.note.text), before};
}

Result<NoteSignature> Signer::sign(const AddCheckpoint& request) {
    GIAMSAT_TRY(answered, answer(request));
    if (answered.status == 404) return not_mine(request.checkpoint.checkpoint.origin);
    if (answered.status != 200) return inconsistent(answered.status, answered.last);
    return std::move(*answered.signature);
}

Result<std::vector<std::string>> Signer::origins() {
    std::lock_guard lock(mutex_);
    GIAMSAT_CHECK(load());
    std::vector<std::string> all;
    for (const auto& pair : state_) all.push_back(pair.first);
    return all;
}

Done Signer::allow(const std::string& origin) {
    std::lock_guard lock(mutex_);
    auto turn = wait_for_lock(lock_path());
    if (!turn) return std::move(turn.error());
    GIAMSAT_CHECK(load());
    GIAMSAT_CHECK(check_key_name("--origin", origin));
    if (state_.contains(origin))
        return Problem(ProblemCode::already_exists, {{"what", "nhật ký"}, {"what_en", "log"}, {"name", origin}});
    auto state = state_;
    state[origin] = nothing_signed(origin);
    return store(state);
}

}  // namespace giamsat
