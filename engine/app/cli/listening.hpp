// SPDX-License-Identifier: Apache-2.0
// Subcommands that answer others until they are told to stop.
#pragma once

#include "adapters/net/http.hpp"
#include "app/cli/context.hpp"

namespace giamsat::cli {

// Says where it listens, on standard output, once it does; ends with 0 on SIGINT or SIGTERM, after what was asked is answered.
int listen_until_interrupted(const std::string& address, Handler handler, const HttpLimits& limits,
                             const Context& context);

}  // namespace giamsat::cli
