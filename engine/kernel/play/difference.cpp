// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/difference.hpp"

#include "kernel/play/renamed.hpp"
#include "kernel/play/words.hpp"

#include <algorithm>

namespace giamsat {

namespace {

using About = Change::About;

LocalText plain(const std::string& text) { return {text, text}; }

LocalText or_none(LocalText text) { return text.vi.empty() ? LocalText{"không có", "none"} : text; }

LocalText named(const LocalText& title, const std::string& id) {
    if (title.vi.empty()) return quoted(id);
    return LocalText{"“" + title.vi + "”", "“" + title.in(Lang::en) + "”"} + plain(" (" + id + ")");
}

LocalText say_title(const LocalText& title) {
    return title.vi.empty() ? LocalText{} : LocalText{"“" + title.vi + "”", "“" + title.in(Lang::en) + "”"};
}

LocalText say_yes(bool yes) { return yes ? LocalText{"có", "yes"} : LocalText{"không", "no"}; }

LocalText say_kind(const State& state) {
    switch (state.kind) {
        case StateKind::atomic: return {"trạng thái thường", "a plain state"};
        case StateKind::compound: return {"trạng thái có các trạng thái bên trong", "a state with states inside"};
        case StateKind::parallel: return {"các nhánh song song", "regions side by side"};
        case StateKind::final:
            return LocalText{"kết thúc", "an end"} + plain(state.outcome.empty() ? "" : " (" + state.outcome + ")");
        case StateKind::history_shallow: return {"trở lại nơi đã dừng", "back to where it stood"};
        case StateKind::history_deep:
            return {"trở lại đúng nơi đã dừng, đến tận trong cùng", "back to where it stood, to the innermost state"};
    }
    return {};
}

LocalText say_actions(const std::vector<Action>& actions, const Profile* profile) {
    LocalText all;
    for (const Action& action : actions) all = (all.vi.empty() ? all : all + plain("; ")) + say_action(action, profile);
    return all;
}

LocalText say_targets(const Definition& definition, const std::vector<StateIndex>& targets) {
    std::vector<LocalText> all;
    for (const StateIndex target : targets) all.push_back(named(definition.at(target).title, definition.at(target).id));
    return join_words(all);
}

std::string events_of(const Transition& step) {
    std::string all;
    for (const auto& event : step.events) all += (all.empty() ? "" : " ") + event;
    return all;
}

std::string ids_of(const Definition& definition, const std::vector<StateIndex>& states) {
    std::string all;
    for (const StateIndex state : states) all += definition.at(state).id + " ";
    return all;
}

std::string guard_of(const Transition& step) { return step.when ? step.when->source() : std::string(); }

constexpr std::string_view done_state = "done.state.";

class Comparison {
public:
    Comparison(const Definition& before, const Definition& after, const Profile* profile)
        : before_(before), after_(after), profile_(profile), names_(renamed_states(before, after)) {}

    std::vector<Change> run() {
        head();
        data();
        states();
        for (const State& state : after_.states)
            if (const State* old = before_of(state)) steps_of(*old, state);
        return std::move(changes_);
    }

private:
    void tell(About about, const char* kind, const std::string& name, LocalText text) {
        changes_.push_back({about, kind, name, std::move(text) + plain(".")});
    }

    // “X: trước là a, nay là b”
    void changed(About about, const char* kind, const std::string& name, const LocalText& what, const LocalText& was,
                 const LocalText& is) {
        const bool same_vi = was.vi == is.vi, same_en = was.in(Lang::en) == is.in(Lang::en);
        if (same_vi && same_en) return;
        const auto shown = [&](const LocalText& text) {  // in a language in which it changed
            const LocalText told = or_none(text);
            return LocalText{told.in(same_vi ? Lang::en : Lang::vi), told.in(same_en ? Lang::vi : Lang::en)};
        };
        tell(about, kind, name,
             what + LocalText{": trước là ", ": was "} + shown(was) + LocalText{", nay là ", ", now "} + shown(is));
    }

