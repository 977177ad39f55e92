// SPDX-License-Identifier: Apache-2.0
// Erasing whose data these are: who may, when not, and that nothing of them can be read afterwards, anywhere.
#include "adapters/runtime/backup.hpp"
#include "adapters/store/file.hpp"
#include "adapters/store/verify.hpp"
#include "service/queries/names.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"
#include "support/golden.hpp"
#include "support/sample_entries.hpp"

#include <fstream>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

constexpr int people = 334;  // each with a code, a name and a phone: 1,002 plaintexts

std::string numbered(const char* before, int number) {
    const std::string digits = std::to_string(1'000 + number);
    return before + digits;
}

std::vector<std::string> plaintexts_of(int number) {
    return {numbered("405977", number), numbered("Phan Thị Kín Đáo ", number), numbered("034999", number)};
}

std::vector<std::string> all_plaintexts() {
    std::vector<std::string> all;
    for (int i = 0; i < people; ++i)
        for (std::string& text : plaintexts_of(i)) all.push_back(std::move(text));
    return all;
}

constexpr int people_of_a_group = 60;  // more are refused

std::string group_of(int number) { return numbered("405", number / people_of_a_group); }

std::string groups_csv() {
    std::string csv = "level,code,name,parent,place,association,valid_from\n";
    for (int i = 0; i < people; i += people_of_a_group)
        csv += "group," + group_of(i) + ",Tổ thôn " + std::to_string(i) + ",405102,40510201,11,2020-01-01\n";
    return csv;
}

std::string people_csv() {
    std::string csv = "code,name,group,phone,valid_from\n";
    for (int i = 0; i < people; ++i) {
        const auto texts = plaintexts_of(i);
        csv += texts[0] + "," + texts[1] + "," + group_of(i) + "," + texts[2] + ",2023-01-01\n";
    }
    return csv;
}

// Of every file below the folder, one behind the other.
std::string all_bytes(const fs::path& folder) {
    std::string bytes;
    for (const auto& item : fs::recursive_directory_iterator(folder))
        if (item.is_regular_file()) bytes += read_whole(item.path().string());
    return bytes;
}

int found_in(const std::string& bytes, const std::vector<std::string>& needles) {
    int found = 0;
    for (const std::string& needle : needles) found += bytes.find(needle) != std::string::npos;
    return found;
}

// As they lie in keys.db: wrapped.
std::vector<std::string> key_bytes(const fs::path& folder, const std::vector<SubjectId>& subjects) {
    std::vector<std::string> keys;
    auto database = store::open_to_read(store::keys_path(folder), store::key_file_kind());
    store::Statement read(*database, "SELECT wrapped FROM subject_key WHERE subject = ?1");
    for (const SubjectId& subject : subjects)
        for (store::Cursor row = read.with(subject.value); row.next();) keys.push_back(row.text(0));
    return keys;
}

Requester two_people(World& world) {
    return {
        .actor = world.person("CB02"), .on_behalf = world.person("CB01"), .act = "17/QĐ-BĐD 04/03/2024", .via = "cli"};
}

Result<Outcome> erase(World& world, std::vector<SubjectId> subjects, bool with_cases = false) {
    return world.run(EraseSubjects{std::move(subjects), with_cases, "yêu cầu của chủ thể"}, two_people(world));
}

SubjectId subject(World& world, const std::string& code) { return {world.unit("borrower", code).value}; }

std::string shown(World& world, const SubjectId& id) {
    return world.ask([&](Readers& read) {
        return Names(read, world.place().vault(), world.place().bundle().profile).label(UnitId{id.value}, Lang::vi);
    });
}

// What leaves an office: every entry as it is hashed.
void export_entries(World& world, const fs::path& folder) {
    fs::create_directories(folder);
    std::ofstream file(folder / "entries", std::ios::binary);
    world.ask([&](Readers& read) {
        read.journal.each(0, [&](std::uint64_t, const std::string& bytes, const Hash&) {
            file << bytes << "\n";
            return true;
        });
        return 0;
    });
}

}  // namespace

