// SPDX-License-Identifier: Apache-2.0
// Our own event handler, never YAML::Load: Load expands aliases into cycles, keeps duplicate keys and has no limits.
#include "base/text/text.hpp"
#include "base/yaml/characters.hpp"
#include "base/yaml/complaints.hpp"
#include "base/yaml/places.hpp"
#include "base/yaml/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <set>
#include <sstream>

namespace giamsat {

YamlNode::YamlNode() = default;
YamlNode::~YamlNode() = default;
YamlNode::YamlNode(const YamlNode&) = default;
YamlNode::YamlNode(YamlNode&&) noexcept = default;
YamlNode& YamlNode::operator=(const YamlNode&) = default;
YamlNode& YamlNode::operator=(YamlNode&&) noexcept = default;

namespace {

// The one exception of this folder: yaml-cpp offers no other way out of its parser. Caught in parse_yaml.
struct Refused {
    Problem problem;
};

Problem forbidden(const LocalText& what, Where where) {
    return Problem(ProblemCode::yaml_forbidden, {{"what", what.vi}, {"what_en", what.en}}, std::move(where));
}

Problem over_limit(const LocalText& what, std::size_t limit, Where where) {
    return Problem(ProblemCode::yaml_limit, {{"what", what.vi}, {"what_en", what.en}, {"limit", std::to_string(limit)}},
                   std::move(where));
}

class Builder final : public YAML::EventHandler {
public:
    Builder(const Places& places, const YamlLimits& limits) : places_(places), limits_(limits) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override;
    void OnSequenceEnd() override { open_.pop_back(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override;
    void OnMapEnd() override { open_.pop_back(); }

    YamlNode root;
    std::vector<Problem> duplicates;

private:
    struct Open {
        YamlNode* node;
        bool key_next;
        std::set<std::string, std::less<>> keys;
    };

    Where at(const YAML::Mark& mark) const { return places_.of(mark.line, mark.column); }
    void refuse_extras(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) const;
    void check_quotes(const YAML::Mark& mark) const;
    bool is_key() const { return !open_.empty() && open_.back().key_next; }
    YamlNode* place(const YAML::Mark& mark, YamlNode::Kind kind);
    void open(const YAML::Mark& mark, YamlNode::Kind kind);
    void take_key(const YAML::Mark& mark, std::string key);
    std::string normal(const YAML::Mark& mark, const std::string& value) const;

    const Places& places_;
    const YamlLimits& limits_;
    std::vector<Open> open_;
    std::pair<std::string, std::pair<int, int>> key_;
    int nodes_ = 0;
};

// "?" and "!" are what yaml-cpp gives a plain and a quoted scalar that carry no tag.
void Builder::refuse_extras(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) const {
    if (anchor != 0) throw Refused{forbidden({"neo (&)", "anchors (&)"}, at(mark))};
    if (!tag.empty() && tag != "?" && tag != "!") throw Refused{forbidden({"thẻ (!)", "tags (!)"}, at(mark))};
}

// yaml-cpp 0.7 lets a quote that is never closed reach to the end of the file, and reports a lone tag "!" as a quote.
void Builder::check_quotes(const YAML::Mark& mark) const {
    const auto rest = places_.bytes().substr(static_cast<std::size_t>(mark.pos));
    if (rest.starts_with('!')) throw Refused{forbidden({"thẻ (!)", "tags (!)"}, at(mark))};
    if (!quote_closes(rest)) throw Refused{syntax_problem("illegal EOF in scalar", mark.line, mark.column, places_)};
}

void Builder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
    throw Refused{forbidden({"tham chiếu (*)", "aliases (*)"}, at(mark))};
}

YamlNode* Builder::place(const YAML::Mark& mark, YamlNode::Kind kind) {
    if (++nodes_ > limits_.nodes_max)
        throw Refused{over_limit({"số nút", "nodes"}, static_cast<std::size_t>(limits_.nodes_max), at(mark))};
    YamlNode* node = &root;
    if (!open_.empty() && open_.back().node->kind == YamlNode::Kind::sequence) {
        node = &open_.back().node->items.emplace_back();
    } else if (!open_.empty()) {
        Open& mapping = open_.back();
        mapping.key_next = true;
        mapping.node->key_places.push_back(key_.second);
        node = &mapping.node->pairs.emplace_back(std::move(key_.first), YamlNode{}).second;
    }
    const Where where = at(mark);
    node->kind = kind;
    node->line = where.line;
    node->column = where.column;
    return node;
}

void Builder::open(const YAML::Mark& mark, YamlNode::Kind kind) {
    if (is_key()) throw Refused{forbidden({"khóa không phải chữ", "keys that are not text"}, at(mark))};
    if (static_cast<int>(open_.size()) >= limits_.depth_max)
        throw Refused{over_limit({"số mức lồng nhau", "depth"}, static_cast<std::size_t>(limits_.depth_max), at(mark))};
    YamlNode* node = place(mark, kind);
    open_.push_back({node, kind == YamlNode::Kind::mapping, {}});
}

void Builder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                              YAML::EmitterStyle::value) {
    refuse_extras(mark, tag, anchor);
    open(mark, YamlNode::Kind::sequence);
}

void Builder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) {
    refuse_extras(mark, tag, anchor);
    open(mark, YamlNode::Kind::mapping);
}

void Builder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    refuse_extras(mark, {}, anchor);
    if (is_key()) throw Refused{forbidden({"khóa rỗng", "empty keys"}, at(mark))};
    place(mark, YamlNode::Kind::null);
}

