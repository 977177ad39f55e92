// SPDX-License-Identifier: Apache-2.0
// Whatever is laid before the program, it says what is wrong, where, and what to do; ends with the exit code of that class;
// and changes nothing.
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

#include <unistd.h>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

constexpr int usage = 2, not_found = 3, bad_input = 5, damaged = 6;

// One complaint: where, the code in brackets, and the advice behind an arrow.
void check_complaint(const Finished& finished, int exit_code, const std::string& code, const std::string& where) {
    INFO(finished.output << finished.errors);
    CHECK(finished.exit_code == exit_code);
    CHECK(finished.errors.find("[" + code + "]") != std::string::npos);
    CHECK(finished.errors.find(where) != std::string::npos);
    CHECK(finished.errors.find("\n  → ") != std::string::npos);
    CHECK(finished.errors.find("terminate") == std::string::npos);
}

std::string bytes_of(const fs::path& path) { return read_whole(path.string()); }

// ---- offices -------------------------------------------------------------------------------------------------------

// Readers and writers both refuse such an office, and leave it as it is.
void check_office_refused(const SmallOffice& office, int exit_code, const std::string& code, const std::string& where) {
    const std::string before = office.fingerprint();
    check_complaint(office.run({"unit", "list"}), exit_code, code, where);
    check_complaint(office.run({"unit", "add", "--level", "commune", "--code", "405199", "--name", "xã Mới", "--parent",
                                "district:405"}),
                    exit_code, code, where);
    CHECK(office.fingerprint() == before);
}

void overwrite(const fs::path& path, std::size_t at, const std::string& bytes) {
    std::string whole = bytes_of(path);
    whole.replace(at, bytes.size(), bytes);
    write_text(path, whole);
}

constexpr std::size_t user_version_at = 60, application_id_at = 68;  // in the header of a SQLite file

}  // namespace

TEST_CASE("there is no office in the folder", "[hostile]") {
    TemporaryFolder folder;
    const fs::path nowhere = folder.path() / "nowhere";

    check_complaint(run_giamsat({"--office", nowhere.string(), "unit", "list"}), not_found, "office_missing",
                    nowhere.string());
    CHECK_FALSE(fs::exists(nowhere));
}

TEST_CASE("a database that is no database is refused", "[hostile]") {
    SmallOffice office(SmallOffice::Start::founded);
    const fs::path database = office.path() / "office.db";

    SECTION("text") {
        write_text(database, "Đây không phải cơ sở dữ liệu.\n" + std::string(8192, 'x'));
        check_office_refused(office, damaged, "office_foreign", "office.db");
    }
    SECTION("nothing at all") {
        write_text(database, "");
        check_office_refused(office, damaged, "office_foreign", "office.db");
    }
    SECTION("another program's SQLite file") {
        overwrite(database, application_id_at, "ABCD");
        check_office_refused(office, damaged, "office_foreign", "office.db");
    }
}

TEST_CASE("a database cut off is refused", "[hostile]") {
    SmallOffice office;
    const fs::path database = office.path() / "office.db";

    for (const std::size_t divisor : {2U, 5U}) {
        const std::string whole = bytes_of(database);
        write_text(database, whole.substr(0, whole.size() / divisor));
        check_office_refused(office, damaged, "office_damaged", "office.db");
        write_text(database, whole);
    }
}

TEST_CASE("a database of a newer giamsat is refused", "[hostile]") {
    SmallOffice office(SmallOffice::Start::founded);
    overwrite(office.path() / "office.db", user_version_at, std::string("\0\0\x7F\xFF", 4));

    check_office_refused(office, damaged, "office_newer", "office.db");
}

TEST_CASE("a database that cannot be read is refused", "[hostile]") {
    SmallOffice office(SmallOffice::Start::founded);
    const fs::path database = office.path() / "office.db";
    fs::remove(database);
    fs::create_directory(database);  // a folder cannot be read as a file, whoever asks

    const Finished finished = office.run({"unit", "list"});
    INFO(finished.errors);
    CHECK(finished.exit_code >= not_found);
    CHECK(finished.errors.find("office.db") != std::string::npos);
    CHECK(fs::is_directory(database));
}

TEST_CASE("the key file must be there, and be this office's own", "[hostile]") {
    SmallOffice office(SmallOffice::Start::founded);
    const fs::path key = office.path() / "office.key";

    SECTION("missing") {
        fs::remove(key);
        check_office_refused(office, damaged, "keys_missing", "office.key");
    }
    SECTION("another office's") {
        SmallOffice other(SmallOffice::Start::founded);
        fs::copy_file(other.path() / "office.key", key, fs::copy_options::overwrite_existing);
        check_office_refused(office, damaged, "keys_foreign", "keys.db");
    }
}

