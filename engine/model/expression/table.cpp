// SPDX-License-Identifier: Apache-2.0
#include "model/expression/table.hpp"

#include "model/expression/values.hpp"

#include <cmath>

namespace giamsat::expression {

// ---- making --------------------------------------------------------------------------------------------------------

class Table::Maker {
public:
    explicit Maker(const Tree& tree) : tree_(tree) {}

    std::optional<Table> make() {
        const Kind_ root = tree_.at(tree_.root).kind;
        if (root == Kind_::number) table_.sum_ = operand(tree_.root);
        if (root == Kind_::boolean) table_.root_ = entry(tree_.root);
        if (!table_.sum_ && table_.root_ < 0) return std::nullopt;
        return std::move(table_);
    }

private:
    using Kind_ = expression::Kind;
    using Form = Node::Form;

    int add(Entry entry) {
        table_.entries_.push_back(std::move(entry));
        return static_cast<int>(table_.entries_.size()) - 1;
    }

    // -1: XPath is needed.
    int entry(int index) {
        const Node& node = tree_.at(index);
        if (node.form == Form::name) return is_true(node.slot);
        if (node.form == Form::call) return call(node);
        if (node.form != Form::binary) return -1;
        if (node.word == "and" || node.word == "or") return joined(node);
        return comparison(node);
    }

    int is_true(int slot) {
        Entry one;
        one.kind = Kind::is_true;
        one.left = slot;
        return add(std::move(one));
    }

    int call(const Node& node) {
        Entry one;
        one.value = node.word == "true";
        if (node.word == "true" || node.word == "false") return add(std::move(one));
        if (node.word != "not") return -1;
        one.kind = Kind::negation;
        one.left = entry(node.parts[0]);
        return one.left < 0 ? -1 : add(std::move(one));
    }

    int joined(const Node& node) {
        Entry one;
        one.kind = node.word == "and" ? Kind::both : Kind::either;
        one.left = entry(node.parts[0]);
        one.right = one.left < 0 ? -1 : entry(node.parts[1]);
        return one.right < 0 ? -1 : add(std::move(one));
    }

    static std::optional<Sign> sign_of(const std::string& word) {
        if (word == "=") return Sign::equal;
        if (word == "!=") return Sign::unequal;
        if (word == "<") return Sign::less;
        if (word == "<=") return Sign::at_most;
        if (word == ">") return Sign::more;
        if (word == ">=") return Sign::at_least;
        return std::nullopt;
    }

    int comparison(const Node& node) {
        const auto sign = sign_of(node.word);
        if (!sign) return -1;
        const int left = node.parts[0], right = node.parts[1];
        if (tree_.is_empty_text(right) && tree_.may_be_blank(left)) return blank(left, *sign);
        if (tree_.is_empty_text(left) && tree_.may_be_blank(right)) return blank(right, *sign);
        Entry one;
        one.sign = *sign;
        switch (tree_.at(left).kind) {
            case Kind_::number: one.kind = Kind::numbers; break;
            case Kind_::date: one.kind = Kind::days; break;
            case Kind_::text: one.kind = Kind::texts; break;
            case Kind_::boolean: one.kind = Kind::booleans; break;
            case Kind_::any: return -1;
        }
        auto a = operand(left), b = operand(right);
        if (!a || !b) return -1;
        one.a = std::move(*a);
        one.b = std::move(*b);
        return add(std::move(one));
    }

    int blank(int index, Sign sign) {
        const Node& node = tree_.at(index);
        if (node.form != Form::name) return -1;
        Entry one;
        one.kind = Kind::blank;
        one.value = sign == Sign::equal;
        one.left = node.slot;
        return add(std::move(one));
    }

    std::optional<Operand> operand(int index) {
        const Node& node = tree_.at(index);
        Operand out;
        if (node.form == Form::name) {
            out.slot = node.slot;
            return out;
        }
        if (node.form == Form::text && node.kind == Kind_::text) {
            out.text = node.word;
            return out;
        }
        if (node.form == Form::number) {
            out.number = std::strtod(node.word.c_str(), nullptr);
            return out;
        }
        if (node.form == Form::call && (node.word == "true" || node.word == "false")) {
            out.number = node.word == "true" ? 1 : 0;
            return out;
        }
        return node.form == Form::binary && node.kind == Kind_::number ? sum(node) : std::nullopt;
    }

