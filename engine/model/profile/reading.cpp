// SPDX-License-Identifier: Apache-2.0
#include "model/profile/reading.hpp"

#include "base/text/text.hpp"

#include <algorithm>

namespace giamsat::profile {

namespace {

bool id_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

}  // namespace

std::string Reading::refer_to(Target target, YamlReader& from, const char* key, bool required) {
    auto word = required ? from.text(key) : from.text_or(key, "");
    refer(target, word, from.where(key));
    return word;
}

std::vector<std::string> Reading::refer_to_all(Target target, YamlReader& from, const char* key) {
    auto words = from.texts_or_empty(key);
    for (const auto& word : words) refer(target, word, from.where(key));
    return words;
}

Problem mistake(const LocalText& what, const LocalText& advice, const Where& where) {
    return Problem(ProblemCode::definition_invalid,
                   {{"what", what.vi}, {"what_en", what.en}, {"advice", advice.vi}, {"advice_en", advice.en}}, where);
}

Problem unknown_word(const LocalText& what, const std::string& word, const std::vector<std::string>& known,
                     const Where& where) {
    const auto near = nearest(word, known);
    std::string all;
    for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
    if (all.empty()) all = "–";
    return mistake(
        {"Không có " + what.vi + " “" + word + "”" + (near.empty() ? "." : ", có phải là “" + near + "”?"),
         "There is no " + what.en + " “" + word + "”" + (near.empty() ? "." : "; did you mean “" + near + "”?")},
        {"Dùng một trong: " + all + ".", "Use one of: " + all + "."}, where);
}

std::string read_id(YamlReader& from, const char* key, std::set<std::string>& seen) {
    auto id = from.text(key);
    if (id.empty()) return id;
    if (id.size() > 64 || !std::all_of(id.begin(), id.end(), id_character))
        from.report(mistake({"“" + id + "” không dùng làm mã được.", "“" + id + "” cannot be used as a code."},
                            {"Chỉ dùng chữ không dấu, chữ số và - _ . (tối đa 64).",
                             "Use letters a–z, digits and - _ . only, at most 64."},
                            from.where(key)));
    if (!seen.insert(id).second)
        from.report(mistake({"“" + id + "” xuất hiện hai lần.", "“" + id + "” stands twice."},
                            {"Mỗi mã chỉ đặt một lần trong danh sách.", "Give each code once in a list."},
                            from.where(key)));
    return id;
}

}  // namespace giamsat::profile
