// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/connections.hpp"

#include <sqlite3.h>

#include <mutex>
#include <set>
#include <stdexcept>

namespace giamsat::fault {

namespace {

std::mutex one;
std::set<sqlite3*> open_now;

void forget(void* connection) {
    std::lock_guard lock(one);
    open_now.erase(static_cast<sqlite3*>(connection));
}

// What is kept with a connection goes with it: that tells when it is closed.
int know(sqlite3* connection, char**, const sqlite3_api_routines*) {
    std::lock_guard lock(one);
    open_now.insert(connection);
    return sqlite3_set_clientdata(connection, "known", connection, forget);
}

}  // namespace

void know_connections() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(know)); }

void on_every_connection(const char* sql) {
    std::lock_guard lock(one);
    for (sqlite3* connection : open_now)
        if (sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(connection));
}

}  // namespace giamsat::fault
