// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/note.hpp"

#include "base/text/text.hpp"
#include "kernel/journal/lines.hpp"

#include <algorithm>

namespace giamsat {

namespace {

constexpr std::string_view dash = "— ";
constexpr std::size_t id_bytes = 4;
constexpr std::size_t time_bytes = 8;

Problem bad_note(const char* vi, const char* en) {
    return lines::unreadable({"văn bản ký", "a signed note"}, {vi, en});
}
Problem bad_key(const char* vi, const char* en) {
    return lines::unreadable({"khóa kiểm tra", "a verifier key"}, {vi, en});
}

std::string big_endian(std::uint64_t value, std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[size - 1 - i] = static_cast<char>(value >> (8 * i));
    return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

// C2SP signed-note: the first four bytes of SHA-256(name || newline || type || key).
std::uint32_t key_id(std::string_view name, KeyType type, const PublicKey& key) {
    std::string text(name);
    text += '\n';
    text += static_cast<char>(type);
    const Hash hash = sha256(text, as_bytes(key));
    return static_cast<std::uint32_t>(from_big_endian(as_bytes(hash).substr(0, id_bytes)));
}

// C2SP tlog-cosignature: what a witness signs.
std::string cosigned_message(std::string_view text, std::uint64_t time) {
    return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

std::string signature_bytes(const Signature& signature) { return {signature.begin(), signature.end()}; }

bool is_text(std::string_view bytes) {
    const bool plain = std::all_of(bytes.begin(), bytes.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\n'; });
    return plain && is_valid_utf8(bytes);
}

}  // namespace

bool is_key_name(std::string_view name) {
    // White_Space of Unicode, in UTF-8.
    static constexpr std::string_view spaces[] = {"\t",     "\n",     "\v",     "\f",     "\r",     " ",      "\u0085",
                                                  "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
                                                  "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u2028",
                                                  "\u2029", "\u202f", "\u205f", "\u3000", "+"};
    return !name.empty() && is_text(name) && std::none_of(std::begin(spaces), std::end(spaces), [&](auto space) {
        return name.find(space) != std::string_view::npos;
    });
}

VerifierKey verifier_key(const std::string& name, KeyType type, const PublicKey& key) {
    return {name, key_id(name, type, key), type, key};
}

std::string write_verifier_key(const VerifierKey& key) {
    const std::string material = static_cast<char>(key.type) + std::string(as_bytes(key.key));
    return key.name + "+" + to_hex(big_endian(key.id, id_bytes)) + "+" + to_base64(material);
}

Result<VerifierKey> parse_verifier_key(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return bad_key("không đủ ba phần tên+mã+khóa", "it is not name+id+key");
    const auto material = from_base64(text.substr(second + 1));
    VerifierKey key{std::string(text.substr(0, first)), 0, KeyType::log, {}};
    if (!is_key_name(key.name)) return bad_key("tên không dùng được", "its name cannot be used");
    if (!material || material->size() != 1 + key.key.size())
        return bad_key("khóa sai độ dài", "the key has a wrong length");
    key.type = static_cast<KeyType>(material->front());
    if (key.type != KeyType::log && key.type != KeyType::witness)
        return bad_key("loại chữ ký không dùng ở đây", "its type of signature is not used here");
    std::copy(material->begin() + 1, material->end(), key.key.begin());
    key.id = key_id(key.name, key.type, key.key);
    if (to_hex(big_endian(key.id, id_bytes)) != text.substr(first + 1, second - first - 1))
        return bad_key("mã khóa không khớp tên và khóa", "the id does not follow from name and key");
    return key;
}

std::string signature_line(const NoteSignature& signature) {
    return std::string(dash) + signature.name + " " + to_base64(big_endian(signature.id, id_bytes) + signature.bytes) +
           "\n";
}

namespace {

std::optional<NoteSignature> parse_signature_line(std::string_view line) {
    if (!line.starts_with(dash)) return std::nullopt;
    line.remove_prefix(dash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
    const auto bytes = from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() <= id_bytes) return std::nullopt;
    const auto id = static_cast<std::uint32_t>(from_big_endian(std::string_view(*bytes).substr(0, id_bytes)));
    return NoteSignature{std::string(line.substr(0, space)), id, bytes->substr(id_bytes)};
}

}  // namespace

Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view rest) {
    std::vector<NoteSignature> signatures;
    while (!rest.empty()) {
        const auto line = lines::take(rest);
        auto signature = line ? parse_signature_line(*line) : std::nullopt;
        if (!signature) return bad_note("dòng chữ ký sai dạng", "a signature line is malformed");
        if (signatures.size() == note_signatures_max)
            return bad_note("quá nhiều chữ ký", "there are too many signatures");
        signatures.push_back(std::move(*signature));
    }
    if (signatures.empty()) return bad_note("không có chữ ký nào", "there is no signature");
    return signatures;
}

std::string write_note(const Note& note) {
    std::string bytes = note.text + "\n";
    for (const NoteSignature& signature : note.signatures) bytes += signature_line(signature);
    return bytes;
}

Result<Note> parse_note(std::string_view bytes) {
    if (bytes.size() > note_bytes_max) return bad_note("dài quá mức", "it is too long");
    if (!is_text(bytes)) return bad_note("không phải văn bản UTF-8 trơn", "it is not plain UTF-8 text");
    const auto blank = bytes.rfind("\n\n");
    if (blank == std::string_view::npos)
        return bad_note("thiếu dòng trống trước chữ ký", "no blank line stands before the signatures");
    GIAMSAT_TRY(signatures, parse_signature_lines(bytes.substr(blank + 2)));
    return Note{std::string(bytes.substr(0, blank + 1)), std::move(signatures)};
}

NoteSignature sign_note(const Key& seed, const std::string& name, std::string_view text) {
    return {name, key_id(name, KeyType::log, public_key_of(seed)), signature_bytes(sign(seed, text))};
}

NoteSignature cosign(const Key& seed, const std::string& name, std::string_view checkpoint_text, std::uint64_t time) {
    const Signature signature = sign(seed, cosigned_message(checkpoint_text, time));
    return {name, key_id(name, KeyType::witness, public_key_of(seed)),
            big_endian(time, time_bytes) + signature_bytes(signature)};
}

Verdict check_signature(const VerifierKey& key, std::string_view text, const NoteSignature& signature,
                        std::uint64_t* cosigned_at) {
    if (signature.name != key.name || signature.id != key.id) return Verdict::unknown;
    std::string_view bytes = signature.bytes;
    std::string message(text);
    if (key.type == KeyType::witness) {
        if (bytes.size() < time_bytes) return Verdict::bad;
        const std::uint64_t time = from_big_endian(bytes.substr(0, time_bytes));
        if (time >> 63 != 0) return Verdict::bad;
        bytes.remove_prefix(time_bytes);
        message = cosigned_message(text, time);
        if (cosigned_at) *cosigned_at = time;
    }
    Signature raw;
    if (bytes.size() != raw.size()) return Verdict::bad;
    std::copy(bytes.begin(), bytes.end(), raw.begin());
    return verify_signature(key.key, message, raw) ? Verdict::good : Verdict::bad;
}

}  // namespace giamsat
