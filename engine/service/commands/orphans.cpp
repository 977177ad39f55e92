// SPDX-License-Identifier: Apache-2.0
// What a new edition of the profile may not take away: levels with units, roles somebody holds, bodies at work, and all
// that running cases of older versions still call for.
#include "service/commands/case_engine.hpp"
#include "service/commands/publishing.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace giamsat {
namespace {

Problem orphan(const LocalText& what, const LocalText& why, const char* file = "profile.yaml") {
    return {ProblemCode::would_orphan,
            {{"what", what.vi}, {"what_en", what.en}, {"why", why.vi}, {"why_en", why.en}},
            {file, 0, 0, {}}};
}

LocalText quoted(const char* vi, const char* en, const std::string& name) {
    return {std::string(vi) + " “" + name + "” không còn", std::string(en) + " “" + name + "” is gone"};
}

std::string number(std::size_t count) { return std::to_string(count); }

class Search {
public:
    Search(const ProfileBundle& next, Session& session)
        : next_(next), now_(session.profile()), session_(session), today_(session.today()) {}

    std::vector<Problem> all() {
        for (const Level& level : now_.profile.levels) look_at(level);
        for (const Role& role : now_.profile.roles) look_at(role);
        look_at_cases();
        look_at_findings();
        look_at_teams();
        for (const auto& [workflow, hash, cases] : session_.read.cases.count_running()) look_at(workflow, hash, cases);
        return std::move(found_);
    }

private:
    void add(const LocalText& what, const LocalText& why) { found_.push_back(orphan(what, why)); }

    std::vector<Unit> units_of(const std::string& level) {
        auto units = session_.read.units.all(level);
        std::erase_if(units, [&](const Unit& unit) { return unit.valid_to && *unit.valid_to < today_; });
        return units;
    }

    void look_at(const Level& level) {
        const Level* later = next_.profile.level(level.id);
        const bool same = later && later->parent == level.parent && later->personal == level.personal;
        const auto units = units_of(level.id);
        if (!same && !units.empty())
            add(later ? LocalText{"cấp “" + level.id + "” đổi cấp trên hoặc tính chất cá nhân",
                                  "level “" + level.id + "” changes its parent or becomes personal or not"}
                      : quoted("cấp", "level", level.id),
                {number(units.size()) + " đơn vị đang ở cấp này", number(units.size()) + " units are of this level"});
        std::map<std::string, std::size_t> associated;
        for (const Unit& unit : units) {
            if (!unit.association.empty() && !next_.profile.association(unit.association))
                ++associated[unit.association];
        }
        for (const auto& [code, count] : associated)
            add(quoted("hội", "association", code),
                {number(count) + " đơn vị cấp “" + level.id + "” thuộc hội này",
                 number(count) + " units of level “" + level.id + "” belong to it"});
    }

    void look_at(const Role& role) {
        const Role* later = next_.profile.role(role.id);
        if (later && later->scope == role.scope) return;
        const auto holders = session_.read.people.holders(role.id, {}, today_);
        if (holders.empty()) return;
        add(later ? LocalText{"vai trò “" + role.id + "” đổi cấp", "role “" + role.id + "” changes its level"}
                  : quoted("vai trò", "role", role.id),
            {number(holders.size()) + " người đang giữ", number(holders.size()) + " people hold it"});
    }

    void look_at_cases() {
        std::map<std::string, std::size_t> bodies, plans;
        for (const CaseRecord& record :
             session_.read.cases.list("", CaseReader::not_ended, std::numeric_limits<int>::max())) {
            if (!record.body.empty() && !next_.profile.body(record.body)) ++bodies[record.body];
            if (!record.plan_type.empty() && !next_.profile.plan_type(record.plan_type)) ++plans[record.plan_type];
        }
        for (const auto& [id, count] : bodies)
            add(quoted("cơ quan kiểm tra", "body", id),
                {number(count) + " hồ sơ đang mở do cơ quan này chủ trì", number(count) + " open cases are led by it"});
        for (const auto& [id, count] : plans)
            add(quoted("loại kế hoạch", "plan type", id),
                {number(count) + " hồ sơ đang mở thuộc loại này", number(count) + " open cases are of this type"});
    }

