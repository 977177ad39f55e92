// SPDX-License-Identifier: Apache-2.0
// An office being served: its one writer behind a Unix socket, its deadlines fired, its checkpoints made, until somebody stops it
// or the ground fails.
#pragma once

#include "app/serve/periodic.hpp"
#include "app/serve/service.hpp"

namespace giamsat {

struct ServeOptions {
    std::filesystem::path office;
    std::string group;                // of users who may connect beside the owner; "" for nobody
    std::vector<PeriodicTask> tasks;  // beside the server's own: backups, letters
};

struct ServeNotes {
    std::function<void(const LocalText&)> tell;
    std::function<void(const Problem&)> trouble;  // that does not end the service
};

class OfficeServer {
public:
    // Listens when this returns. `place` was opened to serve, has its signer and outlives this.
    // Problems: address_unusable, office_read_only (what was verified does not hold), those of open_to_group()
    static Result<std::unique_ptr<OfficeServer>> start(Workplace& place, const ServeOptions& options, ServeNotes notes);

    // Until `stop`: then takes no more requests and answers those that came. Or the fault of the ground that ended it, after
    // everybody who waited was told.
    Done run(const std::atomic<bool>& stop);
    const std::string& address() const { return http_->address(); }

private:
    OfficeServer(Workplace& place, const ServeOptions& options, ServeNotes notes);
    std::vector<PeriodicTask> tasks(const std::vector<PeriodicTask>& more);
    Done look_for_room();
    bool goes_on(const std::atomic<bool>& stop);
    void rest(const std::atomic<bool>& stop);

    Workplace& place_;
    Service service_;
    ServeNotes notes_;
    EngineStage told_ = EngineStage::serving;
    PeriodicTasks tasks_;
    std::unique_ptr<HttpServer> http_;
};

}  // namespace giamsat