    // A name and a number, one added to or taken from the other.
    std::optional<Operand> sum(const Node& node) {
        if (node.word != "+" && node.word != "-") return std::nullopt;
        const Node& left = tree_.at(node.parts[0]);
        const Node& right = tree_.at(node.parts[1]);
        const bool plain = left.form == Form::name && left.kind == Kind_::number && right.form == Form::number &&
                           right.kind == Kind_::number;
        if (!plain) return std::nullopt;
        Operand out;
        out.slot = left.slot;
        const double number = std::strtod(right.word.c_str(), nullptr);
        out.plus = node.word == "+" ? number : -number;
        return out;
    }

    const Tree& tree_;
    Table table_;
};

std::optional<Table> Table::make(const Tree& tree) { return Maker(tree).make(); }

// ---- reading -------------------------------------------------------------------------------------------------------

struct Table::Reading {
    const Table& table;
    const std::vector<int>& numbers;
    const BoundValues& values;

    const Json& at(int slot) const { return values.bound_value(numbers[static_cast<std::size_t>(slot)]); }

    Truth truth(int index) const {
        const Entry& entry = table.entries_[static_cast<std::size_t>(index)];
        switch (entry.kind) {
            case Kind::constant: return entry.value ? Truth::yes : Truth::no;
            case Kind::is_true: return truth_of(at(entry.left));
            case Kind::negation: return negated(truth(entry.left));
            case Kind::both: {
                const Truth left = truth(entry.left);
                return left == Truth::yes ? truth(entry.right) : left;
            }
            case Kind::either: {
                const Truth left = truth(entry.left);
                return left == Truth::no ? truth(entry.right) : left;
            }
            case Kind::blank: return is_blank(at(entry.left)) == entry.value ? Truth::yes : Truth::no;
            case Kind::texts: return texts(entry);
            case Kind::numbers:
            case Kind::days:
            case Kind::booleans: break;
        }
        return measured(entry);
    }

    static Truth truth_of(const Json& value) {
        if (value.is_null()) return Truth::refused;
        if (!value.is_boolean()) return Truth::unsure;
        return value.get<bool>() ? Truth::yes : Truth::no;
    }

    static Truth negated(Truth truth) {
        if (truth == Truth::yes) return Truth::no;
        return truth == Truth::no ? Truth::yes : truth;
    }

    Truth texts(const Entry& entry) const {
        const std::string* a = text(entry.a);
        const std::string* b = text(entry.b);
        if (a && b) return ((*a == *b) == (entry.sign == Sign::equal)) ? Truth::yes : Truth::no;
        const bool absent =
            (entry.a.slot >= 0 && at(entry.a.slot).is_null()) || (a && entry.b.slot >= 0 && at(entry.b.slot).is_null());
        return absent ? Truth::refused : Truth::unsure;
    }

    const std::string* text(const Operand& operand) const {
        if (operand.slot < 0) return &operand.text;
        const Json& value = at(operand.slot);
        return value.is_string() ? &value.get_ref<const std::string&>() : nullptr;
    }

    Truth measured(const Entry& entry) const {
        double a = 0, b = 0;
        if (const Truth read = measure(entry.a, entry.kind, a); read != Truth::yes) return read;
        if (const Truth read = measure(entry.b, entry.kind, b); read != Truth::yes) return read;
        return compare(a, b, entry.sign) ? Truth::yes : Truth::no;
    }

    // yes: `out` is the value.
    Truth measure(const Operand& operand, Kind kind, double& out) const {
        if (operand.slot < 0) return out = operand.number, Truth::yes;
        const Json& value = at(operand.slot);
        if (value.is_null()) return Truth::refused;
        const auto found = kind == Kind::days       ? day_value(value)
                           : kind == Kind::booleans ? boolean(value)
                                                    : number_value(value);
        if (!found) return Truth::unsure;
        out = *found + operand.plus;
        return Truth::yes;
    }

    static std::optional<double> boolean(const Json& value) {
        return value.is_boolean() ? std::optional(value.get<bool>() ? 1.0 : 0.0) : std::nullopt;
    }

    static bool compare(double a, double b, Sign sign) {
        switch (sign) {
            case Sign::equal: return a == b;
            case Sign::unequal: return a != b;
            case Sign::less: return a < b;
            case Sign::at_most: return a <= b;
            case Sign::more: return a > b;
            case Sign::at_least: return a >= b;
        }
        return false;
    }
};

Truth Table::truth(const std::vector<int>& numbers, const BoundValues& values) const {
    return root_ < 0 ? Truth::unsure : Reading{*this, numbers, values}.truth(root_);
}

std::optional<double> Table::number(const std::vector<int>& numbers, const BoundValues& values) const {
    double out = 0;
    if (!sum_ || Reading{*this, numbers, values}.measure(*sum_, Kind::numbers, out) != Truth::yes) return std::nullopt;
    return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

}  // namespace giamsat::expression
