// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "model/forms/answer.hpp"

#include <algorithm>
#include <set>

namespace giamsat {

namespace forms {

namespace {

constexpr std::size_t problems_max = 200;  // enough to mend a form; a hostile one gets no longer answer

// One pass reads the answers, a second decides what is relevant and calculates, a third asks what is required and
// holds. Values of a row stand beside the form's while the row is looked at.
class Checker {
public:
    Checker(const Form& form, const Json& answers, Date today) : form_(form), given_(answers), today_(today) {}

    Result<Submission> run() {
        if (!given_.is_object()) {
            complain_at("answers", {"answers", "answers"},
                        {"phải là nhóm tên: giá trị", "it must be a group of name: value"});
            return join(std::move(problems_));
        }
        read_all(form_.questions, given_, "", values_);
        for (const auto& question : form_.questions) settle(question, "");
        for (const auto& question : form_.questions) require(question, "");
        if (!problems_.empty()) return join(std::move(problems_));
        return finished();
    }

private:
    void complain_at(const std::string& path, const LocalText& field, const LocalText& why) {
        if (problems_.size() >= problems_max) return;
        problems_.push_back(Problem(ProblemCode::form_invalid,
                                    {{"form", form_.number.empty() ? form_.id : form_.number},
                                     {"field", field.vi},
                                     {"field_en", field.en},
                                     {"why", why.vi},
                                     {"why_en", why.en}},
                                    Where{"", 0, 0, path}));
    }
    void complain(const std::string& path, const Question& question, const LocalText& why) {
        broken_.insert(path);
        auto field = titled(question);
        if (const auto row = path.rfind("]."); row != path.npos) {
            const auto number = std::to_string(std::stoul(path.substr(path.rfind('[') + 1)) + 1);
            field = {field.vi + ", dòng " + number, field.en + ", row " + number};
        }
        complain_at(path, field, why);
    }

    // -- reading
    void read_all(const std::vector<Question>& questions, const Json& given, const std::string& prefix, Json& into) {
        for (const auto& [name, value] : given.items()) unknown(questions, name, prefix);
        for (const auto& question : questions) {
            const auto found = given.find(question.name);
            if (question.repeat)
                into[question.name] = found == given.end() ? Json::array() : read_rows(question, *found);
            else if (found != given.end())
                read_one(question, *found, prefix + question.name, into);
        }
    }

    void unknown(const std::vector<Question>& questions, const std::string& name, const std::string& prefix) {
        std::vector<std::string> known;
        for (const auto& question : questions) known.push_back(question.name);
        if (std::find(known.begin(), known.end(), name) != known.end()) return;
        const auto near = nearest(name, known);
        const auto shown = is_valid_utf8(name) ? name.substr(0, name.size() > 64 ? 0 : name.size()) : std::string();
        complain_at(
            prefix + shown, {shown.empty() ? "?" : shown, shown.empty() ? "?" : shown},
            {near.empty() ? "biểu mẫu không có ô này" : "biểu mẫu không có ô này, có phải là “" + near + "”?",
             near.empty() ? "the form has no such field" : "the form has no such field; did you mean “" + near + "”?"});
    }

    void read_one(const Question& question, const Json& given, const std::string& path, Json& into) {
        auto answer = read_answer(form_, question, given);
        if (!answer) return complain(path, question, answer.error());
        if (!answer->is_null()) into[question.name] = std::move(*answer);
    }

    Json read_rows(const Question& question, const Json& given) {
        Json rows = Json::array();
        if (given.is_null()) return rows;
        const LocalText not_rows{"phải là danh sách các dòng", "it must be a list of rows"};
        if (!given.is_array()) return complain(question.name, question, not_rows), rows;
        if (given.size() > rows_max) {
            const auto limit = std::to_string(rows_max);
            complain(question.name, question, {"có quá " + limit + " dòng", "it has more than " + limit + " rows"});
            return rows;
        }
        for (std::size_t i = 0; i < given.size(); ++i) {
            rows.push_back(Json::object());
            const auto prefix = row_path(question, i);
            if (given[i].is_object()) {
                read_all(question.rows, given[i], prefix, rows.back());
                continue;
            }
            broken_.insert(prefix);
            complain_at(prefix.substr(0, prefix.size() - 1), titled(question), not_rows);
        }
        return rows;
    }

    static std::string row_path(const Question& repeat, std::size_t row) {
        return repeat.name + "[" + std::to_string(row) + "].";
    }

    // -- values
    Json value(const std::string& name) const {
        if (name.ends_with(".count")) {
            const auto rows = values_.find(name.substr(0, name.size() - 6));
            return rows == values_.end() ? 0 : rows->size();
        }
        if (row_ && is_row_question(name)) return row_->value(name, Json());
        return values_.value(name, Json());
    }

    bool is_row_question(const std::string& name) const {
        return std::any_of(rows_->begin(), rows_->end(), [&](const Question& q) { return q.name == name; });
    }

    Json& home() { return row_ ? *row_ : values_; }

    template <class Visit>
    void each_row(const Question& repeat, Visit visit) {
        const auto found = values_.find(repeat.name);
        if (found == values_.end()) return;
        rows_ = &repeat.rows;
        for (std::size_t i = 0; i < found->size(); ++i) {
            if (broken_.contains(row_path(repeat, i))) continue;
            row_ = &(*found)[i];
            for (const auto& question : repeat.rows) visit(question, row_path(repeat, i));
        }
        row_ = nullptr;
        rows_ = nullptr;
    }

