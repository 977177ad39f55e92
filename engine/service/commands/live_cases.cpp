// SPDX-License-Identifier: Apache-2.0
#include "service/commands/live_cases.hpp"

#include "base/core/ensure.hpp"

namespace giamsat {

void LiveCases::begin(std::uint32_t command) {
    command_ = command;
    deferred_ = false;
    touched_.clear();
    opened_now_.clear();
}

void LiveCases::opened(const CaseId& id) {
    opened_.emplace(id, command_);
    opened_now_.push_back(id);
}

LiveCases::Live& LiveCases::wake(const CaseId& id, const std::string& life) {
    if (auto known = live_.find(id); known != live_.end()) return known->second;
    auto row = life_from_name(life);
    ENSURE(row.has_value(), "a stored life is one we wrote");
    auto fresh = opened_.extract(id);
    if (fresh.empty()) return live_.emplace(id, Live{CaseLife(*row)}).first->second;
    CaseLife opened(Life::none);
    ENSURE(opened.open({fresh.mapped(), false}), "what no row tells of may be opened");
    opened.settled(*row);
    return live_.emplace(id, Live{std::move(opened)}).first->second;
}

CaseLife& LiveCases::of(const CaseId& id, const std::string& life) {
    Live& live = wake(id, life);
    if (live.touched_by != command_) {
        const bool held = live.life.committing();
        touched_.push_back({id, held, held ? live.life.becomes() : Life::none});
        live.touched_by = command_;
    }
    return live.life;
}

Done LiveCases::take(const CaseId& id, const std::string& life) {
    const bool live = live_.contains(id) || opened_.contains(id);
    if (!live && life != life_name(Life::idle))
        return {};  // nothing to wait for; whether it is legal is asked elsewhere
    auto begun = of(id, life).begin_step({command_, false});
    if (!begun) return std::move(begun.error());
    deferred_ = *begun == Begun::deferred;
    if (deferred_) return Problem(ProblemCode::case_busy, {{"name", id.value.substr(0, 8)}});
    return {};
}

void LiveCases::rolled_back() {
    for (const Touched& touched : touched_) {
        auto live = live_.find(touched.id);
        if (live == live_.end()) continue;
        CaseLife& life = live->second.life;
        if (touched.held)
            life.settled(touched.became);
        else if (life.committing() || life.migrating())
            life.rolled_back();
        live->second.touched_by = 0;
        if (!life.committing()) live_.erase(live);
    }
    for (const CaseId& id : opened_now_) {
        opened_.erase(id);
        live_.erase(id);
    }
    begin(0);
}

void LiveCases::committed() {
    opened_.clear();
    for (auto live = live_.begin(); live != live_.end();) {
        CaseLife& life = live->second.life;
        if (life.committing()) life.committed();
        live = life.committing() ? std::next(live) : live_.erase(live);
    }
    begin(0);
}

void LiveCases::failed(const std::string& fault) {
    for (auto& [id, live] : live_) {
        if (live.life.committing() || live.life.migrating()) live.life.failed(fault);
    }
}

const CaseLife* LiveCases::find(const CaseId& id) const {
    auto live = live_.find(id);
    return live == live_.end() ? nullptr : &live->second.life;
}

}  // namespace giamsat
