// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "model/expression/tree.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace giamsat::expression {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool goes_on_in_word(char c) { return starts_word(c) || is_digit(c) || c == '-' || c == '.'; }

struct Token {
    enum class Kind { end, number, text, name, word, sign, wrong };

    Kind kind = Kind::end;
    std::string text;
    std::size_t begin = 0;
    std::size_t end = 0;
};

class Lexer {
public:
    explicit Lexer(std::string_view source) : source_(source) {}

    Token next() {
        while (at_ < source_.size() && std::string_view(" \t\r\n").find(source_[at_]) != std::string_view::npos) ++at_;
        begin_ = at_;
        if (at_ == source_.size()) return token(Token::Kind::end, "");
        const char c = source_[at_];
        if (c == '\'' || c == '"') return literal(c);
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
        if (c == '$') return name();
        if (starts_word(c)) return word();
        return sign();
    }

private:
    char peek(std::size_t ahead) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
    Token token(Token::Kind kind, std::string text) const { return {kind, std::move(text), begin_, at_}; }

    Token literal(char quote) {
        const auto close = source_.find(quote, at_ + 1);
        if (close == source_.npos) {
            at_ = source_.size();
            return token(Token::Kind::wrong, std::string(1, quote));
        }
        at_ = close + 1;
        return token(Token::Kind::text, std::string(source_.substr(begin_ + 1, close - begin_ - 1)));
    }

    Token number() {
        while (is_digit(peek(0))) ++at_;
        if (peek(0) == '.') ++at_;
        while (is_digit(peek(0))) ++at_;
        return token(Token::Kind::number, std::string(source_.substr(begin_, at_ - begin_)));
    }

    Token name() {
        at_ += peek(1) == '{' ? 2 : 1;
        const auto first = at_;
        if (starts_word(peek(0))) {
            while (goes_on_in_word(peek(0))) ++at_;
        }
        auto found = std::string(source_.substr(first, at_ - first));
        if (first != begin_ + 2 || found.empty() || peek(0) != '}') return token(Token::Kind::wrong, "$");
        ++at_;
        return token(Token::Kind::name, std::move(found));
    }

    Token word() {
        while (goes_on_in_word(peek(0))) ++at_;
        return token(Token::Kind::word, std::string(source_.substr(begin_, at_ - begin_)));
    }

    Token sign() {
        static constexpr std::string_view pairs[] = {"!=", "<=", ">=", "//", "::", ".."};
        for (auto pair : pairs) {
            if (source_.substr(at_, 2) != pair) continue;
            at_ += 2;
            return token(Token::Kind::sign, std::string(pair));
        }
        ++at_;
        while (at_ < source_.size() && (static_cast<unsigned char>(source_[at_]) & 0xC0) == 0x80) ++at_;
        return token(Token::Kind::sign, std::string(source_.substr(begin_, at_ - begin_)));
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;
};

struct Level {
    std::vector<std::string_view> operators;
};
// From the loosest to the tightest, as in XPath 1.0.
const std::vector<Level>& levels() {
    static const std::vector<Level> all = {
        {{"or"}}, {{"and"}}, {{"=", "!="}}, {{"<", "<=", ">", ">="}}, {{"+", "-"}}, {{"*", "div", "mod"}}};
    return all;
}

const LocalText how_it_is_written = {
    "Viết như ${n} > 1000000 and ${x} = 'a': số không dấu phân cách, = để so sánh, and / or để nối.",
    "Write as in ${n} > 1000000 and ${x} = 'a': numbers without separators, = to compare, and / or to join."};

// Recursive descent; the first mistake is kept in `wrong_` and every rule unwinds from it.
class Parser {
public:
    Parser(Tree& tree, const Where& where) : tree_(tree), where_(where), lexer_(tree.source), now_(lexer_.next()) {}

    std::optional<Problem> run() {
        tree_.root = binary(0);
        if (!wrong_ && now_.kind != Token::Kind::end) unexpected();
        return std::move(wrong_);
    }

private:
    int fail(const LocalText& why) {
        if (!wrong_) wrong_ = invalid(tree_.source, why, where_, how_it_is_written);
        return -1;
    }

