// SPDX-License-Identifier: Apache-2.0
// The life of a case as a Boost.Statechart machine. A command is legal exactly when a state that is active reacts to it:
// there is no table of what is allowed beside the states themselves.
//
//   Whole ── Boot, Idle, Committing, Migrating, Suspended, Completed, Cancelled, Faulted
//
// Entering a state does nothing but say which it is: a machine woken from its row must not do anything again. Whole is there
// for what breaks: only a state that is still active can catch an exception.
#include "kernel/machine/life.hpp"
#include "kernel/machine/life/words.hpp"

#include "base/core/ensure.hpp"

#include <boost/mpl/list.hpp>
#include <boost/statechart/custom_reaction.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/exception_translator.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state.hpp>
#include <boost/statechart/state_machine.hpp>
#include <boost/statechart/transition.hpp>

#include <exception>
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
struct EvOpen : sc::event<EvOpen> {};
struct EvBegin : sc::event<EvBegin> {};
struct EvCommitted : sc::event<EvCommitted> {};
struct EvCancel : sc::event<EvCancel> {};
struct EvSuspend : sc::event<EvSuspend> {};
struct EvResume : sc::event<EvResume> {};
struct EvMigrate : sc::event<EvMigrate> {};
struct EvMigrated : sc::event<EvMigrated> {};
struct EvFailed : sc::event<EvFailed> {
    explicit EvFailed(std::string what) : fault(std::move(what)) {}
    std::string fault;
};

enum class Place { boot, idle, committing, migrating, suspended, completed, cancelled, faulted };

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

    Place place =
        Place::boot;  // told by the states themselves: asking the machine for its state costs more than a step
    bool consumed = true;
    Life after = Life::idle;  // what the step under way makes of the case
    std::string fault;
};

// An exception out of any reaction comes back here as an event, since only a state that is still active can catch it.
struct Whole : sc::simple_state<Whole, Machine, Boot> {
    using reactions = sc::custom_reaction<sc::exception_thrown>;
    sc::result react(const sc::exception_thrown&);
};

struct Boot : sc::simple_state<Boot, Whole> {
    using reactions = mpl::list<sc::custom_reaction<EvRehydrate>, sc::transition<EvOpen, Idle>>;
    sc::result react(const EvRehydrate& event);
};

template <class Self, Place here>
struct At : sc::state<Self, Whole> {
    using Base = sc::state<Self, Whole>;
    explicit At(typename Base::my_context context) : Base(context) { this->outermost_context().place = here; }
    // The one way to Faulted is an exception: what the writer reports and what breaks in here end the same.
    sc::result react(const EvFailed& event) { throw std::runtime_error(event.fault); }
};

struct Idle : At<Idle, Place::idle> {
    using reactions = mpl::list<sc::transition<EvBegin, Committing>, sc::transition<EvCancel, Cancelled>,
                                sc::transition<EvSuspend, Suspended>, sc::transition<EvMigrate, Migrating>,
                                sc::custom_reaction<EvFailed>>;
    using At::At;
};

struct Committing : At<Committing, Place::committing> {
    using reactions = mpl::list<sc::custom_reaction<EvCommitted>, sc::custom_reaction<EvFailed>>;
    using At::At;
    using At::react;
    sc::result react(const EvCommitted&);
};

// Nothing but its end is taken here: no step and no timer reaches a case that stands between two versions.
struct Migrating : At<Migrating, Place::migrating> {
    using reactions = mpl::list<sc::custom_reaction<EvMigrated>, sc::custom_reaction<EvFailed>>;
    using At::At;
    using At::react;
    sc::result react(const EvMigrated&);
};

struct Suspended : At<Suspended, Place::suspended> {
    using reactions = mpl::list<sc::transition<EvResume, Idle>, sc::transition<EvCancel, Cancelled>,
                                sc::transition<EvMigrate, Migrating>>;
    using At::At;
};

struct Completed : At<Completed, Place::completed> {
    using At::At;
};
struct Cancelled : At<Cancelled, Place::cancelled> {
    using At::At;
};
struct Faulted : At<Faulted, Place::faulted> {
    using At::At;
};

sc::result Whole::react(const sc::exception_thrown&) {
    try {
        throw;
    } catch (const std::exception& error) {
        outermost_context().fault = error.what();
    } catch (...) {
        outermost_context().fault = "unknown exception";
    }
    return transit<Faulted>();
}

