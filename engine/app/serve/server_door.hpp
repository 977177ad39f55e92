// SPDX-License-Identifier: Apache-2.0
// The door to the server of an office, as another process of the same machine comes through it.
#pragma once

#include "adapters/net/http.hpp"
#include "adapters/runtime/door.hpp"

#include <filesystem>

namespace giamsat {

class ServerDoor final : public Door {
public:
    // Nothing when no server listens there, or it lets this user not in.
    static std::unique_ptr<Door> knock(const std::filesystem::path& office);

    // When the answer does not come the same is asked again, a few times for some seconds: a server that was restarted knows
    // what it has done.
    Result<Outcome> run(const CommandId& id, const Requester& by, const Command& command,
                        std::optional<Date> on) override;
    Done fire_due_timers() override;
    Done note_attempts(const std::vector<NoticeAttempt>& attempts) override;
    Done checkpoint() override;
    Result<std::size_t> take_cosignatures(const std::vector<NoteSignature>& signatures) override;

private:
    explicit ServerDoor(std::string address) : address_(std::move(address)) {}
    Result<Json> call(const std::string& target, const std::string& body);
    Result<Json> call_until_answered(const std::string& target, const std::string& body);

    std::string address_;
};

}  // namespace giamsat
