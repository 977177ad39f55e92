// SPDX-License-Identifier: Apache-2.0
// Founding: the office's first entries, among them the whole profile as blobs, so that an office needs no other file to
// know the rules it works by.
#include "service/commands/handlers.hpp"

namespace giamsat {
namespace {

Done adopt_profile(const ProfileBundle& bundle, Session& session) {
    Json files = Json::object();
    std::vector<std::string> refs;
    for (const auto& [path, bytes] : bundle.sources) {
        std::string hash = to_hex(sha256(bytes));
        session.recorder().put_blob(hash, bytes);
        files[path] = hash;
        refs.push_back(hash);
    }
    Draft draft{.kind = "profile.adopted/1", .body = {{"profile", bundle.profile.id}, {"files", files}}, .refs = refs};
    return session.record(std::move(draft));
}

Done publish(const Definition& definition, const std::string& hash, Session& session) {
    Json body = {
        {"workflow", definition.name}, {"kind", definition.kind}, {"version", definition.version}, {"hash", hash}};
    put(body, "level", definition.level);
    return session.record({.kind = "definition.published/1", .def = hash, .body = std::move(body)});
}

}  // namespace

Done run(const FoundOffice& command, Session& session) {
    if (session.read.journal.office()) return exists({"văn phòng", "office"}, command.office.value);
    const ProfileBundle& bundle = session.profile();
    Json body = {{"office", command.office.value}, {"profile", bundle.profile.id}, {"demo", command.demo}};
    if (command.demo) body["seed"] = command.seed;
    GIAMSAT_CHECK(session.record({.kind = "office.founded/1", .body = std::move(body)}));
    GIAMSAT_CHECK(adopt_profile(bundle, session));
    for (const auto& [name, definition] : bundle.workflows) {
        GIAMSAT_CHECK(publish(definition, bundle.manifest_hash.at(name), session));
    }
    return {};
}

}  // namespace giamsat
