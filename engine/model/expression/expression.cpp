// SPDX-License-Identifier: Apache-2.0
#include "model/expression/expression.hpp"

#include "base/core/ensure.hpp"
#include "base/xml/xpath.hpp"
#include "model/expression/functions.hpp"
#include "model/expression/table.hpp"
#include "model/expression/tree.hpp"
#include "model/expression/values.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace giamsat {

namespace {

using expression::Kind;

double day_number(Date date) { return static_cast<double>(date.day.time_since_epoch().count()); }

std::optional<XPathValue> as_number(const Json& value) {
    const auto number = expression::number_value(value);
    return number ? std::optional<XPathValue>(*number) : std::nullopt;
}

std::optional<XPathValue> as_day(const Json& value) {
    const auto day = expression::day_value(value);
    return day ? std::optional<XPathValue>(*day) : std::nullopt;
}

std::optional<XPathValue> as_text(const Json& value) {
    if (value.is_string()) return XPathValue(value.get<std::string>());
    if (value.is_number_integer() || value.is_boolean()) return XPathValue(value.dump());
    return std::nullopt;
}

std::optional<XPathValue> convert(const Json& value, FieldType type) {
    switch (expression::kind_of(type)) {
        case Kind::number: return as_number(value);
        case Kind::date: return as_day(value);
        case Kind::boolean: return value.is_boolean() ? std::optional<XPathValue>(value.get<bool>()) : std::nullopt;
        case Kind::text:
        case Kind::any: break;
    }
    return as_text(value);
}

struct Names {
    FieldType type;
    const char* name;
};
constexpr std::array<Names, 7> type_names = {{{FieldType::text, "text"},
                                              {FieldType::integer, "integer"},
                                              {FieldType::decimal, "decimal"},
                                              {FieldType::boolean, "boolean"},
                                              {FieldType::date, "date"},
                                              {FieldType::choice, "choice"},
                                              {FieldType::money, "money"}}};

}  // namespace

const char* field_type_name(FieldType type) {
    for (const auto& entry : type_names) {
        if (entry.type == type) return entry.name;
    }
    return "";
}

std::optional<FieldType> field_type(std::string_view name) {
    for (const auto& entry : type_names) {
        if (name == entry.name) return entry.type;
    }
    return std::nullopt;
}

struct Expression::Impl {
    expression::Tree tree;
    std::optional<expression::Table> table;
    std::vector<int> numbers;  // what the names are bound to; empty = not bound
    expression::Emitted emitted;
    Where where;
    std::vector<XPath> programs;
    XPathVariables variables = [this](const std::string& name) { return variable(name); };

    // Of the evaluation under way.
    const NameValues* values = nullptr;
    Date today;
    LocalText why;
    std::string absent;

    Done build();
    Result<XPathValue> evaluate(const NameValues& names, Date day);
    Problem refusal(const Problem& from_below) const;

private:
    std::optional<XPathValue> variable(const std::string& name);
    std::optional<XPathValue> value_of(std::size_t slot);
    std::optional<XPathValue> run(int program);
    std::optional<XPathValue> choose(int choice, bool& blank);
    XPathFunctionSet functions();
    Json read(int slot) const { return (*values)(tree.names[static_cast<std::size_t>(slot)]); }
};

std::optional<XPathValue> Expression::Impl::variable(const std::string& name) {
    if (name == "today") return XPathValue(day_number(today));
    std::size_t slot = 0;
    const auto parsed = std::from_chars(name.data() + 1, name.data() + name.size(), slot);
    ENSURE(parsed.ec == std::errc() && slot < tree.names.size(),
           "an expression reads only the variables it was written with");
    if (name[0] == 'e') return XPathValue(expression::is_blank(read(static_cast<int>(slot))));
    return value_of(slot);
}

std::optional<XPathValue> Expression::Impl::value_of(std::size_t slot) {
    const Json value = read(static_cast<int>(slot));
    const auto& name = tree.names[slot];
    if (value.is_null()) {
        absent = name;
        why = {"chưa có giá trị của " + name, name + " has no value yet"};
        return std::nullopt;
    }
    auto converted = convert(value, tree.types[slot]);
    if (!converted)
        why = {"giá trị của " + name + " không phải kiểu " + field_type_name(tree.types[slot]),
               "the value of " + name + " is not of type " + field_type_name(tree.types[slot])};
    return converted;
}

std::optional<XPathValue> Expression::Impl::run(int program) {
    auto result = programs[static_cast<std::size_t>(program)].evaluate(variables);
    if (result) return std::move(*result);
    if (why.vi.empty()) why = {"không tính được", "it cannot be evaluated"};
    return std::nullopt;
}

// The first value that is there. A bare name may be absent; anything else must hold. When nothing is there, a text ''
// among them is the value; else the first name refuses, `blank` telling that this was the only reason.
std::optional<XPathValue> Expression::Impl::choose(int choice, bool& blank) {
    blank = true;
    std::optional<XPathValue> empty;
    int absent_slot = -1;
    for (const auto& [slot, program] : emitted.choices[static_cast<std::size_t>(choice)]) {
        if (slot >= 0 && read(slot).is_null()) {
            if (absent_slot < 0) absent_slot = slot;
            continue;
        }
        auto value = run(program);
        const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
        blank = text && text->empty();
        if (!blank) return value;
        empty = std::move(value);
    }
    return empty ? empty : value_of(static_cast<std::size_t>(absent_slot));
}

