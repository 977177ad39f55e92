// SPDX-License-Identifier: Apache-2.0
#include "model/expression/pattern.hpp"

#include "base/text/utf8.hpp"

#include <algorithm>
#include <optional>

namespace giamsat::expression {

namespace {

constexpr std::size_t steps_max = 2000;
constexpr int nesting_max = 16;
constexpr int repeats_max = 255;

using Ranges = std::vector<std::pair<char32_t, char32_t>>;

}  // namespace

// Reads a pattern into a tree first, since a {m,n} writes its part several times into the steps.
class PatternReader {
public:
    explicit PatternReader(std::string_view source) : source_(source) {}

    tl::expected<Pattern, LocalText> run() {
        const Part whole = alternatives();
        if (at_ < source_.size()) fail("dấu ) thừa", "there is a ) too many");
        if (wrong_) return tl::unexpected(*wrong_);
        const int accept = add({Pattern::Step::Kind::accept});
        out_.start_ = write(whole, accept);
        if (wrong_) return tl::unexpected(*wrong_);
        return std::move(out_);
    }

private:
    struct Part {
        enum class Kind { set, sequence, alternatives, repeat };
        Kind kind = Kind::sequence;
        std::vector<Part> parts;
        int set = -1;
        int least = 0;
        int most = -1;  // -1 = any number
    };

    bool here(char c) const { return at_ < source_.size() && source_[at_] == c; }
    bool goes_on() const { return !wrong_ && at_ < source_.size(); }
    void fail(const char* vi, const char* en) {
        if (!wrong_) wrong_ = LocalText{vi, en};
    }

    Part alternatives() {
        Part out{Part::Kind::alternatives, {}};
        out.parts.push_back(sequence());
        while (goes_on() && here('|')) {
            ++at_;
            out.parts.push_back(sequence());
        }
        return out;
    }

    Part sequence() {
        Part out{Part::Kind::sequence, {}};
        while (goes_on() && !here('|') && !here(')')) out.parts.push_back(repeated());
        return out;
    }

    Part repeated() {
        Part part = single();
        if (!goes_on()) return part;
        Part around{Part::Kind::repeat, {}};
        switch (source_[at_]) {
            case '*': ++at_; break;
            case '+': ++at_, around.least = 1; break;
            case '?': ++at_, around.most = 1; break;
            case '{': counts(around); break;
            default: return part;
        }
        around.parts.push_back(std::move(part));
        return around;
    }

    void counts(Part& around) {
        ++at_;
        around.least = around.most = count();
        if (here(',')) {
            ++at_;
            around.most = here('}') ? -1 : count();
        }
        if (!here('}') || (around.most >= 0 && around.most < around.least))
            return fail("{m,n} viết sai", "{m,n} is not written right");
        ++at_;
    }

    int count() {
        int value = 0;
        const auto first = at_;
        while (at_ < source_.size() && source_[at_] >= '0' && source_[at_] <= '9' && value <= repeats_max)
            value = value * 10 + (source_[at_++] - '0');
        if (at_ == first || value > repeats_max) fail("{m,n} cần số từ 0 đến 255", "{m,n} takes numbers from 0 to 255");
        return value;
    }

    Part single() {
        static constexpr std::string_view signs = "*+?{}]";
        const char c = source_[at_];
        if (signs.find(c) != signs.npos)
            return fail("ký hiệu đứng sai chỗ", "a sign stands in the wrong place"), Part{};
        if (c == '(') return group();
        if (c == '[') return bracket();
        ++at_;
        if (c == '.') return set_part({{{U'\n', U'\n'}, {U'\r', U'\r'}}, true});
        if (c == '\\') return set_part({escape(), false});
        --at_;
        const auto point = utf8::next(source_, at_);
        return set_part({{{point, point}}, false});
    }

    Part group() {
        ++at_;
        if (++nesting_ > nesting_max) fail("lồng quá sâu", "it is nested too deep");
        Part inner = wrong_ ? Part{} : alternatives();
        --nesting_;
        if (!here(')')) return fail("thiếu dấu đóng )", "the closing ) is missing"), Part{};
        ++at_;
        return inner;
    }

    Part bracket() {
        ++at_;
        Pattern::Set set;
        if (here('^')) ++at_, set.inverted = true;
        while (goes_on() && !here(']')) range(set.ranges);
        if (!here(']') || set.ranges.empty()) return fail("[…] viết sai", "[…] is not written right"), Part{};
        ++at_;
        return set_part(std::move(set));
    }

    void range(Ranges& ranges) {
        if (here('\\')) {
            ++at_;
            const auto more = escape();
            ranges.insert(ranges.end(), more.begin(), more.end());
            return;
        }
        const auto first = utf8::next(source_, at_);
        auto last = first;
        if (here('-') && at_ + 1 < source_.size() && source_[at_ + 1] != ']') {
            ++at_;
            last = utf8::next(source_, at_);
        }
        if (last < first) fail("khoảng trong […] ngược", "a range in […] runs backwards");
        ranges.emplace_back(first, last);
    }

