// SPDX-License-Identifier: Apache-2.0
// What a log has signed is still held to the format: an entry has one spelling, a case no gaps, an office one journal.
#include "support/catch.hpp"
#include "support/sample_entries.hpp"
#include "support/sample_log.hpp"
#include "support/trial.hpp"

using namespace giamsat;
using namespace giamsat::test;
using samples::SampleLog;

namespace {

std::string own_origin() { return "giamsat.invalid/" + samples::office_id().value; }
std::string policy_of(const std::string& origin) { return samples::policy_text(origin, {}, "quorum none\n"); }

// A log of just these bytes proves the last of them.
std::string proof_of(const std::vector<std::string>& entries, const std::string& origin = own_origin()) {
    SampleLog log(origin);
    std::vector<std::uint64_t> places;
    for (const std::string& bytes : entries) places.push_back(log.size()), log.append(bytes);
    return write_proof(log.proof(places, log.signed_checkpoint(log.size())));
}

std::string sample() {
    Entry entry = samples::case_entry("case.moved/1", "visit", {{"event", "go"}, {"from", {"a"}}, {"to", {"b"}}});
    entry.on_behalf = samples::id_of("an");
    entry.act = "04/CTr-BĐD 24/02/2021";
    entry.def = samples::hash_of("def");
    entry.enc = {samples::sealed("visit", "text")};
    entry.refs = {samples::hash_of("blob")};
    return encode_entry(entry).value();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

std::vector<std::string> case_of(std::size_t count) {
    samples::Placing placing;
    std::vector<std::string> bytes;
    for (std::size_t i = 0; i < count; ++i) {
        Entry entry = samples::case_entry("case.moved/1", "visit", {{"event", "go"}, {"step", i}});
        entry.cmd.value = samples::id_of("command " + std::to_string(i));
        entry.case_seq = static_cast<std::int64_t>(i);
        bytes.push_back(placing.place(entry));
    }
    return bytes;
}

}  // namespace

TEST_CASE("both verifiers read an entry in one spelling only", "[verifier]") {
    Trials trials;
    const std::string good = sample();
    const auto judge = [&](const std::string& what, bool holds, const std::string& bytes) {
        trials.proof(what, holds, proof_of({bytes}), policy_of(own_origin()));
    };
    const auto change = [&](const std::string& from, const std::string& to) {
        judge(from + " → " + to, false, replaced(good, from, to));
    };
    judge("good", true, good);
    judge("body with more", true,
          replaced(good, "\"event\":\"go\"", "\"event\":\"g\\n\\u0001 “đ” \\\"\",\"f\":[null,true,-5,{}]"));
    judge("the largest number", true, replaced(good, "\"event\":\"go\"", "\"event\":9007199254740992"));
    judge("a blank behind", false, good + " ");
    judge("a blank before", false, " " + good);
    judge("a byte order mark", false, "\xEF\xBB\xBF" + good);
    judge("no JSON", false, good.substr(1));
    judge("a list", false, "[" + good + "]");
    judge("nothing", false, "");
    judge("an empty object", false, "{}");
    judge("no UTF-8", false, replaced(good, "\"go\"", "\"\xff\""));
    judge("half a surrogate", false, replaced(good, "\"go\"", "\"\\ud800\""));
    judge("nested too deeply", false, replaced(good, "\"go\"", std::string(80, '[') + std::string(80, ']')));
    judge("nested as deeply as may be", true, replaced(good, "\"go\"", std::string(62, '[') + std::string(62, ']')));
    judge("nested a level deeper", false, replaced(good, "\"go\"", std::string(63, '[') + std::string(63, ']')));
    judge("NFD", false, replaced(good, "BĐD", "e\u0301"));
    change("{\"act\"", "{ \"act\"");
    change("\"event\":\"go\"", "\"event\":1.0");
    change("\"event\":\"go\"", "\"event\":1e2");
    change("\"event\":\"go\"", "\"event\":-0");
    change("\"event\":\"go\"", "\"event\":9007199254740993");
    change("\"event\":\"go\"", "\"event\":123456789012345678901234567890");
    change("\"event\":\"go\"", "\"event\":NaN");
    change("\"event\":\"go\"", "\"event\":\"\\u0067o\"");
    change("\"event\":\"go\"", "\"event\":\"g\\/o\"");
    change("\"event\":\"go\"", "\"event\":\"go\",\"event\":\"go\"");
    change("\"event\":\"go\",\"from\":[\"a\"]", "\"from\":[\"a\"],\"event\":\"go\"");
    change("\"event\":\"go\"", "\"évent\":\"go\"");
    change("\"v\":1", "\"v\":2");
    change("\"v\":1", "\"v\":\"1\"");
    change("\"v\":1", "\"v\":true");
    change("\"v\":1,", "");
    change("\"v\":1", "\"v\":1,\"w\":1");
    change("\"i\":0", "\"i\":1");
    change("\"i\":0", "\"i\":-1");
    change("\"n\":1", "\"n\":0");
    change("\"n\":1", "\"n\":4294967296");
    change("\"kind\":\"case.moved/1\"", "\"kind\":\"case/1\"");
    change("\"kind\":\"case.moved/1\"", "\"kind\":\"case.moved/01\"");
    change("\"kind\":\"case.moved/1\"", "\"kind\":\"case..moved/1\"");
    change("\"kind\":\"case.moved/1\"", "\"kind\":\"Case.moved/1\"");
    change("\"kind\":\"case.moved/1\"", "\"kind\":\"case.moved\"");
    change("\"kind\":\"case.moved/1\"", "\"kind\":\"case." + std::string(56, 'm') + "/1\"");
    change("\"date\":\"2024-05-31\"", "\"date\":\"2024-02-30\"");
    change("\"date\":\"2024-05-31\"", "\"date\":\"20240531\"");
    change("\"date\":\"2024-05-31\"", "\"date\":\"0000-05-31\"");
    change("\"t\":1717120800000", "\"t\":-1");
    change("\"case_seq\":0", "\"case_seq\":1");
    change(",\"case_seq\":0", "");
    change("\"case_seq\":0", "\"case_prev\":\"" + samples::hash_of("x") + "\",\"case_seq\":0");
    change("\"via\":\"cli\"", "\"via\":\"\"");
    change("\"via\":\"cli\"", "\"via\":1");
    change("\"via\":\"cli\"", "\"via\":null");
    change("\"refs\":[\"", "\"refs\":[\"x");
    change("\"kid\":\"", "\"kid\":\"0");
    change("\"path\":\"text\"", "\"path\":\"\"");
    change("\"path\":\"text\"", "\"more\":1,\"path\":\"text\"");
    change("\"path\":\"text\",", "");
    change("\"def\":\"", "\"def\":\"0");
    change("\"office\":\"", "\"office\":\"A");
    change("\"enc\":[{", "\"enc\":[],\"enc\":[{");
    CHECK(trials.damaged() > 50);
    CHECK(misjudged(trials, 10) == "");
}

TEST_CASE("both verifiers want the whole chain of a case, and one office", "[verifier]") {
    Trials trials;
    const auto judge = [&](const std::string& what, bool holds, const std::vector<std::string>& entries) {
        trials.proof(what, holds, proof_of(entries), policy_of(own_origin()));
    };
    const auto whole = case_of(6);
    judge("all", true, whole);
    judge("the last alone", true, {whole.back()});
    judge("the first alone", true, {whole.front()});
    judge("the first three", true, {whole.begin(), whole.begin() + 3});
    for (std::size_t gap = 0; gap < 5; ++gap) {
        auto cut = whole;
        cut.erase(cut.begin() + static_cast<std::ptrdiff_t>(gap));
        judge("without " + std::to_string(gap), false, cut);
    }
    auto swapped = whole, twice = whole, altered = whole, other_case = whole;
    std::swap(swapped[2], swapped[3]);
    twice.insert(twice.begin() + 2, whole[2]);
    altered[1] = replaced(altered[1], "\"step\":1", "\"step\":7");
    other_case[0] = replaced(other_case[0], samples::id_of("visit"), samples::id_of("another"));
    judge("swapped", false, swapped);
    judge("one twice", false, twice);
    judge("one altered", false, altered);
    judge("begun by another case", false, other_case);
    judge("with an entry of no case", false, {encode_entry(samples::entry("x.y/1", {{"a", 1}})).value(), whole[0]});

    const std::string foreign = "giamsat.invalid/" + std::string(32, 'a');
    trials.proof("another office's entry", false, proof_of({whole[0]}, foreign), policy_of(foreign));
    for (const char* behind : {"/1", "/12"})
        trials.proof("after recovery " + std::string(behind), true, proof_of({whole[0]}, own_origin() + behind),
                     policy_of(own_origin() + behind));
    trials.proof("an origin that only begins alike", false, proof_of({whole[0]}, own_origin() + "1"),
                 policy_of(own_origin() + "1"));
    CHECK(misjudged(trials, 5) == "");
}

TEST_CASE("both verifiers read the same policies", "[verifier]") {
    Trials trials;
    SampleLog log(own_origin());
    log.append(case_of(1)[0]);
    const std::string proof = write_proof(log.proof({0}, log.signed_checkpoint(1, {"a", "b"})));
    const std::string own = "log " + samples::vkey_of(log.origin()) + "\n";
    const auto witness = [](const std::string& name) {
        return "witness " + name + " " + samples::vkey_of(name, KeyType::witness) + "\n";
    };
    const std::string a = witness("a"), b = witness("b"), c = witness("c");
    const auto judge = [&](bool holds, const std::string& text) { trials.proof(text, holds, proof, text); };
    judge(true, own + "quorum none\n");
    judge(true, own + a + "quorum a\n");
    judge(false, own + c + "quorum c\n");
    judge(true, own + a + b + c + "group g 2 a b c\nquorum g\n");
    judge(false, own + a + b + c + "group g all a b c\nquorum g\n");
    judge(true, own + a + b + c + "group g any a\ngroup h all g b\nquorum h\n");
    judge(true, " \t" + own + "\n# a comment \xff\n\t# another\nquorum\tnone \n");
    judge(true, own + "log " + samples::vkey_of("another") + " https://b.example\nquorum none\n");
    judge(true, own + "witness none-such " + samples::vkey_of("a", KeyType::witness) + " http://a\nquorum none-such\n");
    judge(false, own);
    judge(false, own + "quorum none");
    judge(false, own + "quorum none\r\n");
    judge(false, own + "quorum none\nquorum none\n");
    judge(false, own + "quorum\n");
    judge(false, own + "quorum none none\n");
    judge(false, own + "quorum g\n" + a + "group g any a\n");
    judge(false, own + own + "quorum none\n");
    judge(false, own + a + "witness d " + samples::vkey_of("a", KeyType::witness) + "\nquorum none\n");
    judge(false, own + a + a + "quorum none\n");
    judge(false, own + "witness none " + samples::vkey_of("a", KeyType::witness) + "\nquorum none\n");
    judge(false, own + a + "group a any a\nquorum a\n");
    judge(false, own + a + "group g 0 a\nquorum none\n");
    judge(false, own + a + "group g 2 a\nquorum none\n");
    judge(false, own + a + "group g 01 a\nquorum none\n");
    judge(false, own + a + "group g any\nquorum none\n");
    judge(false, own + a + "group g any none\nquorum none\n");
    judge(false, own + a + "group g any b\n" + b + "quorum none\n");
    judge(false, own + a + "group g 1 a a\nquorum none\n");
    judge(false, own + a + "group g any a\ngroup h any a\nquorum none\n");
    judge(false, own + "log " + samples::vkey_of("w", KeyType::witness) + "\nquorum none\n");
    judge(false, own + "witness w " + samples::vkey_of("w") + "\nquorum none\n");
    judge(false, own + "log\nquorum none\n");
    judge(false, own + "log a b c d\nquorum none\n");
    judge(false, own + "trust everybody\nquorum none\n");
    judge(false, own + "log example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nquorum none\n");
    judge(true, own + "log example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nquorum none\n");
    judge(false, own + "log example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nquorum none\n");
    judge(false, own + "log example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l\nquorum none\n");
    judge(false, own + "log \xff+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nquorum none\n");
    judge(false, own + "quorum\u00a0none\n");
    judge(false, "");
    CHECK(misjudged(trials, 6) == "");
}
