// SPDX-License-Identifier: Apache-2.0
#include "app/cli/workflow_file.hpp"

#include "app/cli/profile_folder.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"
#include "model/workflow/check_bundle.hpp"
#include "model/workflow/check_definition.hpp"

namespace giamsat::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 1 << 20;
constexpr std::string_view form_end = ".form.yaml";
constexpr std::string_view workflow_end = ".workflow.yaml";
// Where a profile keeps its files; all others lie beside profile.yaml.
constexpr std::pair<std::string_view, std::string_view> folders[] = {
    {form_end, "forms/"}, {".report.yaml", "reports/"}, {".plugin.json", "plugins/"}};

bool has_profile(const fs::path& folder) {
    std::error_code error;
    return fs::exists(folder / "profile.yaml", error);
}

}  // namespace

std::string seat_of(const fs::path& file) {
    const std::string name = file.filename().string();
    for (const auto& [end, folder] : folders) {
        if (name.ends_with(end)) return std::string(folder) + name;
    }
    return name;
}

std::optional<fs::path> profile_of(const fs::path& file) {
    fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (has_profile(folder)) return folder;
    if (folder.filename() == "forms" && has_profile(folder / ".."))
        return folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    return std::nullopt;
}

namespace {

LocalText contents_of(const ProfileBundle& bundle) {
    auto workflows = std::to_string(bundle.workflows.size()), forms = std::to_string(bundle.forms.size());
    return {workflows + " quy trình, " + forms + " biểu mẫu", workflows + " workflows, " + forms + " forms"};
}

Result<std::map<std::string, std::string>> sources_of(const fs::path& folder, const fs::path& guest) {
    GIAMSAT_TRY(sources, read_profile_folder(folder));
    if (guest.empty()) return sources;
    GIAMSAT_TRY(bytes, read_file(guest, file_bytes_max));
    sources[seat_of(guest)] = std::move(bytes);
    return sources;
}

Result<ProfileBundle> load_folder(const fs::path& folder) {
    GIAMSAT_TRY(sources, sources_of(folder, {}));
    auto bundle = load_bundle(sources);
    if (!bundle) return placed_in(std::move(bundle.error()), folder);
    return bundle;
}

// What is unsound can be read all the same: so remarks on it, and what the other workflows run into, are told with it.
void judge(const std::map<std::string, std::string>& sources, CheckedPath& checked) {
    checked.warnings = remarks_on_files(sources);
    auto bundle = load_bundle(sources);
    if (!bundle) {
        checked.problem = std::move(bundle.error());
        bundle = load_bundle(sources, SoundnessRules::waive);
        if (!bundle) return;
    }
    checked.what = contents_of(*bundle);
    for (Problem& remark : remarks_on_set({bundle->workflows, &bundle->profile, &bundle->forms}))
        checked.warnings.push_back(std::move(remark));
    checked.bundle = std::make_shared<ProfileBundle>(std::move(*bundle));
}

Result<Definition> load_alone(const std::string& path) {
    GIAMSAT_TRY(bytes, read_file(path, file_bytes_max));
    return load_definition(path, bytes, {});
}

Done check_form(const std::string& path) {
    GIAMSAT_TRY(bytes, read_file(path, file_bytes_max));
    GIAMSAT_CHECK(parse_form(path, bytes));
    return {};
}

CheckedPath check_alone(const std::string& path) {
    CheckedPath checked{path, {}, {}, {"một biểu mẫu", "a form"}, false};
    if (path.ends_with(form_end)) {
        if (auto form = check_form(path); !form) checked.problem = std::move(form.error());
        return checked;
    }
    auto definition = load_alone(path);
    checked.what = {"một quy trình", "a workflow"};
    checked.alone = true;
    if (!definition) {
        checked.problem = std::move(definition.error());
        return checked;
    }
    if (definition->kind.empty()) checked.warnings = check_soundness(*definition, {});
    auto bundle = std::make_shared<ProfileBundle>();
    std::string name = definition->name;
    bundle->workflows.emplace(std::move(name), std::move(*definition));
    for (Problem& remark : remarks_on_set({bundle->workflows})) checked.warnings.push_back(std::move(remark));
    checked.bundle = std::move(bundle);
    return checked;
}

}  // namespace

