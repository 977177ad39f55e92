// SPDX-License-Identifier: Apache-2.0
#include "support/json_schema.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <regex>
#include <stdexcept>

namespace giamsat::test {

namespace {

Json scalar_as_json(const YamlNode& node) {
    if (node.quoted) return node.text;
    if (node.text == "true" || node.text == "false") return node.text == "true";
    std::int64_t number = 0;
    const char* end = node.text.data() + node.text.size();
    const auto [stop, error] = std::from_chars(node.text.data(), end, number);
    if (error == std::errc() && stop == end && !node.text.empty()) return number;
    return node.text;
}

class Checker {
public:
    explicit Checker(const Json& schema) : root_(schema) {}

    std::string check(const Json& schema, const Json& value, const std::string& path) const {
        for (const auto& [word, given] : schema.items()) {
            const auto rule = rules().find(word);
            if (rule == rules().end()) throw std::runtime_error("the schema uses “" + word + "”");
            const std::string mistake = rule->second(*this, schema, given, value, path);
            if (!mistake.empty()) return mistake;
        }
        return {};
    }

private:
    using Rule = std::function<std::string(const Checker&, const Json& schema, const Json& given, const Json& value,
                                           const std::string& path)>;

    static std::string unless(bool fine, const std::string& path, const char* word) {
        return fine ? std::string() : path + ": " + word;
    }

    static bool is_of(const std::string& type, const Json& value) {
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        if (type == "null") return value.is_null();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        return type == "array" ? value.is_array() : value.is_object();
    }

    static std::string check_type(const Checker&, const Json&, const Json& given, const Json& value,
                                  const std::string& path) {
        const Json types = given.is_array() ? given : Json::array({given});
        const bool fine = std::any_of(types.begin(), types.end(),
                                      [&](const Json& type) { return is_of(type.get<std::string>(), value); });
        return unless(fine, path, "type");
    }

    std::string refer(const std::string& name, const Json& value, const std::string& path) const {
        return check(root_.at(Json::json_pointer(name.substr(1))), value, path);
    }

    static std::string check_members(const Checker& self, const Json& schema, const Json& given, const Json& value,
                                     const std::string& path) {
        if (!value.is_object()) return {};
        const Json none = Json::object();
        const Json& known = schema.contains("properties") ? schema["properties"] : none;
        for (const auto& [name, member] : value.items()) {
            if (known.contains(name)) continue;
            if (given == false) return path + "/" + name + ": additionalProperties";
            const std::string mistake = self.check(given, member, path + "/" + name);
            if (!mistake.empty()) return mistake;
        }
        return {};
    }

    static std::string check_properties(const Checker& self, const Json&, const Json& given, const Json& value,
                                        const std::string& path) {
        if (!value.is_object()) return {};
        for (const auto& [name, schema] : given.items()) {
            if (!value.contains(name)) continue;
            const std::string mistake = self.check(schema, value[name], path + "/" + name);
            if (!mistake.empty()) return mistake;
        }
        return {};
    }

    static std::string check_names(const Checker& self, const Json&, const Json& given, const Json& value,
                                   const std::string& path) {
        if (!value.is_object()) return {};
        for (const auto& pair : value.items()) {
            const std::string mistake = self.check(given, pair.key(), path + "/" + pair.key());
            if (!mistake.empty()) return mistake;
        }
        return {};
    }

    static std::string check_required(const Checker&, const Json&, const Json& given, const Json& value,
                                      const std::string& path) {
        const bool fine = !value.is_object() || std::all_of(given.begin(), given.end(), [&](const Json& name) {
            return value.contains(name.get<std::string>());
        });
        return unless(fine, path, "required");
    }

    static std::string check_items(const Checker& self, const Json&, const Json& given, const Json& value,
                                   const std::string& path) {
        if (!value.is_array()) return {};
        for (std::size_t i = 0; i < value.size(); ++i) {
            const std::string mistake = self.check(given, value[i], path + "/" + std::to_string(i));
            if (!mistake.empty()) return mistake;
        }
        return {};
    }

