// SPDX-License-Identifier: Apache-2.0
#include "support/tampering/watched_office.hpp"

#include "adapters/store/sqlite.hpp"
#include "adapters/witness/signer.hpp"
#include "support/desk.hpp"

#include <algorithm>
#include <stdexcept>

namespace giamsat::test {

namespace fs = std::filesystem;

namespace {

const std::string witness_name = "witness.example/internal-audit";
const Key witness_key = sha256("the witness of the watched office");

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message(Lang::en));
    return std::move(*result);
}

void sign(Workplace& place, const fs::path& office) {
    const std::string origin = place.ask([](Readers& read) { return read.evidence.origin(); });
    if (!Signer::exists(office / "signer") && !Signer::create(office / "signer", origin, place.entropy()))
        throw std::runtime_error("no signer");
    place.sign_with(must(Signer::open(office / "signer")), [](const Problem&) {});
}

// As `giamsat` does with what a witness answers.
SignedCheckpoint witnessed(Workplace& place) {
    SignedCheckpoint made = must(place.checkpoint()).signed_one;
    const NoteSignature signature =
        cosign(witness_key, witness_name, made.note.text, static_cast<std::uint64_t>(place.now().ms) / 1000);
    const auto kept = place.writer().keep([&](Recorder& to) { to.keep_cosignature(made.checkpoint, signature); });
    if (!kept) throw std::runtime_error("not kept");
    made.note.signatures.push_back(signature);
    return made;
}

std::string vkey(const std::string& name, KeyType type, const PublicKey& key) {
    return write_verifier_key(verifier_key(name, type, key));
}

Policy policy_about(const std::string& origin, const PublicKey& key) {
    const std::string text = "log " + vkey(origin, KeyType::log, key) + "\nwitness audit " +
                             vkey(witness_name, KeyType::witness, public_key_of(witness_key)) + "\nquorum audit\n";
    return must(Policy::parse(text, "policy"));
}

// The borrowers that were drawn used all of it rightly; the minutes are the example's.
void hand_in(Desk& desk, const CaseId& visit) {
    const auto drawn = desk.world.ask([&](Readers& read) { return read.cases.children(visit); });
    Json rows = Json::array();
    for (int i = 1; i <= 6; ++i) {
        const std::string code = "405900000" + std::to_string(i);
        const UnitId unit = desk.world.unit("borrower", code);
        if (std::any_of(drawn.begin(), drawn.end(), [&](const CaseRecord& child) { return child.unit == unit; }))
            rows.push_back({{"borrower", code}, {"right_amount", 20'000'000}, {"wrong_amount", 0}});
    }
    const Json sheet = {{"checked_on", desk.world.today().iso()}, {"rows", rows}};
    desk.world.must(AdvanceCase{.case_id = visit, .event = "hand_in_sheet", .answers = sheet}, "CB03");
    desk.world.must(AdvanceCase{.case_id = visit, .event = "hand_in_record", .answers = desk.filled("group-record")},
                    "CB03");
}

void rename_units(World& world, int first, int count) {
    const std::vector<UnitId> units = {world.unit("commune", "405102"), world.unit("group", "4059001"),
                                       world.unit("group", "4059002")};
    for (int k = first; k < first + count; ++k) {
        ChangeUnit change;
        change.unit = units[static_cast<std::size_t>(k) % units.size()];
        change.name = "tên thứ " + std::to_string(k);
        change.from = Date::of(2020, 1 + k / 28 % 12, 1 + k % 28);
        world.must(change);
        if (k % 30 == 0) (void)must(world.place().checkpoint());
    }
}

}  // namespace

void copy_office(const fs::path& from, const fs::path& to) {
    fs::remove_all(to);
    fs::create_directories(to);
    for (const char* name : {"office.db", "office.db-wal", "keys.db", "keys.db-wal", "office.key", "signer"})
        if (fs::exists(from / name)) fs::copy(from / name, to / name, fs::copy_options::recursive);
}

void WatchedOffice::keep_moment(const fs::path& office) {
    const fs::path moment = folder_.path() / ("moment-" + std::to_string(moments_.size()));
    copy_office(office, moment);
    for (const char* name : {"office.db", "keys.db"})
        store::Database(moment / name, store::Database::Access::write).run("PRAGMA wal_checkpoint(TRUNCATE)");
    moments_.push_back(moment);
}

void WatchedOffice::work() {
    Desk desk;
    Workplace& place = desk.world.place();
    const fs::path office = desk.world.folder() / "office";
    sign(place, office);
    (void)must(place.checkpoint());
    keep_moment(office);
    const CaseId visit = desk.started_visit();
    rename_units(desk.world, 0, 120);
    held_.push_back(witnessed(place));
    keep_moment(office);
    desk.world.set_today(Date::of(2024, 3, 12));
    hand_in(desk, visit);
    desk.step(visit, "sign", "CB03");
    const auto findings = desk.world.ask([&](Readers& read) { return read.findings.of_visit(visit); });
    desk.world.must(ClaimWork{findings.front().id, "respond"}, "CB07");
    rename_units(desk.world, 120, 170);
    held_.push_back(witnessed(place));
    keep_moment(office);
}

WatchedOffice::WatchedOffice() {
    work();
    const std::string& origin = held_.back().checkpoint.origin;
    policy_ = policy_about(origin, Signer::read_public_key(now() / "signer").value());
    World other(World::Start::registered, {}, 8);
    sign(other.place(), other.folder() / "office");
    (void)must(other.place().checkpoint());
    another_ = folder_.path() / "another";
    copy_office(other.folder() / "office", another_);
}

OutsideEvidence evidence_at(const fs::path& office, const WatchedOffice& watched, Outside outside) {
    OutsideEvidence evidence;
    if (Signer::remembers(office / "signer")) {
        if (auto last = Signer::read_state(office / "signer"))
            evidence.signer = SignerState{std::move(*last), Signer::read_public_key(office / "signer")};
        else
            evidence.signer_trouble = std::move(last.error());
    }
    if (outside == Outside::nothing) return evidence;
    for (const SignedCheckpoint& held : watched.held()) evidence.brought.push_back({"held", held, {}, {}});
    evidence.policy = watched.policy();
    return evidence;
}

}  // namespace giamsat::test
