// SPDX-License-Identifier: Apache-2.0
#include "app/cli/journal_evidence.hpp"

#include "app/cli/journal_text.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace giamsat::cli {

namespace {

constexpr std::size_t policy_bytes_max = 1u << 20;
constexpr std::int64_t minutes_a_day = 24 * 60;

std::string number(std::uint64_t value, const Context& context) {
    return group_digits(static_cast<std::int64_t>(value), context.lang());
}

void row(const Context& context, const LocalText& label, const std::string& value) {
    if (!value.empty()) context.print("  " + context.say(label) + ": " + value);
}

std::string who(const Entry& entry, const Context& context) {
    std::string text = entry.actor.empty() ? context.say({"hệ thống", "the system"}) : entry.actor;
    if (!entry.on_behalf.empty()) text += context.say({", thay ", ", for "}) + entry.on_behalf;
    if (!entry.act.empty()) text += ", " + entry.act;
    return text + (entry.auth.empty() ? "" : " (" + entry.auth + ")");
}

void print_case(const Evidence& evidence, const Context& context) {
    const Entry& last = evidence.entries.back();
    if (last.case_id.empty()) return;
    const std::string count = number(evidence.entries.size(), context);
    const std::string whole = evidence.entries.front().case_seq == 0
                                  ? context.say({", cả " + count + " mục từ mục đầu, không thiếu mục nào",
                                                 ", all its " + count + " entries from the first, none left out"})
                                  : context.say({", chỉ một mục của hồ sơ", ", one entry of the case only"});
    row(context, {"Hồ sơ", "Case"}, last.case_id.value + whole);
    if (evidence.entries.size() == 1) return;
    for (const Entry& entry : evidence.entries)
        context.print("    " + std::to_string(entry.case_seq) + "  " + write_date(entry.date, context.lang()) + "  " +
                      context.say(verb_of(entry.kind)) + (entry.act.empty() ? "" : ", " + entry.act));
}

void print_report(const Entry& entry, const Context& context) {
    if (entry.kind != "report.issued/1") return;
    row(context, {"Báo cáo", "Report"},
        entry.body.value("report", "") + " (" + entry.body.value("format", "") + "), " +
            number(entry.body.value("bytes", std::uint64_t{0}), context) + " byte, SHA-256 " +
            entry.body.value("sha256", ""));
    row(context, {"Số liệu tính đến", "Rests on"},
        number(entry.body.value("size", std::uint64_t{0}), context) + context.say({" mục, gốc ", " entries, root "}) +
            entry.body.value("root", ""));
}

void print_checkpoint(const Checkpoint& tree, const Context& context) {
    row(context, {"Điểm chốt", "Checkpoint"},
        number(tree.size, context) + context.say({" mục, gốc ", " entries, root "}) + to_hex(tree.root));
}

void print_cosigners(const std::vector<Cosigner>& cosigners, const Context& context) {
    for (const Cosigner& one : cosigners)
        row(context, {"Chứng kiến", "Cosigned by"}, one.name + ", " + write_time(one.time));
    if (cosigners.empty())
        row(context, {"Chứng kiến", "Cosigned by"},
            context.say({"không ai mà chính sách biết; chỉ có chữ ký của chính văn phòng",
                         "nobody the policy knows; the office's own signature is all there is"}));
}

Problem no_policy() {
    return {
        ProblemCode::usage,
        {{"what",
          "cần --policy TỆP, vì không có chính sách thì không có gì để tin. Chính sách là của người kiểm tra, không "
          "lấy cùng chỗ với bằng chứng; mẫu: “giamsat journal policy” tại văn phòng"},
         {"what_en",
          "--policy FILE is needed: without a policy there is nothing to believe. It belongs to whoever checks, "
          "never to what is checked; for a draft ask the office for “giamsat journal policy”"}}};
}

}  // namespace

