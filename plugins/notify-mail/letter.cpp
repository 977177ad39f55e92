// SPDX-License-Identifier: Apache-2.0
#include "notify-mail/letter.hpp"

#include "base/crypto/crypto.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace giamsat::mail {

namespace {

constexpr std::size_t id_bytes_max = 64;
constexpr std::size_t header_bytes_max = 500;
constexpr std::size_t address_bytes_max = 254;  // RFC 5321, 4.5.3.1, as amended
constexpr std::size_t plain_bytes_max = 60;     // a longer header is encoded, which also folds it
// RFC 2047: a line with an encoded word has at most 76 characters; 39 bytes leave room for the longest header name.
constexpr std::size_t word_bytes_max = 39;
constexpr std::size_t base64_line = 76;

constexpr std::array<const char*, 7> weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// An id becomes a file name and the left side of a Message-ID.
bool is_id(std::string_view text) {
    if (text.empty() || text.size() > id_bytes_max || !is_letter_or_digit(text.front())) return false;
    return text.find("..") == text.npos && text.back() != '.' &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_letter_or_digit(c) || is_one_of(c, ".-_"); });
}

bool is_header_text(std::string_view text) {
    return text.size() <= header_bytes_max && std::none_of(text.begin(), text.end(), is_control);
}

bool is_body_text(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return is_control(c) && !is_one_of(c, "\n\r\t"); });
}

Problem refused(const char* field, const std::string& value, const char* vi, const char* en) {
    return {ProblemCode::invalid_value, {{"field", field}, {"value", value}, {"why", vi}, {"why_en", en}}};
}

bool is_plain(std::string_view text) {
    return text.size() <= plain_bytes_max && text.find("=?") == text.npos &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

// Encoded words hold whole characters each (RFC 2047, section 5), one on a line.
std::string encoded_words(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t end = std::min(word_bytes_max, text.size());
        while (end < text.size() && end > 1 && goes_on(text[end])) --end;
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + to_base64(text.substr(0, end)) + "?=";
        text.remove_prefix(end);
    }
    return out;
}

std::string unstructured(const std::string& text) { return is_plain(text) ? text : encoded_words(text); }

std::string phrase(const std::string& name) {
    if (!is_plain(name)) return encoded_words(name);
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string written(const Mailbox& mailbox) {
    if (!mailbox.address.empty())
        return mailbox.name.empty() ? mailbox.address : phrase(mailbox.name) + "\r\n <" + mailbox.address + ">";
    // A group without members (RFC 5322, 3.4) says for whom the printed letter is without inventing an address.
    return (mailbox.name.empty() ? "undisclosed-recipients" : phrase(mailbox.name)) + ":;";
}

std::string date_time(Date date, const char* time) {
    std::array<char, 64> room;
    std::snprintf(room.data(), room.size(), "%s, %u %s %d %s +0700", weekdays[date.weekday() - 1], date.day_of_month(),
                  months[date.month() - 1], date.year(), time);
    return room.data();
}

std::string with_crlf(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (text[i] == '\n' || text[i] == '\r')
            out += "\r\n";
        else
            out += text[i];
    }
    return out.ends_with("\r\n") ? out : out + "\r\n";
}

std::string base64_body(std::string_view text) {
    const std::string all = to_base64(with_crlf(text));
    std::string out;
    for (std::size_t at = 0; at < all.size(); at += base64_line) out += all.substr(at, base64_line) + "\r\n";
    return out;
}

}  // namespace

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    if (text.size() > address_bytes_max || at == text.npos || at == 0 || at + 1 == text.size()) return false;
    const auto local = text.substr(0, at);
    const auto domain = text.substr(at + 1);
    const auto is_local = [](char c) { return is_letter_or_digit(c) || is_one_of(c, ".!#$%&'*+/=?^_`{|}~-"); };
    const auto is_domain = [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-'; };
    const auto is_dotted = [](std::string_view part) {
        return part.front() != '.' && part.back() != '.' && part.find("..") == part.npos;
    };
    return is_dotted(local) && is_dotted(domain) && std::all_of(local.begin(), local.end(), is_local) &&
           std::all_of(domain.begin(), domain.end(), is_domain);
}

Done check_sender(const Mailbox& from) {
    if (!is_address(from.address))
        return refused("from.address", from.address, "không phải địa chỉ thư", "it is no mail address");
    if (!is_header_text(from.name))
        return refused("from.name", "", "có ký tự điều khiển hoặc quá dài",
                       "it holds control characters or is too long");
    return {};
}

Done check_letter(const Letter& letter) {
    constexpr const char* vi = "có ký tự điều khiển hoặc quá dài";
    constexpr const char* en = "it holds control characters or is too long";
    if (!is_id(letter.id)) return refused("id", "", "không làm tên tệp được", "it cannot be a file's name");
    if (!is_header_text(letter.subject)) return refused("subject", "", vi, en);
    if (!is_header_text(letter.to.name)) return refused("to_name", "", vi, en);
    if (!is_body_text(letter.text)) return refused("text", "", "có ký tự điều khiển", "it holds control characters");
    if (!letter.to.address.empty() && !is_address(letter.to.address))
        return refused("to_address", letter.to.address, "không phải địa chỉ thư", "it is no mail address");
    return {};
}

std::string compose(const Letter& letter, const Mailbox& from, Purpose purpose) {
    const std::string domain = from.address.substr(from.address.find('@') + 1);
    std::string out;
    const auto header = [&out](std::string_view name, const std::string& value) {
        out += std::string(name) + ": " + value + "\r\n";
    };
    header("From", written(from));
    header("To", written(letter.to));
    header("Subject", unstructured(letter.subject));
    header("Date", date_time(letter.date, "00:00:00"));
    if (letter.due_on) header("Reply-By", date_time(*letter.due_on, "23:59:59"));
    header("Message-ID", "<" + letter.id + "@" + domain + ">");
    header("Auto-Submitted", "auto-generated");  // RFC 3834: holiday replies stay away
    if (purpose == Purpose::draft) header("X-Unsent", "1");
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=utf-8");
    header("Content-Transfer-Encoding", "base64");
    return out + "\r\n" + base64_body(letter.text);
}

}  // namespace giamsat::mail
