// SPDX-License-Identifier: Apache-2.0
#include "support/workflows.hpp"

#include "model/workflow/load_definition.hpp"
#include "support/golden.hpp"

#include <filesystem>
#include <stdexcept>

namespace giamsat::test {

std::map<std::string, std::string> files_under(const std::string& folder) {
    const std::filesystem::path root = source_path(folder);
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        files.emplace(std::filesystem::relative(entry.path(), root).generic_string(),
                      read_whole(entry.path().string()));
    }
    return files;
}

std::string told(const Problem& problem, Lang lang) {
    std::string out = problem.where.str() + ": " + problem.message(lang);
    for (const auto& other : problem.others) out += "\n" + told(other, lang);
    return out;
}

const ProfileBundle& dong_son() {
    static const ProfileBundle bundle = [] {
        auto loaded = load_bundle(files_under("workflows/dong-son-2024"));
        if (!loaded) throw std::runtime_error(told(loaded.error()));
        return std::move(*loaded);
    }();
    return bundle;
}

Definition chart(const std::string& yaml) {
    auto loaded = load_definition("chart.workflow.yaml", yaml, {});
    if (!loaded) throw std::runtime_error(told(loaded.error()));
    return std::move(*loaded);
}

}  // namespace giamsat::test
