// SPDX-License-Identifier: Apache-2.0
// Founding: the office's first entries, among them the whole profile as blobs, so that an office needs no other file to
// know the rules it works by.
#include "service/commands/publishing.hpp"

#include "kernel/machine/definition_life.hpp"

namespace giamsat {

Done run(const FoundOffice& command, Session& session) {
    if (session.read.journal.office()) return exists({"văn phòng", "office"}, command.office.value);
    const ProfileBundle& bundle = session.profile();
    Json body = {{"office", command.office.value}, {"profile", bundle.profile.id}, {"demo", command.demo}};
    if (command.demo) body["seed"] = command.seed;
    GIAMSAT_CHECK(session.record({.kind = "office.founded/1", .body = std::move(body)}));
    GIAMSAT_CHECK(session.record(edition_draft("profile.adopted/1", bundle, session)));
    for (const auto& pair : bundle.workflows) {
        DefinitionLife life(pair.first);
        GIAMSAT_CHECK(life.check({}));  // they are whole: load_bundle() refuses all others
        GIAMSAT_CHECK(life.publish());
        GIAMSAT_CHECK(session.record(publication_draft(pair.second, bundle)));
    }
    return {};
}

}  // namespace giamsat
