// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/failing.hpp"

#include <cerrno>

namespace giamsat::fault {

namespace {

bool concerns(Failure how, CallKind kind) {
    switch (how) {
        case Failure::io_error: return kind != CallKind::read;
        case Failure::no_space:
            return kind == CallKind::make_folder || kind == CallKind::create || kind == CallKind::write ||
                   kind == CallKind::sync;
        case Failure::lie:
        case Failure::short_write: return kind == CallKind::write;
        case Failure::sync: return kind == CallKind::sync;
        case Failure::read: return kind == CallKind::read;
    }
    return false;
}

Fate fate_of(Failure how, const Call& call) {
    if (how == Failure::lie) return {0, SIZE_MAX, true};
    if (how == Failure::short_write) return {0, (call.bytes.size() + 1) / 2};
    return {how == Failure::no_space ? ENOSPC : EIO};
}

}  // namespace

std::string told(Failure failure) {
    constexpr const char* words[] = {"I/O error", "no space", "short write", "failed sync", "failed read", "lie"};
    return words[static_cast<int>(failure)];
}

Fate FailingCalls::before(const Call& call) {
    if (healed_ || !concerns(how_, call.kind) || ++met_ < nth_ || (met_ > nth_ && !for_ever_)) return {};
    if (struck_++ == 0) first_ = told(call);
    if (call.kind == CallKind::sync) failed_sync(call);
    return fate_of(how_, call);
}

}  // namespace giamsat::fault
