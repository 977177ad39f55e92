// SPDX-License-Identifier: Apache-2.0
// When the tree does not come out: which entries stand where another belongs. Two witnesses inside the file know where an entry
// belongs: the stored hash of its place, and the row of its command, which says at which number it began.
#include "adapters/store/verifying.hpp"
#include "kernel/journal/entry.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giamsat::store {

namespace {

constexpr std::size_t runs_max = 2'000;  // a journal more mixed up than that is told by the other parts

// Entries one after the other that belong one after the other.
struct Run {
    std::uint64_t seq = 0;
    std::uint64_t belongs = 0;
    std::uint64_t length = 0;

    std::uint64_t end() const { return belongs + length; }
    std::uint64_t weight() const { return 2 * length + (seq == belongs ? 1 : 0); }  // of two, the one in its place
    bool overlaps(const Run& other) const { return belongs < other.end() && other.belongs < end(); }
};

void say_moved(Verifying& verifying, std::uint64_t seq, std::uint64_t belongs) {
    verifying.entry_differs("entry_reordered", seq, fmt::format("mục ở đây thuộc về số {}", belongs),
                            fmt::format("what stands here belongs at number {}", belongs));
}

// Bytes that do not match the hash of their place may match that of another.
void find_moved_bytes(Verifying& verifying) {
    if (verifying.changed_leaf.empty()) return;
    Statement leaves(verifying.office, "SELECT seq, leaf FROM log_entry ORDER BY seq");
    for (Cursor row = leaves.with(); row.next();) {
        const auto at = verifying.changed_leaf.find(row.text(1));
        if (at != verifying.changed_leaf.end())
            say_moved(verifying, at->second, static_cast<std::uint64_t>(row.integer(0)));
    }
}

class Places {
public:
    explicit Places(Verifying& verifying)
        : verifying_(verifying), command_(verifying.office, "SELECT seq, n FROM log_command WHERE cmd = ?1") {}
    void run();

private:
    void take(std::uint64_t seq, const Entry& entry);
    void find_backbone();
    void say_strays() const;
    void say_gaps() const;
    bool is_copy(const Run& run) const;
    bool claimed_by_stray(std::uint64_t place) const;

    Verifying& verifying_;
    Statement command_;
    std::vector<Run> runs_;
    std::vector<std::uint64_t> strangers_;  // entries of commands the tables know nothing of
    std::vector<Run> backbone_, strays_;
};

void Places::run() {
    Statement entries(verifying_.office, "SELECT seq, entry FROM log_entry ORDER BY seq");
    for (Cursor row = entries.with(); row.next() && runs_.size() <= runs_max; verifying_.stop_if_asked())
        if (auto entry = decode_entry(row.view(1))) take(static_cast<std::uint64_t>(row.integer(0)), *entry);
    if (runs_.size() > runs_max) return;
    for (const std::uint64_t seq : strangers_)
        verifying_.entry_differs("entry_inserted", seq, "thuộc một lệnh mà các bảng không biết",
                                 "is of a command that the tables know nothing of");
    find_backbone();
    say_strays();
    say_gaps();
}

void Places::take(std::uint64_t seq, const Entry& entry) {
    Cursor row = command_.with(entry.cmd.value);
    if (!row.next() || entry.i >= row.integer(1)) {
        if (strangers_.size() < verifying_.options.differences_max) strangers_.push_back(seq);
        return;
    }
    const auto belongs = static_cast<std::uint64_t>(row.integer(0)) + static_cast<std::uint64_t>(entry.i);
    const bool goes_on =
        !runs_.empty() && runs_.back().end() == belongs && runs_.back().seq + runs_.back().length == seq;
    if (goes_on)
        ++runs_.back().length;
    else
        runs_.push_back({seq, belongs, 1});
}

// The most entries that stand in the order in which they belong; whatever is beside them was moved or put in.
void Places::find_backbone() {
    std::vector<std::uint64_t> weight(runs_.size());
    std::vector<std::size_t> before(runs_.size());
    for (std::size_t at = 0; at < runs_.size(); ++at) {
        weight[at] = runs_[at].weight();
        before[at] = at;
        for (std::size_t other = 0; other < at; ++other) {
            if (runs_[other].end() > runs_[at].belongs || weight[other] + runs_[at].weight() <= weight[at]) continue;
            weight[at] = weight[other] + runs_[at].weight();
            before[at] = other;
        }
    }
    std::vector<bool> chosen(runs_.size());
    backbone_.push_back({});  // the beginning
    const auto heaviest = std::max_element(weight.begin(), weight.end());
    for (auto at = static_cast<std::size_t>(heaviest - weight.begin()); at < runs_.size() && !chosen[at];
         at = before[at])
        chosen[at] = true;
    for (std::size_t at = 0; at < runs_.size(); ++at) (chosen[at] ? backbone_ : strays_).push_back(runs_[at]);
}

bool Places::is_copy(const Run& run) const {
    return std::any_of(backbone_.begin(), backbone_.end(), [&](const Run& other) { return run.overlaps(other); });
}

void Places::say_strays() const {
    for (const Run& run : strays_) {
        if (!is_copy(run))
            say_moved(verifying_, run.seq, run.belongs);
        else
            verifying_.entry_differs("entry_inserted", run.seq,
                                     fmt::format("chỗ của nó, số {}, đã có mục khác", run.belongs),
                                     fmt::format("its place, number {}, is taken by another entry", run.belongs));
    }
}

bool Places::claimed_by_stray(std::uint64_t place) const {
    return std::any_of(strays_.begin(), strays_.end(),
                       [&](const Run& run) { return run.belongs <= place && place < run.end(); });
}

// Places nobody stands for, while the numbers go on without a gap: entries were taken out and the rest numbered anew.
void Places::say_gaps() const {
    for (std::size_t at = 1; at < backbone_.size(); ++at) {
        const Run& left = backbone_[at - 1];
        const Run& right = backbone_[at];
        const std::uint64_t numbers = right.seq - (left.seq + left.length);
        if (right.belongs - left.end() <= numbers) continue;
        for (std::uint64_t place = left.end(); place < right.belongs; ++place) {
            if (claimed_by_stray(place)) continue;
            verifying_.entry_differs("entry_missing", place, "đã bị bỏ ra và các mục sau bị đánh số lại",
                                     "was taken out, and those after it numbered anew");
            break;
        }
    }
}

}  // namespace

void check_places(Verifying& verifying) {
    if (!verifying.disputed) return;
    find_moved_bytes(verifying);
    Places(verifying).run();
}

}  // namespace giamsat::store
