// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/machine/life: the life of a case as a Boost.Statechart machine. A command is legal exactly when a state that is active reacts to it:
// there is no table of what is allowed beside the states themselves.
//
//   Whole ── Boot, Idle, Committing, Migrating, Suspended, Completed, Cancelled, Faulted
//
// Nothing but a commit changes the life of a case: every command leads to Committing, which knows what the case was and what
// it becomes. Entering a state does nothing but say which it is: a machine woken from its row must not do anything again.
// Whole is there for what breaks: only a state that is still active can catch an exception.
#pragma once

#include "kernel/machine/life.hpp"

#include <boost/mpl/list.hpp>
#include <boost/statechart/custom_reaction.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/exception_translator.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state.hpp>
#include <boost/statechart/state_machine.hpp>

#include <memory>
#include <stdexcept>

namespace giamsat {

namespace life_machine {

namespace sc = boost::statechart;
namespace mpl = boost::mpl;

struct EvRehydrate : sc::event<EvRehydrate> {
    explicit EvRehydrate(Life as) : life(as) {}
    Life life;
};
template <class Self>
struct OnBehalf : sc::event<Self> {
    explicit OnBehalf(Behalf whose) : behalf(whose) {}
    Behalf behalf;
};
struct EvOpen : OnBehalf<EvOpen> {
    using OnBehalf::OnBehalf;
};
struct EvBegin : OnBehalf<EvBegin> {
    using OnBehalf::OnBehalf;
};
struct EvCancel : OnBehalf<EvCancel> {
    using OnBehalf::OnBehalf;
};
struct EvSuspend : OnBehalf<EvSuspend> {
    using OnBehalf::OnBehalf;
};
struct EvResume : OnBehalf<EvResume> {
    using OnBehalf::OnBehalf;
};
struct EvMigrate : OnBehalf<EvMigrate> {
    using OnBehalf::OnBehalf;
};
struct EvMigrated : sc::event<EvMigrated> {};
struct EvCommitted : sc::event<EvCommitted> {};
struct EvRolledBack : sc::event<EvRolledBack> {};
struct EvFailed : sc::event<EvFailed> {
    explicit EvFailed(std::string what) : fault(std::move(what)) {}
    std::string fault;
};

enum class Place : std::uint8_t { boot, idle, committing, migrating, suspended, completed, cancelled, faulted };

struct Whole;
struct Boot;
struct Idle;
struct Committing;
struct Migrating;
struct Suspended;
struct Completed;
struct Cancelled;
struct Faulted;

// std::allocator and not the pool the library's manual advises: that one takes a lock each time and is slower.
struct Machine : sc::state_machine<Machine, Whole, std::allocator<sc::none>, sc::exception_translator<>> {
    void unconsumed_event(const sc::event_base&) { consumed = false; }

    void hold(Life was, Life will_be, Behalf behalf) {
        before = was;
        after = will_be;
        command = behalf.command;
    }

    std::uint32_t command = 0;  // on whose behalf the case is committing
    Place place =
        Place::boot;           // told by the states themselves: asking the machine for its state costs more than a step
    Life before = Life::none;  // what a roll-back goes back to
    Life after = Life::idle;   // what the commit makes of the case
    bool consumed : 1 = true;
    bool deferred : 1 = false;
};

// An exception out of any reaction comes back here as an event, since only a state that is still active can catch it.
struct Whole : sc::simple_state<Whole, Machine, Boot> {
    using reactions = sc::custom_reaction<sc::exception_thrown>;
    sc::result react(const sc::exception_thrown&);
};

template <class Self, Place here>
struct At : sc::state<Self, Whole> {
    using Base = sc::state<Self, Whole>;
    explicit At(typename Base::my_context context) : Base(context) { this->outermost_context().place = here; }
    // The one way to Faulted is an exception: what the writer reports and what breaks in here end the same.
    sc::result react(const EvFailed& event) { throw std::runtime_error(event.fault); }

protected:
    template <class To>
    sc::result go(Life was, Life will_be, Behalf behalf) {
        this->outermost_context().hold(was, will_be, behalf);
        return this->template transit<To>();
    }
    template <class Event>
    bool holds(const Event& event) {
        return event.behalf.on_the_way || event.behalf.command == this->outermost_context().command;
    }
    sc::result wait() {
        this->outermost_context().deferred = true;
        return this->defer_event();
    }
};

struct Boot : At<Boot, Place::boot> {
    using reactions = mpl::list<sc::custom_reaction<EvRehydrate>, sc::custom_reaction<EvOpen>>;
    using At::At;
    sc::result react(const EvRehydrate& event);
    sc::result react(const EvOpen& event);
};

struct Idle : At<Idle, Place::idle> {
    using reactions =
        mpl::list<sc::custom_reaction<EvBegin>, sc::custom_reaction<EvCancel>, sc::custom_reaction<EvSuspend>,
                  sc::custom_reaction<EvMigrate>, sc::custom_reaction<EvFailed>>;
    using At::At;
    using At::react;
    sc::result react(const EvBegin& event);
    sc::result react(const EvCancel& event);
    sc::result react(const EvSuspend& event);
    sc::result react(const EvMigrate& event);
};

struct Committing : At<Committing, Place::committing> {
    using reactions =
        mpl::list<sc::custom_reaction<EvBegin>, sc::custom_reaction<EvCommitted>, sc::custom_reaction<EvRolledBack>,
                  sc::custom_reaction<EvCancel>, sc::custom_reaction<EvSuspend>, sc::custom_reaction<EvResume>,
                  sc::custom_reaction<EvMigrate>, sc::custom_reaction<EvFailed>>;
    using At::At;
    using At::react;
    sc::result react(const EvBegin& event);
    sc::result react(const EvCancel& event);
    sc::result react(const EvSuspend& event);
    sc::result react(const EvResume& event);
    sc::result react(const EvMigrate& event);
    sc::result react(const EvCommitted&);
    sc::result react(const EvRolledBack&);
};

// Nothing but its end is taken here: no step and no timer reaches a case that stands between two versions.
struct Migrating : At<Migrating, Place::migrating> {
    using reactions = mpl::list<sc::custom_reaction<EvBegin>, sc::custom_reaction<EvMigrated>,
                                sc::custom_reaction<EvRolledBack>, sc::custom_reaction<EvFailed>>;
    using At::At;
    using At::react;
    sc::result react(const EvBegin& event);
    sc::result react(const EvMigrated&);
    sc::result react(const EvRolledBack&);
};

struct Suspended : At<Suspended, Place::suspended> {
    using reactions =
        mpl::list<sc::custom_reaction<EvResume>, sc::custom_reaction<EvCancel>, sc::custom_reaction<EvMigrate>>;
    using At::At;
    using At::react;
    sc::result react(const EvResume& event);
    sc::result react(const EvCancel& event);
    sc::result react(const EvMigrate& event);
};

struct Completed : At<Completed, Place::completed> {
    using At::At;
};
struct Cancelled : At<Cancelled, Place::cancelled> {
    using At::At;
};
struct Faulted : At<Faulted, Place::faulted> {
    explicit Faulted(my_context context);
    std::string fault;  // what broke; "" for one woken from its row
};

}  // namespace life_machine

}  // namespace giamsat
