// SPDX-License-Identifier: Apache-2.0
#include "base/xml/xpath.hpp"

#include "base/core/ensure.hpp"
#include "base/xml/grammar.hpp"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace giamsat {

namespace {

struct FreeContext {
    void operator()(xmlXPathContext* context) const { xmlXPathFreeContext(context); }
};
struct FreeExpression {
    void operator()(xmlXPathCompExpr* expression) const { xmlXPathFreeCompExpr(expression); }
};
struct FreeObject {
    void operator()(xmlXPathObject* object) const { xmlXPathFreeObject(object); }
};
using Object = std::unique_ptr<xmlXPathObject, FreeObject>;

const xmlChar* xml(const char* text) { return reinterpret_cast<const xmlChar*>(text); }
const char* plain(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : ""; }

xmlXPathObject* make_object(const XPathValue& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return xmlXPathNewBoolean(*truth ? 1 : 0);
    if (const auto* number = std::get_if<double>(&value)) return xmlXPathNewFloat(*number);
    return xmlXPathNewString(xml(std::get<std::string>(value).c_str()));
}

std::optional<XPathValue> value_of(const xmlXPathObject* object) {
    if (!object) return std::nullopt;
    switch (object->type) {
        case XPATH_BOOLEAN: return XPathValue(object->boolval != 0);
        case XPATH_NUMBER: return XPathValue(object->floatval);
        case XPATH_STRING: return XPathValue(std::string(plain(object->stringval)));
        default: return std::nullopt;
    }
}

}  // namespace

struct XPath::Impl {
    std::string source;
    XPathFunctionSet functions;
    std::vector<std::string> variables;
    std::unique_ptr<xmlXPathContext, FreeContext> context;
    std::unique_ptr<xmlXPathCompExpr, FreeExpression> expression;
    // Of the evaluation under way.
    const XPathVariables* values = nullptr;
    LocalText why;

    void prepare();
    Problem failure() const;
    static xmlXPathObject* look_up(void* self, const xmlChar* name, const xmlChar* space);
    static void call(xmlXPathParserContext* parser, int count);
    static void note_error(void* self, xmlError* error);
};

namespace {

// libxml2 registers its core functions, among them those that walk a tree; only the harmless ones come back.
void keep_core_functions(xmlXPathContext* context) {
    std::vector<std::pair<const char*, xmlXPathFunction>> kept;
    for (std::size_t i = 0; const char* name = xpath::core_function(i); ++i)
        kept.emplace_back(name, xmlXPathFunctionLookup(context, xml(name)));
    xmlXPathRegisteredFuncsCleanup(context);
    for (const auto& [name, function] : kept) {
        ENSURE(function, "libxml2 knows the core functions of XPath 1.0");
        xmlXPathRegisterFunc(context, xml(name), function);
    }
}

}  // namespace

void XPath::Impl::prepare() {
    static const bool started = (xmlInitParser(), true);
    ENSURE(started, "libxml2 starts");
    context.reset(xmlXPathNewContext(nullptr));
    ENSURE(context, "libxml2 has memory for a context");
    context->userData = this;
    context->error = &Impl::note_error;
    keep_core_functions(context.get());
    for (const auto& [name, function] : functions.functions)
        xmlXPathRegisterFunc(context.get(), xml(name.c_str()), &Impl::call);
    xmlXPathRegisterVariableLookup(context.get(), &Impl::look_up, this);
    xmlXPathContextSetCache(context.get(), 1, -1, 0);
}

xmlXPathObject* XPath::Impl::look_up(void* self, const xmlChar* name, const xmlChar*) {
    auto& impl = *static_cast<Impl*>(self);
    const std::string asked = plain(name);
    const auto value = (*impl.values)(asked);
    if (value) return make_object(*value);
    impl.why = {"không có biến $" + asked, "there is no variable $" + asked};
    return nullptr;
}

