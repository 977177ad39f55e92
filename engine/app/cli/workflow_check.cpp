// SPDX-License-Identifier: Apache-2.0
#include "app/cli/workflow_check.hpp"

#include "app/cli/case_text.hpp"
#include "app/cli/workflow_file.hpp"
#include "kernel/explore/mistakes.hpp"
#include "model/workflow/check_bundle.hpp"
#include "service/queries/staffing.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

constexpr std::size_t states_asked_for = 100'000;

struct CheckWishes {
    std::vector<std::string> paths;
    std::string profile;
    bool explore = false;
};

struct Explored {
    std::string workflow;
    bool bare = false;  // a chart without a kind: its traps are remarks
    std::size_t states = 0;
    std::vector<int> never;  // lines of steps that were never taken
    Exploration found;       // without its states
};

Explored explore_one(const std::string& name, const Definition& definition, const CheckedPath& checked, bool asked) {
    const ExploreOptions options{.states = asked ? states_asked_for : explored_by_the_way};
    Explored out{name,
                 definition.kind.empty(),
                 0,
                 {},
                 checked.alone ? explore(definition, {}, options) : explore_in(*checked.bundle, name, options)};
    out.states = out.found.nodes.size();
    for (const int index : out.found.never_taken) out.never.push_back(definition.transition(index).where.line);
    for (auto* list : {&out.found.traps, &out.found.idle_steps}) {
        for (Trap& trap : *list) {
            if (!checked.alone && !checked.of_office)
                trap.where = placed_in(std::move(trap.where), checked.folder, checked.guest);
        }
    }
    out.found.nodes.clear();
    out.found.moves.clear();
    return out;
}

std::string file_of(const std::string& workflow, const CheckedPath& checked) {
    const Where inside{workflow + ".workflow.yaml", 0, 0, {}};
    return checked.of_office ? inside.file : placed_in(inside, checked.folder, checked.guest).file;
}

// Its own mistakes come first: what a case runs into follows from them.
bool is_unsound(const std::string& workflow, const CheckedPath& checked) {
    if (!checked.problem || checked.alone) return false;
    const std::string file = file_of(workflow, checked);
    const auto& others = checked.problem->others;
    return checked.problem->where.file == file ||
           std::any_of(others.begin(), others.end(), [&](const Problem& one) { return one.where.file == file; });
}

std::vector<Explored> explore_all(const CheckedPath& checked, bool asked) {
    std::vector<Explored> all;
    if (!checked.bundle) return all;
    for (const auto& [name, definition] : checked.bundle->workflows) {
        if (!is_unsound(name, checked)) all.push_back(explore_one(name, definition, checked, asked));
    }
    return all;
}

// Stuck cases are mistakes as those that can be read off the drawing are.
void add_mistakes(CheckedPath& checked, const std::vector<Explored>& explored) {
    std::vector<Problem> mistakes;
    if (checked.problem) mistakes.push_back(std::move(*checked.problem));
    for (const Explored& one : explored) {
        if (one.bare) continue;
        for (const Trap& trap : one.found.traps) mistakes.push_back(mistake_of(trap));
    }
    if (!mistakes.empty()) checked.problem = join(std::move(mistakes));
}

// ---- for machines --------------------------------------------------------------------------------------------------

Json texts_json(const std::vector<LocalText>& texts) {
    Json list = Json::array();
    for (const LocalText& text : texts) list.push_back(json_of(text));
    return list;
}

Json explored_json(const Explored& explored) {
    Json traps = Json::array();
    for (const Trap& trap : explored.found.traps) {
        traps.push_back({{"rule", trap.rule},
                         {"where", trap.where.str()},
                         {"message", json_of(trap.what)},
                         {"advice", json_of(trap.advice)},
                         {"story", texts_json(trap.story)}});
    }
    return {{"workflow", explored.workflow},       {"states", explored.states},
            {"complete", explored.found.complete}, {"traps", std::move(traps)},
            {"never_taken_lines", explored.never}, {"not_covered", texts_json(explored.found.not_covered)}};
}

Json checked_json(const CheckedPath& checked, const std::vector<Explored>& explored) {
    Json warnings = Json::array(), ways = Json::array();
    for (const Problem& warning : checked.warnings) warnings.push_back(problem_json(warning));
    for (const Explored& one : explored) ways.push_back(explored_json(one));
    Json json = {{"path", checked.path},
                 {"ok", !checked.problem},
                 {"warnings", warnings},
                 {"with_profile", !checked.alone},
                 {"explored", ways}};
    if (checked.problem) json["problem"] = problem_json(*checked.problem);
    return json;
}

// ---- for people ----------------------------------------------------------------------------------------------------

void note_line(const Where& where, const std::string& text, const Context& context) {
    const std::string place = where.str();
    context.note((place.empty() ? "" : place + ": ") + context.say({"lưu ý: ", "note: "}) + text);
}

void tell_trap(const Trap& trap, const Context& context) {
    note_line(trap.where, context.say(trap.what) + " [" + trap.rule + "]", context);
    int number = 0;
    for (const LocalText& line : trap.story) context.note("  " + std::to_string(++number) + ". " + context.say(line));
    context.note("  → " + context.say(trap.advice));
}

