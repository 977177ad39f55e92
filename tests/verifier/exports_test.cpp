// SPDX-License-Identifier: Apache-2.0
// Exports, whole and damaged, and other histories signed with the log's own key: what only an older checkpoint gives away.
#include "kernel/journal/tiles.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/sample_entries.hpp"
#include "support/sample_log.hpp"
#include "support/small_office.hpp"
#include "support/trial.hpp"

#include <algorithm>
#include <functional>
#include <map>

using namespace giamsat;
using namespace giamsat::test;
using samples::SampleLog;

namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::string>;

std::string own_origin() { return "giamsat.invalid/" + samples::office_id().value; }
std::string policy() { return samples::policy_text(own_origin(), {"w"}, "quorum w\n"); }

// Commands of two entries each, every third entry about one of seven cases.
std::vector<Entry> entries(std::uint64_t count) {
    std::vector<Entry> all;
    std::map<std::string, std::int64_t> sequences;
    for (std::uint64_t k = 0; k < count; ++k) {
        Entry entry = samples::entry("unit.ended/1", {{"number", k}});
        if (k % 3 == 0) {
            const std::string name = "case " + std::to_string(k % 7);
            entry = samples::case_entry("case.moved/1", name, {{"number", k}});
            entry.case_seq = sequences[name]++;
        }
        entry.cmd.value = samples::id_of("command " + std::to_string(k / 2));
        entry.i = static_cast<int>(k % 2), entry.n = 2;
        all.push_back(entry);
    }
    return all;
}

Bytes written(std::vector<Entry> entries) {
    samples::Placing placing;
    Bytes bytes;
    for (Entry& entry : entries) bytes.push_back(placing.place(entry));
    return bytes;
}

SampleLog log_of(const Bytes& bytes, const std::string& origin = own_origin()) {
    SampleLog log(origin);
    for (const std::string& one : bytes) log.append(one);
    return log;
}

std::string note_of(const SampleLog& log, std::uint64_t size) {
    return write_note(log.signed_checkpoint(size, {"w"}).note);
}

fs::path write_export(Trials& trials, const SampleLog& log) {
    const fs::path folder = trials.fresh_folder();
    const StoredHashes hashes = log.hashes();
    for (const Tile& tile : tiles_of(log.size())) {
        std::string content;
        Bytes bundle;
        for (std::uint64_t i = tile.index * tile_width; i < tile.index * tile_width + tile.width; ++i) {
            content += as_bytes(tile.level == 0 ? hashes.leaf(i) : hashes.full(tile.level, i));
            if (tile.level == 0) bundle.push_back(log.bytes(i));
        }
        write_text(folder / tile_path(tile), content);
        if (tile.level == 0) write_text(folder / bundle_path(tile), write_bundle(bundle));
    }
    write_text(folder / "checkpoint", note_of(log, log.size()));
    return folder;
}

constexpr std::uint64_t size = 600;
const SampleLog& log() {
    static const SampleLog made = log_of(written(entries(size)));
    return made;
}

}  // namespace

TEST_CASE("both verifiers take good exports of every shape", "[verifier]") {
    Trials trials;
    for (std::uint64_t count : {2u, 4u, 254u, 256u, 258u, 512u, 514u})
        trials.exported(std::to_string(count) + " entries", true, write_export(trials, log_of(written(entries(count)))),
                        policy());
    trials.exported(
        "continuing older ones", true, write_export(trials, log()), policy(),
        {note_of(log(), 1), note_of(log(), 255), note_of(log(), 256), note_of(log(), 599), note_of(log(), 600)});
    trials.exported("continuing one without witnesses", true, write_export(trials, log()), policy(),
                    {write_note(log().signed_checkpoint(300).note)});
    const fs::path with_more = write_export(trials, log());
    write_text(with_more / "tile/0/001.p/7", "of an older size");
    write_text(with_more / "readme", "nobody's business");
    trials.exported("with other files", true, with_more, policy());
    CHECK(misjudged(trials, 2) == "");
}

