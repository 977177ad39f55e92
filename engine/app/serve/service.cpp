// SPDX-License-Identifier: Apache-2.0
#include "app/serve/service.hpp"

#include "base/core/failure.hpp"
#include "service/commands/outcome_json.hpp"
#include "service/import/import.hpp"

#include <limits>

namespace giamsat {

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t again_after_ms = 1'000;  // a timer that was refused keeps nobody's command waiting

bool is_of_the_system(const Command& command) {
    return std::holds_alternative<FoundOffice>(command) || std::holds_alternative<FireTimer>(command) ||
           std::holds_alternative<RecordClock>(command);
}

Problem for_the_system_alone(const Command& command, const std::string& auth) {
    return {
        ProblemCode::not_allowed,
        {{"person", auth}, {"what", command_name(command)}, {"who", "riêng hệ thống"}, {"who_en", "the system alone"}}};
}

Result<Command> prepare_import(PreparedImport sent) {
    const auto kind = import_kind(sent.kind);
    if (!kind) return wrong_at("fields.kind", {"không có loại này", "there is no such kind"});
    return import_command(*kind, std::move(sent.file), std::move(sent.bytes), std::make_shared<ImportSummary>());
}

std::shared_ptr<ImportSummary> summary_of(const Command& command) {
    const auto* import = std::get_if<std::shared_ptr<const PreparedImport>>(&command);
    return import ? (*import)->summary : nullptr;
}

const char* stage_text(EngineStage stage) {
    switch (stage) {
        case EngineStage::serving: return "serving";
        case EngineStage::no_room: return "no_room";
        case EngineStage::draining: return "draining";
        case EngineStage::read_only: return "read_only";
        default: return "starting";
    }
}

}  // namespace

Done Service::may_send(const CommandRequest& request, const std::string& auth) {
    if (is_of_the_system(request.command)) return for_the_system_alone(request.command, auth);
    if (!request.by.actor.empty()) return {};
    const bool nobody_yet = place_.ask([](Readers& read) { return read.people.all().empty(); });
    if (nobody_yet) return {};
    return Problem(ProblemCode::usage, {{"what", "phải nêu người nhập"}, {"what_en", "who enters it must be named"}});
}

Result<Outcome> Service::carry_out(CommandRequest request, const std::string& auth) {
    GIAMSAT_CHECK(may_send(request, auth));
    GIAMSAT_CHECK(place_.mind_the_clock());
    if (place_.now().ms >= next_due_) static_cast<void>(fire_due_timers());  // what is refused is told by the clockwork
    request.by.via = "cli";
    request.by.auth = auth;
    return place_.run_as(request.id, request.by, std::move(request.command), request.on);
}

Done Service::fire_due_timers() {
    std::lock_guard lock(timers_);
    auto fired = place_.fire_due_timers();
    const auto next = fired ? place_.next_due() : std::optional(Instant{place_.now().ms + again_after_ms});
    next_due_ = next ? next->ms : never;
    return fired;
}

Result<Json> Service::reply_to_command(const Json& body, const std::string& auth) {
    GIAMSAT_TRY(request, read_request(body, prepare_import));
    const auto summary = summary_of(request.command);
    GIAMSAT_TRY(outcome, carry_out(std::move(request), auth));
    Json reply = {{"outcome", outcome_json(outcome)}};
    if (summary && !outcome.repeated) reply["import"] = import_summary_json(*summary);
    return reply;
}

Result<Json> Service::reply_to(const HttpRequest& request) {
    if (!request.peer.uid)
        return Problem(ProblemCode::not_allowed, {{"person", request.peer.address},
                                                  {"what", request.target},
                                                  {"who", "người dùng của máy này"},
                                                  {"who_en", "users of this machine"}});
    if (request.method == "GET" && request.target == "/state")
        return state_json(place_.info().id, stage_text(place_.writer().stage()));
    if (request.method != "POST") return Problem(ProblemCode::usage, {{"what", request.method}});
    GIAMSAT_TRY(body, parse_json(request.body));
    if (request.target == "/commands") return reply_to_command(body, "os:" + request.peer.user);
    if (request.target == "/attempts") {
        GIAMSAT_TRY(attempts, read_attempts(body));
        GIAMSAT_CHECK(place_.note_attempts(attempts));
    } else if (request.target == "/cosignatures") {
        GIAMSAT_TRY(signatures, read_cosignatures(body));
        GIAMSAT_TRY(kept, place_.take_cosignatures(signatures));
        return Json{{"kept", kept}};
    } else if (request.target == "/timers") {
        GIAMSAT_CHECK(fire_due_timers());
    } else if (request.target == "/checkpoints") {
        GIAMSAT_CHECK(place_.checkpoint());
    } else {
        return Problem(ProblemCode::not_found, {{"what", "địa chỉ"}, {"what_en", "address"}, {"name", request.target}});
    }
    return Json::object();
}

namespace {

// An endpoint: what the ground throws ends here.
Result<Json> caught(const std::function<Result<Json>()>& work) {
    try {
        return work();
    } catch (const StorageError& failure) {
        return failure.problem;
    }
}

}  // namespace

HttpResponse Service::answer(const HttpRequest& request) {
    const auto reply = caught([&] { return reply_to(request); });
    HttpResponse response;
    response.content_type = "application/json";
    response.status = reply ? 200 : reply.error().status();
    response.body = text_of(reply ? *reply : Json{{"problem", sent_problem(reply.error())}});
    return response;
}

}  // namespace giamsat
