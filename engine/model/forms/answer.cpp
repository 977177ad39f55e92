// SPDX-License-Identifier: Apache-2.0
#include "model/forms/answer.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace giamsat::forms {

namespace {

tl::unexpected<LocalText> refused(std::string vi, std::string en) {
    return tl::unexpected(LocalText{std::move(vi), std::move(en)});
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == text.npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

// The digits of "1.680.000" or "1,680,000"; "" when the groups are not groups of three of one kind.
std::string without_groups(std::string_view text) {
    if (all_digits(text)) return std::string(text);
    const auto mark = text.find_first_of(".,");
    if (mark == text.npos || mark == 0 || mark > 3 || text[0] == '0') return {};
    std::string out(text.substr(0, mark));
    for (auto at = mark; at < text.size(); at += 4) {
        const auto group = text.substr(at + 1, 3);
        if (text[at] != text[mark] || group.size() != 3 || !all_digits(group)) return {};
        out += group;
    }
    return all_digits(out) ? out : std::string();
}

std::optional<std::int64_t> whole(std::string_view text) {
    const bool negative = text.starts_with('-');
    const auto digits = without_groups(negative ? text.substr(1) : text);
    std::int64_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || read.ec != std::errc()) return std::nullopt;
    return negative ? -value : value;
}

Answer read_whole(const Json& given) {
    std::optional<std::int64_t> value;
    if (given.is_number_unsigned()) {
        const auto found = given.get<std::uint64_t>();
        if (found <= static_cast<std::uint64_t>(json_integer_max)) value = static_cast<std::int64_t>(found);
    } else if (given.is_number_integer()) {
        value = given.get<std::int64_t>();
    } else if (given.is_number_float()) {
        const double found = given.get<double>();
        if (std::trunc(found) == found && std::abs(found) < 9e15) value = static_cast<std::int64_t>(found);
    } else if (given.is_string()) {
        value = whole(trimmed(given.get_ref<const std::string&>()));
    }
    if (!value) return refused("phải là số nguyên", "it must be a whole number");
    if (*value > json_integer_max || *value < -json_integer_max)
        return refused("số quá lớn", "the number is too large");
    return Json(*value);
}

// "098.260" -> "98.26": one number, one text.
std::string normal_decimal(bool negative, std::string_view digits, std::string_view fraction) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    const auto last = fraction.find_last_not_of('0');
    fraction = last == fraction.npos ? std::string_view() : fraction.substr(0, last + 1);
    std::string out = digits.empty() ? "0" : std::string(digits);
    if (!fraction.empty()) out += "." + std::string(fraction);
    return negative && out != "0" ? "-" + out : out;
}

Answer decimal_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto mark = text.find_first_of(".,");
    const auto digits = text.substr(0, mark);
    const auto fraction = mark == text.npos ? std::string_view() : text.substr(mark + 1);
    if (!all_digits(digits) || (mark != text.npos && !all_digits(fraction)))
        return refused("phải là số", "it must be a number");
    if (digits.size() > 15 || fraction.size() > 6)
        return refused("số quá dài (15 chữ số, 6 số lẻ)", "it has too many digits (15, and 6 decimals)");
    return Json(normal_decimal(negative, digits, fraction));
}

std::string fixed(double value) {
    std::array<char, 400> room;
    const auto written = std::to_chars(room.data(), room.data() + room.size(), value, std::chars_format::fixed, 6);
    return std::string(room.data(), written.ptr);
}

Answer read_decimal(const Json& given) {
    if (given.is_number_float()) return decimal_of(fixed(given.get<double>()));
    if (given.is_number()) return decimal_of(given.dump());
    if (given.is_string()) return decimal_of(trimmed(given.get_ref<const std::string&>()));
    return refused("phải là số", "it must be a number");
}

Answer read_boolean(const Json& given) {
    if (given.is_boolean()) return given;
    if (given == "true") return Json(true);
    if (given == "false") return Json(false);
    return refused("phải là true hoặc false", "it must be true or false");
}

