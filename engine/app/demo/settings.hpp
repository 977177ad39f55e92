// SPDX-License-Identifier: Apache-2.0
// The demo's files in the profile's demo/ folder, read by path. A value that is missing is noted with its place, and the
// demo ends with that problem instead of inventing a value of its own.
#pragma once

#include "app/demo/choices.hpp"
#include "base/yaml/yaml.hpp"

#include <initializer_list>
#include <map>

namespace giamsat::demo {

class Settings {
public:
    static Result<Settings> parse(const std::string& file, std::string_view bytes);

    // `path` is a list of keys from the root.
    using Path = std::initializer_list<std::string_view>;
    const YamlNode* find(Path path) const;  // nullptr when absent
    int number(Path path) const;
    int number_or(Path path, int fallback) const;
    std::string text(Path path) const;
    Range range(Path path) const;
    Range range_or(Path path, Range fallback) const;
    std::vector<std::string> texts(Path path) const;
    std::vector<Weighted> weighted(Path path, std::string_view name_key = "name") const;
    const std::vector<YamlNode>& list(Path path) const;  // empty after noting it
    const std::optional<Problem>& problem() const { return problem_; }

    static std::string text_of(const YamlNode& node, std::string_view key);
    static int number_of(const YamlNode& node, std::string_view key, int fallback = 0);
    static std::int64_t big_number_of(const YamlNode& node, std::string_view key);
    static Range range_of(const YamlNode* node);

private:
    const YamlNode* need(Path path) const;

    std::string file_;
    std::shared_ptr<const YamlDocument> document_;
    mutable std::optional<Problem> problem_;  // the first thing asked for that was not there
    std::vector<YamlNode> nothing_;
};

}  // namespace giamsat::demo
