// SPDX-License-Identifier: Apache-2.0
// The set of children a case has opened: while some are being opened none is cancelled, and the other way round; and the
// case that waits for them is told once, when a batch of changes is through.
#pragma once

#include "base/core/result.hpp"

#include <memory>
#include <optional>

namespace giamsat {

enum class ChildrenStage { none, opening, waiting, settled, cancelling, faulted };

class ChildrenLife {
public:
    ChildrenLife(int total, int open);  // woken from the rows of the children
    ChildrenLife(ChildrenLife&&) noexcept;
    ~ChildrenLife();

    ChildrenStage now() const;
    // A batch of openings, or of cancellings. not_possible while another batch goes on.
    Done begin_opening();
    Done begin_cancelling();
    void counted(int total, int open);            // the batch is through: what there is now
    bool changed() const;                         // some batch has gone through since the set was woken
    const std::optional<Problem>& fault() const;  // what broke it

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
