// SPDX-License-Identifier: Apache-2.0
// Builds the value from parser events rather than nlohmann's own DOM parser, which keeps the last of two equal keys.
#include "base/json/json.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <vector>

namespace giamsat {

namespace {

constexpr std::size_t depth_max = 64;

struct Refusal {
    const char* vi = "sai cú pháp JSON";
    const char* en = "JSON syntax error";
    std::string value;
    std::size_t position = 0;
};

class Builder final : public nlohmann::json_sax<Json> {
public:
    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(std::int64_t value) override { return put(value); }
    bool number_unsigned(std::uint64_t value) override { return put(value); }
    bool number_float(double value, const std::string&) override { return put(value); }
    bool string(std::string& value) override { return put(std::move(value)); }
    bool binary(Json::binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override;
    bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception&) override;

    Json root;
    Refusal refusal;

private:
    Json* place(Json value);
    bool put(Json value) { return place(std::move(value)) != nullptr; }
    bool open(Json container);
    bool close();

    std::vector<Json*> open_;
    Json* slot_ = nullptr;  // of the key just read
};

Json* Builder::place(Json value) {
    if (open_.empty()) return &(root = std::move(value));
    if (slot_) {
        Json* slot = std::exchange(slot_, nullptr);
        return &(*slot = std::move(value));
    }
    auto& items = open_.back()->get_ref<Json::array_t&>();
    return &items.emplace_back(std::move(value));
}

bool Builder::open(Json container) {
    if (open_.size() >= depth_max) {
        refusal.vi = "lồng nhau quá 64 mức";
        refusal.en = "it is nested deeper than 64";
        return false;
    }
    open_.push_back(place(std::move(container)));
    return true;
}

bool Builder::close() {
    open_.pop_back();
    return true;
}

bool Builder::key(std::string& name) {
    auto [at, is_new] = open_.back()->get_ref<Json::object_t&>().emplace(name, nullptr);
    if (!is_new) {
        refusal.vi = "khóa xuất hiện hai lần";
        refusal.en = "a key stands twice";
        refusal.value = name;
        return false;
    }
    slot_ = &at->second;
    return true;
}

bool Builder::parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception&) {
    refusal.position = position;
    refusal.value = token;
    return false;
}

Where place_of(std::string_view text, std::size_t position) {
    if (position == 0) return {};
    const auto before = text.substr(0, std::min(position - 1, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto last = before.rfind('\n');
    const auto column = last == before.npos ? before.size() + 1 : before.size() - last;
    return Where{{}, static_cast<int>(lines) + 1, static_cast<int>(column), {}};
}

Problem refused(std::string_view text, Refusal why) {
    return Problem(ProblemCode::invalid_value,
                   {{"field", "JSON"}, {"value", std::move(why.value)}, {"why", why.vi}, {"why_en", why.en}},
                   place_of(text, why.position));
}

Problem encoding(const char* vi, const char* en) {
    return Problem(ProblemCode::text_encoding, {{"why", vi}, {"why_en", en}});
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
    if (!is_valid_utf8(text)) return encoding("có byte sai", "it holds wrong bytes");
    if (text.starts_with("\xEF\xBB\xBF")) return encoding("có dấu BOM ở đầu", "it begins with a byte order mark");
    Builder builder;
    if (!Json::sax_parse(text.begin(), text.end(), &builder)) return refused(text, std::move(builder.refusal));
    return std::move(builder.root);
}

}  // namespace giamsat
