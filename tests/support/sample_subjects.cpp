// SPDX-License-Identifier: Apache-2.0
#include "support/sample_entries.hpp"

namespace giamsat::samples {

namespace {

Entry with_reason(Entry made) {
    made.enc = {sealed("office", "reason")};
    return made;
}

}  // namespace

std::vector<Entry> subjects() {
    const std::string borrower = id_of("borrower"), request = id_of("request");
    return {
        entry("personal.disclosed/1", {{"purpose", "inspection"},
                                       {"door", "view"},
                                       {"command", "unit show"},
                                       {"about", "borrower"},
                                       {"subjects", {borrower}},
                                       {"count", 1},
                                       {"fields", {"personal"}}}),
        entry("subject.requested/1", {{"request", request},
                                      {"subject", borrower},
                                      {"about", "borrower"},
                                      {"kind", "erase"},
                                      {"received", "2024-05-02"},
                                      {"answer_by", "2024-05-06"},
                                      {"complete_by", "2024-05-22"}}),
        with_reason(entry("subject.answered/1", {{"request", request}, {"on", "2024-05-03"}})),
        with_reason(entry("subject.extended/1", {{"request", request}, {"days", 10}, {"complete_by", "2024-06-01"}})),
        with_reason(entry("subject.held/1", {{"subject", borrower}, {"about", "borrower"}})),
        entry("subject.freed/1", {{"subject", borrower}}),
        with_reason(entry("subject.held/1", {{"subject", id_of("hoa")}, {"about", "person"}})),
        with_reason(
            entry("subject.erased/1", {{"subject", borrower},
                                       {"about", "borrower"},
                                       {"lookups", {{{"kind", "unit.code/borrower"}, {"digest", hash_of("code")}}}}})),
        entry("subject.completed/1", {{"request", request}, {"on", "2024-05-31"}, {"outcome", "done"}}),
        entry("keys.copied/1", {{"expires", "2024-06-14"}, {"subjects", 12}, {"sha256", hash_of("keys")}}),
    };
}

}  // namespace giamsat::samples
