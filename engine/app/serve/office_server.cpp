// SPDX-License-Identifier: Apache-2.0
#include "app/serve/office_server.hpp"

#include "app/serve/socket.hpp"

#include <algorithm>
#include <thread>

namespace giamsat {

namespace {

using namespace std::chrono_literals;

constexpr auto look_at_stop = 50ms;                    // a signal has no other way to be heard
constexpr std::size_t request_bytes_max = 400u << 20;  // a CSV file of the largest size, in base64

HttpLimits limits() {
    HttpLimits limits;
    limits.body_bytes = request_bytes_max;
    return limits;
}

}  // namespace

OfficeServer::OfficeServer(Workplace& place, const ServeOptions& options, ServeNotes notes)
    : place_(place), service_(place), notes_(std::move(notes)), tasks_(tasks(options.tasks), notes_.trouble) {}

std::vector<PeriodicTask> OfficeServer::tasks(const std::vector<PeriodicTask>& more) {
    std::vector<PeriodicTask> all{
        {{"chỗ trên đĩa", "room on the disk"}, 1s, [this] { return look_for_room(); }},
        {{"thời hạn", "deadlines"}, 1s, [this] { return service_.fire_due_timers(); }},
        {{"điểm chốt", "checkpoints"}, 1s, [this]() -> Done { return place_.checkpoint_if_due(), Done(); }},
    };
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

Result<std::unique_ptr<OfficeServer>> OfficeServer::start(Workplace& place, const ServeOptions& options,
                                                          ServeNotes notes) {
    if (auto fault = place.writer().fault()) return std::move(*fault);
    std::unique_ptr<OfficeServer> server(new OfficeServer(place, options, std::move(notes)));
    auto& service = server->service_;
    GIAMSAT_TRY(http, HttpServer::start(
                          socket_address(options.office),
                          [&service](const HttpRequest& request) { return service.answer(request); }, limits()));
    server->http_ = std::move(http);
    if (!options.group.empty()) GIAMSAT_CHECK(open_to_group(socket_path(options.office), options.group));
    return server;
}

// Told when it begins and when it ends.
Done OfficeServer::look_for_room() {
    static_cast<void>(place_.writer().look_for_room());
    const EngineStage now = place_.writer().stage();
    if (now == std::exchange(told_, now)) return {};
    if (now == EngineStage::serving)
        notes_.tell({"Đã có chỗ trên đĩa: lại nhận lệnh.", "There is room again: commands are taken."});
    if (auto fault = place_.writer().fault()) notes_.trouble(*fault);
    return {};
}

bool OfficeServer::goes_on(const std::atomic<bool>& stop) {
    return !stop && place_.writer().stage() != EngineStage::read_only;
}

// Until something is due: a task, or a deadline before that.
void OfficeServer::rest(const std::atomic<bool>& stop) {
    const auto until = tasks_.next();
    while (goes_on(stop) && std::chrono::steady_clock::now() < until && place_.now() < service_.next_due())
        std::this_thread::sleep_for(look_at_stop);
}

Done OfficeServer::run(const std::atomic<bool>& stop) {
    while (goes_on(stop)) {
        tasks_.run_due(std::chrono::steady_clock::now());
        if (place_.now() >= service_.next_due()) static_cast<void>(service_.fire_due_timers());
        rest(stop);
    }
    http_->stop();
    if (place_.writer().stage() == EngineStage::read_only) return *place_.writer().fault();
    return {};
}

}  // namespace giamsat
