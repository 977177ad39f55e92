// SPDX-License-Identifier: Apache-2.0
// What the head of a request must be before anybody reads it: one meaning only, whoever reads it.
#pragma once

#include <string_view>

namespace giamsat::net {

// `head` reaches to the end of its empty line. 0: it may be read. Else the status it is refused by: 400 for lines that do not
// end in CRLF, control characters, folded lines, no or several Host, several Content-Length, Content-Length beside
// Transfer-Encoding, a target that is no path; 501 for an encoding other than chunked; 505 for other versions.
int refused_head(std::string_view head);

}  // namespace giamsat::net
