// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/reading.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

const std::vector<std::string>& types() {
    static const std::vector<std::string> all = {"text", "integer", "decimal", "boolean", "date", "choice", "money"};
    return all;
}

Json read_value(Reading& reading, YamlReader& from, FieldType type) {
    if (!from.has("initial")) return nullptr;
    const std::string text = from.text_or("initial", {});
    if (auto value = field_value(type, text)) return *value;
    reading.problems.push_back(mistake({"“" + text + "” không phải giá trị kiểu " + field_type_name(type) + ".",
                                        "“" + text + "” is not a value of type " + field_type_name(type) + "."},
                                       {"Sửa giá trị đầu, hoặc sửa kiểu.", "Mend the initial value, or the type."},
                                       from.where("initial")));
    return nullptr;
}

void check_name(Reading& reading, const std::string& name, const Where& where) {
    const bool plain = is_id(name) && name.find('-') == name.npos;
    if (!plain)
        reading.problems.push_back(
            mistake({"“" + name + "” không dùng làm tên trường được.", "“" + name + "” cannot be the name of a field."},
                    {"Dùng chữ không dấu, số và _.", "Use plain letters, digits and _."}, where));
    else if (case_name_type(name))
        reading.problems.push_back(
            mistake({"Mọi hồ sơ đã có sẵn “" + name + "”.", "Every case has “" + name + "” by itself."},
                    {"Đặt tên khác cho trường này.", "Give this field another name."}, where));
}

}  // namespace

void read_data(Reading& reading, YamlReader& top) {
    const YamlNode* fields = top.mapping("data");
    if (!fields) return;
    YamlReader all(reading.file, *fields, "data", reading.problems);
    for (const auto& [name, node] : fields->pairs) {
        all.any(name);
        DataField field;
        field.name = name;
        field.where = all.where(name);
        check_name(reading, name, field.where);
        YamlReader from(reading.file, node, all.path_of(name), reading.problems);
        if (!from.has("type")) from.text("type");  // reports that it is missing
        const auto type = read_choice(reading, from, "type", types());
        field.type = type ? field_type(*type).value_or(FieldType::text) : FieldType::text;
        field.title = from.local_or("title", {});
        field.initial = read_value(reading, from, field.type);
        from.text_or("source", {});
        field.legal = read_legal(from);
        from.finish();
        reading.definition.data.push_back(std::move(field));
    }
}

}  // namespace giamsat::workflow
