// SPDX-License-Identifier: Apache-2.0
#include "kernel/explore/story.hpp"

#include "kernel/machine/due.hpp"
#include "kernel/machine/timer_ids.hpp"
#include "model/workflow/say.hpp"

#include <algorithm>

namespace giamsat::exploring {

namespace {

void append(LocalText& to, const LocalText& more) {
    to.vi += more.vi;
    to.en += more.in(Lang::en);
}

LocalText who(const By& by, const Profile* profile) {
    switch (by.kind) {
        case By::Kind::team_head: return {"Trưởng đoàn", "The head of the team"};
        case By::Kind::team: return {"Đoàn kiểm tra", "The team"};
        case By::Kind::parent_team: return {"Đoàn kiểm tra cấp trên", "The team of the visit above"};
        case By::Kind::body_head: return {"Người đứng đầu cơ quan kiểm tra", "The head of the inspecting body"};
        case By::Kind::body_secretary: return {"Thư ký cơ quan kiểm tra", "The secretary of the inspecting body"};
        case By::Kind::system: return {"Hệ thống", "The system"};
        case By::Kind::role:
        case By::Kind::unit_head: break;
    }
    const Role* role = profile ? profile->role(by.role) : nullptr;
    return role ? role->title : LocalText{by.role, by.role};
}

LocalText time_of(const WorkingTime& time, const Definition& definition) {
    if (time.field.empty()) return say_time(time);
    const DataField* field = definition.field(time.field);
    const LocalText title =
        field && !field->title.vi.empty() ? quoted(field->title) : LocalText{time.field, time.field};
    return {"ngày " + title.vi, "the day " + title.in(Lang::en)};
}

const SendAction* sent(const Definition& definition, const std::string& id) {
    const SendAction* found = nullptr;
    const std::string unnamed = TimerIds::event_of(id);
    const auto look = [&](const std::vector<Action>& actions) {
        for (const auto& action : actions) {
            const auto* send = std::get_if<SendAction>(&action);
            if (send && (send->id == id || (send->id.empty() && send->event == unnamed))) found = send;
        }
    };
    for (const auto& state : definition.states) look(state.entry), look(state.exit);
    for (const auto& transition : definition.transitions) look(transition.actions);
    return found;
}

LocalText timer_sentence(const Definition& definition, const Move& move) {
    for (const auto& state : definition.states) {
        if (!state.within) continue;
        const LocalText time = time_of(state.within->within, definition);
        const LocalText at = titled(state);
        if (state.within->id == move.timer)
            return {"Quá " + time.vi + " ở " + at.vi, "After " + time.en + " in " + at.en};
        for (const auto& linked : state.within->linked) {
            if (linked.id == move.timer)
                return {"Đến lúc nhắc “" + move.event.name + "” ở " + at.vi,
                        "“" + move.event.name + "” is due in " + at.en};
        }
    }
    const SendAction* send = sent(definition, move.timer);
    if (send && !is_at_once(send->after)) {
        const LocalText time = time_of(send->after, definition);
        return {"Sau " + time.vi + ", “" + move.event.name + "” đến",
                "After " + time.en + ", “" + move.event.name + "” comes"};
    }
    return {"“" + move.event.name + "” đến", "“" + move.event.name + "” comes"};
}

LocalText person_sentence(const Reading& reading, const Move& move) {
    const Transition* step = nullptr;
    for (const auto& transition : reading.definition.transitions) {
        if (!step && transition.is_human() && takes_event(transition, move.event.name)) step = &transition;
    }
    if (move.transition >= 0) step = &reading.definition.transition(move.transition);
    LocalText out = step && !step->by.empty() ? who(step->by.front(), reading.context.profile) : LocalText{"?", "?"};
    const bool untitled = !step || step->title.vi.empty();
    const LocalText title = quoted(untitled ? LocalText{move.event.name, move.event.name} : step->title);
    append(out, {": " + title.vi, ": " + title.en});
    append(out, told_answers(reading, move.event));
    return out;
}

LocalText child_sentence(const Exploration& found, const Move& move) {
    const int open = found.nodes[static_cast<std::size_t>(move.from)].around.children_open - 1;
    const std::string left = std::to_string(open);
    return open == 0
               ? LocalText{"Hồ sơ con cuối cùng kết thúc", "The last of the cases it opened ends"}
               : LocalText{"Một hồ sơ con kết thúc, còn " + left, "One of the cases it opened ends, " + left + " left"};
}

// Whether cases that begin otherwise were followed too.
bool varies(const Exploration& found, const std::string& name) {
    const Json& one = found.nodes.front().facts.at(name);
    return std::any_of(found.nodes.begin(), found.nodes.end(),
                       [&](const ExploredNode& node) { return node.facts.at(name) != one; });
}

LocalText fact(const Reading& reading, const std::string& name, const Json& value) {
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    if (name == "variant" && reading.context.profile) {
        for (const auto& variant : reading.context.profile->variants) {
            if (variant.code == text) return variant.title;
        }
    }
    return {name + " = " + text, name + " = " + text};
}

LocalText begin_sentence(const Reading& reading, const Move& move, const Exploration& found) {
    LocalText out = {"Hồ sơ được mở", "The case is opened"};
    bool first = true;
    for (const auto& [name, value] : found.nodes[static_cast<std::size_t>(move.to)].facts) {
        if (!varies(found, name)) continue;
        append(out, first ? LocalText{" (", " ("} : LocalText{", ", ", "});
        append(out, fact(reading, name, value));
        first = false;
    }
    if (!first) append(out, {")", ")"});
    return out;
}

LocalText opening(const Reading& reading, const Exploration& found, const Move& move) {
    switch (move.kind) {
        case Move::Kind::begin: return begin_sentence(reading, move, found);
        case Move::Kind::person: return person_sentence(reading, move);
        case Move::Kind::timer: return timer_sentence(reading.definition, move);
        case Move::Kind::child: return child_sentence(found, move);
        case Move::Kind::finding: return {"Một tồn tại được khép lại", "A finding is closed"};
        case Move::Kind::outside: break;
    }
    const std::string& name = move.event.name;
    LocalText out = reading.definition.kind.empty()
                        ? LocalText{"Sự kiện “" + name + "” đến", "Event “" + name + "” comes"}
                        : LocalText{"Hồ sơ khác chuyển đến “" + name + "”", "Another case hands on “" + name + "”"};
    append(out, told_answers(reading, move.event));
    return out;
}

}  // namespace

LocalText quoted(const LocalText& text) { return {"“" + text.vi + "”", "“" + text.in(Lang::en) + "”"}; }

LocalText titled(const State& state) {
    return quoted(state.title.vi.empty() ? LocalText{state.id, state.id} : state.title);
}

LocalText place_of(const Definition& definition, const CaseState& state) {
    LocalText out;
    for (const StateIndex leaf : state.configuration) {
        if (!out.vi.empty()) append(out, {" + ", " + "});
        append(out, titled(definition.at(leaf)));
    }
    return out;
}

LocalText sentence(const Reading& reading, const Exploration& found, const Move& move) {
    LocalText out = opening(reading, found, move);
    if (out.en.empty()) out.en = out.vi;
    const std::string opened = std::to_string(move.opened);
    if (move.opened > 0)
        append(out, {", mở " + opened + " hồ sơ con",
                     move.opened == 1 ? ", opening 1 case" : ", opening " + opened + " cases"});
    const auto& to = found.nodes[static_cast<std::size_t>(move.to)];
    const bool moved =
        move.from < 0 || found.nodes[static_cast<std::size_t>(move.from)].state.configuration != to.state.configuration;
    const LocalText place = place_of(reading.definition, to.state);
    append(out, moved ? LocalText{" → " + place.vi + ".", " → " + place.en + "."}
                      : LocalText{"; hồ sơ vẫn ở " + place.vi + ".", "; the case stays in " + place.en + "."});
    return out;
}

std::vector<int> way_to(const Exploration& found, int node) {
    std::vector<int> way;
    for (int at = node; at >= 0;) {
        const int arrived = found.nodes[static_cast<std::size_t>(at)].arrived;
        way.push_back(arrived);
        at = found.moves[static_cast<std::size_t>(arrived)].from;
    }
    std::reverse(way.begin(), way.end());
    return way;
}

std::vector<LocalText> story(const Reading& reading, const Exploration& found, const std::vector<int>& way) {
    std::vector<LocalText> lines;
    for (const int move : way) lines.push_back(sentence(reading, found, found.moves[static_cast<std::size_t>(move)]));
    return lines;
}

}  // namespace giamsat::exploring
