// SPDX-License-Identifier: Apache-2.0
// A plugin with the bug the interface forbids: its call lets a C++ exception out.
#include <giamsat/plugin.h>

#include <stdexcept>

namespace {

std::int32_t call(const GiamsatHost*, const char*, const char*, std::size_t, GiamsatReply*) {
    throw std::runtime_error("nobody catches this");
}

void release(GiamsatReply*) {}

const GiamsatPlugin table{sizeof(GiamsatPlugin), GIAMSAT_PLUGIN_ABI, "throws", "1.0", call, release};

}  // namespace

const GiamsatPlugin* giamsat_plugin_entry(std::uint32_t) { return &table; }
