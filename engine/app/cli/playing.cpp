// SPDX-License-Identifier: Apache-2.0
#include "app/cli/playing.hpp"

#include "app/cli/profile_folder.hpp"
#include "app/cli/workflow_file.hpp"
#include "base/platform/files.hpp"
#include "model/profile/load_profile.hpp"
#include "model/workflow/check_definition.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 1 << 20;

// The name inside “NAME<end>”, when the path ends like this and lies no deeper than `folder`.
std::optional<std::string> stem(const std::string& path, const std::string& folder, const std::string& end) {
    if (!path.starts_with(folder) || !path.ends_with(end)) return std::nullopt;
    std::string name = path.substr(folder.size(), path.size() - folder.size() - end.size());
    return name.find('/') == name.npos ? std::optional(name) : std::nullopt;
}

// A profile read for the sake of one workflow: what is wrong in its other files is worth a word, not a refusal.
class Surroundings {
public:
    explicit Surroundings(std::vector<Problem>& warnings) : warnings_(warnings) {}

    void read(const fs::path& folder) {
        auto sources = keep(read_profile_folder(folder), folder);
        if (!sources) return;
        for (const auto& pair : *sources)
            if (auto name = stem(pair.first, "", ".workflow.yaml")) names_.push_back(std::move(*name));
        profile_ = keep(load_profile({*sources, &names_}), folder);
        for (const auto& [path, bytes] : *sources) {
            if (!stem(path, "forms/", ".form.yaml")) continue;
            auto form = keep(parse_form(path, bytes), folder);
            forms_whole_ = forms_whole_ && form;
            if (form) forms_.insert_or_assign(form->id, std::move(*form));
        }
        for (const auto& pair : *sources) {
            if (auto name = stem(pair.first, "reports/", ".report.yaml")) reports_.push_back(std::move(*name));
        }
        for (const auto& [path, bytes] : *sources) {
            auto name = stem(path, "plugins/", ".plugin.json");
            if (!name) continue;
            auto manifest = keep(parse_plugin_manifest(*name, bytes), folder);
            plugins_whole_ = plugins_whole_ && manifest;
            if (manifest) plugins_.insert_or_assign(*name, std::move(*manifest));
        }
        read_ = true;
    }

    DefinitionContext context() const {
        DefinitionContext context;
        context.unsound_too = true;
        if (!read_) return context;
        context.profile = profile_ ? &*profile_ : nullptr;
        context.forms = forms_whole_ ? &forms_ : nullptr;
        context.workflows = &names_;
        context.reports = &reports_;
        context.plugins = plugins_whole_ ? &plugins_ : nullptr;
        return context;
    }

    std::optional<Profile> take_profile() { return std::move(profile_); }

private:
    template <class T>
    std::optional<T> keep(Result<T> result, const fs::path& folder) {
        if (result) return std::move(*result);
        warnings_.push_back(placed_in(std::move(result.error()), folder));
        return std::nullopt;
    }

    std::vector<Problem>& warnings_;
    std::vector<std::string> names_;
    std::vector<std::string> reports_;
    std::optional<Profile> profile_;
    std::map<std::string, Form> forms_;
    std::map<std::string, PluginManifest> plugins_;
    bool forms_whole_ = true;
    bool plugins_whole_ = true;
    bool read_ = false;
};

}  // namespace

Result<WorkflowToPlay> open_to_play(const std::string& path, const std::string& profile) {
    GIAMSAT_TRY(bytes, read_file(path, file_bytes_max));
    WorkflowToPlay opened;
    Surroundings around(opened.warnings);
    if (!profile.empty())
        around.read(profile);
    else if (auto home = profile_of(path))
        around.read(*home);
    const DefinitionContext context = around.context();
    GIAMSAT_TRY(definition, load_definition(path, bytes, context));
    for (Problem& warning : check_soundness(definition, context)) opened.warnings.push_back(std::move(warning));
    opened.definition = std::move(definition);
    opened.profile = around.take_profile();
    if (opened.profile) opened.calendar = opened.profile->calendar;
    return opened;
}

void add_playing(CLI::App& workflow, Context& context) {
    add_simulate(workflow, context);
    add_test(workflow, context);
    add_diff(workflow, context);
}

}  // namespace giamsat::cli
