// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/bundle.hpp"

#include "base/crypto/crypto.hpp"
#include "model/profile/load_profile.hpp"
#include "model/workflow/check_bundle.hpp"
#include "model/workflow/load_definition.hpp"
#include "model/workflow/reading.hpp"

#include <iterator>
#include <set>

namespace giamsat {

namespace {

constexpr std::string_view workflow_end = ".workflow.yaml";
constexpr std::string_view form_end = ".form.yaml";
constexpr std::string_view form_folder = "forms/";
constexpr std::string_view plugin_end = ".plugin.json";
constexpr std::string_view report_end = ".report.yaml";
constexpr std::string_view report_folder = "reports/";
constexpr std::string_view plugin_folder = "plugins/";

// "group-record" of "forms/group-record.form.yaml"; nothing when the path is not of this kind or lies deeper.
std::optional<std::string> stem(std::string_view path, std::string_view folder, std::string_view end) {
    if (!path.starts_with(folder) || !path.ends_with(end) || path.size() <= folder.size() + end.size())
        return std::nullopt;
    const auto name = path.substr(folder.size(), path.size() - folder.size() - end.size());
    return name.find('/') == name.npos ? std::optional(std::string(name)) : std::nullopt;
}

std::vector<std::string> workflow_names(const std::map<std::string, std::string>& sources) {
    std::vector<std::string> names;
    for (const auto& pair : sources) {
        if (auto name = stem(pair.first, "", workflow_end)) names.push_back(std::move(*name));
    }
    return names;
}

std::vector<std::string> report_names(const std::map<std::string, std::string>& sources) {
    std::vector<std::string> names;
    for (const auto& pair : sources) {
        if (auto name = stem(pair.first, report_folder, report_end)) names.push_back(std::move(*name));
    }
    return names;
}

class Loader {
public:
    Loader(const std::map<std::string, std::string>& sources, SoundnessRules soundness)
        : names_(workflow_names(sources)), reports_(report_names(sources)), soundness_(soundness) {
        bundle_.sources = sources;
    }

    Result<ProfileBundle> load() {
        load_rules();
        load_forms();
        load_plugins();
        load_workflows();
        if (profile_whole_ && soundness_ == SoundnessRules::hold) check_all();
        if (!problems_.empty()) return join(std::move(problems_));
        for (const auto& pair : bundle_.workflows)
            bundle_.manifest_hash[pair.first] = to_hex(sha256(manifest(bundle_, pair.first)));
        return std::move(bundle_);
    }

private:
    void load_rules() {
        auto profile = take(load_profile({bundle_.sources, &names_}));
        profile_whole_ = profile.has_value();
        if (!profile) return;
        bundle_.profile = std::move(*profile);
        const auto quotas = bundle_.sources.find("quotas.yaml");
        if (quotas == bundle_.sources.end()) return;
        if (auto loaded = take(load_quotas(quotas->first, quotas->second, bundle_.profile)))
            bundle_.quotas = std::move(*loaded);
    }

    void load_forms() {
        for (const auto& [path, bytes] : bundle_.sources) {
            const auto name = stem(path, form_folder, form_end);
            if (!name) continue;
            auto form = take(parse_form(path, bytes));
            if (!form) unread_forms_.insert(*name);
            if (!form) continue;
            hold_name(path, *name, form->id);
            bundle_.forms.insert_or_assign(*name, std::move(*form));
        }
    }

    // What a plugin takes is written in the profile: a workflow is checked without the plugin being there.
    void load_plugins() {
        for (const auto& [path, bytes] : bundle_.sources) {
            const auto name = stem(path, plugin_folder, plugin_end);
            if (!name) continue;
            if (auto manifest = take(parse_plugin_manifest(*name, bytes)))
                bundle_.plugins.insert_or_assign(*name, std::move(*manifest));
        }
    }

    void load_workflows() {
        const bool waived = soundness_ == SoundnessRules::waive;  // no report is part of a workflow's version
        const DefinitionContext context{profile_whole_ ? &bundle_.profile : nullptr,
                                        &bundle_.forms,
                                        &names_,
                                        &bundle_.plugins,
                                        waived,
                                        waived ? nullptr : &reports_,
                                        &unread_forms_};
        for (const auto& [path, bytes] : bundle_.sources) {
            const auto name = stem(path, "", workflow_end);
            if (!name) continue;
            auto definition = take(load_definition(path, bytes, context));
            if (!definition) definition = unsound(path, bytes, context);
            if (!definition) note_unread(path, bytes, context);
            if (!definition) continue;
            hold_name(path, *name, definition->name);
            bundle_.workflows.insert_or_assign(*name, std::move(*definition));
        }
    }

    // A workflow whose mistakes, told already, are those of soundness only: rules about all workflows can be held to it.
    std::optional<Definition> unsound(const std::string& path, const std::string& bytes, DefinitionContext context) {
        if (context.unsound_too) return std::nullopt;
        context.unsound_too = true;
        auto definition = load_definition(path, bytes, context);
        return definition ? std::optional(std::move(*definition)) : std::nullopt;
    }