    void head() {
        const auto hold = [&](const char* kind, const LocalText& what, const LocalText& was, const LocalText& is) {
            changed(About::workflow, kind, after_.name, what, was, is);
        };
        hold("name", {"Tên quy trình", "Name of the workflow"}, plain(before_.name), plain(after_.name));
        hold("title", {"Tên gọi", "Title"}, say_title(before_.title), say_title(after_.title));
        hold("kind", {"Loại", "Kind"}, plain(before_.kind), plain(after_.kind));
        hold("level", {"Cấp", "Level"}, plain(before_.level), plain(after_.level));
        hold("legal", {"Căn cứ", "Legal basis"}, plain(before_.legal), plain(after_.legal));
        hold("version", {"Số phiên bản", "Version number"}, plain(std::to_string(before_.version)),
             plain(std::to_string(after_.version)));
        hold("initial", {"Trạng thái bắt đầu", "First state"}, say_targets(before_, before_.states[0].initial),
             say_targets(after_, after_.states[0].initial));
    }

    void data() {
        for (const DataField& field : before_.data)
            if (!after_.field(field.name))
                tell(About::data, "field_removed", field.name,
                     LocalText{"Bỏ trường ", "Field removed: "} + named(field.title, field.name));
        for (const DataField& field : after_.data) {
            const LocalText name = named(field.title, field.name);
            if (const DataField* old = before_.field(field.name)) {
                compare_field(*old, field, name);
            } else {
                tell(About::data, "field_added", field.name,
                     LocalText{"Thêm trường ", "Field added: "} + name + LocalText{", kiểu ", ", of type "} +
                         plain(field_type_name(field.type)));
            }
        }
    }

    void compare_field(const DataField& old, const DataField& field, const LocalText& name) {
        const LocalText about = LocalText{"Trường ", "Field "} + name;
        const auto value = [](const Json& json) { return json.is_null() ? LocalText{} : plain(json.dump()); };
        changed(About::data, "field_type", field.name, about + LocalText{", kiểu", ", type"},
                plain(field_type_name(old.type)), plain(field_type_name(field.type)));
        changed(About::data, "field_initial", field.name, about + LocalText{", giá trị đầu", ", first value"},
                value(old.initial), value(field.initial));
        changed(About::data, "field_title", field.name, about + LocalText{", tên gọi", ", title"}, say_title(old.title),
                say_title(field.title));
        changed(About::data, "field_legal", field.name, about + LocalText{", căn cứ", ", legal basis"},
                plain(old.legal), plain(field.legal));
    }

    void states() {
        for (const State& state : before_.states) {
            if (after_of(state)) continue;
            tell(About::states, "state_removed", state.id,
                 LocalText{"Bỏ trạng thái ", "State removed: "} + named(state.title, state.id));
        }
        for (const State& state : after_.states) {
            if (const State* old = before_of(state))
                compare_state(*old, state);
            else
                added_state(state);
        }
    }

    // The same state in the other version; the outermost one has no id and is always there.
    const State* after_of(const State& old) const { return find(after_, now_called(old.id), old); }
    const State* before_of(const State& state) const {
        const auto renamed =
            std::find_if(names_.begin(), names_.end(), [&](const auto& pair) { return pair.second == state.id; });
        return find(before_, renamed == names_.end() ? state.id : renamed->first, state);
    }
    static const State* find(const Definition& in, const std::string& id, const State& like) {
        if (like.parent < 0) return &in.states.front();
        const auto found = in.state(id);
        return found ? &in.at(*found) : nullptr;
    }
    const std::string& now_called(const std::string& id) const {
        const auto renamed = names_.find(id);
        return renamed == names_.end() ? id : renamed->second;
    }
    std::string old_ids(const std::vector<StateIndex>& states) const {
        std::string all;
        for (const StateIndex state : states) all += now_called(before_.at(state).id) + " ";
        return all;
    }
    // done.state.ID goes with its state's name.
    std::string old_events(const Transition& step) const {
        std::string all;
        for (const auto& event : step.events) {
            const bool of_state = event.starts_with(done_state);
            all += (all.empty() ? "" : " ") +
                   (of_state ? std::string(done_state) + now_called(event.substr(done_state.size())) : event);
        }
        return all;
    }

