// SPDX-License-Identifier: Apache-2.0
// The life of a set of children as a Boost.Statechart machine.
//
//   None, Waiting, Settled ⇄ Opening
//   None, Waiting, Settled ⇄ Cancelling
//   Faulted, from each of them
#include "kernel/machine/children_life.hpp"
#include "kernel/machine/life/driven.hpp"
#include "kernel/machine/life/machine.hpp"

#include "base/core/ensure.hpp"

namespace giamsat {

namespace children_machine {

using namespace machine;

struct EvOpen : sc::event<EvOpen> {};
struct EvCancel : sc::event<EvCancel> {};
struct EvCounted : sc::event<EvCounted> {
    EvCounted(int of, int still_open) : total(of), open(still_open) {}
    int total;
    int open;
};

struct Whole;
struct None;
struct Opening;
struct Waiting;
struct Settled;
struct Cancelling;
struct Faulted;

struct Machine : Told<Machine, Whole, ChildrenStage> {
    bool changed = false;
};

struct Whole : Guarding<Whole, Machine, None, Faulted> {};

template <class Self, ChildrenStage here>
struct Stage : At<Self, Whole, here> {
    using At<Self, Whole, here>::At;
    using At<Self, Whole, here>::react;
    sc::result react(const EvCounted& event) {
        if (event.total == 0) return this->template transit<None>();
        return event.open > 0 ? this->template transit<Waiting>() : this->template transit<Settled>();
    }
};

// Counting where nothing goes on is how the set is woken from its rows.
struct None : Stage<None, ChildrenStage::none> {
    using reactions = mpl::list<sc::transition<EvOpen, Opening>, sc::transition<EvCancel, Cancelling>,
                                sc::custom_reaction<EvCounted>, sc::custom_reaction<EvBroken>>;
    using Stage::Stage;
};
struct Waiting : Stage<Waiting, ChildrenStage::waiting> {
    using reactions = mpl::list<sc::transition<EvOpen, Opening>, sc::transition<EvCancel, Cancelling>,
                                sc::custom_reaction<EvCounted>, sc::custom_reaction<EvBroken>>;
    using Stage::Stage;
};
struct Settled : Stage<Settled, ChildrenStage::settled> {
    using reactions =
        mpl::list<sc::transition<EvOpen, Opening>, sc::transition<EvCancel, Cancelling>, sc::custom_reaction<EvBroken>>;
    using Stage::Stage;
};
struct Opening : Stage<Opening, ChildrenStage::opening> {
    using reactions = mpl::list<sc::custom_reaction<EvCounted>, sc::custom_reaction<EvBroken>>;
    using Stage::Stage;
};
struct Cancelling : Stage<Cancelling, ChildrenStage::cancelling> {
    using reactions = mpl::list<sc::custom_reaction<EvCounted>, sc::custom_reaction<EvBroken>>;
    using Stage::Stage;
};
struct Faulted : At<Faulted, Whole, ChildrenStage::faulted> {
    using At::At;
};

}  // namespace children_machine

struct ChildrenLife::Impl {
    Done refused(const LocalText& what) const {
        if (machine.fault) return *machine.fault;
        const bool opening = machine.place == ChildrenStage::opening;
        return Problem(ProblemCode::not_possible,
                       {{"what", what.vi},
                        {"what_en", what.en},
                        {"why", opening ? "hồ sơ cấp dưới đang được mở" : "hồ sơ cấp dưới đang được hủy"},
                        {"why_en", opening ? "cases below are being opened" : "the cases below are being cancelled"}});
    }

    children_machine::Machine machine;
};

ChildrenLife::ChildrenLife(int total, int open) : impl_(std::make_unique<Impl>()) {
    impl_->machine.initiate();
    impl_->machine.take(children_machine::EvCounted(total, open));
}
ChildrenLife::ChildrenLife(ChildrenLife&&) noexcept = default;
ChildrenLife::~ChildrenLife() = default;

ChildrenStage ChildrenLife::now() const { return impl_->machine.place; }
bool ChildrenLife::changed() const { return impl_->machine.changed; }
const std::optional<Problem>& ChildrenLife::fault() const { return impl_->machine.fault; }

Done ChildrenLife::begin_opening() {
    if (impl_->machine.take(children_machine::EvOpen())) return {};
    return impl_->refused({"mở hồ sơ cấp dưới", "Opening cases below"});
}

Done ChildrenLife::begin_cancelling() {
    if (impl_->machine.take(children_machine::EvCancel())) return {};
    return impl_->refused({"hủy hồ sơ cấp dưới", "Cancelling the cases below"});
}

void ChildrenLife::counted(int total, int open) {
    const bool batch = now() == ChildrenStage::opening || now() == ChildrenStage::cancelling;
    ENSURE(batch, "children are counted when a batch of changes is through");
    impl_->machine.take(children_machine::EvCounted(total, open));
    impl_->machine.changed = true;
}

MachineKind machine::children_kind() {
    using namespace children_machine;
    return driven_kind<Machine>(
        "children", {"Vòng đời của nhóm hồ sơ cấp dưới", "Life of the set of cases below"},
        {{"none", {"Chưa có", "None"}},
         {"opening", {"Đang mở", "Opening"}},
         {"waiting", {"Đang chờ", "Waiting"}},
         {"settled", {"Đã xong hết", "Settled"}},
         {"cancelling", {"Đang hủy", "Cancelling"}},
         {"faulted", {"Hỏng", "Faulted"}}},
        {{{"open", {"mở", "open"}}, [](Machine& m) { return m.take(EvOpen()); }},
         {{"cancel", {"hủy", "cancel"}}, [](Machine& m) { return m.take(EvCancel()); }},
         {{"none", {"không có hồ sơ nào", "there is none"}}, [](Machine& m) { return m.take(EvCounted(0, 0)); }},
         {{"some_open", {"còn hồ sơ mở", "some are open"}}, [](Machine& m) { return m.take(EvCounted(2, 1)); }},
         {{"all_ended", {"tất cả đã xong", "all have ended"}}, [](Machine& m) { return m.take(EvCounted(2, 0)); }},
         failing<Machine>({"hỏng", "failed"})});
}

}  // namespace giamsat
