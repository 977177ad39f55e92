// SPDX-License-Identifier: Apache-2.0
// Checkpoints against the tree: whoever said that the journal had this root at that size, it must have it still.
#include "adapters/store/verifying.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giamsat::store {

namespace {

constexpr const char* base_origin = "SELECT 'giamsat.invalid/' || office FROM log_head";
constexpr const char* recoveries = "SELECT origin, size, root, signed_size FROM recovery ORDER BY number";

// A recovered journal goes on from where its copy stood, and says with which root.
void hear_recovery(Verifying& verifying, const std::string& before, std::uint64_t size, std::string_view root) {
    const auto bytes = from_hex(root);
    Testimony testimony{Testimony::By::recovery, "recovery " + std::to_string(size), {}, {before, size, {}}};
    if (!bytes || bytes->size() != testimony.checkpoint.root.size()) return;  // the rows will differ
    std::copy(bytes->begin(), bytes->end(), testimony.checkpoint.root.begin());
    testimony.who = {fmt::format("lần phục hồi ở mục {}", size), fmt::format("the recovery at entry {}", size)};
    hear(verifying, std::move(testimony));
}

enum class Standing { holds, unknown, declared, behind, fork };

Standing standing_of(const Verifying& verifying, const Checkpoint& said, const Origin& origin) {
    if (origin.superseded && said.size > origin.until)
        return said.size <= origin.signed_until ? Standing::declared : Standing::behind;
    if (said.size > verifying.end) return Standing::behind;
    const RootThen& then = verifying.roots.at(said.size);
    if (!then.known) return Standing::unknown;
    return then.of_entries == said.root || then.of_leaves == said.root ? Standing::holds : Standing::fork;
}

// The file itself knows that there was more than it holds.
bool knows_of_more(const Verifying& verifying) {
    if (verifying.office.number("SELECT size FROM log_head") > static_cast<std::int64_t>(verifying.end)) return true;
    return std::any_of(verifying.testimonies.begin(), verifying.testimonies.end(), [&](const Testimony& testimony) {
        return testimony.by == Testimony::By::kept && testimony.checkpoint.size > verifying.end &&
               testimony.checkpoint.origin == verifying.origins.back().name;
    });
}

class Judging {
public:
    explicit Judging(Verifying& verifying) : verifying_(verifying), more_(knows_of_more(verifying)) {}
    void run();

private:
    void judge(const Testimony& testimony);
    void say_foreign(const Testimony& testimony);
    void say_behind(const Testimony& testimony);
    void say_fork(const Testimony& testimony);
    bool said_before(const char* what, const Testimony& testimony);
    void vouch(const Testimony& testimony);

    Verifying& verifying_;
    bool more_;
    std::uint64_t holds_ = 0;  // the largest size that holds
    std::set<std::pair<std::string, Testimony::By>> said_;
};

void Judging::run() {
    auto& all = verifying_.testimonies;
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.checkpoint.size < b.checkpoint.size; });
    for (const Testimony& testimony : all) judge(testimony);
}

void Judging::judge(const Testimony& testimony) {
    const Origin* origin = origin_named(verifying_, testimony.checkpoint.origin);
    if (!origin) return say_foreign(testimony);
    switch (standing_of(verifying_, testimony.checkpoint, *origin)) {
        case Standing::holds: return vouch(testimony);
        case Standing::behind: return say_behind(testimony);
        case Standing::fork: return say_fork(testimony);
        case Standing::unknown:
        case Standing::declared: return;
    }
}

void Judging::vouch(const Testimony& testimony) {
    holds_ = std::max(holds_, testimony.checkpoint.size);
    if (testimony.by != Testimony::By::brought && testimony.by != Testimony::By::witnessed) return;
    auto& vouched = verifying_.report.evidence.vouched;
    vouched = std::max(vouched, testimony.checkpoint.size);
}

// What one of many kept checkpoints shows, the larger ones only repeat.
bool Judging::said_before(const char* what, const Testimony& testimony) {
    return testimony.by != Testimony::By::brought && !said_.emplace(what, testimony.by).second;
}

void Judging::say_foreign(const Testimony& testimony) {
    const std::string& origin = testimony.checkpoint.origin;
    const std::string& own = verifying_.origins.back().name;
    verifying_.differ(
        "foreign_origin", testimony.where,
        {fmt::format("{} là của nhật ký “{}”, còn tệp này là “{}”", testimony.who.vi, origin, own),
         fmt::format("{} is of log “{}”, and this file is “{}”", testimony.who.in(Lang::en), origin, own)});
}

void Judging::say_behind(const Testimony& testimony) {
    const char* what = more_ ? "tail_cut" : "old_copy";
    if (said_before(what, testimony)) return;
    const std::uint64_t size = testimony.checkpoint.size, end = verifying_.end;
    const LocalText why = more_ ? LocalText{"phần cuối đã bị cắt", "its tail was cut"}
                                : LocalText{"tệp tự nó không biết gì thêm: đây là một bản cũ",
                                            "the file itself knows of no more: it is an old copy"};
    verifying_.differ(what, testimony.where,
                      {fmt::format("{} có {} mục, nhật ký này chỉ có {}; {}", testimony.who.vi, size, end, why.vi),
                       fmt::format("{} has {} entries, this journal only {}; {}", testimony.who.in(Lang::en), size, end,
                                   why.in(Lang::en))});
}

void Judging::say_fork(const Testimony& testimony) {
    if (said_before("fork", testimony)) return;
    const std::uint64_t size = testimony.checkpoint.size;
    verifying_.differ("fork", testimony.where,
                      {fmt::format("{} có gốc khác với {} mục đầu của nhật ký này; mục bị viết lại nằm từ {} đến {}",
                                   testimony.who.vi, size, holds_, size - 1),
                       fmt::format("{} has another root than the first {} entries of this journal; what was rewritten "
                                   "is among entries {} to {}",
                                   testimony.who.in(Lang::en), size, holds_, size - 1)});
}

}  // namespace

void find_origins(Verifying& verifying) {
    verifying.origins.push_back({"", false, 0, 0});  // what stays where the file gives way
    verifying.origins.back().name = verifying.office.text(base_origin);
    Statement read(verifying.office, recoveries);
    for (Cursor row = read.with(); row.next();) {
        Origin& before = verifying.origins.back();
        before.superseded = true;
        before.until = static_cast<std::uint64_t>(row.integer(1));
        before.signed_until = static_cast<std::uint64_t>(row.integer(3));
        hear_recovery(verifying, before.name, before.until, row.view(2));
        verifying.origins.push_back({row.text(0), false, 0, 0});
    }
}

void hear(Verifying& verifying, Testimony testimony) {
    RootThen& then = verifying.roots[testimony.checkpoint.size];
    if (testimony.checkpoint.size == 0) then = {true, sha256({}), sha256({})};
    verifying.testimonies.push_back(std::move(testimony));
}

bool holds(const Verifying& verifying, const Checkpoint& checkpoint) {
    const Origin* origin = origin_named(verifying, checkpoint.origin);
    return origin && verifying.roots.contains(checkpoint.size) &&
           standing_of(verifying, checkpoint, *origin) == Standing::holds;
}

const Origin* origin_named(const Verifying& verifying, const std::string& name) {
    const auto at = std::find_if(verifying.origins.begin(), verifying.origins.end(),
                                 [&](const Origin& origin) { return origin.name == name; });
    return at == verifying.origins.end() ? nullptr : &*at;
}

void judge_testimonies(Verifying& verifying) { Judging(verifying).run(); }

}  // namespace giamsat::store
