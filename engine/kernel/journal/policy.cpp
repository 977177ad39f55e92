// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/policy.hpp"

#include "kernel/journal/lines.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace giamsat {

namespace {

const std::string nobody = "none";

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; (at = line.find_first_not_of(" \t", at)) != std::string_view::npos;) {
        const auto end = std::min(line.find_first_of(" \t", at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end;
    }
    return words;
}

bool is_allowed(char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet == '\t' || (octet >= 0x20 && octet != 0x7F);
}

}  // namespace

// Reads line by line; a name must stand before it is used, as the format wants.
class PolicyReader {
public:
    explicit PolicyReader(std::string file) : file_(std::move(file)) {}

    Result<Policy> read(std::string_view text) {
        while (!text.empty()) {
            ++line_;
            const auto line = lines::take(text);
            if (!line) {
                wrong("dòng cuối thiếu xuống dòng", "the last line has no line end");
                break;
            }
            take(*line);
        }
        if (policy_.quorum_.empty()) line_ = 0, wrong("thiếu dòng quorum", "the quorum line is missing");
        if (!problems_.empty()) return join(std::move(problems_));
        return std::move(policy_);
    }

private:
    void wrong(const std::string& vi, const std::string& en) {
        Problem problem = lines::unreadable({"chính sách tin cậy", "the trust policy"}, {vi, en});
        problem.where = {file_, line_, 0, {}};
        problems_.push_back(std::move(problem));
    }

    void take(std::string_view line) {
        if (!std::all_of(line.begin(), line.end(), is_allowed))
            return wrong("có ký tự điều khiển", "it holds a control character");
        const auto words = words_of(line);
        if (words.empty() || words.front().front() == '#') return;
        if (words.front() == "log") return take_log(words);
        if (words.front() == "witness") return take_witness(words);
        if (words.front() == "group") return take_group(words);
        if (words.front() == "quorum") return take_quorum(words);
        wrong("không có từ “" + std::string(words.front()) + "”",
              "there is no word “" + std::string(words.front()) + "”");
    }

    // C2SP tlog-policy: no two logs may have one key, and no two witnesses.
    std::optional<VerifierKey> key_of(std::string_view text, KeyType type) {
        auto key = parse_verifier_key(text);
        if (!key) {
            key.error().where = {file_, line_, 0, {}};
            problems_.push_back(std::move(key.error()));
            return std::nullopt;
        }
        if (key->type != type) return wrong("khóa sai loại", "the key is of the wrong type"), std::nullopt;
        if (!keys_.emplace(type, key->key).second)
            return wrong("khóa đã có ở dòng trên", "the key stands on a line above"), std::nullopt;
        return std::move(*key);
    }

    bool is_new(const std::string& name) {
        if (name == nobody || !names_.insert(name).second)
            return wrong("tên “" + name + "” đã dùng", "the name “" + name + "” is taken"), false;
        return true;
    }

    void take_log(const std::vector<std::string_view>& words) {
        if (words.size() < 2 || words.size() > 3)
            return wrong("cần: log <vkey> [<url>]", "it must be: log <vkey> [<url>]");
        if (auto key = key_of(words[1], KeyType::log))
            policy_.logs_.push_back({std::move(*key), words.size() > 2 ? std::string(words[2]) : ""});
    }

    void take_witness(const std::vector<std::string_view>& words) {
        if (words.size() < 3 || words.size() > 4)
            return wrong("cần: witness <tên> <vkey> [<url>]", "it must be: witness <name> <vkey> [<url>]");
        const std::string name(words[1]);
        const bool fresh = is_new(name);
        if (auto key = key_of(words[2], KeyType::witness); key && fresh)
            policy_.witnesses_.push_back({name, std::move(*key), words.size() > 3 ? std::string(words[3]) : ""});
    }