TEST_CASE("a journal changed behind the program's back is found out", "[hostile]") {
    SmallOffice office;
    std::string whole = bytes_of(office.path() / "office.db");
    const auto at = whole.find("\"act\"") == whole.npos ? whole.find("\"office.founded/1\"") : whole.find("\"act\"");
    REQUIRE(at != whole.npos);
    whole[at + 2] = static_cast<char>(whole[at + 2] ^ 0x01);
    write_text(office.path() / "office.db", whole);
    const std::string before = office.fingerprint();

    const Finished finished = office.run({"journal", "verify"});
    INFO(finished.output << finished.errors);
    CHECK(finished.exit_code == damaged);
    CHECK(office.fingerprint() == before);
}

// ---- YAML ----------------------------------------------------------------------------------------------------------

TEST_CASE("every hostile YAML file is refused where it is wrong", "[hostile]") {
    int files = 0;
    for (const auto& item : fs::directory_iterator(source_path("tests/definitions/hostile"))) {
        const Finished finished = run_giamsat({"workflow", "check", item.path().string()});
        INFO(item.path() << "\n" << finished.output << finished.errors);
        CHECK(finished.exit_code == bad_input);
        CHECK(finished.errors.find(item.path().filename().string() + ":") != std::string::npos);
        CHECK(finished.errors.find("\n  → ") != std::string::npos);
        ++files;
    }
    CHECK(files > 30);
}

TEST_CASE("wrong workflows are refused with file, line and column", "[hostile]") {
    TemporaryFolder folder;
    const fs::path file = folder.path() / "wrong.workflow.yaml";
    auto check = [&](const std::string& yaml, const std::string& code, const std::string& place) {
        write_text(file, yaml);
        check_complaint(run_giamsat({"workflow", "check", file.string()}), bad_input, code, file.string() + place);
        CHECK(bytes_of(file) == yaml);
    };
    const std::string head = "workflow: wrong\ninitial: a\nstates:\n";

    SECTION("unknown key") { check(head + "  a: {final: true}\nstats: {}\n", "yaml_unknown_key", ":5:1"); }
    SECTION("duplicate key") { check(head + "  a: {final: true}\n  a: {final: true}\n", "yaml_duplicate_key", ":5:3"); }
    SECTION("wrong type") { check("workflow: wrong\ninitial: a\nstates: 7\n", "yaml_wrong_type", ":3:"); }
    SECTION("anchor") { check(head + "  a: &x {final: true}\n", "yaml_forbidden", ":4:"); }
    SECTION("cycle") { check(head + "  a: &x {states: *x}\n", "yaml_forbidden", ":4:"); }
    SECTION("no text") { check(std::string("workflow: \xff\xfe\n"), "text_encoding", ":1:"); }
    SECTION("nested too deep") {
        check("workflow: " + std::string(100, '[') + std::string(100, ']') + "\n", "yaml_limit", ":1:");
    }
}

TEST_CASE("ten megabytes of YAML are refused quickly", "[hostile]") {
    TemporaryFolder folder;
    const fs::path file = folder.path() / "long.workflow.yaml";
    std::string yaml = "workflow: long\nstates:\n";
    for (int i = 0; yaml.size() < 10'000'000; ++i) yaml += "  s" + std::to_string(i) + ": {final: true}\n";
    write_text(file, yaml);

    check_complaint(run_giamsat({"workflow", "check", file.string()}), bad_input, "file_too_large", file.string());
}

TEST_CASE("a path that is not there is said to be so", "[hostile]") {
    TemporaryFolder folder;
    const std::string gone = (folder.path() / "gone").string();

    check_complaint(run_giamsat({"workflow", "check", gone + ".workflow.yaml"}), bad_input, "file_unreadable", gone);
    check_complaint(run_giamsat({"workflow", "check", folder.path().string()}), not_found, "not_found",
                    folder.path().string());
}

TEST_CASE("a broken profile founds no office", "[hostile]") {
    TemporaryFolder folder;
    const fs::path profile = folder.path() / "profile", office = folder.path() / "office";
    fs::copy(source_path("workflows/dong-son-2024"), profile, fs::copy_options::recursive);
    write_text(profile / "finding.workflow.yaml", bytes_of(profile / "finding.workflow.yaml") + "surprise: 1\n");

    check_complaint(run_giamsat({"init", office.string(), "--profile", profile.string()}), bad_input,
                    "yaml_unknown_key", "finding.workflow.yaml:");
    CHECK_FALSE(fs::exists(office));
}

// ---- CSV -----------------------------------------------------------------------------------------------------------

