// SPDX-License-Identifier: Apache-2.0
// The fuzzer's target over everything it starts from, and over whatever it once found.
#include "support/catch.hpp"
#include "support/workflows.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

using namespace giamsat;

TEST_CASE("the fuzzer's corpus ends in a definition or in a refusal with its place", "[fuzz]") {
    std::size_t files = 0;
    for (const char* folder : {"tests/definitions", "workflows", "tests/fuzz/corpus"}) {
        for (const auto& [path, bytes] : test::files_under(folder)) {
            INFO(folder << "/" << path);
            CHECK(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()) == 0);
            ++files;
        }
    }
    CHECK(files > 50);
}
