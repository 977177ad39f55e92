// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/machine/life: what the machines with an outermost state have in common.
#pragma once

#include "base/core/problem.hpp"

#include <boost/mpl/list.hpp>
#include <boost/statechart/custom_reaction.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/exception_translator.hpp>
#include <boost/statechart/in_state_reaction.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state.hpp>
#include <boost/statechart/state_machine.hpp>
#include <boost/statechart/transition.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>

namespace giamsat::machine {

namespace sc = boost::statechart;
namespace mpl = boost::mpl;

// A machine that says where it stands and whether it took the last event. What a reaction throws comes to the outermost
// state as an event, since only a state that is still active can catch it.
template <class Self, class Outermost, class Place>
struct Told : sc::state_machine<Self, Outermost, std::allocator<sc::none>, sc::exception_translator<>> {
    void unconsumed_event(const sc::event_base&) { consumed = false; }

    // False for what has no reaction, and for what broke on the way: the fault says why.
    template <class Event>
    bool take(const Event& event) {
        consumed = true;
        this->process_event(event);
        return consumed;
    }

    void broke(Problem why) {
        fault = std::move(why);
        consumed = false;
    }

    Place place{};
    bool consumed = true;
    std::optional<Problem> fault;
};

// What breaks outside and what breaks in a reaction end the same: the one way to a fault is an exception.
struct EvBroken : sc::event<EvBroken> {
    explicit EvBroken(std::exception_ptr of) : what(std::move(of)) {}
    std::exception_ptr what;
};

// A state that does nothing on entry but say which it is: a machine woken from its row must not do anything again.
template <class Self, class Outer, auto here>
struct At : sc::state<Self, Outer> {
    using Base = sc::state<Self, Outer>;
    explicit At(typename Base::my_context context) : Base(context) { this->outermost_context().place = here; }
    sc::result react(const EvBroken& event) { std::rethrow_exception(event.what); }
};

// The exception that is being handled, as a Problem: what the ground reported, or internal_fault.
Problem fault_at_hand();

// The outermost state of a machine that goes to `Broken` with whatever a reaction throws, where nothing is taken any more.
template <class Self, class Machine, class First, class Broken>
struct Guarding : sc::simple_state<Self, Machine, First> {
    using reactions = sc::custom_reaction<sc::exception_thrown>;
    sc::result react(const sc::exception_thrown&) {
        this->outermost_context().broke(fault_at_hand());
        return this->template transit<Broken>();
    }
};

}  // namespace giamsat::machine
