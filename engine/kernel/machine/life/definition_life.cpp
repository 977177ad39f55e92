// SPDX-License-Identifier: Apache-2.0
// The life of a version of a workflow as a Boost.Statechart machine.
//
//   Draft ── Checked ── Published ⇄ Retired
//
// A command is legal exactly when the active state reacts to it. States have no entry actions: a machine woken from its
// row must not do anything again.
#include "kernel/machine/definition_life.hpp"

#include <boost/mpl/list.hpp>
#include <boost/statechart/custom_reaction.hpp>
#include <boost/statechart/event.hpp>
#include <boost/statechart/in_state_reaction.hpp>
#include <boost/statechart/simple_state.hpp>
#include <boost/statechart/state_machine.hpp>
#include <boost/statechart/transition.hpp>

#include <array>

namespace giamsat {

namespace definition_machine {

namespace sc = boost::statechart;
namespace mpl = boost::mpl;

struct EvRehydrate : sc::event<EvRehydrate> {
    explicit EvRehydrate(DefinitionStage as) : stage(as) {}
    DefinitionStage stage;
};
struct EvCheck : sc::event<EvCheck> {
    explicit EvCheck(bool is_sound) : sound(is_sound) {}
    bool sound;
};
struct EvPublish : sc::event<EvPublish> {};
struct EvRetire : sc::event<EvRetire> {};
struct EvOpenCase : sc::event<EvOpenCase> {};

struct Draft;
struct Checked;
struct Published;
struct Retired;

struct Machine : sc::state_machine<Machine, Draft> {
    void unconsumed_event(const sc::event_base&) { consumed = false; }
    bool consumed = true;
};

struct Draft : sc::simple_state<Draft, Machine> {
    using reactions = mpl::list<sc::custom_reaction<EvRehydrate>, sc::custom_reaction<EvCheck>>;
    sc::result react(const EvRehydrate& event);
    sc::result react(const EvCheck& event);
};

struct Checked : sc::simple_state<Checked, Machine> {
    using reactions = sc::transition<EvPublish, Published>;
};

struct Published : sc::simple_state<Published, Machine> {
    using reactions = mpl::list<sc::transition<EvRetire, Retired>, sc::in_state_reaction<EvOpenCase>>;
};

struct Retired : sc::simple_state<Retired, Machine> {
    using reactions = sc::transition<EvPublish, Published>;
};

sc::result Draft::react(const EvRehydrate& event) {
    switch (event.stage) {
        case DefinitionStage::draft: break;
        case DefinitionStage::checked: return transit<Checked>();
        case DefinitionStage::published: return transit<Published>();
        case DefinitionStage::retired: return transit<Retired>();
    }
    return discard_event();
}

sc::result Draft::react(const EvCheck& event) {
    if (event.sound) return transit<Checked>();
    return discard_event();
}

}  // namespace definition_machine

namespace {

struct Word {
    const char* name;
    LocalText title;
};

const std::array<Word, 4>& words() {
    static const std::array<Word, 4> all = {{{"draft", {"bản thảo", "a draft"}},
                                             {"checked", {"đã kiểm tra", "checked"}},
                                             {"published", {"đang dùng", "in use"}},
                                             {"retired", {"đã ngừng dùng", "retired"}}}};
    return all;
}

const Word& word_of(DefinitionStage stage) { return words()[static_cast<std::size_t>(stage)]; }

}  // namespace

const char* stage_name(DefinitionStage stage) { return word_of(stage).name; }
LocalText stage_title(DefinitionStage stage) { return word_of(stage).title; }

std::optional<DefinitionStage> stage_from_name(std::string_view name) {
    for (std::size_t i = 0; i < words().size(); ++i) {
        if (words()[i].name == name) return static_cast<DefinitionStage>(i);
    }
    return std::nullopt;
}

struct DefinitionLife::Impl {
    Impl(std::string name, DefinitionStage row) : workflow(std::move(name)) {
        machine.initiate();
        machine.process_event(definition_machine::EvRehydrate(row));
    }

    DefinitionStage now() const {
        using namespace definition_machine;
        if (machine.state_cast<const Checked*>()) return DefinitionStage::checked;
        if (machine.state_cast<const Published*>()) return DefinitionStage::published;
        return machine.state_cast<const Retired*>() ? DefinitionStage::retired : DefinitionStage::draft;
    }

    template <class Event>
    Done command(const Event& event, const LocalText& what) {
        machine.consumed = true;
        machine.process_event(event);
        if (machine.consumed) return {};
        const LocalText stage = stage_title(now());
        return Problem(ProblemCode::not_possible, {{"what", what.vi + " quy trình “" + workflow + "”"},
                                                   {"what_en", what.en + " workflow “" + workflow + "”"},
                                                   {"why", "phiên bản này " + stage.vi},
                                                   {"why_en", "this version is " + stage.en}});
    }

    std::string workflow;
    definition_machine::Machine machine;
};

DefinitionLife::DefinitionLife(std::string workflow, DefinitionStage row)
    : impl_(std::make_unique<Impl>(std::move(workflow), row)) {}
DefinitionLife::DefinitionLife(DefinitionLife&&) noexcept = default;
DefinitionLife::~DefinitionLife() = default;

DefinitionStage DefinitionLife::now() const { return impl_->now(); }

Done DefinitionLife::check(std::vector<Problem> mistakes) {
    GIAMSAT_CHECK(impl_->command(definition_machine::EvCheck(mistakes.empty()), {"kiểm tra", "Checking"}));
    if (!mistakes.empty()) return join(std::move(mistakes));
    return {};
}

Done DefinitionLife::publish() { return impl_->command(definition_machine::EvPublish(), {"công bố", "Publishing"}); }
Done DefinitionLife::retire() { return impl_->command(definition_machine::EvRetire(), {"ngừng dùng", "Retiring"}); }
Done DefinitionLife::open_case() const {
    return impl_->command(definition_machine::EvOpenCase(), {"mở hồ sơ mới theo", "Opening a case of"});
}

}  // namespace giamsat
