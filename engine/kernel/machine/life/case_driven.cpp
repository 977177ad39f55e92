// SPDX-License-Identifier: Apache-2.0
// The life of a case driven by names, so that it can be drawn.
#include "kernel/machine/life/case_machine.hpp"
#include "kernel/machine/life/driven.hpp"

namespace giamsat {

namespace life_machine {

// The driver finds it beside the machine.
std::string told_fault(const Machine& machine) {
    const auto* faulted = machine.state_cast<const Faulted*>();
    return faulted ? faulted->fault : std::string();
}

}  // namespace life_machine

namespace {

// A commit told by what it makes of the case.
machine::Driving<life_machine::Machine> committing(const char* id, const LocalText& title, Life after) {
    using namespace life_machine;
    return {{id, title}, [after](Machine& m) {
                if (m.place != Place::committing) return false;
                const bool own = after == Life::completed ? m.after == Life::idle : m.after == after;
                if (!own) return false;
                m.after = after;
                m.process_event(EvCommitted());
                return true;
            }};
}

template <class Event>
std::function<bool(life_machine::Machine&)> on_behalf_of(std::uint32_t command) {
    return [command](life_machine::Machine& m) {
        m.consumed = true;
        m.process_event(Event(Behalf{command}));
        return m.consumed;
    };
}

template <class Event>
std::function<bool(life_machine::Machine&)> plain(Event event) {
    return [event](life_machine::Machine& m) {
        m.consumed = true;
        m.process_event(event);
        return m.consumed;
    };
}

}  // namespace

MachineKind machine::case_kind() {
    using namespace life_machine;
    return driven_kind<Machine>(
        "case", {"Vòng đời của hồ sơ", "Life of a case"},
        {{"boot", {"Đánh thức", "Booting"}},
         {"idle", {"Chờ lệnh", "Idle"}},
         {"committing", {"Đang ghi", "Committing"}},
         {"migrating", {"Đang chuyển phiên bản", "Migrating"}},
         {"suspended", {"Tạm dừng", "Suspended"}},
         {"completed", {"Đã hoàn thành", "Completed"}},
         {"cancelled", {"Đã hủy", "Cancelled"}},
         {"faulted", {"Hỏng", "Faulted"}}},
        {{{"open", {"mở", "open"}}, on_behalf_of<EvOpen>(1)},
         {{"rehydrate.idle", {"từ dòng dữ liệu", "from its row"}}, plain(EvRehydrate(Life::idle))},
         {{"rehydrate.suspended", {"từ dòng dữ liệu", "from its row"}}, plain(EvRehydrate(Life::suspended))},
         {{"rehydrate.completed", {"từ dòng dữ liệu", "from its row"}}, plain(EvRehydrate(Life::completed))},
         {{"rehydrate.cancelled", {"từ dòng dữ liệu", "from its row"}}, plain(EvRehydrate(Life::cancelled))},
         {{"rehydrate.faulted", {"từ dòng dữ liệu", "from its row"}}, plain(EvRehydrate(Life::faulted))},
         {{"begin", {"bắt đầu bước", "begin a step"}}, on_behalf_of<EvBegin>(1)},
         {{"other", {"lệnh khác: chờ ghi xong", "another command: deferred"}},
          [](Machine& m) { return m.place == Place::committing && on_behalf_of<EvBegin>(2)(m); }},
         {{"cancel", {"hủy", "cancel"}}, on_behalf_of<EvCancel>(1)},
         {{"suspend", {"tạm dừng", "suspend"}}, on_behalf_of<EvSuspend>(1)},
         {{"resume", {"tiếp tục", "resume"}}, on_behalf_of<EvResume>(1)},
         {{"migrate", {"chuyển phiên bản", "migrate"}}, on_behalf_of<EvMigrate>(1)},
         {{"migrated", {"đã chuyển", "migrated"}}, plain(EvMigrated())},
         committing("committed", {"đã ghi", "committed"}, Life::idle),
         committing("committed.completed", {"đã ghi bước cuối", "last step committed"}, Life::completed),
         committing("committed.cancelled", {"đã ghi việc hủy", "cancelling committed"}, Life::cancelled),
         committing("committed.suspended", {"đã ghi việc tạm dừng", "suspending committed"}, Life::suspended),
         {{"rolled_back", {"không ghi", "rolled back"}}, plain(EvRolledBack())},
         {{"failed", {"hỏng", "failed"}}, plain(EvFailed("fault"))}},
        [](const Machine& m) { return std::to_string(int(m.before)) + std::to_string(int(m.after)); });
}

}  // namespace giamsat
