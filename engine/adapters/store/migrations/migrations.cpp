// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const std::vector<Migration>& office_migrations() {
    static const std::vector<Migration> all = {
        {1, {office_m0001_journal, office_m0001_registers, office_m0001_work}},
        {2, {office_m0002_words}},
        {3, {office_m0003_versions}},
        {4, {office_m0004_work_items}},
        {5, {office_m0005_evidence}},
        {6, {office_m0006_subjects}},
    };
    return all;
}

const std::vector<Migration>& key_migrations() {
    static const std::vector<Migration> all = {{1, {keys_m0001}}, {2, {keys_m0002_wiping}}};
    return all;
}

}  // namespace giamsat::store
