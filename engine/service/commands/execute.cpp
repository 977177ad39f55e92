// SPDX-License-Identifier: Apache-2.0
#include "service/commands/handlers.hpp"

namespace giamsat {

Problem missing(LocalText what, const std::string& name) {
    return {ProblemCode::not_found, {{"what", what.vi}, {"what_en", what.en}, {"name", name}}};
}

Problem invalid(const std::string& field, const std::string& value, LocalText why) {
    return {ProblemCode::invalid_value,
            {{"field", field}, {"value", value}, {"why", why.vi}, {"why_en", why.en}},
            {"", 0, 0, field}};
}

Problem impossible(LocalText what, LocalText why) {
    return {ProblemCode::not_possible, {{"what", what.vi}, {"what_en", what.en}, {"why", why.vi}, {"why_en", why.en}}};
}

Problem exists(LocalText what, const std::string& name) {
    return {ProblemCode::already_exists, {{"what", what.vi}, {"what_en", what.en}, {"name", name}}};
}

Problem not_going(const CaseRecord& record) {
    const std::string resume = " “giamsat case resume " + record.id.value.substr(0, 8) + "”";
    if (record.life == life_name(Life::suspended))
        return impossible({"làm việc này", "This"}, {"hồ sơ đang tạm dừng; hãy cho tiếp tục trước bằng" + resume,
                                                     "the case is suspended; resume it first with" + resume});
    return {ProblemCode::case_ended, {{"name", record.id.value}, {"state", record.outcome}}};
}

void put(Json& body, const char* key, const std::string& value) {
    if (!value.empty()) body[key] = value;
}

namespace {

// A decision entered for somebody else rests on a paper, and only somebody of the office may enter it.
Done check_requester(const CommandMeta& meta, Session& session) {
    const Requester& by = meta.by;
    if (by.actor.empty()) return {};
    if (!session.read.people.find(by.actor)) return missing({"người", "person"}, by.actor.value);
    if (by.on_behalf.empty()) return {};
    if (!session.read.people.find(by.on_behalf)) return missing({"người", "person"}, by.on_behalf.value);
    if (by.act.empty())
        return invalid("--act", "",
                       {"ghi thay người khác phải nêu số và ngày văn bản",
                        "entering for somebody else needs the document's number and date"});
    if (session.read.people.roles(by.actor, meta.today).empty()) {
        return Problem(ProblemCode::not_allowed, {{"person", by.actor.value},
                                                  {"what", "ghi thay"},
                                                  {"what_en", "enter for another"},
                                                  {"who", "người đang giữ một vai trò"},
                                                  {"who_en", "somebody who holds a role"}});
    }
    return {};
}

Done run(const std::shared_ptr<const PreparedImport>& rows, Session& session) {
    return rows->carry_out(*rows, session);
}

}  // namespace

Result<Outcome> execute(const Command& command, Session& session) {
    GIAMSAT_CHECK(check_requester(session.meta(), session));
    GIAMSAT_CHECK(std::visit([&](const auto& one) { return run(one, session); }, command));
    return session.finish();
}

}  // namespace giamsat
