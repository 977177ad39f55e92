// SPDX-License-Identifier: Apache-2.0
#include "adapters/net/http.hpp"
#include "base/platform/files.hpp"
#include "engine/adapters/net/raw_client.hpp"
#include "support/catch.hpp"

#include <atomic>
#include <filesystem>
#include <latch>
#include <thread>

using namespace giamsat;
using giamsat::test::RawClient;
namespace fs = std::filesystem;

namespace {

const std::string any_port = "127.0.0.1:0";

// Tells back what was asked.
HttpResponse echo(const HttpRequest& request) {
    HttpResponse response{200, request.method + " " + request.target + "\n" + request.body, request.content_type, {}};
    response.headers.emplace_back("X-Asked", request.header("x-ask"));
    return response;
}

std::unique_ptr<HttpServer> serving(Handler handler, const HttpLimits& limits = {}) {
    auto server = HttpServer::start(any_port, std::move(handler), limits);
    REQUIRE(server);
    return std::move(*server);
}

std::string status_of(const std::string& answer) { return answer.substr(0, answer.find("\r\n")); }

struct Folder {
    Folder() {
        char name[] = "/tmp/giamsat-net-XXXXXX";
        path = ::mkdtemp(name);
    }
    ~Folder() { fs::remove_all(path); }
    fs::path path;
};

}  // namespace

