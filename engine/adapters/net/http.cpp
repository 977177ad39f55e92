// SPDX-License-Identifier: Apache-2.0
#include "adapters/net/http.hpp"

namespace giamsat {

namespace {

std::string first_of(const HttpHeaders& headers, std::string_view name) {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

Problem no_url(const std::string& url) {
    return {ProblemCode::usage,
            {{"what", "“" + url + "” không phải địa chỉ http://máy:cổng/… hay unix:/đường/dẫn"},
             {"what_en", "“" + url + "” is no http://host:port/… and no unix:/path"}}};
}

}  // namespace

std::string HttpRequest::header(std::string_view name) const { return first_of(headers, name); }
std::string HttpResponse::header(std::string_view name) const { return first_of(headers, name); }

Result<HttpPlace> parse_http_url(const std::string& url) {
    constexpr std::string_view scheme = "http://";
    if (url.starts_with("unix:/")) return HttpPlace{url, ""};
    if (!url.starts_with(scheme) || url.find_first_of(" \t\r\n?#@") != std::string::npos) return no_url(url);
    const std::string rest = url.substr(scheme.size());
    const auto slash = rest.find('/');
    HttpPlace place{rest.substr(0, slash), slash == std::string::npos ? "" : rest.substr(slash)};
    while (place.prefix.ends_with('/')) place.prefix.pop_back();
    const std::string& host = place.address;
    if (host.empty() || host == "[]") return no_url(url);
    const auto colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
    if (colon == std::string::npos) place.address += ":80";
    return place;
}

}  // namespace giamsat
