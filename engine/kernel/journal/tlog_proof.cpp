// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/tlog_proof.hpp"

#include "base/core/ensure.hpp"
#include "kernel/journal/lines.hpp"

namespace giamsat {

namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::size_t path_max = 63;
constexpr std::string_view origin_prefix = "giamsat.invalid/";

Problem bad(const char* vi, const char* en) { return lines::unreadable({"tệp chứng minh", "a proof"}, {vi, en}); }

Problem refused(const std::string& vi, const std::string& en) {
    return {ProblemCode::evidence_refused,
            {{"what", "chứng minh"}, {"what_en", "the proof"}, {"why", vi}, {"why_en", en}}};
}

// The rest of a line behind "word ".
std::optional<std::string_view> after(std::string_view word, std::string_view line) {
    if (!line.starts_with(word) || line.size() <= word.size() || line[word.size()] != ' ') return std::nullopt;
    return line.substr(word.size() + 1);
}

}  // namespace

std::string write_proof(const LogProof& proof) {
    std::string text(first_line);
    text += "\n";
    if (!proof.extra.empty()) text += "extra " + to_base64(proof.extra) + "\n";
    text += "index " + std::to_string(proof.index) + "\n";
    for (const Hash& hash : proof.path) text += lines::write(hash) + "\n";
    return text + "\n" + write_note(proof.checkpoint.note);
}

Result<LogProof> parse_proof(std::string_view bytes) {
    if (lines::take(bytes) != first_line)
        return bad("dòng đầu không phải c2sp.org/tlog-proof@v1", "the first line is not c2sp.org/tlog-proof@v1");
    LogProof proof;
    auto line = lines::take(bytes);
    if (const auto text = line ? after("extra", *line) : std::nullopt) {
        const auto extra = from_base64(*text);
        if (!extra || extra->empty()) return bad("dòng extra không phải base64", "the extra line is not base64");
        proof.extra = *extra;
        line = lines::take(bytes);
    }
    const auto index = line ? after("index", *line) : std::nullopt;
    const auto number = index ? lines::number(*index) : std::nullopt;
    if (!number) return bad("thiếu dòng index", "the index line is missing");
    proof.index = *number;
    while ((line = lines::take(bytes)) && !line->empty()) {
        const auto hash = lines::hash(*line);
        if (!hash || proof.path.size() == path_max)
            return bad("đường lên gốc sai dạng", "the path to the root is malformed");
        proof.path.push_back(*hash);
    }
    if (!line) return bad("thiếu điểm chốt", "the checkpoint is missing");
    GIAMSAT_TRY(checkpoint, parse_signed_checkpoint(bytes));
    proof.checkpoint = std::move(checkpoint);
    return proof;
}

std::string write_bundle(const std::vector<std::string>& entries) {
    std::string bytes;
    for (const std::string& entry : entries) {
        ENSURE(entry.size() <= entry_bytes_max, "an entry's length fits two bytes");
        bytes += static_cast<char>(entry.size() >> 8);
        bytes += static_cast<char>(entry.size() & 0xFF);
        bytes += entry;
    }
    return bytes;
}

Result<std::vector<std::string>> parse_bundle(std::string_view bytes) {
    std::vector<std::string> entries;
    while (!bytes.empty()) {
        if (bytes.size() < 2) return bad("gói mục bị cắt", "an entry bundle is cut short");
        const std::size_t length = static_cast<unsigned char>(bytes[0]) * 256u + static_cast<unsigned char>(bytes[1]);
        bytes.remove_prefix(2);
        if (bytes.size() < length) return bad("gói mục bị cắt", "an entry bundle is cut short");
        entries.emplace_back(bytes.substr(0, length));
        bytes.remove_prefix(length);
    }
    return entries;
}

namespace {

// Of one case, from its first entry, each naming the one before.
Done check_chain(const std::vector<Entry>& entries, const std::vector<std::string>& bytes) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        const bool same = !entry.case_id.empty() && entry.case_id == entries.front().case_id;
        const std::string before = i == 0 ? "" : to_hex(leaf_hash(bytes[i - 1]));
        if (!same || entry.case_seq != static_cast<std::int64_t>(i) || entry.case_prev != before)
            return refused("có chuỗi mục của hồ sơ bị đứt ở mục thứ " + std::to_string(i + 1),
                           "breaks the chain of the case at its entry " + std::to_string(i + 1));
    }
    return {};
}

}  // namespace

bool is_origin_of(const std::string& origin, const OfficeId& office) {
    const std::string own = std::string(origin_prefix) + office.value;
    return origin == own || origin.starts_with(own + "/");
}

Result<Evidence> check_proof(const LogProof& proof, const Policy& policy) {
    GIAMSAT_TRY(cosigners, check_checkpoint(proof.checkpoint, policy));
    GIAMSAT_TRY(bytes, parse_bundle(proof.extra));
    if (bytes.empty()) return refused("không kèm mục nào", "holds no entry");
    const Checkpoint& checkpoint = proof.checkpoint.checkpoint;
    if (!verify_inclusion(leaf_hash(bytes.back()), proof.index, checkpoint.size, proof.path, checkpoint.root))
        return refused("có mục không nằm trong cây của điểm chốt",
                       "holds an entry that is not in the tree of its checkpoint");
    Evidence evidence{{}, proof.index, checkpoint, std::move(cosigners)};
    for (const std::string& one : bytes) {
        auto entry = decode_entry(one);
        if (!entry)
            return refused("có mục không đọc được: nó đã bị sửa hoặc hỏng",
                           "holds an entry that cannot be read: it was changed or damaged");
        if (!is_origin_of(checkpoint.origin, entry->office))
            return refused("có mục của văn phòng khác", "holds an entry of another office");
        evidence.entries.push_back(std::move(*entry));
    }
    if (bytes.size() > 1) GIAMSAT_CHECK(check_chain(evidence.entries, bytes));
    return evidence;
}

}  // namespace giamsat
