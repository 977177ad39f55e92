// SPDX-License-Identifier: Apache-2.0
// One walk validates and writes: this is the hottest path of the journal, so a good value is never copied or re-read.
#include "base/json/json.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace giamsat {

namespace {

constexpr int depth_max = 64;

struct Refusal {
    const char* vi = nullptr;
    const char* en = nullptr;
};

constexpr Refusal a_float{"số phải là số nguyên", "a number must be an integer"};
constexpr Refusal too_large{"số nguyên vượt quá 2^53", "an integer is beyond 2^53"};
constexpr Refusal key_not_ascii{"khóa chỉ gồm ký tự ASCII", "a key must be ASCII"};
constexpr Refusal not_utf8{"văn bản không phải UTF-8", "a text is not UTF-8"};
constexpr Refusal not_nfc{"văn bản chưa ở dạng chuẩn NFC", "a text is not in normal form NFC"};
constexpr Refusal not_json{"giá trị không phải JSON", "a value is not JSON"};
constexpr Refusal too_deep{"lồng nhau quá 64 mức", "it is nested deeper than 64"};

class Writer {
public:
    // False leaves the reason in `refusal` and the place in `path`.
    bool write(const Json& value, int depth);

    std::string out;
    std::string path;
    Refusal refusal;

private:
    bool refuse(const Refusal& why) {
        refusal = why;
        return false;
    }
    bool write_object(const Json& value, int depth);
    bool write_array(const Json& value, int depth);
    bool write_text(const std::string& text);
    bool write_integer(const Json& value);
    void write_escaped(std::string_view text);
    void escape(unsigned char c);
};

bool plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }
bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

bool Writer::write(const Json& value, int depth) {
    if (depth > depth_max) return refuse(too_deep);
    switch (value.type()) {
        case Json::value_t::null: out += "null"; return true;
        case Json::value_t::boolean: out += value.get_ref<const bool&>() ? "true" : "false"; return true;
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned: return write_integer(value);
        case Json::value_t::number_float: return refuse(a_float);
        case Json::value_t::string: return write_text(value.get_ref<const std::string&>());
        case Json::value_t::array: return write_array(value, depth);
        case Json::value_t::object: return write_object(value, depth);
        default: return refuse(not_json);
    }
}

bool Writer::write_object(const Json& value, int depth) {
    char before = '{';
    for (const auto& [key, item] : value.get_ref<const Json::object_t&>()) {
        if (!is_ascii(key)) return refuse(key_not_ascii);
        out += before;
        out += '"';
        write_escaped(key);
        out += "\":";
        if (!write(item, depth + 1)) {
            path.insert(0, "." + key);
            return false;
        }
        before = ',';
    }
    if (before == '{') out += before;
    out += '}';
    return true;
}

bool Writer::write_array(const Json& value, int depth) {
    const auto& items = value.get_ref<const Json::array_t&>();
    out += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += ',';
        if (!write(items[i], depth + 1)) {
            path.insert(0, "[" + std::to_string(i) + "]");
            return false;
        }
    }
    out += ']';
    return true;
}

bool Writer::write_text(const std::string& text) {
    if (!is_ascii(text)) {
        if (!is_valid_utf8(text)) return refuse(not_utf8);
        if (!is_nfc(text)) return refuse(not_nfc);
    }
    out += '"';
    write_escaped(text);
    out += '"';
    return true;
}

bool Writer::write_integer(const Json& value) {
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(json_integer_max))
        return refuse(too_large);
    const auto number = value.get<std::int64_t>();
    if (number > json_integer_max || number < -json_integer_max) return refuse(too_large);
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
    return true;
}

void Writer::write_escaped(std::string_view text) {
    while (!text.empty()) {
        const auto stop = std::find_if_not(text.begin(), text.end(), plain);
        const auto length = static_cast<std::size_t>(stop - text.begin());
        out.append(text.data(), length);
        if (length == text.size()) return;
        escape(static_cast<unsigned char>(*stop));
        text.remove_prefix(length + 1);
    }
}

void Writer::escape(unsigned char c) {
    static constexpr std::string_view named = "\"\"\\\\\bb\tt\nn\ff\rr";
    static constexpr std::string_view hex = "0123456789abcdef";
    for (std::size_t i = 0; i < named.size(); i += 2) {
        if (static_cast<unsigned char>(named[i]) != c) continue;
        out += '\\';
        out += named[i + 1];
        return;
    }
    out += "\\u00";
    out += hex[c >> 4];
    out += hex[c & 15];
}

}  // namespace

Result<std::string> canonical_json(const Json& value) {
    Writer writer;
    writer.out.reserve(512);
    if (writer.write(value, 1)) return std::move(writer.out);
    if (writer.path.starts_with('.')) writer.path.erase(0, 1);
    return Problem(ProblemCode::entry_invalid, {{"why", writer.refusal.vi}, {"why_en", writer.refusal.en}},
                   Where{{}, 0, 0, writer.path});
}

}  // namespace giamsat
