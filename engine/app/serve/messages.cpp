// SPDX-License-Identifier: Apache-2.0
#include "app/serve/messages.hpp"

#include "service/commands/read_fields.hpp"

namespace giamsat {

namespace {

struct SentRequest {
    CommandId id;
    std::optional<PersonId> actor;
    std::optional<PersonId> on_behalf;
    std::optional<std::string> act;
    std::optional<Date> on;
    Json command;
};
struct SentAttempts {
    std::vector<NoticeAttempt> attempts;
};
struct SentCosignatures {
    std::string lines;
};

}  // namespace

template <>
struct FieldsOf<SentRequest> {
    using T = SentRequest;
    static constexpr auto all =
        std::tuple{field("id", &T::id),   field("actor", &T::actor), field("on_behalf", &T::on_behalf),
                   field("act", &T::act), field("on", &T::on),       field("command", &T::command)};
};
template <>
struct FieldsOf<NoticeAttempt> {
    static constexpr auto all =
        std::tuple{field("notice", &NoticeAttempt::notice), field("outcome", &NoticeAttempt::outcome)};
};
template <>
struct FieldsOf<SentAttempts> {
    static constexpr auto all = std::tuple{field("attempts", &SentAttempts::attempts)};
};

template <>
struct FieldsOf<SentCosignatures> {
    static constexpr auto all = std::tuple{field("lines", &SentCosignatures::lines)};
};

Json request_json(const CommandId& id, const Requester& by, const Command& command, std::optional<Date> on) {
    Json json = {{"id", id.value}, {"command", command_json(command)}};
    if (!by.actor.empty()) json["actor"] = by.actor.value;
    if (!by.on_behalf.empty()) json["on_behalf"] = by.on_behalf.value;
    if (!by.act.empty()) json["act"] = by.act;
    if (on) json["on"] = on->iso();
    return json;
}

Result<CommandRequest> read_request(const Json& json, const MakeImport& make_import) {
    GIAMSAT_TRY(sent, read_fields<SentRequest>(json, ""));
    if (sent.id.empty()) return wrong_at("id", {"thiếu", "it is missing"});
    GIAMSAT_TRY(command, read_command(sent.command, make_import));
    Requester by{.actor = sent.actor.value_or(PersonId{}),
                 .on_behalf = sent.on_behalf.value_or(PersonId{}),
                 .act = sent.act.value_or("")};
    return CommandRequest{sent.id, std::move(by), sent.on, std::move(command)};
}

Json attempts_json(const std::vector<NoticeAttempt>& attempts) {
    Json list = Json::array();
    for (const NoticeAttempt& one : attempts) list.push_back({{"notice", one.notice}, {"outcome", one.outcome}});
    return {{"attempts", std::move(list)}};
}

Result<std::vector<NoticeAttempt>> read_attempts(const Json& json) {
    GIAMSAT_TRY(sent, read_fields<SentAttempts>(json, ""));
    return std::move(sent.attempts);
}

Json cosignatures_json(const std::vector<NoteSignature>& signatures) {
    std::string lines;
    for (const NoteSignature& one : signatures) lines += signature_line(one);
    return {{"lines", std::move(lines)}};
}

Result<std::vector<NoteSignature>> read_cosignatures(const Json& json) {
    GIAMSAT_TRY(sent, read_fields<SentCosignatures>(json, ""));
    return parse_signature_lines(sent.lines);
}

Json state_json(const OfficeId& office, const std::string& stage) {
    return {{"office", office.value}, {"stage", stage}};
}

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace giamsat
