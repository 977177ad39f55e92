// SPDX-License-Identifier: Apache-2.0
#include "app/cli/listening.hpp"

#include "base/platform/files.hpp"

#include <chrono>
#include <iostream>
#include <thread>

namespace giamsat::cli {

int listen_until_interrupted(const std::string& address, Handler handler, const HttpLimits& limits,
                             const Context& context) {
    constexpr std::chrono::milliseconds glance{50};
    auto server = HttpServer::start(address, std::move(handler), limits);
    if (!server) return context.fail(server.error());
    if (context.options.json) {
        context.print_json({{"listening", (*server)->address()}});
    } else {
        context.print(context.say({"Đang nghe tại ", "Listening at "}) + (*server)->address());
    }
    std::cout.flush();
    while (!interrupted()) std::this_thread::sleep_for(glance);
    (*server)->stop();
    return 0;
}

}  // namespace giamsat::cli