XPathFunctionSet Expression::Impl::functions() {
    using Values = std::vector<XPathValue>;
    const auto index = [](const XPathValue& value) { return static_cast<int>(xpath_number(value)); };
    XPathFunctionSet set{expression::plain_functions(why)};
    set.functions.emplace_back(
        "gs-if", [this, index](const Values& v) { return run(index(v.at(xpath_truth(v.at(0)) ? 1 : 2))); });
    set.functions.emplace_back("gs-coalesce", [this, index](const Values& v) {
        bool blank = false;
        return choose(index(v.at(0)), blank);
    });
    set.functions.emplace_back("gs-blank", [this, index](const Values& v) -> std::optional<XPathValue> {
        bool blank = false;
        if (!choose(index(v.at(0)), blank) && !blank) return std::nullopt;
        why = {}, absent.clear();
        return XPathValue(blank);
    });
    return set;
}

Done Expression::Impl::build() {
    emitted = expression::emit(tree);
    const auto set = functions();
    for (const auto& source : emitted.programs) {
        auto program = XPath::compile(source, set);
        if (!program) return refusal(program.error());
        programs.push_back(std::move(*program));
    }
    return {};
}

// Problems from below speak of the XPath we wrote; people wrote something else.
Problem Expression::Impl::refusal(const Problem& from_below) const {
    LocalText reason = why;
    for (const auto& [key, value] : from_below.details) {
        if (!why.vi.empty()) break;
        if (key == "why") reason.vi = value;
        if (key == "why_en") reason.en = value;
    }
    auto problem = expression::invalid(tree.source, reason, where);
    if (!absent.empty()) problem.details.emplace_back("name", absent);
    return problem;
}

Result<XPathValue> Expression::Impl::evaluate(const NameValues& names, Date day) {
    values = &names;
    today = day;
    why = {};
    absent.clear();
    auto result = programs.front().evaluate(variables);
    values = nullptr;
    if (!result) return refusal(result.error());
    return std::move(*result);
}

Result<Expression> Expression::compile(std::string source, const NameTypes& names, Where where) {
    GIAMSAT_TRY(tree, expression::parse(std::move(source), where));
    auto problems = expression::check(tree, names, where);
    if (!problems.empty()) return join(std::move(problems));
    auto impl = std::make_unique<Impl>();
    impl->tree = std::move(tree);
    impl->where = std::move(where);
    GIAMSAT_CHECK(impl->build());
    return Expression(std::move(impl));
}

void Expression::bind(const std::function<std::optional<int>(const std::string&)>& number_of) {
    std::vector<int> numbers;
    for (const auto& name : impl_->tree.names) {
        const auto number = number_of(name);
        if (!number) return;
        numbers.push_back(*number);
    }
    impl_->numbers = std::move(numbers);
    impl_->table = expression::Table::make(impl_->tree);
}

Truth Expression::quick_truth(const BoundValues& values) const {
    return impl_->table ? impl_->table->truth(impl_->numbers, values) : Truth::unsure;
}

std::optional<double> Expression::quick_number(const BoundValues& values) const {
    return impl_->table ? impl_->table->number(impl_->numbers, values) : std::nullopt;
}

const std::string& Expression::source() const { return impl_->tree.source; }
const std::vector<std::string>& Expression::names() const { return impl_->tree.names; }

FieldType Expression::gives() const {
    switch (impl_->tree.at(impl_->tree.root).kind) {
        case Kind::number: return FieldType::decimal;
        case Kind::boolean: return FieldType::boolean;
        case Kind::date: return FieldType::date;
        default: return FieldType::text;
    }
}

Result<bool> Expression::truth(const NameValues& values, Date today) const {
    GIAMSAT_TRY(value, impl_->evaluate(values, today));
    return xpath_truth(value);
}

Result<double> Expression::number(const NameValues& values, Date today) const {
    GIAMSAT_TRY(value, impl_->evaluate(values, today));
    const double number = xpath_number(value);
    if (std::isfinite(number)) return number;
    return expression::invalid(source(), {"kết quả không phải số", "the result is not a number"}, impl_->where);
}

Result<std::string> Expression::text(const NameValues& values, Date today) const {
    GIAMSAT_TRY(value, impl_->evaluate(values, today));
    if (gives() != FieldType::date) return xpath_text(value);
    return Date{std::chrono::sys_days{std::chrono::days{std::lround(xpath_number(value))}}}.iso();
}

namespace {

std::string shown(const Json& value) {
    if (expression::is_blank(value)) return "–";
    return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

std::string Expression::explain(const NameValues& values, Date today) const {
    const auto& tree = impl_->tree;
    std::string out;
    std::size_t from = 0;
    std::vector<const expression::Node*> places;
    for (const auto& node : tree.nodes) {
        const bool today_call = node.form == expression::Node::Form::call && node.word == "today";
        if (node.form == expression::Node::Form::name || today_call) places.push_back(&node);
    }
    std::sort(places.begin(), places.end(), [](const auto* a, const auto* b) { return a->begin < b->begin; });
    for (const auto* node : places) {
        const bool name = node->form == expression::Node::Form::name;
        out.append(tree.source, from, node->begin - from);
        const bool state = name && node->word.starts_with("In.");
        out += state ? tree.source.substr(node->begin, node->end - node->begin) : name ? node->word : "today()";
        out += " (" + (name ? shown(values(node->word)) : today.iso()) + ")";
        from = node->end;
    }
    return out + tree.source.substr(from);
}

Expression::Expression(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::~Expression() = default;

}  // namespace giamsat
