// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/policy.hpp"
#include "support/catch.hpp"
#include "support/sample_log.hpp"

using namespace giamsat;
using samples::policy_text;
using samples::SampleLog;
using samples::vkey_of;

namespace {

std::string witness(const std::string& name) {
    return "witness " + name + " " + vkey_of(name, KeyType::witness) + "\n";
}

Policy policy_of(const std::string& text) {
    auto policy = Policy::parse(text, "policy");
    REQUIRE(policy);
    return *policy;
}

// The lines that were found wrong, 0 for the file as a whole.
std::vector<int> wrong_lines(const std::string& text) {
    auto policy = Policy::parse(text, "policy");
    if (policy) return {};
    std::vector<int> lines = {policy.error().where.line};
    for (const Problem& other : policy.error().others) lines.push_back(other.where.line);
    return lines;
}

SampleLog small_log() {
    SampleLog log("log.example/a");
    for (int i = 0; i < 5; ++i) log.append("entry " + std::to_string(i));
    return log;
}

}  // namespace

TEST_CASE("a policy as the specification draws it: two groups below a third", "[journal][policy]") {
    const Policy policy =
        policy_of("# who is believed\n\n  log " + vkey_of("log.example/a") + " \t https://log.example\n" +
                  witness("X1") + witness("X2") + witness("X3") + "group X 2 X1 X2 X3\n" + witness("Y1") +
                  witness("Y2") + "group Y any Y1 Y2\n" + "group both all X Y\nquorum both\n");
    CHECK(policy.logs().size() == 1);
    CHECK(policy.logs()[0].url == "https://log.example");
    CHECK(policy.witnesses().size() == 5);
    CHECK(policy.quorum({"X1", "X3", "Y2"}));
    CHECK(policy.quorum({"X1", "X2", "X3", "Y1", "Y2"}));
    CHECK_FALSE(policy.quorum({"X1", "X2", "X3"}));
    CHECK_FALSE(policy.quorum({"X1", "Y1", "Y2"}));
    CHECK_FALSE(policy.quorum({"X1", "X1", "Y1"}));
    CHECK_FALSE(policy.quorum({}));
}

TEST_CASE("a quorum may be one witness, or nobody", "[journal][policy]") {
    CHECK(policy_of(witness("w") + "quorum w\n").quorum({"w"}));
    CHECK_FALSE(policy_of(witness("w") + "quorum w\n").quorum({}));
    CHECK(policy_of("quorum none\n").quorum({}));
    CHECK(policy_of("quorum none\n").logs().empty());
}

TEST_CASE("names are bytes: two spellings of a letter are two names", "[journal][policy]") {
    const std::string kelvin = "\xE2\x84\xAA";
    const Policy policy = policy_of("witness K " + vkey_of("a", KeyType::witness) + "\nwitness " + kelvin + " " +
                                    vkey_of("b", KeyType::witness) + "\nwitness \xff " +
                                    vkey_of("c", KeyType::witness) + "\nquorum " + kelvin + "\n");
    CHECK(policy.quorum({kelvin}));
    CHECK_FALSE(policy.quorum({"K", "\xff"}));
}

TEST_CASE("thirty-two logs, witnesses and groups, one in the other, are taken", "[journal][policy]") {
    std::string text;
    for (int i = 0; i < 32; ++i) text += "log " + vkey_of("log" + std::to_string(i)) + "\n";
    for (int i = 0; i < 32; ++i) text += witness("w" + std::to_string(i));
    for (int i = 0; i < 32; ++i)
        text += "group g" + std::to_string(i) + " all w" + std::to_string(i) + (i ? " g" + std::to_string(i - 1) : "") +
                "\n";
    const Policy policy = policy_of(text + "quorum g31\n");
    std::vector<std::string> all;
    for (int i = 0; i < 32; ++i) all.push_back("w" + std::to_string(i));
    CHECK(policy.quorum(all));
    all.pop_back();
    CHECK_FALSE(policy.quorum(all));
}

TEST_CASE("a log and a witness may have one key: only two of a kind may not", "[journal][policy]") {
    CHECK(wrong_lines("log " + vkey_of("a") + "\n" + witness("a") + "quorum a\n").empty());
    CHECK(wrong_lines(witness("a") + "witness b " + vkey_of("a", KeyType::witness) + "\nquorum a\n") ==
          std::vector<int>{2});
    CHECK(wrong_lines("log " + vkey_of("a") + "\nlog " + vkey_of("a") + "\nquorum none\n") == std::vector<int>{2});
}

