// SPDX-License-Identifier: Apache-2.0
#include "app/cli/profile_folder.hpp"

#include "base/platform/files.hpp"

#include <cstdlib>

namespace giamsat::cli {

namespace fs = std::filesystem;

namespace {

bool is_of_profile(const fs::path& path) {
    return path.extension() == ".yaml" || path.filename().string().ends_with(".plugin.json");
}

}  // namespace

Result<std::map<std::string, std::string>> read_profile_folder(const fs::path& folder) {
    constexpr std::size_t bytes_max = 1 << 20;
    constexpr std::size_t files_max = 500;
    std::error_code error;
    if (!fs::exists(folder / "profile.yaml", error)) {
        return Problem(ProblemCode::not_found, {{"what", "hồ sơ địa bàn (profile.yaml)"},
                                                {"what_en", "profile (profile.yaml)"},
                                                {"name", folder.string()}});
    }
    std::map<std::string, std::string> sources;
    for (auto at = fs::recursive_directory_iterator(folder, error); !error && at != fs::recursive_directory_iterator();
         at.increment(error)) {
        if (!at->is_regular_file() || !is_of_profile(at->path())) continue;
        if (sources.size() >= files_max) {
            return Problem(ProblemCode::file_too_large,
                           {{"file", folder.string()}, {"limit", std::to_string(files_max) + " tệp"}});
        }
        GIAMSAT_TRY(bytes, read_file(at->path(), bytes_max));
        sources[fs::relative(at->path(), folder).generic_string()] = std::move(bytes);
    }
    if (error) return Problem(ProblemCode::file_unreadable, {{"file", folder.string()}, {"why", error.message()}});
    return sources;
}

fs::path default_profile() {
    if (const char* named = std::getenv("GIAMSAT_PROFILE")) return named;
    const fs::path inside = fs::path("workflows") / "dong-son-2024";
    std::error_code error;
    for (fs::path above = own_binary().parent_path(); above.has_parent_path() && above != above.parent_path();
         above = above.parent_path()) {
        if (fs::exists(above / inside, error)) return above / inside;
    }
    return inside;
}

}  // namespace giamsat::cli
