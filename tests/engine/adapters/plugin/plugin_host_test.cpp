// SPDX-License-Identifier: Apache-2.0
#include "adapters/plugin/plugin_host.hpp"

#include "support/catch.hpp"

#include <fstream>
#include <functional>

using namespace giamsat;

namespace {

namespace fs = std::filesystem;

// A plugin folder of this test's own, taken away at the end.
class Folder {
public:
    Folder() : path_(make()) {}
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path_); }

    static Json manifest(const std::string& name) {
        const Json title{{"vi", "Thử"}, {"en", "Trial"}};
        const auto action = [&](const char* verb) {
            return Json{{"name", verb},
                        {"title", title},
                        {"parameters", {{{"name", "word"}, {"type", "text"}, {"title", title}}}}};
        };
        return {{"name", name},   {"version", "1.0"},
                {"abi", 1},       {"kind", "action"},
                {"title", title}, {"actions", {action("echo"), action("fail"), action("work"), action("babble")}}};
    }

    Folder& module(const std::string& name) {
        fs::copy_file(fs::path(GIAMSAT_TEST_MODULES) / (name + ".so"), path_ / (name + ".so"));
        return *this;
    }
    Folder& text(const std::string& file, const std::string& content) {
        std::ofstream(path_ / file) << content;
        return *this;
    }
    Folder& plugin(
        const std::string& name, const std::function<void(Json&)>& change = [](Json&) {}) {
        Json json = manifest(name);
        change(json);
        return module(name).text(name + ".plugin.json", json.dump());
    }
    PluginHost load() const { return PluginHost::load(path_, {std::chrono::milliseconds(1500), 65'536}); }
    const fs::path& path() const { return path_; }

private:
    static fs::path make() {
        std::string pattern = (fs::temp_directory_path() / "giamsat-plugins-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        return pattern;
    }

    fs::path path_;
};

// The one refusal of a folder that holds one plugin, in English.
std::string refusal(const Folder& folder) {
    const PluginHost host = folder.load();
    REQUIRE(host.refused().size() == 1);
    CHECK(host.refused()[0].code == ProblemCode::plugin_refused);
    return host.refused()[0].message(Lang::en);
}

std::string refusal_of_module(const std::string& name) {
    Folder folder;
    return refusal(folder.plugin(name));
}

std::string refusal_of_manifest(const std::function<void(Json&)>& change) {
    Folder folder;
    return refusal(folder.plugin("good", change));
}

Plugin& good_of(PluginHost& host) {
    REQUIRE(host.refused().empty());
    REQUIRE(host.find("good") != nullptr);
    return *host.find("good");
}

std::string failure(const Result<Json>& result) {
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ProblemCode::plugin_failed);
    return result.error().message(Lang::en);
}

}  // namespace

using Catch::Contains;

TEST_CASE("a fit plugin is loaded and answers", "[plugin]") {
    Folder folder;
    PluginHost host = folder.plugin("good").load();

    const auto answer = good_of(host).call("echo", {{"word", "Đông Sơn"}});

    REQUIRE(answer.has_value());
    CHECK(*answer == Json{{"word", "Đông Sơn"}});
    CHECK(good_of(host).manifest().title.vi == "Thử");
}

TEST_CASE("a folder that is not there holds no plugins", "[plugin]") {
    PluginHost host = PluginHost::load("/nowhere/at/all");

    CHECK(host.plugins().empty());
    CHECK(host.refused().empty());
}

TEST_CASE("a module of another interface version is refused", "[plugin]") {
    CHECK_THAT(refusal_of_module("old-abi"), Contains("“old-abi”") || Contains("old-abi"));
    CHECK_THAT(refusal_of_module("old-abi"), Contains("built for interface version 0, this is version 1"));
    CHECK_THAT(refusal_of_module("declines"), Contains("cannot serve interface version 1"));
    CHECK_THAT(refusal_of_manifest([](Json& m) { m["abi"] = 2; }), Contains("manifest says interface version 2"));
}

TEST_CASE("a module with a table of the wrong size or with holes is refused", "[plugin]") {
    CHECK_THAT(refusal_of_module("small-table"), Contains("function table has 16 bytes"));
    CHECK_THAT(refusal_of_module("huge-table"), Contains("function table has 99999 bytes"));
    CHECK_THAT(refusal_of_module("hole"), Contains("has holes"));
}

TEST_CASE("a module that is not the one its manifest tells of is refused", "[plugin]") {
    CHECK_THAT(refusal_of_module("other-version"), Contains("the module is version 0.9, its manifest says 1.0"));

    Folder folder;
    fs::copy_file(fs::path(GIAMSAT_TEST_MODULES) / "good.so", folder.path() / "better.so");
    folder.text("better.plugin.json", Folder::manifest("better").dump());
    CHECK_THAT(refusal(folder), Contains("calls itself “good”"));
}

TEST_CASE("half a plugin is refused by name", "[plugin]") {
    CHECK_THAT(refusal(Folder().module("good")),
               Contains("Plugin good is refused: its manifest good.plugin.json is missing"));
    CHECK_THAT(refusal(Folder().text("good.plugin.json", Folder::manifest("good").dump())),
               Contains("good.so is missing"));
}

TEST_CASE("a file that is no module is refused", "[plugin]") {
    Folder folder;
    folder.text("paper.so", "not a module").text("paper.plugin.json", Folder::manifest("paper").dump());

    CHECK_THAT(refusal(folder), Contains("Plugin paper") && Contains("cannot be opened"));
    CHECK_THAT(refusal_of_module("no-entry"), Contains("lacks giamsat_plugin_entry"));
}

TEST_CASE("a module that crashes, exits or hangs while it is loaded costs nothing but itself", "[plugin]") {
    CHECK_THAT(refusal_of_module("segfaults"), Contains("crashes") && Contains("Segmentation fault"));
    CHECK_THAT(refusal_of_module("aborts"), Contains("crashes") && Contains("Aborted"));
    CHECK_THAT(refusal_of_module("exits"), Contains("exits while it is loaded (code 7)"));
    CHECK_THAT(refusal_of_module("hangs"), Contains("hangs"));
}

TEST_CASE("one unfit plugin does not keep the others out", "[plugin]") {
    Folder folder;
    PluginHost host = folder.plugin("aborts").plugin("good").plugin("old-abi").plugin("segfaults").load();

    CHECK(host.refused().size() == 3);
    REQUIRE(host.find("good") != nullptr);
    CHECK(host.find("good")->call("echo", Json::object()).has_value());
}

TEST_CASE("a refusal speaks both languages", "[plugin]") {
    Folder folder;
    const PluginHost host = folder.plugin("aborts").load();

    REQUIRE(host.refused().size() == 1);
    CHECK_THAT(host.refused()[0].message(Lang::vi), Contains("Không dùng phần mở rộng aborts: mô-đun sập khi nạp"));
}

TEST_CASE("a manifest is held to its keys", "[plugin]") {
    const auto wrong = [](const std::function<void(Json&)>& change) { return refusal_of_manifest(change); };

    CHECK_THAT(wrong([](Json& m) { m["colour"] = "red"; }), Contains("colour: there is no such key"));
    CHECK_THAT(wrong([](Json& m) { m.erase("version"); }), Contains("version: is missing"));
    CHECK_THAT(wrong([](Json& m) { m["abi"] = "1"; }), Contains("abi: must be a positive whole number"));
    CHECK_THAT(wrong([](Json& m) { m["kind"] = "toaster"; }), Contains("kind: must be renderer"));
    CHECK_THAT(wrong([](Json& m) { m["title"].erase("en"); }), Contains("title.en: is missing"));
    CHECK_THAT(wrong([](Json& m) { m["actions"] = Json::array(); }), Contains("actions: must not be empty"));
    CHECK_THAT(wrong([](Json& m) { m["actions"][1]["name"] = "echo"; }), Contains("actions[1].name: stands twice"));
    CHECK_THAT(wrong([](Json& m) { m["actions"][0]["parameters"][0]["type"] = "date"; }),
               Contains("actions[0].parameters[0].type: must be text"));
    CHECK_THAT(wrong([](Json& m) { m["name"] = "bad"; }), Contains("says “bad” but the file is called “good”"));
    CHECK_THAT(wrong([](Json& m) { m["kind"] = "renderer"; }), Contains("extension: is missing"));
    CHECK_THAT(wrong([](Json& m) { m = "text"; }), Contains("top: must be an object"));
}

TEST_CASE("a manifest that is no strict JSON is refused", "[plugin]") {
    const auto wrong = [](const std::string& text) {
        return refusal(Folder().module("good").text("good.plugin.json", text));
    };

    CHECK_THAT(wrong("{"), Contains("its manifest cannot be read"));
    CHECK_THAT(wrong("{\"name\":\"good\",\"name\":\"good\"}"), Contains("its manifest cannot be read"));
    CHECK_THAT(wrong("\xff"), Contains("its manifest cannot be read"));
    CHECK_THAT(wrong(std::string(70'000, ' ')), Contains("Plugin good is refused"));
}

TEST_CASE("a plugin's own error arrives in both languages", "[plugin]") {
    Folder folder;
    PluginHost host = folder.plugin("good").load();
    const auto answer = good_of(host).call("fail", Json::object());

    CHECK(failure(answer) == "Plugin good failed: out of paper.");
    CHECK(answer.error().message(Lang::vi) == "Phần mở rộng good báo lỗi: hết giấy.");
}

TEST_CASE("a request is held to the manifest before the plugin sees it", "[plugin]") {
    Folder folder;
    PluginHost host =
        folder.plugin("good", [](Json& m) { m["actions"][0]["parameters"][0]["required"] = true; }).load();
    Plugin& good = good_of(host);

    CHECK_THAT(failure(good.call("echo", Json::object())), Contains("parameter word is missing"));
    CHECK_THAT(failure(good.call("echo", {{"word", 1}})), Contains("parameter word is of the wrong type"));
    CHECK_THAT(failure(good.call("fail", {{"loud", true}})), Contains("parameter loud is not in the manifest"));
    CHECK_THAT(failure(good.call("sing", Json::object())), Contains("no action “sing”"));
    CHECK_THAT(failure(good.call("echo", {{"word", "\xff"}})), Contains("not UTF-8"));
}

TEST_CASE("a result that is not strict JSON is the plugin's failure", "[plugin]") {
    Folder folder;
    PluginHost host = folder.plugin("good").load();

    CHECK_THAT(failure(good_of(host).call("babble", Json::object())), Contains("not proper JSON"));
}

TEST_CASE("a call tells its progress and stops when asked", "[plugin]") {
    Folder folder;
    PluginHost host = folder.plugin("good").load();
    std::vector<std::uint64_t> steps;
    std::string line;
    PluginWatch watch;
    watch.log = [&](int, const std::string& text) { line = text; };
    watch.progress = [&](std::uint64_t done, std::uint64_t) { steps.push_back(done); };
    CHECK(good_of(host).call("work", Json::object(), watch).has_value());
    CHECK(steps == std::vector<std::uint64_t>{1, 2, 3});
    CHECK(line == "xong");

    watch.interrupted = [] { return true; };
    const auto stopped = good_of(host).call("work", Json::object(), watch);
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().code == ProblemCode::interrupted);
}

TEST_CASE("what the host's own functions throw does not pass through the plugin", "[plugin]") {
    Folder folder;
    PluginHost host = folder.plugin("good").load();
    PluginWatch watch;
    watch.progress = [](std::uint64_t, std::uint64_t) { throw std::runtime_error("screen gone"); };

    CHECK(good_of(host).call("work", Json::object(), watch).has_value());
}

TEST_CASE("an exception that escapes a plugin is reported as its failure", "[plugin]") {
    Folder folder;
    PluginHost host = folder.plugin("throws").load();
    REQUIRE(host.find("throws") != nullptr);

    CHECK_THAT(failure(host.find("throws")->call("echo", Json::object())), Contains("let a C++ exception escape"));
}

TEST_CASE("a renderer is found by the files it makes", "[plugin]") {
    Folder folder;
    PluginHost host = folder
                          .plugin("good",
                                  [](Json& m) {
                                      m["kind"] = "renderer";
                                      m["extension"] = "odt";
                                  })
                          .load();

    REQUIRE(host.renderer_of("odt") != nullptr);
    CHECK(host.renderer_of("odt")->manifest().name == "good");
    CHECK(host.renderer_of("xlsx") == nullptr);
}
