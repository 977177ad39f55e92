// SPDX-License-Identifier: Apache-2.0
// What somebody asks about their own data, and the days the law gives for it. The days are the profile's; the entry records the
// day itself, so that a later profile moves no clock that runs.
#include "service/commands/registers.hpp"
#include "service/commands/subjects.hpp"

namespace giamsat {
namespace {

Draft with_text(Draft draft, const std::string& path, const std::string& text, Session& session) {
    if (!text.empty()) draft.personal.push_back({session.office().value, path, text});
    return draft;
}

// An open one.
Result<SubjectRequest> open_request(const std::string& id, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    auto request = session.read.subjects.request(id);
    if (!request) return missing({"yêu cầu", "request"}, id);
    if (request->completed)
        return impossible({"đổi yêu cầu này", "Changing this request"},
                          {"yêu cầu đã giải quyết xong", "it is completed"});
    return std::move(*request);
}

Done check_day(const char* field, Date day, Date not_before, Session& session) {
    if (day > session.today()) return invalid(field, day.iso(), {"là ngày chưa đến", "it is still to come"});
    if (day < not_before) return invalid(field, day.iso(), {"trước ngày nhận yêu cầu", "before the request came"});
    return {};
}

}  // namespace

Done run(const ReceiveRequest& command, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    const Profile& profile = session.profile().profile;
    const auto subject = subject_of(command.subject.value, session.read, profile);
    if (!subject || subject->about == about::office)
        return missing({"người hoặc hồ sơ có dữ liệu cá nhân", "person or case with personal data"},
                       command.subject.value);
    const RequestKind* kind = profile.privacy.request(command.kind);
    if (!kind)
        return missing({"loại yêu cầu trong profile.yaml (privacy.requests)",
                        "kind of request in profile.yaml (privacy.requests)"},
                       command.kind);
    GIAMSAT_CHECK(check_day("--received", command.received, Date{}, session));
    const Date answer_by = profile.calendar.plus_working_days(command.received, kind->answer_working_days);
    return session.record({.kind = "subject.requested/1",
                           .body = {{"request", session.new_id("request")},
                                    {"subject", subject->id.value},
                                    {"about", subject->about},
                                    {"kind", kind->code},
                                    {"received", command.received.iso()},
                                    {"answer_by", answer_by.iso()},
                                    {"complete_by", command.received.plus_days(kind->complete_days).iso()}}});
}

Done run(const AnswerRequest& command, Session& session) {
    GIAMSAT_TRY(request, open_request(command.request, session));
    if (request.answered)
        return impossible({"trả lời lại", "Answering again"}, {"yêu cầu đã được trả lời", "it has been answered"});
    GIAMSAT_CHECK(check_day("--on", session.today(), request.received, session));
    Draft draft{.kind = "subject.answered/1", .body = {{"request", request.id}, {"on", session.today().iso()}}};
    return session.record(with_text(std::move(draft), "text", command.text, session));
}

Done run(const ExtendRequest& command, Session& session) {
    const LocalText extending{"gia hạn", "Extending"};
    GIAMSAT_TRY(request, open_request(command.request, session));
    if (request.extended > 0) return impossible(extending, {"chỉ được gia hạn một lần", "it may be extended once"});
    if (session.today() > request.complete_by)
        return impossible(extending, {"đã quá hạn giải quyết", "its day has passed"});
    const RequestKind* kind = session.profile().profile.privacy.request(request.kind);
    const int most = kind ? kind->extension_days_max : 0;
    if (command.days < 1 || command.days > most)
        return invalid("--days", std::to_string(command.days),
                       {"được gia hạn từ 1 đến " + std::to_string(most) + " ngày",
                        "it may be extended by 1 to " + std::to_string(most) + " days"});
    if (command.reason.empty())
        return Problem(ProblemCode::reason_required, {{"what", extending.vi}, {"what_en", extending.en}});
    Draft draft{.kind = "subject.extended/1",
                .body = {{"request", request.id},
                         {"days", command.days},
                         {"complete_by", request.complete_by.plus_days(command.days).iso()}}};
    return session.record(with_text(std::move(draft), "reason", command.reason, session));
}

Done run(const CompleteRequest& command, Session& session) {
    GIAMSAT_TRY(request, open_request(command.request, session));
    GIAMSAT_CHECK(check_day("--on", session.today(), request.received, session));
    if (command.refused && command.reason.empty())
        return Problem(ProblemCode::reason_required, {{"what", "từ chối yêu cầu"}, {"what_en", "refuse the request"}});
    if (!command.refused && request.kind == "erase" && !session.read.subjects.erased(request.subject.value))
        return impossible({"báo đã xoá", "Saying that it is done"}, {"dữ liệu chưa xoá (giamsat subject erase)",
                                                                     "nothing is erased yet (giamsat subject erase)"});
    Draft draft{
        .kind = "subject.completed/1",
        .body = {
            {"request", request.id}, {"on", session.today().iso()}, {"outcome", command.refused ? "refused" : "done"}}};
    return session.record(with_text(std::move(draft), "reason", command.reason, session));
}

}  // namespace giamsat