    void look_at_findings() {
        std::map<std::string, std::size_t> codes;
        for (const FindingRecord& finding : session_.read.findings.all()) {
            if (!CaseRecord::has_ended(finding.life) && !next_.profile.finding(finding.code)) ++codes[finding.code];
        }
        for (const auto& [code, count] : codes)
            add(quoted("mã tồn tại", "finding code", code), {number(count) + " tồn tại đang theo dõi mang mã này",
                                                             number(count) + " open findings have this code"});
    }

    void look_at_teams() {
        std::map<std::string, std::size_t> bodies;
        for (const Team& team : session_.read.teams.all()) {
            if (team.year >= today_.year() && !next_.profile.body(team.body)) ++bodies[team.body];
        }
        for (const auto& [id, count] : bodies)
            add(quoted("cơ quan kiểm tra", "body", id), {number(count) + " đoàn của năm nay thuộc cơ quan này",
                                                         number(count) + " teams of this year are of it"});
    }

    // ---- what the steps still to come of running cases call for

    void look_at(const std::string& workflow, const std::string& hash, int cases) {
        CaseRecord record;
        record.workflow = workflow, record.def = hash;
        const Definition& definition = bundle_of(record, now_).workflows.at(workflow);
        const std::string count = std::to_string(cases);
        const LocalText why{count + " hồ sơ “" + workflow + "” đang chạy còn cần",
                            count + " running cases of “" + workflow + "” still need it"};
        std::set<std::string> roles;
        for (const Transition& transition : definition.transitions) {
            for (const By& by : transition.by) {
                if (!by.role.empty() && !next_.profile.role(by.role)) roles.insert(by.role);
            }
            for (const Action& action : transition.actions) look_at(action, definition, why);
        }
        for (const State& state : definition.states) {
            for (const Action& action : state.entry) look_at(action, definition, why);
            for (const Action& action : state.exit) look_at(action, definition, why);
        }
        for (const std::string& role : roles) add(quoted("vai trò", "role", role), why);
    }

    void look_at(const Action& action, const Definition& parent, const LocalText& why) {
        if (const auto* open = std::get_if<OpenAction>(&action)) look_at_child(*open, why);
        if (const auto* rows = std::get_if<DistributeAction>(&action)) look_at_rows(*rows, parent, why);
    }

    void look_at_child(const OpenAction& open, const LocalText& why) {
        if (open.workflow.empty()) return;
        auto child = next_.workflows.find(open.workflow);
        if (child == next_.workflows.end()) return add(quoted("quy trình", "workflow", open.workflow), why);
        for (const auto& pair : open.data) {
            if (!child->second.field(pair.first))
                add(quoted("trường dữ liệu", "data field", open.workflow + "." + pair.first), why);
        }
    }

    // A row goes to a case this one opened: some workflow it opens must still take its event.
    void look_at_rows(const DistributeAction& rows, const Definition& parent, const LocalText& why) {
        const auto children = parent.children();
        const bool taken = std::any_of(children.begin(), children.end(), [&](const std::string& name) {
            auto child = next_.workflows.find(name);
            return child != next_.workflows.end() &&
                   std::any_of(child->second.transitions.begin(), child->second.transitions.end(),
                               [&](const Transition& one) { return takes_event(one, rows.event); });
        });
        if (!taken && !children.empty()) add(quoted("sự kiện", "event", rows.event), why);
    }

    const ProfileBundle& next_;
    const ProfileBundle& now_;
    Session& session_;
    Date today_;
    std::vector<Problem> found_;
};

}  // namespace

std::vector<Problem> orphans(const ProfileBundle& next, Session& session) { return Search(next, session).all(); }

}  // namespace giamsat
