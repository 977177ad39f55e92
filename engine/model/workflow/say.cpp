// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/say.hpp"

namespace giamsat {

namespace {

LocalText counted(std::int64_t count, const LocalText& many, const char* one_en) {
    const std::string number = std::to_string(count) + " ";
    return {number + many.vi, number + (count == 1 ? one_en : many.en)};
}

LocalText say_linked(const LinkedTimer& linked) {
    const LocalText time = say_time(linked.shift);
    if (linked.before) return {"nhắc trước hạn " + time.vi, "reminder " + time.en + " before"};
    return {"báo lên sau hạn " + time.vi, "escalation " + time.en + " after"};
}

// The automatic steps that a state which waits for its children has.
std::optional<LocalText> say_wait(const Definition& definition, const Transition& step) {
    const auto& wait = definition.at(step.source).wait;
    if (!wait) return std::nullopt;
    const auto is = [&](int index) { return index >= 0 && &definition.transition(index) == &step; };
    if (is(wait->unmet)) return LocalText{"đã kết thúc hết mà chưa đủ", "all have ended, too few are done"};
    if (!is(wait->met)) return std::nullopt;
    const std::string number = std::to_string(wait->amount);
    switch (wait->how) {
        case Wait::For::all: return LocalText{"mọi hồ sơ con đã kết thúc", "all cases it opened have ended"};
        case Wait::For::any: return LocalText{"có một hồ sơ con đã xong", "one of the cases it opened is done"};
        case Wait::For::count: return LocalText{number + " hồ sơ con đã xong", number + " of its cases are done"};
        case Wait::For::share: break;
    }
    return LocalText{number + " % hồ sơ con đã xong", number + " % of its cases are done"};
}

// Events the engine itself raises.
std::optional<LocalText> say_own_event(const Definition& definition, const std::string& event) {
    constexpr std::string_view done = "done.state.";
    if (event == "child.done") return LocalText{"một hồ sơ con kết thúc", "a case it opened ended"};
    if (!event.starts_with(done)) return std::nullopt;
    const std::string id = event.substr(done.size());
    const auto index = definition.state(id);
    const LocalText title =
        index && !definition.at(*index).title.vi.empty() ? definition.at(*index).title : LocalText{id, id};
    return LocalText{"xong “" + title.vi + "”", "“" + title.in(Lang::en) + "” is done"};
}

const std::map<std::string, LocalText>& words_of_cases() {
    static const std::map<std::string, LocalText> words = {
        {"today", {"hôm nay", "today"}},
        {"children_total", {"số hồ sơ cấp dưới", "cases below"}},
        {"children_open", {"số hồ sơ cấp dưới chưa xong", "open cases below"}},
        {"children_done", {"số hồ sơ cấp dưới đã xong", "cases below done"}},
        {"findings_open", {"số tồn tại chưa xong", "open findings"}},
        {"planned_on", {"ngày dự kiến", "planned on"}},
        {"opened_on", {"ngày mở", "opened on"}},
        {"due_on", {"hạn", "due on"}},
        {"sample", {"số mẫu", "sample"}},
        {"variant", {"hình thức", "variant"}},
        {"year", {"năm", "year"}},
        {"unit_level", {"cấp", "level"}},
    };
    return words;
}

}  // namespace

LocalText say_name(const Definition& definition, const std::string& name) {
    const DataField* field = definition.field(name);
    if (field && !field->title.vi.empty()) return field->title;
    const auto known = words_of_cases().find(name);
    return known == words_of_cases().end() ? LocalText{name, name} : known->second;
}

bool says_its_guard(const Definition& definition, const Transition& step) {
    return say_wait(definition, step).has_value();
}

LocalText say_time(const WorkingTime& time) {
    if (!time.field.empty()) return {"đến ngày " + time.field, "until " + time.field};
    if (time.working_days) return counted(time.working_days, {"ngày làm việc", "working days"}, "working day");
    if (time.days) return counted(time.days, {"ngày", "days"}, "day");
    constexpr std::int64_t minute = 60'000;
    if (time.ms == 0) return {"không đợi", "no wait"};
    if (time.ms % (60 * minute) == 0) return counted(time.ms / (60 * minute), {"giờ", "hours"}, "hour");
    if (time.ms % minute == 0) return counted(time.ms / minute, {"phút", "minutes"}, "minute");
    return counted(time.ms / 1000, {"giây", "seconds"}, "second");
}

LocalText say_step(const Definition& definition, const Transition& step) {
    if (!step.title.vi.empty()) return step.title;
    if (auto wait = say_wait(definition, step)) return *wait;
    const State& source = definition.at(step.source);
    LocalText all;
    for (const auto& event : step.events) {
        const LocalText own = say_own_event(definition, event).value_or(LocalText{event, event});
        all.vi += (all.vi.empty() ? "" : ", ") + own.vi;
        all.en += (all.en.empty() ? "" : ", ") + own.en;
        if (!source.within) continue;
        if (event == source.within->event) return {"quá hạn", "deadline passed"};
        for (const LinkedTimer& linked : source.within->linked) {
            if (linked.event == event) return say_linked(linked);
        }
    }
    return all;
}

}  // namespace giamsat
