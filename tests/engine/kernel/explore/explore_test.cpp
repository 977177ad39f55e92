// SPDX-License-Identifier: Apache-2.0
// Exploration of small charts whose faults are known, and of the shipped workflows, which have none.
#include "kernel/explore/explore.hpp"

#include "model/workflow/check_bundle.hpp"
#include "model/workflow/load_definition.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::string told_by(const Exploration& found, Lang lang) {
    std::string out;
    for (const auto& trap : found.traps) {
        out += std::string(trap.rule) + ", " + std::to_string(trap.where.line) + ": " + trap.what.in(lang) + "\n";
        int number = 0;
        for (const auto& line : trap.story) out += std::to_string(++number) + ". " + line.in(lang) + "\n";
        out += "→ " + trap.advice.in(lang) + "\n";
    }
    for (const auto& text : found.not_covered) out += "· " + text.in(lang) + "\n";
    return out;
}

std::string both(const Exploration& found) { return told_by(found, Lang::vi) + "\n" + told_by(found, Lang::en); }

Exploration explored(const std::string& name, const ExploreOptions& options = {}) {
    const ProfileBundle& bundle = dong_son();
    const Definition& definition = bundle.workflows.at(name);
    const auto handed = handed_to(definition, {bundle.workflows, &bundle.profile, &bundle.forms});
    return explore(definition, {&bundle.profile, &bundle.forms, &handed}, options);
}

// A workflow as it would stand in the shipped profile.
Exploration in_profile(const std::string& yaml, const ExploreOptions& options = {}) {
    const ProfileBundle& bundle = dong_son();
    const std::vector<std::string> names = {"supervision", "drawn"};
    auto loaded = load_definition("drawn.workflow.yaml", yaml, {&bundle.profile, &bundle.forms, &names});
    if (!loaded) throw std::runtime_error(told(loaded.error()));
    const std::vector<std::string> handed;
    return explore(*loaded, {&bundle.profile, &bundle.forms, &handed}, options);
}

const char* const stuck = R"yaml(workflow: drawn
kind: visit
title: {vi: Kiểm tra, en: Visit}
data:
  declined: {type: integer, initial: 0, title: {vi: Số lần từ chối, en: Times declined}}
initial: planned
states:
  planned:
    title: {vi: Chờ phân công, en: To be assigned}
    on:
      assign: {to: assigned, when: "${declined} < 2", by: [body.secretary], title: {vi: Phân công đoàn, en: Assign a team}}
  assigned:
    title: {vi: Chờ đoàn nhận, en: Waiting for the team}
    within: {working_days: 5, event: deadline.accept}
    on:
      accept: {to: done, by: [team.head], title: {vi: Nhận, en: Accept}}
      decline: {to: planned, by: [team.head], title: {vi: Từ chối, en: Decline}, do: [{assign: {declined: "${declined} + 1"}}]}
      deadline.accept: {to: planned, do: [{assign: {declined: "${declined} + 1"}}]}
  done: {title: {vi: Đã kiểm tra, en: Done}, final: true}
)yaml";

}  // namespace

TEST_CASE("shipped workflows can always be ended, every step can be taken, and nothing is left behind") {
    for (const auto& pair : dong_son().workflows) {
        const Exploration found = explored(pair.first);
        INFO(pair.first << ", " << found.nodes.size() << " states\n" << told_by(found, Lang::en));
        CHECK(found.traps.empty());
        CHECK(found.complete);
        CHECK(found.never_taken.empty());
    }
}

TEST_CASE("a case that gets stuck is told as a story, by its shortest way") {
    CHECK_GOLDEN("explore/deadlock.txt", both(in_profile(stuck)));
}

