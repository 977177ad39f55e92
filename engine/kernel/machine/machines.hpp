// SPDX-License-Identifier: Apache-2.0
// The engine's own machines, to be looked at from outside: each is driven by the names of its events and tells where it
// stands. What is drawn and tested this way is the machine that works.
#pragma once

#include "base/core/lang.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace giamsat {

class DrivenMachine {
public:
    virtual ~DrivenMachine() = default;
    virtual std::string place() const = 0;            // id of the active state
    virtual std::string memory() const = 0;           // what else decides how it goes on
    virtual std::string fault() const = 0;            // what broke it, "" for nothing
    virtual bool give(const std::string& event) = 0;  // false: the state has no reaction to it
};

struct MachineWord {
    std::string id;
    LocalText title;
};

struct MachineKind {
    std::string name;  // as the command line calls it
    LocalText title;
    std::vector<MachineWord> states;
    std::vector<MachineWord> events;
    std::function<std::unique_ptr<DrivenMachine>()> start;
};

const std::vector<MachineKind>& machine_kinds();
const MachineKind* machine_kind(const std::string& name);

}  // namespace giamsat