// Mistakes name files inside the profile; people open them from where they stand.
Problem placed_in(Problem problem, const fs::path& folder, const fs::path& guest) {
    problem.where = placed_in(std::move(problem.where), folder, guest);
    for (Problem& other : problem.others) other = placed_in(std::move(other), folder, guest);
    return problem;
}

Where placed_in(Where where, const fs::path& folder, const fs::path& guest) {
    if (where.file.empty()) return where;
    const bool is_guest = !guest.empty() && where.file == seat_of(guest);
    where.file = (is_guest ? guest : folder / where.file).lexically_normal().string();
    return where;
}

CheckedPath check_path(const std::string& path, const std::string& profile) {
    std::error_code error;
    bool folder = fs::is_directory(path, error);
    auto home = folder ? std::optional<fs::path>(path) : profile_of(path);
    bool guest = !home && !profile.empty();
    if (guest) home = profile;
    if (!home) return check_alone(path);
    if (!folder && !guest && !fs::exists(path, error))
        return check_alone(path);  // which says that there is no such file
    CheckedPath checked{path, {}, {}, {}, false};
    if (guest) checked.guest = path;
    checked.folder = *home;
    auto sources = sources_of(*home, checked.guest);
    if (!sources) {
        checked.problem = std::move(sources.error());
        return checked;
    }
    judge(*sources, checked);
    if (checked.problem) checked.problem = placed_in(std::move(*checked.problem), *home, checked.guest);
    for (Problem& remark : checked.warnings) remark = placed_in(std::move(remark), *home, checked.guest);
    return checked;
}

CheckedPath check_sources(const std::map<std::string, std::string>& sources, const std::string& name) {
    CheckedPath checked{name, {}, {}, {}, false};
    judge(sources, checked);
    return checked;
}

namespace {

bool is_file_name(const std::string& text) { return text.find('/') != text.npos || text.ends_with(".yaml"); }

Problem no_workflow(const std::string& name, const ProfileBundle& bundle) {
    std::vector<std::string> known;
    for (const auto& pair : bundle.workflows) known.push_back(pair.first);
    std::string near = nearest(name, known);
    return {
        ProblemCode::not_found,
        {{"what", "quy trình"}, {"what_en", "workflow"}, {"name", near.empty() ? name : name + " (" + near + "?)"}}};
}

Result<OpenedWorkflow> pick(OpenedWorkflow opened, const std::string& name) {
    auto found = opened.bundle->workflows.find(name);
    if (found == opened.bundle->workflows.end()) return no_workflow(name, *opened.bundle);
    opened.definition = &found->second;
    return opened;
}

Result<OpenedWorkflow> open_file(const std::string& path) {
    OpenedWorkflow opened;
    std::string name = fs::path(path).filename().string();
    if (name.ends_with(workflow_end)) name.resize(name.size() - workflow_end.size());
    auto home = profile_of(path);
    std::error_code error;
    if (home && fs::exists(path, error)) {
        GIAMSAT_TRY(bundle, load_folder(*home));
        opened.own = std::make_unique<ProfileBundle>(std::move(bundle));
    } else {
        GIAMSAT_TRY(definition, load_alone(path));
        opened.own = std::make_unique<ProfileBundle>();
        opened.own->workflows.emplace(name, std::move(definition));
    }
    opened.bundle = opened.own.get();
    return pick(std::move(opened), name);
}

}  // namespace

Result<OpenedWorkflow> open_workflow(const std::string& name_or_file, const Context& context) {
    if (is_file_name(name_or_file)) return open_file(name_or_file);
    GIAMSAT_TRY(place, context.read_office());
    OpenedWorkflow opened;
    opened.office = std::move(place);
    opened.bundle = &opened.office->bundle();
    return pick(std::move(opened), name_or_file);
}

}  // namespace giamsat::cli
