// SPDX-License-Identifier: Apache-2.0
#include "adapters/net/head.hpp"

#include <algorithm>
#include <cctype>

namespace giamsat::net {

namespace {

constexpr std::string_view line_end = "\r\n";

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto same = [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_digits(std::string_view text) {
    constexpr std::size_t digits_max = 18;
    return !text.empty() && text.size() <= digits_max &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_control(std::string_view line) {
    return std::any_of(line.begin(), line.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

bool is_name(std::string_view name) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::all_of(name.begin(), name.end(), [&](unsigned char c) {
        return std::isalnum(c) != 0 || marks.find(static_cast<char>(c)) != marks.npos;
    });
}

// "POST /path HTTP/1.1": exactly two spaces.
int refused_request_line(std::string_view line) {
    const auto first = line.find(' '), second = line.rfind(' ');
    if (first == line.npos || first == second) return 400;
    const std::string_view target = line.substr(first + 1, second - first - 1), version = line.substr(second + 1);
    if (!is_name(line.substr(0, first)) || !target.starts_with('/') || target.find_first_of(" \t#") != target.npos)
        return 400;
    if (!version.starts_with("HTTP/")) return 400;
    return version == "HTTP/1.1" || version == "HTTP/1.0" ? 0 : 505;
}

struct Seen {
    int hosts = 0, lengths = 0, encodings = 0;
};

int refused_field(std::string_view line, Seen& seen) {
    const auto colon = line.find(':');
    if (colon == line.npos || !is_name(line.substr(0, colon))) return 400;
    const std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    if (equal_ignoring_case(name, "host")) ++seen.hosts;
    if (equal_ignoring_case(name, "content-length")) {
        ++seen.lengths;
        if (!is_digits(value)) return 400;
    }
    if (equal_ignoring_case(name, "transfer-encoding")) {
        ++seen.encodings;
        if (!equal_ignoring_case(value, "chunked")) return 501;
    }
    return 0;
}

}  // namespace

int refused_head(std::string_view head) {
    auto end = head.find(line_end);
    if (end == head.npos) return 400;
    const std::string_view request_line = head.substr(0, end);
    if (has_control(request_line)) return 400;
    if (const int status = refused_request_line(request_line)) return status;
    const bool old = request_line.ends_with("1.0");
    Seen seen;
    for (head.remove_prefix(end + line_end.size());; head.remove_prefix(end + line_end.size())) {
        end = head.find(line_end);
        if (end == head.npos) return 400;
        if (end == 0) break;
        if (has_control(head.substr(0, end))) return 400;
        if (const int status = refused_field(head.substr(0, end), seen)) return status;
    }
    const bool one_meaning = seen.lengths + seen.encodings <= 1 && seen.hosts <= 1;
    return one_meaning && (old ? seen.encodings == 0 : seen.hosts == 1) ? 0 : 400;
}

}  // namespace giamsat::net
