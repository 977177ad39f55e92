// SPDX-License-Identifier: Apache-2.0
#include "app/demo/run_demo.hpp"

#include "adapters/runtime/workplace.hpp"
#include "app/demo/play.hpp"
#include "service/import/import.hpp"

#include <set>

namespace giamsat {
namespace {

using namespace demo;

// The demo's own clock stands before its first day; every command brings its time with it.
constexpr int days_of_preparation = 10;

Date end_of_demo(const DemoFiles& files, int last_year) {
    for (const YamlNode& end : files.behaviour.list({"ends"})) {
        auto on = Date::parse(Settings::text_of(end, "on"));
        if (Settings::number_of(end, "year") == last_year && on) return *on;
    }
    return Date::of(last_year, 12, 31);
}

std::map<std::string, std::string> scopes_of_roles(const Profile& profile) {
    std::map<std::string, std::string> scopes;
    for (const Role& role : profile.roles) scopes[role.id] = role.scope;
    return scopes;
}

Cast invent_cast(const DemoFiles& files, const Profile& profile, const Choices& choices) {
    auto units = listed_units(files);
    auto staff = invent_staff(files, units, scopes_of_roles(profile), choices);
    auto borrowers = invent_borrowers(files, units, choices);
    return Cast(std::move(units), std::move(staff), std::move(borrowers));
}

class DemoRun {
public:
    DemoRun(Workplace& place, DemoFiles files, const DemoOptions& options)
        : place_(place),
          files_(std::move(files)),
          options_(options),
          choices_(options.seed),
          cast_(invent_cast(files_, place.bundle().profile, choices_)),
          stage_(place.writer(), place.entropy(), place.bundle().profile.calendar, place.now()),
          play_(stage_, cast_, files_, choices_, place.bundle()),
          until_(end_of_demo(files_, options.last_year)) {}

    Result<DemoResult> run(const std::function<bool(const DemoProgress&)>& progress) {
        Date first = Date::of(options_.first_year, 1, 1);
        stage_.set_today(first.plus_days(-days_of_preparation));
        GIAMSAT_CHECK(register_units_and_people());
        plan_changes();
        auto each_day = [&](Date day, std::int64_t commands) { return new_day(day, commands, first, progress); };
        GIAMSAT_CHECK(stage_.play(first, until_, each_day));
        if (auto problem = first_problem()) return *problem;
        DemoResult result{0, "", first, until_};
        place_.ask([&](Readers& read) {
            return result.entries = read.journal.size(), result.root = to_hex(read.journal.root()), 0;
        });
        return result;
    }

private:
    void import(Date on, ImportKind kind, const std::string& name, std::string csv, const Requester& by,
                std::function<void()> then = {}) {
        Command command = import_command(kind, name, std::move(csv), std::make_shared<ImportSummary>());
        stage_.at(on, {"import/" + name, std::move(command), by, [then](const Outcome&) {
                           if (then) then();
                       }});
    }

    // The territory and the staff come first, entered by nobody: there is nobody yet.
    Done register_units_and_people() {
        import(stage_.today(), ImportKind::units, "units.csv", units_csv(cast_.units()), Requester{});
        GIAMSAT_CHECK(stage_.play_today());
        place_.ask([&](Readers& read) { return cast_.meet_units(read), 0; });
        auto from = Date::parse(files_.people.text({"from"}));
        import(stage_.today(), ImportKind::people, "people.csv",
               people_csv(cast_.staff(), from ? *from : stage_.today()), Requester{});
        GIAMSAT_CHECK(stage_.play_today());
        place_.ask([&](Readers& read) { return cast_.meet_people(read), 0; });
        return {};
    }

    Requester secretary() const { return Requester{.actor = cast_.holder("board_secretary", cast_.district())}; }

    // Communes that join another, and the units below that move with them.
    void plan_changes() {
        for (const UnitSpec& unit : cast_.units()) {
            const Place* at = cast_.place(unit.level, unit.code);
            if (unit.to && *unit.to <= until_) {
                const Place* successor = cast_.place(unit.level, unit.successor);
                EndUnit end{at->id, *unit.to, {}};
                if (successor) end.successors.push_back(successor->id);
                stage_.at(unit.to->plus_days(1), {"end/" + unit.level + "/" + unit.code, end, secretary(), {}});
            }
            for (const auto& [on, parent] : unit.moves) plan_move(unit, *at, on, parent);
        }
    }

