// SPDX-License-Identifier: Apache-2.0
// One reader for each word an action may be. An action is a mapping of one key, or a bare word.
#include "model/workflow/name_types.hpp"
#include "model/workflow/reading.hpp"

#include <algorithm>
#include <array>

namespace giamsat::workflow {

namespace {

// One action being read: its key, what stands behind it, and what it may speak of.
struct Source {
    Reading& reading;
    YamlReader& from;  // the mapping {KEY: …}
    const char* key;
    const Scope& scope;

    Where where() const { return from.where(key); }
    const YamlNode* node() const { return from.node().find(key); }
};

using Actions = std::vector<Action>;

void refuse(const Source& source, const LocalText& what, const LocalText& advice) {
    source.reading.problems.push_back(mistake(what, advice, source.where()));
}

// The mapping behind the key, handed to `read`; a scalar there is reported.
template <class Read>
void in_mapping(const Source& source, const Read& read) {
    if (const YamlNode* node = source.from.mapping(source.key)) {
        YamlReader inner(source.reading.file, *node, source.from.path_of(source.key), source.reading.problems);
        read(inner);
        inner.finish();
    }
}

void check_kind(const Source& source, const DataField& field, const Expression& value, const Where& where) {
    if (can_hold(field.type, value.gives())) return;
    const std::string type = field_type_name(field.type);
    source.reading.problems.push_back(
        mistake({"Trường “" + field.name + "” kiểu " + type + " không nhận giá trị này.",
                 "Field “" + field.name + "” of type " + type + " cannot take this value."},
                {"Sửa biểu thức (ví dụ number(…)), hoặc sửa kiểu của trường.",
                 "Mend the expression (number(…) for example), or the type of the field."},
                where));
}

void read_assignment(const Source& source, YamlReader& fields, const std::string& name, Actions& out) {
    const Definition& definition = source.reading.definition;
    const DataField* field = definition.field(name);
    auto value = read_expression(source.reading, fields, name.c_str(), source.scope,
                                 field ? std::optional(field->type) : std::nullopt);
    if (field) {
        if (value) check_kind(source, *field, *value, fields.where(name));
        if (value) out.emplace_back(AssignAction{name, std::move(*value)});
        return;
    }
    std::vector<std::string> known;
    for (const auto& one : definition.data) known.push_back(one.name);
    const LocalText near = did_you_mean(name, known);
    source.reading.problems.push_back(mistake({"Không có trường dữ liệu “" + name + "”" + near.vi + ".",
                                               "There is no data field “" + name + "”" + near.en + "."},
                                              {"Khai báo trường này trong “data”.", "Declare this field under “data”."},
                                              fields.where(name)));
}

void read_assign(const Source& source, Actions& out) {
    in_mapping(source, [&](YamlReader& fields) {
        for (const auto& pair : fields.node().pairs) read_assignment(source, fields, pair.first, out);
    });
}

void read_raise(const Source& source, Actions& out) {
    out.emplace_back(RaiseAction{read_event(source.reading, source.from, source.key), source.where()});
}

// “#” marks the ids that unnamed sends get.
std::string read_timer_id(const Source& source, YamlReader& send) {
    std::string id = send.text_or("id", {});
    if (id.find('#') != id.npos)
        source.reading.problems.push_back(
            mistake({"Tên hẹn “" + id + "” không được có dấu #.", "The id “" + id + "” must have no # in it."},
                    {"Bỏ dấu này.", "Leave it out."}, send.where("id")));
    return id;
}

void read_send(const Source& source, Actions& out) {
    in_mapping(source, [&](YamlReader& send) {
        SendAction action;
        action.event = read_event(source.reading, send, "event");
        action.id = read_timer_id(source, send);
        action.where = source.where();
        action.late = read_late(source.reading, send, LatePolicy::fire);
        if (send.has("after")) {
            auto time = read_time(source.reading, send, "after");
            if (!time) return;
            action.after = std::move(*time);
        }
        out.emplace_back(std::move(action));
    });
}

void read_cancel(const Source& source, Actions& out) {
    out.emplace_back(CancelAction{source.from.text(source.key), source.where()});
}

void read_open_data(const Source& source, YamlReader& open, OpenAction& action) {
    const YamlNode* node = open.mapping("data");
    if (!node) return;
    YamlReader data(source.reading.file, *node, open.path_of("data"), source.reading.problems);
    for (const auto& pair : node->pairs) {
        auto value = read_expression(source.reading, data, pair.first.c_str(), source.scope);
        if (value) action.data.emplace(pair.first, std::move(*value));
    }
    data.finish();
}

// Each way of choosing units has keys of its own.
void check_open(const Source& source, YamlReader& open, const OpenAction& action) {
    const bool lines = action.from == OpenAction::From::lines;
    if (lines != action.workflow.empty())
        refuse(source,
               {"“workflow” cần có với “sample”, “unit” và “for_each”, và không có với “lines”.",
                "“workflow” goes with “sample”, “unit” and “for_each”, and not with “lines”."},
               {"Với “lines”, cấp của mỗi dòng kế hoạch nói lên quy trình.",
                "With “lines” the level of each plan line says which workflow."});
    if ((action.from == OpenAction::From::sample) != action.count.has_value())
        refuse(
            source, {"“count” có với “sample” và chỉ với “sample”.", "“count” goes with “sample” and only with it."},
            {"Ghi số đơn vị cần chọn, ví dụ \"${sample}\".", "Say how many units to draw, for example \"${sample}\"."});
    if (lines && open.has("data"))
        refuse(source, {"“data” không có với “lines”.", "“data” does not go with “lines”."},
               {"Dòng kế hoạch mang dữ liệu của chính nó; bỏ khóa này.",
                "A plan line brings its own data; remove this key."});
    if (open.has("association") && action.from != OpenAction::From::for_each)
        refuse(source, {"“association” chỉ có với “for_each”.", "“association” goes only with “for_each”."},
               {"Bỏ khóa này.", "Remove this key."});
}

// `from: lines | sample | unit`, or `for_each: LEVEL`. Nothing when neither can be read.
std::optional<OpenAction::From> read_selection(const Source& source, YamlReader& open, OpenAction& action) {
    if (open.has("for_each")) {
        if (open.has("from"))
            refuse(source, {"“for_each” thay cho “from”.", "“for_each” stands instead of “from”."},
                   {"Giữ lại một trong hai.", "Keep one of the two."});
        open.any("from");
        action.level = open.text("for_each");
        check_level(source.reading, action.level, open.where("for_each"));
        return action.from = OpenAction::From::for_each;
    }
    if (!open.has("from")) open.text("from");  // reports that it is missing
    const auto from = read_choice(source.reading, open, "from", {"lines", "sample", "unit"});
    if (!from) return std::nullopt;
    if (*from == "sample") action.from = OpenAction::From::sample;
    if (*from == "unit") action.from = OpenAction::From::unit;
    return action.from;
}

void check_association(const Source& source, YamlReader& open, const std::string& code) {
    const Profile* profile = source.reading.context.profile;
    if (code.empty() || !profile) return;
    std::vector<std::string> known;
    for (const auto& one : profile->associations) known.push_back(one.code);
    if (std::find(known.begin(), known.end(), code) != known.end()) return;
    const LocalText near = did_you_mean(code, known);
    source.reading.problems.push_back(mistake(
        {"Không có hội “" + code + "”" + near.vi + ".", "There is no association “" + code + "”" + near.en + "."},
        one_of(known), open.where("association")));
}

void read_open(const Source& source, Actions& out) {
    in_mapping(source, [&](YamlReader& open) {
        OpenAction action;
        const auto from = read_selection(source, open, action);
        action.workflow = open.text_or("workflow", {});
        action.association = open.text_or("association", {});
        check_association(source, open, action.association);
        action.count = read_expression(source.reading, open, "count", source.scope);
        action.where = source.where();
        read_open_data(source, open, action);
        const bool count_wrong = open.has("count") && !action.count;
        if (from && !count_wrong) check_open(source, open, action);
        out.emplace_back(std::move(action));
    });
}

// A code written out must be one of the profile's; one that is worked out is looked at when the step is taken.
void check_code(const Source& source, YamlReader& findings, const Expression& code) {
    const Profile* profile = source.reading.context.profile;
    const std::string& text = code.source();
    const bool literal = text.size() >= 2 && text.front() == text.back() && (text[0] == '\'' || text[0] == '"') &&
                         text.find(text[0], 1) == text.size() - 1;
    if (!profile || !literal || profile->finding(text.substr(1, text.size() - 2))) return;
    std::vector<std::string> known;
    for (const auto& one : profile->findings) known.push_back(one.code);
    const std::string wrong = text.substr(1, text.size() - 2);
    const LocalText near = did_you_mean(wrong, known);
    source.reading.problems.push_back(mistake({"Không có mã tồn tại “" + wrong + "”" + near.vi + ".",
                                               "There is no finding code “" + wrong + "”" + near.en + "."},
                                              {"Dùng một mã của findings.yaml.", "Use a code of findings.yaml."},
                                              findings.where("code")));
}

void read_findings(const Source& source, Actions& out) {
    in_mapping(source, [&](YamlReader& findings) {
        FindingsAction action;
        action.rows = findings.text_or("rows", {});
        action.code = read_expression(source.reading, findings, "code", source.scope);
        action.amount = read_expression(source.reading, findings, "amount", source.scope);
        action.where = source.where();
        if (action.code) check_code(source, findings, *action.code);
        if (findings.has("rows") == findings.has("code"))
            refuse(source, {"“findings” cần “rows” hoặc “code”.", "“findings” needs either “rows” or “code”."},
                   {"“rows”: các dòng của biểu mẫu; “code”: một mã.", "“rows”: rows of the form; “code”: one code."});
        out.emplace_back(std::move(action));
    });
}

void read_distribute(const Source& source, Actions& out) {
    in_mapping(source, [&](YamlReader& distribute) {
        DistributeAction action;
        action.rows = distribute.text("rows");
        action.event = read_event(source.reading, distribute, "event");
        action.key = distribute.text("key");
        action.where = source.where();
        out.emplace_back(std::move(action));
    });
}

void read_notify(const Source& source, Actions& out) {
    in_mapping(source, [&](YamlReader& notify) {
        const std::string who = notify.text("to");
        auto to = who.empty() ? std::nullopt : read_by(source.reading, who, notify.where("to"));
        if (!notify.has("template")) notify.text("template");  // reports that it is missing
        const auto words = read_choice(source.reading, notify, "template", notice_templates());
        if (to && words) out.emplace_back(NotifyAction{std::move(*to), *words, notify.where("to")});
    });
}

void read_recommend(const Source& source, Actions& out) {
    in_mapping(source, [&](YamlReader& recommend) {
        out.emplace_back(RecommendAction{recommend.text("rows"), source.where()});
    });
}

// Either the outcome alone, or {outcome, on}.
void read_settle(const Source& source, Actions& out) {
    const std::vector<std::string> outcomes = {"done", "reopened", "dropped"};
    const YamlNode* node = source.from.any(source.key);
    if (!node || node->kind != YamlNode::Kind::mapping) {
        if (const auto outcome = read_choice(source.reading, source.from, source.key, outcomes))
            out.emplace_back(SettleAction{*outcome, {}});
        return;
    }
    in_mapping(source, [&](YamlReader& settle) {
        if (!settle.has("outcome")) settle.text("outcome");  // reports that it is missing
        const auto outcome = read_choice(source.reading, settle, "outcome", outcomes);
        const std::string on = settle.text_or("on", {});
        if (!on.empty()) check_date_field(source.reading, on, settle.where("on"));
        if (outcome) out.emplace_back(SettleAction{*outcome, on});
    });
}

void read_call_action(const Source& source, Actions& out) {
    in_mapping(source, [&](YamlReader& call) {
        out.emplace_back(read_call(source.reading, call, source.scope, source.where()));
    });
}

void read_report(const Source& source, Actions& out) {
    ReportAction action{source.from.text(source.key)};
    check_report(source.reading, action.report, source.where());
    out.emplace_back(std::move(action));
}

struct Word {
    const char* key;
    void (*read)(const Source&, Actions&);
};

constexpr std::array<Word, 12> words = {{{"assign", read_assign},
                                         {"raise", read_raise},
                                         {"send", read_send},
                                         {"cancel", read_cancel},
                                         {"open", read_open},
                                         {"findings", read_findings},
                                         {"distribute", read_distribute},
                                         {"notify", read_notify},
                                         {"recommend", read_recommend},
                                         {"settle", read_settle},
                                         {"report", read_report},
                                         {"call", read_call_action}}};

std::vector<std::string> all_words() {
    std::vector<std::string> all = {"count_turn", "cancel_children"};
    for (const auto& word : words) all.emplace_back(word.key);
    return all;
}

void refuse_word(Reading& reading, const std::string& word, const Where& where) {
    const LocalText near = did_you_mean(word, all_words());
    reading.problems.push_back(mistake(
        {"Không có hành động “" + word + "”" + near.vi + ".", "There is no action “" + word + "”" + near.en + "."},
        one_of(all_words()), where));
}

void read_bare_word(Reading& reading, const std::string& word, const Where& where, Actions& out) {
    if (word == "count_turn")
        out.emplace_back(CountTurnAction{});
    else if (word == "cancel_children")
        out.emplace_back(CancelChildrenAction{});
    else if (word == "recommend")
        out.emplace_back(RecommendAction{{}, where});
    else
        refuse_word(reading, word, where);
}

void read_action(Reading& reading, const YamlNode& node, const Scope& scope, const Where& where, Actions& out) {
    if (node.kind == YamlNode::Kind::scalar) return read_bare_word(reading, node.text, where, out);
    YamlReader from(reading.file, node, where.field, reading.problems);
    if (node.pairs.size() > 1 || node.is_null())
        reading.problems.push_back(mistake(
            {"Mỗi hành động là một khóa.", "Each action is one key."},
            {"Viết mỗi hành động thành một mục của danh sách.", "Write each action as an item of the list."}, where));
    for (const auto& pair : node.pairs) {
        const auto word = std::find_if(words.begin(), words.end(), [&](const Word& w) { return pair.first == w.key; });
        if (word == words.end())
            refuse_word(reading, pair.first, from.where(pair.first));
        else
            word->read(Source{reading, from, word->key, scope}, out);
    }
}

}  // namespace

std::vector<Action> read_actions(Reading& reading, YamlReader& from, const char* key, const Scope& scope) {
    Actions actions;
    const YamlNode* list = from.sequence(key);
    if (!list) return actions;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const YamlNode& item = list->items[i];
        const std::string path = from.path_of(key) + "[" + std::to_string(i) + "]";
        read_action(reading, item, scope, {reading.file, item.line, item.column, path}, actions);
    }
    return actions;
}

}  // namespace giamsat::workflow