void tell_explored(const Explored& explored, bool asked, const Context& context) {
    for (const Trap& trap : explored.found.traps) {
        if (explored.bare) tell_trap(trap, context);
    }
    for (const Trap& idle : explored.found.idle_steps) tell_trap(idle, context);
    if (!asked && explored.found.complete) return;
    const std::string states = std::to_string(explored.states);
    if (asked)
        context.print("  " + explored.workflow + ": " + states + context.say({" trạng thái", " states"}) +
                      (explored.found.traps.empty() ? context.say({", không chỗ nào mắc kẹt", ", no trap"}) : ""));
    for (const LocalText& text : explored.found.not_covered)
        context.print("    " + context.say({"chưa xét: ", "not covered: "}) + context.say(text));
}

void tell(const CheckedPath& checked, const Context& context) {
    for (const Problem& warning : checked.warnings) {
        note_line(warning.where, warning.message(context.lang()), context);
        context.note("  → " + warning.advice(context.lang()));
    }
    if (checked.problem) {
        auto mistakes = 1 + checked.problem->others.size();
        context.fail(*checked.problem);
        return context.print("✗ " + checked.path + ": " + std::to_string(mistakes) +
                             context.say({" lỗi", mistakes == 1 ? " mistake" : " mistakes"}));
    }
    context.print(
        "✓ " + checked.path + ": " + context.say(checked.what) +
        (checked.alone
             ? context.say({" (không kèm hồ sơ địa bàn: chưa đối chiếu vai trò, cấp, biểu mẫu; xem --profile)",
                            " (no profile: roles, levels and forms were not compared; see --profile)"})
             : ""));
}

// ---- the command ---------------------------------------------------------------------------------------------------

// The staff there is, held against what the workflows ask of it.
Done compare_staff(CheckedPath& checked, const Context& context) {
    if (!checked.bundle || checked.alone || (context.options.office == "." && !checked.of_office)) return {};
    GIAMSAT_TRY(place, context.read_office());
    GIAMSAT_TRY(day, context.business_day());
    const Date today = day.value_or(date_in_vietnam(context.clock().now()));
    auto found = place->ask([&](Readers& read) { return check_staffing(*checked.bundle, read, today); });
    for (Problem& problem : found)
        checked.warnings.push_back(checked.of_office ? std::move(problem)
                                                     : placed_in(std::move(problem), checked.folder, checked.guest));
    return {};
}

int check_one(CheckedPath checked, const CheckWishes& wishes, const Context& context, Json& all) {
    if (auto compared = compare_staff(checked, context); !compared) return context.fail(compared.error());
    const auto explored = explore_all(checked, wishes.explore);
    add_mistakes(checked, explored);
    if (context.options.json) {
        all.push_back(checked_json(checked, explored));
    } else {
        tell(checked, context);
        for (const Explored& one : explored) tell_explored(one, wishes.explore, context);
    }
    return checked.problem ? static_cast<int>(checked.problem->exit_class()) : 0;
}

// The profile an office works by, as it would be judged if it were published today.
CheckedPath check_own(const Context& context) {
    CheckedPath checked{context.options.office, {}, {}, {}, false};
    auto place = context.read_office();
    if (!place) {
        const bool unnamed = context.options.office == "." && place.error().code == ProblemCode::office_missing;
        checked.problem = unnamed
                              ? Problem(ProblemCode::usage, {{"what", "cần tệp, thư mục hồ sơ, hoặc --office"},
                                                             {"what_en", "a file, a profile or --office is needed"}})
                              : std::move(place.error());
        return checked;
    }
    checked = check_sources((*place)->bundle().sources, context.options.office);
    checked.of_office = true;
    return checked;
}

int check(const CheckWishes& wishes, const Context& context) {
    int code = 0;
    Json all = Json::array();
    if (wishes.paths.empty()) code = check_one(check_own(context), wishes, context, all);
    for (const std::string& path : wishes.paths) {
        const int one = check_one(check_path(path, wishes.profile), wishes, context, all);
        code = code == 0 ? one : code;
    }
    if (context.options.json) context.print_json({{"checked", all}});
    return code;
}

}  // namespace

void add_workflow_check(CLI::App& workflow, Context& context) {
    auto wishes = std::make_shared<CheckWishes>();
    auto* checked = workflow.add_subcommand(
        "check", "Kiểm tra hồ sơ địa bàn hoặc tệp; không cần văn phòng · check a profile or files; needs no office");
    checked->add_option(
        "PATH", wishes->paths,
        "Thư mục hồ sơ địa bàn, hoặc tệp; không nêu: hồ sơ của văn phòng · folder of a profile, or files; "
        "none: the office's own");
    checked->add_option("--profile", wishes->profile,
                        "Kiểm tra tệp như thể nằm trong hồ sơ này · check the files as if they lay in this profile");
    checked->add_flag("--explore", wishes->explore,
                      "Đi hết mọi trạng thái, nêu điều chưa xét · go through all states, say what was not covered");
    checked->footer(
        "Mọi lỗi của mọi tệp được nêu một lượt, kèm tệp:dòng:cột; mã thoát 5 khi có lỗi.\n"
        "Every mistake of every file is told in one pass, with file:line:column; exit code 5 if there is one.\n"
        "Kèm --office: đối chiếu với nhân sự thực tế · with --office: compared with the actual staff.\n\n"
        "Ví dụ · examples:\n  giamsat workflow check workflows/dong-son-2024\n"
        "  giamsat workflow check workflows/dong-son-2024 --explore\n"
        "  giamsat workflow check workflows/dong-son-2024 --office vp\n"
        "  giamsat workflow check --office vp\n"
        "  giamsat workflow check recheck.workflow.yaml --profile workflows/dong-son-2024");
    on_run(*checked, [wishes, &context] { return check(*wishes, context); });
}

}  // namespace giamsat::cli