    int unexpected() {
        static const std::vector<std::string> paths = {"/", "//", "@", "[", "]", "::", ".", "..", "|", "*"};
        if (now_.kind == Token::Kind::wrong) return wrong_token();
        if (now_.kind == Token::Kind::end) return fail({"hết giữa chừng", "it ends too early"});
        const auto word = std::string(tree_.source.substr(now_.begin, now_.end - now_.begin));
        if (now_.kind == Token::Kind::sign && std::find(paths.begin(), paths.end(), word) != paths.end())
            return fail({"“" + word + "” thuộc về đường dẫn XPath, ở đây không dùng; viết ${tên}",
                         "“" + word + "” belongs to XPath paths, which are not used here; write ${name}"});
        return fail({"không hiểu “" + word + "” ở vị trí " + std::to_string(now_.begin + 1),
                     "“" + word + "” makes no sense at position " + std::to_string(now_.begin + 1)});
    }

    int wrong_token() {
        if (now_.text == "$")
            return fail({"tên phải viết ${tên}, bắt đầu bằng chữ cái không dấu",
                         "a name is written ${name} and starts with a letter from a to z"});
        return fail({"thiếu dấu đóng " + now_.text, "the closing " + now_.text + " is missing"});
    }

    Token take() { return std::exchange(now_, lexer_.next()); }
    bool is_sign(std::string_view sign) const { return now_.kind == Token::Kind::sign && now_.text == sign; }

    int add(Node node) {
        if (tree_.nodes.size() >= nodes_max)
            return fail({"quá dài (trên " + std::to_string(nodes_max) + " phần)",
                         "it is too long (over " + std::to_string(nodes_max) + " parts)"});
        tree_.nodes.push_back(std::move(node));
        return static_cast<int>(tree_.nodes.size()) - 1;
    }

    bool operator_of(std::size_t level) const {
        if (now_.kind != Token::Kind::sign && now_.kind != Token::Kind::word) return false;
        const auto& all = levels()[level].operators;
        return std::find(all.begin(), all.end(), now_.text) != all.end();
    }

    int binary(std::size_t level) {
        if (level == levels().size()) return unary();
        int left = binary(level + 1);
        while (!wrong_ && operator_of(level)) {
            const auto sign = take();
            const int right = binary(level + 1);
            if (wrong_) return -1;
            left = add({Node::Form::binary, sign.text, {left, right}, tree_.at(left).begin, tree_.at(right).end});
        }
        return wrong_ ? -1 : left;
    }

    int unary() {
        if (!is_sign("-")) return primary();
        const auto sign = take();
        if (++nesting_ > nesting_max) return too_deep();
        const int part = unary();
        --nesting_;
        return wrong_ ? -1 : add({Node::Form::minus, "-", {part}, sign.begin, tree_.at(part).end});
    }

    int too_deep() {
        return fail({"lồng quá " + std::to_string(nesting_max) + " tầng",
                     "it is nested over " + std::to_string(nesting_max) + " levels deep"});
    }

    int primary() {
        switch (now_.kind) {
            case Token::Kind::number: return number();
            case Token::Kind::text: return leaf(Node::Form::text);
            case Token::Kind::name: return name();
            case Token::Kind::word: return call();
            default: break;
        }
        return is_sign("(") ? group() : unexpected();
    }

    int leaf(Node::Form form) {
        auto token = take();
        return add({form, std::move(token.text), {}, token.begin, token.end});
    }

    // Expressions count in doubles, in which integers beyond this one are not told apart.
    static constexpr std::string_view integer_max = "9007199254740992";

    int number() {
        const std::string& text = now_.text;
        const auto first = std::min(text.find_first_not_of('0'), text.size());
        const std::string whole = text.substr(first, std::min(text.find('.'), text.size()) - first);
        if (whole.size() < integer_max.size() || (whole.size() == integer_max.size() && whole <= integer_max))
            return leaf(Node::Form::number);
        const std::string limit(integer_max);
        return fail({"số " + text + " quá lớn để tính đúng từng đơn vị; dùng số không quá " + limit,
                     "the number " + text + " is too large to be exact; use one of " + limit + " at most"});
    }

