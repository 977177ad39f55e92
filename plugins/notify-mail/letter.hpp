// SPDX-License-Identifier: Apache-2.0
// One letter, and its bytes as RFC 5322 with MIME: ASCII only, lines ended by CRLF and at most 76 characters long.
#pragma once

#include "base/core/result.hpp"
#include "base/core/time.hpp"

#include <optional>
#include <string>

namespace giamsat::mail {

struct Mailbox {
    std::string name;
    std::string address;  // empty: nowhere to send to, the letter is for printing
};

struct Letter {
    std::string id;
    Mailbox to;
    std::string subject;
    std::string text;
    Date date;
    std::optional<Date> due_on;
};

// An address this plugin is willing to put into a header and an SMTP command: ASCII, one @, nothing that could be read
// as anything else.
bool is_address(std::string_view text);

// What must hold before a letter is composed; nothing that would break out of a header or a folder gets past it.
// Problems: invalid_value.
Done check_letter(const Letter& letter);
Done check_sender(const Mailbox& from);

enum class Purpose {
    draft,  // opened by a person, who presses “send”: carries X-Unsent
    sent,
};

// REQUIRES: both checks passed. The same letter gives the same bytes.
std::string compose(const Letter& letter, const Mailbox& from, Purpose purpose);

}  // namespace giamsat::mail
