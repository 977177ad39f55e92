// SPDX-License-Identifier: Apache-2.0
// Two verifiers, written apart, give the same verdict on every proof: what is good they take, what was damaged they refuse.
#include "support/catch.hpp"
#include "support/sample_entries.hpp"
#include "support/sample_log.hpp"
#include "support/trial.hpp"

#include <functional>
#include <set>

using namespace giamsat;
using namespace giamsat::test;
using samples::case_up_to;
using samples::SampleLog;

namespace {

constexpr std::uint64_t size = 300;
constexpr std::uint64_t place = 77;

const SampleLog& log() {
    static const SampleLog made = samples::office_log(size);
    return made;
}
std::string policy() { return samples::policy_text(log().origin(), {"w1", "w2"}, "group g any w1 w2\nquorum g\n"); }
std::string alone() { return samples::policy_text(log().origin(), {}, "quorum none\n"); }
SignedCheckpoint checkpoint() { return log().signed_checkpoint(size, {"w1"}); }
LogProof proof() { return log().proof({place}, checkpoint()); }
std::string good() { return write_proof(proof()); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

// The proof with this note, as text, in place of its own.
std::string with_note(const std::string& note) { return good().substr(0, good().find("\n\n") + 2) + note; }

// Any text signed by the log's own key and cosigned by w1.
std::string signed_note(const std::string& text) {
    return write_note({text,
                       {sign_note(samples::seed_of(log().origin()), log().origin(), text),
                        samples::witness_line("w1", text, 1'700'000'000)}});
}

std::string text_of(const std::string& origin, const std::string& count, const std::string& root) {
    return origin + "\n" + count + "\n" + root + "\n";
}
std::string own_root() { return to_base64(as_bytes(log().checkpoint(size).root)); }

// The last symbol before the padding of the first base64 behind `mark`, changed in the bits that carry nothing.
std::string uncanonical(std::string text, const std::string& mark) {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto pad = text.find('=', text.find(mark));
    text[pad - 1] = alphabet[alphabet.find(text[pad - 1]) + 1];
    return text;
}

}  // namespace

TEST_CASE("both verifiers take good proofs", "[verifier]") {
    Trials trials;
    for (std::uint64_t seq : {0u, 1u, 2u, 63u, 128u, 255u, 256u, 299u})
        trials.proof("entry " + std::to_string(seq), true, write_proof(log().proof({seq}, checkpoint())), policy());
    for (std::uint64_t count : {1u, 2u, 3u, 4u, 5u, 127u, 128u, 129u, 256u, 257u})
        trials.proof("last of " + std::to_string(count), true,
                     write_proof(log().proof({count - 1}, log().signed_checkpoint(count, {"w2"}))), policy());
    for (std::uint64_t seq : {40u, 90u, 140u, 299u})
        if (const auto places = case_up_to(log(), seq); !decode_entry(log().bytes(seq))->case_id.empty())
            trials.proof("case up to " + std::to_string(seq), true, write_proof(log().proof(places, checkpoint())),
                         policy());
    trials.proof("without witnesses", true, write_proof(log().proof({place}, log().signed_checkpoint(size))), alone());
    trials.proof("an extension line", true,
                 with_note(signed_note(text_of(log().origin(), "300", own_root()) + "extension\n")), policy());

    std::string crowd = write_note(checkpoint().note);
    for (int i = 0; i < 17; ++i) crowd += signature_line({"stranger" + std::to_string(i), 7, "whatever"});
    trials.proof("seventeen strangers", true, with_note(crowd), policy());
    trials.proof("the log's line twice", true,
                 with_note(write_note(checkpoint().note) + signature_line(checkpoint().note.signatures[0])), policy());
    trials.proof("a key's name with another id", true,
                 with_note(write_note(checkpoint().note) + signature_line({log().origin(), 1, "x"})), policy());
    CHECK(misjudged(trials, 4) == "");
}

TEST_CASE("both verifiers refuse a bit flipped in any line, and any cut", "[verifier]") {
    Trials trials;
    const std::string whole = good();
    int line = 0;
    for (std::size_t at = 0, next = 0; at < whole.size(); at = next + 1, ++line) {
        next = whole.find('\n', at);
        for (std::size_t where : std::set<std::size_t>{at, (at + next) / 2, next}) {
            std::string flipped = whole;
            flipped[where] = static_cast<char>(flipped[where] ^ 4);
            trials.proof("line " + std::to_string(line) + " byte " + std::to_string(where), false, flipped, policy());
        }
    }
    for (std::size_t length = 0; length < whole.size(); length += whole.size() / 23)
        trials.proof("cut to " + std::to_string(length), false, whole.substr(0, length), policy());
    CHECK(trials.damaged() > 60);
    CHECK(misjudged(trials, 15) == "");
}

TEST_CASE("both verifiers refuse other line ends, blanks and words", "[verifier]") {
    Trials trials;
    std::string crlf;
    for (char c : good()) crlf += c == '\n' ? "\r\n" : std::string(1, c);
    trials.proof("CRLF", false, crlf, policy());
    for (const char* line : {"c2sp.org/tlog-proof@v1", "index 77", "300"})
        trials.proof(std::string("CR behind ") + line, false,
                     replaced(good(), std::string(line) + "\n", std::string(line) + "\r\n"), policy());
    trials.proof("a newline behind", false, good() + "\n", policy());
    trials.proof("a newline before", false, "\n" + good(), policy());
    trials.proof("something behind", false, good() + "x", policy());
    trials.proof("a byte order mark", false, "\xEF\xBB\xBF" + good(), policy());
    trials.proof("version 2", false, replaced(good(), "@v1", "@v2"), policy());
    trials.proof("two blanks behind extra", false, replaced(good(), "extra ", "extra  "), policy());
    trials.proof("an empty extra", false, "c2sp.org/tlog-proof@v1\nextra \n" + good().substr(good().find("index")),
                 policy());
    trials.proof("no extra", false, "c2sp.org/tlog-proof@v1\n" + good().substr(good().find("index")), policy());
    trials.proof("extra twice", false, replaced(good(), "extra ", "extra AAA=\nextra "), policy());
    trials.proof("a line more", false, replaced(good(), "index 77\n", "index 77\nmore\n"), policy());
    trials.proof("a hyphen for the dash", false, replaced(good(), "— ", "- "), policy());
    trials.proof("two blanks in a signature", false, replaced(good(), "— ", "—  "), policy());
    trials.proof("no blank line", false, replaced(good(), "\n\n— ", "\n— "), policy());
    trials.proof("a tab in the note", false,
                 with_note(signed_note(text_of(log().origin(), "300", own_root()) + "a\tb\n")), policy());
    trials.proof("no UTF-8 in the note", false,
                 with_note(signed_note(text_of(log().origin(), "300", own_root()) + "\xff\n")), policy());
    trials.proof("a name with a blank of Unicode", false, good() + signature_line({"a\u2003b", 7, "x"}), policy());
    trials.proof("a name with a plus", false, good() + signature_line({"a+b", 7, "x"}), policy());
    trials.proof("a signature without bytes", false, good() + "— a AAAAAA==\n", policy());
    CHECK(misjudged(trials, 8) == "");
}

TEST_CASE("both verifiers refuse other numbers and hashes", "[verifier]") {
    Trials trials;
    for (const char* index : {"76", "78", "0", "299", "300", "301", "077", "+77", "-77", " 77", "77 ", "", "0x4d",
                              "77.0", "٧٧", "9223372036854775807", "9223372036854775808", "18446744073709551693"})
        trials.proof("index " + std::string(index), false,
                     replaced(good(), "index 77\n", "index " + std::string(index) + "\n"), policy());
    for (const char* count :
         {"0", "1", "78", "256", "0300", "+300", "", "300 ", "9223372036854775807", "9223372036854775808"})
        trials.proof("size " + std::string(count), false,
                     with_note(signed_note(text_of(log().origin(), count, own_root()))), policy());
    // A log that signs a wrong size beside the right root is caught by whoever sees the whole tree: the way from this entry to
    // the root is the same.
    for (const char* count : {"299", "301"})
        trials.proof("size " + std::string(count), true,
                     with_note(signed_note(text_of(log().origin(), count, own_root()))), policy());
    const std::string other_root = to_base64(as_bytes(log().checkpoint(299).root));
    trials.proof("another root, signed", false, with_note(signed_note(text_of(log().origin(), "300", other_root))),
                 policy());
    trials.proof("another root, not signed", false, replaced(good(), own_root(), other_root), policy());
    trials.proof("a short root", false, with_note(signed_note(text_of(log().origin(), "300", "AAAA"))), policy());
    trials.proof("no origin", false, with_note(signed_note(text_of("", "300", own_root()))), policy());
    trials.proof("two lines", false, with_note(signed_note(log().origin() + "\n300\n")), policy());
    trials.proof("an empty extension line", false,
                 with_note(signed_note(text_of(log().origin(), "300", own_root()) + "\nx\n")), policy());

    const auto path = [&](const std::string& what, const std::function<void(Proof&)>& change) {
        LogProof other = proof();
        change(other.path);
        trials.proof("path: " + what, false, write_proof(other), policy());
    };
    path("swapped", [](Proof& p) { std::swap(p[0], p[1]); });
    path("reversed", [](Proof& p) { p = Proof(p.rbegin(), p.rend()); });
    path("first left out", [](Proof& p) { p.erase(p.begin()); });
    path("last left out", [](Proof& p) { p.pop_back(); });
    path("none", [](Proof& p) { p.clear(); });
    path("one more", [](Proof& p) { p.push_back(p.back()); });
    path("one more before", [](Proof& p) { p.insert(p.begin(), p.front()); });
    path("the root behind", [](Proof& p) { p.push_back(log().checkpoint(size).root); });
    path("64 hashes", [](Proof& p) { p.resize(64); });
    trials.proof("extra: not canonical", false, uncanonical(write_proof(log().proof({0}, checkpoint())), "extra "),
                 policy());
    trials.proof("path: not canonical", false, uncanonical(good(), "index 77"), policy());
    trials.proof("root: not canonical", false,
                 with_note(signed_note(uncanonical(text_of(log().origin(), "300", own_root()), "300\n"))), policy());
    trials.proof("signature: not canonical", false, uncanonical(good() + "— a AAAAAAA=\n", "— a "), policy());
    trials.proof("path: not padded", false, replaced(good(), "=\n\n", "\n\n"), policy());
    const std::string hash = to_base64(as_bytes(proof().path[0]));
    for (const char* slash : {"\xAF", "\x80", "\xFF"}) {  // a decoder may read them as "/"
        const auto at = good().find('/', good().find("index 77"));
        REQUIRE(at < good().find("\n\n"));
        trials.proof("path: beyond ASCII, " + to_hex(std::string_view(slash)), false, good().replace(at, 1, slash),
                     policy());
    }
    trials.proof("path: the other alphabet", false, replaced(good(), hash, std::string(42, '_') + "A="), policy());
    CHECK(misjudged(trials, 10) == "");
}

TEST_CASE("both verifiers refuse files that are not the one issued", "[verifier]") {
    Trials trials;
    const std::string html = "<p>a report</p>\n";
    Entry entry = samples::entry("report.issued/1", {{"report", "year"},
                                                     {"sha256", to_hex(sha256(html))},
                                                     {"bytes", 16},
                                                     {"format", "html"},
                                                     {"size", 3},
                                                     {"root", samples::hash_of("root")}});
    SampleLog issuing(log().origin());
    issuing.append(encode_entry(entry).value());
    const std::string file = write_proof(issuing.proof({0}, issuing.signed_checkpoint(1)));
    trials.proof("the file", true, file, alone(), {html});
    trials.proof("no file", true, file, alone());
    trials.proof("a byte more", false, file, alone(), {html + " "});
    trials.proof("a word changed", false, file, alone(), {"<p>b report</p>\n"});
    trials.proof("an empty file", false, file, alone(), {""});
    trials.proof("no report at all", false, write_proof(log().proof({0}, log().signed_checkpoint(size))), alone(),
                 {html});
    CHECK(misjudged(trials, 1) == "");
}