    Ranges escape() {
        static constexpr std::string_view signs = "\\.[](){}*+?|^$-/";
        const char c = at_ < source_.size() ? source_[at_++] : '\0';
        if (c == 'd') return {{U'0', U'9'}};
        if (c == 's') return {{U' ', U' '}, {U'\t', U'\t'}, {U'\n', U'\n'}, {U'\r', U'\r'}};
        if (c == 'w') return {{U'0', U'9'}, {U'A', U'Z'}, {U'a', U'z'}, {U'_', U'_'}, {0xC0, 0x1EFF}};
        if (signs.find(c) == signs.npos)
            fail("sau \\ chỉ dùng d, w, s hoặc một ký hiệu", "only d, w, s or a sign may follow \\");
        const auto point = static_cast<char32_t>(static_cast<unsigned char>(c));
        return {{point, point}};
    }

    Part set_part(Pattern::Set set) {
        out_.sets_.push_back(std::move(set));
        return {Part::Kind::set, {}, static_cast<int>(out_.sets_.size()) - 1};
    }

    int add(Pattern::Step step) {
        if (out_.steps_.size() >= steps_max) return fail("quá lớn", "it is too large"), 0;
        out_.steps_.push_back(step);
        return static_cast<int>(out_.steps_.size()) - 1;
    }

    // Written from the back: each part knows where to go on.
    int write(const Part& part, int next) {
        // Repeats of nothing add no step, so the steps alone would not bound this.
        if (++writes_ > 20 * steps_max) fail("quá lớn", "it is too large");
        if (wrong_) return 0;
        switch (part.kind) {
            case Part::Kind::set: return add({Pattern::Step::Kind::set, part.set, next});
            case Part::Kind::repeat: return write_repeat(part, next);
            case Part::Kind::alternatives: return write_alternatives(part, next);
            case Part::Kind::sequence: break;
        }
        for (auto inner = part.parts.rbegin(); inner != part.parts.rend(); ++inner) next = write(*inner, next);
        return next;
    }

    int write_alternatives(const Part& part, int next) {
        int entry = write(part.parts.back(), next);
        for (auto other = part.parts.rbegin() + 1; other != part.parts.rend(); ++other)
            entry = add({Pattern::Step::Kind::fork, -1, write(*other, next), entry});
        return entry;
    }

    int write_repeat(const Part& part, int next) {
        const Part& inner = part.parts.front();
        int entry = next;
        if (part.most < 0) {
            const int fork = add({Pattern::Step::Kind::fork, -1, -1, next});
            const int body = write(inner, fork);
            out_.steps_[static_cast<std::size_t>(fork)].first = body;
            entry = fork;
        }
        for (int i = part.least; i < part.most && !wrong_; ++i)
            entry = add({Pattern::Step::Kind::fork, -1, write(inner, entry), next});
        for (int i = 0; i < part.least && !wrong_; ++i) entry = write(inner, entry);
        return entry;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    int nesting_ = 0;
    std::size_t writes_ = 0;
    std::optional<LocalText> wrong_;
    Pattern out_;
};

bool Pattern::Set::holds(char32_t point) const {
    const bool inside = std::any_of(ranges.begin(), ranges.end(),
                                    [&](const auto& range) { return range.first <= point && point <= range.second; });
    return inside != inverted;
}

tl::expected<Pattern, LocalText> Pattern::compile(std::string_view source) { return PatternReader(source).run(); }

void Pattern::follow(int from, std::vector<int>& list, std::vector<char>& seen) const {
    std::vector<int> waiting{from};
    while (!waiting.empty()) {
        const auto index = static_cast<std::size_t>(waiting.back());
        waiting.pop_back();
        if (std::exchange(seen[index], 1)) continue;
        const auto& step = steps_[index];
        if (step.kind != Step::Kind::fork) {
            list.push_back(static_cast<int>(index));
            continue;
        }
        waiting.push_back(step.second);
        waiting.push_back(step.first);
    }
}

bool Pattern::matches(std::string_view text) const {
    std::vector<int> now, next;
    std::vector<char> seen(steps_.size(), 0);
    follow(start_, now, seen);
    for (std::size_t at = 0; at < text.size() && !now.empty();) {
        const auto point = utf8::next(text, at);
        next.clear();
        std::fill(seen.begin(), seen.end(), 0);
        for (int index : now) {
            const auto& step = steps_[static_cast<std::size_t>(index)];
            const bool takes = step.kind == Step::Kind::set && sets_[static_cast<std::size_t>(step.set)].holds(point);
            if (takes) follow(step.first, next, seen);
        }
        now.swap(next);
    }
    return std::any_of(now.begin(), now.end(),
                       [&](int index) { return steps_[static_cast<std::size_t>(index)].kind == Step::Kind::accept; });
}

}  // namespace giamsat::expression
