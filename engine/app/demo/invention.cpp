// SPDX-License-Identifier: Apache-2.0
#include "app/demo/invention.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <cstdio>

namespace giamsat::demo {

Result<DemoFiles> read_demo_files(const std::map<std::string, std::string>& sources) {
    auto read = [&](const std::string& name) -> Result<Settings> {
        auto found = sources.find("demo/" + name);
        if (found == sources.end()) {
            return Problem(
                ProblemCode::not_found,
                {{"what", "tệp của bản trình diễn"}, {"what_en", "file of the demo"}, {"name", "demo/" + name}});
        }
        return Settings::parse("demo/" + name, found->second);
    };
    GIAMSAT_TRY(people, read("people.yaml"));
    GIAMSAT_TRY(units, read("units.yaml"));
    GIAMSAT_TRY(borrowers, read("borrowers.yaml"));
    GIAMSAT_TRY(capital, read("capital.yaml"));
    GIAMSAT_TRY(behaviour, read("behaviour.yaml"));
    GIAMSAT_TRY(texts, read("texts.yaml"));
    return DemoFiles{std::move(people),  std::move(units),     std::move(borrowers),
                     std::move(capital), std::move(behaviour), std::move(texts)};
}

namespace {

std::optional<Date> date_at(const YamlNode& node, const char* key) {
    auto date = Date::parse(Settings::text_of(node, key));
    return date ? std::optional(*date) : std::nullopt;
}

UnitSpec unit_of(const YamlNode& node) {
    UnitSpec unit;
    unit.level = Settings::text_of(node, "level"), unit.code = Settings::text_of(node, "code"),
    unit.name = Settings::text_of(node, "name");
    unit.parent = Settings::text_of(node, "parent"), unit.place = Settings::text_of(node, "place");
    unit.association = Settings::text_of(node, "association"), unit.successor = Settings::text_of(node, "successor");
    unit.from = date_at(node, "valid_from").value_or(Date{});
    unit.to = date_at(node, "valid_to");
    unit.members = Settings::number_of(node, "members");
    if (const YamlNode* moves = node.find("moves")) {
        for (const YamlNode& move : moves->items)
            unit.moves.emplace_back(date_at(move, "on").value_or(Date{}), Settings::text_of(move, "parent"));
    }
    return unit;
}

class Names {
public:
    Names(const Settings& people, const Choices& choices)
        : choices_(choices),
          family_(people.weighted({"family"})),
          middle_{people.weighted({"middle", "male"}), people.weighted({"middle", "female"})},
          given_{people.weighted({"given", "male"}), people.weighted({"given", "female"})},
          prefixes_(people.texts({"phone_prefixes"})) {}

