/* SPDX-License-Identifier: Apache-2.0
 * The floor a durable command stands on: the same rows, written by a loop in C that does nothing else. */
#ifndef GIAMSAT_BARE_WRITES_H
#define GIAMSAT_BARE_WRITES_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum bare_kind { bare_null, bare_number, bare_text, bare_blob };

struct bare_value {
    enum bare_kind kind;
    int64_t number;
    const char* bytes; /* live as long as the run */
    int length;
};
struct bare_write {
    int statement; /* which of the statements */
    int count;
    const struct bare_value* values;
};
struct bare_command { /* one transaction */
    int count;
    const struct bare_write* writes;
};

/* Writes all of them to the database as an office is written: WAL, synchronous=EXTRA, moved out of the WAL at 4,000 pages.
 * The seconds it took, or a negative number when something failed. */
double bare_run(const char* path, const char* const* statements, int statement_count,
                const struct bare_command* commands, int count);

#ifdef __cplusplus
}
#endif

#endif
