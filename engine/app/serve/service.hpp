// SPDX-License-Identifier: Apache-2.0
// What may be asked through the door of an office, and by whom. Any thread, several at once: the one writer puts them in order.
#pragma once

#include "adapters/net/http.hpp"
#include "adapters/runtime/workplace.hpp"
#include "app/serve/messages.hpp"

#include <atomic>

namespace giamsat {

class Service {
public:
    explicit Service(Workplace& place) : place_(place) {}  // `place` is open to write and outlives this

    // The commands of people; what the system does by itself (founding, timers, the clock) nobody may send. `auth`: how the
    // other side is known, "os:NAME". not_allowed, usage (nobody named as who enters it), and what the command refuses.
    Result<Outcome> carry_out(CommandRequest request, const std::string& auth);
    // Deadlines that have passed, when there are any. Whoever is refused is told when the timers are fired again.
    Done fire_due_timers();
    Instant next_due() const { return {next_due_.load()}; }

    // See messages.hpp. Who calls is known by the peer of a Unix socket; others are refused.
    HttpResponse answer(const HttpRequest& request);

private:
    Result<Json> reply_to(const HttpRequest& request);
    Result<Json> reply_to_command(const Json& body, const std::string& auth);
    Done may_send(const CommandRequest& request, const std::string& auth);

    Workplace& place_;
    std::mutex timers_;
    std::atomic<std::int64_t> next_due_{0};  // of what is set; a second at most behind
};

}  // namespace giamsat
