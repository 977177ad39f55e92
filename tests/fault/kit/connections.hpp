// SPDX-License-Identifier: Apache-2.0
// SQLite's connections of this process, for what only a campaign does to them.
#pragma once

namespace giamsat::fault {

// From now on new connections are known here.
void know_connections();
// Runs the statements on every connection that is open. REQUIRES: nothing else uses them meanwhile.
void on_every_connection(const char* sql);

}  // namespace giamsat::fault
