// SPDX-License-Identifier: Apache-2.0
// The schemas of the two files, step by step. A migration that has been released is never edited: what comes later is a
// new one. The number of a file's schema is its user_version.
#pragma once

#include <vector>

namespace giamsat::store {

struct Migration {
    int number = 0;  // 1, 2, …
    std::vector<const char*> sql;
};

const std::vector<Migration>& office_migrations();
const std::vector<Migration>& key_migrations();

extern const char* const office_m0001_journal;
extern const char* const office_m0001_registers;
extern const char* const office_m0001_work;
extern const char* const office_m0002_words;
extern const char* const office_m0003_versions;
extern const char* const office_m0004_work_items;
extern const char* const office_m0005_evidence;
extern const char* const office_m0006_subjects;
extern const char* const keys_m0001;
extern const char* const keys_m0002_wiping;

}  // namespace giamsat::store
