// SPDX-License-Identifier: Apache-2.0
// The life of one version of a workflow: written, checked, published, retired. A Boost.Statechart machine behind a plain
// interface, woken from its row. Only a published version opens new cases; cases that run are none of its concern.
#pragma once

#include "base/core/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace giamsat {

enum class DefinitionStage { draft, checked, published, retired, faulted };
const char* stage_name(DefinitionStage stage);
std::optional<DefinitionStage> stage_from_name(std::string_view name);
LocalText stage_title(DefinitionStage stage);

class DefinitionLife {
public:
    DefinitionLife(std::string workflow, DefinitionStage row = DefinitionStage::draft);  // rehydrates
    DefinitionLife(DefinitionLife&&) noexcept;
    ~DefinitionLife();

    DefinitionStage now() const;
    const std::optional<Problem>& fault() const;  // what broke it

    // What the checks found: with mistakes it stays a draft and they are the answer, joined.
    Done check(std::vector<Problem> mistakes);
    // Each not_possible unless legal now. A retired version may be published again: that is how a change is taken back.
    Done publish();
    Done retire();
    Done open_case() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