TEST_CASE("what is asked over TCP arrives whole and is answered whole", "[net]") {
    const auto server = serving(echo);
    CHECK(server->address().starts_with("127.0.0.1:"));
    HttpRequest request{"POST", "/a/b?c=d", std::string(300'000, 'x') + "\r\n\0end", "text/plain", {}, {}};
    request.headers.emplace_back("X-Ask", "what");

    const auto answer = http_call(server->address(), request);

    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == "POST /a/b?c=d\n" + request.body);
    CHECK(answer->content_type == "text/plain");
    CHECK(answer->header("x-asked") == "what");
}

TEST_CASE("over a Unix socket the kernel says who calls", "[net]") {
    Folder folder;
    const std::string address = "unix:" + (folder.path / "socket").string();
    Peer seen;
    auto server = HttpServer::start(address, [&](const HttpRequest& request) {
        seen = request.peer;
        return HttpResponse{};
    });
    REQUIRE(server);
    CHECK(((fs::status(folder.path / "socket").permissions() & fs::perms::mask) == fs::perms(0600)));

    REQUIRE(http_call(address, {}));
    CHECK(seen.uid == ::getuid());
    CHECK(seen.user == user_name());
    CHECK(HttpServer::start(address, echo).error().code == ProblemCode::address_unusable);

    (*server)->stop();
    CHECK_FALSE(fs::exists(folder.path / "socket"));
    CHECK(http_call(address, {}).error().code == ProblemCode::peer_unreachable);
}

TEST_CASE("over TCP nobody has a name", "[net]") {
    Peer seen;
    const auto server = serving([&](const HttpRequest& request) {
        seen = request.peer;
        return HttpResponse{};
    });
    REQUIRE(http_call(server->address(), {}));
    CHECK_FALSE(seen.uid);
    CHECK(seen.user.empty());
    CHECK(seen.address.starts_with("127.0.0.1:"));
}

TEST_CASE("a socket file of somebody who was killed is taken over, other files are not", "[net]") {
    Folder folder;
    const fs::path path = folder.path / "socket";
    const std::string address = "unix:" + path.string();
    {
        auto server = HttpServer::start(address, echo);
        REQUIRE(server);
        fs::rename(path, folder.path / "kept");
    }
    fs::rename(folder.path / "kept", path);
    CHECK(HttpServer::start(address, echo));

    fs::remove(path);
    REQUIRE(write_file(path, "precious"));
    CHECK(HttpServer::start(address, echo).error().code == ProblemCode::address_unusable);
    CHECK(read_file(path, 100) == "precious");
}

TEST_CASE("only this machine is listened to unless more is asked for", "[net]") {
    for (const char* address : {"0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.com:80", "127.0.0.1", "127.0.0.1:x",
                                ":80", "127.0.0.1:70000", "unix:", ""}) {
        INFO(address);
        const auto server = HttpServer::start(address, echo);
        REQUIRE_FALSE(server);
        CHECK(server.error().code == ProblemCode::usage);
    }
    HttpLimits open;
    open.beyond_loopback = true;
    CHECK(HttpServer::start("0.0.0.0:0", echo, open));
    CHECK(HttpServer::start("localhost:0", echo));
}

TEST_CASE("sixty-four clients are served at one time, while handlers wait for each other", "[net]") {
    constexpr int clients = 64;
    std::latch all_here(clients);
    const auto server = serving([&](const HttpRequest& request) {
        all_here.arrive_and_wait();
        return echo(request);
    });
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&, i] {
            const std::string target = "/" + std::to_string(i);
            const auto answer = http_call(server->address(), {"GET", target});
            if (answer && answer->body == "GET " + target + "\n") ++right;
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(right == clients);
}

TEST_CASE("a connection is kept for the next request, and requests may be sent ahead", "[net]") {
    const auto server = serving(echo);
    RawClient client(server->address());
    client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
    CHECK(client.until("GET /1\n").starts_with("HTTP/1.1 200 OK\r\n"));
    const std::string rest = client.ask(
        "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
        "GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    CHECK(rest.find("POST /2\nabcHTTP/1.1 200 OK\r\n") != std::string::npos);
    CHECK(rest.ends_with("GET /3\n"));
}

TEST_CASE("a body in chunks is put together, and one that waits for leave gets it", "[net]") {
    const auto server = serving(echo);
    CHECK(RawClient(server->address())
              .ask("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                   "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
              .ends_with("POST /\nabcde"));
    RawClient waiting(server->address());
    waiting.send(
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    CHECK(waiting.until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(waiting.ask("ok").ends_with("POST /\nok"));
}

TEST_CASE("the head of an answer comes without its body", "[net]") {
    const auto server = serving([](const HttpRequest&) { return HttpResponse{200, "twelve bytes", "text/plain", {}}; });
    const std::string answer =
        RawClient(server->address()).ask("HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    CHECK(answer.find("Content-Length: 12\r\n") != std::string::npos);
    CHECK(answer.ends_with("\r\n\r\n"));
    CHECK(RawClient(server->address()).ask("GET / HTTP/1.0\r\n\r\n").ends_with("twelve bytes"));
}

TEST_CASE("what could be read in two ways is not read at all", "[net]") {
    bool handled = false;
    const auto server = serving([&](const HttpRequest&) {
        handled = true;
        return HttpResponse{};
    });
    const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n";
    const std::vector<std::pair<std::string, std::string>> requests{
        {post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
        {post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", "400"},
        {post + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd", "400"},
        {post + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", "400"},
        {post + "Content-Length: 4, 4\r\n\r\nabcd", "400"},
        {post + "Content-Length: +4\r\n\r\nabcd", "400"},
        {post + "Content-Length: -1\r\n\r\n", "400"},
        {post + "Content-Length: 0x4\r\n\r\nabcd", "400"},
        {post + "Content-Length: 99999999999999999999\r\n\r\n", "400"},
        {post + "Content-Length: \r\n\r\n", "400"},
        {post + "Content-Length : 4\r\n\r\nabcd", "400"},
        {post + "Content-Length: 4\n\r\n\r\nabcd", "400"},
        {post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
        {post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "501"},
        {post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "501"},
        {post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", "400"},
        {post + "X-Folded: a\r\n b\r\n\r\n", "400"},
        {post + " Leading: a\r\n\r\n", "400"},
        {post + "No colon\r\n\r\n", "400"},
        {post + std::string("X-Null: a\0b\r\n\r\n", 15), "400"},
        {post + "X-Return: a\rb\r\n\r\n", "400"},
        {post + "Host: other\r\n\r\n", "400"},
        {"GET / HTTP/1.1\r\n\r\n", "400"},
        {"GET  / HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        {"GET / HTTP/1.1 \r\nHost: h\r\n\r\n", "400"},
        {"GET http://other/ HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        {"OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        {"CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        {"\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
        {"GET / HTTP/2.0\r\nHost: h\r\n\r\n", "505"},
        {"\x16\x03\x01\x02\r\n\r\n", "400"},
    };
    for (const auto& [request, status] : requests) {
        INFO(request);
        const std::string answer = RawClient(server->address()).ask(request);
        CHECK(status_of(answer).starts_with("HTTP/1.1 " + status));
        CHECK(answer.find("Connection: close\r\n") != std::string::npos);
    }
    CHECK_FALSE(handled);
}

TEST_CASE("what is too large is refused before it is held", "[net]") {
    HttpLimits small;
    small.header_bytes = 1024;
    small.body_bytes = 1000;
    const auto server = serving(echo, small);
    const auto ask = [&](const std::string& bytes) { return status_of(RawClient(server->address()).ask(bytes)); };
    const std::string close = "Connection: close\r\n";
    const std::string post = "POST / HTTP/1.1\r\nHost: h\r\n" + close;

    CHECK(ask("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(2000, 'x') + "\r\n\r\n").find("431") !=
          std::string::npos);
    CHECK(ask("GET /" + std::string(5000, 'x')).find("431") != std::string::npos);
    CHECK(ask(post + "Content-Length: 1000\r\n\r\n" + std::string(1000, 'x')).find("200") != std::string::npos);
    CHECK(ask(post + "Content-Length: 1001\r\n\r\n" + std::string(1001, 'x')).find("413") != std::string::npos);
    CHECK(ask(post + "Content-Length: 900000000000\r\n\r\n").find("413") != std::string::npos);
    std::string chunks;
    for (int i = 0; i < 11; ++i) chunks += "64\r\n" + std::string(100, 'x') + "\r\n";
    CHECK(ask(post + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n").find("413") != std::string::npos);
    const auto large = http_call(server->address(), {"POST", "/", std::string(900'000, 'x')});
    REQUIRE(large);
    CHECK(large->status == 413);
}

TEST_CASE("who is slow is cut off, and does not keep a worker", "[net]") {
    HttpLimits hasty;
    hasty.idle = std::chrono::seconds(1);
    hasty.request = std::chrono::seconds(1);
    hasty.workers = 1;
    const auto server = serving(echo, hasty);
    RawClient silent(server->address()), half_a_head(server->address()), half_a_body(server->address());
    half_a_head.send("GET / HTTP/1.1\r\nHost:");
    half_a_body.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");

    CHECK(http_call(server->address(), {}));
    CHECK(silent.rest().empty());
    CHECK(half_a_head.rest().empty());
    CHECK(half_a_body.rest().empty());
}

TEST_CASE("more connections than allowed are told so", "[net]") {
    HttpLimits few;
    few.connections = 2;
    const auto server = serving(echo, few);
    RawClient first(server->address()), second(server->address());
    first.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
    second.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
    first.until("GET /1\n");
    second.until("GET /2\n");
    CHECK(status_of(RawClient(server->address()).rest()).starts_with("HTTP/1.1 503"));
}

TEST_CASE("stopping lets a request that came be answered, and takes no other", "[net]") {
    std::latch begun(1), may_end(1);
    auto server = serving([&](const HttpRequest& request) {
        begun.count_down();
        may_end.wait();
        return echo(request);
    });
    const std::string address = server->address();
    RawClient idle(address);
    Result<HttpResponse> answer = Problem(ProblemCode::internal_fault);
    std::thread caller([&] { answer = http_call(address, {"GET", "/last"}); });
    begun.wait();
    std::thread stopper([&] { server->stop(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK_FALSE(http_call(address, {}));
    may_end.count_down();
    stopper.join();
    caller.join();
    REQUIRE(answer);
    CHECK(answer->body == "GET /last\n");
    CHECK(idle.rest().empty());
}

TEST_CASE("a handler that throws, or answers two lines for one, is answered for by 500", "[net]") {
    const auto server = serving([](const HttpRequest& request) -> HttpResponse {
        if (request.target == "/throw") throw std::runtime_error("secret");
        return {200, "", "text/plain\r\nX-Forged: 1", {}};
    });
    for (const char* target : {"/throw", "/two"}) {
        const auto answer = http_call(server->address(), {"GET", target});
        REQUIRE(answer);
        CHECK(answer->status == 500);
        CHECK(answer->body.find("secret") == std::string::npos);
    }
}

TEST_CASE("a call says why nobody was reached", "[net]") {
    const auto nobody = http_call("127.0.0.1:1", {});
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().code == ProblemCode::peer_unreachable);

    std::latch may_end(1);
    const auto slow = serving([&](const HttpRequest&) {
        may_end.wait();
        return HttpResponse{};
    });
    HttpCallLimits hasty;
    hasty.timeout = std::chrono::milliseconds(200);
    const auto late = http_call(slow->address(), {}, hasty);
    may_end.count_down();
    REQUIRE_FALSE(late);
    CHECK(late.error().message(Lang::en).find("no answer came in time") != std::string::npos);

    const auto talkative = serving([](const HttpRequest&) { return HttpResponse{200, std::string(2000, 'x')}; });
    HttpCallLimits small;
    small.body_bytes = 1000;
    const auto large = http_call(talkative->address(), {}, small);
    REQUIRE_FALSE(large);
    CHECK(large.error().message(Lang::en).find("too large") != std::string::npos);
    CHECK(http_call("127.0.0.1:80", {"GET", "/a b"}).error().code == ProblemCode::usage);
    CHECK(http_call("nowhere", {}).error().code == ProblemCode::usage);
}

TEST_CASE("a URL is an address and what every target begins with", "[net]") {
    const auto parts = [](const std::string& url) {
        const auto place = parse_http_url(url);
        return place ? place->address + " " + place->prefix : place.error().name();
    };
    CHECK(parts("http://127.0.0.1:8080") == "127.0.0.1:8080 ");
    CHECK(parts("http://witness.example/a/b/") == "witness.example:80 /a/b");
    CHECK(parts("http://[::1]:81/x") == "[::1]:81 /x");
    CHECK(parts("http://[::1]") == "[::1]:80 ");
    CHECK(parts("unix:/run/w") == "unix:/run/w ");
    for (const char* bad :
         {"https://a", "http://", "http:///x", "ftp://a", "a:80", "http://u@h", "http://h/?q", "http://a b"})
        CHECK(parts(bad) == "usage");
}
