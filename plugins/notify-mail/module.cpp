// SPDX-License-Identifier: Apache-2.0
// The plugin's door.
#include "support/module.hpp"
#include "notify-mail/deliver.hpp"

#include <array>

namespace giamsat::mail {

namespace {

constexpr std::array deeds{plugin::Deed{"deliver", deliver}};

std::int32_t call(const GiamsatHost* host, const char* action, const char* request, std::size_t request_bytes,
                  GiamsatReply* reply) {
    return plugin::call(deeds, host, action, request, request_bytes, reply);
}

void release(GiamsatReply* reply) { plugin::release(reply); }

constexpr GiamsatPlugin table{sizeof(GiamsatPlugin), GIAMSAT_PLUGIN_ABI, "notify-mail", "0.1.0", call, release};

}  // namespace

}  // namespace giamsat::mail

const GiamsatPlugin* giamsat_plugin_entry(std::uint32_t host_abi) {
    return host_abi == GIAMSAT_PLUGIN_ABI ? &giamsat::mail::table : nullptr;
}
