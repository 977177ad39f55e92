// SPDX-License-Identifier: Apache-2.0
#include "model/forms/logic.hpp"

#include "base/text/text.hpp"

#include <algorithm>

namespace giamsat::forms {

namespace {

enum class Use { relevant, constraint, calculation };

// What an expression at one place may read: a row's questions first, then the form's.
class Compiler {
public:
    Compiler(Form& form, std::vector<Problem>& problems) : form_(form), problems_(problems) {}

    // Whether a question has a calculation stands in its source only: later ones are not compiled yet.
    void note_calculations(const std::vector<Logic>& all) {
        auto logic = all.begin();
        for (const auto& question : form_.questions) {
            if (!(logic++)->calculation.empty()) calculated_.push_back(&question);
            for (const auto& row : question.rows) {
                if (!(logic++)->calculation.empty()) calculated_.push_back(&row);
            }
        }
    }

    void run(const std::vector<Logic>& all) {
        auto logic = all.begin();
        for (std::size_t i = 0; i < form_.questions.size(); ++i) {
            auto& question = form_.questions[i];
            place_ = i;
            rows_ = nullptr;
            compile(question, *logic++);
            rows_ = &question.rows;
            for (std::size_t row = 0; row < question.rows.size(); ++row) {
                row_place_ = row;
                compile(question.rows[row], *logic++);
            }
        }
    }

private:
    struct Found {
        const Question* question = nullptr;
        bool count = false;  // "<repeat>.count"
        bool later = false;  // stands at or after the place of the expression
    };

    static std::optional<std::size_t> index_of(const std::vector<Question>& questions, std::string_view name) {
        const auto found =
            std::find_if(questions.begin(), questions.end(), [&](const Question& q) { return q.name == name; });
        if (found == questions.end()) return std::nullopt;
        return static_cast<std::size_t>(found - questions.begin());
    }

    Found find(std::string name) const {
        Found found;
        found.count = name.size() > 6 && name.ends_with(".count");
        if (found.count) name.resize(name.size() - 6);
        if (const auto row = rows_ && !found.count ? index_of(*rows_, name) : std::nullopt) {
            found.question = &(*rows_)[*row];
            found.later = *row >= row_place_;
        } else if (const auto place = index_of(form_.questions, name)) {
            found.question = &form_.questions[*place];
            found.later = *place >= place_;
        }
        if (found.question && found.question->repeat != found.count) found.question = nullptr;
        return found;
    }

    std::optional<FieldType> type_of(const std::string& name) const {
        const auto found = find(name);
        if (!found.question) return std::nullopt;
        return found.count ? FieldType::integer : found.question->type;
    }

    void compile(Question& question, const Logic& logic) {
        const auto boolean = FieldType::boolean;
        question.relevant = compile(logic.relevant, logic.relevant_at, Use::relevant, boolean);
        const auto constraint =
            with_own_name(logic.constraint, question.repeat ? question.name + ".count" : question.name);
        question.constraint = compile(constraint, logic.constraint_at, Use::constraint, boolean);
        if (logic.calculation.empty()) return;
        if (question.repeat)
            return problems_.push_back(mistake({"Nhóm lặp không có calculation.", "A repeat has no calculation."},
                                               {"Bỏ calculation.", "Remove calculation."}, logic.calculation_at));
        question.calculation =
            compile(logic.calculation, logic.calculation_at, Use::calculation, result_type(question.type));
    }

    static FieldType result_type(FieldType type) {
        if (type == FieldType::integer || type == FieldType::money) return FieldType::decimal;
        return type == FieldType::choice ? FieldType::text : type;
    }

    std::optional<Expression> compile(const std::string& source, const Where& where, Use use, FieldType wanted) {
        if (source.empty()) return std::nullopt;
        auto compiled = Expression::compile(
            source, [this](const std::string& name) { return type_of(name); }, where);
        if (!compiled) {
            problems_.push_back(with_hint(std::move(compiled.error())));
            return std::nullopt;
        }
        if (compiled->gives() != wanted)
            problems_.push_back(mistake({"“" + source + "” cho ra kiểu " + field_type_name(compiled->gives()) +
                                             ", cần " + field_type_name(wanted) + ".",
                                         "“" + source + "” gives " + field_type_name(compiled->gives()) + ", but " +
                                             field_type_name(wanted) + " is needed."},
                                        {"Sửa biểu thức.", "Mend the expression."}, where));
        if (use != Use::constraint) check_names(*compiled, where);
        return std::move(*compiled);
    }

    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const auto* questions : {rows_, static_cast<const std::vector<Question>*>(&form_.questions)}) {
            if (!questions) continue;
            for (const Question& question : *questions) {
                if (!question.personal) all.push_back(question.repeat ? question.name + ".count" : question.name);
            }
        }
        return all;
    }

