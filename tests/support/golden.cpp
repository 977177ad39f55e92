// SPDX-License-Identifier: Apache-2.0
#include "support/golden.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace giamsat::test {

namespace {

bool approving() {
    const char* wish = std::getenv("GIAMSAT_APPROVE");
    return wish && std::string_view(wish) == "1";
}

void approve(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string first_difference(const std::string& golden, const std::string& text) {
    std::istringstream left(golden);
    std::istringstream right(text);
    std::string expected;
    std::string found;
    for (int line = 1;; ++line) {
        const bool more_left = static_cast<bool>(std::getline(left, expected));
        const bool more_right = static_cast<bool>(std::getline(right, found));
        if (!more_left && !more_right) return "the ends of lines differ";
        if (more_left && more_right && expected == found) continue;
        return "line " + std::to_string(line) + "\n  golden: " + (more_left ? expected : "(end)") +
               "\n  now:    " + (more_right ? found : "(end)");
    }
}

}  // namespace

std::string source_path(std::string_view inside) { return std::string(GIAMSAT_SOURCE_DIR) + "/" + std::string(inside); }

std::string read_whole(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("no file " + path);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string differs_from_golden(std::string_view name, std::string_view text) {
    const std::string path = source_path("tests/golden/" + std::string(name));
    if (approving()) return approve(path, text), std::string();
    if (!std::filesystem::exists(path)) return "there is no golden file " + path + "; GIAMSAT_APPROVE=1 writes it";
    const std::string golden = read_whole(path);
    if (golden == text) return {};
    return std::string(name) + ": " + first_difference(golden, std::string(text));
}

}  // namespace giamsat::test
