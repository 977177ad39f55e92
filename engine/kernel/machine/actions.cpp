// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/run.hpp"

#include <cmath>

namespace giamsat::machine {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

Problem wrong_value(const std::string& field, const std::string& value, const LocalText& why) {
    return Problem(ProblemCode::invalid_value,
                   {{"field", field}, {"value", value}, {"why", why.vi}, {"why_en", why.en}});
}

bool is_whole(FieldType type) { return type == FieldType::integer || type == FieldType::money; }

// Six decimals at most, no zeros at the end: the journal holds decimals as text.
std::string decimal_text(double number) {
    std::string text = std::to_string(number);
    if (text.find('.') != text.npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

}  // namespace

// As in SCXML, an action that fails ends its block and raises error.execution.
void Run::perform(const std::vector<Action>& block) {
    for (const auto& action : block) {
        auto done = perform_one(action);
        if (done) continue;
        errors_.push_back(std::move(done.error()));
        raise("error.execution");
        return;
    }
}

Done Run::perform_one(const Action& action) {
    return std::visit(Overloaded{
                          [&](const AssignAction& assign) { return perform(assign); },
                          [&](const RaiseAction& one) { return raise(one.event), Done(); },
                          [&](const SendAction& send) { return perform(send); },
                          [&](const CancelAction& cancel) {
                              decision_.timers.push_back({cancel.id, false, {}, {}, {}});
                              return Done();
                          },
                          [&](const OpenAction& open) {
                              return perform(open, {&action, {}});
                          },
                          [&](const FindingsAction& findings) {
                              return perform(findings, {&action, {}});
                          },
                          [&](const CallAction& call) {
                              return perform(call, {&action, {}});
                          },
                          [&](const auto&) {
                              decision_.effects.push_back({&action, {}});
                              return Done();
                          },
                      },
                      action);
}

Done Run::perform(const AssignAction& assign) {
    const int field = definition_.field_index(assign.field);
    if (field < 0) return {};  // refused when the definition was read
    GIAMSAT_TRY(value, evaluate(assign.value, definition_.data[static_cast<std::size_t>(field)].type));
    set(field, std::move(value));
    return {};
}

void Run::set(int field, Json value) {
    for (DataChange& change : decision_.data) {
        if (change.field != field) continue;
        change.value = std::move(value);
        return;
    }
    decision_.data.push_back({field, std::move(value)});
}

Done Run::perform(const SendAction& send) {
    TimerChange timer{send.id, true, send.event, send.after, {}, send.late};
    if (!send.after.field.empty()) {
        timer.field_date = date_of(send.after.field);
        if (!timer.field_date)
            return wrong_value(send.after.field, "", {"chưa có ngày này", "there is no such day yet"});
    }
    decision_.timers.push_back(std::move(timer));
    return {};
}

// Without its day a deadline does not run: nothing was promised yet.
void Run::set_deadline(const State& state) {
    const Deadline& deadline = *state.within;
    TimerChange timer{deadline.id, true, deadline.event, deadline.within, {}, deadline.late};
    if (!timer.after.field.empty()) {
        timer.field_date = date_of(timer.after.field);
        if (!timer.field_date) return;
    }
    for (const LinkedTimer& linked : deadline.linked)
        decision_.timers.push_back(
            {linked.id, true, linked.event, timer.after, timer.field_date, linked.late, &linked});
    decision_.timers.push_back(std::move(timer));
}

void Run::cancel_deadline(const Deadline& deadline) {
    for (const LinkedTimer& linked : deadline.linked)
        decision_.timers.push_back({linked.id, false, linked.event, {}, {}});
    decision_.timers.push_back({deadline.id, false, deadline.event, {}, {}});
}

std::optional<Date> Run::date_of(const std::string& field) const {
    const Json value = names_.value(field);
    if (!value.is_string()) return std::nullopt;
    const auto date = Date::parse(value.get_ref<const std::string&>());
    return date ? std::optional<Date>(*date) : std::nullopt;
}

Done Run::perform(const OpenAction& open, Effect effect) {
    if (open.count) {
        GIAMSAT_TRY(count, whole_number(*open.count));
        if (count < 0)
            return wrong_value("count", decimal_text(count),
                               {"số đơn vị không thể âm", "a number of units is not negative"});
        effect.values["count"] = static_cast<std::int64_t>(count);
    }
    for (const auto& [field, expression] : open.data) {
        GIAMSAT_TRY(value, evaluate_freely(expression));
        effect.values["data." + field] = std::move(value);
    }
    decision_.effects.push_back(std::move(effect));
    return {};
}

Done Run::perform(const FindingsAction& findings, Effect effect) {
    if (findings.code) {
        GIAMSAT_TRY(code, findings.code->text(names_.reader(), facts_.today));
        effect.values["code"] = std::move(code);
    }
    if (findings.amount) {
        GIAMSAT_TRY(amount, whole_number(*findings.amount));
        effect.values["amount"] = static_cast<std::int64_t>(amount);
    }
    decision_.effects.push_back(std::move(effect));
    return {};
}

Done Run::perform(const CallAction& call, Effect effect) {
    for (const auto& [parameter, expression] : call.with) {
        GIAMSAT_TRY(value, evaluate_freely(expression));
        effect.values["with." + parameter] = std::move(value);
    }
    decision_.effects.push_back(std::move(effect));
    return {};
}

Result<double> Run::whole_number(const Expression& expression) const {
    const auto quick = expression.quick_number(names_);
    double number = quick.value_or(0);
    if (!quick) {
        GIAMSAT_TRY(asked, expression.number(names_.reader(), facts_.today));
        number = asked;
    }
    if (number == std::floor(number) && std::abs(number) <= static_cast<double>(json_integer_max)) return number;
    return wrong_value(expression.source(), decimal_text(number), {"phải là số nguyên", "it must be an integer"});
}

// "" is how an expression says "absent".
Result<Json> Run::evaluate(const Expression& expression, FieldType type) const {
    if (type == FieldType::boolean) {
        const Truth quick = expression.quick_truth(names_);
        if (quick == Truth::yes || quick == Truth::no) return Json(quick == Truth::yes);
        GIAMSAT_TRY(truth, expression.truth(names_.reader(), facts_.today));
        return Json(truth);
    }
    if (is_whole(type)) {
        GIAMSAT_TRY(number, whole_number(expression));
        return Json(static_cast<std::int64_t>(number));
    }
    if (type == FieldType::decimal) {
        GIAMSAT_TRY(number, expression.number(names_.reader(), facts_.today));
        if (!std::isfinite(number))
            return wrong_value(expression.source(), "NaN", {"không phải số", "it is no number"});
        return Json(decimal_text(number));
    }
    GIAMSAT_TRY(text, expression.text(names_.reader(), facts_.today));
    if (auto value = field_value(type, text)) return std::move(*value);
    return wrong_value(expression.source(), text, {"không đúng kiểu của trường", "it is not of the field's type"});
}

Result<Json> Run::evaluate_freely(const Expression& expression) const {
    switch (expression.gives()) {
        case FieldType::boolean: return evaluate(expression, FieldType::boolean);
        case FieldType::decimal: {
            GIAMSAT_TRY(number, expression.number(names_.reader(), facts_.today));
            if (number == std::floor(number) && std::abs(number) < 1e15) return Json(static_cast<std::int64_t>(number));
            return Json(decimal_text(number));
        }
        default: break;
    }
    GIAMSAT_TRY(text, expression.text(names_.reader(), facts_.today));
    return text.empty() ? Json(nullptr) : Json(std::move(text));
}

}  // namespace giamsat::machine
