// SPDX-License-Identifier: Apache-2.0
#include "model/profile/reading.hpp"

#include <algorithm>

namespace giamsat {

namespace {

using profile::mistake;
using profile::unknown_word;

using Names = std::vector<std::string>;

NameTypes numbers(const Names& names) {
    return [names](const std::string& name) -> std::optional<FieldType> {
        if (std::find(names.begin(), names.end(), name) == names.end()) return std::nullopt;
        return FieldType::integer;
    };
}

std::vector<std::string> codes(const std::vector<CodeName>& names) {
    std::vector<std::string> out;
    for (const auto& name : names) out.push_back(name.code);
    return out;
}

template <class Item>
std::vector<std::string> ids(const std::vector<Item>& items) {
    std::vector<std::string> out;
    for (const auto& item : items) out.push_back(item.id);
    return out;
}

class QuotaReader {
public:
    QuotaReader(const Profile& profile, YamlReader& from, std::set<std::string>& seen)
        : profile_(profile), from_(from), seen_(seen) {}

    Quota run() {
        Quota quota;
        quota.where = from_.where();
        quota.id = profile::read_id(from_, "id", seen_);
        quota.plan_type = known("plan", {"loại kế hoạch", "plan type"}, ids(profile_.plan_types), from_.text("plan"));
        quota.body = known("body", {"cơ quan", "body"}, ids(profile_.bodies), from_.text("body"));
        quota.by = known("by", {"cơ quan", "body"}, ids(profile_.bodies), from_.text_or("by", quota.body));
        quota.level = known("level", {"cấp", "level"}, ids(profile_.levels), from_.text("level"));
        quota.mode = known("mode", {"hình thức", "mode"}, codes(profile_.modes), from_.text_or("mode", "inspection"));
        quota.variant =
            known("variant", {"loại hình", "variant"}, codes(profile_.variants), from_.text_or("variant", "scheduled"));
        quota.association =
            known("association", {"hội", "association"}, associations(), from_.text_or("association", ""));
        quota.within = from_.text_or("within", "");
        quota.count = number("count", {"year", "units"});
        quota.sample = number("sample", {"year", "units"});
        quota.sample_level =
            known("sample_level", {"cấp", "level"}, ids(profile_.levels), from_.text_or("sample_level", ""));
        quota.months = months();
        quota.priority = number("priority", {"months_since_visit", "open_findings", "children"});
        (void)from_.text_or("source", "");
        check(quota);
        return quota;
    }

private:
    std::vector<std::string> associations() const {
        std::vector<std::string> out;
        for (const auto& association : profile_.associations) out.push_back(association.code);
        return out;
    }

    // The word as it stands; reported when it is none of the known ones.
    std::string known(const char* key, const LocalText& what, const Names& words, const std::string& word) {
        if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end())
            from_.report(unknown_word(what, word, words, from_.where(key)));
        return word;
    }

    std::optional<Expression> number(const char* key, const Names& names) {
        const auto source = from_.text_or(key, "");
        if (source.empty()) return std::nullopt;
        auto compiled = Expression::compile(source, numbers(names), from_.where(key));
        if (!compiled) {
            from_.report(std::move(compiled.error()));
            return std::nullopt;
        }
        if (compiled->gives() == FieldType::decimal) return std::move(*compiled);
        from_.report(mistake({"“" + source + "” không cho ra số.", "“" + source + "” gives no number."},
                             {"Viết một số hoặc một phép tính.", "Write a number or a calculation."},
                             from_.where(key)));
        return std::nullopt;
    }

    std::vector<int> months() {
        std::vector<int> out;
        for (const auto& text : from_.texts_or_empty("months")) {
            const bool digits = !text.empty() && text.size() <= 2 && text.find_first_not_of("0123456789") == text.npos;
            const int month = digits ? std::stoi(text) : 0;
            const bool good = month >= 1 && month <= 12 && std::find(out.begin(), out.end(), month) == out.end();
            if (good)
                out.push_back(month);
            else
                wrong_month(text);
        }
        std::sort(out.begin(), out.end());
        if (out.empty() && !from_.has("months")) (void)from_.text("months");
        return out;
    }

