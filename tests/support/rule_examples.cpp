// SPDX-License-Identifier: Apache-2.0
#include "support/rule_examples.hpp"

#include "support/golden.hpp"

#include <filesystem>
#include <sstream>

namespace giamsat::test {

namespace fs = std::filesystem;

namespace {

std::string rule_of(const Problem& problem) {
    for (const auto& [name, value] : problem.details) {
        if (name == "rule") return value;
    }
    return problem.name();
}

std::multiset<std::string> expected_in(const std::string& text) {
    std::multiset<std::string> out;
    std::istringstream lines(text);
    const std::string mark = "# expect ";
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(mark))
            out.insert(line.substr(mark.size(), line.find(':', line.find(':') + 1) - mark.size()));
    }
    return out;
}

}  // namespace

std::set<std::string> rule_examples(const std::string& folder) {
    std::set<std::string> paths;
    for (const auto& entry : fs::directory_iterator(source_path("tests/definitions/" + folder))) {
        if (entry.is_directory() || entry.path().string().ends_with(".workflow.yaml"))
            paths.insert(entry.path().string());
    }
    return paths;
}

std::multiset<std::string> places_told(const std::vector<Problem>& problems) {
    std::multiset<std::string> out;
    for (const auto& problem : problems) {
        out.insert(rule_of(problem) + " at " + std::to_string(problem.where.line) + ":" +
                   std::to_string(problem.where.column));
        out.merge(places_told(problem.others));
    }
    return out;
}

std::multiset<std::string> places_expected(const std::string& path) {
    if (!fs::is_directory(path)) return expected_in(read_whole(path));
    std::multiset<std::string> all;
    for (const auto& entry : fs::directory_iterator(path)) all.merge(expected_in(read_whole(entry.path().string())));
    return all;
}

std::set<std::string> rules_of(const std::set<std::string>& examples) {
    std::set<std::string> rules;
    for (const auto& path : examples) rules.insert(fs::path(path).filename().string().substr(0, 3));
    return rules;
}

}  // namespace giamsat::test