    // Where only names are wrong, the rules about what workflows send one another still have something to say.
    void note_unread(const std::string& path, const std::string& bytes, DefinitionContext context) {
        context.unsound_too = true;
        auto misnamed = read_misnamed(path, bytes, context);
        unread_ = unread_ || !misnamed;
        if (misnamed) misnamed_.insert_or_assign(*stem(path, "", workflow_end), std::move(*misnamed));
    }

    void check_all() {
        if (unread_) return;
        const bool whole = misnamed_.empty() && unread_forms_.empty();
        if (!whole) misnamed_.merge(bundle_.workflows);  // which nobody gets now
        const WorkflowSet set{whole ? bundle_.workflows : misnamed_, &bundle_.profile, &bundle_.forms};
        for (Problem& problem : whole ? check_set(set) : check_misnamed(set)) problems_.push_back(std::move(problem));
    }

    template <class T>
    std::optional<T> take(Result<T> result) {
        if (result) return std::move(*result);
        problems_.push_back(std::move(result.error()));
        return std::nullopt;
    }

    // The name of a file is how everything else finds it.
    void hold_name(const std::string& path, const std::string& expected, const std::string& found) {
        if (expected == found) return;
        problems_.push_back(workflow::mistake(
            {"Tệp này phải mang tên “" + expected + "”, không phải “" + found + "”.",
             "This file must be named “" + expected + "” inside, not “" + found + "”."},
            {"Sửa tên trong tệp, hoặc đổi tên tệp.", "Mend the name in the file, or rename the file."},
            {path, 1, 1, {}}));
    }

    ProfileBundle bundle_;
    std::vector<std::string> names_;
    std::vector<std::string> reports_;
    SoundnessRules soundness_;
    std::vector<Problem> problems_;
    bool profile_whole_ = false;
    std::set<std::string> unread_forms_;
    bool unread_ = false;                         // a workflow of which too little is known
    std::map<std::string, Definition> misnamed_;  // those with mistakes of names only; in the end all of them
};

bool is_below(const Profile& profile, const std::string& level, const std::string& upper) {
    if (upper.empty()) return true;
    const Level* at = profile.level(level);
    for (std::size_t steps = 0; at && !at->parent.empty() && steps < profile.levels.size(); ++steps) {
        if (at->parent == upper) return true;
        at = profile.level(at->parent);
    }
    return false;
}

// Which workflows a case of this one may open.
std::set<std::string> opened_by(const ProfileBundle& bundle, const Definition& definition) {
    const auto named = definition.children();
    std::set<std::string> opened(named.begin(), named.end());
    if (!definition.opens_lines()) return opened;
    for (const auto& level : bundle.profile.levels) {
        if (!is_below(bundle.profile, level.id, definition.level)) continue;
        if (!level.workflow.empty()) opened.insert(level.workflow);
        if (level.supervised) opened.insert(bundle.profile.supervision_workflow);
    }
    return opened;
}

void collect(const ProfileBundle& bundle, const std::string& name, std::set<std::string>& paths) {
    const auto definition = bundle.workflows.find(name);
    if (definition == bundle.workflows.end() || !paths.insert(name + std::string(workflow_end)).second) return;
    for (const auto& form : definition->second.forms())
        paths.insert(std::string(form_folder) + form + std::string(form_end));
    for (const auto& plugin : definition->second.plugins())
        paths.insert(std::string(plugin_folder) + plugin + std::string(plugin_end));
    for (const auto& child : opened_by(bundle, definition->second)) collect(bundle, child, paths);
}

}  // namespace

Result<ProfileBundle> load_bundle(const std::map<std::string, std::string>& sources, SoundnessRules soundness) {
    return Loader(sources, soundness).load();
}

bool is_of_profile(std::string_view path) {
    static const std::set<std::string_view> single = {"profile.yaml", "calendar.yaml", "findings.yaml", "quotas.yaml"};
    return single.contains(path) || stem(path, "", workflow_end) || stem(path, form_folder, form_end) ||
           stem(path, report_folder, report_end) || stem(path, plugin_folder, plugin_end) ||
           path.ends_with(".scenario.yaml") || path.starts_with("demo/") || path.starts_with("example/");
}

std::vector<Problem> remarks_on_files(const std::map<std::string, std::string>& sources) {
    std::vector<Problem> remarks;
    for (const auto& [path, bytes] : sources) {
        if (is_of_profile(path)) continue;
        remarks.push_back(workflow::rule_broken(
            "W17", {"Không gì đọc tệp này.", "Nothing reads this file."},
            {"Đặt tên và chỗ như TÊN.workflow.yaml, forms/TÊN.form.yaml, reports/TÊN.report.yaml, hoặc bỏ tệp.",
             "Name and place it as NAME.workflow.yaml, forms/NAME.form.yaml, reports/NAME.report.yaml, or remove it."},
            {path, 1, 1, {}}));
    }
    return remarks;
}

std::string manifest(const ProfileBundle& bundle, const std::string& workflow) {
    std::set<std::string> paths = {"calendar.yaml", "profile.yaml"};
    collect(bundle, workflow, paths);
    std::string lines;
    for (const auto& path : paths) {
        const auto source = bundle.sources.find(path);
        if (source != bundle.sources.end()) lines += to_hex(sha256(source->second)) + " " + path + "\n";
    }
    return lines;
}

}  // namespace giamsat
