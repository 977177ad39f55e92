// SPDX-License-Identifier: Apache-2.0
// The life of a message of the outbox, a letter or a call of a plugin, woken from what was tried with it. Each failure waits
// longer than the one before; after the last one somebody has to look at it.
#pragma once

#include "base/core/result.hpp"
#include "base/core/time.hpp"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace giamsat {

enum class MessageStage { pending, sending, backing_off, delivered, dead };
const char* stage_name(MessageStage stage);
LocalText stage_title(MessageStage stage);

// Minutes to wait after the first failure, the second, …; one failure more and the message is dead.
inline constexpr std::array<int, 5> backing_off_minutes = {1, 5, 30, 2 * 60, 12 * 60};
inline constexpr int failures_max = static_cast<int>(backing_off_minutes.size()) + 1;

struct Tried {
    int failures = 0;  // since it was queued, or revived
    Instant last;      // of them
    std::string why;   // of the last
    bool delivered = false;
};

class MessageLife {
public:
    explicit MessageLife(const Tried& row);
    MessageLife(MessageLife&&) noexcept;
    ~MessageLife();

    MessageStage now() const;
    std::optional<Instant> again_at() const;  // backing off until
    const std::string& why() const;           // the last failure, "" for none
    bool send(Instant at);                    // false unless pending, or backing off and the time has come
    void delivered();                         // REQUIRES: sending
    void failed(const std::string& why, Instant at);
    // send() done by `work`; what it refuses or throws is a failure.
    void carry_out(const std::function<Done()>& work, Instant at);
    bool revive();  // dead or backing off: it may be tried at once, and has all its tries again

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
