// SPDX-License-Identifier: Apache-2.0
// “workflow test”: runs given-when-then scenario files.
#include "app/cli/playing.hpp"
#include "base/platform/files.hpp"
#include "kernel/play/scenario.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace giamsat::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 1 << 20;
constexpr std::string_view scenario_end = ".scenario.yaml";

struct Tried {
    std::string path;
    std::string title;
    std::vector<Unmet> unmet;
    std::optional<Problem> problem;  // the file, or its workflow, cannot be used

    bool ok() const { return !problem && unmet.empty(); }
};

// A folder stands for the scenario files in it and below it, in order of name.
Result<std::vector<std::string>> files_of(const std::vector<std::string>& paths) {
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            files.push_back(path);
            continue;
        }
        std::vector<std::string> inside;
        for (const auto& entry : fs::recursive_directory_iterator(path, error))
            if (entry.path().string().ends_with(scenario_end)) inside.push_back(entry.path().string());
        if (inside.empty())
            return Problem(
                ProblemCode::not_found,
                {{"what", "tệp *.scenario.yaml trong"}, {"what_en", "*.scenario.yaml file in"}, {"name", path}});
        std::sort(inside.begin(), inside.end());
        files.insert(files.end(), inside.begin(), inside.end());
    }
    return files;
}

// As it is written, from the working folder; else from the scenario's folder or one above it.
fs::path find_workflow(const std::string& written, const std::string& scenario) {
    std::error_code error;
    if (fs::exists(written, error)) return written;
    for (fs::path folder = fs::absolute(scenario, error).parent_path();; folder = folder.parent_path()) {
        if (fs::exists(folder / written, error)) return (folder / written).lexically_normal();
        if (folder == folder.parent_path()) return written;
    }
}

class Bench {
public:
    explicit Bench(std::string profile) : profile_(std::move(profile)) {}

    Tried run(const std::string& path) {
        Tried tried{path, path, {}, {}};
        if (Done done = run(path, tried); !done) tried.problem = std::move(done.error());
        return tried;
    }

private:
    Done run(const std::string& path, Tried& tried) {
        GIAMSAT_TRY(bytes, read_file(path, file_bytes_max));
        GIAMSAT_TRY(scenario, parse_scenario(path, bytes));
        tried.title = scenario.title;
        const std::string file = find_workflow(scenario.workflow, path).string();
        auto found = opened_.find(file);
        if (found == opened_.end()) found = opened_.emplace(file, open_to_play(file, profile_)).first;
        if (!found->second) return found->second.error();
        const WorkflowToPlay& workflow = *found->second;
        auto problems = check_scenario(scenario, workflow.definition);
        if (!problems.empty()) return join(std::move(problems));
        tried.unmet = play(scenario, workflow.definition, workflow.calendar);
        return {};
    }

    std::string profile_;
    std::map<std::string, Result<WorkflowToPlay>> opened_;  // by file: many scenarios play the same one
};

void tell(const Tried& tried, const Context& context) {
    context.print((tried.ok() ? "✓ " : "✗ ") + tried.path + ": " + tried.title);
    if (tried.problem) context.fail(*tried.problem);
    for (const Unmet& unmet : tried.unmet)
        context.print("    " + unmet.where.str() + ": " + unmet.told(context.lang()));
}

Json json_of(const Tried& tried) {
    Json unmet = Json::array();
    for (const Unmet& one : tried.unmet)
        unmet.push_back({{"where", one.where.str()},
                         {"line", one.where.line},
                         {"what", one.what},
                         {"expected", one.expected},
                         {"found", one.found}});
    Json json = {{"path", tried.path}, {"title", tried.title}, {"ok", tried.ok()}, {"unmet", std::move(unmet)}};
    if (tried.problem) json["problem"] = problem_json(*tried.problem);
    return json;
}

int code_of(const std::vector<Tried>& all) {
    int code = 0;
    for (const Tried& tried : all) {
        if (tried.problem) return static_cast<int>(ExitClass::bad_input);
        if (!tried.ok()) code = static_cast<int>(ExitClass::refused);
    }
    return code;
}

void tell_sum(std::size_t passed, std::size_t failed, const Context& context) {
    const std::string good = std::to_string(passed), bad = std::to_string(failed);
    context.print(
        context.say({good + " kịch bản đúng, " + bad + " sai", good + " scenarios hold, " + bad + " do not"}));
}

int test(const std::vector<std::string>& paths, const std::string& profile, const Context& context) {
    auto files = files_of(paths);
    if (!files) return context.fail(files.error());
    Bench bench(profile);
    std::vector<Tried> all;
    for (const std::string& file : *files) {
        all.push_back(bench.run(file));
        if (!context.options.json) tell(all.back(), context);
    }
    const auto passed =
        static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Tried& one) { return one.ok(); }));
    if (context.options.json) {
        Json scenarios = Json::array();
        for (const Tried& tried : all) scenarios.push_back(json_of(tried));
        context.print_json({{"scenarios", scenarios}, {"passed", passed}, {"failed", all.size() - passed}});
    } else {
        tell_sum(passed, all.size() - passed, context);
    }
    return code_of(all);
}

}  // namespace

void add_test(CLI::App& workflow, Context& context) {
    auto paths = std::make_shared<std::vector<std::string>>();
    auto profile = std::make_shared<std::string>();
    auto* command = workflow.add_subcommand(
        "test", "Chạy các kịch bản *.scenario.yaml; không cần văn phòng · run scenario files; needs no office");
    command->add_option("PATH", *paths, "Tệp kịch bản, hoặc thư mục · scenario files, or folders of them")->required();
    command->add_option("--profile", *profile,
                        "Như thể các quy trình nằm trong hồ sơ này · as if the workflows lay in this profile");
    command->footer(
        "Đường dẫn “workflow” trong kịch bản tính từ thư mục đang đứng, hoặc từ thư mục của kịch bản trở lên.\n"
        "The “workflow” path in a scenario starts at the working folder, or at the scenario's folder or one above it.\n"
        "Mã thoát · exit code: 0 đúng cả · all hold; 1 có kịch bản sai · some do not; 5 tệp không dùng được · a bad "
        "file.\n\n"
        "Ví dụ · example:\n  giamsat workflow test tests/scenarios");
    on_run(*command, [paths, profile, &context] { return test(*paths, *profile, context); });
}

}  // namespace giamsat::cli
