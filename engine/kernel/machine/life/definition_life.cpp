// SPDX-License-Identifier: Apache-2.0
// The life of a version of a workflow as a Boost.Statechart machine.
//
//   Draft ── Checked ── Published ⇄ Retired      Faulted, from each of them
//
// A command is legal exactly when the active state reacts to it. States have no entry actions: a machine woken from its
// row must not do anything again.
#include "kernel/machine/definition_life.hpp"
#include "kernel/machine/life/driven.hpp"
#include "kernel/machine/life/machine.hpp"

#include <array>

namespace giamsat {

namespace definition_machine {

using namespace machine;

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

struct Whole;
struct Draft;
struct Checked;
struct Published;
struct Retired;
struct Faulted;

struct Machine : Told<Machine, Whole, DefinitionStage> {};

struct Whole : Guarding<Whole, Machine, Draft, Faulted> {};

struct Draft : At<Draft, Whole, DefinitionStage::draft> {
    using reactions =
        mpl::list<sc::custom_reaction<EvRehydrate>, sc::custom_reaction<EvCheck>, sc::custom_reaction<EvBroken>>;
    using At::At;
    using At::react;
    sc::result react(const EvRehydrate& event);
    sc::result react(const EvCheck& event);
};

struct Checked : At<Checked, Whole, DefinitionStage::checked> {
    using reactions = mpl::list<sc::transition<EvPublish, Published>, sc::custom_reaction<EvBroken>>;
    using At::At;
};

struct Published : At<Published, Whole, DefinitionStage::published> {
    using reactions =
        mpl::list<sc::transition<EvRetire, Retired>, sc::in_state_reaction<EvOpenCase>, sc::custom_reaction<EvBroken>>;
    using At::At;
};

struct Retired : At<Retired, Whole, DefinitionStage::retired> {
    using reactions = mpl::list<sc::transition<EvPublish, Published>, sc::custom_reaction<EvBroken>>;
    using At::At;
};

struct Faulted : At<Faulted, Whole, DefinitionStage::faulted> {
    using At::At;
};

sc::result Draft::react(const EvRehydrate& event) {
    switch (event.stage) {
        case DefinitionStage::draft: break;
        case DefinitionStage::checked: return transit<Checked>();
        case DefinitionStage::published: return transit<Published>();
        case DefinitionStage::retired: return transit<Retired>();
        case DefinitionStage::faulted: break;  // no row says so
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

const std::array<Word, 5>& words() {
    static const std::array<Word, 5> all = {{{"draft", {"bản thảo", "a draft"}},
                                             {"checked", {"đã kiểm tra", "checked"}},
                                             {"published", {"đang dùng", "in use"}},
                                             {"retired", {"đã ngừng dùng", "retired"}},
                                             {"faulted", {"gặp lỗi", "faulted"}}}};
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

    DefinitionStage now() const { return machine.place; }

    template <class Event>
    Done command(const Event& event, const LocalText& what) {
        if (machine.take(event)) return {};
        if (machine.fault) return *machine.fault;
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
const std::optional<Problem>& DefinitionLife::fault() const { return impl_->machine.fault; }

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

MachineKind machine::definition_kind() {
    using namespace definition_machine;
    return driven_kind<Machine>(
        "definition", {"Vòng đời của một phiên bản quy trình", "Life of a version of a workflow"},
        {{"draft", {"Bản thảo", "Draft"}},
         {"checked", {"Đã kiểm tra", "Checked"}},
         {"published", {"Đang dùng", "In use"}},
         {"retired", {"Đã ngừng dùng", "Retired"}},
         {"faulted", {"Hỏng", "Faulted"}}},
        {{{"check", {"kiểm tra không lỗi", "checks without mistakes"}},
          [](Machine& m) { return m.take(EvCheck(true)); }},
         {{"mistakes", {"kiểm tra có lỗi", "checks with mistakes"}}, [](Machine& m) { return m.take(EvCheck(false)); }},
         {{"publish", {"công bố", "publish"}}, [](Machine& m) { return m.take(EvPublish()); }},
         {{"open_case", {"mở hồ sơ mới", "open a new case"}}, [](Machine& m) { return m.take(EvOpenCase()); }},
         {{"retire", {"ngừng dùng", "retire"}}, [](Machine& m) { return m.take(EvRetire()); }},
         failing<Machine>({"hỏng", "failed"})});
}

}  // namespace giamsat
