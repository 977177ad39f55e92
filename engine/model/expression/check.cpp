// SPDX-License-Identifier: Apache-2.0
#include "base/core/time.hpp"
#include "base/text/text.hpp"
#include "model/expression/functions.hpp"
#include "model/expression/pattern.hpp"
#include "model/expression/tree.hpp"

#include <algorithm>

namespace giamsat::expression {

namespace {

const LocalText like_beside_like = {
    "Đặt hai vế cùng loại: số, chữ trong 'nháy', ngày như '2024-05-31', true() hoặc false().",
    "Put like beside like: numbers, texts in 'quotes', days such as '2024-05-31', true() or false()."};

class Checker {
public:
    Checker(Tree& tree, const NameTypes& names, const Where& where) : tree_(tree), names_(names), where_(where) {}

    std::vector<Problem> run() {
        tree_.types.assign(tree_.names.size(), FieldType::text);
        known_.assign(tree_.names.size(), 0);
        for (std::size_t slot = 0; slot < tree_.names.size(); ++slot) resolve(slot);
        visit(tree_.root);
        return std::move(problems_);
    }

private:
    void report(const LocalText& why, const LocalText& advice = {}) {
        problems_.push_back(invalid(tree_.source, why, where_, advice));
    }

    void report_unlike(const LocalText& why) { report(why, like_beside_like); }

    void resolve(std::size_t slot) {
        const auto type = names_ ? names_(tree_.names[slot]) : std::nullopt;
        if (type) {
            tree_.types[slot] = *type;
            known_[slot] = 1;
            return;
        }
        const std::string& name = tree_.names[slot];
        if (name.starts_with("In."))
            report({"không có trạng thái “" + name.substr(3) + "” ở đây",
                    "there is no state “" + name.substr(3) + "” here"});
        else
            report({"không có tên “" + name + "” ở đây", "there is no name “" + name + "” here"});
        problems_.back().details.emplace_back("name", tree_.names[slot]);
    }

    Kind visit(int index) {
        for (int part : tree_.at(index).parts) visit(part);
        const Kind kind = kind_here(index);
        return tree_.at(index).kind = kind;
    }

    Kind kind_here(int index) {
        const auto& node = tree_.at(index);
        switch (node.form) {
            case Node::Form::number: return Kind::number;
            case Node::Form::text: return Kind::text;
            case Node::Form::name: return kind_of_name(static_cast<std::size_t>(node.slot));
            case Node::Form::minus: return want(node.parts[0], Kind::number, "-"), Kind::number;
            case Node::Form::call: return call(index);
            case Node::Form::binary: break;
        }
        if (node.word == "and" || node.word == "or") return both(index, Kind::boolean);
        if (node.word == "+" || node.word == "-") return sum(index);
        if (node.word == "*" || node.word == "div" || node.word == "mod") return both(index, Kind::number);
        return compare(index);
    }

    Kind kind_of_name(std::size_t slot) const { return known_[slot] ? kind_of(tree_.types[slot]) : Kind::any; }

    Kind both(int index, Kind kind) {
        const auto node = tree_.at(index);
        for (int part : node.parts) want(part, kind, node.word);
        return kind;
    }

    // Days may be moved by a number of days, and two days are so many days apart.
    Kind sum(int index) {
        const auto node = tree_.at(index);
        const Kind left = tree_.at(node.parts[0]).kind;
        const Kind right = tree_.at(node.parts[1]).kind;
        if (left == Kind::date && right == Kind::number) return Kind::date;
        if (left == Kind::date && right == Kind::date && node.word == "-") return Kind::number;
        return both(index, Kind::number);
    }

    Kind compare(int index) {
        const auto node = tree_.at(index);
        const int left = node.parts[0], right = node.parts[1];
        const bool equality = node.word == "=" || node.word == "!=";
        if (equality && ((tree_.is_empty_text(right) && tree_.may_be_blank(left)) ||
                         (tree_.is_empty_text(left) && tree_.may_be_blank(right))))
            return Kind::boolean;
        const Kind kind = unify(left, right, node.word);
        if (!equality && kind != Kind::number && kind != Kind::date && kind != Kind::any)
            report({"“" + words(index) + "”: " + kind_title(kind).vi + " không xếp được lớn bé",
                    "“" + words(index) + "”: " + kind_title(kind).en + " has no order"});
        return Kind::boolean;
    }

    std::string words(int index) const {
        const auto& node = tree_.at(index);
        return tree_.source.substr(node.begin, node.end - node.begin);
    }

    // The kind both share; a text literal beside a date is read as a day.
    Kind unify(int left, int right, const std::string& word) {
        auto& a = tree_.at(left);
        auto& b = tree_.at(right);
        if (a.kind == Kind::any || b.kind == Kind::any) return Kind::any;
        if (a.kind == Kind::date && b.kind == Kind::text) as_date(right);
        if (b.kind == Kind::date && a.kind == Kind::text) as_date(left);
        if (a.kind == b.kind) return a.kind;
        if (a.kind == Kind::any || b.kind == Kind::any) return Kind::any;
        report_unlike({"“" + word + "” đặt " + kind_title(a.kind).vi + " (" + words(left) + ") cạnh " +
                           kind_title(b.kind).vi + " (" + words(right) + ")",
                       "“" + word + "” puts a " + kind_title(a.kind).en + " (" + words(left) + ") beside a " +
                           kind_title(b.kind).en + " (" + words(right) + ")"});
        return Kind::any;
    }

