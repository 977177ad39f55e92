// SPDX-License-Identifier: Apache-2.0
// The life of a message as a Boost.Statechart machine.
//
//   Whole ── Pending ── Sending ── Delivered
//               ▲          │ ▲
//               │      BackingOff ── … ── Dead
//
// What the work of sending throws comes to Whole, and is a failure like any other.
#include "kernel/machine/message_life.hpp"
#include "kernel/machine/life/driven.hpp"
#include "kernel/machine/life/machine.hpp"

#include "base/core/ensure.hpp"

namespace giamsat {

namespace message_machine {

using namespace machine;

struct EvRehydrate : sc::event<EvRehydrate> {};
struct EvSend : sc::event<EvSend> {
    explicit EvSend(Instant when) : at(when) {}
    Instant at;
};
struct EvWork : sc::event<EvWork> {
    explicit EvWork(const std::function<Done()>& done) : work(done) {}
    std::function<Done()> work;
};
struct EvDelivered : sc::event<EvDelivered> {};
struct EvFailed : sc::event<EvFailed> {
    explicit EvFailed(std::string what) : why(std::move(what)) {}
    std::string why;
};
struct EvRevive : sc::event<EvRevive> {};

struct Whole;
struct Pending;
struct Sending;
struct BackingOff;
struct Delivered;
struct Dead;

struct Machine : Told<Machine, Whole, MessageStage> {
    Tried tried;
    Instant sent_at;