    void added_state(const State& state) {
        LocalText text = LocalText{"Thêm trạng thái ", "State added: "} + named(state.title, state.id);
        if (state.parent > 0)
            text = text + LocalText{" trong ", " inside "} +
                   named(after_.at(state.parent).title, after_.at(state.parent).id);
        if (state.kind != StateKind::atomic) text = text + plain(", ") + say_kind(state);
        if (state.within) text = text + LocalText{", thời hạn ", ", deadline "} + say_deadline(*state.within);
        tell(About::states, "state_added", state.id, std::move(text));
        for (const int step : state.transitions) added_step(after_.transition(step), state);
    }

    void compare_state(const State& old, const State& state) {
        if (state.parent < 0) return;
        const LocalText about = LocalText{"Trạng thái ", "State "} + named(state.title, state.id);
        if (old.id != state.id)
            tell(About::states, "state_renamed", state.id,
                 about + LocalText{" trước có mã là ", " was called "} + quoted(old.id));
        const auto hold = [&](const char* kind, const LocalText& what, const LocalText& was, const LocalText& is) {
            changed(About::states, kind, state.id, about + what, was, is);
        };
        const State& was_in = before_.at(old.parent);
        const State& is_in = after_.at(state.parent);
        if (now_called(was_in.id) != is_in.id)
            hold("state_moved", {", nằm trong", ", lies in"}, place(was_in), place(is_in));
        hold("state_title", {", tên gọi", ", title"}, say_title(old.title), say_title(state.title));
        hold("state_legal", {", căn cứ", ", legal basis"}, plain(old.legal), plain(state.legal));
        hold("state_kind", {"", ""}, say_kind(old), say_kind(state));
        hold("state_deadline", {", thời hạn", ", deadline"}, old.within ? say_deadline(*old.within) : LocalText{},
             state.within ? say_deadline(*state.within) : LocalText{});
        if (old_ids(old.initial) != ids_of(after_, state.initial))
            hold("state_initial", {", bắt đầu ở", ", begins in"}, say_targets(before_, old.initial),
                 say_targets(after_, state.initial));
        hold("state_entry", {", khi vào", ", on coming in"}, say_actions(old.entry, profile_),
             say_actions(state.entry, profile_));
        hold("state_exit", {", khi ra", ", on going out"}, say_actions(old.exit, profile_),
             say_actions(state.exit, profile_));
    }

    static LocalText place(const State& outer) {
        return outer.parent < 0 ? LocalText{"ngoài cùng", "the outermost level"} : named(outer.title, outer.id);
    }

    // Steps of one state and the same events are alike by what they lead to and their guard, else by their order.
    void steps_of(const State& old, const State& state) {
        std::vector<int> left = old.transitions;
        std::vector<int> open;
        for (const int step : state.transitions) {
            const auto same = std::find_if(left.begin(), left.end(), [&](int one) { return is_same_way(one, step); });
            if (same == left.end()) {
                open.push_back(step);
                continue;
            }
            compare_step(before_.transition(*same), after_.transition(step), state);
            left.erase(same);
        }
        for (const int step : open) {
            const auto events = events_of(after_.transition(step));
            const auto near = std::find_if(left.begin(), left.end(),
                                           [&](int one) { return old_events(before_.transition(one)) == events; });
            if (near == left.end()) {
                added_step(after_.transition(step), state);
                continue;
            }
            compare_step(before_.transition(*near), after_.transition(step), state);
            left.erase(near);
        }
        for (const int step : left)
            tell(About::steps, "step_removed", key(before_.transition(step), old),
                 LocalText{"Bỏ bước ", "Step removed: "} + step_name(before_.transition(step), old));
    }

    bool is_same_way(int old, int now) const {
        const Transition& was = before_.transition(old);
        const Transition& is = after_.transition(now);
        return old_events(was) == events_of(is) && guard_of(was) == guard_of(is) &&
               old_ids(was.targets) == ids_of(after_, is.targets);
    }

