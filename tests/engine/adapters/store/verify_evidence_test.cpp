// SPDX-License-Identifier: Apache-2.0
// What checkpoints say about a journal: those the office keeps, what its signer remembers, what others bring.
#include "adapters/store/verify.hpp"

#include "adapters/store/sqlite.hpp"
#include "base/platform/files.hpp"
#include "kernel/journal/merkle.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

#include <algorithm>

using namespace giamsat;
using samples::OfficeFolder;
using store::Database;

namespace {

const Key log_key = sha256("the log's key");
const Key witness_key = sha256("the witness's key");
const std::string origin = "giamsat.invalid/" + samples::office_id().value;
const std::string witness_name = "witness.example/w1";

void register_units(Office& office, int from, int count) {
    office.recorder().begin();
    for (int k = from; k < from + count; ++k) {
        const std::string name = "unit " + std::to_string(k);
        samples::record(office, samples::entry("unit.registered/1", {{"unit", samples::id_of(name)},
                                                                     {"level", "group"},
                                                                     {"code", name},
                                                                     {"name", name},
                                                                     {"valid_from", "2015-01-01"}}));
    }
    office.recorder().commit();
}

SignedCheckpoint signed_by(const Key& key, const Checkpoint& checkpoint) {
    SignedCheckpoint made{checkpoint, {write_checkpoint(checkpoint), {}}};
    made.note.signatures.push_back(sign_note(key, checkpoint.origin, made.note.text));
    return made;
}

SignedCheckpoint cosigned(SignedCheckpoint checkpoint) {
    checkpoint.note.signatures.push_back(cosign(witness_key, witness_name, checkpoint.note.text, 1'717'120'800));
    return checkpoint;
}

// Keeps a checkpoint of the journal as it is.
SignedCheckpoint keep(Office& office, const Key& key = log_key) {
    const auto now = signed_by(key, {origin, office.readers().journal.size(), office.readers().journal.root()});
    office.recorder().begin();
    office.recorder().keep_checkpoint(now, Instant{1'717'120'800'000});
    office.recorder().commit();
    return now;
}

// An office of 300 entries with checkpoints at 100, 200 and 300; the middle one is cosigned.
struct Watched {
    Watched() {
        auto office = folder.create();
        for (int k = 0; k < 3; ++k) {
            register_units(*office, k * 100, 100);
            kept.push_back(keep(*office));
        }
        office->recorder().begin();
        office->recorder().keep_cosignature(kept[1].checkpoint, cosigned(kept[1]).note.signatures.back());
        office->recorder().commit();
        options.evidence.signer = SignerState{{{origin, kept.back().checkpoint}}, public_key_of(log_key)};
    }

    void tamper(const std::string& sql) { Database(folder.database(), Database::Access::write).run(sql.c_str()); }
    // The last entries are taken away with everything that came from them, as if they had never been.
    void cut(int size) {
        const std::string from = std::to_string(size);
        tamper("DROP TRIGGER log_entry_remains; DELETE FROM log_entry WHERE seq >= " + from +
               "; CREATE TRIGGER log_entry_remains BEFORE DELETE ON log_entry BEGIN\n    SELECT RAISE(ABORT, 'an entry "
               "of the "
               "journal is never deleted');\nEND; DELETE FROM unit WHERE rowid > " +
               from +
               "; DELETE FROM unit_version WHERE unit NOT IN (SELECT id FROM unit); DELETE FROM log_command WHERE seq "
               ">= " +
               from);
        if (size < 256)
            tamper(
                "DROP TRIGGER log_node_remains; DELETE FROM log_node; CREATE TRIGGER log_node_remains BEFORE "
                "DELETE ON log_node BEGIN\n    SELECT RAISE(ABORT, 'a node of the tree is never deleted');\nEND;");
        Database database(folder.database(), Database::Access::write);
        const Hash root = root_at(size);
        store::Statement(database, "UPDATE log_head SET size = ?1, root = ?2").run(size, store::Blob{as_bytes(root)});
    }
    Hash root_at(int size) {
        Database database(folder.database(), Database::Access::read);
        store::Statement read(database, "SELECT entry FROM log_entry WHERE seq < ?1 ORDER BY seq");
        Frontier frontier;
        for (auto row = read.with(size); row.next();) frontier.append(leaf_hash(row.view(0)));
        return frontier.root();
    }
    void bring(const SignedCheckpoint& checkpoint) {
        options.evidence.brought.push_back({"usb.txt", checkpoint, {}, {}});
    }
    VerifyReport report() { return verify_office(folder.path(), options).value(); }
    std::string found() {
        std::string all;
        for (const Difference& difference : report().differences)
            all += difference.what + " " + difference.where + "; ";
        return all;
    }

    OfficeFolder folder;
    std::vector<SignedCheckpoint> kept;
    VerifyOptions options;
};

Policy policy_of(const Key& log, const std::string& of = origin) {
    const std::string text =
        "log " + write_verifier_key(verifier_key(of, KeyType::log, public_key_of(log))) + "\nwitness w1 " +
        write_verifier_key(verifier_key(witness_name, KeyType::witness, public_key_of(witness_key))) + "\nquorum w1\n";
    return Policy::parse(text, "policy").value();
}

}  // namespace

TEST_CASE("checkpoints that hold are counted, and what they reach is said", "[store][evidence]") {
    Watched office;
    CHECK(office.found().empty());
    EvidenceSeen seen = office.report().evidence;
    CHECK(seen.kept == 3);
    CHECK(seen.signatures_checked);
    CHECK(seen.signer == 300);
    CHECK(seen.vouched == 0);

    office.bring(office.kept[0]);
    office.options.evidence.policy = policy_of(log_key);
    CHECK(office.found().empty());
    seen = office.report().evidence;
    CHECK(seen.brought == 1);
    CHECK(seen.policy);
    CHECK(seen.vouched == 200);  // the policy's witness has cosigned that one
}

TEST_CASE("a tail cut behind a kept checkpoint is told from an old copy", "[store][evidence]") {
    Watched office;
    office.cut(150);
    SECTION("the office still keeps a larger checkpoint") {
        CHECK(office.found() == "tail_cut checkpoint 200; tail_cut signer.log; ");
    }
    SECTION("it keeps none: only the signer knows of more") {
        office.tamper("DELETE FROM log_checkpoint WHERE size > 150; DELETE FROM log_cosignature");
        CHECK(office.found() == "old_copy signer.log; ");
        office.options.evidence.signer.reset();
        CHECK(office.found() == "tail_cut office.mark; ");
        std::filesystem::remove(office.folder.path() / "office.mark");
        CHECK(office.found().empty());  // nobody who watched was asked
        office.bring(office.kept[2]);
        CHECK(office.found() == "old_copy usb.txt; ");
    }
}

TEST_CASE("a journal that was written anew is a fork of what was signed", "[store][evidence]") {
    Watched office, other;
    std::filesystem::remove_all(other.folder.path());
    std::filesystem::create_directories(other.folder.path());
    auto rewritten = other.folder.create();
    register_units(*rewritten, 0, 120);
    register_units(*rewritten, 1000, 200);
    rewritten.reset();
    other.bring(office.kept[1]);
    other.options.evidence.signer.reset();

    CHECK(other.found() == "fork usb.txt; ");
    other.bring(office.kept[0]);
    const VerifyReport report = other.report();
    CHECK(report.evidence.vouched == 100);
    REQUIRE(report.differences.front().what == "fork");
    CHECK(report.differences.front().text.in(Lang::en) ==
          "the checkpoint of 200 entries in “usb.txt” has another root than the first 200 entries of this journal; "
          "what was "
          "rewritten is among entries 100 to 199");
}

TEST_CASE("a kept checkpoint that was altered, moved or signed by another key is bad", "[store][evidence]") {
    Watched office;
    SECTION("its text") {
        office.tamper("UPDATE log_checkpoint SET text = replace(text, '200', '201') WHERE size = 200");
    }
    SECTION("its place") {
        office.tamper("DELETE FROM log_cosignature; UPDATE log_checkpoint SET size = 201 WHERE size = 200");
        CHECK(office.found() == "checkpoint_bad checkpoint 201; ");
        return;
    }
    SECTION("its signature") {
        office.tamper(
            "UPDATE log_checkpoint SET line = (SELECT line FROM log_checkpoint WHERE size = 100) WHERE size = 200");
    }
    SECTION("its cosignature") { office.tamper("UPDATE log_cosignature SET line = 'x'"); }
    CHECK_THAT(office.found(), Catch::StartsWith("checkpoint_bad checkpoint 200; "));
}

TEST_CASE("an exchanged key shows, whoever knows the old one", "[store][evidence]") {
    Watched office;
    const Key other = sha256("another key");
    SECTION("by the checkpoints it did not sign") {
        office.options.evidence.signer->key = public_key_of(other);
        CHECK(office.found() ==
              "checkpoint_bad checkpoint 100; checkpoint_bad checkpoint 200; checkpoint_bad checkpoint 300; ");
    }
    SECTION("by the auditor's policy") {
        office.options.evidence.policy = policy_of(other);
        CHECK_THAT(office.found(), Catch::Contains("checkpoint_bad signer.log; "));
    }
    SECTION("by what the auditor holds, although no key is known") {
        office.options.evidence.signer.reset();
        office.bring(signed_by(other, office.kept[2].checkpoint));
        CHECK_THAT(office.found(), Catch::StartsWith("checkpoint_bad checkpoint 100; "));
    }
}

TEST_CASE("a signer that took over vouches for what was signed before, for nothing after", "[store][evidence]") {
    Watched office;
    const Key other = sha256("another key");
    const auto countersign = [&](std::size_t which) {
        const auto by_other = signed_by(other, office.kept[which].checkpoint);
        const NoteSignature& signature = by_other.note.signatures.front();
        office.tamper("INSERT INTO log_cosignature (origin, size, name, key_id, line) VALUES ('" + signature.name +
                      "', " + std::to_string(by_other.checkpoint.size) + ", '" + signature.name + "', " +
                      std::to_string(signature.id) + ", '" + signature_line(signature) + "')");
    };
    office.options.evidence.signer->key = public_key_of(other);
    SECTION("the last is signed by both") {
        countersign(2);
        const VerifyReport report = office.report();
        CHECK(report.clean());
        CHECK(report.evidence.former == 2);
    }
    SECTION("one before the last is") {
        countersign(1);
        CHECK(office.found() == "checkpoint_bad checkpoint 300; ");
    }
    SECTION("a wrong signature of the new one is not excused by the former's") {
        countersign(2);
        countersign(1);
        office.tamper(
            "UPDATE log_cosignature SET line = (SELECT line FROM log_cosignature WHERE size = 300) WHERE size = "
            "200 AND key_id IN (SELECT key_id FROM log_cosignature WHERE size = 300)");
        CHECK(office.found() == "checkpoint_bad checkpoint 200; ");
    }
}

TEST_CASE("a checkpoint or cosignature taken out of the office is missed by who holds a copy", "[store][evidence]") {
    Watched office;
    office.bring(cosigned(office.kept[1]));
    CHECK(office.found().empty());
    SECTION("the cosignature") {
        office.tamper("DELETE FROM log_cosignature");
        CHECK(office.found() == "cosignature_missing usb.txt; ");
    }
    SECTION("the checkpoint, its cosignature forgotten") {
        office.tamper("DELETE FROM log_checkpoint WHERE size = 200");
        CHECK(office.found() == "checkpoint_missing checkpoint 200; checkpoint_missing usb.txt; ");
    }
}

TEST_CASE("what belongs to another log is foreign", "[store][evidence]") {
    Watched office;
    const std::string stranger = "giamsat.invalid/" + samples::id_of("other");
    SECTION("a checkpoint brought") {
        office.bring(signed_by(log_key, {stranger, 200, office.kept[1].checkpoint.root}));
        CHECK(office.found() == "foreign_origin usb.txt; ");
    }
    SECTION("a signer") {
        office.options.evidence.signer->last = {{stranger, Checkpoint{stranger, 7, {}}}};
        CHECK(office.found() == "foreign_origin signer.log; ");
    }
    SECTION("a policy") {
        office.options.evidence.policy = policy_of(log_key, stranger);
        CHECK(office.found() == "foreign_origin policy; ");
    }
}

TEST_CASE("a signer that remembers less than the office keeps was set back", "[store][evidence]") {
    Watched office;
    office.options.evidence.signer->last[origin] = office.kept[0].checkpoint;
    CHECK(office.found() == "old_copy signer.log; ");
}

TEST_CASE("a signer that has signed a little more of the same tree is no difference", "[store][evidence]") {
    Watched office;
    office.tamper("DELETE FROM log_checkpoint WHERE size = 300");
    CHECK(office.found().empty());
}

TEST_CASE("a proof brought along names the entry that is not the one it proves", "[store][evidence]") {
    Watched office;
    const Checkpoint& checkpoint = office.kept[0].checkpoint;
    std::vector<Hash> leaves;
    std::string bytes;
    {
        auto reading = std::move(office.folder.open(Office::Mode::read).value());
        bytes = *reading->readers().journal.entry_bytes(17);
        const LogProof proof{write_bundle({bytes}), 17,
                             inclusion_proof(17, checkpoint.size, reading->readers().evidence.hashes()),
                             office.kept[0]};
        office.options.evidence.brought.push_back(read_brought(write_proof(proof), "17.tlog-proof").value());
        CHECK(read_brought(write_proof({write_bundle({bytes + " "}), 17, proof.path, proof.checkpoint}), "x")
                  .error()
                  .code == ProblemCode::evidence_refused);
    }
    CHECK(office.found().empty());
    office.tamper(
        "DROP TRIGGER log_entry_stays; UPDATE log_entry SET entry = CAST(replace(CAST(entry AS TEXT), 'os:hoa', "
        "'os:hob') AS BLOB) WHERE seq = 17");
    const VerifyReport report = office.report();
    const auto proven =
        std::count_if(report.differences.begin(), report.differences.end(), [](const Difference& difference) {
            return difference.text.in(Lang::en) == "entry 17: is not the one that “17.tlog-proof” proves";
        });
    CHECK(proven == 1);
}

TEST_CASE("after a recovery the old name's lost checkpoints were declared, larger ones were not", "[store][evidence]") {
    Watched office;
    {
        auto open = std::move(office.folder.open(Office::Mode::write).value());
        open->recorder().begin();
        samples::record(*open, samples::entry("journal.recovered/1", {{"origin", origin + "/1"},
                                                                      {"number", 1},
                                                                      {"size", 300},
                                                                      {"root", to_hex(office.kept[2].checkpoint.root)},
                                                                      {"signed_size", 320},
                                                                      {"signed_root", samples::hash_of("lost")}}));
        open->recorder().commit();
    }
    office.options.evidence.signer->last[origin].size = 320;
    office.options.evidence.signer->last[origin + "/1"] = Checkpoint{origin + "/1", 0, {}};
    CHECK(office.found().empty());
    office.bring(signed_by(log_key, {origin, 321, sha256("more")}));
    CHECK(office.found() == "old_copy usb.txt; ");
}

TEST_CASE("every difference has a stable name of its own and says what to do in both languages", "[store][evidence]") {
    std::set<std::string_view> names;
    for (const KindOfDifference& kind : differences()) {
        CHECK(names.insert(kind.what).second);
        CHECK_FALSE(kind.what_to_do.vi.empty());
        CHECK_FALSE(kind.what_to_do.en.empty());
    }
}

TEST_CASE("the page about the format names every difference", "[store][evidence][docs]") {
    const std::string page =
        read_file(std::string(GIAMSAT_SOURCE_DIR) + "/engine/kernel/journal/FORMAT.md", 1 << 20).value();
    for (const KindOfDifference& kind : differences()) {
        INFO(kind.what);
        CHECK(page.find("`" + std::string(kind.what) + "`") != std::string::npos);
    }
}
