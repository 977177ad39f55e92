// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/oracle.hpp"

#include "adapters/store/verify.hpp"
#include "kernel/journal/entry.hpp"
#include "support/workflows.hpp"

#include <fmt/format.h>

namespace giamsat::fault {

namespace {

namespace fs = std::filesystem;

std::string verification(const fs::path& office) {
    const auto report = verify_office(office);
    if (!report) return "it cannot be verified: " + test::told(report.error());
    return report->clean() ? std::string() : "it does not verify: " + report->differences.front().text.in(Lang::en);
}

// Walks through the journal as it is now, beside what was acknowledged.
class Walk {
public:
    Walk(Office& office, const std::vector<Told>& told) : office_(office), told_(told) {}

    std::string run() {
        look_back();
        office_.readers().journal.each(0, [this](std::uint64_t, const std::string& bytes, const Hash& leaf) {
            tree_.append(leaf);
            look_back();
            look_into(bytes);
            return found_.empty();
        });
        if (found_.empty() && next_ < told_.size())
            found_ = fmt::format("{} entries were acknowledged, {} are there", told_.back().size, tree_.size());
        return found_;
    }

private:
    void look_back() {
        for (; next_ < told_.size() && told_[next_].size == tree_.size(); ++next_)
            if (told_[next_].root != tree_.root())
                found_ = fmt::format("the first {} entries are not those acknowledged", tree_.size());
    }

    void look_into(const std::string& bytes) {
        const auto entry = decode_entry(bytes);
        if (!entry) return;
        for (const Encrypted& sealed : entry->enc)
            if (!office_.vault().open(office_.id(), entry->cmd, entry->i, sealed))
                found_ = fmt::format("entry {}: what {} sealed does not open", tree_.size() - 1, sealed.path);
    }

    Office& office_;
    const std::vector<Told>& told_;
    Frontier tree_;
    std::size_t next_ = 0;
    std::string found_;
};

std::string journal(const fs::path& folder, const std::vector<Told>& told) {
    auto entropy = seeded_entropy(1);
    auto office = Office::open(folder, Office::Mode::write, *entropy);
    if (!office) return "it does not open: " + test::told(office.error());
    if (Done end = (*office)->verify_end(); !end) return "its end does not hold: " + test::told(end.error());
    return Walk(**office, told).run();
}

std::string one_more(const fs::path& folder) {
    Play play(folder);
    if (Done opened = play.open(); !opened) return "it does not open to be written: " + test::told(opened.error());
    const Done given = play.give("afterwards", RegisterPerson{"AFTER", "Người sau", "", ""}, "");
    const Done by_clerk = given ? Done() : play.give("afterwards", RegisterPerson{"AFTER", "Người sau", "", ""});
    if (!by_clerk) return "it takes no command: " + test::told(by_clerk.error());
    const auto all = play.told();
    play.close();
    return journal(folder, all);
}

// Nobody was told that there is an office: whatever is there must not stand in the way of founding it.
std::string founded_anew(const fs::path& folder) {
    Play play(folder);
    if (Done founded = play.found(); founded || founded.error().code == ProblemCode::office_exists)
        return {};
    else
        return "it cannot be founded again: " + test::told(founded.error());
}

}  // namespace

std::string judge(const fs::path& folder, const std::vector<Told>& told, Asked asked) {
    if (told.empty()) {
        std::string found = asked.go_on ? founded_anew(folder) : std::string();
        return !found.empty() || !fs::exists(folder / "office.db") ? found : verification(folder);
    }
    if (!fs::exists(folder / "office.db")) return "there is no office any more";
    std::string found = verification(folder);
    if (found.empty()) found = journal(folder, told);
    if (found.empty() && asked.go_on) found = one_more(folder);
    return found.empty() && asked.go_on ? verification(folder) : found;
}

}  // namespace giamsat::fault
