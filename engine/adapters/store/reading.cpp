// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/reading.hpp"

#include "kernel/journal/shapes.hpp"

namespace giamsat::store {

namespace {

int two(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

}  // namespace

void Reading::damaged() const {
    throw StorageError(Problem(ProblemCode::office_damaged, {{"path", database_.path().string()},
                                                             {"why", "một ô có giá trị không đọc được"},
                                                             {"why_en", "a cell holds a value that cannot be read"}}));
}

Date Reading::day() {
    const std::string_view text = cursor_.view(at_++);
    if (!shapes::is_day(text)) damaged();
    return Date::of(two(text, 0) * 100 + two(text, 2), static_cast<unsigned>(two(text, 5)),
                    static_cast<unsigned>(two(text, 8)));
}

std::optional<Date> Reading::maybe_day() {
    if (!cursor_.is_null(at_)) return day();
    ++at_;
    return std::nullopt;
}

Json Reading::json() {
    const std::string_view text = cursor_.view(at_++);
    if (text.empty()) return nullptr;
    auto value = parse_json(text);
    if (!value) damaged();
    return std::move(*value);
}

std::vector<std::string> Reading::texts_of(const Json& list) const {
    std::vector<std::string> out;
    if (list.is_null()) return out;
    if (!list.is_array()) damaged();
    for (const auto& item : list) {
        if (!item.is_string()) damaged();
        out.push_back(item.get<std::string>());
    }
    return out;
}

std::vector<std::string> Reading::texts() { return texts_of(json()); }

std::map<std::string, std::vector<std::string>> Reading::named_texts() {
    const Json object = json();
    std::map<std::string, std::vector<std::string>> out;
    if (object.is_null()) return out;
    if (!object.is_object()) damaged();
    for (const auto& [name, list] : object.items()) out.emplace(name, texts_of(list));
    return out;
}

std::vector<Encrypted> Reading::encrypted() {
    auto enc = decode_encrypted(cursor_.view(at_++));
    if (!enc) damaged();
    return std::move(*enc);
}

std::vector<Encrypted> sealed_row(Cursor cursor, const Database& database, CommandId& cmd, int& i) {
    if (!cursor.next()) return {};
    Reading row(cursor, database);
    auto enc = row.encrypted();
    row.id(cmd);
    i = row.small();
    return enc;
}

}  // namespace giamsat::store
