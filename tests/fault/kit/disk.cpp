// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/disk.hpp"

#include <algorithm>

namespace giamsat::fault {

namespace {

constexpr std::int64_t sector_bytes = 512;

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == path.npos ? std::string() : path.substr(0, slash);
}

void put(std::string& content, std::int64_t offset, std::string_view bytes) {
    const auto end = static_cast<std::size_t>(offset) + bytes.size();
    if (content.size() < end) content.resize(end);
    bytes.copy(content.data() + offset, bytes.size());
}

void put_all(std::string& content, const Recorded& call) {
    if (call.kind == CallKind::truncate)
        content.resize(static_cast<std::size_t>(call.offset));
    else
        put(content, call.offset, call.bytes);
}

void put_some(std::string& content, const Recorded& call, unsigned percent, Chance& chance) {
    if (call.kind == CallKind::truncate) {
        if (chance.in(percent)) put_all(content, call);
        return;
    }
    const auto end = call.offset + static_cast<std::int64_t>(call.bytes.size());
    for (std::int64_t at = call.offset; at < end;) {
        const std::int64_t next = std::min(end, (at / sector_bytes + 1) * sector_bytes);
        if (chance.in(percent))
            put(content, at,
                std::string_view(call.bytes)
                    .substr(static_cast<std::size_t>(at - call.offset), static_cast<std::size_t>(next - at)));
        at = next;
    }
}

// Nearly nothing, half, nearly everything: each finds other mistakes.
unsigned percent_of(Chance& chance) {
    constexpr unsigned choices[] = {3, 20, 50, 80, 97};
    return choices[chance.below(5)];
}

}  // namespace

void Disk::apply(Names& names, const Name& change) {
    const Recorded& call = *change.call;
    if (call.kind == CallKind::rename || call.kind == CallKind::remove) names.erase(call.path);
    if (call.kind != CallKind::remove) names[call.kind == CallKind::rename ? call.to : call.path] = change.file;
}

void Disk::take(const Recorded& call) {
    switch (call.kind) {
        case CallKind::sync: return sync(call);
        case CallKind::read: return;
        case CallKind::write:
        case CallKind::truncate:
            if (const auto file = seen_.find(call.path); file != seen_.end() && file->second) {
                put_all(file->second->seen, call);
                file->second->waiting.push_back(&call);
            }
            return;
        default: break;
    }
    std::shared_ptr<File> file;
    if (call.kind == CallKind::create) file = std::make_shared<File>();
    if (call.kind == CallKind::rename) file = seen_[call.path];
    waiting_.push_back({&call, file});
    apply(seen_, waiting_.back());
}

void Disk::sync(const Recorded& call) {
    const auto file = seen_.find(call.path);
    if (file != seen_.end() && file->second) {
        if (!call.failed)
            for (const Recorded* write : file->second->waiting) put_all(file->second->durable, *write);
        file->second->waiting.clear();
        return;
    }
    if (call.failed) return;
    std::erase_if(waiting_, [&](const Name& change) {
        const bool here = folder_of(change.call->path) == call.path;
        if (here) apply(durable_, change);
        return here;
    });
}

std::string Disk::content(const File& file, Kept kept, Chance& chance) {
    if (kept == Kept::all) return file.seen;
    std::string content = file.durable;
    if (kept == Kept::none) return content;
    const unsigned percent = percent_of(chance);
    for (const Recorded* call : file.waiting) put_some(content, *call, percent, chance);
    return content;
}

Files Disk::after_cut(Kept kept, Chance chance) const {
    Names names = durable_;
    const unsigned percent = percent_of(chance);
    for (const Name& change : waiting_)
        if (kept == Kept::all || (kept == Kept::some && chance.in(percent))) apply(names, change);
    Files files;
    for (const auto& [path, file] : names) {
        const std::string folder = folder_of(path);
        if (file && (folder.empty() || names.contains(folder))) files[path] = content(*file, kept, chance);
    }
    return files;
}

}  // namespace giamsat::fault
