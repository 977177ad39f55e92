// SPDX-License-Identifier: Apache-2.0
// The one expression language of giamsat: XLSForm expressions (XPath 1.0 with ${name}), typed when loaded.
// Used in guards, quotas, form logic and report filters. Source: XLSForm reference table; ODK XForms, "XPath functions".
//
// Functions: the XPath core ones over strings, numbers and booleans, and coalesce(a,b,…), if(c,a,b), selected(list,x),
// today(), days_between(a,b), year(d), month(d), min(...), max(...), round(n,digits), regex(s,pattern), and In('state'), which
// reads the boolean name "In.state".
// Dates are ISO text in the language and compare by day; a date + a number of days is a date, date - date a number.
// A value read while absent refuses the whole expression, unless it stands by itself inside coalesce(${x}, …) or is
// compared as ${x} = '' / ${x} != ''. `and`, `or`, if() and coalesce() read from the left and only what they need, so
// `${x} != '' and ${x} > 5` is false while x is absent. Division by zero and number('abc') refuse as well: where XPath
// would go on with NaN, giamsat never does. At most 2048 bytes, 256 parts, 16 levels of brackets.
#pragma once

#include "base/core/result.hpp"
#include "base/core/time.hpp"
#include "base/json/json.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace giamsat {

enum class FieldType { text, integer, decimal, boolean, date, choice, money };  // money: integer đồng
const char* field_type_name(FieldType type);
std::optional<FieldType> field_type(std::string_view name);

// What names an expression may use, and their types. Nothing = unknown name.
using NameTypes = std::function<std::optional<FieldType>(const std::string& name)>;
// The value of a name now; null = absent.
using NameValues = std::function<Json(const std::string& name)>;

// What a bound expression reads: values by the numbers its names were bound to. Null = absent.
class BoundValues {
public:
    virtual const Json& bound_value(int number) const = 0;

protected:
    ~BoundValues() = default;
};

enum class Truth { no, yes, refused, unsure };  // refused: an absent value was read; unsure: ask truth()

class Expression {
public:
    // Problems (all of them, joined): expression_invalid at `where`: syntax, unknown name, unlike types compared.
    static Result<Expression> compile(std::string source, const NameTypes& names, Where where);

    const std::string& source() const;
    const std::vector<std::string>& names() const;  // those it reads
    FieldType gives() const;                        // text, decimal, boolean or date

    // Problems: expression_invalid when a value is absent (detail "name" says which) or of another type than declared.
    // Not thread-safe: one evaluation at a time; `values` may not evaluate this same expression.
    Result<bool> truth(const NameValues& values, Date today) const;
    Result<double> number(const NameValues& values, Date today) const;
    Result<std::string> text(const NameValues& values, Date today) const;

    // Numbers for the names, so that comparisons of typed names with constants need no XPath. A name without a number leaves
    // the expression as it was.
    void bind(const std::function<std::optional<int>(const std::string& name)>& number_of);
    Truth quick_truth(const BoundValues& values) const;                   // allocates nothing
    std::optional<double> quick_number(const BoundValues& values) const;  // nothing = ask number()

    // "overdue_days (12) <= 10": the source with the values beside the names, for people. An absent value is "–".
    std::string explain(const NameValues& values, Date today) const;

    Expression(Expression&&) noexcept;
    Expression& operator=(Expression&&) noexcept;
    ~Expression();

private:
    struct Impl;
    explicit Expression(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
