// SPDX-License-Identifier: Apache-2.0
#include "model/profile/plugin_manifest.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace giamsat {

namespace {

constexpr std::array<std::pair<std::string_view, PluginKind>, 4> kinds{{{"renderer", PluginKind::renderer},
                                                                        {"notifier", PluginKind::notifier},
                                                                        {"importer", PluginKind::importer},
                                                                        {"action", PluginKind::action}}};
constexpr std::array<std::string_view, 5> types{"text", "integer", "boolean", "object", "list"};
constexpr std::size_t name_bytes_max = 64;

// Names become file names, keys and words of a command line: lower case, digits and single hyphens inside.
bool is_name(std::string_view text, char joint) {
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (text.empty() || text.size() > name_bytes_max || !is_plain(text.front()) || !is_plain(text.back())) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) { return is_plain(c) || c == joint; });
}

bool fits(const Json& value, std::string_view type) {
    if (type == "text") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "boolean") return value.is_boolean();
    return type == "list" ? value.is_array() : value.is_object();
}

// Reads one manifest; the first mistake is kept, later reads then give empty values.
class Reader {
public:
    std::optional<LocalText> mistake;

    void keys(const Json& object, const std::string& path, std::initializer_list<std::string_view> known) {
        if (!object.is_object()) return wrong(path, "phải là một đối tượng", "must be an object");
        for (const auto& [key, value] : object.items())
            if (std::find(known.begin(), known.end(), key) == known.end())
                wrong(path + "." + key, "không có khóa này", "there is no such key");
    }

    std::string text(const Json& object, const std::string& path, const char* key) {
        const Json* value = member(object, path, key);
        if (!value) return {};
        if (value->is_string() && !value->get_ref<const std::string&>().empty()) return value->get<std::string>();
        wrong(path + "." + key, "phải là chữ, không để trống", "must be text and not empty");
        return {};
    }

    LocalText title(const Json& object, const std::string& path) {
        const Json* value = member(object, path, "title");
        if (!value) return {};
        keys(*value, path + ".title", {"vi", "en"});
        return {text(*value, path + ".title", "vi"), text(*value, path + ".title", "en")};
    }

    const Json& list(const Json& object, const std::string& path, const char* key) {
        static const Json none = Json::array();
        const Json* value = member(object, path, key);
        if (value && value->is_array()) return *value;
        if (value) wrong(path + "." + key, "phải là một danh sách", "must be a list");
        return none;
    }

    const Json* member(const Json& object, const std::string& path, const char* key) {
        if (object.is_object())
            if (const auto found = object.find(key); found != object.end()) return &*found;
        wrong(path + "." + key, "còn thiếu", "is missing");
        return nullptr;
    }

    void wrong(const std::string& path, const std::string& vi, const std::string& en) {
        if (mistake) return;
        const std::string place = path.starts_with(".") ? path.substr(1) : path;
        mistake = LocalText{"tệp khai báo, " + (place.empty() ? "gốc" : place) + ": " + vi,
                            "manifest, " + (place.empty() ? "top" : place) + ": " + en};
    }
};

PluginKind read_kind(Reader& reader, const Json& json) {
    const std::string word = reader.text(json, "", "kind");
    for (const auto& [name, kind] : kinds)
        if (name == word) return kind;
    reader.wrong(".kind", "phải là renderer, notifier, importer hoặc action",
                 "must be renderer, notifier, importer or action");
    return PluginKind::action;
}

std::uint32_t read_abi(Reader& reader, const Json& json) {
    const Json* value = reader.member(json, "", "abi");
    if (value && value->is_number_integer() && value->get<std::int64_t>() > 0 && value->get<std::int64_t>() <= 0xFFFF)
        return value->get<std::uint32_t>();
    reader.wrong(".abi", "phải là số nguyên dương", "must be a positive whole number");
    return 0;
}

PluginParameter read_parameter(Reader& reader, const Json& json, const std::string& path) {
    reader.keys(json, path, {"name", "type", "required", "title"});
    PluginParameter parameter{reader.text(json, path, "name"), reader.text(json, path, "type"), false,
                              reader.title(json, path)};
    if (!is_name(parameter.name, '_')) reader.wrong(path + ".name", "tên không hợp lệ", "the name is not a plain one");
    if (std::find(types.begin(), types.end(), parameter.type) == types.end())
        reader.wrong(path + ".type", "phải là text, integer, boolean, object hoặc list",
                     "must be text, integer, boolean, object or list");
    if (!json.is_object() || !json.contains("required")) return parameter;
    if (!json["required"].is_boolean())
        reader.wrong(path + ".required", "phải là true hoặc false", "must be true or false");
    parameter.required = json["required"] == true;
    return parameter;
}