    // A name that is not there, with the question that was meant.
    Problem with_hint(Problem problem) const {
        std::string near;
        for (const auto& [key, value] : problem.details)
            if (key == "name") near = nearest(value, names());
        if (near.empty()) return problem;
        for (auto& [key, value] : problem.details) {
            if (key == "why") value += " (có phải là “" + near + "”?)";
            if (key == "why_en") value += " (did you mean “" + near + "”?)";
        }
        for (Problem& other : problem.others) other = with_hint(std::move(other));
        return problem;
    }

    void check_names(const Expression& expression, const Where& where) {
        for (const auto& name : expression.names()) {
            const auto found = find(name);
            if (!found.question) continue;
            if (found.question->personal)
                problems_.push_back(
                    mistake({"“" + name + "” là ô riêng tư, không dùng để tính hay rẽ nhánh được.",
                             "“" + name + "” is personal: nothing may be calculated or decided from it."},
                            {"Dùng ô khác.", "Use another question."}, where));
            if (found.later && std::find(calculated_.begin(), calculated_.end(), found.question) != calculated_.end())
                problems_.push_back(mistake({"“" + name + "” chỉ được tính sau chỗ này.",
                                             "“" + name + "” is only calculated after this place."},
                                            {"Đưa ô được tính lên trước.", "Move the calculated question before it."},
                                            where));
        }
    }

    Form& form_;
    std::vector<Problem>& problems_;
    std::vector<const Question*> calculated_;
    const std::vector<Question>* rows_ = nullptr;
    std::size_t place_ = 0;
    std::size_t row_place_ = 0;
};

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
}

// A `.` that is neither part of a number or a name, nor one of `..`.
bool stands_alone(const std::string& source, std::size_t at) {
    const bool before = at > 0 && source[at - 1] != '-' && is_word(source[at - 1]);
    const bool after = at + 1 < source.size() && source[at + 1] != '-' && is_word(source[at + 1]);
    return !before && !after;
}

}  // namespace

std::string with_own_name(const std::string& source, const std::string& name) {
    std::string out;
    for (std::size_t at = 0; at < source.size(); ++at) {
        const char c = source[at];
        const auto closing = c == '\'' || c == '"' ? source.find(c, at + 1)
                             : c == '$'            ? source.find('}', at)
                                                   : source.npos;
        if (closing != source.npos) {
            out.append(source, at, closing - at + 1);
            at = closing;
        } else if (c == '.' && stands_alone(source, at)) {
            out += "${" + name + "}";
        } else {
            out += c;
        }
    }
    return out;
}

Logic read_logic(YamlReader& from, Question& question) {
    Logic logic;
    logic.relevant = from.text_or("relevant", "");
    logic.constraint = from.text_or("constraint", "");
    logic.calculation = from.text_or("calculation", "");
    logic.relevant_at = from.where("relevant");
    logic.constraint_at = from.where("constraint");
    logic.calculation_at = from.where("calculation");
    question.constraint_message = from.local_or("constraint_message", {});
    return logic;
}

void compile_logic(Form& form, const std::vector<Logic>& all, std::vector<Problem>& problems) {
    Compiler compiler(form, problems);
    compiler.note_calculations(all);
    compiler.run(all);
}

Problem mistake(const LocalText& what, const LocalText& advice, const Where& where) {
    return Problem(ProblemCode::definition_invalid,
                   {{"what", what.vi}, {"what_en", what.en}, {"advice", advice.vi}, {"advice_en", advice.en}}, where);
}

Problem unknown(const LocalText& what, const std::string& word, const std::vector<std::string>& known,
                const Where& where) {
    const auto near = nearest(word, known);
    std::string all;
    for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
    return mistake(
        {"Không có " + what.vi + " “" + word + "”" + (near.empty() ? "." : ", có phải là “" + near + "”?"),
         "There is no " + what.en + " “" + word + "”" + (near.empty() ? "." : "; did you mean “" + near + "”?")},
        {"Dùng một trong: " + (all.empty() ? "–" : all) + ".", "Use one of: " + (all.empty() ? "–" : all) + "."},
        where);
}

}  // namespace giamsat::forms
