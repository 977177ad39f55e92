// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/masking_vault.hpp"

#include "service/queries/names.hpp"
#include "support/catch.hpp"
#include "support/world.hpp"

using namespace giamsat;
using namespace giamsat::test;

TEST_CASE("while an office cannot write, personal fields are masked and say so", "[runtime]") {
    World world;
    bool masked = true;
    MaskingVault vault(world.place().vault(), [&] { return masked; });
    const PersonId person = world.person("CB02");
    const auto label = [&] {
        return world.ask(
            [&](Readers& read) { return Names(read, vault, world.place().bundle().profile).label(person, Lang::en); });
    };

    CHECK(label() == "CB02 (sealed)");
    CHECK(vault.digest("code", "x") == world.place().vault().digest("code", "x"));
    masked = false;
    CHECK(label().starts_with("CB02 "));
    CHECK(label().find('(') == std::string::npos);
}
