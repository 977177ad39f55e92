// SPDX-License-Identifier: Apache-2.0
#include "service/commands/command_json.hpp"

#include "base/crypto/crypto.hpp"
#include "service/commands/read_fields.hpp"

#include <unordered_map>

namespace giamsat {

namespace {

// ---- writing -------------------------------------------------------------------------------------------------------

Json written(const std::string& text) { return text; }
Json written(bool value) { return value; }
Json written(int value) { return value; }
Json written(std::int64_t value) { return value; }
Json written(std::uint64_t value) { return value; }
Json written(Date day) { return day.iso(); }
Json written(Instant instant) { return instant.ms; }
Json written(const Json& value) { return value; }
template <class Tag>
Json written(const Id<Tag>& id) {
    return id.value;
}
template <class T>
Json written(const std::vector<T>& list);
template <class T>
Json written(const std::map<std::string, T>& map);
template <class T>
requires requires { FieldsOf<T>::all; }
Json written(const T& value);

Json sealed_off(const std::string& raw) { return to_base64(raw); }
Json sealed_off(const std::map<std::string, std::string>& files) {
    Json json = Json::object();
    for (const auto& [name, raw] : files) json[name] = to_base64(raw);
    return json;
}

template <class Owner, class T>
void write(const Owner& owner, const Field<Owner, T>& field, Json& json) {
    json[field.name] = written(owner.*field.member);
}
template <class Owner, class T>
void write(const Owner& owner, const Field<Owner, std::optional<T>>& field, Json& json) {
    if (owner.*field.member) json[field.name] = written(*(owner.*field.member));
}
template <class Owner, class T>
void write(const Owner& owner, const BytesField<Owner, T>& field, Json& json) {
    json[field.name] = sealed_off(owner.*field.member);
}

template <class T>
Json written(const std::vector<T>& list) {
    Json json = Json::array();
    for (const T& one : list) json.push_back(written(one));
    return json;
}
template <class T>
Json written(const std::map<std::string, T>& map) {
    Json json = Json::object();
    for (const auto& [name, value] : map) json[name] = written(value);
    return json;
}
template <class T>
requires requires { FieldsOf<T>::all; }
Json written(const T& value) {
    Json json = Json::object();
    each_field_of<T>([&](const auto& field) { write(value, field, json); });
    return json;
}

// ---- which command -------------------------------------------------------------------------------------------------

using MakeCommand = std::function<Result<Command>(const Json& fields, const MakeImport& make_import)>;

template <class T>
Result<Command> make(const Json& fields, const MakeImport&) {
    GIAMSAT_TRY(command, read_fields<T>(fields, "fields"));
    return Command(std::move(command));
}

template <>
Result<Command> make<std::shared_ptr<const PreparedImport>>(const Json& fields, const MakeImport& make_import) {
    GIAMSAT_TRY(sent, read_fields<PreparedImport>(fields, "fields"));
    return make_import(std::move(sent));
}

template <class T>
struct Described {
    using Type = T;
};
template <>
struct Described<std::shared_ptr<const PreparedImport>> {
    using Type = PreparedImport;
};

template <class... Kinds>
std::unordered_map<std::string, MakeCommand> makers(std::variant<Kinds...>*) {
    return {{FieldsOf<typename Described<Kinds>::Type>::name, make<Kinds>}...};
}

const MakeCommand* maker_of(const std::string& name) {
    static const auto all = makers(static_cast<Command*>(nullptr));
    const auto found = all.find(name);
    return found == all.end() ? nullptr : &found->second;
}

template <class T>
const T& described(const T& command) {
    return command;
}
const PreparedImport& described(const std::shared_ptr<const PreparedImport>& import) { return *import; }

}  // namespace

const char* command_name(const Command& command) {
    return std::visit([]<class T>(const T&) { return FieldsOf<typename Described<T>::Type>::name; }, command);
}

Json command_json(const Command& command) {
    return std::visit(
        [&](const auto& one) {
            return Json{{"name", command_name(command)}, {"fields", written(described(one))}};
        },
        command);
}

Result<Command> read_command(const Json& json, const MakeImport& make_import) {
    FieldReader reader(json, "");
    std::string name;
    Json fields;
    reader.read("name", name);
    reader.read("fields", fields);
    GIAMSAT_CHECK(reader.finish());
    const MakeCommand* maker = maker_of(name);
    if (!maker) return wrong_at("name", {"không có lệnh “" + name + "”", "there is no command “" + name + "”"});
    return (*maker)(fields, make_import);
}

}  // namespace giamsat
