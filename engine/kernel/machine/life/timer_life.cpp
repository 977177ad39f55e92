// SPDX-License-Identifier: Apache-2.0
// The life of a timer as a Boost.Statechart machine.
//
//   Set ── Due ── Firing ── Fired
//    │└─ Dropped
//    └── Cancelled, from Due too      Faulted, from what has not come to its end
#include "kernel/machine/timer_life.hpp"
#include "kernel/machine/life/driven.hpp"
#include "kernel/machine/life/machine.hpp"

#include "base/core/ensure.hpp"

namespace giamsat {

namespace timer_machine {

using namespace machine;

struct EvDue : sc::event<EvDue> {
    explicit EvDue(bool is_late) : late(is_late) {}
    bool late;
};
struct EvFire : sc::event<EvFire> {};
struct EvHeard : sc::event<EvHeard> {};
struct EvCancel : sc::event<EvCancel> {};

struct Whole;
struct Set;
struct Due;
struct Firing;
struct Fired;
struct Dropped;
struct Cancelled;
struct Faulted;

struct Machine : Told<Machine, Whole, TimerStage> {
    bool drop_when_late = false;
};

struct Whole : Guarding<Whole, Machine, Set, Faulted> {};

struct Set : At<Set, Whole, TimerStage::set> {
    using reactions =
        mpl::list<sc::custom_reaction<EvDue>, sc::transition<EvCancel, Cancelled>, sc::custom_reaction<EvBroken>>;
    using At::At;
    using At::react;
    sc::result react(const EvDue& event);
};
struct Due : At<Due, Whole, TimerStage::due> {
    using reactions =
        mpl::list<sc::transition<EvFire, Firing>, sc::transition<EvCancel, Cancelled>, sc::custom_reaction<EvBroken>>;
    using At::At;
};
struct Firing : At<Firing, Whole, TimerStage::firing> {
    using reactions = mpl::list<sc::transition<EvHeard, Fired>, sc::custom_reaction<EvBroken>>;
    using At::At;
};
struct Fired : At<Fired, Whole, TimerStage::fired> {
    using At::At;
};
struct Dropped : At<Dropped, Whole, TimerStage::dropped> {
    using At::At;
};
struct Cancelled : At<Cancelled, Whole, TimerStage::cancelled> {
    using At::At;
};
struct Faulted : At<Faulted, Whole, TimerStage::faulted> {
    using At::At;
};

sc::result Set::react(const EvDue& event) {
    if (event.late && outermost_context().drop_when_late) return transit<Dropped>();
    return transit<Due>();
}

}  // namespace timer_machine

struct TimerLife::Impl {
    timer_machine::Machine machine;
};

TimerLife::TimerLife(bool drop_when_late) : impl_(std::make_unique<Impl>()) {
    impl_->machine.drop_when_late = drop_when_late;
    impl_->machine.initiate();
}
TimerLife::TimerLife(TimerLife&&) noexcept = default;
TimerLife::~TimerLife() = default;

TimerStage TimerLife::now() const { return impl_->machine.place; }
void TimerLife::come_due(bool late) {
    ENSURE(impl_->machine.take(timer_machine::EvDue(late)) || fault(), "a timer comes due once");
}
bool TimerLife::fire() { return impl_->machine.take(timer_machine::EvFire()); }
void TimerLife::heard() {
    ENSURE(impl_->machine.take(timer_machine::EvHeard()) || fault(), "only a timer that fires is heard");
}
bool TimerLife::cancel() { return impl_->machine.take(timer_machine::EvCancel()); }
const std::optional<Problem>& TimerLife::fault() const { return impl_->machine.fault; }

MachineKind machine::timer_kind() {
    using namespace timer_machine;
    return driven_kind<Machine>(
        "timer", {"Vòng đời của một hạn", "Life of a timer"},
        {{"set", {"Đã đặt", "Set"}},
         {"due", {"Đến hạn", "Due"}},
         {"firing", {"Đang báo", "Firing"}},
         {"fired", {"Đã báo", "Fired"}},
         {"dropped", {"Bỏ vì muộn", "Dropped"}},
         {"cancelled", {"Đã hủy", "Cancelled"}},
         {"faulted", {"Hỏng", "Faulted"}}},
        {{{"due", {"đến hạn", "its time has come"}}, [](Machine& m) { return m.take(EvDue(false)); }},
         {{"found_late", {"phát hiện muộn, không báo nữa", "found late, not to be sent"}},
          [](Machine& m) {
              m.drop_when_late = true;
              return m.take(EvDue(true));
          }},
         {{"fire", {"báo", "fire"}}, [](Machine& m) { return m.take(EvFire()); }},
         {{"heard", {"hồ sơ đã nhận", "the case has heard"}}, [](Machine& m) { return m.take(EvHeard()); }},
         {{"cancel", {"hủy", "cancel"}}, [](Machine& m) { return m.take(EvCancel()); }},
         failing<Machine>({"hỏng", "failed"})});
}

}  // namespace giamsat