TEST_CASE("a story of a stuck case says which guards and which values hold it back") {
    const Exploration found = in_profile(R"yaml(workflow: drawn
kind: visit
title: {vi: Kiểm tra, en: Visit}
data:
  declined: {type: integer, initial: 0, title: {vi: Số lần từ chối, en: Times declined}}
  agreed: {type: boolean, title: {vi: Đồng ý, en: Agreed}}
  score: {type: integer}
  until: {type: date, title: {vi: Hạn ký, en: Sign until}}
initial: planned
states:
  planned:
    title: {vi: Chờ phân công, en: To be assigned}
    within: {minutes: 30, event: late}
    on: {late: {to: stuck, do: [{assign: {declined: "${declined} + 1"}}]}, go: {to: done, by: [team]}}
  stuck:
    title: {vi: Chờ ký, en: To be signed}
    within: {field: until, event: too_late}
    on:
      too_late: done
      sign: {to: done, by: [team], when: "${declined} < 1", title: {vi: Ký, en: Sign}}
      agree: {to: done, by: [team], when: "${agreed}"}
      back: {to: done, by: [team], when: "In('planned')", title: {vi: Trả lại, en: Send back}}
      rate: {to: done, by: [team], form: verification-record, when: "${form.method} = 'on_site' and ${declined} = 0", title: {vi: Chấm, en: Rate}}
      raise: {to: done, by: [team], do: [{assign: {score: "${score} + 1"}}], title: {vi: Cộng điểm, en: Raise the score}}
  done: {title: {vi: Đã kiểm tra, en: Done}, final: true}
)yaml");
    CHECK_GOLDEN("explore/deadlock-guards.txt", both(found));
}

TEST_CASE("a guard that constants make false leads nowhere; one that no tried value decides may") {
    const std::string chart = R"yaml(workflow: drawn
data: {n: {type: integer, initial: 0}}
initial: planned
states:
  planned: {always: [{to: done, when: "GUARD"}]}
  done: {final: true}
)yaml";
    const auto with = [&](const std::string& guard) {
        std::string text = chart;
        return in_profile(text.replace(text.find("GUARD"), 5, guard));
    };
    for (const char* guard : {"1 = 2", "false()", "'a' = 'b'", "1 = 2 and ${n} > ${n} - 1", "${n} * 2 > 3 and 1 = 2"}) {
        const Exploration found = with(guard);
        INFO(guard);
        REQUIRE(found.traps.size() == 1);
        CHECK(std::string(found.traps[0].rule) == "W21");
        CHECK(found.not_covered.empty());
    }
    const Exploration undecided = with("${n} * 2 > 3");
    CHECK(undecided.traps.empty());
    CHECK(undecided.not_covered.size() == 1);
    CHECK(with("1 = 1").traps.empty());
}

TEST_CASE("what an ended case hands up is of the kind its place needs") {
    const Exploration found = in_profile(R"yaml(workflow: drawn
kind: visit
data: {sum: {type: integer, initial: 0}}
initial: spread
states:
  spread:
    entry: [{open: {from: unit, workflow: supervision}}]
    wait: {for: all, to: done}
    on: {child.done: {do: [{assign: {sum: "${sum} + ${event.result}"}}]}}
  done: {final: true}
)yaml");
    CHECK(found.traps.empty());
    CHECK(found.never_taken.empty());
}

TEST_CASE("a case that can go on but never end is told with its circle") {
    const Exploration found = in_profile(R"yaml(workflow: drawn
kind: finding
title: {vi: Tồn tại, en: Finding}
data: {handed: {type: boolean, initial: false, title: {vi: Đã chuyển, en: Handed over}}}
initial: opened
states:
  opened:
    title: {vi: Mới ghi nhận, en: Recorded}
    on:
      respond: {to: answered, by: [unit.head group_head], title: {vi: Giải trình, en: Respond}}
      hand_over: {to: opened, by: [body.head], title: {vi: Chuyển cơ quan khác, en: Hand over}, do: [{assign: {handed: "true()"}}]}
  answered:
    title: {vi: Chờ xác nhận, en: To be verified}
    on:
      verify: {to: closed, when: "not(${handed})", by: [body.secretary], title: {vi: Xác nhận, en: Verify}, do: [{settle: done}]}
      return: {to: opened, by: [body.secretary], title: {vi: Trả lại, en: Send back}}
  closed: {title: {vi: Đã khép lại, en: Closed}, final: true}
)yaml");
    CHECK_GOLDEN("explore/livelock.txt", both(found));
}

TEST_CASE("a case that ends before what it owes is settled is told") {
    const Exploration found = in_profile(R"yaml(workflow: drawn
kind: session
title: {vi: Họp, en: Session}
initial: scheduled
states:
  scheduled:
    title: {vi: Đã lên lịch, en: Scheduled}
    on:
      hold: {to: held, by: [role bank_officer], form: session-minutes, title: {vi: Ghi biên bản, en: Record the minutes},
             do: [{recommend: {rows: recommendations}}, {open: {from: unit, workflow: supervision}}]}
  held:
    title: {vi: Đã họp, en: Held}
    on:
      child.done: {to: followed, when: "${children_open} = 0"}
      close: {to: closed, by: [body.head], title: {vi: Kết thúc, en: Close}}
  followed:
    title: {vi: Đã theo dõi xong, en: Followed up}
    on:
      close: {to: closed, by: [body.head], title: {vi: Kết thúc, en: Close}}
      settle: {to: closed, by: [body.head], title: {vi: Khép kiến nghị, en: Settle}, do: [{settle: done}]}
  closed: {title: {vi: Đã kết thúc, en: Closed}, final: true}
)yaml");
    CHECK_GOLDEN("explore/lost-obligation.txt", both(found));
}

