// SPDX-License-Identifier: Apache-2.0
#include "kernel/explore/traps.hpp"

#include "kernel/explore/blocked.hpp"
#include "kernel/explore/coming.hpp"
#include "kernel/explore/story.hpp"

#include <algorithm>
#include <set>

namespace giamsat::exploring {

namespace {

constexpr std::size_t told_max = 3;  // of each kind: the first ones explain the rest

class Traps {
public:
    Traps(const Reading& reading, Exploration& found, const Refused& refused)
        : reading_(reading),
          definition_(reading.definition),
          found_(found),
          refused_(refused),
          back_(found.nodes.size()) {
        for (const auto& move : found.moves) {
            if (move.from >= 0) back_[at(move.to)].push_back(move.from);
        }
    }

    void run() {
        note_open_guards();
        stuck_.assign(found_.nodes.size(), 0);
        for (std::size_t i = 0; i < found_.nodes.size(); ++i) stuck_[i] = is_stuck(static_cast<int>(i));
        tell_deadlocks();
        if (reading_.has_end()) tell_livelocks(), tell_losses();
        if (found_.complete && found_.traps.empty()) tell_idle_steps();
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }
    const ExploredNode& node(int index) const { return found_.nodes[at(index)]; }

    // A guard nobody could decide and that never held: it may hold in the world, so nothing is said of where it stands.
    void note_open_guards() {
        undecided_.assign(definition_.transitions.size(), 0);
        for (const int index : found_.never_taken) {
            if (!reading_.is_open_guard(index)) continue;
            undecided_[at(index)] = 1;
            const Transition& transition = definition_.transition(index);
            const std::string place = std::to_string(transition.where.line) + ": " + transition.when->source();
            found_.not_covered.push_back(
                {"Điều kiện ở dòng " + place + " không đúng với giá trị nào được thử; coi như có thể đúng.",
                 "The guard in line " + place + " held with none of the values tried; it counts as possible."});
        }
    }

    // An action that fails and a word that takes every event are met by no case here.
    static bool is_met_by_chance(const Transition& transition) {
        return std::any_of(transition.events.begin(), transition.events.end(), [](const std::string& event) {
            return event == "*" || event == "error" || event.starts_with("error.");
        });
    }

    // Not beside a trap: there, what lies behind it follows from it.
    void tell_idle_steps() {
        for (const int index : found_.never_taken) {
            const Transition& transition = definition_.transition(index);
            if (undecided_[at(index)] || is_met_by_chance(transition)) continue;
            found_.idle_steps.push_back({"W28",
                                         {"Bước này không bao giờ xảy ra: không hồ sơ nào tới được chỗ làm nó.",
                                          "This step never happens: no case comes to where it could be taken."},
                                         {"Sửa điều kiện hoặc sự kiện của nó, hoặc bỏ bước này.",
                                          "Mend its guard or its event, or remove the step."},
                                         {},
                                         transition.where});
        }
    }

    bool may_go_on_unseen(const ExploredNode& one) const {
        if (one.open_ended) return true;
        const auto open = open_transitions(definition_, one.state);
        return std::any_of(open.begin(), open.end(), [&](int index) { return undecided_[at(index)] != 0; });
    }

    bool is_stuck(int index) const {
        const ExploredNode& one = node(index);
        return !one.done && one.moves.empty() && !may_go_on_unseen(one);
    }

    // Every node from which one of `goals` can be reached, the goals too.
    std::vector<char> leading_to(const std::vector<char>& goals) const {
        std::vector<char> leads = goals;
        std::vector<int> waiting;
        for (std::size_t i = 0; i < goals.size(); ++i) {
            if (goals[i]) waiting.push_back(static_cast<int>(i));
        }
        while (!waiting.empty()) {
            const int to = waiting.back();
            waiting.pop_back();
            for (const int from : back_[at(to)]) {
                if (!leads[at(from)]) leads[at(from)] = 1, waiting.push_back(from);
            }
        }
        return leads;
    }