    void plan_move(const UnitSpec& unit, const Place& at, Date on, const std::string& parent) {
        const Level* level = place_.bundle().profile.level(unit.level);
        const Place* to = level ? cast_.place(level->parent, parent) : nullptr;
        if (!to || on > until_) return;
        ChangeUnit change{.unit = at.id, .from = on, .parent = to->id};
        stage_.at(on, {"move/" + unit.level + "/" + unit.code, change, secretary(), {}});
    }

    bool new_day(Date day, std::int64_t commands, Date first,
                 const std::function<bool(const DemoProgress&)>& progress) {
        if (day.month() == 1 && day.day_of_month() == 1) open_year(day);
        if (day == until_ && options_.last_year == until_.year()) record_money(day);
        DemoProgress now{day, 100 * days_between(first, day) / std::max(1, days_between(first, until_)), commands, {}};
        for (const Level& level : place_.bundle().profile.levels) {
            if (level.inspected) now.turns[level.id] = play_.turns(level.id);
        }
        return progress(now);
    }

    void open_year(Date day) {
        int year = day.year();
        std::string csv = borrowers_csv(cast_.borrowers(), year, options_.first_year);
        const std::string file = "borrowers-" + std::to_string(year) + ".csv";
        const auto meet = [this](Readers& read) { return cast_.meet_borrowers(read, place_.vault()), 0; };
        const auto then = [this, meet] { place_.ask(meet); };
        import(day, ImportKind::borrowers, file, std::move(csv), secretary(), then);
        play_.open_year(year);
    }

    // The bank's list of loans and the capital table, as of the day the article closes.
    void record_money(Date day) {
        auto as_of = Date::parse(files_.borrowers.text({"as_of"}));
        if (as_of && *as_of == day)
            import(day, ImportKind::loans, "loans.csv", loans_csv(cast_.borrowers(), day), secretary());
        for (const YamlNode& entry : files_.capital.list({"entries"})) {
            RecordCapital capital;
            auto on = Date::parse(Settings::text_of(entry, "as_of"));
            if (!on || *on > day) continue;
            capital.as_of = *on;
            add_parts(capital, entry);
            stage_.at(day, {"capital/" + on->iso(), capital, secretary(), {}});
        }
    }

    static void add_parts(RecordCapital& capital, const YamlNode& entry) {
        const YamlNode* sources = entry.find("sources");
        for (const YamlNode& source : sources ? sources->items : std::vector<YamlNode>{}) {
            std::string code = Settings::text_of(source, "source");
            capital.parts.push_back({code, "", Settings::big_number_of(source, "amount")});
            const YamlNode* parts = source.find("of_which");
            if (!parts) continue;
            for (const YamlNode& part : parts->items) {
                const YamlNode* title = part.find("title");
                capital.parts.push_back(
                    {title ? Settings::text_of(*title, "vi") : "", code, Settings::big_number_of(part, "amount")});
            }
        }
    }

    std::optional<Problem> first_problem() const {
        for (const Settings* s :
             {&files_.people, &files_.units, &files_.borrowers, &files_.capital, &files_.behaviour, &files_.texts}) {
            if (s->problem()) return s->problem();
        }
        return std::nullopt;
    }

    Workplace& place_;
    DemoFiles files_;
    const DemoOptions& options_;
    Choices choices_;
    Cast cast_;
    Stage stage_;
    Play play_;
    Date until_;
};

Result<std::unique_ptr<Workplace>> open_or_found(const DemoOptions& options, const Clock& clock) {
    auto place = Workplace::open_to_write(options.folder, clock);
    bool founded = place || (place.error().code != ProblemCode::office_missing &&
                             place.error().code != ProblemCode::office_damaged);
    if (founded) return place;
    Founding founding{options.profile_sources, options.seed, date_in_vietnam(clock.now())};
    return Workplace::found(options.folder, founding, clock);
}

}  // namespace

Result<DemoResult> run_demo(const DemoOptions& options, const std::function<bool(const DemoProgress&)>& progress) {
    ManualClock clock(start_of_day_in_vietnam(Date::of(options.first_year, 1, 1).plus_days(-days_of_preparation - 1)));
    GIAMSAT_TRY(place, open_or_found(options, clock));
    if (!place->info().demo || place->info().demo_seed != static_cast<std::int64_t>(options.seed)) {
        return Problem(ProblemCode::office_exists, {{"path", options.folder.string()}});
    }
    GIAMSAT_TRY(files, read_demo_files(place->bundle().sources));
    DemoRun run(*place, std::move(files), options);
    return run.run(progress);
}

}  // namespace giamsat
