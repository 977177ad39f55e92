// SPDX-License-Identifier: Apache-2.0
// One call at a file fails, or every call from there on.
#pragma once

#include "fault/kit/recording.hpp"

namespace giamsat::fault {

enum class Failure {
    io_error,     // any call but reading: EIO
    no_space,     // what needs room: ENOSPC
    short_write,  // half of what was to be written is
    sync,         // EIO of fsync and fdatasync alone
    read,         // EIO
    lie,          // a write that seems to have been done: no office can stand that, so a control
};
std::string told(Failure failure);

class FailingCalls : public Recording {
public:
    FailingCalls(Failure how, std::uint64_t nth, bool for_ever) : how_(how), nth_(nth), for_ever_(for_ever) {}

    Fate before(const Call& call) override;
    void heal() { healed_ = true; }                             // nothing fails any more
    std::uint64_t struck() const { return struck_; }            // so many calls failed
    const std::string& first_struck() const { return first_; }  // which one was the first

private:
    Failure how_;
    std::uint64_t nth_;
    bool for_ever_, healed_ = false;
    std::uint64_t met_ = 0, struck_ = 0;
    std::string first_;
};

}  // namespace giamsat::fault
