// SPDX-License-Identifier: Apache-2.0
// `call`: an action of a plugin, held to the parameters its manifest in the profile declares.
#include "model/workflow/reading.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

void refuse(Reading& reading, const LocalText& what, const LocalText& advice, const Where& where) {
    reading.problems.push_back(mistake(what, advice, where));
}

// Objects and lists have no word in the expression language.
bool can_give(const std::string& type, FieldType given) {
    if (type == "text") return given == FieldType::text || given == FieldType::date;
    if (type == "integer") return given == FieldType::decimal;
    return type == "boolean" && given == FieldType::boolean;
}

void check_parameter(Reading& reading, const PluginAction& action, const std::string& name, const Expression& value,
                     const Where& where) {
    std::vector<std::string> known;
    for (const auto& parameter : action.parameters) {
        known.push_back(parameter.name);
        if (parameter.name != name) continue;
        if (!can_give(parameter.type, value.gives()))
            refuse(
                reading,
                {"Tham số “" + name + "” kiểu " + parameter.type + " không nhận giá trị này.",
                 "Parameter “" + name + "” of type " + parameter.type + " cannot take this value."},
                {"Sửa biểu thức, ví dụ number(…) hoặc string(…).", "Mend the expression, e.g. number(…) or string(…)."},
                where);
        return;
    }
    const LocalText near = did_you_mean(name, known);
    refuse(reading,
           {"Hành động “" + action.name + "” không có tham số “" + name + "”" + near.vi + ".",
            "The action “" + action.name + "” has no parameter “" + name + "”" + near.en + "."},
           one_of(known), where);
}

void check_required(Reading& reading, const PluginAction& action, const CallAction& call) {
    for (const auto& parameter : action.parameters) {
        if (!parameter.required || call.with.contains(parameter.name)) continue;
        refuse(reading,
               {"Hành động “" + action.name + "” còn thiếu tham số “" + parameter.name + "”.",
                "The action “" + action.name + "” lacks its parameter “" + parameter.name + "”."},
               {"Thêm “" + parameter.name + "” vào “with”.", "Add “" + parameter.name + "” under “with”."}, call.where);
    }
}

const PluginManifest* manifest_of(Reading& reading, YamlReader& from, const std::string& plugin) {
    const auto* plugins = reading.context.plugins;
    if (!plugins || plugin.empty()) return nullptr;
    const auto found = plugins->find(plugin);
    if (found != plugins->end()) return &found->second;
    std::vector<std::string> known;
    for (const auto& one : *plugins) known.push_back(one.first);
    const LocalText near = did_you_mean(plugin, known);
    refuse(reading,
           {"Hồ sơ địa bàn không có bản khai báo của phần mở rộng “" + plugin + "”" + near.vi + ".",
            "The profile has no manifest of a plugin “" + plugin + "”" + near.en + "."},
           {"Chép tệp khai báo vào plugins/" + plugin + ".plugin.json của hồ sơ.",
            "Copy its manifest to plugins/" + plugin + ".plugin.json in the profile."},
           from.where("plugin"));
    return nullptr;
}

const PluginAction* action_of(Reading& reading, YamlReader& from, const PluginManifest& manifest,
                              const std::string& name) {
    if (name.empty()) return nullptr;
    if (const PluginAction* action = manifest.action(name)) return action;
    std::vector<std::string> known;
    for (const auto& action : manifest.actions) known.push_back(action.name);
    const LocalText near = did_you_mean(name, known);
    refuse(reading,
           {"Phần mở rộng “" + manifest.name + "” không có hành động “" + name + "”" + near.vi + ".",
            "The plugin “" + manifest.name + "” has no action “" + name + "”" + near.en + "."},
           one_of(known), from.where("action"));
    return nullptr;
}

}  // namespace

CallAction read_call(Reading& reading, YamlReader& from, const Scope& scope, Where where) {
    CallAction call;
    call.where = std::move(where);
    call.plugin = from.text("plugin");
    call.action = from.text("action");
    const PluginManifest* manifest = manifest_of(reading, from, call.plugin);
    const PluginAction* action = manifest ? action_of(reading, from, *manifest, call.action) : nullptr;
    if (const YamlNode* node = from.mapping("with")) {
        YamlReader with(reading.file, *node, from.path_of("with"), reading.problems);
        for (const auto& [name, inner] : node->pairs) {
            auto value = read_expression(reading, with, name.c_str(), scope);
            if (!value) continue;
            if (action) check_parameter(reading, *action, name, *value, with.where(name));
            call.with.emplace(name, std::move(*value));
        }
        with.finish();
    }
    if (action) check_required(reading, *action, call);
    return call;
}

}  // namespace giamsat::workflow
