// SPDX-License-Identifier: Apache-2.0
// The C++ side of the C interface for the plugins of this repository: turns a C call into a function of Json, and its
// Result or exception into a reply. Header-only; a plugin that prefers plain C needs none of it.
#pragma once

#include "base/core/result.hpp"
#include "base/json/json.hpp"

#include <giamsat/plugin.h>

#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace giamsat::plugin {

// What the host lends for one call.
class Host {
public:
    explicit Host(const GiamsatHost& host) : host_(host) {}

    bool interrupted() const { return host_.interrupted(host_.context) != 0; }
    void progress(std::uint64_t done, std::uint64_t total) const { host_.progress(host_.context, done, total); }
    void warn(const std::string& text) const { host_.log(host_.context, giamsat_log_warning, text.c_str()); }

private:
    const GiamsatHost& host_;
};

struct Deed {
    std::string_view action;
    Result<Json> (*does)(const Host& host, const Json& request);
};

// What stands in the way of `what`, both as half sentences.
inline Problem cannot(const LocalText& what, const LocalText& why) {
    return {ProblemCode::not_possible, {{"what", what.vi}, {"what_en", what.en}, {"why", why.vi}, {"why_en", why.en}}};
}

namespace detail {

struct Answer {
    std::int32_t status = giamsat_failed;
    std::string json;
    LocalText error;
};

// Half a sentence, with the place in brackets.
inline std::string told(const Problem& problem, Lang lang) {
    std::string text = problem.message(lang);
    if (text.ends_with('.')) text.pop_back();
    const std::string where = problem.where.str();
    return where.empty() ? text : text + " (" + where + ")";
}

inline Answer refused(const Problem& problem) {
    return {giamsat_failed, {}, {told(problem, Lang::vi), told(problem, Lang::en)}};
}

inline Answer answer(const Host& host, std::span<const Deed> deeds, std::string_view action, std::string_view request) {
    try {
        const auto json = parse_json(request);
        if (!json) return refused(json.error());
        for (const Deed& deed : deeds) {
            if (deed.action != action) continue;
            const auto result = deed.does(host, *json);
            return result ? Answer{giamsat_ok, result->dump(), {}} : refused(result.error());
        }
        return {giamsat_failed, {}, {"không có việc này", "there is no such action"}};
    } catch (const std::exception& error) {
        return {giamsat_failed, {}, {error.what(), error.what()}};
    }
}

}  // namespace detail

// The body of a plugin's `call`.
inline std::int32_t call(std::span<const Deed> deeds, const GiamsatHost* host, const char* action, const char* request,
                         std::size_t request_bytes, GiamsatReply* reply) noexcept {
    try {
        auto answer = std::make_unique<detail::Answer>(
            detail::answer(Host(*host), deeds, action, std::string_view(request, request_bytes)));
        reply->json = answer->json.data();
        reply->json_bytes = answer->json.size();
        reply->error_vi = answer->error.vi.data();
        reply->error_vi_bytes = answer->error.vi.size();
        reply->error_en = answer->error.en.data();
        reply->error_en_bytes = answer->error.en.size();
        reply->owner = answer.release();
        return static_cast<detail::Answer*>(reply->owner)->status;
    } catch (...) {  // no memory left even for the reply: an empty one says so
        return giamsat_failed;
    }
}

inline void release(GiamsatReply* reply) noexcept { delete static_cast<detail::Answer*>(reply->owner); }

}  // namespace giamsat::plugin
