// SPDX-License-Identifier: Apache-2.0
// Graphs laid out and drawn, by Graphviz as a library.
#pragma once

#include "base/core/result.hpp"

#include <string>

namespace giamsat {

// One SVG document of a graph in the DOT language. Problems: usage (the text is no graph, or cannot be laid out).
Result<std::string> svg_of_dot(const std::string& dot);

}  // namespace giamsat
