// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/machine/life: makes a machine one that can be driven by names.
#pragma once

#include "kernel/machine/life/machine.hpp"
#include "kernel/machine/machines.hpp"

#include <exception>
#include <map>
#include <stdexcept>

namespace giamsat::machine {

template <class Machine>
std::string told_fault(const Machine& machine) {
    return machine.fault ? machine.fault->message(Lang::en) : std::string();
}

template <class Machine>
struct Driving {
    MachineWord event;
    std::function<bool(Machine&)> give;
};

// States in the order of the machine's places.
template <class Machine>
class Driven final : public DrivenMachine {
public:
    Driven(const std::vector<MachineWord>& states, const std::vector<Driving<Machine>>& events,
           std::function<std::string(const Machine&)> memory)
        : states_(states), events_(events), memory_(std::move(memory)) {
        machine_.initiate();
    }

    std::string place() const override { return states_[static_cast<std::size_t>(machine_.place)].id; }
    std::string memory() const override { return memory_ ? memory_(machine_) : std::string(); }
    std::string fault() const override { return told_fault(machine_); }
    bool give(const std::string& event) override {
        for (const auto& one : events_) {
            if (one.event.id == event) return one.give(machine_);
        }
        return false;
    }

private:
    std::vector<MachineWord> states_;
    std::vector<Driving<Machine>> events_;
    std::function<std::string(const Machine&)> memory_;
    Machine machine_;
};

template <class Machine>
MachineKind driven_kind(std::string name, LocalText title, std::vector<MachineWord> states,
                        std::vector<Driving<Machine>> events, std::function<std::string(const Machine&)> memory = {}) {
    MachineKind kind{std::move(name), std::move(title), states, {}, {}};
    for (const auto& one : events) kind.events.push_back(one.event);
    kind.start = [states = std::move(states), events = std::move(events), memory = std::move(memory)] {
        return std::make_unique<Driven<Machine>>(states, events, memory);
    };
    return kind;
}

// Something breaks: taken where the machine then stands elsewhere, with its fault.
template <class Machine>
Driving<Machine> failing(const LocalText& title) {
    return {{"failed", title}, [](Machine& m) {
                const auto before = m.place;
                m.take(EvBroken(std::make_exception_ptr(std::runtime_error("fault"))));
                return m.place != before;
            }};
}

MachineKind case_kind();
MachineKind work_kind();
MachineKind timer_kind();
MachineKind message_kind();
MachineKind children_kind();
MachineKind definition_kind();
MachineKind engine_kind();

}  // namespace giamsat::machine