TEST_CASE("all mistakes of a policy are told at once, each with its line", "[journal][policy]") {
    const std::string text =
        "log\n"  // 1: no key
        "log " +
        vkey_of("w", KeyType::witness) + "\n" +                  // 2: of the wrong type
        "log nonsense\n" +                                       // 3
        witness("a") +                                           // 4: right
        "witness a " + vkey_of("b", KeyType::witness) + "\n" +   // 5: the name is taken
        "witness none " + vkey_of("c", KeyType::witness) + "\n"  // 6: nobody's name
        + "group g 0 a\n"                                        // 7: threshold
        + "group h 2 a\n"                                        // 8: threshold, and a is in g already
        + "group i any none\n"                                   // 9: none is no member
        + "group j all later\n"                                  // 10: not there yet
        + "group k any\n"                                        // 11: nobody in it
        + "trust everybody\n"                                    // 12: no such word
        + "quorum l\n"                                           // 13: no such name
        + "quorum none\n";                                       // 14: a second one
    CHECK(wrong_lines(text) == std::vector<int>{1, 2, 3, 5, 6, 7, 8, 8, 9, 10, 11, 12, 13, 14});
}

TEST_CASE("a group that is wrong is told once, not again where it is named", "[journal][policy]") {
    CHECK(wrong_lines(witness("a") + "group g 9 a\nquorum g\n") == std::vector<int>{2});
}

TEST_CASE("thresholds are decimal, between one and the number of members", "[journal][policy]") {
    const auto takes = [](const std::string& threshold) {
        return wrong_lines(witness("a") + witness("b") + "group g " + threshold + " a b\nquorum g\n").empty();
    };
    for (const char* good : {"1", "2", "any", "all"}) CHECK(takes(good));
    for (const char* bad : {"0", "3", "01", "+1", "-1", "1.0", "ALL", "two", "99999999999999999999"})
        CHECK_FALSE(takes(bad));
}

TEST_CASE("nobody counts twice: a name stands in one group only, and once", "[journal][policy]") {
    CHECK(wrong_lines(witness("a") + "group g 2 a a\nquorum g\n") == std::vector<int>{2});
    CHECK(wrong_lines(witness("a") + "group g any a\ngroup h any a\nquorum h\n") == std::vector<int>{3});
    CHECK(wrong_lines(witness("a") + "group a any a\nquorum a\n") == std::vector<int>{2});
}

TEST_CASE("lines end with a newline, blanks are space and tab, control characters are refused", "[journal][policy]") {
    CHECK(wrong_lines("quorum none") == std::vector<int>{0, 1});
    CHECK(wrong_lines("quorum none\r\n") == std::vector<int>{0, 1});
    CHECK(wrong_lines("# \x7f\nquorum none\n") == std::vector<int>{1});
    CHECK(wrong_lines("\t quorum \t none \t\n").empty());
    CHECK(wrong_lines("quorum\u00a0none\n") == std::vector<int>{0, 1});
    CHECK(wrong_lines("") == std::vector<int>{0});
    CHECK(wrong_lines("# nobody\n") == std::vector<int>{0});
}

TEST_CASE("a checkpoint stands by its log's signature and the quorum together", "[journal][policy]") {
    const SampleLog log = small_log();
    const Policy policy =
        policy_of(policy_text(log.origin(), {"w1", "w2", "w3"}, "group two 2 w1 w2 w3\nquorum two\n"));

    const auto cosigners = check_checkpoint(log.signed_checkpoint(5, {"w1", "w3", "stranger"}, 1'700'000'000), policy);
    REQUIRE(cosigners);
    CHECK(*cosigners == std::vector<Cosigner>{{"w1", 1'700'000'000}, {"w3", 1'700'000'000}});
    CHECK_FALSE(check_checkpoint(log.signed_checkpoint(5, {"w1"}), policy).has_value());
    CHECK_FALSE(check_checkpoint(log.signed_checkpoint(5, {"w1", "w1"}), policy).has_value());
    CHECK_FALSE(check_checkpoint(log.signed_checkpoint(5, {}), policy).has_value());

    SignedCheckpoint only_witnesses = log.signed_checkpoint(5, {"w1", "w2"});
    only_witnesses.note.signatures.erase(only_witnesses.note.signatures.begin());
    CHECK_FALSE(check_checkpoint(only_witnesses, policy).has_value());
}

TEST_CASE("a bad signature of a witness that is known refuses even what has its quorum", "[journal][policy]") {
    const SampleLog log = small_log();
    SignedCheckpoint checkpoint = log.signed_checkpoint(5, {"w1", "w2"});
    checkpoint.note.signatures.push_back(samples::witness_line("w3", "another text\n", 1));
    const std::string rest = "group two 2 w1 w2\nquorum two\n";
    CHECK(check_checkpoint(checkpoint, policy_of(policy_text(log.origin(), {"w1", "w2"}, rest))).has_value());
    CHECK_FALSE(
        check_checkpoint(checkpoint, policy_of(policy_text(log.origin(), {"w1", "w2", "w3"}, rest))).has_value());
}

TEST_CASE("who cosigned twice is told once, with the newer time", "[journal][policy]") {
    const SampleLog log = small_log();
    SignedCheckpoint checkpoint = log.signed_checkpoint(5, {"w"}, 20);
    checkpoint.note.signatures.push_back(samples::witness_line("w", checkpoint.note.text, 30));
    const auto cosigners = check_checkpoint(checkpoint, policy_of(policy_text(log.origin(), {"w"}, "quorum w\n")));
    REQUIRE(cosigners);
    CHECK(*cosigners == std::vector<Cosigner>{{"w", 30}});
}
