// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/words.hpp"

#include "kernel/machine/due.hpp"

#include <array>

namespace giamsat {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

LocalText plain(const std::string& text) { return {text, text}; }

LocalText role_title(const std::string& role, const Profile* profile) {
    const Role* known = profile ? profile->role(role) : nullptr;
    return known ? known->title : plain(role);
}

LocalText say_source(const std::optional<Expression>& expression) {
    return expression ? plain(expression->source()) : LocalText{};
}

LocalText say_open(const OpenAction& open) {
    const LocalText child = open.workflow.empty() ? LocalText{} : LocalText{" “", " “"} + plain(open.workflow + "”");
    switch (open.from) {
        case OpenAction::From::lines: return {"mở hồ sơ cho các dòng kế hoạch", "open a case for each plan line"};
        case OpenAction::From::sample:
            return LocalText{"mở hồ sơ", "open cases"} + child +
                   LocalText{" cho các đơn vị bốc thăm: ", " for units drawn by lot: "} + say_source(open.count);
        case OpenAction::From::unit:
            return LocalText{"mở hồ sơ", "open a case"} + child +
                   LocalText{" cho chính đơn vị này", " about the same unit"};
        case OpenAction::From::for_each:
            return LocalText{"mở hồ sơ", "open a case"} + child +
                   LocalText{" cho mỗi đơn vị cấp ", " for each unit of level "} +
                   plain(open.level + (open.association.empty() ? "" : ", " + open.association));
    }
    return {};
}

LocalText say_values(const std::map<std::string, Expression>& values) {
    std::vector<LocalText> all;
    for (const auto& [name, value] : values) all.push_back(plain(name + " = " + value.source()));
    return all.empty() ? LocalText{} : LocalText{" (", " ("} + join_words(all) + plain(")");
}

LocalText say_findings(const FindingsAction& findings) {
    if (!findings.rows.empty())
        return {"lập phát hiện từ các dòng “" + findings.rows + "”",
                "open findings from the rows “" + findings.rows + "”"};
    return LocalText{"lập phát hiện mã ", "open a finding with code "} + say_source(findings.code);
}

LocalText say_recommend(const RecommendAction& recommend) {
    if (recommend.rows.empty()) return {"ghi kiến nghị", "record a recommendation"};
    return {"ghi kiến nghị từ các dòng “" + recommend.rows + "”",
            "record recommendations from the rows “" + recommend.rows + "”"};
}

}  // namespace

LocalText operator+(LocalText left, const LocalText& right) {
    left.vi += right.vi;
    left.en += right.in(Lang::en);
    return left;
}

LocalText quoted(const std::string& text) { return plain("“" + text + "”"); }

LocalText join_words(const std::vector<LocalText>& words) {
    LocalText all;
    for (const auto& word : words) all = (all.vi.empty() ? all : all + plain(", ")) + word;
    return all;
}

std::string action_word(const Action& action) {
    static const std::array<const char*, std::variant_size_v<Action>> words = {
        "assign",     "raise",  "send",      "cancel", "open",   "findings",        "distribute",
        "count_turn", "notify", "recommend", "settle", "report", "cancel_children", "call"};
    return words[action.index()];
}

LocalText say_deadline(const Deadline& deadline) {
    LocalText text = say_time(deadline.within) + plain(" → " + deadline.event);
    for (const LinkedTimer& linked : deadline.linked) {
        const LocalText when = linked.before ? LocalText{", nhắc trước ", ", reminder before it: "}
                                             : LocalText{", báo lên sau ", ", escalation after it: "};
        text = text + when + say_time(linked.shift);
    }
    return text;
}

LocalText say_who(const By& by, const Profile* profile) {
    switch (by.kind) {
        case By::Kind::team_head: return {"trưởng đoàn", "head of the team"};
        case By::Kind::team: return {"thành viên đoàn", "member of the team"};
        case By::Kind::body_head: return {"người đứng đầu cơ quan kiểm tra", "head of the inspecting body"};
        case By::Kind::body_secretary: return {"thư ký cơ quan kiểm tra", "secretary of the inspecting body"};
        case By::Kind::parent_team: return {"đoàn kiểm tra cấp trên", "team of the parent visit"};
        case By::Kind::system: return {"hệ thống", "the system"};
        case By::Kind::role: return role_title(by.role, profile);
        case By::Kind::unit_head: return role_title(by.role, profile) + LocalText{" của đơn vị", " of the unit"};
    }
    return plain(by.text);
}

LocalText say_who(const std::vector<By>& by, const Profile* profile) {
    std::vector<LocalText> all;
    for (const By& one : by) all.push_back(say_who(one, profile));
    return join_words(all);
}

LocalText say_action(const Action& action, const Profile* profile) {
    return std::visit(
        Overloaded{
            [](const AssignAction& one) {
                return LocalText{"ghi ", "set "} + plain(one.field + " = " + one.value.source());
            },
            [](const RaiseAction& one) {
                return LocalText{"phát sự kiện ", "raise "} + plain(one.event);
            },
            [](const SendAction& one) {
                if (is_at_once(one.after)) return LocalText{"gửi ngay ", "send at once "} + plain(one.event);
                return LocalText{"hẹn ", "send "} + plain(one.event) + LocalText{" sau ", " after "} +
                       say_time(one.after);
            },
            [](const CancelAction& one) {
                return LocalText{"bỏ hẹn ", "cancel "} + plain(one.id);
            },
            [](const OpenAction& one) { return say_open(one) + say_values(one.data); },
            [](const FindingsAction& one) { return say_findings(one); },
            [](const DistributeAction& one) {
                return LocalText{"phân các dòng ", "hand out the rows "} + quoted(one.rows) +
                       plain(" (" + one.event + ", " + one.key + ")");
            },
            [](const CountTurnAction&) {
                return LocalText{"tính một lượt kiểm tra", "count one turn"};
            },
            [&](const NotifyAction& one) {
                return LocalText{"báo cho ", "notify "} + say_who(one.to, profile) +
                       plain(" (" + one.template_id + ")");
            },
            [](const RecommendAction& one) { return say_recommend(one); },
            [](const SettleAction& one) {
                return LocalText{"kết lại kiến nghị: ", "settle the recommendations: "} +
                       plain(one.outcome + (one.on.empty() ? "" : ", " + one.on));
            },
            [](const ReportAction& one) {
                return LocalText{"lập báo cáo ", "make report "} + quoted(one.report);
            },
            [](const CancelChildrenAction&) {
                return LocalText{"hủy các hồ sơ con", "cancel the cases it opened"};
            },
            [](const CallAction& one) {
                return LocalText{"gọi ", "call "} + plain(one.plugin + "." + one.action) + say_values(one.with);
            },
        },
        action);
}

}  // namespace giamsat
