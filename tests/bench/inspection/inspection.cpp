// SPDX-License-Identifier: Apache-2.0
#include "bench/inspection/inspection.hpp"

#include "model/workflow/load_definition.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace giamsat::bench {

namespace {

std::string read(const std::string& name) {
    const std::string path = std::string(GIAMSAT_SOURCE_DIR) + "/tests/bench/inspection/" + name;
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw std::runtime_error("cannot read " + path);
    return text.str();
}

}  // namespace

Inspection Inspection::load() {
    Inspection inspection;
    auto definition = load_definition("inspection.workflow.yaml", read("inspection.workflow.yaml"), {});
    if (!definition) throw std::runtime_error(definition.error().message(Lang::en));
    inspection.definition = std::move(*definition);
    const auto json = parse_json(read("scripts.json"));
    if (!json) throw std::runtime_error(json.error().message(Lang::en));
    for (const Json& script : json->at("scripts")) {
        auto& events = inspection.scripts.emplace_back();
        for (const Json& name : script) {
            StepEvent& event = events.emplace_back();
            event.name = name.get<std::string>();
            event.known = event_number(inspection.definition, event.name);
        }
    }
    inspection.ends = json->at("ends").get<std::map<std::string, int>>();
    return inspection;
}

}  // namespace giamsat::bench
