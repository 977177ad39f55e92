// SPDX-License-Identifier: Apache-2.0
// Where things stand in a text file: bytes to the line and column a person sees (columns count characters).
#pragma once

#include "base/core/problem.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace giamsat {

class Places {
public:
    Places(std::string file, std::string_view bytes);

    Where of_byte(std::size_t offset) const;
    Where of(int line, int column_in_bytes) const;  // both from 0, as yaml-cpp counts

    std::string_view bytes() const { return bytes_; }
    std::string_view line(int number) const;  // from 0, without its end; "" when there is none

private:
    std::string file_;
    std::string_view bytes_;
    std::vector<std::size_t> starts_;
};

}  // namespace giamsat
