/* SPDX-License-Identifier: Apache-2.0 */
/* A plugin as it should be, in C11: it gives a request back, and fails, stops or talks nonsense when asked to. */
#include <giamsat/plugin.h>

#include <stdlib.h>
#include <string.h>

static void say(GiamsatReply* reply, const char* text, size_t bytes) {
    char* copy = malloc(bytes + 1);
    if (!copy) return;
    memcpy(copy, text, bytes);
    reply->owner = copy;
    reply->json = copy;
    reply->json_bytes = bytes;
}

static int32_t refuse(GiamsatReply* reply) {
    static const char vi[] = "hết giấy.";
    static const char en[] = "out of paper.";
    reply->error_vi = vi;
    reply->error_vi_bytes = sizeof vi - 1;
    reply->error_en = en;
    reply->error_en_bytes = sizeof en - 1;
    return giamsat_failed;
}

static int32_t work(const GiamsatHost* host, GiamsatReply* reply) {
    for (uint64_t step = 1; step <= 3; ++step) {
        host->progress(host->context, step, 3);
        if (host->interrupted(host->context)) return giamsat_failed;
    }
    host->log(host->context, giamsat_log_info, "xong");
    say(reply, "{}", 2);
    return giamsat_ok;
}

static int32_t call(const GiamsatHost* host, const char* action, const char* request, size_t request_bytes,
                    GiamsatReply* reply) {
    if (strcmp(action, "fail") == 0) return refuse(reply);
    if (strcmp(action, "work") == 0) return work(host, reply);
    if (strcmp(action, "babble") == 0)
        say(reply, "{\"a\":1,\"a\":2}", 13);
    else
        say(reply, request, request_bytes);
    return giamsat_ok;
}

static void release(GiamsatReply* reply) { free(reply->owner); }

static const GiamsatPlugin table = {sizeof(GiamsatPlugin), GIAMSAT_PLUGIN_ABI, "good", "1.0", call, release};

const GiamsatPlugin* giamsat_plugin_entry(uint32_t host_abi) { return host_abi == GIAMSAT_PLUGIN_ABI ? &table : NULL; }
