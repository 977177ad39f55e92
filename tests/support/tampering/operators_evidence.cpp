// SPDX-License-Identifier: Apache-2.0
// Checkpoints, signer, old and strange copies.
#include "support/tampering/operators.hpp"

#include "adapters/witness/signer.hpp"
#include "base/platform/files.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace giamsat::test {

namespace fs = std::filesystem;
using store::Blob;
using store::Cursor;
using store::Statement;

namespace {

std::string signer_log(const fs::path& office) { return (office / "signer" / "signer.log").string(); }

void write(const fs::path& path, const std::string& text) {
    if (!write_file(path, text)) throw std::runtime_error("cannot write " + path.string());
}

Key key_in(const fs::path& office) {
    const std::string hex = read_file(office / "signer" / "signer.key", 256).value();
    const std::string bytes = from_hex(std::string_view(hex).substr(0, 64)).value();
    Key key{};
    std::copy(bytes.begin(), bytes.end(), key.begin());
    return key;
}

Key key_of(Scene& scene) { return sha256("forger " + std::to_string(scene.dice.next())); }

struct KeptRow {
    std::string origin, text, line;
    std::size_t size = 0;
};

std::vector<KeptRow> kept_rows(Forger& forger) {
    std::vector<KeptRow> rows;
    Statement read(forger.db(), "SELECT origin, text, line, size FROM log_checkpoint ORDER BY size");
    for (Cursor row = read.with(); row.next();)
        rows.push_back({row.text(0), row.text(1), row.text(2), static_cast<std::size_t>(row.integer(3))});
    return rows;
}

void set_kept(Forger& forger, std::size_t size, const std::string& text, const std::string& line) {
    Statement(forger.db(), "UPDATE log_checkpoint SET text = ?1, line = ?2 WHERE size = ?3").run(text, line, size);
}

void remember(const fs::path& office, const Checkpoint& last) {
    write(signer_log(office), write_checkpoint(last) + "\n");
}

// Every kept checkpoint says what the journal says now, under this key; the signer remembers the last of them.
void sign_anew(const fs::path& office, const Key& key) {
    Forger forger(office);
    Frontier frontier;
    std::size_t at = 0;
    Checkpoint last;
    for (const KeptRow& row : kept_rows(forger)) {
        for (; at < row.size; ++at) frontier.append(leaf_hash(forger.entries.at(at)));
        last = {row.origin, row.size, frontier.root()};
        const std::string text = write_checkpoint(last);
        set_kept(forger, row.size, text, signature_line(sign_note(key, row.origin, text)));
    }
    forger.sql("DELETE FROM log_cosignature");
    if (fs::exists(office / "signer")) remember(office, last);
}

void exchange_signer(Scene& scene, const Key& key) {
    write(scene.office / "signer" / "signer.key", to_hex(key) + "\n");
}

void edit_kept(Scene& scene) {
    Forger forger(scene.office);
    const KeptRow row = scene.dice.one_of(kept_rows(forger));
    set_kept(forger, row.size, write_checkpoint({row.origin, row.size, sha256(std::to_string(scene.dice.next()))}),
             row.line);
}

void edit_kept_signature(Scene& scene) {
    Forger forger(scene.office);
    const KeptRow row = scene.dice.one_of(kept_rows(forger));
    NoteSignature signature = parse_signature_lines(row.line).value().front();
    signature.bytes.at(scene.dice.below(signature.bytes.size())) ^= 1;
    set_kept(forger, row.size, row.text, signature_line(signature));
}

void move_kept(Scene& scene) {
    Forger forger(scene.office);
    const KeptRow row = scene.dice.one_of(kept_rows(forger));
    forger.sql(fmt::format("UPDATE log_checkpoint SET size = size + 1 WHERE size = {}", row.size));
}

std::size_t a_held_size(Scene& scene) { return scene.dice.one_of(scene.watched.held()).checkpoint.size; }

void remove_kept_alone(Scene& scene) {
    Forger(scene.office).sql(fmt::format("DELETE FROM log_checkpoint WHERE size = {}", a_held_size(scene)));
}

void remove_kept(Scene& scene) {
    const std::size_t size = a_held_size(scene);
    Forger(scene.office)
        .sql(fmt::format("DELETE FROM log_checkpoint WHERE size = {0}; DELETE FROM log_cosignature WHERE size = {0}",
                         size));
}

void remove_cosignature(Scene& scene) {
    Forger(scene.office).sql(fmt::format("DELETE FROM log_cosignature WHERE size = {}", a_held_size(scene)));
}

void garble_cosignature(Scene& scene) {
    Forger(scene.office)
        .sql(fmt::format("UPDATE log_cosignature SET line = substr(line, 9) WHERE size = {}", a_held_size(scene)));
}

void forge_cosignature(Scene& scene) {
    Forger forger(scene.office);
    const std::size_t size = a_held_size(scene);
    std::string line;
    {
        Statement read(forger.db(), "SELECT line FROM log_cosignature WHERE size = ?1");
        Cursor row = read.with(size);
        row.next();
        line = row.text(0);
    }
    NoteSignature signature = parse_signature_lines(line).value().front();
    signature.bytes.back() ^= 1;
    Statement(forger.db(), "UPDATE log_cosignature SET line = ?1 WHERE size = ?2").run(signature_line(signature), size);
}

void sign_with_another_key(Scene& scene) {
    Forger forger(scene.office);
    const Key key = key_of(scene);
    for (const KeptRow& row : kept_rows(forger))
        set_kept(forger, row.size, row.text, signature_line(sign_note(key, row.origin, row.text)));
}

void exchange_signer_and_sign(Scene& scene) {
    const Key key = key_of(scene);
    exchange_signer(scene, key);
    sign_anew(scene.office, key);
}

void make_signer_anew(Scene& scene) {
    exchange_signer(scene, key_of(scene));
    remember(scene.office, {scene.watched.held().back().checkpoint.origin, 0, sha256({})});
}

const fs::path& earlier(Scene& scene) {
    return scene.watched.moments().at(scene.dice.below(scene.watched.moments().size() - 1));
}

void take_over(const fs::path& from, const fs::path& to, const char* name) {
    fs::copy(from / name, to / name, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
}

void set_signer_back(Scene& scene) {
    const fs::path from = earlier(scene);
    fs::copy_file(signer_log(from), signer_log(scene.office), fs::copy_options::overwrite_existing);
}

void garble_signer(Scene& scene) { write(signer_log(scene.office), "garbage\n"); }

void restore_database(Scene& scene) { take_over(earlier(scene), scene.office, "office.db"); }

void restore_all_but_signer_log(Scene& scene) {
    const std::string state = read_file(signer_log(scene.office), 1 << 20).value();
    copy_office(earlier(scene), scene.office);
    write(signer_log(scene.office), state);
}

void restore_all(Scene& scene) { copy_office(earlier(scene), scene.office); }

// As if the last days had never been; what was kept of them goes too.
std::size_t forget_the_tail(Scene& scene) {
    Forger forger(scene.office);
    const auto first = kept_rows(forger).front().size;
    forger.entries.resize(forger.command_start(scene.dice.between(first + 1, forger.size() - 2)));
    forger.write_all();
    forger.sql(fmt::format("DELETE FROM log_checkpoint WHERE size > {0}; DELETE FROM log_cosignature WHERE size > {0}",
                           forger.size()));
    return forger.size();
}

void forget_the_tail_and_set_signer_back(Scene& scene) {
    forget_the_tail(scene);
    sign_anew(scene.office, key_in(scene.office));
}

void edit_everywhere_and_strip(Scene& scene) {
    edit_and_write_all(scene);
    strip_evidence(scene.office);
}

void edit_everywhere_and_sign(Scene& scene) {
    edit_and_write_all(scene);
    sign_anew(scene.office, key_in(scene.office));
}

void rewrite_and_sign(Scene& scene) {
    {
        Forger forger(scene.office);
        const std::size_t size = forger.size();
        const Forger before(scene.office);
        forger.entries.resize(forger.command_start(scene.dice.between(40, size - 2)));
        for (std::size_t k = forger.size(); k < size; ++k)
            forger.entries.push_back(Forger::bytes_of(before.harmless("signed " + std::to_string(k))));
        forger.write_all();
    }
    sign_anew(scene.office, key_in(scene.office));
}

void exchange_database(Scene& scene) { take_over(scene.watched.another(), scene.office, "office.db"); }
void exchange_office(Scene& scene) { copy_office(scene.watched.another(), scene.office); }

void keep_a_strange_checkpoint(Scene& scene) {
    Forger forger(scene.office);
    Forger other(scene.watched.another());
    const KeptRow row = kept_rows(other).front();
    Statement(forger.db(), "INSERT INTO log_checkpoint (origin, size, text, line, made) VALUES (?1, ?2, ?3, ?4, 0)")
        .run(row.origin, row.size, row.text, row.line);
}

}  // namespace

void strip_evidence(const fs::path& office) {
    Forger(office).sql("DELETE FROM log_checkpoint; DELETE FROM log_cosignature");
    fs::remove_all(office / "signer");
}

std::vector<Operator> evidence_operators() {
    constexpr auto none = Outside::nothing, held = Outside::held;
    return {
        {"a kept checkpoint is edited", {"checkpoint_bad"}, none, edit_kept},
        {"the signature of a kept checkpoint is edited", {"checkpoint_bad"}, none, edit_kept_signature},
        {"a kept checkpoint is moved", {"checkpoint_bad"}, none, move_kept},
        {"a kept checkpoint is removed, not its cosignature", {"checkpoint_missing"}, none, remove_kept_alone},
        {"a kept checkpoint is removed", {"checkpoint_missing"}, held, remove_kept},
        {"a cosignature is removed", {"cosignature_missing"}, held, remove_cosignature},
        {"a cosignature is garbled", {"checkpoint_bad"}, none, garble_cosignature},
        {"a cosignature is forged", {"checkpoint_bad"}, held, forge_cosignature},
        {"kept checkpoints are signed with another key", {"checkpoint_bad"}, none, sign_with_another_key},
        {"the signer's key is exchanged",
         {"checkpoint_bad"},
         none,
         [](Scene& scene) { exchange_signer(scene, key_of(scene)); }},
        {"the signer's key is exchanged and everything signed anew",
         {"checkpoint_bad"},
         held,
         exchange_signer_and_sign},
        {"the signer's folder is made anew", {"old_copy"}, none, make_signer_anew},
        {"the signer is set back", {"old_copy"}, none, set_signer_back},
        {"the signer's state is garbled", {"checkpoint_bad"}, none, garble_signer},
        {"an old copy of office.db is put back", {"old_copy"}, none, restore_database},
        {"an old copy of all but signer.log is put back", {"old_copy"}, none, restore_all_but_signer_log},
        {"an old copy of everything is put back", {"old_copy"}, held, restore_all},
        {"the tail is cut, everything made anew, later checkpoints removed",
         {"old_copy"},
         none,
         [](Scene& scene) { forget_the_tail(scene); }},
        {"the tail is cut, everything made anew, the signer set back",
         {"old_copy"},
         held,
         forget_the_tail_and_set_signer_back},
        {"an entry is edited, everything made anew, no evidence left", {"fork"}, held, edit_everywhere_and_strip},
        {"an entry is edited, everything made anew and signed with the true key",
         {"fork"},
         held,
         edit_everywhere_and_sign},
        {"the journal is rewritten from some place on and signed with the true key", {"fork"}, held, rewrite_and_sign},
        {"office.db of another office is put in its place", {"foreign_origin"}, none, exchange_database},
        {"another office is put in its place", {"foreign_origin"}, held, exchange_office},
        {"a checkpoint of another office is kept", {"foreign_origin"}, none, keep_a_strange_checkpoint},
    };
}

std::vector<Operator> all_operators() {
    std::vector<Operator> all;
    for (auto part : {journal_operators, rewriting_operators, evidence_operators, table_operators})
        for (Operator& one : part()) all.push_back(std::move(one));
    return all;
}

const Operator& operator_named(const std::vector<Operator>& all, const std::string& name) {
    for (const Operator& one : all)
        if (one.name == name) return one;
    throw std::runtime_error("no operator " + name);
}

}  // namespace giamsat::test
