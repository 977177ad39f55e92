// SPDX-License-Identifier: Apache-2.0
// Reading an object of JSON strictly into a struct of ours: every mistake of the object is told in one pass, with its path.
#pragma once

#include "service/commands/command_fields.hpp"

#include <set>

namespace giamsat {

class FieldReader {
public:
    // `path` is put before the names of fields: "fields" gives "fields.unit".
    FieldReader(const Json& json, std::string path);

    template <class T>
    void read(const char* name, T& to) {
        if (const Json* value = find(name)) take(*value, to, path_of(name));
    }
    template <class T>
    void read(const char* name, std::optional<T>& to) {
        if (const Json* value = find_if_there(name)) take(*value, to.emplace(), path_of(name));
    }
    template <class T>
    void read_bytes(const char* name, T& to) {
        if (const Json* value = find(name)) take_bytes(*value, to, path_of(name));
    }
    template <class T>
    void read_all(T& to) {
        each_field_of<T>([&](const auto& field) { read_one(field, to); });
    }

    Done finish();  // after all that is known was read: what is left is unknown. command_invalid
    // The same, as part of what another reader reads.
    void finish_into(FieldReader& outer);

private:
    const Json* find(const char* name);
    const Json* find_if_there(const char* name);
    std::string path_of(const std::string& name) const { return path_.empty() ? name : path_ + "." + name; }
    void wrong(const std::string& path, const LocalText& why);
    void complain_of_unknown();
    bool is(bool right, const std::string& path, const LocalText& expected);

    void take(const Json& json, std::string& to, const std::string& path);
    void take(const Json& json, bool& to, const std::string& path);
    void take(const Json& json, int& to, const std::string& path);
    void take(const Json& json, std::int64_t& to, const std::string& path);
    void take(const Json& json, std::uint64_t& to, const std::string& path);
    void take(const Json& json, Date& to, const std::string& path);
    void take(const Json& json, Instant& to, const std::string& path) { take(json, to.ms, path); }
    void take(const Json& json, Json& to, const std::string&) { to = json; }
    void take_id(const Json& json, std::string& to, const std::string& path);
    void take_bytes(const Json& json, std::string& to, const std::string& path);
    void take_bytes(const Json& json, std::map<std::string, std::string>& to, const std::string& path);

    template <class Tag>
    void take(const Json& json, Id<Tag>& to, const std::string& path) {
        take_id(json, to.value, path);
    }
    template <class T>
    void take(const Json& json, std::vector<T>& to, const std::string& path) {
        if (!is(json.is_array(), path, {"phải là danh sách", "must be a list"})) return;
        for (std::size_t i = 0; i < json.size(); ++i)
            take(json[i], to.emplace_back(), path + "[" + std::to_string(i) + "]");
    }
    template <class T>
    void take(const Json& json, std::map<std::string, T>& to, const std::string& path) {
        if (!is(json.is_object(), path, {"phải là đối tượng", "must be an object"})) return;
        for (const auto& [name, value] : json.items()) take(value, to[name], path + "." + name);
    }
    template <class T>
    requires requires { FieldsOf<T>::all; }
    void take(const Json& json, T& to, const std::string& path) {
        FieldReader inner(json, path);
        inner.read_all(to);
        inner.finish_into(*this);
    }

    template <class Owner, class T>
    void read_one(const Field<Owner, T>& field, Owner& to) {
        read(field.name, to.*field.member);
    }
    template <class Owner, class T>
    void read_one(const BytesField<Owner, T>& field, Owner& to) {
        read_bytes(field.name, to.*field.member);
    }

    const Json& json_;
    std::string path_;
    std::set<std::string> known_;
    std::vector<Problem> wrong_;
};

template <class T>
Result<T> read_fields(const Json& json, const std::string& path) {
    T value;
    FieldReader reader(json, path);
    reader.read_all(value);
    GIAMSAT_CHECK(reader.finish());
    return value;
}

}  // namespace giamsat
