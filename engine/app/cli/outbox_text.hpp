// SPDX-License-Identifier: Apache-2.0
// What of the outbox waits to be tried again or was given up, and trying it anew.
#pragma once

#include "app/cli/context.hpp"
#include "service/queries/outbox.hpp"

namespace giamsat::cli {

std::string say_standing(const MessageLife& life, Lang lang);  // "chờ thử lại đến 14:30 23/11/2026"
Json json_of(const MessageLife& life);

void tell_waiting(int backing_off, std::optional<Instant> first, int dead, const std::string& why,
                  const Context& context);

template <class Record>
void tell_waiting(const Outbox<Record>& outbox, const Context& context) {
    std::optional<Instant> first;
    for (const auto& one : outbox.backing_off)
        first = std::min(first.value_or(*one.life.again_at()), *one.life.again_at());
    tell_waiting(static_cast<int>(outbox.backing_off.size()), first, static_cast<int>(outbox.dead.size()),
                 outbox.dead.empty() ? "" : outbox.dead.front().life.why(), context);
}

void add_retry(CLI::App& parent, Context& context);  // `notify retry [ID…]`

}  // namespace giamsat::cli