    static std::string key(const Transition& step, const State& state) {
        return (state.id.empty() ? "" : state.id + "/") + events_of(step);
    }

    static LocalText step_name(const Transition& step, const State& state) {
        const std::string events = events_of(step);
        const LocalText name = events.empty() ? LocalText{"tự động", "by itself"} : named(step.title, events);
        if (state.id.empty()) return name;
        return name + LocalText{" ở ", " in "} + named(state.title, state.id);
    }

    void added_step(const Transition& step, const State& state) {
        LocalText text = LocalText{"Thêm bước ", "Step added: "} + step_name(step, state);
        if (!step.targets.empty())
            text = text + LocalText{", đi tới ", ", leads to "} + say_targets(after_, step.targets);
        if (!step.by.empty()) text = text + LocalText{", do ", ", done by "} + say_who(step.by, profile_);
        if (step.when) text = text + LocalText{", khi ", ", when "} + plain(guard_of(step));
        tell(About::steps, "step_added", key(step, state), std::move(text));
    }

    void compare_step(const Transition& old, const Transition& step, const State& state) {
        const LocalText about = LocalText{"Bước ", "Step "} + step_name(step, state);
        const auto hold = [&](const char* kind, const LocalText& what, const LocalText& was, const LocalText& is) {
            changed(About::steps, kind, key(step, state), about + what, was, is);
        };
        if (old_ids(old.targets) != ids_of(after_, step.targets))
            hold("step_target", {", đi tới", ", leads to"}, say_targets(before_, old.targets),
                 say_targets(after_, step.targets));
        hold("step_who", {", ai được làm", ", who may do it"}, say_who(old.by, profile_), say_who(step.by, profile_));
        hold("step_not_by", {", không được là người đã làm bước", ", not who did the step"}, words(old.not_by),
             words(step.not_by));
        hold("step_all_of", {", mọi người phải cùng làm", ", everybody has to do it"}, say_yes(old.all_of),
             say_yes(step.all_of));
        hold("step_guard", {", điều kiện", ", guard"}, plain(guard_of(old)), plain(guard_of(step)));
        hold("step_form", {", biểu mẫu", ", form"}, plain(old.form), plain(step.form));
        hold("step_reason", {", phải ghi lý do", ", a reason is required"}, say_yes(old.reason_required),
             say_yes(step.reason_required));
        hold("step_attachments", {", số tệp đính kèm ít nhất", ", least number of attachments"},
             plain(std::to_string(old.attachments)), plain(std::to_string(step.attachments)));
        hold("step_title", {", tên gọi", ", title"}, say_title(old.title), say_title(step.title));
        hold("step_legal", {", căn cứ", ", legal basis"}, plain(old.legal), plain(step.legal));
        hold("step_actions", {", việc kèm theo", ", what it brings about"}, say_actions(old.actions, profile_),
             say_actions(step.actions, profile_));
        hold("step_internal", {", ở lại trong trạng thái (internal)", ", stays inside its state (internal)"},
             say_yes(old.internal), say_yes(step.internal));
    }

    static LocalText words(const std::vector<std::string>& all) {
        std::vector<LocalText> texts;
        for (const auto& one : all) texts.push_back(plain(one));
        return join_words(texts);
    }

    const Definition& before_;
    const Definition& after_;
    const Profile* profile_;
    std::map<std::string, std::string> names_;  // of renamed states, old -> new
    std::vector<Change> changes_;
};

}  // namespace

LocalText about_title(Change::About about) {
    switch (about) {
        case About::workflow: return {"Quy trình", "The workflow"};
        case About::data: return {"Dữ liệu", "Data"};
        case About::states: return {"Trạng thái", "States"};
        case About::steps: return {"Các bước", "Steps"};
    }
    return {};
}

std::vector<Change> differences(const Definition& before, const Definition& after, const Profile* profile) {
    auto changes = Comparison(before, after, profile).run();
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.about < b.about; });
    return changes;
}

}  // namespace giamsat