TEST_CASE("after an erasure none of 1,002 known plaintexts, nor a byte of a key, is in any file", "[erasure]") {
    World world;
    REQUIRE(world.import(ImportKind::units, groups_csv()));
    REQUIRE(world.import(ImportKind::borrowers, people_csv()));
    std::vector<SubjectId> subjects;
    for (int i = 0; i < people; ++i) subjects.push_back(subject(world, plaintexts_of(i)[0]));
    const fs::path office = world.folder() / "office";
    const auto keys = key_bytes(office, subjects);
    REQUIRE(keys.size() == people);
    CHECK(found_in(all_bytes(office), keys) == people);  // they are looked for where they lie
    CHECK(shown(world, subjects.front()) == plaintexts_of(0)[1]);
    const auto before = world.ask([](Readers& read) { return std::pair(read.journal.size(), read.journal.root()); });

    REQUIRE(erase(world, subjects));

    const fs::path elsewhere = world.folder() / "elsewhere";
    const Instant now{1'709'600'000'000};
    REQUIRE(back_up(office, elsewhere / "office", now));
    REQUIRE(back_up_keys(office, elsewhere / "keys", now, world.today(), [](const NoteKeyCopy&) { return Done(); }));
    export_entries(world, elsewhere / "export");
    for (const fs::path& place : {office, elsewhere}) {
        const std::string bytes = all_bytes(place);
        CHECK(found_in(bytes, all_plaintexts()) == 0);
        CHECK(found_in(bytes, keys) == 0);
    }
    for (const SubjectId& one : subjects) CHECK(shown(world, one) == "(đã xoá)");
    CHECK(world.ask([&](Readers& read) { return root_of(before.first, read.evidence.hashes()) == before.second; }));
    CHECK(verify_office(office)->clean());
    REQUIRE(verify_backup(backups_in(elsewhere / "office").front()));
}

TEST_CASE("an older keys.db put back opens nothing of them, and loses their keys", "[erasure]") {
    samples::OfficeFolder folder;
    const fs::path older = folder.path() / "older-keys";
    const CommandId cmd{samples::id_of("cmd")};
    const std::string borrower = samples::id_of("borrower");
    Encrypted sealed;
    {
        auto office = folder.create();
        sealed = office->vault().seal(samples::office_id(), cmd, 0, borrower, "name", "Lê Thị Kín");
        office->vault().flush();
    }
    fs::copy_file(folder.keys(), older);
    {
        auto office = std::move(folder.open(Office::Mode::write).value());
        office->recorder().begin();
        for (Entry& entry : samples::every_kind()) samples::record(*office, std::move(entry));
        office->recorder().commit();  // among them the borrower's erasure; the program ends before it destroys the key
    }
    SECTION("a crash between the entry and the key") {}
    SECTION("an older copy") { fs::copy_file(older, folder.keys(), fs::copy_options::overwrite_existing); }

    CHECK_FALSE(folder.open(Office::Mode::read).value()->vault().open(samples::office_id(), cmd, 0, sealed));
    CHECK(key_bytes(folder.path(), {{borrower}}).size() == 1);
    CHECK(folder.open(Office::Mode::write).value()->verify_end());
    CHECK(key_bytes(folder.path(), {{borrower}}).empty());
}

TEST_CASE("an erasure takes two people, and one of them who may decide", "[erasure]") {
    World world;
    const SubjectId borrower = subject(world, "4059000001");
    const EraseSubjects command{{borrower}, false, "yêu cầu"};
    Requester alone = two_people(world), same = alone, undecided = alone;
    alone.on_behalf = {}, alone.act = "";
    same.on_behalf = same.actor;
    undecided.on_behalf = world.person("CB05");
    CHECK(refusal(world.run(command, alone)) == ProblemCode::two_people);
    CHECK(refusal(world.run(command, same)) == ProblemCode::two_people);
    CHECK(refusal(world.run(command, undecided)) == ProblemCode::not_allowed);
    CHECK(refusal(world.run(EraseSubjects{{borrower}, false, ""}, two_people(world))) == ProblemCode::reason_required);
    CHECK(shown(world, borrower) == "Nguyễn Văn Bảy");
    CHECK(erase(world, {borrower}));
}

