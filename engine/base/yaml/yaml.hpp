// SPDX-License-Identifier: Apache-2.0
// A strict YAML reader over yaml-cpp's event parser: one document, at most 256 KiB, depth 32, 20,000 nodes; no anchors,
// aliases, tags or merge keys; duplicate keys refused. A key with nothing behind it counts as absent. Every node knows
// its place, every problem says file:line:col.
#pragma once

#include "base/core/lang.hpp"
#include "base/core/result.hpp"
#include "base/core/time.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giamsat {

struct YamlLimits {
    std::size_t bytes_max = 256 * 1024;
    int depth_max = 32;
    int nodes_max = 20'000;
    std::size_t scalar_bytes_max = 16 * 1024;
    std::size_t key_bytes_max = 128;
};

class YamlNode {
public:
    enum class Kind { null, scalar, sequence, mapping };

    // Made where the type is whole: it holds pairs of itself.
    YamlNode();
    ~YamlNode();
    YamlNode(const YamlNode&);
    YamlNode(YamlNode&&) noexcept;
    YamlNode& operator=(const YamlNode&);
    YamlNode& operator=(YamlNode&&) noexcept;

    Kind kind = Kind::null;
    std::string text;                                     // of a scalar, NFC
    bool quoted = false;                                  // a quoted scalar is always text
    std::vector<YamlNode> items;                          // of a sequence
    std::vector<std::pair<std::string, YamlNode>> pairs;  // of a mapping, in file order
    std::vector<std::pair<int, int>> key_places;          // line:column of each key, parallel to pairs
    int line = 0;
    int column = 0;

    bool is_null() const { return kind == Kind::null; }
    const YamlNode* find(std::string_view key) const;  // nullptr when absent or not a mapping
};

struct YamlDocument {
    std::string file;  // as shown in problems
    YamlNode root;
};

Result<YamlDocument> parse_yaml(std::string file, std::string_view bytes, const YamlLimits& limits = {});

// Reads a mapping by its schema and collects every mistake instead of stopping at the first. One reader per mapping;
// `problems` is shared by all readers of a file. finish() reports keys nobody asked for, with the nearest known key.
class YamlReader {
public:
    YamlReader(const std::string& file, const YamlNode& node, std::string path, std::vector<Problem>& problems);

    bool has(std::string_view key);
    std::string text(std::string_view key);  // required, not empty; "" after reporting
    std::string text_or(std::string_view key, std::string fallback);
    std::int64_t integer(std::string_view key);
    std::int64_t integer_or(std::string_view key, std::int64_t fallback);
    bool boolean_or(std::string_view key, bool fallback);  // true | false only
    Date date(std::string_view key);
    std::optional<Date> date_opt(std::string_view key);
    LocalText local(std::string_view key);  // {vi, en} or a plain scalar (= vi)
    LocalText local_or(std::string_view key, LocalText fallback);
    std::vector<std::string> texts_or_empty(std::string_view key);  // a scalar counts as a list of one
    const YamlNode* mapping(std::string_view key);                  // nullptr when absent; reports a wrong kind
    const YamlNode* sequence(std::string_view key);
    const YamlNode* any(std::string_view key);  // marks the key as known
    const YamlNode& node() const { return node_; }
    std::string path_of(std::string_view key) const;
    Where where(std::string_view key = {}) const;
    void report(Problem problem) { problems_.push_back(std::move(problem)); }
    std::vector<Problem>& problems() { return problems_; }
    const std::string& file() const { return file_; }
    void finish();

private:
    const YamlNode* wanted(std::string_view key, bool required);  // known from now on; reports a missing one
    const YamlNode* scalar(std::string_view key, bool required, const LocalText& expected);
    const YamlNode* container(std::string_view key, YamlNode::Kind kind, const LocalText& expected);
    std::optional<std::int64_t> read_integer(std::string_view key, bool required);
    std::optional<Date> read_date(std::string_view key, bool required);
    void wrong_type(const YamlNode& node, const std::string& path, const LocalText& expected);

    const std::string& file_;
    const YamlNode& node_;
    std::string path_;
    std::vector<Problem>& problems_;
    std::vector<std::string> known_;
};

}  // namespace giamsat
