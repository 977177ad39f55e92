/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "bench/floor/bare_writes.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int bind(sqlite3_stmt* statement, int at, const struct bare_value* value) {
    switch (value->kind) {
        case bare_null: return sqlite3_bind_null(statement, at);
        case bare_number: return sqlite3_bind_int64(statement, at, value->number);
        case bare_text: return sqlite3_bind_text(statement, at, value->bytes, value->length, SQLITE_STATIC);
        case bare_blob: return sqlite3_bind_blob(statement, at, value->bytes, value->length, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

static int write_one(sqlite3_stmt* statement, const struct bare_write* write) {
    for (int i = 0; i < write->count; ++i)
        if (bind(statement, i + 1, &write->values[i]) != SQLITE_OK) return 0;
    const int done = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    return done;
}

static int step(sqlite3_stmt* statement) {
    const int done = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    return done;
}

static int pages_in_wal;
static int note_pages(void* unused, sqlite3* db, const char* name, int pages) {
    (void)unused, (void)db, (void)name;
    pages_in_wal = pages;
    return SQLITE_OK;
}

static int run_all(sqlite3* db, sqlite3_stmt** prepared, sqlite3_stmt* begin, sqlite3_stmt* commit,
                   const struct bare_command* commands, int count) {
    for (int i = 0; i < count; ++i) {
        if (!step(begin)) return 0;
        for (int k = 0; k < commands[i].count; ++k) {
            const struct bare_write* write = &commands[i].writes[k];
            if (!write_one(prepared[write->statement], write)) return 0;
        }
        if (!step(commit)) return 0;
        if (pages_in_wal >= 4000 && sqlite3_exec(db, "PRAGMA wal_checkpoint(PASSIVE)", 0, 0, 0) != SQLITE_OK) return 0;
        if (pages_in_wal >= 4000) pages_in_wal = 0;
    }
    return 1;
}

static const char* const settings =
    "PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
    "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -65536;"
    "PRAGMA journal_size_limit = 67108864;";

double bare_run(const char* path, const char* const* statements, int statement_count,
                const struct bare_command* commands, int count) {
    sqlite3* db = NULL;
    sqlite3_stmt *begin = NULL, *commit = NULL;
    sqlite3_stmt** prepared = calloc((size_t)statement_count, sizeof *prepared);
    double seconds = -1;
    int ready = prepared && sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
                sqlite3_exec(db, settings, 0, 0, 0) == SQLITE_OK &&
                sqlite3_prepare_v2(db, "BEGIN IMMEDIATE", -1, &begin, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(db, "COMMIT", -1, &commit, NULL) == SQLITE_OK;
    for (int i = 0; ready && i < statement_count; ++i)
        ready = sqlite3_prepare_v3(db, statements[i], -1, SQLITE_PREPARE_PERSISTENT, &prepared[i], NULL) == SQLITE_OK;
    if (ready) {
        sqlite3_wal_hook(db, note_pages, NULL);
        const double begun = now();
        if (run_all(db, prepared, begin, commit, commands, count)) seconds = now() - begun;
    }
    for (int i = 0; prepared && i < statement_count; ++i) sqlite3_finalize(prepared[i]);
    free(prepared);
    sqlite3_finalize(begin), sqlite3_finalize(commit);
    sqlite3_close_v2(db);
    return seconds;
}
