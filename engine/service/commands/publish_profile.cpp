// SPDX-License-Identifier: Apache-2.0
// A new edition of the profile. Everything is checked before the first entry.
#include "base/core/ensure.hpp"
#include "kernel/explore/mistakes.hpp"
#include "kernel/machine/definition_life.hpp"
#include "service/commands/publishing.hpp"
#include "service/commands/registers.hpp"

namespace giamsat {

Draft edition_draft(const char* kind, const ProfileBundle& bundle, Session& session) {
    Json files = Json::object();
    std::vector<std::string> refs;
    for (const auto& [path, bytes] : bundle.sources) {
        std::string hash = to_hex(sha256(bytes));
        session.recorder().put_blob(hash, bytes);
        files[path] = hash;
        refs.push_back(hash);
    }
    return {.kind = kind, .body = {{"profile", bundle.profile.id}, {"files", files}}, .refs = refs};
}

Draft publication_draft(const Definition& definition, const ProfileBundle& bundle) {
    const std::string& hash = bundle.manifest_hash.at(definition.name);
    Json body = {
        {"workflow", definition.name}, {"kind", definition.kind}, {"version", definition.version}, {"hash", hash}};
    put(body, "level", definition.level);
    return {.kind = "definition.published/1", .def = hash, .body = std::move(body)};
}

Draft retirement_draft(const std::string& workflow, const std::string& hash) {
    return {.kind = "definition.retired/1", .def = hash, .body = {{"workflow", workflow}, {"hash", hash}}};
}

void give_reason(Draft& draft, const std::string& reason, Session& session) {
    if (!reason.empty()) draft.personal.push_back({session.office().value, "reason", reason});
}

DefinitionLife life_of(const std::string& workflow, const std::string& hash, Session& session) {
    auto row = session.read.journal.definition(workflow, hash);
    auto stage = row ? stage_from_name(row->stage) : DefinitionStage::draft;
    ENSURE(stage.has_value(), "a stored stage is one we wrote");
    return DefinitionLife(workflow, *stage);
}

namespace {

bool is_same_edition(const std::map<std::string, std::string>& sources, Session& session) {
    auto files = session.read.journal.profile_files();
    if (files.size() != sources.size()) return false;
    for (const auto& [path, hash] : files) {
        auto now = sources.find(path);
        if (now == sources.end() || to_hex(sha256(now->second)) != hash) return false;
    }
    return true;
}

// What becomes of each workflow: goes on as it is, is published, or is no longer there.
struct Change {
    Json kept = Json::object();
    std::vector<std::string> published;
    std::vector<std::string> dropped;

    bool empty() const { return published.empty() && dropped.empty(); }
};

// load_bundle() found no mistake in its files; what remains is where its cases can come to.
Done check_draft(const std::string& workflow, const ProfileBundle& next, DefinitionLife& life) {
    if (life.now() != DefinitionStage::draft) return {};
    return life.check(mistakes_in(next, workflow));
}

Result<Change> change_to(const ProfileBundle& next, Session& session) {
    Change change;
    std::vector<Problem> mistakes;
    for (const auto& [name, hash] : next.manifest_hash) {
        DefinitionLife life = life_of(name, hash, session);
        if (auto sound = check_draft(name, next, life); !sound) {
            mistakes.push_back(std::move(sound.error()));
            continue;
        }
        if (life.now() == DefinitionStage::published) {
            change.kept[name] = hash;
            continue;
        }
        GIAMSAT_CHECK(life.publish());
        change.published.push_back(name);
    }
    for (const auto& [name, hash] : session.profile().manifest_hash) {
        if (next.workflows.contains(name)) continue;
        if (life_of(name, hash, session).retire()) change.dropped.push_back(name);
    }
    if (!mistakes.empty()) return join(std::move(mistakes));
    return change;
}

Done record_change(const Change& change, const ProfileBundle& next, const std::string& reason, Session& session) {
    Draft edition = edition_draft("profile.published/1", next, session);
    if (!change.kept.empty()) edition.body["kept"] = change.kept;
    give_reason(edition, reason, session);
    GIAMSAT_CHECK(session.record(std::move(edition)));
    for (const std::string& name : change.published)
        GIAMSAT_CHECK(session.record(publication_draft(next.workflows.at(name), next)));
    for (const std::string& name : change.dropped)
        GIAMSAT_CHECK(session.record(retirement_draft(name, session.profile().manifest_hash.at(name))));
    return {};
}

}  // namespace

Done run(const PublishProfile& command, Session& session) {
    GIAMSAT_CHECK(may_change_rules(session));
    auto loaded = load_bundle(command.sources);
    if (!loaded) return std::move(loaded.error());
    auto next = std::make_shared<ProfileBundle>(std::move(*loaded));
    next->versions = session.profile().versions;
    GIAMSAT_TRY(change, change_to(*next, session));
    if (change.empty() && is_same_edition(command.sources, session))
        return Problem(ProblemCode::nothing_changed, {{"what", "văn phòng đang dùng đúng những tệp này"},
                                                      {"what_en", "the office works by exactly these files"}});
    if (auto found = orphans(*next, session); !found.empty()) return join(std::move(found));
    GIAMSAT_CHECK(record_change(change, *next, command.reason, session));
    session.publish(std::move(next));
    return {};
}

}  // namespace giamsat
