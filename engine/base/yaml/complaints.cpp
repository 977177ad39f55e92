// SPDX-License-Identifier: Apache-2.0
#include "base/yaml/complaints.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace giamsat {

namespace {

// yaml-cpp's frequent complaints, for readers of Vietnamese; others are shown as they are.
std::string in_vietnamese(const std::string& message) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> known = {{
        {"end of map not found", "thụt dòng không khớp trong một nhóm khóa"},
        {"end of map flow not found", "thiếu dấu } hoặc dấu phẩy"},
        {"end of sequence not found", "thụt dòng không khớp trong một danh sách"},
        {"end of sequence flow not found", "thiếu dấu ] hoặc dấu phẩy"},
        {"illegal tab when looking for indentation", "thụt dòng bằng Tab; hãy dùng dấu cách"},
        {"illegal map value", "dấu hai chấm đặt sai chỗ; giá trị có dấu hai chấm phải nằm trong ngoặc kép"},
        {"illegal map key", "khóa đặt sai chỗ"},
        {"illegal block entry", "dấu gạch đầu mục đặt sai chỗ"},
        {"illegal flow end", "thừa dấu đóng ngoặc"},
        {"illegal EOF in scalar", "chuỗi trong ngoặc chưa đóng"},
        {"illegal document indicator in scalar", "dấu --- nằm trong chuỗi"},
        {"unknown token", "ký tự không được đứng ở đây"},
        {"unknown escape character", "dấu \\ trong ngoặc kép đứng trước ký tự lạ"},
        {"cannot set zero indentation for a block scalar", "khối chữ | hoặc > phải thụt vào"},
        {"illegal character in scalar", "ký tự không được đứng trong chuỗi"},
    }};
    for (const auto& [english, vietnamese] : known) {
        if (message.starts_with(english)) return std::string(vietnamese) + message.substr(english.size());
    }
    return message;
}

// A tab in the indentation ends up as some other complaint, on its line or the next.
bool indented_by_tab(std::string_view line) {
    const auto text = line.find_first_not_of(" \t");
    return line.substr(0, text).find('\t') != line.npos;
}

LocalText reason(const std::string& message, int line, const Places& places) {
    if (indented_by_tab(places.line(line)) || indented_by_tab(places.line(line - 1)))
        return {"thụt dòng bằng Tab; hãy dùng dấu cách", "a line is indented by a tab; use spaces"};
    return {in_vietnamese(message), message};
}

}  // namespace

Problem syntax_problem(const std::string& message, int line, int column, const Places& places) {
    const Where where = places.of(line, column);
    if (message == "the referenced anchor is not defined")
        return Problem(ProblemCode::yaml_forbidden, {{"what", "tham chiếu (*)"}, {"what_en", "aliases (*)"}}, where);
    const LocalText why = reason(message, line, places);
    return Problem(ProblemCode::yaml_syntax, {{"why", why.vi}, {"why_en", why.en}}, where);
}

}  // namespace giamsat
