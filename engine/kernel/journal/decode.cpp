// SPDX-License-Identifier: Apache-2.0
// Reading entries. Whatever is read is written again and must give the same bytes: so the writer's rules are the reader's,
// and there is one way to say a thing.
#include "kernel/journal/entry.hpp"
#include "kernel/journal/shapes.hpp"

#include <limits>

namespace giamsat {

namespace {

Problem damaged(const std::string& vi, const std::string& en) {
    return Problem(ProblemCode::journal_damaged, {{"what", vi}, {"what_en", en}});
}

Problem wrong_key(const std::string& key) {
    return damaged("mục có khóa “" + key + "” sai hoặc lạ", "an entry has a wrong or unknown key “" + key + "”");
}

// Each says whether the value had the right type.
bool take(const Json& value, std::string& out) {
    if (!value.is_string()) return false;
    out = value.get_ref<const std::string&>();
    return true;
}
bool take(const Json& value, std::int64_t& out) {
    if (!value.is_number_integer()) return false;
    out = value.get<std::int64_t>();
    return true;
}
bool take(const Json& value, int& out) {
    std::int64_t number = 0;
    if (!take(value, number) || number < 0 || number > std::numeric_limits<int>::max()) return false;
    out = static_cast<int>(number);
    return true;
}
template <class Tag>
bool take(const Json& value, Id<Tag>& out) {
    return take(value, out.value);
}
bool take(const Json& value, Instant& out) { return take(value, out.ms); }
bool take(const Json& value, Date& out) {
    std::string text;
    if (!take(value, text) || !shapes::is_day(text)) return false;
    auto date = Date::parse(text);
    if (date) out = *date;
    return date.has_value();
}
bool take(const Json& value, std::vector<std::string>& out) {
    if (!value.is_array()) return false;
    for (const auto& item : value)
        if (!take(item, out.emplace_back())) return false;
    return true;
}

bool take(const Json& value, Encrypted& out) {
    if (!value.is_object() || value.size() != 6) return false;
    for (const auto& [key, item] : value.get_ref<const Json::object_t&>()) {
        const bool taken = key == "commit"  ? take(item, out.commit)
                           : key == "ct"    ? take(item, out.ct)
                           : key == "kid"   ? take(item, out.kid)
                           : key == "nonce" ? take(item, out.nonce)
                           : key == "path"  ? take(item, out.path)
                                            : key == "subject" && take(item, out.subject);
        if (!taken) return false;
    }
    return true;
}
bool take(const Json& value, std::vector<Encrypted>& out) {
    if (!value.is_array()) return false;
    for (const auto& item : value)
        if (!take(item, out.emplace_back())) return false;
    return true;
}
bool take_version(const Json& value) { return value.is_number_integer() && value.get<std::int64_t>() == entry_format; }

using Take = bool (*)(Json& value, Entry& entry);
struct Field {
    std::string_view key;
    Take take;
};
constexpr Field fields[] = {
    {"act", [](Json& v, Entry& e) { return take(v, e.act); }},
    {"actor", [](Json& v, Entry& e) { return take(v, e.actor); }},
    {"auth", [](Json& v, Entry& e) { return take(v, e.auth); }},
    {"body",
     [](Json& v, Entry& e) {
         e.body = std::move(v);
         return e.body.is_object();
     }},
    {"case", [](Json& v, Entry& e) { return take(v, e.case_id); }},
    {"case_prev", [](Json& v, Entry& e) { return take(v, e.case_prev); }},
    {"case_seq", [](Json& v, Entry& e) { return take(v, e.case_seq); }},
    {"cmd", [](Json& v, Entry& e) { return take(v, e.cmd); }},
    {"date", [](Json& v, Entry& e) { return take(v, e.date); }},
    {"def", [](Json& v, Entry& e) { return take(v, e.def); }},
    {"enc", [](Json& v, Entry& e) { return take(v, e.enc); }},
    {"i", [](Json& v, Entry& e) { return take(v, e.i); }},
    {"kind", [](Json& v, Entry& e) { return take(v, e.kind); }},
    {"n", [](Json& v, Entry& e) { return take(v, e.n); }},
    {"office", [](Json& v, Entry& e) { return take(v, e.office); }},
    {"on_behalf", [](Json& v, Entry& e) { return take(v, e.on_behalf); }},
    {"refs", [](Json& v, Entry& e) { return take(v, e.refs); }},
    {"t", [](Json& v, Entry& e) { return take(v, e.t); }},
    {"v", [](Json& v, Entry&) { return take_version(v); }},
    {"via", [](Json& v, Entry& e) { return take(v, e.via); }},
};

const Field* field_of(std::string_view key) {
    for (const auto& field : fields)
        if (field.key == key) return &field;
    return nullptr;
}

Result<Entry> entry_of(Json& json) {
    Entry entry;
    for (auto& [key, value] : json.get_ref<Json::object_t&>()) {
        const Field* field = field_of(key);
        if (!field || !field->take(value, entry)) return wrong_key(key);
    }
    return entry;
}

// A sentence inside another one.
std::string clause(std::string sentence) {
    if (sentence.ends_with('.')) sentence.pop_back();
    return sentence;
}

Problem unreadable(const Problem& why) {
    return damaged("mục không đọc được: " + clause(why.message(Lang::vi)),
                   "an entry cannot be read: " + clause(why.message(Lang::en)));
}

}  // namespace

Result<Entry> decode_entry(std::string_view bytes) {
    if (bytes.size() > entry_bytes_max) return damaged("mục dài quá 65.535 byte", "an entry is over 65,535 bytes");
    auto json = parse_json(bytes);
    if (!json) return unreadable(json.error());
    if (!json->is_object()) return damaged("mục không phải đối tượng JSON", "an entry is not a JSON object");
    GIAMSAT_TRY(entry, entry_of(*json));
    auto again = encode_entry(entry);
    if (!again) return unreadable(again.error());
    if (*again != bytes) return damaged("byte của mục không ở dạng chuẩn", "the bytes of an entry are not canonical");
    return std::move(entry);
}

Result<std::vector<Encrypted>> decode_encrypted(std::string_view text) {
    std::vector<Encrypted> enc;
    if (text.empty()) return enc;
    auto json = parse_json(text);
    if (!json) return unreadable(json.error());
    if (!take(*json, enc)) return wrong_key("enc");
    return enc;
}

}  // namespace giamsat