TEST_CASE("both verifiers refuse an export with any file damaged, cut, exchanged or missing", "[verifier]") {
    Trials trials;
    const Bytes files = {"checkpoint",     "tile/0/000",       "tile/0/001",       "tile/0/002.p/88",
                         "tile/1/000.p/2", "tile/entries/000", "tile/entries/001", "tile/entries/002.p/88"};
    const auto damage = [&](const std::string& what, const std::function<void(const fs::path&)>& change) {
        const fs::path folder = write_export(trials, log());
        change(folder);
        trials.exported(what, false, folder, policy());
    };
    for (const std::string& name : files) {
        const std::string whole = read_whole((write_export(trials, log()) / name).string());
        damage(name + " missing", [&](const fs::path& folder) { fs::remove(folder / name); });
        damage(name + " empty", [&](const fs::path& folder) { write_text(folder / name, ""); });
        damage(name + " cut",
               [&](const fs::path& folder) { write_text(folder / name, whole.substr(0, whole.size() - 1)); });
        damage(name + " longer", [&](const fs::path& folder) { write_text(folder / name, whole + "x"); });
        for (const std::size_t at : {std::size_t{0}, whole.size() / 3, whole.size() - 1})
            damage(name + " byte " + std::to_string(at), [&](const fs::path& folder) {
                std::string other = whole;
                other[at] = static_cast<char>(other[at] ^ 2);
                write_text(folder / name, other);
            });
    }
    damage("bundles exchanged", [](const fs::path& folder) {
        fs::rename(folder / "tile/entries/000", folder / "x");
        fs::rename(folder / "tile/entries/001", folder / "tile/entries/000");
        fs::rename(folder / "x", folder / "tile/entries/001");
    });
    damage("tiles exchanged", [](const fs::path& folder) {
        fs::rename(folder / "tile/0/000", folder / "x");
        fs::rename(folder / "tile/0/001", folder / "tile/0/000");
        fs::rename(folder / "x", folder / "tile/0/001");
    });
    damage("the partial tile of another width",
           [](const fs::path& folder) { fs::rename(folder / "tile/0/002.p/88", folder / "tile/0/002.p/87"); });
    damage("checkpoint of an entry more", [](const fs::path& folder) {
        SampleLog more = log();
        more.append(written(entries(602))[600]);
        write_text(folder / "checkpoint", note_of(more, 601));
    });
    damage("checkpoint of 2^62 entries", [](const fs::path& folder) {
        const Checkpoint huge{own_origin(), 1ull << 62, log().checkpoint(size).root};
        Note note{write_checkpoint(huge), {}};
        note.signatures = {sign_note(samples::seed_of(own_origin()), own_origin(), note.text),
                           samples::witness_line("w", note.text, 1)};
        write_text(folder / "checkpoint", write_note(note));
    });
    damage("checkpoint without its witness", [](const fs::path& folder) {
        write_text(folder / "checkpoint", write_note(log().signed_checkpoint(size).note));
    });
    damage("checkpoint of another log", [](const fs::path& folder) {
        write_text(folder / "checkpoint", note_of(log_of(log().all_bytes(), "log.example/x"), size));
    });
    CHECK(misjudged(trials, 12) == "");
}

TEST_CASE("both verifiers refuse a journal that breaks its own rules, though log and witness signed it", "[verifier]") {
    Trials trials;
    const auto history = [&](const std::string& what, const std::function<void(std::vector<Entry>&)>& change) {
        auto all = entries(60);
        change(all);
        trials.exported(what, false, write_export(trials, log_of(written(all))), policy());
    };
    const auto bytes = [&](const std::string& what, const std::function<void(Bytes&)>& change) {
        Bytes all = log_of(written(entries(60))).all_bytes();
        change(all);
        trials.exported(what, false, write_export(trials, log_of(all)), policy());
    };
    history("half a command at the end", [](auto& all) { all.pop_back(); });
    history("a command without its beginning", [](auto& all) { all.erase(all.begin() + 10); });
    history("a command without its end", [](auto& all) { all.erase(all.begin() + 11); });
    history("commands mixed", [](auto& all) { std::swap(all[11], all[12]); });
    history("a command of three with two entries", [](auto& all) { all[10].n = all[11].n = 3; });
    history("two sizes of one command", [](auto& all) { all[10].n = 3; });
    history("a command twice", [](auto& all) { all[12].cmd = all[10].cmd, all[13].cmd = all[10].cmd; });
    history("a case that skips a number", [](auto& all) { all[48].case_seq += 1; });
    history("a case with a number twice", [](auto& all) { all[48].case_seq -= 1; });
    history("a case begun in the middle", [](auto& all) {
        all[48].case_id.value = samples::id_of("new"), all[48].case_seq = 1, all[48].case_prev = samples::hash_of("x");
    });
    bytes("an altered entry before its case went on", [](Bytes& all) {
        const auto at = all[0].find("\"number\":0");
        all[0].replace(at, 10, "\"number\":7");
    });
    bytes("an entry of another office",
          [](Bytes& all) { all[1].replace(all[1].find(samples::office_id().value), 32, std::string(32, 'a')); });
    bytes("an entry that is not canonical", [](Bytes& all) { all[1] += " "; });
    bytes("an entry that is none", [](Bytes& all) { all[1] = "x"; });
    bytes("an empty entry", [](Bytes& all) { all[1] = ""; });
    CHECK(misjudged(trials, 4) == "");
}

