/* SPDX-License-Identifier: Apache-2.0 */
/* The plugin interface of giamsat, version 1. Plain C11; nothing of C++ crosses it.
 *
 * A plugin is two files in the plugin folder: <name>.so (the module) and <name>.plugin.json (the manifest; its keys are
 * told in plugins/README.md). The module exports one function, giamsat_plugin_entry. The host calls it once with the
 * version it speaks and gets the plugin's function table, or NULL when the plugin cannot serve that version.
 *
 * Versions. GIAMSAT_PLUGIN_ABI changes only when something below stops meaning what it meant; a host refuses a plugin
 *   built for another number. Within one number a table may grow at its end: `size` says how much of it is there, and
 *   neither side reads past the other's `size`.
 * Loading. The module is first opened, and giamsat_plugin_entry called, in a child process with a time limit; only when
 *   that ends well is it opened in the host. So entry is called more than once on a machine, and whatever happens while
 *   a module is opened must be quick and leave no trace outside its process. A module is never closed again.
 * Lifetime. The plugin's table and the strings in it live as long as the module. The host's table, the action's name
 *   and the request live until the call returns; a plugin keeps no pointer to them.
 * Memory. Each side frees what it made. The plugin fills a GiamsatReply with memory of its own; the host copies it and
 *   gives it back to the same plugin through `release`, once after every call, whatever the call returned.
 * Threads. The host makes one call at a time to one plugin, not always from the same thread. A plugin may start threads
 *   of its own, but ends them before it returns; it calls the host's functions from the calling thread only.
 * Errors. A call that fails returns giamsat_failed and says why in Vietnamese and in English, as half a sentence
 *   without a full stop. No exception and no longjmp may leave a plugin: one that escapes is the plugin's bug, and the
 *   host promises no more than to try to report it.
 * Manners. A plugin does not exit, fork, change the locale, the working folder, the environment or the signal handlers
 *   of the process, and writes nothing to standard output or error: it has `log`. It takes the time from its request,
 *   so that the same request gives the same bytes.
 * Text is UTF-8 in normal form C. A request and a result are each one JSON value without a byte order mark. */
#ifndef GIAMSAT_PLUGIN_H
#define GIAMSAT_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GIAMSAT_PLUGIN_ABI 1u

/* What `call` returns. */
enum { giamsat_ok = 0, giamsat_failed = 1 };

/* Levels of `log`. */
enum { giamsat_log_debug = 0, giamsat_log_info = 1, giamsat_log_warning = 2 };

/* What the host lends to a call. `context` goes back unchanged as the first argument of each function. */
typedef struct GiamsatHost {
    uint32_t size; /* sizeof(GiamsatHost) as the host was built */
    uint32_t abi;
    void* context;
    void (*log)(void* context, int32_t level, const char* text);    /* text ends in NUL */
    void (*progress)(void* context, uint64_t done, uint64_t total); /* total 0 = not known */
    int32_t (*interrupted)(void* context); /* not 0: a person asked to stop; give up soon, leave nothing half done */
} GiamsatHost;

/* What a call hands back. The host zeroes it first and sets `size`. Texts need no NUL; their bytes are counted. */
typedef struct GiamsatReply {
    uint32_t size; /* sizeof(GiamsatReply) as the host was built */
    uint32_t reserved;
    void* owner;      /* for the plugin's own use until `release` */
    const char* json; /* with giamsat_ok: the result */
    size_t json_bytes;
    const char* error_vi; /* with giamsat_failed: why */
    size_t error_vi_bytes;
    const char* error_en;
    size_t error_en_bytes;
} GiamsatReply;

typedef struct GiamsatPlugin {
    uint32_t size;       /* sizeof(GiamsatPlugin) as the plugin was built */
    uint32_t abi;        /* GIAMSAT_PLUGIN_ABI as the plugin was built */
    const char* name;    /* as in the manifest and in the names of both files */
    const char* version; /* as in the manifest */

    /* Does one of the manifest's actions. The host has held the top of the request to the manifest's parameters; what
     * is inside them is the plugin's to check. Returns giamsat_ok or giamsat_failed. */
    int32_t (*call)(const GiamsatHost* host, const char* action, const char* request, size_t request_bytes,
                    GiamsatReply* reply);

    /* Frees what `call` put into the reply. */
    void (*release)(GiamsatReply* reply);
} GiamsatPlugin;

#if defined(__GNUC__)
#define GIAMSAT_PLUGIN_EXPORT __attribute__((visibility("default")))
#else
#define GIAMSAT_PLUGIN_EXPORT
#endif

GIAMSAT_PLUGIN_EXPORT const GiamsatPlugin* giamsat_plugin_entry(uint32_t host_abi);

#ifdef __cplusplus
}
#endif

#endif