    static std::string check_any(const Checker& self, const Json&, const Json& given, const Json& value,
                                 const std::string& path) {
        std::string last;
        for (const Json& one : given) {
            const std::string mistake = self.check(one, value, path);
            if (mistake.empty()) return {};
            last = mistake.size() > last.size() ? mistake : last;
        }
        return last;
    }

    static std::string check_all(const Checker& self, const Json&, const Json& given, const Json& value,
                                 const std::string& path) {
        for (const Json& one : given) {
            const std::string mistake = self.check(one, value, path);
            if (!mistake.empty()) return mistake;
        }
        return {};
    }

    static bool within(const std::string& word, const Json& given, const Json& value) {
        const auto limit = given.get<std::int64_t>();
        const auto size =
            static_cast<std::int64_t>(value.is_string() ? value.get_ref<const std::string&>().size() : value.size());
        if (word == "minimum") return !value.is_number_integer() || value.get<std::int64_t>() >= limit;
        if (word == "maximum") return !value.is_number_integer() || value.get<std::int64_t>() <= limit;
        if (word == "maxLength") return !value.is_string() || size <= limit;
        if (word == "minLength") return !value.is_string() || size >= limit;
        if (word == "minItems") return !value.is_array() || size >= limit;
        if (word == "minProperties") return !value.is_object() || size >= limit;
        return !value.is_object() || size <= limit;
    }

    static const std::map<std::string, Rule>& rules() {
        static const std::map<std::string, Rule> all = [] {
            const Rule nothing = [](const auto&, const auto&, const auto&, const auto&, const auto&) {
                return std::string();
            };
            std::map<std::string, Rule> made = {
                {"$schema", nothing},           {"title", nothing},
                {"description", nothing},       {"definitions", nothing},
                {"type", check_type},           {"properties", check_properties},
                {"required", check_required},   {"items", check_items},
                {"anyOf", check_any},           {"allOf", check_all},
                {"propertyNames", check_names}, {"additionalProperties", check_members}};
            made["$ref"] = [](const Checker& self, const Json&, const Json& given, const Json& value,
                              const std::string& path) { return self.refer(given.get<std::string>(), value, path); };
            made["enum"] = [](const Checker&, const Json&, const Json& given, const Json& value,
                              const std::string& path) {
                return unless(std::find(given.begin(), given.end(), value) != given.end(), path, "enum");
            };
            made["const"] = [](const Checker&, const Json&, const Json& given, const Json& value,
                               const std::string& path) { return unless(given == value, path, "const"); };
            made["pattern"] = [](const Checker&, const Json&, const Json& given, const Json& value,
                                 const std::string& path) {
                const bool fine = !value.is_string() ||
                                  std::regex_search(value.get<std::string>(), std::regex(given.get<std::string>()));
                return unless(fine, path, "pattern");
            };
            for (const char* word :
                 {"minimum", "maximum", "minLength", "maxLength", "minItems", "minProperties", "maxProperties"})
                made[word] = [word](const Checker&, const Json&, const Json& given, const Json& value,
                                    const std::string& path) { return unless(within(word, given, value), path, word); };
            return made;
        }();
        return all;
    }

    const Json& root_;
};

}  // namespace

Json as_json(const YamlNode& node) {
    if (node.kind == YamlNode::Kind::null) return nullptr;
    if (node.kind == YamlNode::Kind::scalar) return scalar_as_json(node);
    Json made = node.kind == YamlNode::Kind::mapping ? Json::object() : Json::array();
    for (const YamlNode& item : node.items) made.push_back(as_json(item));
    for (const auto& [key, inner] : node.pairs) made[key] = as_json(inner);
    return made;
}

std::string schema_mistake(const Json& schema, const Json& value) { return Checker(schema).check(schema, value, ""); }

}  // namespace giamsat::test
