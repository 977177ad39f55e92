// SPDX-License-Identifier: Apache-2.0
// As much of JSON Schema draft-07 as workflows/workflow.schema.json uses; a keyword it does not know is a mistake of the
// schema. And YAML as an editor's checker sees it.
#pragma once

#include "base/json/json.hpp"
#include "base/yaml/yaml.hpp"

namespace giamsat::test {

Json as_json(const YamlNode& node);

// "" when the value is valid, else the first thing that is wrong: "/states/a/on: …". Throws when the schema uses what this
// does not know.
std::string schema_mistake(const Json& schema, const Json& value);

}  // namespace giamsat::test