TEST_CASE("what is held is not erased until it is free", "[erasure]") {
    World world;
    const SubjectId borrower = subject(world, "4059000001");
    world.must(HoldSubject{borrower, "khiếu nại"});
    CHECK(refusal(erase(world, {borrower})) == ProblemCode::subject_held);
    world.must(FreeSubject{borrower, ""});
    CHECK(erase(world, {borrower}));
    CHECK(refusal(erase(world, {borrower})) == ProblemCode::already_exists);
}

TEST_CASE("the codes of erased borrowers and of their loans find nobody", "[erasure]") {
    World world;
    const SubjectId borrower = subject(world, "4059000001");
    REQUIRE(world.ask([&](Readers& read) { return read.subjects.lookups_of(borrower.value).size(); }) >= 2);
    REQUIRE(erase(world, {borrower}));
    CHECK(world.ask([&](Readers& read) { return read.subjects.lookups_of(borrower.value).empty(); }));
    CHECK_THROWS(world.unit("borrower", "4059000001"));
    CHECK(world.ask([&](Readers& read) { return read.units.find(UnitId{borrower.value})->valid_to.has_value(); }));
}

TEST_CASE("nobody who works here, and nothing that still runs, is erased", "[erasure]") {
    Desk desk;
    CHECK(refusal(erase(desk.world, {{desk.world.person("CB07").value}})) == ProblemCode::not_possible);  // a role
    CHECK(refusal(erase(desk.world, {{desk.world.person("CB01").value}})) == ProblemCode::not_possible);  // the decider
    const CaseId visit = desk.started_visit();
    CHECK(refusal(erase(desk.world, {{visit.value}})) == ProblemCode::not_possible);
    const auto drawn = desk.world.ask([&](Readers& read) { return read.cases.children(visit).front().unit; });
    CHECK(refusal(erase(desk.world, {{drawn.value}})) == ProblemCode::not_possible);
    CHECK(refusal(erase(desk.world, {{desk.group().value}})) == ProblemCode::not_found);  // a group is nobody
}

TEST_CASE("nothing personal is recorded of an erased subject any more", "[erasure]") {
    World world;
    const SubjectId borrower = subject(world, "4059000001");
    REQUIRE(erase(world, {borrower}));
    ChangeUnit change{.unit = UnitId{borrower.value}, .from = world.today(), .name = "Tên Mới"};
    CHECK(refusal(world.run(change)) == ProblemCode::subject_erased);
}

TEST_CASE("letters to an erased person leave the outbox, and what a relay said of them", "[erasure]") {
    World world;
    world.must(RegisterPerson{"CB99", "Phan Thị Thư", "", "thu@dongson.example"});
    const PersonId person = world.person("CB99");
    const fs::path outbox = world.folder() / "office" / "outbox";
    REQUIRE(world.place().writer().keep([&](Recorder& recorder) {
        recorder.apply({RowChange::Op::insert,
                        "notice",
                        {{"id", std::string("letter")}},
                        {{"recipient", person.value},
                         {"template", std::string("overdue")},
                         {"on_date", std::string("2024-03-04")}}});
        recorder.note_attempt("letter", {1}, "failed: 550 <thu@dongson.example> unknown");
    }));
    fs::create_directories(outbox);
    std::ofstream(outbox / "letter.eml") << "To: Phan Thị Thư <thu@dongson.example>";
    REQUIRE(erase(world, {{person.value}}));
    const std::string bytes = all_bytes(world.folder() / "office");
    CHECK(found_in(bytes, {"thu@dongson.example", "Phan Thị Thư"}) == 0);
}
