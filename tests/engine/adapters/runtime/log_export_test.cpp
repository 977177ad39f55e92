// SPDX-License-Identifier: Apache-2.0
// What an office writes for outsiders: whole, incremental, and never over what another journal left there.
#include "adapters/runtime/log_export.hpp"
#include "adapters/runtime/export_check.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/office_folder.hpp"
#include "support/running.hpp"
#include "support/sample_entries.hpp"
#include "support/sample_log.hpp"
#include "support/small_office.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

// An office whose journal has as many entries as a test wants, signed by a key of the test.
class Growing {
public:
    Growing() : office_(folder_.create()) {}

    void grow_to(std::uint64_t size) {
        office_->recorder().begin();
        for (; size_ < size; ++size_) {
            Entry entry = samples::entry("children.kept/1", {{"workflow", "w"}, {"count", size_}});
            entry.cmd.value = samples::id_of("command " + std::to_string(size_));
            entry.case_id.value = samples::id_of("case");
            entry.case_seq = static_cast<std::int64_t>(size_);
            samples::record(*office_, entry);
        }
        office_->recorder().commit();
    }
    SignedCheckpoint checkpoint() {
        Readers read = office_->readers();
        const std::string origin = read.evidence.origin();
        const Checkpoint tree{origin, read.journal.size(), read.journal.root()};
        Note note{write_checkpoint(tree), {}};
        note.signatures.push_back(sign_note(samples::seed_of(origin), origin, note.text));
        return {tree, note};
    }
    Result<ExportSummary> write(const fs::path& folder) {
        Readers read = office_->readers();
        return export_log(checkpoint(), folder, read);
    }
    Policy policy() {
        return Policy::parse(samples::policy_text(checkpoint().checkpoint.origin, {}, "quorum none\n"), "p").value();
    }
    StoredHashes hashes() { return office_->readers().evidence.hashes(); }

private:
    samples::OfficeFolder folder_;
    std::unique_ptr<Office> office_;
    std::uint64_t size_ = 0;
};

}  // namespace

TEST_CASE("an export holds by itself at every turn of the tiles", "[export]") {
    const TemporaryFolder folder;
    Growing office;
    std::vector<SignedCheckpoint> older;
    for (std::uint64_t size : {1u, 255u, 256u, 257u, 511u, 512u, 700u}) {
        office.grow_to(size);
        REQUIRE(office.write(folder.path()).has_value());
        const auto evidence = check_export(folder.path(), office.policy(), older);
        INFO(size << ": " << (evidence ? "" : evidence.error().message(Lang::en)));
        REQUIRE(evidence.has_value());
        CHECK(evidence->checkpoint == office.checkpoint().checkpoint);
        CHECK(evidence->cases == 1);
        older.push_back(office.checkpoint());
    }
}

TEST_CASE("full tiles are written once, partial ones make room for them", "[export]") {
    const TemporaryFolder folder;
    Growing office;
    office.grow_to(600);
    CHECK(office.write(folder.path())->kept == 0);
    CHECK(fs::exists(folder.path() / "tile/0/002.p/88"));

    office.grow_to(900);
    const auto grown = office.write(folder.path());
    REQUIRE(grown);
    CHECK(grown->kept == 4);     // two tiles and two bundles
    CHECK(grown->written == 6);  // 002 and 003.p/132 of both, the tile above, the checkpoint
    CHECK_FALSE(fs::exists(folder.path() / "tile/0/002.p"));
    CHECK(fs::file_size(folder.path() / "tile/0/002") == 8192);
    CHECK(check_export(folder.path(), office.policy(), {}).has_value());
}

TEST_CASE("what an export was cut off from is written anew", "[export]") {
    const TemporaryFolder folder;
    Growing office;
    office.grow_to(600);
    write_text(folder.path() / "tile/0/000", "somebody else's");
    REQUIRE(office.write(folder.path()).has_value());
    CHECK(check_export(folder.path(), office.policy(), {}).has_value());
}

TEST_CASE("nothing is written over the export of a journal this one does not continue", "[export]") {
    const TemporaryFolder folder;
    Growing longer;
    longer.grow_to(300);
    REQUIRE(longer.write(folder.path()).has_value());
    const std::string before = read_whole((folder.path() / "checkpoint").string());

    Growing shorter;
    shorter.grow_to(200);
    const auto refused = shorter.write(folder.path());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ProblemCode::evidence_refused);
    write_text(folder.path() / "checkpoint", "unreadable\n");
    CHECK_FALSE(longer.write(folder.path()).has_value());
    write_text(folder.path() / "checkpoint", before);
    CHECK(longer.write(folder.path()).has_value());
}

TEST_CASE("the tiles of an export give the proofs the office gives", "[export]") {
    const TemporaryFolder folder;
    Growing office;
    office.grow_to(700);
    REQUIRE(office.write(folder.path()).has_value());
    const StoredHashes exported = exported_hashes(folder.path(), 700), own = office.hashes();
    for (std::uint64_t old_size : {1u, 100u, 256u, 257u, 512u, 699u, 700u})
        CHECK(consistency_proof(old_size, 700, exported) == consistency_proof(old_size, 700, own));
    for (std::uint64_t index : {0u, 255u, 256u, 699u})
        CHECK(inclusion_proof(index, 700, exported) == inclusion_proof(index, 700, own));
    fs::remove(folder.path() / "tile/0/001");
    CHECK_THROWS_AS(inclusion_proof(300, 700, exported_hashes(folder.path(), 700)), StorageError);
}