    void wrong_month(const std::string& text) {
        from_.report(mistake(
            {"“" + text + "” không phải tháng, hoặc đã có rồi.", "“" + text + "” is no month, or is there already."},
            {"Ghi các tháng từ 1 đến 12, mỗi tháng một lần.", "Give months from 1 to 12, each once."},
            from_.where("months")));
    }

    void check(const Quota& quota) {
        const auto* type = profile_.plan_type(quota.plan_type);
        const auto* issuers = type ? &type->issuers : nullptr;
        if (issuers && profile_.body(quota.body) &&
            std::find(issuers->begin(), issuers->end(), quota.body) == issuers->end())
            from_.report(
                mistake({"Cơ quan “" + quota.body + "” không ban hành loại kế hoạch “" + quota.plan_type + "”.",
                         "Body “" + quota.body + "” does not issue plans of type “" + quota.plan_type + "”."},
                        {"Sửa body, hoặc thêm vào issuers.", "Mend body, or add it to issuers."}, from_.where("body")));
        if (quota.sample && quota.sample_level.empty())
            from_.report(mistake({"Có sample nhưng không có sample_level.", "There is a sample but no sample_level."},
                                 {"Thêm sample_level: cấp được lấy mẫu.", "Add sample_level: the level sampled."},
                                 from_.where("sample")));
        const bool both = profile_.level(quota.level) && profile_.level(quota.sample_level);
        if (both && !profile_.is_below(quota.sample_level, quota.level))
            from_.report(mistake({"Cấp “" + quota.sample_level + "” không nằm dưới “" + quota.level + "”.",
                                  "Level “" + quota.sample_level + "” is not below “" + quota.level + "”."},
                                 {"Sửa sample_level.", "Mend sample_level."}, from_.where("sample_level")));
    }

    const Profile& profile_;
    YamlReader& from_;
    std::set<std::string>& seen_;
};

const Quota* find_quota(const Quotas& quotas, const std::string& id) {
    const auto found =
        std::find_if(quotas.quotas.begin(), quotas.quotas.end(), [&](const Quota& q) { return q.id == id; });
    return found == quotas.quotas.end() ? nullptr : &*found;
}

bool runs_in_a_circle(const Quotas& quotas, const Quota& quota) {
    const auto* now = find_quota(quotas, quota.within);
    for (std::size_t steps = 0; now && steps < quotas.quotas.size(); ++steps) {
        if (now->id == quota.id) return true;
        now = find_quota(quotas, now->within);
    }
    return false;
}

void check_within(const Quotas& quotas, const Quota& quota, const Profile& profile, std::vector<Problem>& problems) {
    if (quota.within.empty()) return;
    const auto* outer = find_quota(quotas, quota.within);
    if (!outer) {
        problems.push_back(unknown_word({"định mức", "quota"}, quota.within, ids(quotas.quotas), quota.where));
        return;
    }
    const auto complain = [&](const LocalText& what) {
        problems.push_back(mistake(what, {"Sửa within.", "Mend within."}, quota.where));
    };
    if (runs_in_a_circle(quotas, quota))
        return complain(
            {"Định mức “" + quota.id + "” nằm trong chính nó.", "Quota “" + quota.id + "” is within itself."});
    if (outer->plan_type != quota.plan_type || outer->body != quota.body)
        complain({"Định mức “" + quota.id + "” nằm trong định mức của kế hoạch khác.",
                  "Quota “" + quota.id + "” is within a quota of another plan."});
    if (profile.level(outer->level) && profile.level(quota.level) && !profile.is_below(quota.level, outer->level))
        complain({"Cấp “" + quota.level + "” không nằm dưới “" + outer->level + "”.",
                  "Level “" + quota.level + "” is not below “" + outer->level + "”."});
}

}  // namespace

Result<Quotas> load_quotas(const std::string& file, std::string_view yaml, const Profile& profile) {
    GIAMSAT_TRY(document, parse_yaml(file, yaml));
    std::vector<Problem> problems;
    YamlReader top(document.file, document.root, "", problems);
    Quotas quotas;
    std::set<std::string> seen;
    profile::read_each(top, "quotas",
                       [&](YamlReader& from) { quotas.quotas.push_back(QuotaReader(profile, from, seen).run()); });
    top.finish();
    for (const auto& quota : quotas.quotas) check_within(quotas, quota, profile, problems);
    if (!problems.empty()) return join(std::move(problems));
    return quotas;
}

}  // namespace giamsat