std::string write_time(std::uint64_t posix_seconds) {
    const Instant at{static_cast<std::int64_t>(std::min<std::uint64_t>(posix_seconds, 253'402'300'799)) * 1000};
    const Date day = date_in_vietnam(at);
    const std::int64_t minutes = (at.ms - start_of_day_in_vietnam(day).ms) / 60'000 % minutes_a_day;
    return fmt::format("{:02}/{:02}/{:04} {:02}:{:02}", day.day_of_month(), day.month(), day.year(), minutes / 60,
                       minutes % 60);
}

Result<Policy> read_policy(const std::string& path) {
    if (path.empty()) return no_policy();
    GIAMSAT_TRY(text, read_file(path, policy_bytes_max));
    return Policy::parse(text, path);
}

Result<SignedCheckpoint> read_checkpoint(const std::filesystem::path& path) {
    GIAMSAT_TRY(bytes, read_file(path, note_bytes_max));
    return parse_signed_checkpoint(bytes);
}

std::string with_plain_line_ends(std::string_view text) {
    std::string plain;
    for (const char c : text)
        if (c != '\r') plain += c;
    while (plain.ends_with('\n')) plain.pop_back();
    return plain + "\n";
}

Result<SignedCheckpoint> read_held_checkpoint(const std::filesystem::path& path) {
    GIAMSAT_TRY(bytes, read_file(path, note_bytes_max));
    return parse_signed_checkpoint(with_plain_line_ends(bytes));
}

Problem no_checkpoint() {
    return {ProblemCode::not_found,
            {{"what", "điểm chốt"}, {"what_en", "checkpoint"}, {"name", "giamsat journal checkpoint"}}};
}

Result<SignedCheckpoint> newest_checkpoint(const Context& context) {
    {
        auto place = context.write_office();
        auto made = place ? (*place)->checkpoint() : Result<KeptCheckpoint>(std::move(place.error()));
        if (made) return std::move(made->signed_one);
        if (made.error().code == ProblemCode::evidence_refused) return std::move(made.error());
        context.note(made.error().message(context.lang()));
    }
    GIAMSAT_TRY(place, context.read_office());
    auto kept = place->ask([](Readers& read) { return read.evidence.last_checkpoint(); });
    if (!kept) return no_checkpoint();
    return std::move(kept->signed_one);
}

void print_evidence(const Evidence& evidence, const Context& context) {
    const Entry& entry = evidence.entries.back();
    const Checkpoint& tree = evidence.checkpoint;
    context.print("✓ " +
                  context.say({"Mục " + number(evidence.index, context) + " có trong nhật ký " + tree.origin,
                               "Entry " + number(evidence.index, context) + " is in the journal " + tree.origin}));
    row(context, {"Việc", "What"}, context.say(verb_of(entry.kind)) + " [" + entry.kind + "]");
    row(context, {"Người ghi", "Entered by"}, who(entry, context));
    row(context, {"Ghi lúc", "Recorded"},
        write_time(static_cast<std::uint64_t>(entry.t.ms) / 1000) +
            context.say({", ngày nghiệp vụ ", ", business day "}) + write_date(entry.date, context.lang()));
    print_case(evidence, context);
    print_report(entry, context);
    print_checkpoint(tree, context);
    print_cosigners(evidence.cosigners, context);
}

void print_evidence(const ExportEvidence& evidence, std::size_t older, const Context& context) {
    const std::string size = number(evidence.checkpoint.size, context), cases = number(evidence.cases, context);
    context.print("✓ " + context.say({"Bản xuất của nhật ký " + evidence.checkpoint.origin + " còn nguyên",
                                      "The export of the journal " + evidence.checkpoint.origin + " is whole"}));
    row(context, {"Đã kiểm tra", "Checked"},
        context.say({size + " mục, mọi ô băm, chuỗi của " + cases + " hồ sơ",
                     size + " entries, every tile, the chains of " + cases + " cases"}));
    if (older > 0)
        row(context, {"Nối tiếp", "Continues"},
            number(older, context) + context.say({" điểm chốt cũ", " older checkpoints"}));
    print_checkpoint(evidence.checkpoint, context);
    print_cosigners(evidence.cosigners, context);
}

namespace {

Json cosigners_json(const std::vector<Cosigner>& cosigners) {
    Json list = Json::array();
    for (const Cosigner& one : cosigners) list.push_back({{"name", one.name}, {"time", one.time}});
    return list;
}

Json tree_json(const Checkpoint& tree, const std::vector<Cosigner>& cosigners) {
    return {{"holds", true},
            {"origin", tree.origin},
            {"size", tree.size},
            {"root", to_hex(tree.root)},
            {"cosigners", cosigners_json(cosigners)}};
}

}  // namespace

Json evidence_json(const Evidence& evidence) {
    Json json = tree_json(evidence.checkpoint, evidence.cosigners);
    json["index"] = evidence.index;
    // Each was read from exactly the bytes it is written as.
    for (const Entry& entry : evidence.entries) json["entries"].push_back(*parse_json(*encode_entry(entry)));
    return json;
}

Json evidence_json(const ExportEvidence& evidence) {
    Json json = tree_json(evidence.checkpoint, evidence.cosigners);
    json["cases"] = evidence.cases;
    return json;
}

}  // namespace giamsat::cli
