// SPDX-License-Identifier: Apache-2.0
// yaml-cpp's complaints in the words of people who write definitions.
#pragma once

#include "base/yaml/places.hpp"

#include <string>

namespace giamsat {

// A yaml_syntax (or yaml_forbidden) problem for `message` at a line and column counted from 0.
Problem syntax_problem(const std::string& message, int line, int column, const Places& places);

}  // namespace giamsat
