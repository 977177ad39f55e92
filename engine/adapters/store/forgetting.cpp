// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/forgetting.hpp"

#include "adapters/store/file.hpp"

namespace giamsat::store {

namespace {

std::vector<std::string> letters_to(Database& office, const std::vector<std::string>& subjects) {
    std::vector<std::string> letters;
    Statement read(office, "SELECT id FROM notice WHERE recipient = ?1");
    for (const std::string& subject : subjects)
        for (Cursor row = read.with(subject); row.next();) letters.push_back(row.text(0));
    return letters;
}

void remove_letters(const std::filesystem::path& outbox, const std::vector<std::string>& letters) {
    std::error_code ignored;  // a letter that was never written, or was taken elsewhere
    for (const std::string& letter : letters) std::filesystem::remove(outbox / (letter + ".eml"), ignored);
}

// A relay's refusal often repeats the address it refuses.
void blank_attempts(Database& office, const std::vector<std::string>& letters) {
    Statement blank(
        office,
        "UPDATE outbox_attempt SET outcome = 'failed: (erased)' WHERE notice = ?1 AND outcome LIKE 'failed%' "
        "AND outcome <> 'failed: (erased)'");
    std::int64_t blanked = 0;
    for (const std::string& letter : letters) {
        blank.run(letter);
        blanked += office.changes();
    }
    if (blanked > 0) empty_wal(office);
}

}  // namespace

std::filesystem::path outbox_path(const std::filesystem::path& folder) { return folder / "outbox"; }

std::vector<std::string> erased_subjects(Database& office) {
    std::vector<std::string> subjects;
    Statement read(office, "SELECT subject FROM erasure");
    for (Cursor row = read.with(); row.next();) subjects.push_back(row.text(0));
    return subjects;
}

void forget(Database& office, KeyFile& keys, const std::filesystem::path& folder,
            const std::vector<std::string>& subjects) {
    keys.destroy(subjects);
    const auto letters = letters_to(office, subjects);
    remove_letters(outbox_path(folder), letters);
    blank_attempts(office, letters);
}

}  // namespace giamsat::store
