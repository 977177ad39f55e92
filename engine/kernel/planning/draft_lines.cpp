// SPDX-License-Identifier: Apache-2.0
#include "kernel/planning/draft_lines.hpp"

#include "base/crypto/crypto.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace giamsat {

std::string ticket(std::string_view seed, const UnitId& unit) {
    std::string text(seed);
    text += '/';
    text += unit.value;
    return to_hex(sha256(text));
}

std::vector<UnitId> draw_sample(std::vector<UnitId> units, int count, std::string_view seed) {
    std::vector<std::pair<std::string, UnitId>> drawn;
    drawn.reserve(units.size());
    for (UnitId& unit : units) drawn.emplace_back(ticket(seed, unit), std::move(unit));
    std::sort(drawn.begin(), drawn.end());
    std::vector<UnitId> sample;
    for (std::size_t i = 0; i < drawn.size() && static_cast<int>(i) < count; ++i)
        sample.push_back(std::move(drawn[i].second));
    return sample;
}

namespace {

struct Ranked {
    const Candidate* unit = nullptr;
    double priority = 0;
    std::string ticket;
};

NameValues names_of(const DraftRequest& request, std::size_t units, const Candidate* unit) {
    return [&request, units, unit](const std::string& name) -> Json {
        if (name == "year") return request.year;
        if (name == "units") return units;
        if (name == "months")
            return static_cast<int>(request.until.month()) - static_cast<int>(request.from.month()) + 1;
        if (!unit) return nullptr;
        if (name == "months_since_visit") return unit->months_since_visit;
        if (name == "open_findings") return unit->open_findings;
        if (name == "children") return unit->children;
        return nullptr;
    };
}

bool lies_below(const UnitId& unit, const UnitId& above, const Frame& frame) {
    for (UnitId at = unit; !at.empty();) {
        if (at == above) return true;
        auto parent = frame.parent_of.find(at);
        at = parent == frame.parent_of.end() ? UnitId{} : parent->second;
    }
    return false;
}

Result<std::vector<Ranked>> ranked_candidates(const Quota& quota, const Frame& frame, const DraftRequest& request) {
    std::vector<Ranked> ranked;
    for (const Candidate& unit : frame.units) {
        if (unit.level != quota.level) continue;
        if (!quota.association.empty() && unit.association != quota.association) continue;
        ranked.push_back({&unit, 0, ticket(request.seed + "/" + quota.id, unit.unit)});
    }
    for (Ranked& one : ranked) {
        if (!quota.priority) continue;
        GIAMSAT_TRY(priority, quota.priority->number(names_of(request, ranked.size(), one.unit), request.from));
        one.priority = priority;
    }
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return a.priority != b.priority ? a.priority > b.priority : a.ticket < b.ticket;
    });
    return ranked;
}

// `total` shared over `parts` as evenly as whole numbers allow, the greater shares first.
std::vector<int> even_shares(int total, int parts) {
    std::vector<int> shares(static_cast<std::size_t>(parts), parts ? total / parts : 0);
    for (int i = 0; parts && i < total % parts; ++i) ++shares[static_cast<std::size_t>(i)];
    return shares;
}

std::vector<int> open_months(const Quota& quota, const DraftRequest& request) {
    std::vector<int> months;
    for (int month = static_cast<int>(request.from.month()); month <= static_cast<int>(request.until.month());
         ++month) {
        bool allowed =
            quota.months.empty() || std::find(quota.months.begin(), quota.months.end(), month) != quota.months.end();
        if (allowed) months.push_back(month);
    }
    if (months.empty()) months.push_back(static_cast<int>(request.until.month()));
    return months;
}

// A working day of the month, spread by ticket, kept off the commune's own transaction day.
Date day_in_month(const Candidate& unit, int month, const std::string& seed, const Calendar& calendar,
                  const DraftRequest& request) {
    int spread = std::stoi(ticket(seed + "/day", unit.unit).substr(0, 4), nullptr, 16) % 22;
    Date day =
        calendar.first_working_day_from(Date::of(request.year, static_cast<unsigned>(month), 1).plus_days(1 + spread));
    auto transaction = calendar.transaction_days.find(unit.transaction_commune);
    if (transaction != calendar.transaction_days.end() && static_cast<int>(day.day_of_month()) == transaction->second) {
        day = calendar.first_working_day_from(day.plus_days(1));
    }
    while (day.month() != static_cast<unsigned>(month) || day > request.until || !calendar.is_working_day(day))
        day = day.plus_days(-1);
    return std::max(day, calendar.first_working_day_from(request.from));
}

struct Drafting {
    const Frame& frame;
    const Calendar& calendar;
    const DraftRequest& request;
    std::vector<DraftedLine> lines;
    std::map<std::string, std::vector<int>> lines_of_quota;
    std::map<UnitId, int> room;  // units below a unit: the most its sample can be
    std::set<UnitId> chosen;     // units this plan goes to already: they come last
};

Result<int> count_of(const Quota& quota, std::size_t units, const DraftRequest& request) {
    if (!quota.count) return static_cast<int>(units);
    GIAMSAT_TRY(number, quota.count->number(names_of(request, units, nullptr), request.from));
    return static_cast<int>(std::lround(number));
}