    std::string name(bool female, const std::string& who) const {
        return choices_.pick(family_, who, 0, "family").name + " " +
               choices_.pick(middle_[female], who, 0, "middle").name + " " +
               choices_.pick(given_[female], who, 0, "given").name;
    }
    std::string phone(const std::string& who) const {
        char digits[8];
        std::snprintf(digits, sizeof digits, "%07d", choices_.between({0, 9'999'999}, who, 0, "phone"));
        return choices_.pick(prefixes_, who, 0, "prefix") + digits;
    }

private:
    const Choices& choices_;
    std::vector<Weighted> family_, middle_[2], given_[2];
    std::vector<std::string> prefixes_;
};

bool is_female(const YamlNode& entry, const Settings& people, const Choices& choices, const std::string& who) {
    std::string sex = Settings::text_of(entry, "sex");
    if (!sex.empty()) return sex == "female";
    bool head = Settings::text_of(entry, "role") == "group_head";
    return choices.chance(people.number({"female_share", head ? "group_head" : "staff"}), who, 0, "sex");
}

}  // namespace

std::vector<UnitSpec> listed_units(const DemoFiles& files) {
    std::vector<UnitSpec> units;
    for (const YamlNode& node : files.units.list({"units"})) units.push_back(unit_of(node));
    return units;
}

std::vector<PersonSpec> invent_staff(const DemoFiles& files, const std::vector<UnitSpec>& units,
                                     const std::map<std::string, std::string>& scope_of_role, const Choices& choices) {
    Names names(files.people, choices);
    std::vector<PersonSpec> staff;
    for (const YamlNode& entry : files.people.list({"staff"})) {
        std::string role = Settings::text_of(entry, "role");
        auto scope = scope_of_role.find(role);
        for (const UnitSpec& unit : units) {
            if (scope == scope_of_role.end() || unit.level != scope->second) continue;
            for (int i = 1; i <= Settings::number_of(entry, "count", 1); ++i) {
                std::string code = role + "-" + unit.code + (i > 1 ? "-" + std::to_string(i) : "");
                bool female = is_female(entry, files.people, choices, code);
                staff.push_back({code, names.name(female, code), role, unit.level, unit.code, names.phone(code)});
            }
        }
    }
    return staff;
}

namespace {

std::string padded(std::int64_t number, const std::string& prefix, int digits) {
    std::string text = std::to_string(number);
    std::size_t width = static_cast<std::size_t>(digits) - prefix.size();
    return prefix + std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

// Which programme each borrower has: the listed counts exactly, laid out over the district by ticket.
std::vector<const YamlNode*> programmes_in_order(const DemoFiles& files, const Choices& choices) {
    std::vector<std::pair<std::uint64_t, const YamlNode*>> tickets;
    for (const YamlNode& programme : files.borrowers.list({"programmes"})) {
        std::string code = Settings::text_of(programme, "programme");
        for (int i = 0; i < Settings::number_of(programme, "count"); ++i) {
            tickets.emplace_back(choices.draw(code, i, "programme"), &programme);
        }
    }
    std::stable_sort(tickets.begin(), tickets.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const YamlNode*> order;
    for (const auto& [ticket, programme] : tickets) order.push_back(programme);
    return order;
}

void invent_loan(BorrowerSpec& borrower, const YamlNode& programme, const DemoFiles& files, const Choices& choices) {
    const YamlNode* amount = programme.find("amount");
    borrower.programme = Settings::text_of(programme, "programme");
    if (amount) {
        borrower.amount = choices.between(
            Settings::big_number_of(*amount, "min"), Settings::big_number_of(*amount, "max"),
            std::max<std::int64_t>(1, Settings::big_number_of(*amount, "step")), borrower.code, 0, "amount");
    }
    Range share = files.borrowers.range({"outstanding_share"});
    borrower.outstanding = borrower.amount / 1000 * choices.between(share, borrower.code, 0, "outstanding");
    borrower.source = choices.pick(files.borrowers.weighted({"sources"}, "source"), borrower.code, 0, "source").name;
    auto first = Date::parse(files.borrowers.text({"disbursed", "from"}));
    auto last = Date::parse(files.borrowers.text({"disbursed", "to"}));
    if (first && borrower.joined > first->year())
        first = Date::of(borrower.joined, 1, 2);  // nobody borrows before joining
    if (first && last)
        borrower.disbursed =
            first->plus_days(choices.between({0, days_between(*first, *last)}, borrower.code, 0, "disbursed"));
    std::vector<std::string> purposes;
    if (const YamlNode* list = programme.find("purposes")) {
        for (const YamlNode& one : list->items) purposes.push_back(one.text);
    }
    if (!purposes.empty()) borrower.purpose = choices.pick(purposes, borrower.code, 0, "purpose");
}

}  // namespace

std::vector<BorrowerSpec> invent_borrowers(const DemoFiles& files, const std::vector<UnitSpec>& units,
                                           const Choices& choices) {
    Names names(files.people, choices);
    const Settings& settings = files.borrowers;
    auto years = settings.weighted({"joined"}, "year");
    auto programmes = programmes_in_order(files, choices);
    std::vector<BorrowerSpec> borrowers;
    for (const UnitSpec& group : units) {
        for (int i = 0; i < group.members && borrowers.size() < programmes.size(); ++i) {
            auto number = static_cast<std::int64_t>(borrowers.size()) + 1;
            BorrowerSpec borrower;
            borrower.code = padded(number, settings.text({"codes", "borrower_prefix"}),
                                   settings.number({"codes", "borrower_digits"}));
            borrower.loan =
                padded(number, settings.text({"codes", "loan_prefix"}), settings.number({"codes", "loan_digits"}));
            borrower.group = group.code;
            bool female = choices.chance(files.people.number({"female_share", "borrower"}), borrower.code, 0, "sex");
            borrower.name = names.name(female, borrower.code);
            if (choices.chance(settings.number({"phones"}), borrower.code, 0, "has phone"))
                borrower.phone = names.phone(borrower.code);
            borrower.joined = std::atoi(choices.pick(years, borrower.code, 0, "joined").name.c_str());
            invent_loan(borrower, *programmes[borrowers.size()], files, choices);
            borrowers.push_back(std::move(borrower));
        }
    }
    return borrowers;
}

namespace {

std::string csv_row(std::initializer_list<std::string> cells) {
    std::string row;
    for (const std::string& cell : cells) row += (row.empty() && &cell == cells.begin() ? "" : ",") + escape_csv(cell);
    return row + "\n";
}

}  // namespace

std::string units_csv(const std::vector<UnitSpec>& units) {
    std::string csv = "level,code,name,parent,place,association,valid_from\n";
    for (const UnitSpec& u : units)
        csv += csv_row({u.level, u.code, u.name, u.parent, u.place, u.association, u.from.iso()});
    return csv;
}

std::string people_csv(const std::vector<PersonSpec>& people, Date from) {
    std::string csv = "code,name,role,unit,phone,from\n";
    for (const PersonSpec& p : people) csv += csv_row({p.code, p.name, p.role, p.unit_code, p.phone, from.iso()});
    return csv;
}

std::string borrowers_csv(const std::vector<BorrowerSpec>& borrowers, int joined, int first_year) {
    std::string csv = "code,name,group,phone,valid_from\n";
    for (const BorrowerSpec& b : borrowers) {
        bool due = joined == first_year ? b.joined <= joined : b.joined == joined;
        if (due) csv += csv_row({b.code, b.name, b.group, b.phone, Date::of(b.joined, 1, 1).iso()});
    }
    return csv;
}

std::string loans_csv(const std::vector<BorrowerSpec>& borrowers, Date as_of) {
    std::string csv = "code,borrower,programme,source,disbursed_on,amount,outstanding,as_of\n";
    for (const BorrowerSpec& b : borrowers) {
        csv += csv_row({b.loan, b.code, b.programme, b.source, b.disbursed.iso(), std::to_string(b.amount),
                        std::to_string(b.outstanding), as_of.iso()});
    }
    return csv;
}

}  // namespace giamsat::demo
