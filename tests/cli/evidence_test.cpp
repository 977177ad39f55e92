// SPDX-License-Identifier: Apache-2.0
// What the office hands to outsiders, and what they can do with it without the office.
#include "base/crypto/crypto.hpp"
#include "kernel/journal/tlog_proof.hpp"
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/sample_log.hpp"

#include <regex>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

// An office with a visit and a finding, its policy and first checkpoint kept outside.
struct Kept {
    SmallOffice office;
    fs::path outside = office.folder() / "outside";
    std::string policy = (outside / "policy").string(), checkpoint = (outside / "checkpoint").string();

    Kept() {
        write_text(policy, office.must({"journal", "policy"}).output);
        write_text(checkpoint, office.must({"journal", "checkpoint"}).output);
    }
    std::string path(const std::string& name) const { return (outside / name).string(); }
    Finished check(const std::string& proof, std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"journal", "check", proof, "--policy", policy});
        return run_giamsat(more);  // knows no office
    }
    void change() const {
        office.must({"unit", "change", "commune:405102", "--name", "xã Hòa Đông", "--from", "01/06/2024", "--on-behalf",
                     "CB01", "--act", "04/QĐ-UBND 01/03/2024"});
    }
};

std::uint64_t size_in(const std::string& path) { return parse_signed_checkpoint(read_whole(path))->checkpoint.size; }

}  // namespace

TEST_CASE("an entry, a case, a finding are proved by a file that needs no office", "[cli][journal][golden]") {
    const Kept kept;
    approve_plan(kept.office), assign_team(kept.office), visit_commune(kept.office);
    const Json findings = kept.office.json({"finding", "list"});
    const std::string finding = findings["findings"][0]["id"];
    kept.office.must({"journal", "prove", "--entry", "0", "--out", kept.path("first")});
    kept.office.must({"journal", "prove", "--case", "commune:405102", "--out", kept.path("visit.tlog-proof")});
    const Finished proved = kept.office.must({"journal", "prove", "--finding", finding, "--out", kept.path("finding")});
    CHECK(proved.output.starts_with(kept.path("finding.tlog-proof")));

    CHECK_GOLDEN("cli/journal-check-entry.txt", steady(kept.check(kept.path("first.tlog-proof")).output));
    CHECK_GOLDEN("cli/journal-check-case.txt", steady(kept.check(kept.path("visit.tlog-proof")).output));
    CHECK_GOLDEN("cli/journal-check-case-en.txt",
                 steady(kept.check(kept.path("visit.tlog-proof"), {"--lang", "en"}).output));
    CHECK(kept.check(kept.path("finding.tlog-proof")).exit_code == 0);
    const Json told = *parse_json(kept.check(kept.path("visit.tlog-proof"), {"--json"}).output);
    CHECK(told["holds"] == true);
    CHECK(told["entries"].size() > 5);
    CHECK(told["entries"][0]["kind"] == "case.opened/1");
}

TEST_CASE("without a policy there is nothing to believe", "[cli][journal]") {
    const Kept kept;
    kept.office.must({"journal", "prove", "--entry", "3", "--out", kept.path("p")});
    const Finished refused = run_giamsat({"journal", "check", kept.path("p.tlog-proof")});
    CHECK(refused.exit_code == 2);
    CHECK(refused.errors.find("giamsat journal policy") != std::string::npos);
    CHECK(run_giamsat({"journal", "check", kept.office.path().string()}).exit_code == 2);
}

TEST_CASE("a proof under another office's policy, or damaged, is refused and says why", "[cli][journal]") {
    const Kept kept;
    kept.office.must({"journal", "prove", "--entry", "3", "--out", kept.path("p")});
    const std::string proof = read_whole(kept.path("p.tlog-proof"));
    write_text(kept.path("other-policy"), samples::policy_text("log.example/other", {}, "quorum none\n"));
    write_text(kept.path("wants-witness"), read_whole(kept.policy).substr(0, read_whole(kept.policy).rfind("quorum")) +
                                               "witness w " + samples::vkey_of("w", KeyType::witness) + "\nquorum w\n");
    write_text(kept.path("damaged"), "x" + proof);
    const auto exit_code = [&](const std::string& file, const std::string& policy) {
        return run_giamsat({"journal", "check", kept.path(file), "--policy", kept.path(policy)}).exit_code;
    };
    CHECK(exit_code("p.tlog-proof", "policy") == 0);
    CHECK(exit_code("p.tlog-proof", "other-policy") == 6);
    CHECK(exit_code("p.tlog-proof", "wants-witness") == 6);
    CHECK(exit_code("damaged", "policy") == 5);
    CHECK(exit_code("p.tlog-proof", "damaged") == 5);
    CHECK(exit_code("missing", "policy") == 5);
}

