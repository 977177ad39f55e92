// SPDX-License-Identifier: Apache-2.0
// XPath 1.0 on libxml2, for expressions only: no document, no network, no document(), operation and depth limits.
// There is no tree: paths, node tests, [predicates] and node functions are refused when compiling.
#pragma once

#include "base/core/result.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace giamsat {

using XPathValue = std::variant<bool, double, std::string>;
// Arguments already evaluated; nothing = "this call is refused" (the evaluation then fails with a Problem).
using XPathFunction = std::function<std::optional<XPathValue>(const std::vector<XPathValue>&)>;
using XPathVariables = std::function<std::optional<XPathValue>(const std::string& name)>;

struct XPathFunctionSet {
    std::vector<std::pair<std::string, XPathFunction>> functions;
};

// Compiled once, evaluated many times. Thread-compatible: one evaluation at a time.
class XPath {
public:
    // Problems: expression_invalid.
    static Result<XPath> compile(std::string_view source, const XPathFunctionSet& functions);
    // A variable nobody knows, an unknown function, or more than `operations_max` operations give expression_invalid.
    Result<XPathValue> evaluate(const XPathVariables& variables, unsigned long operations_max = 100'000) const;
    const std::vector<std::string>& variables() const;  // the names after $, each once, as they first appear

    XPath(XPath&&) noexcept;
    XPath& operator=(XPath&&) noexcept;
    ~XPath();

private:
    struct Impl;
    explicit XPath(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

bool xpath_truth(const XPathValue& value);
double xpath_number(const XPathValue& value);
std::string xpath_text(const XPathValue& value);

}  // namespace giamsat
