// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/machines.hpp"

#include "kernel/machine/life/driven.hpp"

namespace giamsat {

const std::vector<MachineKind>& machine_kinds() {
    static const std::vector<MachineKind> all = {
        machine::case_kind(),     machine::work_kind(),       machine::timer_kind(),  machine::message_kind(),
        machine::children_kind(), machine::definition_kind(), machine::engine_kind(),
    };
    return all;
}

const MachineKind* machine_kind(const std::string& name) {
    for (const MachineKind& kind : machine_kinds()) {
        if (kind.name == name) return &kind;
    }
    return nullptr;
}

}  // namespace giamsat
