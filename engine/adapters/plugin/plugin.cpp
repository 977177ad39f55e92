// SPDX-License-Identifier: Apache-2.0
#include "adapters/plugin/plugin.hpp"

#include <giamsat/plugin.h>

#include <dlfcn.h>

#include <mutex>
#include <optional>
#include <utility>

namespace giamsat {

namespace {

constexpr std::size_t reply_bytes_max = std::size_t{64} << 20;
constexpr std::uint32_t table_bytes_max = 4096;  // a larger `size` is not a later version but a wrong pointer

std::string last_loader_error() {
    const char* text = ::dlerror();
    return text ? text : "?";
}

std::string number(std::uint64_t value) { return std::to_string(value); }

// What must hold before anything in the table is used. Reads `size` and `abi` first: the rest depends on them.
std::optional<LocalText> fault_of(const GiamsatPlugin* table, const PluginManifest& manifest) {
    if (!table)
        return LocalText{"mô-đun không phục vụ được giao diện bản " + number(GIAMSAT_PLUGIN_ABI),
                         "the module cannot serve interface version " + number(GIAMSAT_PLUGIN_ABI)};
    if (table->abi != GIAMSAT_PLUGIN_ABI)
        return LocalText{
            "mô-đun dựng cho giao diện bản " + number(table->abi) + ", ở đây là bản " + number(GIAMSAT_PLUGIN_ABI),
            "the module was built for interface version " + number(table->abi) + ", this is version " +
                number(GIAMSAT_PLUGIN_ABI)};
    if (table->size < sizeof(GiamsatPlugin) || table->size > table_bytes_max)
        return LocalText{
            "bảng hàm dài " + number(table->size) + " byte, cần " + number(sizeof(GiamsatPlugin)),
            "its function table has " + number(table->size) + " bytes, needed are " + number(sizeof(GiamsatPlugin))};
    if (!table->name || !table->version || !table->call || !table->release)
        return LocalText{"bảng hàm còn chỗ trống", "its function table has holes"};
    if (manifest.name != table->name)
        return LocalText{"mô-đun tự xưng là “" + std::string(table->name) + "”",
                         "the module calls itself “" + std::string(table->name) + "”"};
    if (manifest.version != table->version)
        return LocalText{
            "mô-đun là bản " + std::string(table->version) + ", tệp khai báo ghi " + manifest.version,
            "the module is version " + std::string(table->version) + ", its manifest says " + manifest.version};
    return std::nullopt;
}

// ---- what the plugin may call; nothing may be thrown through its frames --------------------------------------------

const PluginWatch& watch_of(void* context) { return *static_cast<const PluginWatch*>(context); }

void forward_log(void* context, std::int32_t level, const char* text) noexcept {
    try {
        if (watch_of(context).log && text) watch_of(context).log(level, text);
    } catch (...) {  // a lost line of log is no reason to stop a report
    }
}

void forward_progress(void* context, std::uint64_t done, std::uint64_t total) noexcept {
    try {
        if (watch_of(context).progress) watch_of(context).progress(done, total);
    } catch (...) {
    }
}

std::int32_t forward_interrupted(void* context) noexcept {
    try {
        return watch_of(context).interrupted && watch_of(context).interrupted() ? 1 : 0;
    } catch (...) {
        return 0;
    }
}

GiamsatHost host_for(const PluginWatch& watch) {
    // The C table carries a plain pointer; the forwarders only ever read through it.
    void* context = const_cast<PluginWatch*>(&watch);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return {sizeof(GiamsatHost), GIAMSAT_PLUGIN_ABI, context, forward_log, forward_progress, forward_interrupted};
}

std::string copied(const char* data, std::size_t bytes) { return data ? std::string(data, bytes) : std::string(); }

struct Outcome {
    std::int32_t status = giamsat_failed;
    std::string json;
    LocalText error;
};

Outcome taken(std::int32_t status, const GiamsatReply& reply) {
    if (status == giamsat_ok && reply.json_bytes > reply_bytes_max)
        return {giamsat_failed, {}, {"kết quả lớn hơn 64 MiB", "its result is over 64 MiB"}};
    if (status == giamsat_ok) return {giamsat_ok, copied(reply.json, reply.json_bytes), {}};
    LocalText error{copied(reply.error_vi, reply.error_vi_bytes), copied(reply.error_en, reply.error_en_bytes)};
    if (error.vi.empty()) error.vi = error.en.empty() ? "không nói lý do" : error.en;
    if (error.en.empty()) error.en = reply.error_vi_bytes == 0 ? "it gave no reason" : error.vi;
    return {giamsat_failed, {}, std::move(error)};
}

}  // namespace

struct Plugin::State {
    PluginManifest manifest;
    const GiamsatPlugin* table = nullptr;
    std::mutex one_at_a_time;

