// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/memory.hpp"

#include <sqlite3.h>

#include <cstdlib>
#include <new>
#include <stdexcept>

namespace giamsat::fault {

namespace {

struct Refusal {
    std::uint64_t nth = 0;  // 0: none
    bool for_ever = false;
    std::uint64_t asked = 0;
};
thread_local Refusal refusal;

bool refused() {
    if (refusal.nth == 0) return false;
    const std::uint64_t now = ++refusal.asked;
    return now == refusal.nth || (now > refusal.nth && refusal.for_ever);
}

sqlite3_mem_methods real;

void* given(int bytes) { return refused() ? nullptr : real.xMalloc(bytes); }
void* given_anew(void* old, int bytes) { return refused() ? nullptr : real.xRealloc(old, bytes); }

}  // namespace

void watch_memory_of_sqlite() {
    sqlite3_shutdown();
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) throw std::runtime_error("SQLite is in use");
    sqlite3_mem_methods watched = real;
    watched.xMalloc = given;
    watched.xRealloc = given_anew;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &watched) != SQLITE_OK || sqlite3_initialize() != SQLITE_OK)
        throw std::runtime_error("SQLite takes no other memory");
}

void refuse_memory(std::uint64_t nth, bool for_ever) { refusal = {nth, for_ever, 0}; }

std::uint64_t stop_refusing() {
    const std::uint64_t asked = refusal.asked;
    refusal = {};
    return asked;
}

void* new_memory(std::size_t bytes) {
    void* memory = refused() ? nullptr : std::malloc(bytes ? bytes : 1);
    if (!memory) throw std::bad_alloc();
    return memory;
}

}  // namespace giamsat::fault

void* operator new(std::size_t bytes) { return giamsat::fault::new_memory(bytes); }
void* operator new[](std::size_t bytes) { return giamsat::fault::new_memory(bytes); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
