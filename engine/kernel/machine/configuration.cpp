// SPDX-License-Identifier: Apache-2.0
// What a configuration must be, whoever made it.
#include "kernel/machine/migration.hpp"
#include "kernel/machine/run.hpp"

#include <algorithm>
#include <set>

namespace giamsat {
namespace {

std::set<StateIndex> with_ancestors(const Definition& definition, const std::vector<StateIndex>& leaves) {
    std::set<StateIndex> active = {0};
    for (StateIndex at : leaves) {
        for (; at > 0; at = definition.at(at).parent) active.insert(at);
    }
    return active;
}

std::optional<LocalText> children_fault(const Definition& definition, StateIndex index,
                                        const std::set<StateIndex>& active) {
    const State& state = definition.at(index);
    int inside = 0, regions = 0;
    for (const StateIndex child : state.children) {
        if (machine::is_history(definition.at(child))) continue;
        ++regions;
        inside += active.contains(child) ? 1 : 0;
    }
    const std::string name = index == 0 ? definition.name : state.id;
    if (state.kind == StateKind::parallel && inside < regions)
        return LocalText{
            "nhánh của “" + name + "” chưa đủ: " + std::to_string(inside) + "/" + std::to_string(regions),
            "regions of “" + name + "” are missing: " + std::to_string(inside) + " of " + std::to_string(regions)};
    if (state.kind == StateKind::compound && inside != 1)
        return LocalText{"“" + name + "” phải ở đúng một trạng thái con, không phải " + std::to_string(inside),
                         "“" + name + "” must be in exactly one state inside it, not " + std::to_string(inside)};
    return std::nullopt;
}

}  // namespace

std::optional<LocalText> configuration_fault(const Definition& definition, const std::vector<StateIndex>& leaves) {
    for (const StateIndex leaf : leaves) {
        if (!machine::is_leaf(definition.at(leaf)))
            return LocalText{"“" + definition.at(leaf).id + "” không phải trạng thái lá",
                             "“" + definition.at(leaf).id + "” is no state to stand in"};
    }
    const auto active = with_ancestors(definition, leaves);
    for (const StateIndex index : active) {
        if (auto fault = children_fault(definition, index, active)) return fault;
    }
    return std::nullopt;
}

}  // namespace giamsat
