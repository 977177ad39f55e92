// SPDX-License-Identifier: Apache-2.0
// The life of a work item as a Boost.Statechart machine.
//
//   Offered ⇄ Claimed ── Started        Done, Withdrawn and Faulted from each of them
//       ▲────────────────────┘
#include "kernel/machine/work_life.hpp"
#include "kernel/machine/life/driven.hpp"
#include "kernel/machine/life/machine.hpp"

#include "base/core/ensure.hpp"

#include <array>

namespace giamsat {

namespace work_machine {

using namespace machine;

template <class Self>
struct OfPerson : sc::event<Self> {
    explicit OfPerson(PersonId of) : person(std::move(of)) {}
    PersonId person;
};
struct EvRehydrate : sc::event<EvRehydrate> {
    explicit EvRehydrate(WorkStage as) : stage(as) {}
    WorkStage stage;
};
struct EvClaim : OfPerson<EvClaim> {
    using OfPerson::OfPerson;
};
struct EvStart : OfPerson<EvStart> {
    using OfPerson::OfPerson;
};
struct EvRelease : OfPerson<EvRelease> {
    using OfPerson::OfPerson;
};
struct EvFinish : OfPerson<EvFinish> {
    using OfPerson::OfPerson;
};
struct EvWithdraw : sc::event<EvWithdraw> {};

struct Whole;
struct Offered;
struct Claimed;
struct Started;
struct Over;
struct Withdrawn;
struct Faulted;

struct Machine : Told<Machine, Whole, WorkStage> {
    PersonId holder;
};

struct Whole : Guarding<Whole, Machine, Offered, Faulted> {};

struct Offered : At<Offered, Whole, WorkStage::offered> {
    using reactions =
        mpl::list<sc::custom_reaction<EvRehydrate>, sc::custom_reaction<EvClaim>, sc::custom_reaction<EvStart>,
                  sc::custom_reaction<EvFinish>, sc::transition<EvWithdraw, Withdrawn>, sc::custom_reaction<EvBroken>>;
    using At::At;
    using At::react;
    sc::result react(const EvRehydrate& event);
    sc::result react(const EvClaim& event);
    sc::result react(const EvStart& event);
    sc::result react(const EvFinish& event);
};

// What somebody holds listens to its holder alone.
template <class Self, WorkStage here>
struct Held : At<Self, Whole, here> {
    using At<Self, Whole, here>::At;
    using At<Self, Whole, here>::react;
    sc::result react(const EvRelease& event);
    sc::result react(const EvFinish& event);

protected:
    bool is_holder(const PersonId& person) { return person == this->outermost_context().holder; }
};

struct Claimed : Held<Claimed, WorkStage::claimed> {
    using reactions =
        mpl::list<sc::custom_reaction<EvStart>, sc::custom_reaction<EvRelease>, sc::custom_reaction<EvFinish>,
                  sc::transition<EvWithdraw, Withdrawn>, sc::custom_reaction<EvBroken>>;
    using Held::Held;
    using Held::react;
    sc::result react(const EvStart& event);
};
struct Started : Held<Started, WorkStage::started> {
    using reactions = mpl::list<sc::custom_reaction<EvRelease>, sc::custom_reaction<EvFinish>,
                                sc::transition<EvWithdraw, Withdrawn>, sc::custom_reaction<EvBroken>>;
    using Held::Held;
    using Held::react;
};
struct Over : At<Over, Whole, WorkStage::done> {
    using At::At;
};
struct Withdrawn : At<Withdrawn, Whole, WorkStage::withdrawn> {
    using At::At;
};
struct Faulted : At<Faulted, Whole, WorkStage::faulted> {
    using At::At;
};

sc::result Offered::react(const EvRehydrate& event) {
    return event.stage == WorkStage::started ? transit<Started>() : transit<Claimed>();
}
sc::result Offered::react(const EvClaim& event) {
    outermost_context().holder = event.person;
    return transit<Claimed>();
}
sc::result Offered::react(const EvStart& event) {
    outermost_context().holder = event.person;
    return transit<Started>();
}
sc::result Offered::react(const EvFinish&) { return transit<Over>(); }
sc::result Claimed::react(const EvStart& event) {
    return is_holder(event.person) ? transit<Started>() : forward_event();
}

template <class Self, WorkStage here>
sc::result Held<Self, here>::react(const EvRelease& event) {
    if (!is_holder(event.person)) return this->forward_event();
    this->outermost_context().holder = {};
    return this->template transit<Offered>();
}
template <class Self, WorkStage here>
sc::result Held<Self, here>::react(const EvFinish& event) {
    return is_holder(event.person) ? this->template transit<Over>() : this->forward_event();
}

}  // namespace work_machine

namespace {

const std::array<MachineWord, 6>& words() {
    static const std::array<MachineWord, 6> all = {{{"offered", {"Được giao chung", "Offered"}},
                                                    {"claimed", {"Có người nhận", "Claimed"}},
                                                    {"started", {"Đang làm", "Started"}},
                                                    {"done", {"Đã làm", "Done"}},
                                                    {"withdrawn", {"Không còn cần làm", "Withdrawn"}},
                                                    {"faulted", {"Hỏng", "Faulted"}}}};
    return all;
}

}  // namespace

const char* stage_name(WorkStage stage) { return words()[static_cast<std::size_t>(stage)].id.c_str(); }

std::optional<WorkStage> work_stage_from_name(std::string_view name) {
    for (std::size_t i = 0; i < words().size(); ++i) {
        if (words()[i].id == name) return static_cast<WorkStage>(i);
    }
    return std::nullopt;
}

struct WorkLife::Impl {
    work_machine::Machine machine;
};

WorkLife::WorkLife() : impl_(std::make_unique<Impl>()) { impl_->machine.initiate(); }

WorkLife::WorkLife(WorkStage row, PersonId holder) : WorkLife() {
    ENSURE(row == WorkStage::claimed || row == WorkStage::started, "only what somebody holds has a row");
    impl_->machine.holder = std::move(holder);
    impl_->machine.take(work_machine::EvRehydrate(row));
}

WorkLife::WorkLife(WorkLife&&) noexcept = default;
WorkLife& WorkLife::operator=(WorkLife&&) noexcept = default;
WorkLife::~WorkLife() = default;

WorkStage WorkLife::now() const { return impl_->machine.place; }
const std::optional<Problem>& WorkLife::fault() const { return impl_->machine.fault; }
const PersonId& WorkLife::holder() const { return impl_->machine.holder; }
bool WorkLife::claim(const PersonId& person) { return impl_->machine.take(work_machine::EvClaim(person)); }
bool WorkLife::start(const PersonId& person) { return impl_->machine.take(work_machine::EvStart(person)); }
bool WorkLife::release(const PersonId& person) { return impl_->machine.take(work_machine::EvRelease(person)); }
bool WorkLife::finish(const PersonId& person) { return impl_->machine.take(work_machine::EvFinish(person)); }
bool WorkLife::withdraw() { return impl_->machine.take(work_machine::EvWithdraw()); }

MachineKind machine::work_kind() {
    using namespace work_machine;
    static const PersonId holder{"1"};
    return driven_kind<Machine>(
        "work-item", {"Vòng đời của một việc", "Life of a work item"}, {words().begin(), words().end()},
        {{{"claim", {"nhận việc", "claim"}}, [](Machine& m) { return m.take(EvClaim(holder)); }},
         {{"start", {"bắt đầu làm", "start"}}, [](Machine& m) { return m.take(EvStart(holder)); }},
         {{"release", {"trả việc", "release"}}, [](Machine& m) { return m.take(EvRelease(holder)); }},
         {{"step", {"hồ sơ làm bước này", "the case takes the step"}},
          [](Machine& m) { return m.take(EvFinish(holder)); }},
         {{"left", {"hồ sơ rời trạng thái", "the case leaves the state"}},
          [](Machine& m) { return m.take(EvWithdraw()); }},
         failing<Machine>({"hỏng", "failed"})});
}

}  // namespace giamsat