    // -- what is relevant, what is calculated
    void settle(const Question& question, const std::string& prefix) {
        const auto path = prefix + question.name;
        auto& here = home();
        if (!relevant(question, path)) {
            const auto found = here.find(question.name);
            const bool answered = found != here.end() && !(question.repeat && found->empty());
            if (answered && !silent_)
                complain(path, question, {"không phải trả lời ở đây", "it is not to be answered here"});
            here.erase(question.name);
            irrelevant_.insert(path);
            return;
        }
        if (question.calculation) calculate(question, path, here);
        if (question.repeat) each_row(question, [this](const Question& row, const std::string& p) { settle(row, p); });
    }

    bool relevant(const Question& question, const std::string& path) {
        silent_ = false;
        if (!question.relevant) return true;
        const auto truth = question.relevant->truth(names_, today_);
        if (!truth) silent_ = is_broken(truth.error(), path);
        return truth && *truth;
    }

    // A value is missing only because it was refused already: one mistake is told once.
    bool is_broken(const Problem& problem, const std::string& path) const {
        const auto dot = path.rfind('.');
        const auto prefix = dot == path.npos ? std::string() : path.substr(0, dot + 1);
        for (const auto& [key, name] : problem.details) {
            if (key == "name" && (broken_.contains(name) || broken_.contains(prefix + name))) return true;
        }
        return false;
    }

    void calculate(const Question& question, const std::string& path, Json& here) {
        const Json given = here.value(question.name, Json());
        here.erase(question.name);
        auto answer = calculated(question, *question.calculation, names_, today_);
        // What cannot be calculated yet stays absent; `required` says whether that will do.
        if (answer && question.type == FieldType::choice) answer = read_answer(form_, question, *answer);
        if (answer && !answer->is_null()) here[question.name] = *answer;
        if (!given.is_null() && (!answer || *answer != given))
            complain(
                path, question,
                {"ô này được tính, không nộp giá trị khác", "it is calculated: another value cannot be handed in"});
    }

    // -- what is required, what holds
    void require(const Question& question, const std::string& prefix) {
        const auto path = prefix + question.name;
        if (irrelevant_.contains(path)) return;
        const auto& here = home();
        const auto found = here.find(question.name);
        const bool answered = found != here.end() && !(question.repeat && found->empty());
        if (!answered && question.required && !broken_.contains(path))
            complain(path, question, {"phải trả lời", "it must be answered"});
        if (answered && question.constraint) hold(question, path);
        if (question.repeat) each_row(question, [this](const Question& row, const std::string& p) { require(row, p); });
    }

    void hold(const Question& question, const std::string& path) {
        const auto truth = question.constraint->truth(names_, today_);
        if (truth && *truth) return;
        if (!truth) {
            if (!is_broken(truth.error(), path)) complain(path, question, why_refused(truth.error()));
            return;
        }
        if (!question.constraint_message.vi.empty())
            return complain(path, question, {question.constraint_message.vi, question.constraint_message.in(Lang::en)});
        const auto shown = reads_personal(*question.constraint) ? question.constraint->source()
                                                                : question.constraint->explain(names_, today_);
        complain(path, question, {"phải có " + shown, "it must hold that " + shown});
    }

    static LocalText why_refused(const Problem& problem) {
        LocalText why{problem.message(Lang::vi), problem.message(Lang::en)};
        for (const auto& [key, text] : problem.details) {
            if (key == "why") why.vi = text;
            if (key == "why_en") why.en = text;
        }
        return why;
    }

    bool reads_personal(const Expression& expression) const {
        return std::any_of(expression.names().begin(), expression.names().end(), [&](const std::string& name) {
            const auto here = [&](const std::vector<Question>& questions) {
                return std::any_of(questions.begin(), questions.end(),
                                   [&](const Question& q) { return q.personal && q.name == name; });
            };
            return here(form_.questions) || (rows_ && here(*rows_));
        });
    }

    // -- the checked submission
    Submission finished() {
        Submission out;
        for (const auto& question : form_.questions) {
            take_personal(question, "", values_, out);
            if (!question.repeat || !values_.contains(question.name)) continue;
            auto& rows = values_[question.name];
            for (std::size_t i = 0; i < rows.size(); ++i) {
                for (const auto& row : question.rows) take_personal(row, row_path(question, i), rows[i], out);
            }
        }
        out.answers = std::move(values_);
        return out;
    }

    static void take_personal(const Question& question, const std::string& prefix, Json& from, Submission& out) {
        const auto found = question.personal ? from.find(question.name) : from.end();
        if (found == from.end()) return;
        out.personal.emplace_back(prefix + question.name, found->get<std::string>());
        from.erase(found);
    }

    const Form& form_;
    const Json& given_;
    Date today_;
    Json values_ = Json::object();
    Json* row_ = nullptr;  // the row being looked at, and its questions
    const std::vector<Question>* rows_ = nullptr;
    bool silent_ = false;  // the last relevance could not be told because of a value already refused
    std::set<std::string> broken_;
    std::set<std::string> irrelevant_;
    std::vector<Problem> problems_;
    NameValues names_ = [this](const std::string& name) { return value(name); };
};

}  // namespace

}  // namespace forms

Result<Submission> check_submission(const Form& form, const Json& answers, Date today) {
    return forms::Checker(form, answers, today).run();
}

}  // namespace giamsat