TEST_CASE("a hostile CSV file is refused whole", "[hostile]") {
    SmallOffice office;
    const fs::path file = office.folder() / "rows.csv";
    const std::string header = "level,code,name,parent\n", good = "commune,405199,xã Mới,405\n";
    auto check = [&](const std::string& csv, const std::string& code, const std::string& where) {
        write_text(file, csv);
        const std::string before = office.fingerprint();
        check_complaint(office.run({"import", "units", file.string()}), bad_input, code, where);
        CHECK(office.fingerprint() == before);
        CHECK(bytes_of(file) == csv);
    };

    SECTION("NUL") {
        check(header + good + std::string("commune,4051\00099,xã Khác,405\n", 27), "text_encoding", "rows.csv:3:");
    }
    SECTION("an older Vietnamese encoding") {
        check(header + good + "commune,405198,x\xe3 M\xedi,405\n", "text_encoding", "rows.csv:3:");
    }
    SECTION("UTF-16") { check(std::string("\xff\xfel\0e\0v\0e\0l\0", 12), "text_encoding", "rows.csv:1:1"); }
    SECTION("nothing") { check("", "import_header", "rows.csv"); }
    SECTION("no such columns") { check("tên;mã\nxã Mới;405199\n", "import_header", "rows.csv:1"); }
    SECTION("a quote that never ends") {
        check(header + good + "commune,405198,\"xã Khác,405\n" + good, "import_row", "rows.csv:3:");
    }
    SECTION("a good row beside a bad one") {
        check(header + good + "commune,405198,xã Khác,999\n", "import_row", "rows.csv:3:");
    }
    SECTION("a million columns") {
        std::string wide = header;
        for (int i = 0; i < 1'000'000; ++i) wide += "x,";
        check(wide + "\n", "import_row", "rows.csv:2:");
    }
    SECTION("a million columns in the header") {
        std::string wide = "level,code,name,parent";
        for (int i = 0; i < 1'000'000; ++i) wide += ",c" + std::to_string(i);
        check(wide + "\n", "import_header", "rows.csv:1");
    }
}

TEST_CASE("every bad row is told in one pass", "[hostile]") {
    SmallOffice office;
    const fs::path file = office.folder() / "rows.csv";
    write_text(file,
               "level,code,name,parent,valid_from\ncommune,405198,,405,\ncommune,405197,xã "
               "Khác,999,\nvillage,1,x,405,\ncommune,405196,xã Mới,405,31/02/2024\n");

    const Finished finished = office.run({"import", "units", file.string()});
    INFO(finished.errors);
    CHECK(finished.exit_code == bad_input);
    for (const char* place : {"rows.csv:2:", "rows.csv:3:", "rows.csv:4:", "rows.csv:5:"})
        CHECK(finished.errors.find(place) != std::string::npos);
}

TEST_CASE("a file that is not there is not imported", "[hostile]") {
    SmallOffice office(SmallOffice::Start::founded);

    check_complaint(office.run({"import", "units", "/nowhere/units.csv"}), bad_input, "file_unreadable",
                    "/nowhere/units.csv");
    check_complaint(office.run({"import", "units", office.folder().string()}), bad_input, "file_unreadable",
                    office.folder().string());
}

// ---- words ---------------------------------------------------------------------------------------------------------

TEST_CASE("wrong words are refused with the usage class", "[hostile]") {
    SmallOffice office(SmallOffice::Start::founded);
    const std::vector<std::vector<std::string>> wrong = {{},
                                                         {"unt"},
                                                         {"unit"},
                                                         {"unit", "list", "--colour"},
                                                         {"journal", "show", "--entry", "-1"},
                                                         {"workflow", "diagram", "finding", "--format", "png"},
                                                         {"notify", "deliver", "--smtp", "host:port", "--from", "a@b"},
                                                         {"--lang", "fr", "unit", "list"},
                                                         {"completion", "tcsh"}};
    for (const auto& words : wrong) {
        const Finished finished = office.run(words);
        INFO((words.empty() ? "nothing" : words.back()) << "\n" << finished.output << finished.errors);
        CHECK(finished.exit_code == usage);
        CHECK_FALSE(finished.errors.empty());
    }
}

TEST_CASE("text that is no text does not reach the journal", "[hostile]") {
    SmallOffice office;
    const std::string before = office.must({"journal", "root"}).output;

    const Finished name = office.run({"unit", "change", "commune:405102", "--name", "x\xe3"});
    INFO(name.errors);
    CHECK(name.exit_code == bad_input);
    const Finished code = office.run(
        {"unit", "add", "--level", "commune", "--code", "4051\x07", "--name", "xã Mới", "--parent", "district:405"});
    INFO(code.errors);
    CHECK(code.exit_code != 0);
    CHECK(office.must({"journal", "root"}).output == before);
}