void Builder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       const std::string& value) {
    refuse_extras(mark, tag, anchor);
    const bool quoted = tag == "!";
    if (quoted) check_quotes(mark);
    if (is_key()) {
        if (value == "<<" && !quoted) throw Refused{forbidden({"khóa gộp (<<)", "merge keys (<<)"}, at(mark))};
        return take_key(mark, value);
    }
    if (value.size() > limits_.scalar_bytes_max)
        throw Refused{
            over_limit({"số byte của một giá trị", "bytes of one value"}, limits_.scalar_bytes_max, at(mark))};
    YamlNode* node = place(mark, YamlNode::Kind::scalar);
    node->text = normal(mark, value);
    node->quoted = quoted;
}

void Builder::take_key(const YAML::Mark& mark, std::string key) {
    const Where where = at(mark);
    if (key.size() > limits_.key_bytes_max)
        throw Refused{over_limit({"số byte của một khóa", "bytes of one key"}, limits_.key_bytes_max, where)};
    key = normal(mark, key);
    if (!open_.back().keys.insert(key).second)
        duplicates.emplace_back(ProblemCode::yaml_duplicate_key, Details{{"key", key}}, where);
    ++nodes_;
    key_ = {std::move(key), {where.line, where.column}};
    open_.back().key_next = false;
}

std::string Builder::normal(const YAML::Mark& mark, const std::string& value) const {
    auto text = to_nfc(value);
    if (text) return std::move(*text);
    Problem problem = std::move(text.error());
    problem.where = at(mark);
    throw Refused{std::move(problem)};
}

// A second document is noticed at its first event, before anything of it is built.
class NothingMore final : public YAML::EventHandler {
public:
    explicit NothingMore(const Places& places) : places_(places) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        throw Refused{
            forbidden({"tài liệu thứ hai (---)", "a second document (---)"}, places_.of(mark.line, mark.column))};
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}

private:
    const Places& places_;
};

Result<YamlNode> build(const std::string& bytes, const Places& places, const YamlLimits& limits) {
    Builder builder(places, limits);
    try {
        std::istringstream stream(bytes);
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
        NothingMore nothing_more(places);
        parser.HandleNextDocument(nothing_more);
    } catch (Refused& refused) {
        return std::move(refused.problem);
    } catch (const YAML::Exception& error) {
        return syntax_problem(error.msg, error.mark.line, error.mark.column, places);
    }
    if (!builder.duplicates.empty()) return join(std::move(builder.duplicates));
    return std::move(builder.root);
}

}  // namespace

Result<YamlDocument> parse_yaml(std::string file, std::string_view bytes, const YamlLimits& limits) {
    if (bytes.size() > limits.bytes_max)
        return over_limit({"số byte của tệp", "bytes of the file"}, limits.bytes_max, Where{file, 0, 0, {}});
    const std::string text = without_windows_marks(bytes);
    const Places places(file, text);
    if (auto problem = check_characters(text, places)) return std::move(*problem);
    GIAMSAT_TRY(root, build(text, places, limits));
    if (root.line == 0) root.line = root.column = 1;  // an empty file
    return YamlDocument{std::move(file), std::move(root)};
}

}  // namespace giamsat