    static std::size_t needed_of(std::string_view word, std::size_t members) {
        if (word == "any") return 1;
        if (word == "all") return members;
        std::size_t needed = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), needed);
        const bool whole = error == std::errc() && end == word.data() + word.size() && word.front() != '0';
        return whole && needed <= members ? needed : 0;
    }

    void take_group(const std::vector<std::string_view>& words) {
        if (words.size() < 4)
            return wrong("cần: group <tên> all|any|<k> <tên>…", "it must be: group <name> all|any|<k> <name>…");
        Policy::Group group{
            std::string(words[1]), needed_of(words[2], words.size() - 3), {words.begin() + 3, words.end()}};
        if (group.needed == 0)
            wrong("ngưỡng phải từ 1 đến số thành viên", "the threshold must be between 1 and the number of members");
        for (const std::string& member : group.members) check_member(member);
        if (is_new(group.name)) policy_.groups_.push_back(std::move(group));
    }

    void check_member(const std::string& member) {
        if (!names_.contains(member))
            return wrong("chưa có tên “" + member + "”", "there is no name “" + member + "” yet");
        if (!members_.insert(member).second)
            wrong("“" + member + "” đã thuộc một nhóm", "“" + member + "” belongs to a group already");
    }

    void take_quorum(const std::vector<std::string_view>& words) {
        if (words.size() != 2) return wrong("cần: quorum <tên>", "it must be: quorum <name>");
        const std::string name(words[1]);
        if (!policy_.quorum_.empty()) return wrong("chỉ được một dòng quorum", "there may be one quorum line only");
        policy_.quorum_ = name;
        if (name != nobody && !names_.contains(name))
            wrong("chưa có tên “" + name + "”", "there is no name “" + name + "” yet");
    }

    std::string file_;
    int line_ = 0;
    Policy policy_;
    std::vector<Problem> problems_;
    std::set<std::string> names_;
    std::set<std::string> members_;
    std::set<std::pair<KeyType, PublicKey>> keys_;
};

Result<Policy> Policy::parse(std::string_view text, const std::string& file) { return PolicyReader(file).read(text); }

// A group's members stand above it, so one pass from the top is enough.
bool Policy::quorum(const std::vector<std::string>& cosigners) const {
    std::set<std::string> witnessing(cosigners.begin(), cosigners.end());
    for (const Group& group : groups_) {
        const auto count = std::count_if(group.members.begin(), group.members.end(),
                                         [&](const std::string& member) { return witnessing.contains(member); });
        if (static_cast<std::size_t>(count) >= group.needed) witnessing.insert(group.name);
    }
    return quorum_ == nobody || witnessing.contains(quorum_);
}

namespace {

Problem refused(const std::string& vi, const std::string& en) {
    return {ProblemCode::evidence_refused,
            {{"what", "điểm chốt"}, {"what_en", "the checkpoint"}, {"why", vi}, {"why_en", en}}};
}

// Nobody did wrong: the witnesses may not have been asked yet.
Problem too_few_witnesses() {
    Problem problem = refused("chưa đủ bên chứng kiến theo chính sách", "has not the witnesses the policy asks for");
    problem.details.insert(
        problem.details.end(),
        {{"advice", "Văn phòng xin thêm chữ ký (giamsat journal cosign), rồi chứng minh lại với --policy."},
         {"advice_en",
          "The office asks for more cosignatures (giamsat journal cosign) and proves again with --policy."}});
    return problem;
}

std::vector<VerifierKey> keys_of(const std::vector<Policy::Log>& logs) {
    std::vector<VerifierKey> keys;
    for (const Policy::Log& log : logs) keys.push_back(log.key);
    return keys;
}

// When this witness cosigned, nothing when it did not.
Result<std::optional<std::uint64_t>> cosigned_at(const Note& note, const Policy::Witness& witness) {
    std::optional<std::uint64_t> newest;
    for (const NoteSignature& signature : note.signatures) {
        std::uint64_t time = 0;
        const Verdict verdict = check_signature(witness.key, note.text, signature, &time);
        if (verdict == Verdict::bad)
            return refused("có chữ ký sai của bên chứng kiến " + witness.name,
                           "has a wrong signature of witness " + witness.name);
        if (verdict == Verdict::good) newest = std::max(newest.value_or(0), time);
    }
    return newest;
}

Result<std::vector<Cosigner>> cosigners_of(const SignedCheckpoint& checkpoint, const Policy& policy) {
    GIAMSAT_CHECK(check_log_signature(checkpoint, keys_of(policy.logs())));
    std::vector<Cosigner> cosigners;
    for (const Policy::Witness& witness : policy.witnesses()) {
        GIAMSAT_TRY(time, cosigned_at(checkpoint.note, witness));
        if (time) cosigners.push_back({witness.name, *time});
    }
    return cosigners;
}

}  // namespace

Done check_signatures(const SignedCheckpoint& checkpoint, const Policy& policy) {
    GIAMSAT_CHECK(cosigners_of(checkpoint, policy));
    return {};
}

Result<std::vector<Cosigner>> check_checkpoint(const SignedCheckpoint& checkpoint, const Policy& policy) {
    GIAMSAT_TRY(cosigners, cosigners_of(checkpoint, policy));
    std::vector<std::string> names;
    for (const Cosigner& one : cosigners) names.push_back(one.name);
    if (!policy.quorum(names)) return too_few_witnesses();
    return std::move(cosigners);
}

}  // namespace giamsat
