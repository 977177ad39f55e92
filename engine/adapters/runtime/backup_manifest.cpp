// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/backup_manifest.hpp"

#include "base/crypto/crypto.hpp"
#include "base/json/json.hpp"
#include "base/platform/files.hpp"

namespace giamsat {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t manifest_bytes_max = 1 << 20;
constexpr int version = 1;
const char* const manifest_name = "manifest.json";

const char* name_of(Manifest::Kind kind) { return kind == Manifest::Kind::keys ? "keys" : "office"; }

Json json_of(const Manifest& manifest) {
    Json json = {{"giamsat_backup", version},   {"kind", name_of(manifest.kind)}, {"office", manifest.office.value},
                 {"made_ms", manifest.made.ms}, {"made", iso_utc(manifest.made)}, {"files", Json::array()}};
    for (const BackupFile& file : manifest.files)
        json["files"].push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    if (manifest.kind == Manifest::Kind::office) {
        json["size"] = manifest.size;
        json["root"] = manifest.root;
        if (!manifest.checkpoint.empty()) json["checkpoint"] = manifest.checkpoint;
        return json;
    }
    json["subjects"] = manifest.subjects;
    if (manifest.expires) json["expires"] = manifest.expires->iso();
    return json;
}

// Throws what the JSON library throws where something is missing or of another type.
Manifest manifest_of(const Json& json) {
    Manifest manifest;
    manifest.kind = json.at("kind") == "keys" ? Manifest::Kind::keys : Manifest::Kind::office;
    manifest.office.value = json.at("office").get<std::string>();
    manifest.made.ms = json.at("made_ms").get<std::int64_t>();
    manifest.size = json.value("size", std::uint64_t{0});
    manifest.root = json.value("root", "");
    manifest.checkpoint = json.value("checkpoint", "");
    manifest.subjects = json.value("subjects", std::int64_t{0});
    if (auto expires = Date::parse(json.value("expires", ""))) manifest.expires = *expires;
    for (const Json& file : json.at("files"))
        manifest.files.push_back({file.at("name").get<std::string>(), file.at("bytes").get<std::int64_t>(),
                                  file.at("sha256").get<std::string>()});
    return manifest;
}

}  // namespace

Problem backup_damaged(const fs::path& path, const LocalText& why) {
    return {ProblemCode::backup_damaged, {{"path", path.string()}, {"why", why.vi}, {"why_en", why.en}}};
}

Result<BackupFile> described(const fs::path& folder, const std::string& name) {
    BackupFile file{name, 0, ""};
    Sha256 hash;
    GIAMSAT_CHECK(read_pieces(folder / name, [&](std::string_view piece) {
        file.bytes += static_cast<std::int64_t>(piece.size());
        hash.add(piece);
    }));
    file.sha256 = to_hex(hash.finish());
    return file;
}

Done write_manifest(const fs::path& folder, const Manifest& manifest) {
    return write_file(folder / manifest_name, json_of(manifest).dump(2) + "\n");
}

Result<Manifest> read_manifest(const fs::path& folder) {
    if (!fs::exists(folder / manifest_name))
        return Problem(ProblemCode::not_found,
                       {{"what", "bản sao tại"}, {"what_en", "backup at"}, {"name", folder.string()}});
    GIAMSAT_TRY(bytes, read_file(folder / manifest_name, manifest_bytes_max));
    const auto json = parse_json(bytes);
    const LocalText why{"manifest.json không đọc được", "its manifest.json cannot be read"};
    if (!json || !json->is_object() || json->value("giamsat_backup", Json()) != version)
        return backup_damaged(folder, why);
    try {
        return manifest_of(*json);
    } catch (const Json::exception&) {
        return backup_damaged(folder, why);
    }
}

Done check_files(const fs::path& folder, const Manifest& manifest) {
    for (const BackupFile& file : manifest.files) {
        const auto now = described(folder, file.name);
        if (!now) return backup_damaged(folder, {"thiếu tệp " + file.name, "file " + file.name + " is missing"});
        if (now->sha256 != file.sha256 || now->bytes != file.bytes)
            return backup_damaged(folder, {"tệp " + file.name + " đã đổi", "file " + file.name + " was altered"});
    }
    return {};
}

}  // namespace giamsat
