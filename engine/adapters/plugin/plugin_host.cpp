// SPDX-License-Identifier: Apache-2.0
#include "adapters/plugin/plugin_host.hpp"

#include "adapters/plugin/probe.hpp"
#include "base/platform/files.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

namespace giamsat {

namespace {

constexpr std::string_view module_end = ".so";
constexpr std::string_view manifest_end = ".plugin.json";

// A name counts when either of its two files is there: half a plugin is refused, not overlooked.
std::set<std::string> names_in(const std::filesystem::path& folder) {
    std::set<std::string> names;
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string file = at->path().filename().string();
        for (const std::string_view ending : {manifest_end, module_end})
            if (file.size() > ending.size() && file.ends_with(ending))
                names.insert(file.substr(0, file.size() - ending.size()));
    }
    return names;
}

}  // namespace

std::filesystem::path PluginHost::usual_folder() {
    const char* asked = std::getenv("GIAMSAT_PLUGINS");
    return asked && *asked ? std::filesystem::path(asked) : own_binary().parent_path() / "plugins";
}

PluginHost PluginHost::load(const std::filesystem::path& folder, const PluginLimits& limits) {
    PluginHost host;
    // dlopen searches the system's folders for a bare name; an absolute path means this file and no other.
    const std::filesystem::path here = std::filesystem::absolute(folder);
    for (const std::string& name : names_in(here)) {
        auto plugin = host.admit(here, name, limits);
        if (plugin)
            host.plugins_.push_back(std::move(*plugin));
        else
            host.refused_.push_back(std::move(plugin.error()));
    }
    return host;
}

Result<Plugin> PluginHost::admit(const std::filesystem::path& folder, const std::string& name,
                                 const PluginLimits& limits) {
    const auto refuse = [&](LocalText why) {
        return plugin_problem(ProblemCode::plugin_refused, name, std::move(why));
    };
    const auto module = folder / (name + std::string(module_end));
    const auto beside = folder / (name + std::string(manifest_end));
    std::error_code error;
    if (!std::filesystem::exists(beside, error))
        return refuse({"thiếu tệp khai báo " + beside.filename().string(),
                       "its manifest " + beside.filename().string() + " is missing"});
    if (!std::filesystem::is_regular_file(module, error))
        return refuse(
            {"thiếu mô-đun " + module.filename().string(), "its module " + module.filename().string() + " is missing"});
    const auto text = read_file(beside, limits.manifest_bytes_max);
    if (!text) return refuse({text.error().message(Lang::vi), text.error().message(Lang::en)});
    GIAMSAT_TRY(manifest, parse_plugin_manifest(name, *text));
    GIAMSAT_CHECK(probe_plugin(manifest, module, limits.load_max));
    return Plugin::open(std::move(manifest), module);
}

Plugin* PluginHost::find(const std::string& name) {
    const auto found =
        std::find_if(plugins_.begin(), plugins_.end(), [&](const Plugin& p) { return p.manifest().name == name; });
    return found == plugins_.end() ? nullptr : &*found;
}

Plugin* PluginHost::renderer_of(const std::string& extension) {
    const auto makes_it = [&](const Plugin& p) {
        return p.manifest().kind == PluginKind::renderer && p.manifest().extension == extension;
    };
    const auto found = std::find_if(plugins_.begin(), plugins_.end(), makes_it);
    return found == plugins_.end() ? nullptr : &*found;
}

}  // namespace giamsat
