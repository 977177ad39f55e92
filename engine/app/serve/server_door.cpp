// SPDX-License-Identifier: Apache-2.0
#include "app/serve/server_door.hpp"

#include "app/serve/messages.hpp"
#include "app/serve/socket.hpp"
#include "service/commands/outcome_json.hpp"

#include <array>
#include <thread>

namespace giamsat {

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::chrono::milliseconds, 5> pauses{100ms, 300ms, 1000ms, 2000ms, 4000ms};
constexpr HttpCallLimits patient{.timeout = 10min, .body_bytes = 512u << 20};  // an import takes its time
constexpr HttpCallLimits quick{.timeout = 2s};

bool is_silence(const Problem& problem) { return problem.code == ProblemCode::peer_unreachable; }

Problem silence(const std::string& address, const LocalText& why) {
    return {ProblemCode::peer_unreachable, {{"where", address}, {"why", why.vi}, {"why_en", why.in(Lang::en)}}};
}

// Nobody can tell now whether the command was recorded.
Problem not_known(const CommandId& id, const Problem& why) {
    return {ProblemCode::server_silent,
            {{"command", id.value}, {"why", why.message(Lang::vi)}, {"why_en", why.message(Lang::en)}}};
}

void fill_summary(const Command& command, const Json& reply) {
    const auto* import = std::get_if<std::shared_ptr<const PreparedImport>>(&command);
    if (!import || !(*import)->summary || !reply.contains("import")) return;
    if (auto summary = read_import_summary(reply["import"])) *(*import)->summary = *summary;
}

}  // namespace

std::unique_ptr<Door> ServerDoor::knock(const std::filesystem::path& office) {
    const std::string address = socket_address(office);
    HttpRequest request;
    request.target = "/state";
    auto answer = http_call(address, request, quick);
    if (!answer || answer->status != 200) return nullptr;
    return std::unique_ptr<Door>(new ServerDoor(address));
}

// An answer that is none of ours came from what stands between: nobody has decided on the command.
Result<Json> ServerDoor::call(const std::string& target, const std::string& body) {
    HttpRequest request;
    request.method = "POST", request.target = target;
    request.body = body, request.content_type = "application/json";
    GIAMSAT_TRY(answer, http_call(address_, request, patient));
    auto reply = parse_json(answer.body);
    if (!reply || !reply->is_object())
        return silence(address_, {"HTTP " + std::to_string(answer.status), "HTTP " + std::to_string(answer.status)});
    if (reply->contains("problem")) return read_problem((*reply)["problem"]);
    return reply;
}

Result<Json> ServerDoor::call_until_answered(const std::string& target, const std::string& body) {
    auto reply = call(target, body);
    for (const auto pause : pauses) {
        if (reply || !is_silence(reply.error())) break;
        std::this_thread::sleep_for(pause);
        reply = call(target, body);
    }
    return reply;
}

Result<Outcome> ServerDoor::run(const CommandId& id, const Requester& by, const Command& command,
                                std::optional<Date> on) {
    auto reply = call_until_answered("/commands", text_of(request_json(id, by, command, on)));
    if (!reply && is_silence(reply.error())) return not_known(id, reply.error());
    if (!reply) return std::move(reply.error());
    fill_summary(command, *reply);
    return read_outcome(reply->value("outcome", Json()));
}

Done ServerDoor::fire_due_timers() {
    GIAMSAT_CHECK(call_until_answered("/timers", "{}"));
    return {};
}

// Not asked again: what was noted twice would count twice.
Done ServerDoor::note_attempts(const std::vector<NoticeAttempt>& attempts) {
    GIAMSAT_CHECK(call("/attempts", text_of(attempts_json(attempts))));
    return {};
}

Done ServerDoor::checkpoint() {
    GIAMSAT_CHECK(call_until_answered("/checkpoints", "{}"));
    return {};
}

Result<std::size_t> ServerDoor::take_cosignatures(const std::vector<NoteSignature>& signatures) {
    GIAMSAT_TRY(reply, call_until_answered("/cosignatures", text_of(cosignatures_json(signatures))));
    return reply.value("kept", std::size_t{0});
}

}  // namespace giamsat
