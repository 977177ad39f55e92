// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/machine_charts.hpp"

#include "base/text/text.hpp"
#include "model/workflow/load_definition.hpp"

#include <array>

namespace giamsat {

namespace {

struct MachineChart {
    const char* name;
    const char* yaml;
};

constexpr const char* case_chart = R"yaml(
workflow: case-life
title: {vi: Vòng đời của hồ sơ, en: Life of a case}
initial: boot
states:
  boot:
    title: {vi: Đánh thức, en: Booting}
    on:
      open: {to: idle, title: {vi: mở, en: open}}
      rehydrate.idle: idle
      rehydrate.suspended: suspended
      rehydrate.completed: completed
      rehydrate.cancelled: cancelled
      rehydrate.faulted: faulted
  active:
    title: {vi: Đang chạy, en: Active}
    initial: idle
    on: {failed: {to: faulted, title: {vi: hỏng, en: failed}}}
    states:
      idle:
        title: {vi: Chờ lệnh, en: Idle}
        on:
          begin: {to: committing, title: {vi: bắt đầu bước, en: begin a step}}
          cancel: {to: cancelled, title: {vi: hủy, en: cancel}}
          suspend: {to: suspended, title: {vi: tạm dừng, en: suspend}}
      committing:
        title: {vi: Đang ghi, en: Committing}
        on:
          committed.idle: {to: idle, title: {vi: đã ghi, en: committed}}
          committed.completed: {to: completed, title: {vi: đã ghi bước cuối, en: last step committed}}
          committed.cancelled: {to: cancelled, title: {vi: đã ghi việc hủy, en: cancelling committed}}
  suspended:
    title: {vi: Tạm dừng, en: Suspended}
    on:
      resume: {to: idle, title: {vi: tiếp tục, en: resume}}
      cancel: {to: cancelled, title: {vi: hủy, en: cancel}}
  completed: {title: {vi: Đã hoàn thành, en: Completed}, final: true, outcome: done}
  cancelled: {title: {vi: Đã hủy, en: Cancelled}, final: true, outcome: cancelled}
  faulted: {title: {vi: Hỏng, en: Faulted}, final: true, outcome: faulted}
)yaml";

constexpr std::array<MachineChart, 1> charts = {{{"case", case_chart}}};

}  // namespace

const std::vector<std::string>& machine_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const MachineChart& chart : charts) all.emplace_back(chart.name);
        return all;
    }();
    return names;
}

Result<Definition> machine_chart(const std::string& name) {
    for (const MachineChart& chart : charts)
        if (name == chart.name) return load_definition(name, chart.yaml, {});
    const std::string near = nearest(name, machine_names());
    return Problem(ProblemCode::not_found, {{"what", "máy trạng thái của bộ máy"},
                                            {"what_en", "machine of the engine"},
                                            {"name", near.empty() ? name : name + " (" + near + "?)"}});
}

}  // namespace giamsat
