// SPDX-License-Identifier: Apache-2.0
// What a macrostep sends out, each as a small object in the words of the language.
#include "kernel/play/lines.hpp"
#include "kernel/play/words.hpp"

namespace giamsat {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

void put(Json& object, const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

const char* from_word(OpenAction::From from) {
    switch (from) {
        case OpenAction::From::lines: return "lines";
        case OpenAction::From::sample: return "sample";
        case OpenAction::From::unit: return "unit";
        case OpenAction::From::for_each: return "for_each";
    }
    return "";
}

Json told(const Action& action) {
    Json object = {{"action", action_word(action)}};
    std::visit(Overloaded{
                   [&](const OpenAction& open) {
                       object["from"] = from_word(open.from);
                       put(object, "workflow", open.workflow);
                       put(object, "level", open.level);
                       put(object, "association", open.association);
                   },
                   [&](const FindingsAction& findings) { put(object, "rows", findings.rows); },
                   [&](const DistributeAction& distribute) {
                       object["rows"] = distribute.rows;
                       object["event"] = distribute.event;
                       object["key"] = distribute.key;
                   },
                   [&](const NotifyAction& notify) {
                       object["to"] = notify.to.text;
                       object["template"] = notify.template_id;
                   },
                   [&](const RecommendAction& recommend) { put(object, "rows", recommend.rows); },
                   [&](const SettleAction& settle) {
                       object["outcome"] = settle.outcome;
                       put(object, "on", settle.on);
                   },
                   [&](const ReportAction& report) { object["report"] = report.report; },
                   [&](const CallAction& call) {
                       object["plugin"] = call.plugin;
                       object["name"] = call.action;
                   },
                   [](const auto&) {},
               },
               action);
    return object;
}

// "data.late" and "with.text" are fields of an object; "count", "code" and "amount" stand by themselves.
void put_values(Json& object, const std::map<std::string, Json>& values) {
    for (const auto& [name, value] : values) {
        const auto dot = name.find('.');
        if (dot == name.npos)
            object[name] = value;
        else
            object[name.substr(0, dot)][name.substr(dot + 1)] = value;
    }
}

Json timer_object(const TimerNews& news) {
    if (!news.set) return {{"action", "cancel"}, {"id", news.timer.id}, {"event", news.timer.event}};
    return {
        {"action", "send"}, {"id", news.timer.id}, {"event", news.timer.event}, {"due", vietnam_time(news.timer.due)}};
}

}  // namespace

Json sent_list(const Played& played) {
    Json sent = Json::array();
    for (const TimerNews& news : played.timers) sent.push_back(timer_object(news));
    for (const Effect& effect : played.decision.effects) {
        Json object = told(*effect.action);
        put_values(object, effect.values);
        sent.push_back(std::move(object));
    }
    return sent;
}

}  // namespace giamsat
