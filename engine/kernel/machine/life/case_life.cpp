// SPDX-License-Identifier: Apache-2.0
// What the states of a case's life do with what comes to them, and the plain interface around them.
#include "kernel/machine/life.hpp"
#include "kernel/machine/life/case_machine.hpp"
#include "kernel/machine/life/words.hpp"

#include "base/core/ensure.hpp"

#include <exception>

namespace giamsat {

namespace life_machine {

sc::result Whole::react(const sc::exception_thrown&) { return transit<Faulted>(); }

Faulted::Faulted(my_context context) : At(context) {
    if (!dynamic_cast<const sc::exception_thrown*>(outermost_context().triggering_event())) return;
    try {
        throw;
    } catch (const std::exception& error) {
        fault = error.what();
    } catch (...) {
        fault = "unknown exception";
    }
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

sc::result Boot::react(const EvOpen& event) { return go<Committing>(Life::none, Life::idle, event.behalf); }

sc::result Idle::react(const EvBegin& event) { return go<Committing>(Life::idle, Life::idle, event.behalf); }
sc::result Idle::react(const EvCancel& event) { return go<Committing>(Life::idle, Life::cancelled, event.behalf); }
sc::result Idle::react(const EvSuspend& event) { return go<Committing>(Life::idle, Life::suspended, event.behalf); }
sc::result Idle::react(const EvMigrate& event) { return go<Migrating>(Life::idle, Life::idle, event.behalf); }

sc::result Suspended::react(const EvResume& event) { return go<Committing>(Life::suspended, Life::idle, event.behalf); }
sc::result Suspended::react(const EvCancel& event) {
    return go<Committing>(Life::suspended, Life::cancelled, event.behalf);
}
sc::result Suspended::react(const EvMigrate& event) {
    return go<Migrating>(Life::suspended, Life::suspended, event.behalf);
}

sc::result Committing::react(const EvBegin& event) {
    if (!holds(event)) return wait();
    return outermost_context().after == Life::idle ? discard_event() : forward_event();
}

sc::result Committing::react(const EvCancel& event) {
    Life& after = outermost_context().after;
    const bool open = after == Life::idle || after == Life::suspended;
    if (!holds(event) || !open) return forward_event();
    after = Life::cancelled;
    return discard_event();
}

// A command that had to wait was begun by the machine itself; when it comes again it finds its own.
sc::result Committing::react(const EvSuspend& event) {
    if (!holds(event)) return wait();
    return outermost_context().after == Life::suspended ? discard_event() : forward_event();
}

sc::result Committing::react(const EvResume& event) {
    if (!holds(event)) return wait();
    const bool resuming = outermost_context().before == Life::suspended && outermost_context().after == Life::idle;
    return resuming ? discard_event() : forward_event();
}

sc::result Committing::react(const EvMigrate& event) {
    const Life after = outermost_context().after;
    const bool open = after == Life::idle || after == Life::suspended;
    return holds(event) && open ? transit<Migrating>() : forward_event();
}

sc::result Committing::react(const EvCommitted&) {
    switch (outermost_context().after) {
        case Life::suspended: return transit<Suspended>();
        case Life::completed: return transit<Completed>();
        case Life::cancelled: return transit<Cancelled>();
        default: return transit<Idle>();
    }
}

sc::result Committing::react(const EvRolledBack&) {
    switch (outermost_context().before) {
        case Life::none: return transit<Boot>();
        case Life::suspended: return transit<Suspended>();
        default: return transit<Idle>();
    }
}

sc::result Migrating::react(const EvBegin& event) { return holds(event) ? forward_event() : wait(); }
sc::result Migrating::react(const EvMigrated&) { return transit<Committing>(); }

sc::result Migrating::react(const EvRolledBack&) {
    if (outermost_context().before == Life::suspended) return transit<Suspended>();
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
        machine.deferred = false;
        machine.process_event(event);
        return machine.consumed;
    }

    bool in(life_machine::Place place) const { return machine.place == place; }
    const std::string& fault() const {
        static const std::string none;
        const auto* faulted = machine.state_cast<const life_machine::Faulted*>();
        return faulted ? faulted->fault : none;
    }
    bool busy() const { return in(life_machine::Place::committing) || in(life_machine::Place::migrating); }
    Life now() const;
    template <class Event>
    Done command(machine::LifeCommand command, const Event& event);
    template <class Event>
    Result<Begun> begin(machine::LifeCommand command, const Event& event);
    Problem refusal(machine::LifeCommand command) const;

    life_machine::Machine machine;
};

Life CaseLife::Impl::now() const {
    using life_machine::Place;
    switch (machine.place) {
        case Place::boot: break;
        case Place::committing:
        case Place::migrating: return machine.before;
        case Place::idle: return Life::idle;
        case Place::suspended: return Life::suspended;
        case Place::completed: return Life::completed;
        case Place::cancelled: return Life::cancelled;
        case Place::faulted: return Life::faulted;
    }
    return Life::none;
}

Problem CaseLife::Impl::refusal(machine::LifeCommand command) const {
    const bool ended = busy() && (machine.after == Life::completed || machine.after == Life::cancelled);
    return machine::refused(command, ended ? machine.after : now(), busy(), fault());
}

template <class Event>
Done CaseLife::Impl::command(machine::LifeCommand command, const Event& event) {
    if (take(event)) return {};
    return refusal(command);
}

template <class Event>
Result<Begun> CaseLife::Impl::begin(machine::LifeCommand command, const Event& event) {
    if (!take(event)) return refusal(command);
    return machine.deferred ? Begun::deferred : Begun::now;
}

CaseLife::CaseLife(Life row) : impl_(std::make_unique<Impl>(row)) {}
CaseLife::CaseLife(CaseLife&&) noexcept = default;
CaseLife::~CaseLife() = default;

Life CaseLife::now() const { return impl_->now(); }
bool CaseLife::committing() const { return impl_->in(life_machine::Place::committing); }
bool CaseLife::migrating() const { return impl_->in(life_machine::Place::migrating); }

Life CaseLife::becomes() const {
    ENSURE(impl_->busy(), "only a case that is being changed becomes something");
    return impl_->machine.after;
}

Done CaseLife::open(Behalf behalf) { return impl_->command(machine::LifeCommand::open, life_machine::EvOpen(behalf)); }
Done CaseLife::cancel(Behalf behalf) {
    return impl_->command(machine::LifeCommand::cancel, life_machine::EvCancel(behalf));
}
Result<Begun> CaseLife::suspend(Behalf behalf) {
    return impl_->begin(machine::LifeCommand::suspend, life_machine::EvSuspend(behalf));
}
Result<Begun> CaseLife::resume(Behalf behalf) {
    return impl_->begin(machine::LifeCommand::resume, life_machine::EvResume(behalf));
}
Done CaseLife::begin_migration(Behalf behalf) {
    return impl_->command(machine::LifeCommand::migrate, life_machine::EvMigrate(behalf));
}

Result<Begun> CaseLife::begin_step(Behalf behalf) {
    return impl_->begin(machine::LifeCommand::begin_step, life_machine::EvBegin(behalf));
}

void CaseLife::migrated() {
    ENSURE(migrating(), "only a case that migrates has migrated");
    impl_->take(life_machine::EvMigrated());
}

void CaseLife::settled(Life after) {
    ENSURE(committing(), "only a step under way is settled");
    ENSURE(after != Life::none && after != Life::faulted, "a step leaves a case going or ended");
    impl_->machine.after = after;
}

void CaseLife::committed() {
    ENSURE(committing(), "only a step under way is committed");
    impl_->take(life_machine::EvCommitted());
}

void CaseLife::rolled_back() {
    ENSURE(impl_->busy(), "only what has begun is rolled back");
    impl_->take(life_machine::EvRolledBack());
}

void CaseLife::failed(const std::string& fault) {
    ENSURE(impl_->busy() || impl_->in(life_machine::Place::idle), "only a case that is going can fail");
    impl_->take(life_machine::EvFailed(fault));
}

const std::string& CaseLife::fault() const { return impl_->fault(); }

}  // namespace giamsat
