// SPDX-License-Identifier: Apache-2.0
// A definition drawn: the text of a Mermaid state diagram, or of a Graphviz graph. Titles in the language asked for.
#pragma once

#include "model/workflow/definition.hpp"

namespace giamsat {

std::string mermaid_diagram(const Definition& definition, Lang lang);
std::string dot_diagram(const Definition& definition, Lang lang);

}  // namespace giamsat
