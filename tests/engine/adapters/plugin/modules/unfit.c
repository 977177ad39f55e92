/* SPDX-License-Identifier: Apache-2.0 */
/* One way of being unfit in each build of this file; CMakeLists.txt beside it names the ways. */
#include <giamsat/plugin.h>

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(UNFIT_AT_LOAD)
__attribute__((constructor)) static void at_load(void) { UNFIT_AT_LOAD; }
#endif

#if !defined(UNFIT_SIZE)
#define UNFIT_SIZE sizeof(GiamsatPlugin)
#endif
#if !defined(UNFIT_ABI)
#define UNFIT_ABI GIAMSAT_PLUGIN_ABI
#endif
#if !defined(UNFIT_VERSION)
#define UNFIT_VERSION "1.0"
#endif
#if !defined(UNFIT_CALL)
#define UNFIT_CALL call
#endif

static int32_t call(const GiamsatHost* host, const char* action, const char* request, size_t request_bytes,
                    GiamsatReply* reply) {
    (void)host, (void)action, (void)request, (void)request_bytes, (void)reply;
    return giamsat_failed;
}

static void release(GiamsatReply* reply) { (void)reply; }

static const GiamsatPlugin table = {UNFIT_SIZE, UNFIT_ABI, UNFIT_NAME, UNFIT_VERSION, UNFIT_CALL, release};

#if defined(UNFIT_DECLINES)
const GiamsatPlugin* giamsat_plugin_entry(uint32_t host_abi) { return host_abi == 99 ? &table : NULL; }
#elif defined(UNFIT_NO_ENTRY)
const void* some_other_entry(void);
const void* some_other_entry(void) { return (void)call, &table; }
#else
const GiamsatPlugin* giamsat_plugin_entry(uint32_t host_abi) { return (void)host_abi, (void)call, &table; }
#endif