void add_line(Drafting& draft, const Quota& quota, const Candidate& unit, int parent, int month) {
    DraftedLine line;
    line.parent = parent;
    line.unit = unit.unit;
    line.level = quota.level;
    line.body = quota.by.empty() ? quota.body : quota.by;
    line.mode = quota.mode;
    line.variant = quota.variant;
    line.quota = quota.id;
    line.months_since_visit = unit.months_since_visit;
    line.open_findings = unit.open_findings;
    // A visit that belongs to another starts with it, not before.
    Date parent_day = parent >= 0 ? draft.lines[static_cast<std::size_t>(parent)].planned_on : draft.request.from;
    line.planned_on =
        parent >= 0 ? draft.calendar.first_working_day_from(parent_day.plus_days(1))
                    : day_in_month(unit, month, draft.request.seed + "/" + quota.id, draft.calendar, draft.request);
    if (line.planned_on > draft.request.until) line.planned_on = parent_day;
    draft.chosen.insert(unit.unit);
    draft.lines_of_quota[quota.id].push_back(static_cast<int>(draft.lines.size()));
    draft.lines.push_back(std::move(line));
}

Problem too_few(const Quota& quota, int wanted, std::size_t found) {
    std::string value = std::to_string(wanted);
    return {ProblemCode::invalid_value,
            {{"field", "quota " + quota.id},
             {"value", value},
             {"why", "chỉ có " + std::to_string(found) + " đơn vị"},
             {"why_en", "there are only " + std::to_string(found) + " units"}},
            quota.where};
}

Done draft_free(Drafting& draft, const Quota& quota, const std::vector<Ranked>& ranked, int count) {
    if (count > static_cast<int>(ranked.size())) return too_few(quota, count, ranked.size());
    std::vector<int> months = open_months(quota, draft.request);
    for (int i = 0; i < count; ++i) {
        int month = months[static_cast<std::size_t>(i) * months.size() / static_cast<std::size_t>(count)];
        add_line(draft, quota, *ranked[static_cast<std::size_t>(i)].unit, -1, month);
    }
    return {};
}

Done draft_within(Drafting& draft, const Quota& quota, const std::vector<Ranked>& ranked, int count) {
    const std::vector<int> parents = draft.lines_of_quota[quota.within];
    std::vector<int> shares = even_shares(count, static_cast<int>(parents.size()));
    std::vector<const Candidate*> taken;
    for (std::size_t p = 0; p < parents.size(); ++p) {
        UnitId above = draft.lines[static_cast<std::size_t>(parents[p])].unit;
        int left = shares[p];
        for (const Ranked& one : ranked) {
            if (left == 0) break;
            if (std::find(taken.begin(), taken.end(), one.unit) != taken.end() ||
                !lies_below(one.unit->unit, above, draft.frame))
                continue;
            taken.push_back(one.unit);
            add_line(draft, quota, *one.unit, parents[p], 0);
            --left;
        }
        if (left > 0) return too_few(quota, count, taken.size());
    }
    return {};
}

// The quota's total shared over its lines: no line more than one above another, unless a small unit has no more to give.
Done spread_sample(Drafting& draft, const Quota& quota) {
    if (!quota.sample) return {};
    std::vector<int>& lines = draft.lines_of_quota[quota.id];
    GIAMSAT_TRY(number, quota.sample->number(names_of(draft.request, lines.size(), nullptr), draft.request.from));
    int left = static_cast<int>(std::lround(number));
    while (left > 0) {
        int given = 0;
        int least = 1 << 20;
        for (int index : lines) least = std::min(least, draft.lines[static_cast<std::size_t>(index)].sample);
        for (int index : lines) {
            DraftedLine& line = draft.lines[static_cast<std::size_t>(index)];
            if (left == 0 || line.sample > least || line.sample >= draft.room[line.unit]) continue;
            ++line.sample, --left, ++given;
        }
        if (given > 0) continue;
        for (int index : lines) {
            DraftedLine& line = draft.lines[static_cast<std::size_t>(index)];
            if (left > 0 && line.sample < draft.room[line.unit]) ++line.sample, --left, ++given;
        }
        if (given == 0) return too_few(quota, left, lines.size());
    }
    return {};
}

Done draft_quota(Drafting& draft, const Quota& quota) {
    GIAMSAT_TRY(ranked, ranked_candidates(quota, draft.frame, draft.request));
    std::stable_partition(ranked.begin(), ranked.end(),
                          [&](const Ranked& one) { return !draft.chosen.count(one.unit->unit); });
    GIAMSAT_TRY(count, count_of(quota, ranked.size(), draft.request));
    if (quota.within.empty()) {
        GIAMSAT_CHECK(draft_free(draft, quota, ranked, count));
    } else {
        GIAMSAT_CHECK(draft_within(draft, quota, ranked, count));
    }
    return spread_sample(draft, quota);
}

}  // namespace

Result<std::vector<DraftedLine>> draft_lines(const Quotas& quotas, const Frame& frame, const Calendar& calendar,
                                             const DraftRequest& request) {
    Drafting draft{frame, calendar, request, {}, {}, {}, {}};
    for (const Candidate& unit : frame.units) draft.room[unit.unit] = unit.children;
    for (const Quota& quota : quotas.quotas) {
        if (quota.plan_type != request.type || quota.body != request.body) continue;
        GIAMSAT_CHECK(draft_quota(draft, quota));
    }
    return std::move(draft.lines);
}

}  // namespace giamsat
