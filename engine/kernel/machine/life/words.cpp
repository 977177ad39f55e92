// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/life/words.hpp"

#include <array>

namespace giamsat {

namespace {

struct Word {
    Life life;
    const char* name;
    LocalText title;
};

const std::array<Word, 6>& words() {
    static const std::array<Word, 6> all = {{{Life::none, "none", {"chưa mở", "not open yet"}},
                                             {Life::idle, "idle", {"đang xử lý", "under way"}},
                                             {Life::suspended, "suspended", {"đang tạm dừng", "suspended"}},
                                             {Life::completed, "completed", {"đã hoàn thành", "completed"}},
                                             {Life::cancelled, "cancelled", {"đã huỷ", "cancelled"}},
                                             {Life::faulted, "faulted", {"gặp lỗi", "faulted"}}}};
    return all;
}

}  // namespace

const char* life_name(Life life) { return words()[static_cast<std::size_t>(life)].name; }

std::optional<Life> life_from_name(std::string_view name) {
    for (const auto& word : words()) {
        if (word.name == name) return word.life;
    }
    return std::nullopt;
}

namespace machine {

LocalText life_title(Life life) { return words()[static_cast<std::size_t>(life)].title; }

LocalText command_title(LifeCommand command) {
    switch (command) {
        case LifeCommand::open: return {"mở hồ sơ", "Opening the case"};
        case LifeCommand::begin_step: return {"làm bước này", "This step"};
        case LifeCommand::committed: return {"ghi xong bước này", "Ending this step"};
        case LifeCommand::cancel: return {"huỷ hồ sơ", "Cancelling the case"};
        case LifeCommand::suspend: return {"tạm dừng hồ sơ", "Suspending the case"};
        case LifeCommand::resume: return {"tiếp tục hồ sơ", "Resuming the case"};
        case LifeCommand::migrate: return {"chuyển hồ sơ sang phiên bản khác", "Migrating the case"};
    }
    return {};
}

Problem refused(LifeCommand command, Life now, bool committing, const std::string& fault) {
    const LocalText state = life_title(now);
    if (now == Life::completed || now == Life::cancelled)
        return Problem(ProblemCode::case_ended,
                       {{"name", "này"}, {"name_en", "at hand"}, {"state", state.vi}, {"state_en", state.en}});
    LocalText why{"hồ sơ " + state.vi, "the case is " + state.en};
    if (committing) why = {"bước trước chưa ghi xong", "the step before it is still being recorded"};
    if (now == Life::faulted && !fault.empty()) why = {why.vi + ": " + fault, why.en + ": " + fault};
    const LocalText what = command_title(command);
    return Problem(ProblemCode::not_possible,
                   {{"what", what.vi}, {"what_en", what.en}, {"why", why.vi}, {"why_en", why.en}});
}

}  // namespace machine
}  // namespace giamsat