TEST_CASE("automatic steps that never come to rest are found where they begin") {
    const Exploration found = explore(chart(R"yaml(workflow: c
initial: a
states:
  a: {on: {go: b, over: z}}
  b: {always: c}
  c: {always: b}
  z: {final: true}
)yaml"),
                                      {});
    REQUIRE(found.traps.size() == 1);
    CHECK(std::string(found.traps[0].rule) == "W22");
    CHECK(found.traps[0].where.line == 4);
}

TEST_CASE("what a bound cuts off is said, and nothing is claimed of it") {
    const Exploration found = in_profile(stuck, {.events = 3});
    CHECK_FALSE(found.complete);
    CHECK(found.traps.empty());
    CHECK_GOLDEN("explore/bounded.txt", both(found));
    CHECK(in_profile(stuck, {.states = 4}).not_covered.size() == 1);
}

TEST_CASE("an event a case sent itself and does not live to see is an obligation too") {
    const auto drawn = [](const std::string& close) {
        return chart(
            "workflow: c\ninitial: a\nstates:\n  a: {on: {go: {to: b, do: [{send: {event: ask, id: ask, after: "
            "{days: 7}}}]}}}\n  b: {on: {ask: z, close: " +
            close + "}}\n  z: {final: true}\n");
    };
    const Definition forgets = drawn("z");
    const Exploration found = explore(forgets, {});
    REQUIRE(found.traps.size() == 1);
    CHECK(std::string(found.traps[0].rule) == "W23");
    const Definition takes_back = drawn("{to: z, do: [{cancel: ask}]}");
    CHECK(explore(takes_back, {}).traps.empty());
}

TEST_CASE("nothing comes before what a case sent itself without delay") {
    const Definition sends = chart(
        "workflow: c\ninitial: a\nstates:\n  a: {on: {go: {to: b, do: [{send: {event: ask}}]}}}\n"
        "  b: {on: {ask: c, close: z}}\n  c: {on: {close: z}}\n  z: {final: true}\n");
    CHECK(explore(sends, {}).traps.empty());
}

TEST_CASE("a wait looks at the cases a step opened, and goes elsewhere when too few are done") {
    const Exploration found = in_profile(R"yaml(workflow: drawn
kind: visit
title: {vi: Kiểm tra, en: Visit}
initial: a
states:
  a: {title: {vi: A}, on: {go: {to: b, by: [team], do: [{open: {from: lines}}]}}}
  b: {title: {vi: B}, wait: {for: any, to: y, otherwise: z, do: [cancel_children]}}
  y: {title: {vi: Y}, final: true}
  z: {title: {vi: Z}, final: true, outcome: missed}
)yaml");
    INFO(told_by(found, Lang::en));
    CHECK(found.traps.empty());
    CHECK(found.never_taken.empty());
}

TEST_CASE("more cases than are followed: nothing is claimed") {
    const Exploration found = in_profile(R"yaml(workflow: drawn
kind: visit
title: {vi: Kiểm tra, en: Visit}
initial: a
states:
  a: {title: {vi: A}, on: {go: {to: b, by: [team], do: [{open: {from: lines}}]}}}
  b: {title: {vi: B}, always: [{to: z, when: "${children_done} >= 40"}], on: {child.done: b}}
  z: {title: {vi: Z}, final: true}
)yaml");
    CHECK(found.traps.empty());
    REQUIRE(found.not_covered.size() == 1);
    CHECK(found.not_covered[0].en.find("${children_done} >= 40") != std::string::npos);
}

TEST_CASE("a guard the tried values cannot decide counts as possible, and is named") {
    const Exploration found = explore(chart(R"yaml(workflow: c
data: {word: {type: text, initial: abc}}
initial: a
states:
  a: {on: {go: {to: z, when: "regex(${word}, '[0-9]+')"}}}
  z: {final: true}
)yaml"),
                                      {});
    CHECK(found.traps.empty());
    REQUIRE(found.not_covered.size() == 1);
    CHECK(found.not_covered[0].en.find("line 5") != std::string::npos);
}