TEST_CASE("another history holds by itself, and an older checkpoint gives it away", "[verifier]") {
    Trials trials;
    const std::string before = note_of(log(), 400);
    const auto rewritten = [&](const std::string& what, const std::function<void(std::vector<Entry>&)>& change) {
        auto all = entries(size);
        change(all);
        const fs::path folder = write_export(trials, log_of(written(all)));
        trials.exported(what, true, folder, policy());
        trials.exported(what + ", but an older checkpoint is known", false, folder, policy(), {before});
    };
    rewritten("an entry edited, all recomputed", [](auto& all) { all[100].act = "01/QĐ 01/01/2024"; });
    rewritten("the last entry the checkpoint covers edited", [](auto& all) { all[399].act = "x"; });
    rewritten("the tail cut", [](auto& all) { all.resize(300); });
    rewritten("a command without a case left out", [](auto& all) { all.erase(all.begin() + 100, all.begin() + 102); });
    const auto older = [&](const std::string& what, const std::string& note) {
        trials.exported("older: " + what, false, write_export(trials, log()), policy(), {before, note});
    };
    older("of another log", note_of(log_of(log().all_bytes(), "log.example/x"), 400));
    older("of the empty tree", note_of(log_of({}), 0));
    older("of more entries", note_of(log_of(written(entries(602))), 602));
    older("signed badly", before.substr(0, before.size() - 8) + (before[before.size() - 8] == 'A' ? "B" : "A") +
                              before.substr(before.size() - 7));
    older("no checkpoint", "x\n");
    older("cut", before.substr(0, before.size() - 1));
    CHECK(misjudged(trials, 3) == "");
}

TEST_CASE("both verifiers take what a real office hands out, and refuse it damaged", "[verifier]") {
    SmallOffice office;
    Trials trials;
    const std::string policy = office.must({"journal", "policy"}).output;
    const std::string old = office.must({"journal", "checkpoint"}).output;
    office.must({"unit", "change", "commune:405102", "--name", "xã Hòa Đông", "--from", "01/06/2024", "--on-behalf",
                 "CB01", "--act", "04/QĐ-UBND 01/03/2024"});
    const fs::path folder = trials.fresh_folder() / "export";
    office.must({"journal", "export", folder.string()});
    trials.exported("an export", true, folder, policy, {old});
    for (const char* entry : {"0", "7", "33"}) {
        const fs::path path = trials.fresh_folder() / "entry.tlog-proof";
        office.must({"journal", "prove", "--entry", entry, "--out", path.string()});
        const std::string proof = read_whole(path.string());
        trials.proof(std::string("entry ") + entry, true, proof, policy);
        trials.proof(std::string("entry ") + entry + " damaged", false, proof.substr(1), policy);
    }
    CHECK(misjudged(trials, 1) == "");
}

TEST_CASE("the independent verifier is short enough for an auditor to read", "[verifier][docs]") {
    const std::string text = read_whole(source_path("tests/verifier/verify.py"));
    CHECK(std::count(text.begin(), text.end(), '\n') <= 200);
}
