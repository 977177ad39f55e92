// SPDX-License-Identifier: Apache-2.0
// Files that came with a step: listed with the case, and taken out again.
#pragma once

#include "app/cli/names.hpp"
#include "service/queries/case_view.hpp"

namespace CLI {
class App;
}

namespace giamsat::cli {

// `<parent> attachment CASE NUMBER`
void add_attachment(CLI::App& parent, Context& context);

void print_attachments(const std::vector<AttachmentView>& files, const Context& context, Desk& desk);
Json json_of(const AttachmentView& file);

}  // namespace giamsat::cli
