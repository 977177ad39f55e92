// SPDX-License-Identifier: Apache-2.0
#include "service/commands/live_cases.hpp"

#include "base/core/ensure.hpp"

#include <algorithm>

namespace giamsat {

void LiveCases::begin(std::uint32_t command) {
    command_ = command;
    deferred_ = false;
    touched_.clear();
}

void LiveCases::opened(const CaseId& id) {
    const bool next = sorted_ == opened_.size() && (opened_.empty() || opened_.back().id < id);
    opened_.push_back({id, command_});
    if (next) sorted_ = opened_.size();
}

const LiveCases::Opened* LiveCases::find_opened(const CaseId& id) {
    const auto before = [](const Opened& a, const Opened& b) { return a.id < b.id; };
    if (sorted_ < opened_.size()) {
        const auto fresh = opened_.begin() + static_cast<std::ptrdiff_t>(sorted_);
        std::sort(fresh, opened_.end(), before);
        std::inplace_merge(opened_.begin(), fresh, opened_.end(), before);
        sorted_ = opened_.size();
    }
    auto at =
        std::lower_bound(opened_.begin(), opened_.end(), id, [](const Opened& a, const CaseId& b) { return a.id < b; });
    return at == opened_.end() || at->id != id ? nullptr : &*at;
}

LiveCases::Live& LiveCases::wake(const CaseId& id, const std::string& life) {
    if (auto known = live_.find(id); known != live_.end()) return known->second;
    auto row = life_from_name(life);
    ENSURE(row.has_value(), "a stored life is one we wrote");
    const Opened* fresh = find_opened(id);
    if (!fresh) return live_.emplace(id, Live{CaseLife(*row)}).first->second;
    CaseLife opened(Life::none);
    ENSURE(opened.open({fresh->by, false}), "what no row tells of may be opened");
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

namespace {

Result<Begun> aimed(CaseLife& life, Aim aim, Behalf behalf) {
    switch (aim) {
        case Aim::step: break;
        case Aim::suspend: return life.suspend(behalf);
        case Aim::resume: return life.resume(behalf);
    }
    return life.begin_step(behalf);
}

}  // namespace

Done LiveCases::take(const CaseId& id, const std::string& life, Aim aim) {
    const bool live = live_.contains(id) || find_opened(id);
    if (aim == Aim::step && !live && life != life_name(Life::idle))
        return {};  // nothing to wait for; whether it is legal is asked elsewhere
    auto begun = aimed(of(id, life), aim, {command_, false});
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
    for (const Opened& opened : opened_)
        if (opened.by == command_) live_.erase(opened.id);
    std::erase_if(opened_, [&](const Opened& opened) { return opened.by == command_; });
    sorted_ = 0;
    begin(0);
}

void LiveCases::committed() {
    opened_.clear(), sorted_ = 0;
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
