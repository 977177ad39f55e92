// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/reading.hpp"

namespace giamsat::workflow {

namespace {

const std::vector<std::string> history_words = {"shallow", "deep"};

State& state_at(Reading& reading, StateIndex index) {
    return reading.definition.states[static_cast<std::size_t>(index)];
}

void refuse(Reading& reading, const LocalText& what, const LocalText& advice, const Where& where) {
    reading.problems.push_back(mistake(what, advice, where));
}

// What makes a state a state of its kind; two of these words do not go together.
StateKind read_kind(Reading& reading, YamlReader& from) {
    const bool parallel = from.boolean_or("parallel", false);
    const bool final = from.boolean_or("final", false);
    const auto history = read_choice(reading, from, "history", history_words);
    const bool nested = from.has("states");
    if (int(parallel) + int(final) + int(history.has_value()) > 1 || (nested && (final || history)))
        refuse(reading,
               {"Một trạng thái không thể vừa “parallel”, vừa “final”, vừa “history”, và chỉ “parallel” mới có thêm "
                "“states”.",
                "A state cannot be “parallel”, “final” and “history” at once, and only “parallel” goes with “states”."},
               {"Giữ lại một trong các khóa này.", "Keep one of these keys."}, from.where());
    if (history) return *history == "deep" ? StateKind::history_deep : StateKind::history_shallow;
    if (final) return StateKind::final;
    if (parallel) return StateKind::parallel;
    return nested ? StateKind::compound : StateKind::atomic;
}

bool is_history(StateKind kind) { return kind == StateKind::history_shallow || kind == StateKind::history_deep; }

void refuse_keys(Reading& reading, YamlReader& from, const std::vector<const char*>& keys, const LocalText& who) {
    for (const char* key : keys) {
        if (!from.has(key)) continue;
        refuse(reading, {who.vi + " không có “" + key + "”.", who.en + " has no “" + key + "”."},
               {"Bỏ khóa này.", "Remove this key."}, from.where(key));
    }
}

// Whoever is at an outermost final state never leaves it.
void refuse_foreign_keys(Reading& reading, YamlReader& from, StateKind kind, bool outermost) {
    if (is_history(kind))
        refuse_keys(reading, from, {"on", "always", "entry", "exit", "within", "wait", "initial"},
                    {"Trạng thái nhớ", "A history state"});
    else if (kind == StateKind::final)
        refuse_keys(reading, from, {"on", "always", "within", "wait", "initial"},
                    {"Trạng thái kết thúc", "A final state"});
    else if (kind != StateKind::compound)
        refuse_keys(reading, from, {"initial"},
                    {"Trạng thái không có “states” (hoặc song song)", "A state without “states” (or a parallel one)"});
    if (kind == StateKind::final && outermost)
        refuse_keys(reading, from, {"exit"},
                    {"Trạng thái kết thúc ngoài cùng", "A final state of the outermost level"});
}

std::string read_outcome(Reading& reading, YamlReader& from, const State& state) {
    const bool ends_case = state.kind == StateKind::final && state.parent == 0;
    if (!from.has("outcome")) return ends_case ? "done" : "";
    std::string outcome = from.text("outcome");
    if (!ends_case)
        refuse(reading,
               {"“outcome” chỉ có ở trạng thái kết thúc ngoài cùng.",
                "“outcome” belongs to a final state of the outermost level only."},
               {"Bỏ khóa này.", "Remove this key."}, from.where("outcome"));
    else if (!is_id(outcome))
        refuse(reading, {"“" + outcome + "” không phải một từ.", "“" + outcome + "” is not one word."},
               {"Ví dụ: done, cancelled, declined.", "For example: done, cancelled, declined."}, from.where("outcome"));
    return outcome;
}

bool check_id(Reading& reading, const std::string& id, const Where& where) {
    if (!is_id(id)) {
        refuse(reading,
               {"“" + id + "” không dùng làm mã trạng thái được.", "“" + id + "” cannot be the id of a state."},
               {"Dùng chữ không dấu, số, _ và -.", "Use plain letters, digits, _ and -."}, where);
        return false;
    }
    if (!reading.definition.state(id)) return true;
    refuse(reading, {"Đã có trạng thái “" + id + "”.", "There is a state “" + id + "” already."},
           {"Mã trạng thái là duy nhất trong cả tệp.", "Ids of states are unique in the whole file."}, where);
    return false;
}

StateIndex append(Reading& reading, const std::string& id, StateIndex parent, const Where& where) {
    auto& states = reading.definition.states;
    const auto index = static_cast<StateIndex>(states.size());
    State& state = states.emplace_back();
    state.id = id;
    state.parent = parent;
    state.last = index;
    state.where = where;
    state_at(reading, parent).children.push_back(index);
    return index;
}

void check_region(Reading& reading, StateIndex index) {
    const State& state = reading.definition.at(index);
    const bool in_parallel = reading.definition.at(state.parent).kind == StateKind::parallel;
    if (in_parallel && state.kind == StateKind::final)
        refuse(reading,
               {"Nhánh của trạng thái song song không thể là trạng thái kết thúc.",
                "A region of a parallel state cannot be a final state."},
               {"Đặt trạng thái kết thúc vào trong một nhánh có “states”.",
                "Put the final state inside a region with “states”."},
               state.where);
    else if (state.parent == 0 && is_history(state.kind))
        refuse(reading, {"Ngoài cùng không có gì để nhớ.", "There is nothing to remember at the outermost level."},
               {"Đặt trạng thái nhớ vào trong trạng thái cần nhớ.",
                "Put the history state inside the state to be remembered."},
               state.where);
}

void read_state(Reading& reading, const std::string& id, const YamlNode& node, StateIndex parent, const Where& where) {
    YamlReader from(reading.file, node, where.field, reading.problems);
    const StateIndex index = append(reading, id, parent, where);
    const StateKind kind = read_kind(reading, from);
    state_at(reading, index).kind = kind;
    check_region(reading, index);
    refuse_foreign_keys(reading, from, kind, parent == 0);
    state_at(reading, index).title = from.local_or("title", {});
    from.text_or("source", {});
    state_at(reading, index).legal = read_legal(from);
    state_at(reading, index).outcome = read_outcome(reading, from, reading.definition.at(index));
    read_within(reading, from, index);
    if (kind == StateKind::compound) read_initial(reading, from, index, "initial");
    if (is_history(kind)) read_initial(reading, from, index, "to");
    state_at(reading, index).entry = read_actions(reading, from, "entry", {});
    state_at(reading, index).exit = read_actions(reading, from, "exit", {});
    read_transitions(reading, from, index);
    read_wait(reading, from, index);
    const YamlNode* inner = from.mapping("states");
    if (inner) read_states(reading, *inner, index, from.path_of("states"));
    if (kind == StateKind::parallel && !inner)
        refuse(reading, {"Trạng thái song song cần “states”.", "A parallel state needs “states”."},
               {"Thêm các nhánh, hoặc bỏ “parallel”.", "Add its regions, or remove “parallel”."}, where);
    from.finish();
}

}  // namespace

void read_initial(Reading& reading, YamlReader& from, StateIndex owner, const char* key) {
    for (const auto& name : read_names(reading, from, key))
        reading.references.push_back({Reference::From::initial, owner, name, from.where(key)});
}

void read_states(Reading& reading, const YamlNode& node, StateIndex parent, const std::string& path) {
    YamlReader all(reading.file, node, path, reading.problems);
    for (const auto& [id, inner] : node.pairs) {
        if (check_id(reading, id, all.where(id)))
            read_state(reading, id, inner, parent, all.where(id));
        else
            reading.graph_damaged = true;
    }
    state_at(reading, parent).last = static_cast<StateIndex>(reading.definition.states.size()) - 1;
}

}  // namespace giamsat::workflow
