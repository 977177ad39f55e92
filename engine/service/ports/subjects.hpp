// SPDX-License-Identifier: Apache-2.0
// What is known of personal data: who read them, what their subjects asked for, what is held, what was erased, and which
// copies of the keys there are. A subject is a person of the staff, a unit of a personal level, or a case (its free text).
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giamsat {

struct DisclosureRecord {
    CommandId cmd;    // one may leave several
    PersonId person;  // who read; empty: nobody was there yet
    Date on;
    std::string purpose;
    std::string door;     // view | print | export
    std::string command;  // "unit show"
    std::string about;    // what the subjects are: "person", "case", or a level
    int subjects = 0;
    std::vector<std::string> fields;
};

struct SubjectRequest {
    std::string id;
    SubjectId subject;
    std::string about;
    std::string kind;  // view | correct | withdraw | restrict | object | erase
    Date received;
    Date answer_by;
    Date complete_by;
    std::optional<Date> answered;
    std::optional<Date> completed;
    std::string outcome;  // done | refused; "" while it is open
    int extended = 0;     // days
};

struct HoldRecord {
    SubjectId subject;
    std::string about;
    Date on;
    PersonId person;
};

struct ErasureRecord {
    SubjectId subject;
    std::string about;
    Date on;
    PersonId actor;
    PersonId on_behalf;
    std::string act;
};

struct KeyCopyRecord {
    Date on;
    Date expires;
    int subjects = 0;
    std::string sha256;
};

struct LookupRow {
    std::string kind;
    std::string digest;
};

class SubjectReader {
public:
    virtual ~SubjectReader() = default;
    virtual bool erased(const std::string& subject) = 0;
    virtual std::vector<ErasureRecord> erasures() = 0;  // by day
    virtual std::optional<HoldRecord> hold(const std::string& subject) = 0;
    virtual std::vector<HoldRecord> holds() = 0;
    virtual std::optional<SubjectRequest> request(const std::string& id) = 0;
    virtual std::vector<SubjectRequest> requests() = 0;  // as they were received
    virtual std::vector<DisclosureRecord> disclosures() = 0;
    virtual std::vector<KeyCopyRecord> key_copies() = 0;  // oldest first
    // What finds the subject, or a loan of theirs, without its key.
    virtual std::vector<LookupRow> lookups_of(const std::string& subject) = 0;
};

}  // namespace giamsat
