// SPDX-License-Identifier: Apache-2.0
// “workflow simulate”: one case of a workflow, line by line. JSON lines in, JSON lines out.
#include "app/cli/playing.hpp"
#include "kernel/play/lines.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace giamsat::cli {
namespace {

struct Wishes {
    std::string file;
    std::string profile;
    std::string start;
    std::string facts;
    std::string data;
    bool explain = false;
};

class Player {
public:
    Player(const Definition& definition, SimulationSettings settings, const Context& context, bool explain)
        : context_(context), explain_(explain), simulation_(definition, std::move(settings)) {}

    int play() {
        simulation_.begin(told());
        for (std::string line; std::getline(std::cin, line);)
            if (++line_; line.find_first_not_of(" \t\r") != line.npos) take(line);
        return code_;
    }

private:
    void take(const std::string& line) {
        auto input = read_play_line(line);
        if (!input) return write_error(in_this_line(std::move(input.error())));
        for (auto& [name, value] : input->facts) simulation_.set_fact(name, std::move(value));
        written_ = false;
        if (input->event) simulation_.send(std::move(*input->event), told());
        if (input->advance) advance(*input->advance);
        if (!written_) write(state_line(simulation_, nullptr));
    }

    // Each line is read alone and counts as its first.
    Problem in_this_line(Problem problem) const {
        problem.where.line = line_;
        return problem;
    }

    void advance(std::int64_t ms) {
        Done done = simulation_.advance(ms, told());
        if (!done) write_error(in_this_line(std::move(done.error())));
    }

    Simulation::Listener told() {
        return [this](const Played& played) { tell(played); };
    }

    // An event nobody takes, and one that comes after the end, is dropped as in SCXML.
    void tell(const Played& played) {
        const bool dropped = played.refused && (played.refused->code == ProblemCode::not_possible ||
                                                played.refused->code == ProblemCode::case_ended);
        if (played.refused && !dropped) return write_error(*played.refused);
        const auto& why = dropped ? played.refused : played.unheard;
        if (why && explain_) context_.note(played.event.name + ": " + why->message(context_.lang()));
        write(state_line(simulation_, &played));
    }

    void write_error(const Problem& problem) {
        code_ = static_cast<int>(ExitClass::bad_input);
        write({{"error", problem_json(problem)}});
    }

    void write(const Json& line) {
        written_ = true;
        std::cout << line.dump() << std::endl;  // who waits for the answer reads it now
    }

    const Context& context_;
    const bool explain_;
    Simulation simulation_;
    bool written_ = false;
    int line_ = 0;  // of the input
    int code_ = 0;
};

Result<std::map<std::string, Json>> values_of(const std::string& text, const char* option) {
    if (text.empty()) return std::map<std::string, Json>{};
    GIAMSAT_TRY(json, parse_json(text));
    return play_values(json, option);
}

Problem no_field(const std::string& name) {
    return Problem(ProblemCode::not_found, {{"what", "trường dữ liệu"}, {"what_en", "data field"}, {"name", name}});
}

Result<SimulationSettings> settings_of(const Wishes& wishes, const WorkflowToPlay& workflow) {
    SimulationSettings settings;
    settings.calendar = workflow.calendar;
    GIAMSAT_TRY(facts, values_of(wishes.facts, "--facts"));
    for (const auto& pair : facts) GIAMSAT_CHECK(check_fact(pair.first));
    GIAMSAT_TRY(data, values_of(wishes.data, "--data"));
    for (const auto& pair : data)
        if (!workflow.definition.field(pair.first)) return no_field(pair.first);
    settings.facts = std::move(facts);
    settings.data = std::move(data);
    if (!wishes.start.empty()) {
        GIAMSAT_TRY(day, Date::parse(wishes.start));
        settings.start = start_of_day_in_vietnam(day);
    }
    return settings;
}

int simulate(const Wishes& wishes, const Context& context) {
    auto workflow = open_to_play(wishes.file, wishes.profile);
    if (!workflow) return context.fail(workflow.error());
    for (const Problem& warning : workflow->warnings)
        context.note(warning.where.str() + ": " + context.say({"lưu ý: ", "note: "}) + warning.message(context.lang()));
    auto settings = settings_of(wishes, *workflow);
    if (!settings) return context.fail(settings.error());
    return Player(workflow->definition, std::move(*settings), context, wishes.explain).play();
}

constexpr const char* help =
    "Mỗi dòng vào là một đối tượng JSON · each line in is a JSON object:\n"
    "  {\"event\":\"submit\",\"data\":{\"score\":7}}   data: ${event.score}, và câu trả lời biểu mẫu · and answers of "
    "a form\n"
    "  {\"advance\":\"PT3H\"}                      thời gian trôi: P2W, P3D, PT3H, P1DT12H · time goes on\n"
    "  {\"facts\":{\"children_open\":2}}           dữ kiện của hồ sơ, kèm hoặc không kèm sự kiện · facts, with an "
    "event or alone\n"
    "Mỗi dòng ra có active, data, raised, sent, done: một dòng trước sự kiện đầu, một dòng sau mỗi bước lớn;\n"
    "mỗi hẹn giờ đến hạn là một bước lớn. Sự kiện không ai nhận bị bỏ qua: dòng ra như cũ.\n"
    "Each line out has active, data, raised, sent, done: one before the first event, one after every macrostep, and "
    "each\n"
    "timer that is due is a macrostep. An event nobody takes is dropped: the line shows the unchanged state.\n"
    "Dòng vào sai, bước bị từ chối: một dòng {\"error\":…}, rồi đi tiếp; mã thoát 5 nếu đã có dòng như vậy.\n"
    "A bad line and a refused step give a line {\"error\":…} and it goes on; exit code 5 if there was one.\n"
    "Đồng hồ bắt đầu 2024-01-01 00:00 giờ Việt Nam. Ai làm (by) không xét ở đây.\n"
    "The clock starts at 2024-01-01 00:00 in Vietnam. Who may do a step (by) does not matter here.\n\n"
    "Ví dụ · example:\n"
    "  echo '{\"event\":\"cancel\"}' | giamsat workflow simulate workflows/dong-son-2024/supervision.workflow.yaml";

}  // namespace

void add_simulate(CLI::App& workflow, Context& context) {
    auto wishes = std::make_shared<Wishes>();
    auto* command = workflow.add_subcommand(
        "simulate", "Chạy thử một quy trình, không cần văn phòng · play a workflow; needs no office");
    command->add_option("FILE", wishes->file, "Tệp quy trình .yaml · a workflow file")->required();
    command->add_option("--profile", wishes->profile,
                        "Như thể tệp nằm trong hồ sơ này · as if the file lay in this profile");
    command->add_option("--start", wishes->start, "Ngày bắt đầu · first day (2024-01-01)");
    command->add_option("--facts", wishes->facts, "Dữ kiện lúc đầu · facts at the start: {\"variant\":\"thematic\"}");
    command->add_option("--data", wishes->data, "Dữ liệu lúc mở hồ sơ · data given when the case is opened: {…}");
    command->add_flag("--explain", wishes->explain,
                      "Nói trên stderr vì sao một sự kiện bị bỏ qua · say on stderr why an event was dropped");
    command->footer(help);
    on_run(*command, [wishes, &context] { return simulate(*wishes, context); });
}

}  // namespace giamsat::cli
