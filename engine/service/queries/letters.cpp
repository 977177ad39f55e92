// SPDX-License-Identifier: Apache-2.0
#include "service/queries/letters.hpp"

#include "base/text/text.hpp"
#include "service/queries/case_options.hpp"

#include <map>

namespace giamsat {
namespace {

constexpr std::size_t short_id = 8;

struct Wording {
    LocalText title;
    LocalText sentence;
};

const Wording& wording_of(const std::string& template_id) {
    static const std::map<std::string, Wording> all = {
        {"assignment",
         {{"Phân công", "Assignment"},
          {"Ông (bà) được phân công việc dưới đây.", "The task below has been assigned to you."}}},
        {"overdue",
         {{"Quá hạn", "Overdue"},
          {"Việc dưới đây đã quá hạn, đề nghị xử lý ngay.", "The task below is overdue; please see to it."}}},
        {"finding",
         {{"Tồn tại cần khắc phục", "Finding to be put right"},
          {"Đề nghị khắc phục tồn tại dưới đây và báo cáo kết quả.",
           "Please put the finding below right and report what was done."}}},
        {"decision",
         {{"Có quyết định", "Decision"},
          {"Việc dưới đây vừa có quyết định hoặc thay đổi, mời ông (bà) xem.",
           "There is a decision or a change on the task below."}}},
    };
    static const Wording report{
        {"Cần lập báo cáo", "Report to be made"},
        {"Đề nghị lập và ban hành báo cáo của việc dưới đây.", "Please make and issue the report of the task below."}};
    static const Wording other{{"Thông báo", "Notice"},
                               {"Mời ông (bà) xem việc dưới đây.", "Please see the task below."}};
    if (template_id.starts_with("report:")) return report;
    auto known = all.find(template_id);
    return known == all.end() ? other : known->second;
}

std::string email_of(const PersonId& person, Readers& read, Names& names) {
    CommandId cmd;
    int i = 0;
    auto sealed = read.people.personal(person, cmd, i);
    auto plain = names.open(sealed, "personal", cmd, i);
    auto personal = plain ? parse_json(*plain) : Result<Json>(Json::object());
    return personal && personal->is_object() ? personal->value("email", "") : "";
}

class Text {
public:
    explicit Text(Lang lang) : lang_(lang) {}

    void say(const std::string& line) { text_ += line + "\n"; }
    void fact(const LocalText& title, const std::string& value) {
        if (!value.empty()) say("- " + title.in(lang_) + ": " + value);
    }
    std::string str() const { return text_; }

private:
    Lang lang_;
    std::string text_;
};

void add_finding(Text& text, const CaseRecord& record, const ProfileBundle& bundle, Readers& read, Lang lang) {
    auto finding = read.findings.find(record.id);
    if (!finding) return;
    const FindingCode* code = bundle.profile.finding(finding->code);
    text.fact({"Tồn tại", "Finding"}, finding->code + (code ? " " + code->title.in(lang) : ""));
}

void add_facts(Text& text, const NoticeRecord& notice, const CaseRecord& record, const ProfileBundle& bundle,
               Readers& read, Lang lang) {
    text.fact({"Việc", "Task"}, workflow_of(record, bundle).title.in(lang));
    text.fact({"Đơn vị", "Unit"}, place_in_letters(record.unit, bundle.profile, read, lang));
    add_finding(text, record, bundle, read, lang);
    auto team = record.team.empty() ? std::nullopt : read.teams.find(record.team);
    text.fact({"Đoàn", "Team"}, team ? team->code : "");
    text.fact({"Ngày dự kiến", "Planned day"}, record.planned_on ? write_date(*record.planned_on, lang) : "");
    text.fact({"Thời hạn", "Until"}, notice.due_on ? write_date(*notice.due_on, lang) : "");
    text.fact({"Hiện nay", "Where it stands"}, state_titles(record, bundle, lang));
    text.fact({"Mã hồ sơ", "Case"}, record.id.value.substr(0, short_id));
}

std::string body_of(const NoticeRecord& notice, const std::string& name, const std::optional<CaseRecord>& record,
                    const ProfileBundle& bundle, Readers& read, Lang lang) {
    Text text(lang);
    text.say(LocalText{"Kính gửi ông (bà) ", "Dear "}.in(lang) + name + ",\n");
    text.say(wording_of(notice.template_id).sentence.in(lang) + "\n");
    if (record) {
        add_facts(text, notice, *record, bundle, read, lang);
        text.say("\n" + LocalText{"Xem đầy đủ: ", "See all of it: "}.in(lang) + "giamsat case show " +
                 record->id.value.substr(0, short_id));
    }
    text.say("\n" + bundle.profile.title.in(lang));
    return text.str();
}

}  // namespace

LocalText notice_title(const std::string& template_id) { return wording_of(template_id).title; }

std::string place_in_letters(const UnitId& unit, const Profile& profile, Readers& read, Lang lang) {
    auto known = read.units.find(unit);
    const Level* level = known ? profile.level(known->level) : nullptr;
    if (!level) return {};
    if (!level->personal) return known->name;
    return level->title.in(lang) + LocalText{" thuộc ", " of "}.in(lang) +
           place_in_letters(known->parent, profile, read, lang);
}

Letter letter_of(const NoticeRecord& notice, const ProfileBundle& bundle, Readers& read, Names& names, Lang lang) {
    auto record = read.cases.find(notice.about);
    const PersonName& person = names.person(notice.to);
    std::string name = person.closed ? person.code : person.name;
    std::string about = record ? ": " + workflow_of(*record, bundle).title.in(lang) + ", " +
                                     place_in_letters(record->unit, bundle.profile, read, lang)
                               : "";
    return {notice.id,
            name,
            email_of(notice.to, read, names),
            notice_title(notice.template_id).in(lang) + about,
            body_of(notice, name, record, bundle, read, lang),
            notice.on,
            notice.due_on};
}

}  // namespace giamsat
