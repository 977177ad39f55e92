// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/verify_journal.hpp"

#include "kernel/projection/project.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giamsat::store {

namespace {

constexpr std::uint64_t progress_every = 2'000;
constexpr std::size_t changed_max = 10'000;  // entries looked for at other places

// A stored hash of a wrong length is none.
Hash as_hash(std::string_view bytes) {
    Hash hash{};
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

}  // namespace

JournalWalk::JournalWalk(Verifying& verifying)
    : verifying_(verifying),
      office_id_(verifying.office.text("SELECT office FROM log_head")),
      next_root_(verifying.roots.lower_bound(1)),
      rows_(verifying.fresh),
      node_(verifying.office, "SELECT hash FROM log_node WHERE level = ?1 AND idx = ?2"),
      mark_(std::chrono::steady_clock::now()) {}

double JournalWalk::lap() {
    const auto now = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(now - std::exchange(mark_, now)).count();
}

void JournalWalk::run() {
    VerifyReport& report = verifying_.report;
    const auto total = static_cast<std::uint64_t>(verifying_.office.number("SELECT size FROM log_head"));
    Statement entries(verifying_.office, "SELECT seq, entry, leaf FROM log_entry ORDER BY seq");
    Cursor cursor = entries.with();
    verifying_.fresh.run("BEGIN");
    lap();
    while (cursor.next()) {
        const auto seq = static_cast<std::uint64_t>(cursor.integer(0));
        const Hash leaf = take(seq, cursor.view(1), cursor.view(2));
        report.hash_seconds += lap();
        read(seq, cursor.view(1), leaf);
        report.replay_seconds += lap();
        if (++report.entries % progress_every == 0) tell_progress(total);
    }
    verifying_.fresh.run("COMMIT");
    check_end();
    report.hash_seconds += lap();
    tell_progress(total);
}

void JournalWalk::tell_progress(std::uint64_t total) {
    verifying_.stop_if_asked();
    if (verifying_.options.progress) verifying_.options.progress(verifying_.report.entries, total);
}

Hash JournalWalk::take(std::uint64_t seq, std::string_view bytes, std::string_view stored_leaf) {
    if (seq != verifying_.end) {
        whole_ = false;
        if (verifying_.looks_at(VerifyPart::sequence))
            verifying_.entry_differs("entry_missing", verifying_.end, "không còn trong nhật ký",
                                     "is missing from the journal");
    }
    verifying_.end = seq + 1;
    const Hash leaf = leaf_hash(bytes);
    check_leaf(seq, leaf, stored_leaf);
    append(leaf, stored_leaf);
    note_root(seq);
    if (const auto at = verifying_.proven.find(seq); at != verifying_.proven.end()) at->second = leaf;
    return leaf;
}

void JournalWalk::check_leaf(std::uint64_t seq, const Hash& leaf, std::string_view stored_leaf) {
    if (as_bytes(leaf) == stored_leaf || !verifying_.looks_at(VerifyPart::leaves)) return;
    verifying_.entry_differs("entry_changed", seq, "byte không khớp mã băm đã lưu",
                             "its bytes do not match the stored hash");
    if (verifying_.changed_leaf.size() < changed_max) verifying_.changed_leaf.emplace(as_bytes(leaf), seq);
}

void JournalWalk::append(const Hash& leaf, std::string_view stored_leaf) {
    if (!as_stored_ && as_bytes(leaf) != stored_leaf) as_stored_ = frontier_;
    if (as_stored_) as_stored_->append(as_hash(stored_leaf));
    completed_.clear();
    frontier_.append(leaf, &completed_);
    check_nodes(completed_);
}

void JournalWalk::note_root(std::uint64_t seq) {
    if (!whole_ || next_root_ == verifying_.roots.end() || next_root_->first != seq + 1) return;
    const Hash root = frontier_.root();
    next_root_->second = {true, root, as_stored_ ? as_stored_->root() : root};
    ++next_root_;
}

void JournalWalk::check_nodes(const std::vector<FullNode>& completed) {
    for (const FullNode& node : completed) {
        ++nodes_;
        Cursor cursor = node_.with(node.level, node.index);
        if (cursor.next() && cursor.view(0) == as_bytes(node.hash)) continue;
        if (!verifying_.looks_at(VerifyPart::nodes)) continue;
        const std::uint64_t width = std::uint64_t{1} << (8 * node.level);
        const auto first = node.index * width;
        const auto last = first + width - 1;
        verifying_.differ("node", fmt::format("node {}/{}", node.level, node.index),
                          {fmt::format("các mục {}–{} không cho nút cây đã lưu", first, last),
                           fmt::format("entries {}–{} do not give the stored node of the tree", first, last)});
    }
}

void JournalWalk::check_end() {
    verifying_.report.root = frontier_.root();
    if (i_ != n_ - 1 && verifying_.looks_at(VerifyPart::commands))
        verifying_.entry_differs("command_incomplete", verifying_.end - 1, "lệnh chưa đủ mục",
                                 "its command lacks entries");
    if (verifying_.looks_at(VerifyPart::head)) check_head();
    const bool as_many = static_cast<std::int64_t>(nodes_) == verifying_.office.number("SELECT count(*) FROM log_node");
    if (!as_many && verifying_.looks_at(VerifyPart::nodes))
        verifying_.differ("node", "log_node", {"số nút cây đã lưu không đúng", "the number of stored nodes is wrong"});
}

void JournalWalk::check_head() {
    Statement read(verifying_.office, "SELECT size, root FROM log_head");
    Cursor cursor = read.with();
    const std::uint64_t size = cursor.next() ? static_cast<std::uint64_t>(cursor.integer(0)) : 0;
    const std::uint64_t end = verifying_.end;
    if (size != end)
        verifying_.differ(size > end ? "tail_cut" : "head", "log_head",
                          {fmt::format("nhật ký dừng trước mục {} nhưng log_head ghi {} mục", end, size),
                           fmt::format("the journal ends before entry {} but log_head says {} entries", end, size)});
    else if (cursor.view(1) != as_bytes(verifying_.report.root))
        verifying_.differ("head", "log_head",
                          {"gốc của cây khác với log_head", "the root of the tree differs from log_head"});
}

void JournalWalk::read(std::uint64_t seq, std::string_view bytes, const Hash& leaf) {
    auto entry = decode_entry(bytes);
    if (entry) return follow(*entry, seq, leaf);
    if (verifying_.looks_at(VerifyPart::readable))
        verifying_.entry_differs("entry_unreadable", seq, entry.error().message(Lang::vi),
                                 entry.error().message(Lang::en));
}

void JournalWalk::follow(const Entry& entry, std::uint64_t seq, const Hash& leaf) {
    if (entry.office.value != office_id_ && verifying_.looks_at(VerifyPart::owner))
        verifying_.entry_differs("entry_foreign", seq, "của văn phòng khác", "belongs to another office");
    follow_command(entry, seq);
    follow_case(entry, seq, leaf);
    for (const std::string& ref : entry.refs) verifying_.blobs.insert(ref);
    apply(entry, seq);
}

void JournalWalk::follow_command(const Entry& entry, std::uint64_t seq) {
    const bool goes_on = entry.cmd.value == cmd_ && entry.i == i_ + 1 && entry.n == n_;
    const bool begins = i_ == n_ - 1 && entry.i == 0 && entry.cmd.value != cmd_;
    if (!goes_on && !begins && verifying_.looks_at(VerifyPart::commands))
        verifying_.entry_differs("command_incomplete", seq, "không nối tiếp các mục của lệnh",
                                 "does not continue the entries of a command");
    cmd_ = entry.cmd.value;
    i_ = entry.i;
    n_ = entry.n;
}

void JournalWalk::follow_case(const Entry& entry, std::uint64_t seq, const Hash& leaf) {
    if (entry.case_id.empty()) return;
    CaseEnd& end = cases_[entry.case_id.value];
    const std::string before = end.seq < 0 ? std::string() : to_hex(end.leaf);
    if ((entry.case_seq != end.seq + 1 || entry.case_prev != before) && verifying_.looks_at(VerifyPart::cases))
        verifying_.entry_differs("case_chain", seq, "không nối tiếp mục trước của hồ sơ",
                                 "does not continue the entry before of its case");
    end = {entry.case_seq, leaf};
}

void JournalWalk::apply(const Entry& entry, std::uint64_t seq) {
    auto changes = project(entry);
    if (!changes) {
        if (verifying_.looks_at(VerifyPart::readable))
            verifying_.entry_differs("entry_unreadable", seq, changes.error().message(Lang::vi),
                                     changes.error().message(Lang::en));
        return;
    }
    try {
        for (const RowChange& change : *changes) rows_.apply(change);
        for (const RowChange& change : project_place(entry, seq)) rows_.apply(change);
    } catch (const StorageError& error) {
        if (!verifying_.looks_at(VerifyPart::apply)) return;
        verifying_.entry_differs("entry_not_applied", seq, "không áp dụng được: " + error.problem.message(Lang::vi),
                                 "cannot be applied: " + error.problem.message(Lang::en));
    }
}

void check_journal(Verifying& verifying) { JournalWalk(verifying).run(); }

}  // namespace giamsat::store