namespace {

std::vector<XPathValue> take_arguments(xmlXPathParserContext* parser, int count) {
    std::vector<XPathValue> arguments(static_cast<std::size_t>(count));
    for (auto at = arguments.rbegin(); at != arguments.rend(); ++at) {
        const Object object(valuePop(parser));
        *at = value_of(object.get()).value_or(XPathValue(std::string()));
    }
    return arguments;
}

}  // namespace

void XPath::Impl::call(xmlXPathParserContext* parser, int count) {
    auto& impl = *static_cast<Impl*>(parser->context->userData);
    const std::string_view name = plain(parser->context->function);
    const auto& all = impl.functions.functions;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& pair) { return pair.first == name; });
    ENSURE(found != all.end(), "only our own functions come here");
    const auto value = found->second(take_arguments(parser, count));
    if (value) {
        valuePush(parser, make_object(*value));
        return;
    }
    const std::string shown(name);
    impl.why = {"hàm " + shown + " không nhận các đối số này", "function " + shown + " does not take these arguments"};
    parser->error = XPATH_EXPR_ERROR;
}

// The first reason is the cause; libxml2 may report again while it unwinds.
void XPath::Impl::note_error(void* self, xmlError* error) {
    auto& impl = *static_cast<Impl*>(self);
    if (!impl.why.vi.empty()) return;
    const int code = error->code - static_cast<int>(XML_XPATH_EXPRESSION_OK);
    if (code == XPATH_OP_LIMIT_EXCEEDED) {
        impl.why = {"cần quá nhiều phép tính", "it needs too many operations"};
    } else if (code == XPATH_RECURSION_LIMIT_EXCEEDED) {
        impl.why = {"lồng nhau quá sâu", "it is nested too deep"};
    } else {
        impl.why = {"sai cú pháp XPath", "XPath syntax error"};
    }
}

Problem XPath::Impl::failure() const {
    return xpath::refused(source, why.vi.empty() ? LocalText{"không tính được", "it cannot be evaluated"} : why);
}

Result<XPath> XPath::compile(std::string_view source, const XPathFunctionSet& functions) {
    std::vector<std::string> own;
    for (const auto& [name, function] : functions.functions) own.push_back(name);
    GIAMSAT_TRY(tokens, xpath::check(source, own));
    auto impl = std::make_unique<Impl>();
    impl->source = source;
    impl->functions = functions;
    impl->variables = std::move(tokens.variables);
    impl->prepare();
    impl->expression.reset(xmlXPathCtxtCompile(impl->context.get(), xml(impl->source.c_str())));
    if (!impl->expression) return impl->failure();
    return XPath(std::move(impl));
}

Result<XPathValue> XPath::evaluate(const XPathVariables& variables, unsigned long operations_max) const {
    impl_->values = &variables;
    impl_->why = {};
    impl_->context->opCount = 0;
    impl_->context->opLimit = operations_max;
    const Object object(xmlXPathCompiledEval(impl_->expression.get(), impl_->context.get()));
    impl_->values = nullptr;
    if (!impl_->why.vi.empty()) return impl_->failure();
    if (auto value = value_of(object.get())) return std::move(*value);
    return impl_->failure();
}

const std::vector<std::string>& XPath::variables() const { return impl_->variables; }

XPath::XPath(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
XPath::XPath(XPath&&) noexcept = default;
XPath& XPath::operator=(XPath&&) noexcept = default;
XPath::~XPath() = default;

bool xpath_truth(const XPathValue& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth;
    if (const auto* number = std::get_if<double>(&value)) return *number != 0 && !std::isnan(*number);
    return !std::get<std::string>(value).empty();
}

double xpath_number(const XPathValue& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
    if (const auto* number = std::get_if<double>(&value)) return *number;
    return xmlXPathCastStringToNumber(xml(std::get<std::string>(value).c_str()));
}

std::string xpath_text(const XPathValue& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    const double number = std::get<double>(value);
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    if (number == 0) return "0";
    std::array<char, 400> room;
    const auto written = std::to_chars(room.data(), room.data() + room.size(), number, std::chars_format::fixed);
    return std::string(room.data(), written.ptr);
}

}  // namespace giamsat
