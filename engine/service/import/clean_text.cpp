// SPDX-License-Identifier: Apache-2.0
#include "service/import/clean_text.hpp"

#include "base/text/text.hpp"
#include "base/text/utf8.hpp"

#include <cstdio>

namespace giamsat::import {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

LocalText wrong_byte(char byte) {
    char hex[3];
    std::snprintf(hex, sizeof hex, "%02X", static_cast<unsigned>(static_cast<unsigned char>(byte)));
    return {std::string("byte ") + hex + " không thuộc UTF-8", std::string("byte ") + hex + " is not UTF-8"};
}

LocalText control(char32_t point) {
    if (point == 0) return {"có ký tự NUL", "it holds a NUL"};
    if (point == '\r') return {"có dấu về đầu dòng (CR) không kèm xuống dòng", "it holds a CR that ends no line"};
    return {"có ký tự điều khiển", "it holds a control character"};
}

bool forbidden(char32_t point, std::string_view rest) {
    if (point == '\r') return rest.empty() || rest.front() != '\n';
    return (point < 0x20 && point != '\n' && point != '\t') || point == 0x7F;
}

// Walks the text once, keeping the place; one complaint a line is enough to find it.
class Inspection {
public:
    Inspection(const std::string& file, std::string_view text) : file_(file), text_(text) {}

    std::vector<Problem> problems() {
        while (at_ < text_.size() && found_.size() < listed_max) step();
        return std::move(found_);
    }

private:
    void step() {
        const std::size_t before = at_;
        ++column_;
        const char32_t point = utf8::next(text_, at_);
        if (point == '\n') return new_line();
        if (point == utf8::wrong) return complain(wrong_byte(text_[before]));
        if (forbidden(point, text_.substr(at_))) complain(control(point));
    }
    void new_line() { ++line_, column_ = 0; }
    void complain(const LocalText& why) {
        found_.push_back(
            {ProblemCode::text_encoding, {{"why", why.vi}, {"why_en", why.en}}, {file_, line_, column_, ""}});
        at_ = std::min(text_.find('\n', at_), text_.size());
    }

    const std::string& file_;
    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 0;
    std::vector<Problem> found_;
};

bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

std::string without_cr(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c != '\r') out += c;
    }
    return out;
}

}  // namespace

Result<std::string> clean_text(const std::string& file, std::string_view bytes) {
    if (bytes.size() > file_bytes_max)
        return Problem(ProblemCode::file_too_large, {{"file", file}, {"limit", "256 MiB"}});
    if (is_utf16(bytes)) {
        return Problem(ProblemCode::text_encoding,
                       {{"why", "tệp được lưu theo UTF-16"}, {"why_en", "the file is saved as UTF-16"}},
                       {file, 1, 1, ""});
    }
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    auto problems = Inspection(file, bytes).problems();
    if (!problems.empty()) return join(std::move(problems));
    if (bytes.find('\r') == bytes.npos) return to_nfc(bytes);
    return to_nfc(without_cr(bytes));
}

}  // namespace giamsat::import
