// SPDX-License-Identifier: Apache-2.0
#include "support/small_office.hpp"

#include "base/crypto/crypto.hpp"
#include "base/platform/files.hpp"
#include "support/golden.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <stdexcept>

namespace giamsat::test {

namespace fs = std::filesystem;

SmallOffice::SmallOffice(Start start) : office_(folder_.path() / "office") {
    must({"init", office_.string(), "--profile", source_path("workflows/dong-son-2024")});
    if (start == Start::founded) return;
    for (const char* kind : {"units", "groups", "people"})
        must({"import", kind, example_file(std::string(kind) + ".csv").string()});
    as_ = "CB02";
    for (const char* kind : {"borrowers", "loans"})
        must({"import", kind, example_file(std::string(kind) + ".csv").string()});
}

namespace {

bool holds(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string said(const std::vector<std::string>& words, const Finished& finished) {
    std::string all = "giamsat";
    for (const std::string& word : words) all += " " + word;
    return all + "\nexit " + std::to_string(finished.exit_code) + "\n" + finished.output + finished.errors;
}

}  // namespace

Finished SmallOffice::run(std::vector<std::string> words) const {
    std::vector<std::string> all = {"--office", office_.string()};
    if (!holds(words, "--on")) all.insert(all.end(), {"--on", "04/03/2024"});
    if (!holds(words, "--as") && !as_.empty()) all.insert(all.end(), {"--as", as_});
    all.insert(all.end(), words.begin(), words.end());
    return run_giamsat(all);
}

Finished SmallOffice::must(const std::vector<std::string>& words) const {
    Finished finished = run(words);
    if (finished.exit_code != 0) throw std::runtime_error(said(words, finished));
    return finished;
}

Json SmallOffice::json(const std::vector<std::string>& words) const {
    std::vector<std::string> all = {"--json"};
    all.insert(all.end(), words.begin(), words.end());
    Finished finished = must(all);
    auto parsed = parse_json(finished.output);
    if (!parsed) throw std::runtime_error(said(all, finished));
    return *parsed;
}

std::string SmallOffice::fingerprint() const {
    std::vector<fs::path> paths;
    for (const auto& item : fs::recursive_directory_iterator(office_)) {
        std::string name = item.path().filename().string();
        bool passing =
            name == "office.lock" || name.ends_with("-shm") || (name.ends_with("-wal") && fs::file_size(item) == 0);
        if (item.is_regular_file() && !passing) paths.push_back(item.path());
    }
    std::sort(paths.begin(), paths.end());
    std::string all;
    for (const fs::path& path : paths)
        all += path.filename().string() + " " + to_hex(sha256(read_whole(path.string()))) + "\n";
    return all;
}

fs::path example_file(const std::string& name) { return source_path("workflows/dong-son-2024/example/" + name); }

void write_text(const fs::path& path, const std::string& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    if (from.empty()) return;
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

std::string comparable(std::string text) {
    replace_all(text, fs::temp_directory_path().string() + "/giamsat-test-", "<folder>/");
    text = std::regex_replace(text, std::regex("<folder>/[A-Za-z0-9]{6}"), "<folder>");
    replace_all(text, source_path(""), "<source>/");
    text = std::regex_replace(text, std::regex("[0-9a-f]{64}"), "<hash>");
    text = std::regex_replace(text, std::regex("\\b[0-9a-f]{32}\\b"), "<id>");
    text = std::regex_replace(text, std::regex("\\[[0-9a-f]{8}\\]"), "[<id>]");
    text = std::regex_replace(text, std::regex("(hộ vay|borrower) [0-9a-f]{8} \\("), "$1 <id> (");
    text = std::regex_replace(text, std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z"), "<instant>");
    replace_all(text, "os:" + user_name(), "os:<user>");
    return text;
}

std::vector<std::string> all_commands() {
    std::string script = run_giamsat({"completion", "bash"}).output;
    std::regex line("^        '([a-z -]+)'\\) words=", std::regex::multiline);
    std::vector<std::string> commands;
    for (auto at = std::sregex_iterator(script.begin(), script.end(), line); at != std::sregex_iterator(); ++at)
        commands.push_back((*at)[1]);
    return commands;
}

}  // namespace giamsat::test