TEST_CASE("a case that ends owing several things is told of each") {
    const Exploration found = in_profile(R"yaml(workflow: drawn
kind: visit
title: {vi: Kiểm tra, en: Visit}
initial: a
states:
  a:
    title: {vi: A}
    on: {go: {to: b, by: [team], form: group-record, do: [{findings: {rows: findings}}, {open: {from: unit, workflow: supervision}}]}}
  b:
    title: {vi: B}
    on:
      skip: {to: z, by: [team]}
      close: {to: z, by: [team], when: "${findings_open} = 0 and ${children_open} = 0"}
  z: {title: {vi: Z}, final: true}
)yaml");
    INFO(told_by(found, Lang::en));
    REQUIRE(found.traps.size() == 2);
    CHECK(found.traps[0].what.en.find("a case it opened is still going") != std::string::npos);
    CHECK(found.traps[1].what.en.find("a finding it recorded is not closed") != std::string::npos);
}

TEST_CASE("a chart that waits for its children is explored with them ending in any order") {
    const Exploration found = in_profile(R"yaml(workflow: drawn
kind: visit
title: {vi: Kiểm tra, en: Visit}
initial: a
states:
  a:
    title: {vi: A}
    on: {go: {to: b, by: [team], do: [{open: {from: lines}}]}}
  b:
    title: {vi: B}
    always: [{to: z, when: "${children_open} = 0 and ${children_done} >= 1"}]
    on: {child.done: b}
  z: {title: {vi: Z}, final: true}
)yaml");
    REQUIRE(found.traps.size() == 1);  // no line at all, or every one of them cancelled
    CHECK(std::string(found.traps[0].rule) == "W21");
}

TEST_CASE("the same definition is explored the same way again") {
    const Exploration once = explored("group-inspection");
    const Exploration again = explored("group-inspection");
    CHECK(once.nodes.size() == again.nodes.size());
    CHECK(once.moves.size() == again.moves.size());
}

TEST_CASE("answers that a form's constraint refuses lead nowhere") {
    const auto traps_with = [](const std::string& constraint) {
        auto form = parse_form("forms/pair.form.yaml",
                               "form: pair\ntitle: {vi: Hai số, en: Two}\nquestions:\n"
                               "  - {name: low, type: integer, required: true, label: {vi: Thấp, en: Low}}\n"
                               "  - {name: high, type: integer, required: true, label: {vi: Cao, en: High}" +
                                   constraint + "}\n");
        if (!form) throw std::runtime_error(told(form.error()));
        std::map<std::string, Form> forms;
        forms.emplace("pair", std::move(*form));
        const auto loaded = load_definition("drawn.workflow.yaml", R"yaml(workflow: drawn
kind: session
data: {low: {type: integer}, high: {type: integer}}
initial: a
states:
  a: {on: {go: {to: b, by: [body.head], form: pair, do: [{assign: {low: "${form.low}", high: "${form.high}"}}]}}}
  b: {always: [{to: done, when: "${high} >= 3"}, {to: done, when: "${low} < 3"}]}
  done: {final: true}
)yaml",
                                            {nullptr, &forms});
        if (!loaded) throw std::runtime_error(told(loaded.error()));
        const std::vector<std::string> handed;
        return explore(*loaded, {nullptr, &forms, &handed}).traps.size();
    };
    CHECK(traps_with("") == 1);
    CHECK(traps_with(", constraint: \"${high} >= ${low}\"") == 0);
}

TEST_CASE("a step no case comes to is told, one that a failure or any event brings is not") {
    const Exploration found = in_profile(R"yaml(workflow: drawn
kind: visit
title: {vi: Kiểm tra, en: Visit}
initial: a
states:
  a: {title: {vi: A}, on: {go: {to: b, by: [team]}, here: {to: z, by: [team], when: "In('b')"}, late.b: z}}
  b: {title: {vi: B}, within: {days: 3, event: late.b}, on: {late.b: z, error.execution: z, "*": {}}}
  z: {title: {vi: Z}, final: true}
)yaml");
    INFO(told_by(found, Lang::en));
    CHECK(found.traps.empty());
    REQUIRE(found.idle_steps.size() == 2);
    CHECK(found.idle_steps[0].where.str().starts_with("drawn.workflow.yaml:6:"));
    CHECK(found.idle_steps[1].where.field == "states.a.on.late.b");
    CHECK(in_profile(stuck).idle_steps.empty());
}