Answer read_date(const Json& given) {
    const auto date = given.is_string() ? Date::parse(trimmed(given.get_ref<const std::string&>()))
                                        : Result<Date>(Problem(ProblemCode::invalid_value));
    if (date) return Json(date->iso());
    return refused("phải là ngày có thật, viết 2024-05-31 hoặc 31/05/2024",
                   "it must be a real day, written 2024-05-31 or 31/05/2024");
}

Answer read_text(const Json& given) {
    if (!given.is_string()) return refused("phải là chữ, đặt trong ngoặc kép", "it must be text, in quotes");
    const auto& text = given.get_ref<const std::string&>();
    if (text.size() > text_bytes_max) return refused("dài quá 16 KiB", "it is longer than 16 KiB");
    const auto normal = to_nfc(text);
    if (!normal)
        return refused("không phải UTF-8, hoặc có ký tự điều khiển", "it is not UTF-8, or holds control characters");
    const auto kept = trimmed(*normal);
    return kept.empty() ? Json() : Json(std::string(kept));
}

Answer read_choice(const Form& form, const Question& question, const Json& given) {
    const auto list = form.choices.find(question.list);
    std::vector<std::string> names;
    if (list != form.choices.end()) {
        for (const auto& choice : list->second) names.push_back(choice.name);
    }
    const auto word = given.is_string()           ? given.get<std::string>()
                      : given.is_number_integer() ? given.dump()
                                                  : std::string();
    if (std::find(names.begin(), names.end(), word) != names.end()) return Json(word);
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
    return refused("phải chọn một trong: " + all, "it must be one of: " + all);
}

}  // namespace

Answer read_answer(const Form& form, const Question& question, const Json& given) {
    if (given.is_null() || (given.is_string() && trimmed(given.get_ref<const std::string&>()).empty())) return Json();
    switch (question.type) {
        case FieldType::integer:
        case FieldType::money: return read_whole(given);
        case FieldType::decimal: return read_decimal(given);
        case FieldType::boolean: return read_boolean(given);
        case FieldType::date: return read_date(given);
        case FieldType::choice: return read_choice(form, question, given);
        case FieldType::text: break;
    }
    return read_text(given);
}

namespace {

Answer calculated_number(const Question& question, double value) {
    if (std::abs(value) > static_cast<double>(json_integer_max))
        return refused("kết quả quá lớn", "the result is too large");
    if (question.type == FieldType::decimal) return decimal_of(fixed(value));
    if (question.type == FieldType::integer && std::trunc(value) != value)
        return refused("kết quả không phải số nguyên", "the result is no whole number");
    return Json(static_cast<std::int64_t>(std::llround(value)));
}

tl::unexpected<LocalText> reason(const Problem& problem) {
    LocalText out{problem.message(Lang::vi), problem.message(Lang::en)};
    for (const auto& [key, value] : problem.details) {
        if (key == "why") out.vi = value;
        if (key == "why_en") out.en = value;
    }
    return tl::unexpected(std::move(out));
}

}  // namespace

Answer calculated(const Question& question, const Expression& calculation, const NameValues& values, Date today) {
    switch (question.type) {
        case FieldType::integer:
        case FieldType::money:
        case FieldType::decimal: {
            const auto number = calculation.number(values, today);
            return number ? calculated_number(question, *number) : Answer(reason(number.error()));
        }
        case FieldType::boolean: {
            const auto truth = calculation.truth(values, today);
            return truth ? Answer(Json(*truth)) : Answer(reason(truth.error()));
        }
        default: break;
    }
    const auto text = calculation.text(values, today);
    if (!text) return reason(text.error());
    return text->empty() ? Json() : Json(*text);
}

LocalText titled(const Question& question) {
    if (question.label.vi.empty()) return {question.name, question.name};
    return {question.label.vi + " (" + question.name + ")", question.label.in(Lang::en) + " (" + question.name + ")"};
}

}  // namespace giamsat::forms
