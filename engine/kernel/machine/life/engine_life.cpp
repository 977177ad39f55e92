// SPDX-License-Identifier: Apache-2.0
// The life of the engine as a Boost.Statechart machine.
//
//   Whole ── Starting ── Verifying ── Serving ── Draining ── Stopped
//                            │         └ NoRoom ────┘           │
//                            └────────── ReadOnly ──────────────┘
//
// Whatever breaks, while verifying or in a commit, comes to Whole as an exception: the way to ReadOnly, with its fault.
// Lack of room comes as an event: what was to be written is rolled back and nothing is doubtful.
#include "kernel/machine/engine_life.hpp"
#include "kernel/machine/life/driven.hpp"
#include "kernel/machine/life/machine.hpp"

#include "base/core/ensure.hpp"
#include "base/core/failure.hpp"

namespace giamsat {

namespace engine_machine {

using namespace machine;

struct EvOpened : sc::event<EvOpened> {};
struct EvVerify : sc::event<EvVerify> {
    explicit EvVerify(const std::function<Done()>& run) : check(run) {}
    std::function<Done()> check;
};
struct EvCommand : sc::event<EvCommand> {};
struct EvQuestion : sc::event<EvQuestion> {};
struct EvFull : sc::event<EvFull> {
    explicit EvFull(Problem where) : why(std::move(where)) {}
    Problem why;
};
struct EvLook : sc::event<EvLook> {
    explicit EvLook(const std::function<Done()>& run) : look(run) {}
    std::function<Done()> look;
};
struct EvDrain : sc::event<EvDrain> {};
struct EvStop : sc::event<EvStop> {};

struct Whole;
struct Starting;
struct Verifying;
struct Serving;
struct NoRoom;
struct Draining;
struct ReadOnly;
struct Stopped;

struct Machine : Told<Machine, Whole, EngineStage> {};

struct Whole : Guarding<Whole, Machine, Starting, ReadOnly> {};

template <class Self, EngineStage here>
struct Stage : At<Self, Whole, here> {
    using At<Self, Whole, here>::At;
};

struct Starting : Stage<Starting, EngineStage::starting> {
    using reactions = mpl::list<sc::transition<EvOpened, Verifying>, sc::transition<EvStop, Stopped>>;
    using Stage::Stage;
};

struct Verifying : Stage<Verifying, EngineStage::verifying> {
    using reactions = mpl::list<sc::custom_reaction<EvVerify>, sc::in_state_reaction<EvQuestion>>;
    using Stage::react;
    using Stage::Stage;
    sc::result react(const EvVerify& event);
};

struct Serving : Stage<Serving, EngineStage::serving> {
    using reactions =
        mpl::list<sc::in_state_reaction<EvCommand>, sc::in_state_reaction<EvQuestion>,
                  sc::transition<EvDrain, Draining>, sc::custom_reaction<EvFull>, sc::custom_reaction<EvBroken>>;
    using Stage::react;
    using Stage::Stage;
    sc::result react(const EvFull& event);
};

struct NoRoom : Stage<NoRoom, EngineStage::no_room> {
    using reactions =
        mpl::list<sc::in_state_reaction<EvCommand>, sc::in_state_reaction<EvQuestion>, sc::in_state_reaction<EvFull>,
                  sc::custom_reaction<EvLook>, sc::transition<EvDrain, Draining>, sc::custom_reaction<EvBroken>>;
    using Stage::react;
    using Stage::Stage;
    sc::result react(const EvLook& event);
};

struct Draining : Stage<Draining, EngineStage::draining> {
    using reactions = mpl::list<sc::in_state_reaction<EvQuestion>, sc::custom_reaction<EvFull>,
                                sc::transition<EvStop, Stopped>, sc::custom_reaction<EvBroken>>;
    using Stage::react;
    using Stage::Stage;
    sc::result react(const EvFull& event) { return outermost_context().fault = event.why, discard_event(); }
};

struct ReadOnly : Stage<ReadOnly, EngineStage::read_only> {
    using reactions = mpl::list<sc::in_state_reaction<EvQuestion>, sc::transition<EvStop, Stopped>>;
    using Stage::Stage;
};

struct Stopped : Stage<Stopped, EngineStage::stopped> {
    using Stage::Stage;
};

sc::result Verifying::react(const EvVerify& event) {
    auto verified = event.check();
    if (verified) return transit<Serving>();
    outermost_context().fault = std::move(verified.error());
    return transit<ReadOnly>();
}

sc::result Serving::react(const EvFull& event) {
    outermost_context().fault = event.why;
    return transit<NoRoom>();
}

sc::result NoRoom::react(const EvLook& event) {
    auto found = event.look();
    if (!found && found.error().code == ProblemCode::disk_full) return discard_event();
    if (!found) throw StorageError(std::move(found.error()));
    outermost_context().fault.reset();
    return transit<Serving>();
}

}  // namespace engine_machine

namespace {

LocalText title_of(EngineStage stage) {
    switch (stage) {
        case EngineStage::starting: return {"đang khởi động", "starting"};
        case EngineStage::verifying: return {"đang kiểm tra nhật ký", "verifying its journal"};
        case EngineStage::serving: return {"đang phục vụ", "serving"};
        case EngineStage::no_room:
            return {"chỉ còn đọc được cho đến khi có chỗ trên đĩa", "only read until there is room"};
        case EngineStage::draining: return {"đang đóng", "closing"};
        case EngineStage::read_only: return {"chỉ còn đọc được", "open to be read only"};
        case EngineStage::stopped: return {"đã đóng", "closed"};
    }
    return {};
}

}  // namespace

struct EngineLife::Impl {
    Impl() { machine.initiate(); }

