// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/verify.hpp"

#include "adapters/store/file.hpp"
#include "adapters/store/mark.hpp"
#include "adapters/store/verifying.hpp"

#include <fmt/format.h>

#include <chrono>

namespace giamsat {

namespace store {

namespace {

// After these the tree is not what it was: where the entries belong is worth asking.
bool disputes_the_tree(std::string_view what) {
    return what.starts_with("entry_") || what == "node" || what == "head" || what == "fork" || what == "tail_cut" ||
           what == "command_incomplete" || what == "case_chain";
}

}  // namespace

void Verifying::differ(const char* what, std::string where, LocalText text) {
    ++report.differences_total;
    disputed = disputed || disputes_the_tree(what);
    const std::string kind = what + (" " + where.substr(0, where.find(' ')));
    if (++kept_of[kind] <= options.differences_max)
        report.differences.push_back({what, std::move(where), std::move(text)});
}

void Verifying::entry_differs(const char* what, std::uint64_t seq, const std::string& vi, const std::string& en) {
    differ(what, fmt::format("entry {}", seq),
           {fmt::format("mục {}: {}", seq, vi), fmt::format("entry {}: {}", seq, en)});
}

void Verifying::stop_if_asked() const {
    if (options.stop && options.stop->load(std::memory_order_relaxed))
        throw StorageError(Problem(ProblemCode::interrupted));
}

namespace {

struct Part {
    void (*look)(Verifying&);
    std::optional<VerifyPart> part;  // nothing: it is gone through in any case, or is made of parts itself
};

constexpr Part parts[] = {
    {check_schema, VerifyPart::schema},
    {check_storage, VerifyPart::storage},
    {find_origins, {}},
    {hear_kept, VerifyPart::kept},
    {hear_signer, VerifyPart::signer},
    {hear_brought, VerifyPart::brought},
    {check_journal, {}},
    {judge_testimonies, {}},
    {compare_brought, VerifyPart::brought},
    {check_places, VerifyPart::places},
    {check_blobs, VerifyPart::blobs},
    {compare_rows, VerifyPart::rows},
};

// Where the file itself gives way, the other parts still may say more.
void look(Verifying& verifying, const Part& part) try {
    if (!part.part || verifying.looks_at(*part.part)) part.look(verifying);
} catch (const StorageError& error) {
    if (error.problem.code != ProblemCode::office_damaged) throw;
    verifying.differ("storage", "office.db", {error.problem.message(Lang::vi), error.problem.message(Lang::en)});
}

}  // namespace

}  // namespace store

Result<VerifyReport> verify_office(const std::filesystem::path& folder, const VerifyOptions& options) try {
    using namespace store;
    const auto begun = std::chrono::steady_clock::now();
    const auto path = office_path(folder);
    if (!std::filesystem::exists(path)) return Problem(ProblemCode::office_missing, {{"path", folder.string()}});
    bring_up_to_date(folder, office_file_kind());
    const auto marked = Mark::read(folder);  // before the view is fixed: the writer may go on meanwhile
    auto office = open_to_read(path, office_file_kind());
    if (options.stop) office->stop_when(*options.stop);
    office->run("BEGIN");
    Verifying verifying(*office, options);
    prepare_fresh(verifying);
    for (const Part& part : parts) look(verifying, part);
    const bool asks_mark = verifying.report.clean() && verifying.looks_at(VerifyPart::mark);
    if (auto lost = asks_mark ? lost_since(marked, *office, verifying.report.entries) : std::nullopt)
        verifying.differ("tail_cut", "office.mark", std::move(*lost));
    verifying.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return std::move(verifying.report);
} catch (const StorageError& error) {
    return error.problem;
}

}  // namespace giamsat
