// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/definition_life.hpp"
#include "support/catch.hpp"

using namespace giamsat;

namespace {

bool opens(DefinitionStage stage) { return DefinitionLife("finding", stage).open_case().has_value(); }

}  // namespace

TEST_CASE("a definition is checked, published and retired, in this order only", "[machine][life]") {
    DefinitionLife life("finding");
    CHECK_FALSE(life.publish());
    CHECK_FALSE(life.retire());
    CHECK(life.now() == DefinitionStage::draft);
    REQUIRE(life.check({}));
    CHECK(life.now() == DefinitionStage::checked);
    REQUIRE(life.publish());
    CHECK_FALSE(life.publish());
    CHECK_FALSE(life.check({}));
    REQUIRE(life.retire());
    CHECK_FALSE(life.retire());
    CHECK(life.now() == DefinitionStage::retired);
}

TEST_CASE("a definition with mistakes stays a draft, and they are the answer", "[machine][life]") {
    DefinitionLife life("finding");
    auto checked = life.check({Problem(ProblemCode::usage, {{"what", "a"}}), Problem(ProblemCode::interrupted)});
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == ProblemCode::usage);
    CHECK(checked.error().others.size() == 1);
    CHECK(life.now() == DefinitionStage::draft);
    CHECK_FALSE(life.publish());
}

TEST_CASE("only what is published opens cases; what was retired may be published again", "[machine][life]") {
    CHECK_FALSE(opens(DefinitionStage::draft));
    CHECK_FALSE(opens(DefinitionStage::checked));
    CHECK(opens(DefinitionStage::published));
    CHECK_FALSE(opens(DefinitionStage::retired));
    DefinitionLife life("finding", DefinitionStage::retired);
    REQUIRE(life.publish());
    CHECK(life.open_case());
}

TEST_CASE("a stage comes back from its name", "[machine][life]") {
    for (auto stage :
         {DefinitionStage::draft, DefinitionStage::checked, DefinitionStage::published, DefinitionStage::retired})
        CHECK(stage_from_name(stage_name(stage)) == stage);
    CHECK_FALSE(stage_from_name("gone"));
}