sc::result Boot::react(const EvRehydrate& event) {
    switch (event.life) {
        case Life::none: break;
        case Life::idle: return transit<Idle>();
        case Life::suspended: return transit<Suspended>();
        case Life::completed: return transit<Completed>();
        case Life::cancelled: return transit<Cancelled>();
        case Life::faulted: return transit<Faulted>();
    }
    return discard_event();
}

sc::result Committing::react(const EvCommitted&) {
    switch (outermost_context().after) {
        case Life::completed: return transit<Completed>();
        case Life::cancelled: return transit<Cancelled>();
        default: return transit<Idle>();
    }
}

sc::result Migrating::react(const EvMigrated&) {
    if (outermost_context().after == Life::suspended) return transit<Suspended>();
    return transit<Idle>();
}

}  // namespace life_machine

struct CaseLife::Impl {
    explicit Impl(Life row) {
        machine.initiate();
        if (row != Life::none) machine.process_event(life_machine::EvRehydrate(row));
    }

    template <class Event>
    bool take(const Event& event) {
        machine.consumed = true;
        machine.process_event(event);
        return machine.consumed;
    }

    bool in(life_machine::Place place) const { return machine.place == place; }
    Life now() const;
    template <class Event>
    Done command(machine::LifeCommand command, const Event& event);

    life_machine::Machine machine;
};

Life CaseLife::Impl::now() const {
    using life_machine::Place;
    switch (machine.place) {
        case Place::boot: break;
        case Place::idle:
        case Place::committing:
        case Place::migrating: return Life::idle;
        case Place::suspended: return Life::suspended;
        case Place::completed: return Life::completed;
        case Place::cancelled: return Life::cancelled;
        case Place::faulted: return Life::faulted;
    }
    return Life::none;
}

template <class Event>
Done CaseLife::Impl::command(machine::LifeCommand command, const Event& event) {
    if (take(event)) return {};
    const bool busy = in(life_machine::Place::committing) || in(life_machine::Place::migrating);
    return machine::refused(command, now(), busy, machine.fault);
}

CaseLife::CaseLife(Life row) : impl_(std::make_unique<Impl>(row)) {}
CaseLife::CaseLife(CaseLife&&) noexcept = default;
CaseLife::~CaseLife() = default;

Life CaseLife::now() const { return impl_->now(); }
bool CaseLife::committing() const { return impl_->in(life_machine::Place::committing); }
Done CaseLife::open() { return impl_->command(machine::LifeCommand::open, life_machine::EvOpen()); }
Done CaseLife::cancel() { return impl_->command(machine::LifeCommand::cancel, life_machine::EvCancel()); }
Done CaseLife::suspend() { return impl_->command(machine::LifeCommand::suspend, life_machine::EvSuspend()); }
Done CaseLife::resume() { return impl_->command(machine::LifeCommand::resume, life_machine::EvResume()); }

Done CaseLife::begin_step() {
    auto begun = impl_->command(machine::LifeCommand::begin_step, life_machine::EvBegin());
    if (begun) impl_->machine.after = Life::idle;
    return begun;
}

Done CaseLife::begin_migration() {
    const Life before = now();
    auto begun = impl_->command(machine::LifeCommand::migrate, life_machine::EvMigrate());
    if (begun) impl_->machine.after = before;
    return begun;
}

void CaseLife::migrated() { ENSURE(impl_->take(life_machine::EvMigrated()), "only a case that migrates has migrated"); }
bool CaseLife::migrating() const { return impl_->in(life_machine::Place::migrating); }

void CaseLife::settled(Life after) {
    ENSURE(committing(), "only a step under way is settled");
    ENSURE(after == Life::idle || after == Life::completed || after == Life::cancelled,
           "a step leaves a case going or ended");
    impl_->machine.after = after;
}

void CaseLife::committed() { ENSURE(impl_->take(life_machine::EvCommitted()), "only a step under way is committed"); }
void CaseLife::failed(const std::string& fault) {
    ENSURE(impl_->take(life_machine::EvFailed(fault)), "only a case that is going can fail");
}

const std::string& CaseLife::fault() const { return impl_->machine.fault; }

}  // namespace giamsat
