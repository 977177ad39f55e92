// SPDX-License-Identifier: Apache-2.0
// One to 64 bits of an office's file turn over, and the office is opened and verified. Either it is refused, or the
// verification tells, or what the office says is to the byte what it said before: the bits were not in use. Tables that are no
// projections are empty here: nothing vouches for them. State "file/number".
#include "adapters/store/file.hpp"
#include "adapters/store/verify.hpp"
#include "fault/kit/campaign.hpp"
#include "fault/kit/connections.hpp"
#include "fault/kit/files.hpp"
#include "kernel/journal/entry.hpp"
#include "support/catch.hpp"

#include <fmt/format.h>

#include <algorithm>

using namespace giamsat;
using namespace giamsat::fault;

namespace {

namespace fs = std::filesystem;
using store::Cursor;
using store::Database;
using store::Statement;

std::vector<std::string> texts(Database& database, const char* sql) {
    std::vector<std::string> all;
    Statement read(database, sql);
    for (Cursor cursor = read.with(); cursor.next();) all.push_back(cursor.text(0));
    return all;
}

// Everything an office says, in one hash: every row of every table.
std::string said(const fs::path& office) {
    const auto database = store::open_to_read(store::office_path(office), store::office_file_kind());
    std::string all;
    for (const std::string& table :
         texts(*database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")) {
        Statement read(*database, "SELECT * FROM " + table);
        for (Cursor cursor = read.with(); cursor.next(); all += '\n')
            for (int column = 0; column < cursor.columns(); ++column)
                all += fmt::format("{}{}:{},", cursor.is_null(column) ? "-" : "", cursor.view(column).size(),
                                   cursor.view(column));
    }
    return to_hex(sha256(all));
}

struct Verifier {
    bool compares_rows = true;  // false: the negative control, one check removed
};

enum class Answer { refused, told, unused, silent };

bool tells(const VerifyReport& report, const Verifier& verifier) {
    return std::any_of(report.differences.begin(), report.differences.end(), [&](const Difference& difference) {
        return verifier.compares_rows || !difference.what.starts_with("row_");
    });
}

Answer answer_of(const fs::path& office, const std::string& before, const Verifier& verifier) {
    const auto report = verify_office(office, {.differences_max = 1000});
    if (!report) return Answer::refused;
    if (tells(*report, verifier)) return Answer::told;
    try {
        return said(office) == before ? Answer::unused : Answer::silent;
    } catch (const StorageError&) {
        return Answer::refused;
    }
}

void flip(std::string& bytes, Chance& chance) {
    const std::uint64_t bits = 1 + chance.below(chance.in(50) ? 1 : 64);
    const std::uint64_t from = chance.below(bytes.size());
    const bool together = chance.in(50);
    for (std::uint64_t bit = 0; bit < bits; ++bit) {
        const std::uint64_t at =
            together ? std::min<std::uint64_t>(bytes.size() - 1, from + chance.below(64)) : chance.below(bytes.size());
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << chance.below(8)));
    }
}

struct Target {
    std::string name;
    Files files;
    std::string path;  // the file whose bits turn over
};

Files backed_up(const Files& files) {
    FastFolder folder;
    lay_out(folder.path(), files);
    const auto path = folder.path() / "office" / "office.db";
    Database(path, Database::Access::write)
        .run(fmt::format("VACUUM INTO '{}'", (folder.path() / "copy").string()).c_str());
    Files copy = taken_from(folder.path());
    copy["office/office.db"] = copy.at("copy");
    for (const char* gone : {"copy", "office/office.db-wal", "office/keys.db-wal"}) copy.erase(gone);
    return copy;
}

std::vector<Target> targets() {
    const Script day = founding() + registering() + a_visit() + the_rest();
    const Files closed = prepared(day).files;
    const Files cut_off = prepared(day, Left::cut_off).files;
    return {{"database", closed, "office/office.db"},
            {"wal", cut_off, "office/office.db-wal"},
            {"backup", backed_up(cut_off), "office/office.db"}};
}

using Counts = std::map<Answer, std::uint64_t>;

Counts try_all(const Target& target, std::uint64_t from, std::uint64_t until, const Sizes& sizes, Progress& progress,
               const Verifier& verifier = {}) {
    FastFolder folder;
    lay_out(folder.path(), target.files);
    const std::string before = said(folder.path() / "office");
    Counts counts;
    for (std::uint64_t number = from; number < until && !interrupted(); ++number) {
        const std::string state = fmt::format("{}/{}", target.name, number);
        if (!sizes.state.empty() && sizes.state != state) continue;
        Chance chance(sizes.seed, number);
        Files files = target.files;
        flip(files.at(target.path), chance);
        lay_out(folder.path(), files);
        const Answer answer = answer_of(folder.path() / "office", before, verifier);
        ++counts[answer];
        if (answer == Answer::silent) progress.found(state, "the office says something else, and nothing tells");
        progress.step();
    }
    return counts;
}

}  // namespace

TEST_CASE("bits that turn over are refused or told, or were not in use", "[flips]") {
    know_connections();
    const Sizes size = sizes(1'000);
    Progress progress("bit flips", size.size);
    const auto all = targets();
    std::uint64_t from = 0;
    for (std::size_t at = 0; at < all.size(); ++at) {
        const std::uint64_t until = size.size * (at + 1) / all.size();
        Counts counts = try_all(all[at], from, until, size, progress);
        fmt::print("bit flips: {}: {} refused, {} told, {} not in use, {} silent\n", all[at].name,
                   counts[Answer::refused], counts[Answer::told], counts[Answer::unused], counts[Answer::silent]);
        CHECK(counts[Answer::silent] == 0);
        from = until;
    }
}

TEST_CASE("a verification that compares no rows misses bits that turned over", "[flips]") {
    const Sizes size{600, sizes(0).seed, "", false};
    Progress progress("bit flips, rows not compared", size.size, false);
    CHECK(try_all(targets().front(), 0, size.size, size, progress, {.compares_rows = false})[Answer::silent] > 0);
}
