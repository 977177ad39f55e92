// SPDX-License-Identifier: Apache-2.0
// Personal data from the command line: who reads is recorded before anything is shown, requests carry their days, and what is
// erased is told as erased.
#include "base/platform/files.hpp"
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

using List = std::vector<std::string>;

// Without --as: SmallOffice::run adds one.
Finished nobody(const SmallOffice& office, List words) {
    List all = {"--office", office.path().string(), "--on", "04/03/2024"};
    all.insert(all.end(), words.begin(), words.end());
    return run_giamsat(all);
}

Json last_entry(const SmallOffice& office) {
    const auto finished = nobody(office, {"--json", "journal", "show", "--last", "1"});
    return (*parse_json(finished.output))["entries"][0]["entry"];
}

std::int64_t size_of(const SmallOffice& office) {
    return (*parse_json(nobody(office, {"--json", "journal", "root"}).output))["size"].get<std::int64_t>();
}

Finished erase(const SmallOffice& office, const std::string& subject) {
    return office.run({"subject", "erase", subject, "--with-cases", "--reason", "Yêu cầu của chủ thể", "--on-behalf",
                       "CB01", "--act", "17/QĐ-BĐD 04/03/2024"});
}

}  // namespace

TEST_CASE("without a reader names stay sealed, and nothing is recorded", "[cli][privacy]") {
    SmallOffice office;
    const auto size = size_of(office);
    const Finished shown = nobody(office, {"unit", "show", "borrower:4059000001"});
    CHECK(shown.exit_code == 0);
    CHECK(shown.output.find("Nguyễn Văn Bảy") == std::string::npos);
    CHECK(shown.output.find("(kín)") != std::string::npos);
    CHECK(shown.errors.find("--as") != std::string::npos);
    CHECK(nobody(office, {"--lang", "en", "person", "list"}).output.find("(sealed)") != std::string::npos);
    CHECK(size_of(office) == size);
}

TEST_CASE("who read whose fields for what is in the journal when they are shown", "[cli][privacy]") {
    SmallOffice office;
    const auto size = size_of(office);
    CHECK(office.must({"unit", "show", "borrower:4059000001", "--purpose", "Đối chiếu nợ"})
              .output.find("Nguyễn Văn Bảy") != std::string::npos);
    CHECK(size_of(office) == size + 1);
    const Json entry = last_entry(office);
    CHECK(entry["kind"] == "personal.disclosed/1");
    CHECK(entry["body"]["purpose"] == "Đối chiếu nợ");
    CHECK(entry["body"]["command"] == "unit show");
    CHECK(entry["body"]["door"] == "view");
    CHECK(entry["body"]["about"] == "borrower");
    CHECK(entry["body"]["count"] == 1);
    CHECK(entry["body"]["fields"] == Json::array({"personal"}));

    office.json({"person", "list"});
    CHECK(last_entry(office)["body"]["door"] == "export");
    CHECK(last_entry(office)["body"]["purpose"] == "registers");
}

TEST_CASE("what holds nothing personal needs no writer, and one's own name no entry", "[cli][privacy]") {
    SmallOffice office;
    const auto size = size_of(office);
    CHECK(office.must({"unit", "list", "--level", "commune"}).errors.find("kín") == std::string::npos);
    office.must({"person", "show", "CB02"});  // by CB02
    CHECK(size_of(office) == size);
}

TEST_CASE("where reading cannot be recorded, the page comes without names", "[cli][privacy]") {
    SmallOffice office;
    SECTION("somebody unknown") {
        const Finished shown = office.run({"unit", "show", "borrower:4059000001", "--as", "CB77"});
        CHECK(shown.output.find("Nguyễn Văn Bảy") == std::string::npos);
        CHECK(shown.output.find("(kín)") != std::string::npos);
    }
    SECTION("another process writes") {
        auto lock = FileLock::take(office.path() / "office.lock");
        REQUIRE(lock);
        const Finished shown = office.run({"unit", "show", "borrower:4059000001"});
        CHECK(shown.exit_code == 0);
        CHECK(shown.output.find("Nguyễn Văn Bảy") == std::string::npos);
        CHECK(shown.output.find("(kín)") != std::string::npos);
        CHECK_FALSE(shown.errors.empty());
    }
}