    int name() {
        const int node = leaf(Node::Form::name);
        return wrong_ ? -1 : number_name(node);
    }

    int number_name(int node) {
        auto& names = tree_.names;
        const auto found = std::find(names.begin(), names.end(), tree_.at(node).word);
        tree_.at(node).slot = static_cast<int>(found - names.begin());
        if (found == names.end()) names.push_back(tree_.at(node).word);
        return node;
    }

    int group() {
        take();
        if (++nesting_ > nesting_max) return too_deep();
        const int inner = binary(0);
        --nesting_;
        if (wrong_) return -1;
        if (!is_sign(")")) return unclosed();
        take();
        return inner;
    }

    int unclosed() {
        if (now_.kind == Token::Kind::end) return fail({"thiếu dấu đóng )", "the closing ) is missing"});
        return unexpected();
    }

    int call() {
        Node node{Node::Form::call, now_.text, {}, now_.begin, now_.end};
        take();
        if (!is_sign("(")) return bare_word(node.word);
        take();
        if (++nesting_ > nesting_max) return too_deep();
        while (!wrong_ && !is_sign(")")) {
            node.parts.push_back(binary(0));
            if (wrong_) return -1;
            if (is_sign(",")) {
                take();
                if (is_sign(")")) return unexpected();
            } else if (!is_sign(")")) {
                return unclosed();
            }
        }
        --nesting_;
        node.end = now_.end;
        take();
        return node.word == "In" ? state(node) : add(std::move(node));
    }

    // In('state') reads a name like any other.
    int state(const Node& node) {
        const bool fits = node.parts.size() == 1 && tree_.at(node.parts[0]).form == Node::Form::text;
        if (!fits)
            return fail({"In cần mã của một trạng thái trong dấu nháy: In('planned')",
                         "In takes the id of one state in quotes: In('planned')"});
        const int index = node.parts[0];
        tree_.at(index) = {Node::Form::name, "In." + tree_.at(index).word, {}, node.begin, node.end};
        return number_name(index);
    }

    int bare_word(const std::string& word) {
        return fail({"“" + word + "” đứng một mình: tên viết ${" + word + "}, chữ viết trong dấu nháy '" + word + "'",
                     "“" + word + "” stands alone: a name is written ${" + word + "}, a text '" + word + "'"});
    }

    Tree& tree_;
    const Where& where_;
    Lexer lexer_;
    Token now_;
    std::optional<Problem> wrong_;
    int nesting_ = 0;
};

}  // namespace

bool Tree::may_be_blank(int node) const {
    return at(node).form == Node::Form::name || (at(node).form == Node::Form::call && at(node).word == "coalesce");
}

Problem invalid(const std::string& source, const LocalText& why, const Where& where, const LocalText& advice) {
    Problem problem(ProblemCode::expression_invalid, {{"expression", source}, {"why", why.vi}, {"why_en", why.en}},
                    where);
    if (advice.vi.empty()) return problem;
    problem.details.emplace_back("advice", advice.vi);
    problem.details.emplace_back("advice_en", advice.en);
    return problem;
}

Result<Tree> parse(std::string source, const Where& where) {
    Tree tree;
    tree.source = std::move(source);
    const auto refuse = [&](const LocalText& why) { return invalid(tree.source.substr(0, 60), why, where); };
    if (!is_valid_utf8(tree.source)) return invalid("", {"không phải UTF-8", "it is not UTF-8"}, where);
    if (tree.source.size() > source_bytes_max) return refuse({"quá dài", "it is too long"});
    if (tree.source.find_first_not_of(" \t\r\n") == std::string::npos) return refuse({"để trống", "it is empty"});
    if (tree.source.find('\0') != std::string::npos) return refuse({"có ký tự NUL", "it holds a NUL character"});
    if (auto wrong = Parser(tree, where).run()) return std::move(*wrong);
    return tree;
}

}  // namespace giamsat::expression