    Instant again_at() const {
        const int minutes = backing_off_minutes[static_cast<std::size_t>(tried.failures) - 1];
        return {tried.last.ms + std::int64_t{minutes} * 60'000};
    }
    void count_failure(std::string why) {
        ++tried.failures;
        tried.last = sent_at;
        tried.why = std::move(why);
    }
    bool given_up() const { return tried.failures >= failures_max; }
};

struct Whole : sc::simple_state<Whole, Machine, Pending> {
    using reactions = sc::custom_reaction<sc::exception_thrown>;
    sc::result react(const sc::exception_thrown&);
};

struct Pending : At<Pending, Whole, MessageStage::pending> {
    using reactions = mpl::list<sc::custom_reaction<EvRehydrate>, sc::custom_reaction<EvSend>>;
    using At::At;
    sc::result react(const EvRehydrate&);
    sc::result react(const EvSend& event);
};
struct Sending : At<Sending, Whole, MessageStage::sending> {
    using reactions =
        mpl::list<sc::custom_reaction<EvWork>, sc::transition<EvDelivered, Delivered>, sc::custom_reaction<EvFailed>>;
    using At::At;
    sc::result react(const EvWork& event);
    sc::result react(const EvFailed& event);
};
struct BackingOff : At<BackingOff, Whole, MessageStage::backing_off> {
    using reactions = mpl::list<sc::custom_reaction<EvSend>, sc::custom_reaction<EvRevive>>;
    using At::At;
    sc::result react(const EvSend& event);
    sc::result react(const EvRevive&);
};
struct Delivered : At<Delivered, Whole, MessageStage::delivered> {
    using At::At;
};
struct Dead : At<Dead, Whole, MessageStage::dead> {
    using reactions = sc::custom_reaction<EvRevive>;
    using At::At;
    sc::result react(const EvRevive&);
};

template <class State>
sc::result after_failure(State& state) {
    if (state.outermost_context().given_up()) return state.template transit<Dead>();
    return state.template transit<BackingOff>();
}

sc::result Whole::react(const sc::exception_thrown&) {
    outermost_context().count_failure(fault_at_hand().message(Lang::en));
    return after_failure(*this);
}

sc::result Pending::react(const EvRehydrate&) {
    const Tried& tried = outermost_context().tried;
    if (tried.delivered) return transit<Delivered>();
    return tried.failures == 0 ? discard_event() : after_failure(*this);
}

sc::result Pending::react(const EvSend& event) {
    outermost_context().sent_at = event.at;
    return transit<Sending>();
}

sc::result BackingOff::react(const EvSend& event) {
    if (event.at < outermost_context().again_at()) return forward_event();
    outermost_context().sent_at = event.at;
    return transit<Sending>();
}

sc::result Sending::react(const EvWork& event) {
    auto done = event.work();
    if (done) return transit<Delivered>();
    outermost_context().count_failure(done.error().message(Lang::en));
    return after_failure(*this);
}

sc::result Sending::react(const EvFailed& event) {
    outermost_context().count_failure(event.why);
    return after_failure(*this);
}

sc::result BackingOff::react(const EvRevive&) {
    outermost_context().tried = {};
    return transit<Pending>();
}
sc::result Dead::react(const EvRevive&) {
    outermost_context().tried = {};
    return transit<Pending>();
}

}  // namespace message_machine

namespace {

const std::array<MachineWord, 5>& words() {
    static const std::array<MachineWord, 5> all = {{{"pending", {"chờ gửi", "pending"}},
                                                    {"sending", {"đang gửi", "sending"}},
                                                    {"backing_off", {"chờ thử lại", "backing off"}},
                                                    {"delivered", {"đã giao", "delivered"}},
                                                    {"dead", {"đã ngừng gửi", "dead"}}}};
    return all;
}

}  // namespace

const char* stage_name(MessageStage stage) { return words()[static_cast<std::size_t>(stage)].id.c_str(); }
LocalText stage_title(MessageStage stage) { return words()[static_cast<std::size_t>(stage)].title; }

struct MessageLife::Impl {
    message_machine::Machine machine;
};

MessageLife::MessageLife(const Tried& row) : impl_(std::make_unique<Impl>()) {
    impl_->machine.tried = row;
    impl_->machine.initiate();
    impl_->machine.take(message_machine::EvRehydrate());
}
MessageLife::MessageLife(MessageLife&&) noexcept = default;
MessageLife::~MessageLife() = default;

MessageStage MessageLife::now() const { return impl_->machine.place; }
const std::string& MessageLife::why() const { return impl_->machine.tried.why; }

std::optional<Instant> MessageLife::again_at() const {
    if (now() != MessageStage::backing_off) return std::nullopt;
    return impl_->machine.again_at();
}

bool MessageLife::send(Instant at) { return impl_->machine.take(message_machine::EvSend(at)); }

void MessageLife::delivered() {
    ENSURE(impl_->machine.take(message_machine::EvDelivered()), "only what is being sent is delivered");
}

void MessageLife::failed(const std::string& why, Instant at) {
    ENSURE(now() == MessageStage::sending, "only what is being sent fails");
    impl_->machine.sent_at = at;
    impl_->machine.take(message_machine::EvFailed(why));
}

void MessageLife::carry_out(const std::function<Done()>& work, Instant at) {
    ENSURE(send(at), "only what may be sent is carried out");
    impl_->machine.take(message_machine::EvWork(work));
}

bool MessageLife::revive() { return impl_->machine.take(message_machine::EvRevive()); }

MachineKind machine::message_kind() {
    using namespace message_machine;
    return driven_kind<Machine>(
        "message", {"Vòng đời của một thư", "Life of a message"}, {words().begin(), words().end()},
        {{{"send", {"gửi", "send"}}, [](Machine& m) { return m.take(EvSend({0})); }},
         {{"send_again", {"đến lúc thử lại", "time to try again"}},
          [](Machine& m) { return m.place == MessageStage::backing_off && m.take(EvSend(m.again_at())); }},
         {{"delivered", {"đã giao", "delivered"}}, [](Machine& m) { return m.take(EvDelivered()); }},
         {{"failed", {"lỗi", "failed"}}, [](Machine& m) { return m.take(EvFailed("?")); }},
         {{"revive", {"cho gửi lại", "revive"}}, [](Machine& m) { return m.take(EvRevive()); }}},
        [](const Machine& m) { return std::to_string(m.tried.failures); });
}

}  // namespace giamsat