    Problem because_of_fault(ProblemCode code) const {
        Problem problem(code,
                        {{"why", machine.fault->message(Lang::vi)}, {"why_en", machine.fault->message(Lang::en)}});
        problem.others.push_back(*machine.fault);
        return problem;
    }

    Done refused() const {
        if (machine.place == EngineStage::read_only) return because_of_fault(ProblemCode::office_read_only);
        if (machine.place == EngineStage::no_room) return because_of_fault(ProblemCode::office_no_room);
        const LocalText stage = title_of(machine.place);
        return Problem(ProblemCode::office_not_serving, {{"state", stage.vi}, {"state_en", stage.en}});
    }

    engine_machine::Machine machine;
};

EngineLife::EngineLife() : impl_(std::make_unique<Impl>()) {}
EngineLife::EngineLife(EngineLife&&) noexcept = default;
EngineLife::~EngineLife() = default;

EngineStage EngineLife::now() const { return impl_->machine.place; }
const std::optional<Problem>& EngineLife::fault() const { return impl_->machine.fault; }

void EngineLife::verify(const std::function<Done()>& check) {
    ENSURE(impl_->machine.take(engine_machine::EvOpened()), "an engine is verified once, before it serves");
    impl_->machine.take(engine_machine::EvVerify(check));
}

Done EngineLife::take_command() const {
    return impl_->machine.take(engine_machine::EvCommand()) ? Done() : impl_->refused();
}

Done EngineLife::take_question() const {
    return impl_->machine.take(engine_machine::EvQuestion()) ? Done() : impl_->refused();
}

void EngineLife::drain() { impl_->machine.take(engine_machine::EvDrain()); }

void EngineLife::stop() {
    ENSURE(impl_->machine.take(engine_machine::EvStop()), "an engine that serves is drained before it stops");
}

namespace {

std::optional<Problem> lack_of_room(const std::exception_ptr& what) {
    try {
        std::rethrow_exception(what);
    } catch (const StorageError& failure) {
        if (failure.problem.code == ProblemCode::disk_full) return failure.problem;
    } catch (...) {
    }
    return std::nullopt;
}

}  // namespace

// What fails where nothing is written any more changes nothing.
void EngineLife::failed(std::exception_ptr what) {
    if (auto full = lack_of_room(what)) {
        impl_->machine.take(engine_machine::EvFull(std::move(*full)));
    } else {
        impl_->machine.take(engine_machine::EvBroken(std::move(what)));
    }
}

Done EngineLife::look_for_room(const std::function<Done()>& look) {
    if (now() == EngineStage::no_room) impl_->machine.take(engine_machine::EvLook(look));
    if (now() == EngineStage::no_room || now() == EngineStage::read_only) return impl_->refused();
    return {};
}

MachineKind machine::engine_kind() {
    using namespace engine_machine;
    static const auto sound = [] { return Done(); };
    static const auto no_room = []() -> Done { return Problem(ProblemCode::disk_full); };
    static const auto unsound = []() -> Done { return Problem(ProblemCode::journal_damaged); };
    return driven_kind<Machine>(
        "engine", {"Vòng đời của bộ máy", "Life of the engine"},
        {{"starting", {"Khởi động", "Starting"}},
         {"verifying", {"Kiểm tra nhật ký", "Verifying the journal"}},
         {"serving", {"Phục vụ", "Serving"}},
         {"no_room", {"Hết chỗ, chờ", "Waiting for room"}},
         {"draining", {"Đang đóng", "Draining"}},
         {"read_only", {"Chỉ đọc", "Read only"}},
         {"stopped", {"Đã đóng", "Stopped"}}},
        {{{"opened", {"mở tệp", "files opened"}}, [](Machine& m) { return m.take(EvOpened()); }},
         {{"verified", {"nhật ký khớp", "the journal holds"}}, [](Machine& m) { return m.take(EvVerify(sound)); }},
         {{"damaged", {"nhật ký không khớp", "the journal does not hold"}},
          [](Machine& m) { return m.take(EvVerify(unsound)); }},
         {{"command", {"lệnh", "a command"}}, [](Machine& m) { return m.take(EvCommand()); }},
         {{"question", {"tra cứu", "a question"}}, [](Machine& m) { return m.take(EvQuestion()); }},
         {{"full", {"đĩa đầy", "the disk is full"}}, [](Machine& m) { return m.take(EvFull(no_room().error())); }},
         {{"room", {"đã có chỗ", "there is room again"}}, [](Machine& m) { return m.take(EvLook(sound)); }},
         {{"still_full", {"vẫn hết chỗ", "still no room"}}, [](Machine& m) { return m.take(EvLook(no_room)); }},
         failing<Machine>({"lỗi khi ghi", "writing fails"}),
         {{"drain", {"đóng", "drain"}}, [](Machine& m) { return m.take(EvDrain()); }},
         {{"stop", {"dừng", "stop"}}, [](Machine& m) { return m.take(EvStop()); }}});
}

}  // namespace giamsat