    Problem failed(LocalText why) const {
        return plugin_problem(ProblemCode::plugin_failed, manifest.name, std::move(why));
    }

    Outcome ask(const GiamsatHost& host, const std::string& action, const std::string& request) {
        const std::lock_guard<std::mutex> turn(one_at_a_time);
        GiamsatReply reply{};
        reply.size = sizeof reply;
        Outcome outcome;
        try {
            outcome = taken(table->call(&host, action.c_str(), request.data(), request.size(), &reply), reply);
        } catch (...) {
            // The interface forbids it; a C++ plugin that forgets should still not end the program.
            outcome.error = {"để lọt một ngoại lệ C++", "it let a C++ exception escape"};
        }
        table->release(&reply);
        return outcome;
    }
};

Plugin::Plugin(std::unique_ptr<State> state) : state_(std::move(state)) {}
Plugin::Plugin(Plugin&&) noexcept = default;
Plugin& Plugin::operator=(Plugin&&) noexcept = default;
Plugin::~Plugin() = default;

const PluginManifest& Plugin::manifest() const { return state_->manifest; }

Result<Plugin> Plugin::open(PluginManifest manifest, const std::filesystem::path& module) {
    const auto refuse = [&](LocalText why) {
        return plugin_problem(ProblemCode::plugin_refused, manifest.name, std::move(why));
    };
    if (manifest.abi != GIAMSAT_PLUGIN_ABI)
        return refuse(
            {"tệp khai báo ghi giao diện bản " + number(manifest.abi) + ", ở đây là bản " + number(GIAMSAT_PLUGIN_ABI),
             "its manifest says interface version " + number(manifest.abi) + ", this is version " +
                 number(GIAMSAT_PLUGIN_ABI)});
    void* handle = ::dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        const std::string error = last_loader_error();
        return refuse({"không mở được mô-đun (" + error + ")", "its module cannot be opened (" + error + ")"});
    }
    using Entry = const GiamsatPlugin* (*)(std::uint32_t);
    const auto entry = reinterpret_cast<Entry>(::dlsym(handle, "giamsat_plugin_entry"));
    if (!entry) return refuse({"mô-đun không có hàm giamsat_plugin_entry", "its module lacks giamsat_plugin_entry"});
    const GiamsatPlugin* table = entry(GIAMSAT_PLUGIN_ABI);
    if (auto fault = fault_of(table, manifest)) return refuse(std::move(*fault));
    auto state = std::make_unique<State>();
    state->manifest = std::move(manifest);
    state->table = table;
    return Plugin(std::move(state));
}

Result<Json> Plugin::call(const std::string& action, const Json& request, const PluginWatch& watch) {
    const PluginAction* known = state_->manifest.action(action);
    if (!known) return state_->failed({"không có việc “" + action + "”", "it has no action “" + action + "”"});
    GIAMSAT_CHECK(known->accept(state_->manifest.name, request));
    std::string text;
    try {
        text = request.dump();
    } catch (const Json::exception&) {
        return state_->failed({"yêu cầu không phải UTF-8", "the request is not UTF-8"});
    }
    const Outcome outcome = state_->ask(host_for(watch), action, text);
    if (outcome.status != giamsat_ok) {
        if (watch.interrupted && watch.interrupted()) return Problem(ProblemCode::interrupted);
        return state_->failed(outcome.error);
    }
    auto json = parse_json(outcome.json);
    if (!json) return state_->failed({"kết quả không phải JSON đúng", "its result is not proper JSON"});
    return json;
}

}  // namespace giamsat