    Where where_of(const ExploredNode& one) const {
        return one.state.configuration.empty() ? Where{} : definition_.at(one.state.configuration.front()).where;
    }

    void add(const char* rule, const LocalText& what, const LocalText& advice, std::vector<LocalText> told,
             Where where) {
        found_.traps.push_back({rule, what, advice, std::move(told), std::move(where)});
    }

    void tell_of_finding(std::vector<LocalText>& lines) const {
        if (definition_.kind == "finding")
            lines.push_back({"Tồn tại này vì thế không bao giờ được khép lại.", "So the finding is never closed."});
    }

    void tell_deadlocks() {
        std::set<std::vector<StateIndex>> told;
        for (std::size_t i = 0; i < found_.nodes.size() && told.size() < told_max; ++i) {
            if (!stuck_[i] || !told.insert(found_.nodes[i].state.configuration).second) continue;
            auto lines = story(reading_, found_, way_to(found_, static_cast<int>(i)));
            for (auto& line : held_back_by(reading_, found_.nodes[i])) lines.push_back(std::move(line));
            for (auto& line : refused_(found_.nodes[i])) lines.push_back(std::move(line));
            lines.push_back({"Từ đây không người nào, không thời hạn nào và không hồ sơ nào đưa hồ sơ đi tiếp được.",
                             "From here no person, no deadline and no other case can take the case further."});
            tell_of_finding(lines);
            const LocalText place = place_of(definition_, found_.nodes[i].state);
            add("W21", {"Hồ sơ có thể mắc kẹt ở " + place.vi + ".", "A case can get stuck in " + place.en + "."},
                {"Thêm một bước dẫn ra khỏi đó, hoặc nới điều kiện của các bước ở đó.",
                 "Add a step that leads out, or widen the guards of the steps there."},
                std::move(lines), where_of(found_.nodes[i]));
        }
    }

    void tell_livelocks() {
        std::vector<char> ends(found_.nodes.size(), 0);
        for (std::size_t i = 0; i < ends.size(); ++i)
            ends[i] = found_.nodes[i].done || may_go_on_unseen(found_.nodes[i]);
        const auto may_end = leading_to(ends);
        const auto gets_stuck = leading_to(stuck_);
        std::vector<char> told(found_.nodes.size(), 0);
        std::set<std::vector<StateIndex>> places;
        for (std::size_t i = 0; i < found_.nodes.size() && places.size() < told_max; ++i) {
            if (may_end[i] || gets_stuck[i] || told[i]) continue;
            if (places.insert(found_.nodes[i].state.configuration).second) tell_livelock(static_cast<int>(i));
            mark_after(static_cast<int>(i), told);
        }
    }

    void mark_after(int from, std::vector<char>& told) const {
        std::vector<int> waiting = {from};
        told[at(from)] = 1;
        while (!waiting.empty()) {
            const int one = waiting.back();
            waiting.pop_back();
            for (const int move : node(one).moves) {
                const int to = found_.moves[at(move)].to;
                if (!told[at(to)]) told[at(to)] = 1, waiting.push_back(to);
            }
        }
    }

    // Follows first moves until a node comes again.
    std::vector<int> round_from(int start) const {
        std::vector<int> way;
        std::set<int> seen = {start};
        for (int one = start; !node(one).moves.empty();) {
            const int move = node(one).moves.front();
            way.push_back(move);
            one = found_.moves[at(move)].to;
            if (!seen.insert(one).second) break;
        }
        return way;
    }

