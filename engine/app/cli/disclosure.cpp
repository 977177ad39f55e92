// SPDX-License-Identifier: Apache-2.0
#include "app/cli/disclosure.hpp"

#include <iostream>
#include <utility>

namespace giamsat::cli {
namespace {

void put(const std::string& text, bool to_errors) { (to_errors ? std::cerr : std::cout) << text; }

}  // namespace

void Disclosure::mask(Problem why) {
    opened.masked = true;
    if (!why_) why_ = std::move(why);
}

DisclosePersonal Disclosure::to_record(const std::string& purpose, const PersonId& actor) const {
    DisclosePersonal record{purpose, door, command, {}};
    for (const auto& [subject, fields] : opened.fields) {
        if (subject != actor.value) record.opened[subject].assign(fields.begin(), fields.end());
    }
    return record;
}

void Disclosure::recorded() {
    opened.fields.clear();
    release();
}

void Disclosure::release() {
    holds_ = false;
    for (const Line& line : std::exchange(held_, {})) put(line.text, line.to_errors);
    std::cout.flush();
}

void Disclosure::drop() {
    opened.fields.clear();
    held_.clear();
}

void Disclosure::say(const std::string& text, bool to_errors) {
    if (holds_ || waits())
        held_.push_back({text, to_errors});
    else
        put(text, to_errors);
}

std::string usual_purpose(const std::string& command) {
    const std::string first = command.substr(0, command.find(' '));
    if (first == "unit" || first == "person" || first == "import" || first == "team") return "registers";
    if (first == "notify") return "notices";
    if (first == "workflow" || first == "journal") return "rules";
    if (first == "subject") return "rights";
    return "inspection";
}

}  // namespace giamsat::cli
