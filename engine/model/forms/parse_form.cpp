// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "base/yaml/yaml.hpp"
#include "model/forms/form.hpp"
#include "model/forms/logic.hpp"

#include <algorithm>
#include <set>

namespace giamsat {

namespace forms {

namespace {

const std::vector<std::string>& type_words() {
    static const std::vector<std::string> words = {"text", "integer", "decimal", "boolean",
                                                   "date", "choice",  "money",   "repeat"};
    return words;
}

bool is_name(const std::string& text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto rest = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
    return !text.empty() && text.size() <= 64 && letter(text[0]) && std::all_of(text.begin(), text.end(), rest);
}

class FormReader {
public:
    FormReader(YamlReader& top, std::vector<Problem>& problems) : top_(top), problems_(problems) {}

    Form run() {
        form_.id = top_.text("form");
        form_.number = top_.text_or("number", "");
        form_.title = top_.local("title");
        form_.legal = top_.text_or("legal", "");
        choices();
        form_.questions = questions(top_, false);
        if (form_.questions.empty() && !top_.has("questions")) (void)top_.text("questions");
        top_.finish();
        note_unused();
        compile_logic(form_, logic_, problems_);
        return std::move(form_);
    }

private:
    void choices() {
        const auto* lists = top_.mapping("choices");
        if (!lists) return;
        YamlReader all(top_.file(), *lists, "choices", problems_);
        for (const auto& [name, node] : lists->pairs) {
            const auto* items = all.sequence(name);
            if (!items) continue;
            auto& list = form_.choices[name];
            form_.unused_choices[name] = all.where(name);
            for (std::size_t i = 0; i < items->items.size(); ++i)
                choice(YamlReader(top_.file(), items->items[i], all.path_of(name) + "[" + std::to_string(i) + "]",
                                  problems_),
                       list);
        }
    }

    void note_unused() {
        for (const Question& question : form_.questions) {
            form_.unused_choices.erase(question.list);
            for (const Question& inner : question.rows) form_.unused_choices.erase(inner.list);
        }
    }

    void choice(YamlReader from, std::vector<Choice>& list) {
        Choice made{from.text("name"), from.local("label")};
        from.finish();
        if (made.name.find(' ') != std::string::npos)
            from.report(mistake(
                {"Mã lựa chọn “" + made.name + "” có dấu cách.", "Choice “" + made.name + "” holds a space."},
                {"Dùng mã không dấu cách; chữ hiện ra ở label.", "Use a code without spaces; label is what is shown."},
                from.where("name")));
        if (std::any_of(list.begin(), list.end(), [&](const Choice& other) { return other.name == made.name; }))
            from.report(twice(made.name, from.where("name")));
        list.push_back(std::move(made));
    }

    std::vector<Question> questions(YamlReader& from, bool in_row) {
        std::vector<Question> out;
        std::set<std::string> names;
        const auto* list = from.sequence("questions");
        for (std::size_t i = 0; list && i < list->items.size(); ++i) {
            YamlReader item(from.file(), list->items[i], from.path_of("questions") + "[" + std::to_string(i) + "]",
                            problems_);
            out.push_back(question(item, in_row));
            item.finish();
            if (!out.back().name.empty() && !names.insert(out.back().name).second)
                problems_.push_back(twice(out.back().name, item.where("name")));
        }
        return out;
    }

    Question question(YamlReader& from, bool in_row) {
        Question out;
        out.where = from.where();
        out.name = from.text("name");
        if (!out.name.empty() && !is_name(out.name))
            from.report(
                mistake({"“" + out.name + "” không làm tên ô được.", "“" + out.name + "” cannot name a question."},
                        {"Dùng chữ không dấu, chữ số và _ (tối đa 64), bắt đầu bằng chữ.",
                         "Use letters a–z, digits and _, at most 64, starting with a letter."},
                        from.where("name")));
        out.label = from.local("label");
        out.required = from.boolean_or("required", false);
        type(from, out);
        // The place in the list is taken before the rows take theirs: compile_logic walks in the same order.
        const auto place = logic_.size();
        logic_.push_back(read_logic(from, out));
        out.personal = from.boolean_or("personal", false);
        if (out.personal && (out.repeat || out.type != FieldType::text || !logic_[place].calculation.empty()))
            from.report(mistake({"Chỉ ô chữ (text), không tính, mới là riêng tư được.",
                                 "Only a text that is not calculated can be personal."},
                                {"Bỏ personal, hoặc đổi type thành text.", "Remove personal, or make it a text."},
                                from.where("personal")));
        if (out.repeat) rows(from, out, in_row);
        return out;
    }

    void type(YamlReader& from, Question& out) {
        const auto word = from.text("type");
        out.repeat = word == "repeat";
        const auto found = field_type(word);
        if (found) out.type = *found;
        if (!found && !out.repeat && !word.empty())
            from.report(unknown({"kiểu", "type"}, word, type_words(), from.where("type")));
        out.list = from.text_or("list", "");
        const bool is_choice = !out.repeat && out.type == FieldType::choice;
        if (is_choice && out.list.empty()) (void)from.text("list");
        if (!out.list.empty() && !is_choice)
            from.report(mistake({"Chỉ ô kiểu choice mới có list.", "Only a choice has a list."},
                                {"Bỏ list.", "Remove list."}, from.where("list")));
        if (!out.list.empty() && !form_.choices.contains(out.list))
            from.report(unknown({"danh sách lựa chọn", "list of choices"}, out.list, list_names(), from.where("list")));
    }

    std::vector<std::string> list_names() const {
        std::vector<std::string> out;
        for (const auto& [name, list] : form_.choices) out.push_back(name);
        return out;
    }

    void rows(YamlReader& from, Question& out, bool in_row) {
        if (in_row)
            return from.report(mistake({"Nhóm lặp “" + out.name + "” nằm trong nhóm lặp khác.",
                                        "Repeat “" + out.name + "” stands inside another one."},
                                       {"Chỉ dùng một tầng lặp.", "Use one level of repeats only."},
                                       from.where("type")));
        out.rows = questions(from, true);
        if (out.rows.empty() && !from.has("questions")) (void)from.text("questions");
    }

    static Problem twice(const std::string& name, const Where& where) {
        return mistake({"“" + name + "” xuất hiện hai lần.", "“" + name + "” stands twice."},
                       {"Đổi một trong hai.", "Change one of the two."}, where);
    }

    YamlReader& top_;
    std::vector<Problem>& problems_;
    Form form_;
    std::vector<Logic> logic_;
};

}  // namespace

}  // namespace forms

Result<Form> parse_form(const std::string& file, std::string_view yaml) {
    GIAMSAT_TRY(document, parse_yaml(file, yaml));
    std::vector<Problem> problems;
    YamlReader top(document.file, document.root, "", problems);
    auto form = forms::FormReader(top, problems).run();
    if (!problems.empty()) return join(std::move(problems));
    return form;
}

}  // namespace giamsat
