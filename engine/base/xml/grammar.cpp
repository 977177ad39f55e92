// SPDX-License-Identifier: Apache-2.0
#include "base/xml/grammar.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace giamsat::xpath {

namespace {

constexpr std::size_t source_bytes_max = 4096;
constexpr std::size_t depth_max = 64;

struct CoreFunction {
    const char* name;
    int least;
    int most;  // -1 = any number
};

// Those that take the context node when given nothing must be given something here.
constexpr std::array<CoreFunction, 18> core = {{
    {"boolean", 1, 1},
    {"not", 1, 1},
    {"true", 0, 0},
    {"false", 0, 0},
    {"number", 1, 1},
    {"floor", 1, 1},
    {"ceiling", 1, 1},
    {"round", 1, 1},
    {"string", 1, 1},
    {"concat", 2, -1},
    {"starts-with", 2, 2},
    {"contains", 2, 2},
    {"substring-before", 2, 2},
    {"substring", 2, 3},
    {"substring-after", 2, 2},
    {"string-length", 1, 1},
    {"normalize-space", 1, 1},
    {"translate", 3, 3},
}};

const CoreFunction* find_core(std::string_view name) {
    const auto found = std::find_if(core.begin(), core.end(), [&](const auto& f) { return name == f.name; });
    return found == core.end() ? nullptr : &*found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool in_name(char c) { return starts_name(c) || is_digit(c) || c == '-' || c == '.'; }

bool is_operator_name(std::string_view name) { return name == "and" || name == "or" || name == "div" || name == "mod"; }

class Checker {
public:
    Checker(std::string_view source, const std::vector<std::string>& own) : source_(source), own_(own) {}

    // The reason the expression is refused, or nothing.
    std::optional<LocalText> run();

    Tokens tokens;

private:
    using Refusal = std::optional<LocalText>;

    struct Call {
        const CoreFunction* core;  // nullptr for a plain bracket or a function of our own
        int arguments;
    };

    Refusal next();
    Refusal literal();
    Refusal number();
    Refusal variable();
    Refusal name();
    Refusal call(std::string_view name);
    Refusal symbol();
    Refusal open(const CoreFunction* function);
    Refusal close();
    Refusal arguments_wrong(const Call& call) const;
    Refusal operand();
    std::string_view take_name();
    void skip_space();
    bool done() const { return at_ >= source_.size(); }
    char here() const { return source_[at_]; }

    std::string_view source_;
    const std::vector<std::string>& own_;
    std::size_t at_ = 0;
    bool after_operand_ = false;
    std::vector<Call> calls_;
};

LocalText around(const LocalText& before, std::string_view what, const LocalText& after) {
    const std::string shown = "“" + std::string(what) + "”";
    return {before.vi + shown + after.vi, before.en + shown + after.en};
}

std::optional<LocalText> Checker::run() {
    for (skip_space(); !done(); skip_space()) {
        if (auto why = next()) return why;
    }
    if (!calls_.empty()) return LocalText{"thiếu dấu đóng ngoặc )", "a closing ) is missing"};
    if (!after_operand_) return LocalText{"biểu thức dừng giữa chừng", "the expression stops halfway"};
    return std::nullopt;
}

Checker::Refusal Checker::next() {
    const char c = here();
    const bool fraction = c == '.' && at_ + 1 < source_.size() && is_digit(source_[at_ + 1]);
    if (c == '"' || c == '\'') return literal();
    if (is_digit(c) || fraction) return number();
    if (c == '$') return variable();
    if (starts_name(c)) return name();
    return symbol();
}

// Two operands side by side are libxml2's to refuse too; here the message is clearer.
Checker::Refusal Checker::operand() {
    if (after_operand_) return LocalText{"thiếu phép toán giữa hai vế", "an operator is missing between two operands"};
    after_operand_ = true;
    return std::nullopt;
}

Checker::Refusal Checker::literal() {
    const auto end = source_.find(here(), at_ + 1);
    if (end == source_.npos) return LocalText{"chuỗi trong ngoặc chưa đóng", "a quoted text is not closed"};
    at_ = end + 1;
    return operand();
}

Checker::Refusal Checker::number() {
    while (!done() && is_digit(here())) ++at_;
    if (!done() && here() == '.') ++at_;
    while (!done() && is_digit(here())) ++at_;
    if (!done() && in_name(here())) return LocalText{"số viết sai", "a number is written wrongly"};
    return operand();
}

std::string_view Checker::take_name() {
    const std::size_t start = at_;
    while (!done() && in_name(here())) ++at_;
    return source_.substr(start, at_ - start);
}

Checker::Refusal Checker::variable() {
    ++at_;
    if (done() || !starts_name(here())) return LocalText{"sau $ phải là tên", "a name must follow $"};
    const std::string name(take_name());
    auto& seen = tokens.variables;
    if (std::find(seen.begin(), seen.end(), name) == seen.end()) seen.push_back(name);
    return operand();
}

Checker::Refusal Checker::name() {
    const std::string_view word = take_name();
    if (after_operand_) {
        if (!is_operator_name(word)) return around({}, word, {" không phải phép toán", " is not an operator"});
        after_operand_ = false;
        return std::nullopt;
    }
    skip_space();
    if (!done() && here() == '(') return call(word);
    const std::string variable = "$" + std::string(word);
    return around({}, word,
                  {" không có nghĩa ở đây (viết " + variable + " nếu là biến, đặt trong ngoặc kép nếu là chữ)",
                   " means nothing here (write " + variable + " for a variable, quote it for a text)"});
}

Checker::Refusal Checker::call(std::string_view name) {
    const bool is_own = std::find(own_.begin(), own_.end(), name) != own_.end();
    const CoreFunction* function = is_own ? nullptr : find_core(name);
    if (!is_own && !function) return around({"không có hàm ", "there is no function "}, name, {});
    if (auto why = open(function)) return why;
    // An empty call ends in ")" where an operand could stand; it is taken here so that "( )" alone stays wrong.
    skip_space();
    if (done() || here() != ')') return std::nullopt;
    calls_.back().arguments = 0;
    after_operand_ = true;
    return std::nullopt;
}

Checker::Refusal Checker::open(const CoreFunction* function) {
    ++at_;
    if (after_operand_) return LocalText{"thiếu phép toán trước dấu (", "an operator is missing before ("};
    if (calls_.size() >= depth_max) return LocalText{"lồng ngoặc quá 64 mức", "brackets are nested deeper than 64"};
    calls_.push_back({function, 1});
    return std::nullopt;
}

Checker::Refusal Checker::arguments_wrong(const Call& call) const {
    if (!call.core) return std::nullopt;
    const bool many = call.core->most >= 0 && call.arguments > call.core->most;
    if (call.arguments >= call.core->least && !many) return std::nullopt;
    return around({"hàm ", "function "}, call.core->name,
                  {" nhận số đối số khác", " takes another number of arguments"});
}

Checker::Refusal Checker::close() {
    ++at_;
    if (calls_.empty() || !after_operand_) return LocalText{"dấu ) đặt sai chỗ", "a ) stands in the wrong place"};
    const Call call = calls_.back();
    calls_.pop_back();
    return arguments_wrong(call);
}

Checker::Refusal Checker::symbol() {
    static constexpr std::array<std::string_view, 11> operators = {"!=", "<=", ">=", "=", "<", ">",
                                                                   "+",  "-",  "*",  ",", "("};
    const auto rest = source_.substr(at_);
    if (rest.starts_with('(')) return open(nullptr);
    if (rest.starts_with(')')) return close();
    const auto found = std::find_if(operators.begin(), operators.end(), [&](auto op) { return rest.starts_with(op); });
    const bool sign = found != operators.end() && *found == "-";
    if (found == operators.end() || (!after_operand_ && !sign))
        return around({"dấu ", "the sign "}, rest.substr(0, 1), {" không dùng được ở đây", " may not stand here"});
    if (*found == ",") {
        if (calls_.empty()) return LocalText{"dấu phẩy đặt sai chỗ", "a comma stands in the wrong place"};
        ++calls_.back().arguments;
    }
    at_ += found->size();
    after_operand_ = false;
    return std::nullopt;
}

void Checker::skip_space() {
    while (!done() && is_space(here())) ++at_;
}

}  // namespace

Problem refused(std::string_view source, const LocalText& why) {
    std::string shown(source.substr(0, 200));
    return Problem(ProblemCode::expression_invalid,
                   {{"expression", std::move(shown)}, {"why", why.vi}, {"why_en", why.en}});
}

Result<Tokens> check(std::string_view source, const std::vector<std::string>& own) {
    if (source.size() > source_bytes_max) return refused(source, {"dài quá 4096 byte", "it is longer than 4096 bytes"});
    if (!is_valid_utf8(source)) return refused({}, {"không phải UTF-8", "it is not UTF-8"});
    if (source.find('\0') != source.npos) return refused({}, {"có ký tự NUL", "it holds NUL"});
    Checker checker(source, own);
    if (auto why = checker.run()) return refused(source, *why);
    return std::move(checker.tokens);
}

const char* core_function(std::size_t index) { return index < core.size() ? core[index].name : nullptr; }

}  // namespace giamsat::xpath
