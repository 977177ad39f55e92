// SPDX-License-Identifier: Apache-2.0
// Stretches of time, deadlines, and the reminders and escalations that go with them.
#include "model/workflow/reading.hpp"

#include <charconv>

namespace giamsat::workflow {

namespace {

constexpr int time_max = 3660;  // ten years of days: a longer time is a slip of the finger
constexpr std::int64_t ms_per_second = 1'000;
constexpr std::int64_t ms_per_minute = 60 * ms_per_second;
constexpr std::int64_t ms_per_hour = 60 * ms_per_minute;
constexpr std::int64_t ms_per_day = 24 * ms_per_hour;
constexpr std::int64_t duration_max = time_max * ms_per_day;

const LocalText time_advice = {
    "Viết một trong: working_days, days, hours, minutes (số), duration (như PT90M), hoặc field (trường ngày).",
    "Write one of: working_days, days, hours, minutes (a number), duration (such as PT90M), or field (a date field)."};

Problem wrong_time(const LocalText& what, Where where) { return mistake(what, time_advice, std::move(where)); }

std::int64_t unit_of(char letter, bool in_time) {
    switch (letter) {
        case 'W': return in_time ? 0 : 7 * ms_per_day;
        case 'D': return in_time ? 0 : ms_per_day;
        case 'H': return in_time ? ms_per_hour : 0;
        case 'M': return in_time ? ms_per_minute : 0;  // a month is no exact stretch of time
        case 'S': return in_time ? ms_per_second : 0;
        default: return 0;
    }
}

std::optional<std::int64_t> read_duration(Reading& reading, const std::string& text, const Where& where) {
    const auto ms = duration_ms(text);
    if (ms && *ms >= 1 && *ms <= duration_max) return ms;
    if (ms && *ms == 0) {
        reading.problems.push_back(
            mistake({"“" + text + "” không phải là một khoảng thời gian chờ.", "“" + text + "” is no time to wait."},
                    {"Việc đến ngay thì dùng “raise”, hoặc “send” không có “after”.",
                     "What comes at once is a “raise”, or a “send” without “after”."},
                    where));
        return std::nullopt;
    }
    reading.problems.push_back(wrong_time(
        {"“" + text + "” không phải khoảng thời gian ISO 8601.", "“" + text + "” is not an ISO 8601 duration."},
        where));
    return std::nullopt;
}

// One number under a key; returns how many ways of giving a time this was.
template <class Number>
int read_number(YamlReader& from, const char* key, Number& value, std::int64_t unit = 1) {
    if (!from.has(key)) return 0;
    const auto number = from.integer(key);
    if (number < 1 || number > time_max)
        from.report(wrong_time({"Thời hạn phải từ 1 đến 3660.", "A time goes from 1 to 3660."}, from.where(key)));
    else
        value = static_cast<Number>(number * unit);
    return 1;
}

int read_field(Reading& reading, YamlReader& from, WorkingTime& time) {
    if (!from.has("field")) return 0;
    time.field = from.text("field");
    check_date_field(reading, time.field, from.where("field"));
    return 1;
}

int read_exact(Reading& reading, YamlReader& from, WorkingTime& time) {
    if (!from.has("duration")) return 0;
    time.ms = read_duration(reading, from.text("duration"), from.where("duration")).value_or(0);
    return 1;
}

void refuse(Reading& reading, const LocalText& what, const LocalText& advice, const Where& where) {
    reading.problems.push_back(mistake(what, advice, where));
}

// A reminder or an escalation while it is read.
struct Beside {
    const char* key;    // remind | escalate
    const char* shift;  // before | after
    StateIndex state;
};

void hear(Reading& reading, const Beside& beside, const std::string& event, std::vector<Action> notices, Where where) {
    Transition transition;
    transition.source = beside.state;
    transition.events = {event};
    transition.actions = std::move(notices);
    transition.where = std::move(where);
    auto& all = reading.definition.transitions;
    auto& state = reading.definition.states[static_cast<std::size_t>(beside.state)];
    state.transitions.push_back(static_cast<int>(all.size()));
    all.push_back(std::move(transition));
}

std::vector<Action> read_notices(Reading& reading, YamlReader& from) {
    std::vector<Action> notices;
    const auto words = from.has("template") ? read_choice(reading, from, "template", notice_templates())
                                            : std::optional<std::string>("overdue");
    const auto people = read_names(reading, from, "to");
    if (!from.has("to")) from.text("to");  // reports that it is missing
    for (const auto& text : people) {
        auto to = read_by(reading, text, from.where("to"));
        if (to && words) notices.emplace_back(NotifyAction{std::move(*to), *words, from.where("to")});
    }
    return notices;
}

std::optional<WorkingTime> read_shift(Reading& reading, YamlReader& from, const char* key) {
    const YamlNode* node = from.mapping(key);
    if (!node) {
        if (!from.has(key)) from.text(key);  // reports that it is missing
        return std::nullopt;
    }
    YamlReader shift(reading.file, *node, from.path_of(key), reading.problems);
    WorkingTime time;
    const int given = read_number(shift, "working_days", time.working_days) + read_number(shift, "days", time.days);
    for (const char* finer : {"hours", "minutes", "duration", "field"}) shift.any(finer);
    shift.finish();
    if (given == 1) return time;
    refuse(reading, {"Nhắc trước và báo lên tính theo ngày.", "A reminder and an escalation are counted in days."},
           {"Viết working_days hoặc days.", "Write working_days or days."}, from.where(key));
    return std::nullopt;
}

void read_linked(Reading& reading, const YamlNode& node, const Beside& beside, int number, const std::string& path,
                 Deadline& deadline) {
    YamlReader from(reading.file, node, path, reading.problems);
    auto shift = read_shift(reading, from, beside.shift);
    auto notices = read_notices(reading, from);
    LinkedTimer linked;
    linked.before = std::string_view(beside.shift) == "before";
    linked.late = read_late(reading, from, LatePolicy::drop);
    from.finish();
    if (!shift) return;
    const std::string& state = reading.definition.at(beside.state).id;
    linked.id = state + "." + beside.key + "." + std::to_string(number);
    linked.event = std::string(beside.key) + "." + state + "." + std::to_string(number);
    linked.shift = std::move(*shift);
    hear(reading, beside, linked.event, std::move(notices), {reading.file, node.line, node.column, path});
    deadline.linked.push_back(std::move(linked));
}

void read_all_linked(Reading& reading, YamlReader& within, const Beside& beside, Deadline& deadline) {
    const YamlNode* list = within.sequence(beside.key);
    if (!list) return;
    if (deadline.within.ms > 0)
        refuse(reading,
               {"Thời hạn tính bằng giờ không có nhắc trước hay báo lên theo ngày.",
                "A deadline counted in hours has no reminders or escalations, which count days."},
               {"Dùng working_days, days hoặc field.", "Use working_days, days or field."}, within.where(beside.key));
    for (std::size_t i = 0; i < list->items.size(); ++i)
        read_linked(reading, list->items[i], beside, static_cast<int>(i) + 1,
                    within.path_of(beside.key) + "[" + std::to_string(i) + "]", deadline);
}

}  // namespace

const std::vector<std::string>& notice_templates() {
    static const std::vector<std::string> all = {"assignment", "overdue", "finding", "decision"};
    return all;
}

// PnW, PnDTnHnMnS in whole numbers; years and months have no exact length.
std::optional<std::int64_t> duration_ms(std::string_view text) {
    if (!text.starts_with('P')) return std::nullopt;
    std::string_view order = "WD";
    bool in_time = false;
    bool any = false;
    std::int64_t total = 0;
    for (std::size_t at = 1; at < text.size();) {
        if (text[at] == 'T' && !in_time) {
            in_time = true, any = false, order = "HMS", ++at;
            continue;
        }
        std::int64_t number = 0;
        const char* begin = text.data() + at;
        const auto [stop, error] = std::from_chars(begin, text.data() + text.size(), number);
        if (error != std::errc() || stop == text.data() + text.size() || *begin == '-') return std::nullopt;
        const auto place = order.find(*stop);
        if (place == order.npos || number > duration_max / ms_per_second) return std::nullopt;
        total += number * unit_of(*stop, in_time);
        if (total > duration_max) return std::nullopt;
        order.remove_prefix(place + 1);
        any = true;
        at = static_cast<std::size_t>(stop - text.data()) + 1;
    }
    return any ? std::optional(total) : std::nullopt;
}

std::optional<WorkingTime> read_working_time(Reading& reading, YamlReader& from) {
    WorkingTime time;
    const int given = read_number(from, "working_days", time.working_days) + read_number(from, "days", time.days) +
                      read_number(from, "hours", time.ms, ms_per_hour) +
                      read_number(from, "minutes", time.ms, ms_per_minute) + read_exact(reading, from, time) +
                      read_field(reading, from, time);
    if (given == 1) return time;
    from.report(wrong_time({"Thời hạn cần đúng một cách tính.", "A time is given in exactly one way."}, from.where()));
    return std::nullopt;
}

std::optional<WorkingTime> read_time(Reading& reading, YamlReader& from, const char* key) {
    const YamlNode* node = from.any(key);
    if (node && node->kind == YamlNode::Kind::scalar) {
        const auto ms = read_duration(reading, from.text(key), from.where(key));
        return ms ? std::optional(WorkingTime{.ms = *ms}) : std::nullopt;
    }
    node = from.mapping(key);
    if (!node) {
        if (!from.has(key)) from.text(key);  // reports that it is missing
        return std::nullopt;
    }
    YamlReader inner(reading.file, *node, from.path_of(key), reading.problems);
    auto time = read_working_time(reading, inner);
    inner.finish();
    return time;
}

LatePolicy read_late(Reading& reading, YamlReader& from, LatePolicy otherwise) {
    const auto word = read_choice(reading, from, "late", {"fire", "drop"});
    if (!word) return otherwise;
    return *word == "drop" ? LatePolicy::drop : LatePolicy::fire;
}

void read_within(Reading& reading, YamlReader& from, StateIndex state) {
    const YamlNode* node = from.mapping("within");
    if (!node) return;
    YamlReader within(reading.file, *node, from.path_of("within"), reading.problems);
    Deadline deadline;
    deadline.event = read_event(reading, within, "event");
    deadline.id = reading.definition.at(state).id;
    deadline.where = from.where("within");
    deadline.late = read_late(reading, within, LatePolicy::fire);
    auto time = read_working_time(reading, within);
    if (time) deadline.within = *time;
    read_all_linked(reading, within, {"remind", "before", state}, deadline);
    read_all_linked(reading, within, {"escalate", "after", state}, deadline);
    within.finish();
    if (!time || deadline.event.empty()) return;
    reading.definition.states[static_cast<std::size_t>(state)].within = std::move(deadline);
}

}  // namespace giamsat::workflow