TEST_CASE("an erased borrower is told as erased, everywhere", "[cli][privacy]") {
    SmallOffice office;
    const std::string id = office.json({"unit", "show", "borrower:4059000001"})["id"];
    CHECK(office.run({"subject", "erase", "borrower:4059000001", "--reason", "x"}).exit_code == 4);
    CHECK_GOLDEN("cli/subject-erase.txt", steady(erase(office, "borrower:4059000001").output));
    CHECK(office.must({"unit", "list", "--under", "group:4059001", "--on", "01/03/2024"}).output.find("(đã xoá)") !=
          std::string::npos);
    CHECK(office.must({"unit", "show", id}).output.find("(đã xoá)") != std::string::npos);
    CHECK(office.run({"unit", "show", "borrower:4059000001"}).exit_code == 3);
    office.must({"journal", "verify"});
}

TEST_CASE("legal holds are told, and stop an erasure", "[cli][privacy]") {
    SmallOffice office;
    office.must({"subject", "hold", "borrower:4059000001", "--reason", "Đang khiếu nại"});
    const Finished refused = erase(office, "borrower:4059000001");
    CHECK(refused.exit_code == 1);
    CHECK(refused.errors.find("giữ theo yêu cầu pháp lý") != std::string::npos);
    CHECK(office.json({"subject", "list"})["holds"].size() == 1);
    office.must({"subject", "free", "borrower:4059000001"});
    CHECK(erase(office, "borrower:4059000001").exit_code == 0);
}

TEST_CASE("a request carries its days from the profile", "[cli][privacy]") {
    SmallOffice office;
    office.must(
        {"subject", "request", "borrower:4059000001", "--kind", "erase", "--received", "01/03/2024"});  // a Friday
    const Json waits = office.json({"subject", "list"})["requests"][0];
    CHECK(waits["answer_by"] == "2024-03-05");  // two working days later
    CHECK(waits["complete_by"] == "2024-03-21");
    CHECK(waits["days_left"] == 1);
    CHECK_GOLDEN("cli/subject-list.txt", steady(office.must({"subject", "list"}).output));
    CHECK_GOLDEN("cli/subject-list-overdue.txt", steady(office.must({"subject", "list", "--on", "08/03/2024"}).output));

    office.must({"subject", "answer", "borrower:4059000001"});
    CHECK(office.run({"subject", "extend", "borrower:4059000001", "--days", "16", "--reason", "x"}).exit_code == 1);
    office.must({"subject", "extend", "borrower:4059000001", "--days", "15", "--reason", "Chờ hồ sơ giấy"});
    CHECK(office.run({"subject", "extend", "borrower:4059000001", "--days", "1", "--reason", "x"}).exit_code == 1);
    CHECK(office.json({"subject", "list"})["requests"][0]["complete_by"] == "2024-04-05");
    const std::string id = waits["id"];
    CHECK(office.run({"subject", "complete", id}).exit_code == 1);  // nothing is erased yet
    CHECK(erase(office, "borrower:4059000001").exit_code == 0);
    office.must({"subject", "complete", id, "--on", "06/03/2024"});
    CHECK(office.json({"subject", "list"})["requests"].empty());
    CHECK(office.json({"subject", "list", "--all"})["requests"][0]["outcome"] == "done");
    office.must({"journal", "verify"});
}

TEST_CASE("the register of personal data counts reads, requests, erasures and copies of keys",
          "[cli][privacy][report]") {
    SmallOffice office;
    office.must({"unit", "list", "--under", "group:4059001"});
    office.must({"person", "list", "--as", "CB01"});
    office.must({"subject", "request", "borrower:4059000001", "--kind", "erase"});
    erase(office, "borrower:4059000001");
    office.must({"backup", "keys", (office.folder() / "usb").string()});
    const Finished report = office.must({"report", "privacy", "--from", "01/01/2024", "--until", "31/12/2100"});
    CHECK(report.output.find("CB01") != std::string::npos);
    CHECK(report.output.find("17/QĐ-BĐD") != std::string::npos);
    CHECK(report.output.find("Nguyễn Văn Bảy") == std::string::npos);
    for (const char* format : {"html", "csv", "json", "xlsx"})
        office.must({"report", "privacy", "--from", "01/01/2024", "--until", "31/12/2100", "--format", format, "--out",
                     (office.folder() / "reports").string()});
}
