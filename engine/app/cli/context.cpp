// SPDX-License-Identifier: Apache-2.0
#include "app/cli/context.hpp"

#include "adapters/witness/office_signer.hpp"
#include "app/serve/server_door.hpp"
#include "base/platform/files.hpp"
#include "service/queries/key_care.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>
#include <sstream>
#include <thread>

#include <unistd.h>

namespace giamsat::cli {

bool Context::colour() const { return is_terminal(STDOUT_FILENO) && !std::getenv("NO_COLOR"); }

int Context::columns() const {
    constexpr int columns_without_terminal = 100;
    return is_terminal(STDOUT_FILENO) ? terminal_columns() : columns_without_terminal;
}

void Context::print(const std::string& text) const { disclosure_.say(text + "\n", false); }
void Context::print_json(const Json& value) const { disclosure_.say(value.dump(2) + "\n", false); }
void Context::note(const std::string& text) const { disclosure_.say(text + "\n", true); }

namespace {

std::string detail(const Problem& problem, const std::string& name) {
    for (const auto& pair : problem.details) {
        if (pair.first == name) return pair.second;
    }
    return {};
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

void note_problem(const Context& context, const Problem& problem) {
    std::string place = problem.where.str();
    context.note((place.empty() ? "" : place + ": ") + problem.message(context.lang()) + " [" + problem.name() + "]");
    const std::string story = context.say({detail(problem, "story"), detail(problem, "story_en")});
    for (const std::string& line : lines_of(story)) context.note("  " + line);
    context.note("  → " + problem.advice(context.lang()));
}

}  // namespace

Result<std::unique_ptr<Workplace>> Context::read_office() const {
    GIAMSAT_TRY(place, Workplace::open_to_read(options.office, clock_));
    // Nobody to be recorded: then nothing is opened in the first place.
    if (auto by = requester(*place); !by && !disclosure_.by_system) disclosure_.mask(std::move(by.error()));
    disclosure_.hold();
    return std::move(place);
}

namespace {

// A server that has just been started verifies first, and then listens.
constexpr auto looks_for_server = std::chrono::seconds(5);
constexpr auto pause_between_looks = std::chrono::milliseconds(50);

bool is_being_served(const Result<std::unique_ptr<Workplace>>& place) {
    return !place && place.error().code == ProblemCode::office_busy && detail(place.error(), "task") == "serve";
}

// Another user of the machine cannot take the office's lock: for them there is the door only.
bool is_of_another(const Result<std::unique_ptr<Workplace>>& place) {
    return !place && place.error().code == ProblemCode::file_unreadable;
}

Problem does_not_answer(Problem busy) {
    busy.details.push_back({"advice",
                            "Máy chủ đang giữ văn phòng mà chưa trả lời: đang kiểm tra sau một lần không đóng "
                            "đúng cách, đang treo, hoặc không nhận người dùng này. Đợi rồi thử lại."});
    busy.details.push_back({"advice_en",
                            "The server that holds the office does not answer yet: it verifies after it was "
                            "not closed in good order, hangs, or lets this user not in. Wait, then try again."});
    return busy;
}

}  // namespace

Result<std::unique_ptr<Workplace>> Context::write_office() const {
    GIAMSAT_TRY(place, open_to_write());
    warn_of_keys(*place);
    return std::move(place);
}

Result<std::unique_ptr<Workplace>> Context::open_to_write() const {
    const auto until = std::chrono::steady_clock::now() + looks_for_server;
    auto place = Workplace::open_to_write(options.office, clock_);
    while (is_being_served(place)) {
        if (auto door = ServerDoor::knock(options.office))
            return Workplace::open_at(std::move(door), options.office, clock_);
        if (std::chrono::steady_clock::now() > until) return does_not_answer(std::move(place.error()));
        std::this_thread::sleep_for(pause_between_looks);
        place = Workplace::open_to_write(options.office, clock_);
    }
    if (is_of_another(place)) {
        if (auto door = ServerDoor::knock(options.office))
            return Workplace::open_at(std::move(door), options.office, clock_);
    }
    if (!place) return std::move(place.error());
    GIAMSAT_CHECK(sign(**place, options.office));
    return place;
}

Result<std::unique_ptr<Workplace>> Context::recover_office() const {
    GIAMSAT_TRY(place, Workplace::open_to_recover(options.office, clock_));
    GIAMSAT_CHECK(sign(*place, options.office));
    return std::move(place);
}

Done Context::sign(Workplace& place, const std::filesystem::path& folder) const {
    if (place.has_door()) return {};
    const auto [origin, signed_before] = place.ask(
        [](Readers& read) { return std::pair(read.evidence.origin(), !read.evidence.checkpoints().empty()); });
    // A new key would sign anything: it takes the old one's place only where there was none.
    if (!has_signer(folder) && !signed_before)
        GIAMSAT_CHECK(Signer::create(own_signer_folder(folder), origin, place.entropy()));
    GIAMSAT_TRY(signer, signer_of_office(folder));
    place.sign_with(std::move(signer), [this](const Problem& trouble) { note_problem(*this, trouble); });
    return {};
}

namespace {

Result<PersonId> person_by_code(Workplace& place, const std::string& code) {
    auto person = place.ask([&](Readers& read) { return read.people.by_code(code); });
    if (!person)
        return Problem(ProblemCode::not_found,
                       {{"what", "người mang mã"}, {"what_en", "person with code"}, {"name", code}});
    return person->id;
}

}  // namespace

// What is lost with the disk of the office: all personal data, when there is no copy of the keys elsewhere.
void Context::warn_of_keys(Workplace& place) const {
    if (place.info().demo) return;  // its keys follow from its seed
    const int days = place.bundle().profile.privacy.key_copy_warn_after;
    const Date today = date_in_vietnam(clock_.now());
    const auto uncopied = place.ask([&](Readers& read) { return keys_uncopied(read, days, today); });
    if (!uncopied) return;
    note(say(uncopied->ever ? LocalText{"! Bản sao khoá gần nhất đã quá ", "! The last copy of the keys is more than "}
                            : LocalText{"! Chưa có bản sao khoá nào sau ",
                                        "! There has been no copy of the keys for more than "}) +
         std::to_string(days) +
         say({" ngày: hỏng ổ đĩa là mất mọi dữ liệu cá nhân. → giamsat backup keys THƯ-MỤC (ổ khác)",
              " days: a broken disk would lose all personal data. → giamsat backup keys FOLDER (another disk)"}));
}

Result<Requester> Context::requester(Workplace& place) const {
    if (!requester_) {
        GIAMSAT_TRY(by, find_requester(place));
        requester_ = std::move(by);
    }
    return *requester_;
}

Result<Requester> Context::find_requester(Workplace& place) const {
    Requester by{.act = options.act, .via = "cli", .auth = "os:" + user_name()};
    if (options.as.empty()) {
        bool nobody_yet = place.ask([](Readers& read) { return read.people.all().empty(); });
        if (nobody_yet) return by;
        return Problem(ProblemCode::usage, {{"what", "cần --as MÃ (người nhập) hoặc biến GIAMSAT_AS"},
                                            {"what_en", "--as CODE (who enters it) or GIAMSAT_AS is needed"}});
    }
    GIAMSAT_TRY(actor, person_by_code(place, options.as));
    by.actor = actor;
    if (!options.on_behalf.empty()) {
        GIAMSAT_TRY(decider, person_by_code(place, options.on_behalf));
        by.on_behalf = decider;
    }
    return by;
}

Result<std::optional<Date>> Context::business_day() const {
    if (options.on.empty()) return std::optional<Date>{};
    GIAMSAT_TRY(day, Date::parse(options.on));
    return std::optional<Date>(day);
}

Json problem_json(const Problem& problem) {
    Json json = {{"code", problem.name()},
                 {"status", problem.status()},
                 {"message", {{"vi", problem.message(Lang::vi)}, {"en", problem.message(Lang::en)}}},
                 {"advice", {{"vi", problem.advice(Lang::vi)}, {"en", problem.advice(Lang::en)}}}};
    if (!problem.where.str().empty()) json["where"] = problem.where.str();
    if (auto rule = detail(problem, "rule"); !rule.empty()) json["rule"] = rule;
    if (auto story = detail(problem, "story"); !story.empty())
        json["story"] = {{"vi", lines_of(story)}, {"en", lines_of(detail(problem, "story_en"))}};
    for (const Problem& other : problem.others) json["others"].push_back(problem_json(other));
    return json;
}

int Context::fail(const Problem& problem) const {
    if (options.json) {
        print_json({{"problem", problem_json(problem)}});
    } else {
        note_problem(*this, problem);
        for (const Problem& other : problem.others) note_problem(*this, other);
    }
    return static_cast<int>(problem.exit_class());
}

Done Context::disclose(Workplace& place) const {
    if (!disclosure_.waits()) return {};
    auto recorded = [&]() -> Done {
        Requester by{.via = "cli", .auth = "os:" + user_name()};
        if (!disclosure_.by_system) {
            GIAMSAT_TRY(person, requester(place));
            by.actor = person.actor;
        }
        const std::string purpose = options.purpose.empty() ? usual_purpose(disclosure_.command) : options.purpose;
        DisclosePersonal record = disclosure_.to_record(purpose, by.actor);
        if (record.opened.empty()) return {};
        GIAMSAT_CHECK(place.run(by, std::move(record)));
        return {};
    }();
    if (recorded)
        disclosure_.recorded();
    else
        disclosure_.drop();
    return recorded;
}

Done Context::disclose() const {
    if (!disclosure_.waits()) return {};
    auto place = open_to_write();
    if (place) return disclose(**place);
    disclosure_.drop();
    return std::move(place.error());
}

namespace {

struct Chosen {
    Work work;
    std::string words;  // "unit show"
};

// Set while the command line is parsed, by the one subcommand that was asked for.
Chosen& chosen() {
    static Chosen one;
    return one;
}

std::string words_of(const CLI::App& command) {
    const CLI::App* parent = command.get_parent();
    if (!parent) return {};
    const std::string above = words_of(*parent);
    return above.empty() ? command.get_name() : above + " " + command.get_name();
}

// Failures of the storage end here.
int caught(const Context& context) {
    try {
        return chosen().work();
    } catch (const StorageError& failure) {
        return context.fail(failure.problem);
    }
}

void tell_masked(const Context& context) {
    const Disclosure& disclosure = context.disclosure();
    if (!disclosure.opened.withheld || !disclosure.why_masked()) return;
    const Problem& why = *disclosure.why_masked();
    const bool nobody = why.code == ProblemCode::usage;
    context.note(context.say({"Dữ liệu cá nhân để “(kín)” vì không ghi được ai xem: ",
                              "Personal data are “(sealed)” since it cannot be recorded who reads them: "}) +
                 (nobody ? context.say({detail(why, "what"), detail(why, "what_en")}) : why.message(context.lang())));
}

}  // namespace

void on_run(CLI::App& command, Work work) {
    command.callback([&command, work = std::move(work)] {
        if (command.get_subcommands().empty()) chosen() = {work, words_of(command)};
    });
}

// What was opened while writing has been recorded by whoever wrote. What reading opened is recorded now; where it cannot be,
// the reading is done again, and opens nothing.
int run_chosen(Context& context) {
    Disclosure& disclosure = context.disclosure();
    set_task(chosen().words);
    disclosure.command = chosen().words;
    if (context.options.json) disclosure.door = "export";
    int code = caught(context);
    if (auto recorded = context.disclose(); !recorded) {
        disclosure.mask(std::move(recorded.error()));
        code = caught(context);
    }
    disclosure.release();
    tell_masked(context);
    return code;
}

}  // namespace giamsat::cli