PluginAction read_action(Reader& reader, const Json& json, const std::string& path) {
    reader.keys(json, path, {"name", "title", "parameters"});
    PluginAction action{reader.text(json, path, "name"), reader.title(json, path), {}};
    if (!is_name(action.name, '_')) reader.wrong(path + ".name", "tên không hợp lệ", "the name is not a plain one");
    std::set<std::string> seen;
    for (const Json& item : reader.list(json, path, "parameters")) {
        const std::string place = path + ".parameters[" + std::to_string(action.parameters.size()) + "]";
        action.parameters.push_back(read_parameter(reader, item, place));
        if (!seen.insert(action.parameters.back().name).second)
            reader.wrong(place + ".name", "xuất hiện hai lần", "stands twice");
    }
    return action;
}

void read_actions(Reader& reader, const Json& json, PluginManifest& manifest) {
    for (const Json& item : reader.list(json, "", "actions")) {
        const std::string place = ".actions[" + std::to_string(manifest.actions.size()) + "]";
        PluginAction action = read_action(reader, item, place);
        if (manifest.action(action.name)) reader.wrong(place + ".name", "xuất hiện hai lần", "stands twice");
        manifest.actions.push_back(std::move(action));
    }
    if (manifest.actions.empty()) reader.wrong(".actions", "không được để trống", "must not be empty");
}

void read_extension(Reader& reader, const Json& json, PluginManifest& manifest) {
    if (manifest.kind == PluginKind::renderer) {
        manifest.extension = reader.text(json, "", "extension");
        if (!is_name(manifest.extension, '.')) reader.wrong(".extension", "không hợp lệ", "is not a plain one");
    } else if (json.contains("extension")) {
        reader.wrong(".extension", "chỉ dùng cho renderer", "is for a renderer only");
    }
}

// The sentence of plugin_refused and plugin_failed ends with a full stop of its own.
std::string half_sentence(std::string text) {
    while (!text.empty() && (text.back() == '.' || text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

LocalText failing(const std::string& parameter, const char* vi, const char* en) {
    return {"tham số " + parameter + " " + vi, "parameter " + parameter + " " + en};
}

}  // namespace

Problem plugin_problem(ProblemCode code, const std::string& plugin, LocalText why) {
    return Problem(
        code,
        {{"plugin", plugin}, {"why", half_sentence(std::move(why.vi))}, {"why_en", half_sentence(std::move(why.en))}});
}

const PluginAction* PluginManifest::action(const std::string& wanted) const {
    const auto found =
        std::find_if(actions.begin(), actions.end(), [&](const PluginAction& a) { return a.name == wanted; });
    return found == actions.end() ? nullptr : &*found;
}

Done PluginAction::accept(const std::string& plugin, const Json& request) const {
    const auto refuse = [&](LocalText why) {
        return plugin_problem(ProblemCode::plugin_failed, plugin, std::move(why));
    };
    if (!request.is_object()) return refuse({"yêu cầu phải là một đối tượng", "the request must be an object"});
    for (const PluginParameter& parameter : parameters) {
        const auto found = request.find(parameter.name);
        if (found == request.end()) {
            if (parameter.required) return refuse(failing(parameter.name, "còn thiếu", "is missing"));
        } else if (!fits(*found, parameter.type)) {
            return refuse(failing(parameter.name, "sai kiểu", "is of the wrong type"));
        }
    }
    for (const auto& [key, value] : request.items()) {
        const auto is_it = [&name = key](const PluginParameter& p) { return p.name == name; };
        if (std::none_of(parameters.begin(), parameters.end(), is_it))
            return refuse(failing(key, "không có trong khai báo", "is not in the manifest"));
    }
    return {};
}

Result<PluginManifest> parse_plugin_manifest(const std::string& stem, std::string_view text) {
    const auto refuse = [&](LocalText why) {
        return plugin_problem(ProblemCode::plugin_refused, stem, std::move(why));
    };
    const auto json = parse_json(text);
    if (!json)
        return refuse({"tệp khai báo không đọc được: " + json.error().message(Lang::vi),
                       "its manifest cannot be read: " + json.error().message(Lang::en)});
    Reader reader;
    PluginManifest manifest;
    reader.keys(*json, "", {"name", "version", "abi", "kind", "title", "extension", "actions"});
    if (reader.mistake) return refuse(*reader.mistake);
    manifest.name = reader.text(*json, "", "name");
    manifest.version = reader.text(*json, "", "version");
    manifest.abi = read_abi(reader, *json);
    manifest.kind = read_kind(reader, *json);
    manifest.title = reader.title(*json, "");
    read_extension(reader, *json, manifest);
    read_actions(reader, *json, manifest);
    if (!is_name(manifest.name, '-')) reader.wrong(".name", "tên không hợp lệ", "the name is not a plain one");
    if (manifest.name != stem)
        reader.wrong(".name", "ghi “" + manifest.name + "” nhưng tệp tên “" + stem + "”",
                     "says “" + manifest.name + "” but the file is called “" + stem + "”");
    if (reader.mistake) return refuse(*reader.mistake);
    return manifest;
}

}  // namespace giamsat