    void tell_livelock(int start) {
        auto way = way_to(found_, start);
        const auto round = round_from(start);
        way.insert(way.end(), round.begin(), round.end());
        auto lines = story(reading_, found_, way);
        lines.push_back({"Cứ thế mãi: từ đây không cách nào tới được một trạng thái kết thúc.",
                         "And so on: from here no way leads to an end of the case."});
        tell_of_finding(lines);
        const LocalText place = place_of(definition_, node(start).state);
        add("W22",
            {"Từ " + place.vi + " hồ sơ không bao giờ kết thúc được.", "From " + place.en + " a case can never end."},
            {"Thêm một bước dẫn tới trạng thái kết thúc.", "Add a step that leads to a final state."}, std::move(lines),
            where_of(node(start)));
    }

    // What the case leaves behind when it ends.
    std::vector<LocalText> losses_in(const ExploredNode& one) const {
        const Around& around = one.around;
        std::vector<LocalText> lost;
        if (around.children_open > 0 && reading_.waits_for_children())
            lost.push_back({"hồ sơ con nó mở ra vẫn còn đang chạy", "a case it opened is still going"});
        if (around.findings > 0 && reading_.waits_for_findings())
            lost.push_back({"một tồn tại nó ghi nhận chưa được khép lại", "a finding it recorded is not closed"});
        if (around.recommended)
            lost.push_back({"kiến nghị của nó chưa được giải quyết", "its recommendation is not settled"});
        for (const auto& [id, event] : around.timers)
            lost.push_back({"“" + event + "” đã hẹn mà chưa đến", "“" + event + "” was sent and has not come yet"});
        return lost;
    }

    void tell_losses() {
        std::set<std::pair<std::string, StateIndex>> told;
        for (std::size_t i = 0; i < found_.nodes.size() && told.size() < told_max; ++i) {
            const ExploredNode& one = found_.nodes[i];
            if (!one.done) continue;
            for (const LocalText& lost : losses_in(one)) {
                if (told.insert({lost.vi, one.state.configuration.front()}).second)
                    tell_loss(static_cast<int>(i), lost);
            }
        }
    }

    void tell_loss(int index, const LocalText& lost) {
        const ExploredNode& one = node(index);
        auto lines = story(reading_, found_, way_to(found_, index));
        lines.push_back({"Hồ sơ đã kết thúc, mà " + lost.vi + ".", "The case has ended, and " + lost.en + "."});
        const LocalText place = place_of(definition_, one.state);
        add("W23",
            {"Hồ sơ có thể kết thúc ở " + place.vi + " khi " + lost.vi + ".",
             "A case can end in " + place.en + " while " + lost.en + "."},
            {"Chờ việc đó trước khi kết thúc, hoặc giải quyết nó ngay trong bước cuối.",
             "Wait for it before the end, or settle it in the last step."},
            std::move(lines), where_of(one));
    }

    const Reading& reading_;
    const Definition& definition_;
    Exploration& found_;
    const Refused& refused_;
    std::vector<std::vector<int>> back_;
    std::vector<char> stuck_;
    std::vector<char> undecided_;
};

}  // namespace

void find_traps(const Reading& reading, Exploration& found, const Refused& refused) {
    Traps(reading, found, refused).run();
}

Trap endless_step(const Reading& reading, const Exploration& found, const Move& last, const Problem& problem) {
    std::vector<LocalText> lines;
    if (last.from >= 0) lines = story(reading, found, way_to(found, last.from));
    const std::string event = last.event.name.empty() ? "–" : last.event.name;
    lines.push_back(
        {"Đến “" + event + "”: " + problem.message(Lang::vi), "Then “" + event + "”: " + problem.message(Lang::en)});
    return {
        "W22",
        {"Các bước tự động sau “" + event + "” không bao giờ dừng.",
         "The automatic steps after “" + event + "” never come to rest."},
        {"Thêm điều kiện cho một bước trong vòng.", "Give one step of the circle a guard."},
        std::move(lines),
        last.from >= 0
            ? reading.definition.at(found.nodes[static_cast<std::size_t>(last.from)].state.configuration.front()).where
            : reading.definition.at(0).where};
}

}  // namespace giamsat::exploring
