// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/verifying.hpp"

#include "kernel/projection/project.hpp"

#include <fmt/format.h>

namespace giamsat::store {

namespace {

std::string place(std::uint64_t seq) { return fmt::format("entry {}", seq); }

void entry_differs(Verifying& verifying, const char* what, std::uint64_t seq, const std::string& vi,
                   const std::string& en) {
    verifying.differ(what, place(seq), {fmt::format("mục {}: {}", seq, vi), fmt::format("entry {}: {}", seq, en)});
}

constexpr std::uint64_t progress_every = 2'000;

}  // namespace

JournalWalk::JournalWalk(Verifying& verifying)
    : verifying_(verifying),
      office_id_(verifying.office.text("SELECT office FROM log_head")),
      rows_(verifying.fresh),
      node_(verifying.office, "SELECT hash FROM log_node WHERE level = ?1 AND idx = ?2") {}

void JournalWalk::run() {
    const auto total = static_cast<std::uint64_t>(verifying_.office.number("SELECT size FROM log_head"));
    Statement read(verifying_.office, "SELECT seq, entry, leaf FROM log_entry ORDER BY seq");
    Cursor cursor = read.with();
    verifying_.fresh.run("BEGIN");
    while (cursor.next()) {
        take(static_cast<std::uint64_t>(cursor.integer(0)), cursor.view(1), cursor.view(2));
        if (++verifying_.report.entries % progress_every != 0) continue;
        verifying_.stop_if_asked();
        if (verifying_.options.progress) verifying_.options.progress(verifying_.report.entries, total);
    }
    verifying_.fresh.run("COMMIT");
    if (i_ != n_ - 1)
        entry_differs(verifying_, "command_incomplete", next_ - 1, "lệnh chưa đủ mục", "its command lacks entries");
    check_head();
    verifying_.report.root = frontier_.root();
    if (verifying_.options.progress) verifying_.options.progress(verifying_.report.entries, total);
}

void JournalWalk::take(std::uint64_t seq, std::string_view bytes, std::string_view stored_leaf) {
    if (seq != next_)
        entry_differs(verifying_, "entry_missing", next_, "không còn trong nhật ký", "is missing from the journal");
    next_ = seq + 1;
    const Hash leaf = leaf_hash(bytes);
    if (as_bytes(leaf) != stored_leaf)
        entry_differs(verifying_, "entry_changed", seq, "byte không khớp mã băm đã lưu",
                      "its bytes do not match the stored hash");
    std::vector<FullNode> completed;
    frontier_.append(leaf, &completed);
    check_nodes(completed);
    auto entry = decode_entry(bytes);
    if (!entry)
        return entry_differs(verifying_, "entry_unreadable", seq, entry.error().message(Lang::vi),
                             entry.error().message(Lang::en));
    follow(*entry, seq, leaf);
}

void JournalWalk::check_nodes(const std::vector<FullNode>& completed) {
    for (const FullNode& node : completed) {
        ++nodes_;
        Cursor cursor = node_.with(node.level, node.index);
        if (cursor.next() && cursor.view(0) == as_bytes(node.hash)) continue;
        const std::uint64_t width = std::uint64_t{1} << (8 * node.level);
        const auto first = node.index * width;
        const auto last = first + width - 1;
        verifying_.differ("node", fmt::format("node {}/{}", node.level, node.index),
                          {fmt::format("các mục {}–{} không cho nút cây đã lưu", first, last),
                           fmt::format("entries {}–{} do not give the stored node of the tree", first, last)});
    }
}

void JournalWalk::check_head() {
    Statement read(verifying_.office, "SELECT size, root FROM log_head");
    Cursor cursor = read.with();
    const Hash root = frontier_.root();
    const std::uint64_t size = cursor.next() ? static_cast<std::uint64_t>(cursor.integer(0)) : 0;
    if (size != frontier_.size())
        verifying_.differ("head", "log_head",
                          {fmt::format("nhật ký có {} mục nhưng log_head ghi {}", frontier_.size(), size),
                           fmt::format("the journal has {} entries but log_head says {}", frontier_.size(), size)});
    else if (cursor.view(1) != as_bytes(root))
        verifying_.differ("head", "log_head",
                          {"gốc của cây khác với log_head", "the root of the tree differs from log_head"});
    if (static_cast<std::int64_t>(nodes_) != verifying_.office.number("SELECT count(*) FROM log_node"))
        verifying_.differ("node", "log_node", {"số nút cây đã lưu không đúng", "the number of stored nodes is wrong"});
}

void JournalWalk::follow(const Entry& entry, std::uint64_t seq, const Hash& leaf) {
    if (entry.office.value != office_id_)
        entry_differs(verifying_, "entry_foreign", seq, "của văn phòng khác", "belongs to another office");
    follow_command(entry, seq);
    follow_case(entry, seq, leaf);
    for (const std::string& ref : entry.refs) verifying_.blobs.insert(ref);
    apply(entry, seq);
}

void JournalWalk::follow_command(const Entry& entry, std::uint64_t seq) {
    const bool goes_on = entry.cmd.value == cmd_ && entry.i == i_ + 1 && entry.n == n_;
    const bool begins = i_ == n_ - 1 && entry.i == 0 && entry.cmd.value != cmd_;
    if (!goes_on && !begins)
        entry_differs(verifying_, "command_incomplete", seq, "không nối tiếp các mục của lệnh",
                      "does not continue the entries of a command");
    cmd_ = entry.cmd.value;
    i_ = entry.i;
    n_ = entry.n;
}

void JournalWalk::follow_case(const Entry& entry, std::uint64_t seq, const Hash& leaf) {
    if (entry.case_id.empty()) return;
    CaseEnd& end = cases_[entry.case_id.value];
    const std::string before = end.seq < 0 ? std::string() : to_hex(end.leaf);
    if (entry.case_seq != end.seq + 1 || entry.case_prev != before)
        entry_differs(verifying_, "case_chain", seq, "không nối tiếp mục trước của hồ sơ",
                      "does not continue the entry before of its case");
    end = {entry.case_seq, leaf};
}

void JournalWalk::apply(const Entry& entry, std::uint64_t seq) {
    auto changes = project(entry);
    if (!changes)
        return entry_differs(verifying_, "entry_unreadable", seq, changes.error().message(Lang::vi),
                             changes.error().message(Lang::en));
    try {
        for (const RowChange& change : *changes) rows_.apply(change);
        for (const RowChange& change : project_place(entry, seq)) rows_.apply(change);
    } catch (const StorageError& error) {
        entry_differs(verifying_, "entry_not_applied", seq, "không áp dụng được: " + error.problem.message(Lang::vi),
                      "cannot be applied: " + error.problem.message(Lang::en));
    }
}

void check_journal(Verifying& verifying) { JournalWalk(verifying).run(); }

}  // namespace giamsat::store