TEST_CASE("what to prove is said once, and has to be there", "[cli][journal]") {
    const Kept kept;
    CHECK(kept.office.run({"journal", "prove"}).exit_code == 2);
    CHECK(kept.office.run({"journal", "prove", "--entry", "0", "--case", "commune:405102"}).exit_code == 2);
    CHECK(kept.office.run({"journal", "prove", "--entry", "99999"}).exit_code == 3);
    CHECK(kept.office.run({"journal", "prove", "--report", kept.policy}).exit_code == 3);
    CHECK(kept.office.run({"journal", "prove", "--case", "commune:405102"}).exit_code == 3);
}

TEST_CASE("an issued report stands on a checkpoint, carries it, and has its proof beside it", "[cli][report]") {
    const Kept kept;
    const std::string folder = kept.path("reports");
    const Json out =
        kept.office.json({"report", "year", "--year", "2024", "--format", "html,json", "--out", folder, "--issue"});
    REQUIRE(out["files"].size() == 2);
    const std::string html = out["files"][0]["path"], proof = out["files"][0]["proof"];
    const std::string page = read_whole(html);
    const std::uint64_t size = out["report"]["journal_size"];
    CHECK(page.find("<figure class=\"checkpoint\">") != std::string::npos);
    CHECK(proof == html + ".tlog-proof");

    const auto note = parse_signed_checkpoint(out["report"]["checkpoint"].get<std::string>());
    REQUIRE(note);
    CHECK(note->checkpoint.size == size);
    CHECK(to_hex(note->checkpoint.root) == out["report"]["journal_root"]);

    const Json told = *parse_json(kept.check(proof, {"--file", html, "--json"}).output);
    const Json& entry = told["entries"][0];
    CHECK(entry["kind"] == "report.issued/1");
    CHECK(entry["body"]["size"] == size);
    CHECK(entry["body"]["root"] == out["report"]["journal_root"]);
    CHECK(told["index"] == size);  // the very next entry
    // The code is another one in every office, and so is the length of the page.
    const std::string shown = steady(kept.check(proof, {"--file", html}).output);
    CHECK_GOLDEN("cli/journal-check-report.txt", std::regex_replace(shown, std::regex("[0-9.]+ byte"), "<n> byte"));

    CHECK(kept.check(out["files"][1]["proof"], {"--file", html}).exit_code == 6);
    write_text(kept.path("altered.html"), page + " ");
    const Finished altered = kept.check(proof, {"--file", kept.path("altered.html")});
    CHECK(altered.exit_code == 6);
    CHECK(altered.errors.find("SHA-256") != std::string::npos);

    kept.office.must({"journal", "prove", "--report", html, "--out", kept.path("again")});
    CHECK(kept.check(kept.path("again.tlog-proof"), {"--file", html}).exit_code == 0);
}

TEST_CASE("a report that is only looked at carries no checkpoint", "[cli][report]") {
    const Kept kept;
    const Json out =
        kept.office.json({"report", "year", "--year", "2024", "--format", "html", "--out", kept.path("r")});
    CHECK_FALSE(out["report"].contains("checkpoint"));
    CHECK_FALSE(out["files"][0].contains("proof"));
    CHECK(read_whole(out["files"][0]["path"].get<std::string>()).find("class=\"checkpoint\"") == std::string::npos);
}

TEST_CASE("an export grows by what is new, and is checked without the office", "[cli][journal][golden]") {
    const Kept kept;
    const std::string folder = kept.path("export");
    const Json first = kept.office.json({"journal", "export", folder});
    CHECK(first["kept"] == 0);
    for (int i = 0; i < 3; ++i) kept.change();
    const Json second = kept.office.json({"journal", "export", folder});
    CHECK(second["size"] > first["size"]);

    CHECK_GOLDEN("cli/journal-check-export.txt", steady(kept.check(folder, {"--older", kept.checkpoint}).output));
    CHECK_GOLDEN("cli/journal-check-export-en.txt", steady(kept.check(folder, {"--lang", "en"}).output));

    const SmallOffice other;
    const Finished refused = other.run({"journal", "export", folder});
    CHECK(refused.exit_code == 6);
    CHECK(kept.check(folder).exit_code == 0);
    write_text(fs::path(folder) / ("tile/0/000.p/" + second["size"].dump()), "x");
    CHECK(kept.check(folder).exit_code == 6);
}

