// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "base/yaml/yaml.hpp"
#include "kernel/reports/tables.hpp"

#include <algorithm>

namespace giamsat {

namespace {

void refuse(YamlReader& reader, std::string_view key, const LocalText& what, const LocalText& advice) {
    reader.report(Problem(ProblemCode::definition_invalid,
                          {{"what", what.vi}, {"what_en", what.en}, {"advice", advice.vi}, {"advice_en", advice.en}},
                          reader.where(key)));
}

template <class Words>
std::string comma_list(const Words& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

LocalText choices(const std::string& list) {
    if (list.empty()) return {"Bỏ khóa này.", "Leave this key out."};
    return {"Các giá trị dùng được: " + list + ".", "Values that may be used: " + list + "."};
}

bool among(const std::vector<std::string_view>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

void check_table(YamlReader& reader, const std::string& name) {
    std::vector<std::string> names;
    for (const KnownTable& table : known_tables()) names.emplace_back(table.name);
    const std::string near = nearest(name, names);
    const LocalText guess{near.empty() ? "" : " (có phải là “" + near + "”?)",
                          near.empty() ? "" : " (did you mean “" + near + "”?)"};
    refuse(reader, "table",
           {"Không có bảng “" + name + "”" + guess.vi + ".", "There is no table “" + name + "”" + guess.en + "."},
           choices(comma_list(names)));
}

void check_by(YamlReader& reader, const KnownTable& table, const std::vector<std::string>& by) {
    for (std::size_t i = 0; i < by.size(); ++i) {
        const std::vector<std::string_view> allowed = i == 0   ? table.by
                                                      : i == 1 ? table.then_by
                                                               : std::vector<std::string_view>{};
        if (among(allowed, by[i])) continue;
        refuse(reader, "by",
               {"Bảng “" + std::string(table.name) + "” không chia theo “" + by[i] + "” ở vị trí này.",
                "Table “" + std::string(table.name) + "” is not split by “" + by[i] + "” here."},
               choices(comma_list(allowed)));
        return;
    }
}

void check_section(YamlReader& reader, const KnownTable& table, const ReportSection& section) {
    check_by(reader, table, section.by);
    if (!section.chart.empty() && !among(table.charts, section.chart))
        refuse(reader, "chart",
               {"Bảng “" + section.table + "” không vẽ được biểu đồ “" + section.chart + "”.",
                "Table “" + section.table + "” has no chart “" + section.chart + "”."},
               choices(comma_list(table.charts)));
    if (table.level && section.level.empty())
        reader.report(Problem(ProblemCode::yaml_missing_key, {{"key", reader.path_of("level")}}, reader.where()));
    if (!table.level && !section.level.empty())
        refuse(reader, "level",
               {"Bảng “" + section.table + "” không cần cấp.", "Table “" + section.table + "” takes no level."},
               choices(""));
    if (table.make && section.title.vi.empty())
        reader.report(Problem(ProblemCode::yaml_missing_key, {{"key", reader.path_of("title")}}, reader.where()));
}

ReportSection read_section(YamlReader& reader) {
    ReportSection section;
    section.table = reader.text("table");
    section.by = reader.texts_or_empty("by");
    section.level = reader.text_or("level", {});
    section.title = reader.local_or("title", {});
    section.note = reader.local_or("note", {});
    section.chart = reader.text_or("chart", {});
    reader.finish();
    const KnownTable* table = known_table(section.table);
    if (table)
        check_section(reader, *table, section);
    else if (!section.table.empty())
        check_table(reader, section.table);
    return section;
}

void read_sections(YamlReader& top, ReportDefinition& definition) {
    const YamlNode* list = top.sequence("sections");
    if (!list || list->items.empty()) {
        const bool told = top.has("sections") && !list;  // another kind of value: already reported
        if (!told) top.report(Problem(ProblemCode::yaml_missing_key, {{"key", "sections"}}, top.where("sections")));
        return;
    }
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        YamlReader reader(top.file(), list->items[i], "sections[" + std::to_string(i) + "]", top.problems());
        definition.sections.push_back(read_section(reader));
    }
}

void read_labels(YamlReader& top, ReportDefinition& definition) {
    const YamlNode* groups = top.mapping("labels");
    if (!groups) return;
    YamlReader by_kind(top.file(), *groups, "labels", top.problems());
    for (const auto& [kind, words] : groups->pairs) {
        const YamlNode* mapping = by_kind.mapping(kind);
        if (!mapping) continue;
        YamlReader reader(top.file(), *mapping, "labels." + kind, top.problems());
        for (const auto& [word, title] : mapping->pairs) definition.labels[kind + "." + word] = reader.local(word);
    }
}

}  // namespace

Result<ReportDefinition> parse_report_definition(const std::string& file, std::string_view yaml) {
    GIAMSAT_TRY(document, parse_yaml(file, yaml));
    std::vector<Problem> problems;
    YamlReader top(document.file, document.root, {}, problems);
    ReportDefinition definition;
    definition.id = top.text("report");
    definition.title = top.local("title");
    read_labels(top, definition);
    read_sections(top, definition);
    top.finish();
    if (!problems.empty()) return join(std::move(problems));
    return definition;
}

}  // namespace giamsat