    void as_date(int index) {
        auto& node = tree_.at(index);
        if (node.form != Node::Form::text) return;
        const auto date = Date::parse(node.word);
        node.kind = Kind::any;
        if (!date) {
            report({"“" + node.word + "” không phải một ngày (viết 2024-05-31)",
                    "“" + node.word + "” is not a day (write 2024-05-31)"});
            return;
        }
        node.form = Node::Form::number;
        node.word = std::to_string(date->day.time_since_epoch().count());
        node.kind = Kind::date;
    }

    void want(int index, Kind kind, const std::string& word) {
        if (kind == Kind::date && tree_.at(index).kind == Kind::text) as_date(index);
        const Kind found = tree_.at(index).kind;
        if (kind == Kind::any || found == Kind::any || found == kind) return;
        report_unlike({"“" + word + "” cần " + kind_title(kind).vi + ", không phải " + kind_title(found).vi + " (" +
                           words(index) + ")",
                       "“" + word + "” needs a " + kind_title(kind).en + ", not a " + kind_title(found).en + " (" +
                           words(index) + ")"});
    }

    Kind call(int index) {
        const auto node = tree_.at(index);
        const auto* function = find_function(node.word);
        if (!function) return unknown_function(node.word), Kind::any;
        const auto count = static_cast<int>(node.parts.size());
        if (count < function->least || count > function->most) return wrong_count(*function, count), function->gives;
        for (std::size_t i = 0; i < node.parts.size(); ++i) want(node.parts[i], function->argument(i), node.word);
        if (node.word == "regex") return pattern(node.parts[1]), function->gives;
        if (function->shares) return shared(node);
        return function->gives;
    }

    // coalesce, if, min, max: the values they choose from are of one kind, and so is what they give.
    Kind shared(const Node& node) {
        const std::size_t first = node.word == "if" ? 1 : 0;
        Kind kind = tree_.at(node.parts[first]).kind;
        for (std::size_t i = first + 1; i < node.parts.size(); ++i)
            kind = unify(node.parts[first], node.parts[i], node.word);
        if ((node.word == "min" || node.word == "max") && (kind == Kind::text || kind == Kind::boolean))
            want(node.parts[first], Kind::number, node.word);
        return kind;
    }

    void pattern(int index) {
        const auto& node = tree_.at(index);
        if (node.form != Node::Form::text)
            return report(
                {"mẫu của regex phải viết thẳng ra trong dấu nháy", "the pattern of regex is written out in quotes"});
        if (auto compiled = Pattern::compile(node.word); !compiled)
            report({"mẫu “" + node.word + "”: " + compiled.error().vi,
                    "pattern “" + node.word + "”: " + compiled.error().en});
    }

    void unknown_function(const std::string& word) {
        const auto near = nearest(word, function_names());
        report({"không có hàm “" + word + "”" + (near.empty() ? "" : ", có phải “" + near + "”?"),
                "there is no function “" + word + "”" + (near.empty() ? "" : "; did you mean “" + near + "”?")});
    }

    void wrong_count(const Function& function, int count) {
        const auto least = std::to_string(function.least), most = std::to_string(function.most);
        const auto range = function.most >= many             ? least + "+"
                           : function.least == function.most ? least
                                                             : least + "–" + most;
        report({"hàm “" + std::string(function.name) + "” cần " + range + " giá trị, ở đây có " + std::to_string(count),
                "function “" + std::string(function.name) + "” takes " + range + " values, here are " +
                    std::to_string(count)});
    }

    Tree& tree_;
    const NameTypes& names_;
    const Where& where_;
    std::vector<char> known_;
    std::vector<Problem> problems_;
};

}  // namespace

Kind kind_of(FieldType type) {
    switch (type) {
        case FieldType::integer:
        case FieldType::decimal:
        case FieldType::money: return Kind::number;
        case FieldType::boolean: return Kind::boolean;
        case FieldType::date: return Kind::date;
        case FieldType::text:
        case FieldType::choice: break;
    }
    return Kind::text;
}

LocalText kind_title(Kind kind) {
    switch (kind) {
        case Kind::text: return {"chữ", "text"};
        case Kind::number: return {"số", "number"};
        case Kind::boolean: return {"đúng/sai", "yes/no value"};
        case Kind::date: return {"ngày", "date"};
        case Kind::any: break;
    }
    return {"giá trị", "value"};
}

std::vector<Problem> check(Tree& tree, const NameTypes& names, const Where& where) {
    return Checker(tree, names, where).run();
}

}  // namespace giamsat::expression