TEST_CASE("a journal that goes on continues its older checkpoint, another does not", "[cli][journal][golden]") {
    const Kept kept;
    kept.change();
    const std::string folder = kept.path("export"), proof = kept.path("proof");
    kept.office.must({"journal", "export", folder});
    const auto consistency = [&](const std::string& older, const std::string& newer,
                                 std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"journal", "consistency", older, newer});
        return run_giamsat(more);
    };
    CHECK_GOLDEN("cli/journal-consistency.txt",
                 steady(consistency(kept.checkpoint, folder, {"--policy", kept.policy, "--out", proof}).output));
    CHECK(consistency(kept.checkpoint, kept.office.path().string()).exit_code == 0);
    CHECK(consistency(kept.checkpoint, proof, {"--policy", kept.policy}).exit_code == 0);
    CHECK(consistency(kept.checkpoint, kept.checkpoint, {"--policy", kept.policy}).exit_code == 0);
    const std::string newest = folder + "/checkpoint";
    CHECK(size_in(newest) > size_in(kept.checkpoint));
    CHECK(consistency(kept.checkpoint, newest).exit_code == 2);  // two notes alone do not tell
    CHECK(consistency(newest, kept.checkpoint).exit_code == 6);  // it would have shrunk
    CHECK(consistency(newest, proof).exit_code == 6);            // a proof from another size
    CHECK(consistency(kept.path("nothing"), folder).exit_code == 5);

    const SmallOffice other;
    CHECK(consistency(kept.checkpoint, other.path().string()).exit_code == 6);
    std::string forged = read_whole(proof);
    forged[forged.find('\n') + 3] = forged[forged.find('\n') + 3] == 'A' ? 'B' : 'A';
    write_text(kept.path("forged"), forged);
    CHECK(consistency(kept.checkpoint, kept.path("forged")).exit_code == 6);
}

TEST_CASE("a checkpoint typed over from paper or read by a telephone is compared all the same", "[cli][journal]") {
    const Kept kept;
    kept.change();
    const std::string note = read_whole(kept.checkpoint);
    std::string dos;
    for (const char c : note) dos += c == '\n' ? std::string("\r\n") : std::string(1, c);
    for (const std::string& held : {note + "\n", note.substr(0, note.size() - 1), dos}) {
        write_text(kept.path("held"), held);
        const std::string office = kept.office.path().string();
        CHECK(run_giamsat({"journal", "consistency", kept.path("held"), office, "--policy", kept.policy}).exit_code ==
              0);
        CHECK(kept.office.run({"journal", "verify", "--against", kept.path("held")}).exit_code == 0);
    }
}

TEST_CASE("a case that has ended is proved and shown by its unit", "[cli][journal][names]") {
    const Kept kept;
    approve_plan(kept.office);
    kept.office.must({"visit", "cancel", "commune:405102", "--reason", "mưa bão", "--as", "CB01"});
    kept.office.must({"journal", "prove", "--case", "commune:405102", "--out", kept.path("ended.tlog-proof")});
    CHECK(kept.check(kept.path("ended.tlog-proof")).exit_code == 0);
    CHECK(kept.office.json({"case", "show", "commune:405102"})["life"] == "cancelled");
}

TEST_CASE("an office brought back from an old copy does not continue what was kept outside", "[cli][journal]") {
    const Kept kept;
    const fs::path copy = kept.outside / "copy";
    fs::copy(kept.office.path(), copy, fs::copy_options::recursive);
    kept.change();
    write_text(kept.path("newer"), kept.office.must({"journal", "checkpoint"}).output);
    const Finished told = run_giamsat({"journal", "consistency", kept.path("newer"), copy.string()});
    CHECK(told.exit_code == 6);
}

TEST_CASE("the newest checkpoint is printed as it was signed", "[cli][journal]") {
    const Kept kept;
    const std::string newest = kept.office.must({"journal", "checkpoint", "--kept"}).output;
    CHECK(newest == read_whole(kept.checkpoint));
    CHECK(kept.office.json({"journal", "checkpoint"})["note"] == newest);
    CHECK(parse_signed_checkpoint(newest)->checkpoint.size == kept.office.json({"journal", "root"})["size"]);
    std::string policy = comparable(read_whole(kept.policy));
    policy = std::regex_replace(policy, std::regex("[+][0-9a-f]{8}[+][A-Za-z0-9+/=]{44}"), "+<key>");
    CHECK_GOLDEN("cli/journal-policy.txt", policy);
}
