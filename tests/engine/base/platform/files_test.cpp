// SPDX-License-Identifier: Apache-2.0
#include "base/platform/files.hpp"
#include "support/catch.hpp"

#include <unistd.h>

#include <csignal>

using namespace giamsat;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;

    Folder() {
        std::string name = (fs::temp_directory_path() / "giamsat-files-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    fs::path operator/(const char* name) const { return path / name; }
};

unsigned mode_of(const fs::path& path) { return static_cast<unsigned>(fs::status(path).permissions()); }

std::size_t files_in(const fs::path& path) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("what was written is read back, whole", "[platform]") {
    const Folder folder;
    const std::string bytes("a\0b\xff", 4);
    REQUIRE(write_file(folder / "x", bytes));
    CHECK(read_file(folder / "x", 4).value() == bytes);
    REQUIRE(write_file(folder / "x", ""));
    CHECK(read_file(folder / "x", 4).value() == "");
    CHECK(files_in(folder.path) == 1);
}

TEST_CASE("a file of secrets is for its owner alone, also when it was not before", "[platform]") {
    const Folder folder;
    REQUIRE(write_file(folder / "keys", "a"));
    CHECK(mode_of(folder / "keys") == 0644);
    REQUIRE(write_file(folder / "keys", "b", true));
    CHECK(mode_of(folder / "keys") == 0600);
}

TEST_CASE("a file over the limit is refused, of known size or not", "[platform]") {
    const Folder folder;
    REQUIRE(write_file(folder / "big", std::string(200'000, 'x')));
    CHECK(read_file(folder / "big", 199'999).error().code == ProblemCode::file_too_large);
    CHECK(read_file(folder / "big", 200'000).value().size() == 200'000);
    CHECK(read_file("/dev/zero", 1000).error().code == ProblemCode::file_too_large);
}

TEST_CASE("a file that cannot be read is named with the reason", "[platform]") {
    const Folder folder;
    const auto missing = read_file(folder / "none", 10).error();
    CHECK(missing.code == ProblemCode::file_unreadable);
    CHECK(missing.message(Lang::vi).find("none") != std::string::npos);
    CHECK(missing.message(Lang::vi).find("không có tệp này") != std::string::npos);
    CHECK(read_file(folder.path, 10).error().message(Lang::en).find("a folder") != std::string::npos);
}

TEST_CASE("a write that fails leaves the old file and no other", "[platform]") {
    const Folder folder;
    CHECK_FALSE(write_file(folder / "none/x", "a"));
    REQUIRE(make_folders(folder / "taken/inner"));
    CHECK_FALSE(write_file(folder / "taken", "a"));
    CHECK(files_in(folder.path) == 1);
    CHECK(fs::is_directory(folder / "taken/inner"));
}

TEST_CASE("writing replaces a link instead of following it", "[platform]") {
    if (!fs::exists("/dev/full")) return;
    const Folder folder;
    fs::create_symlink("/dev/full", folder / "full");
    CHECK(write_file(folder / "full", "a"));  // the name is replaced, the device behind it is not written
    CHECK(fs::is_regular_file(fs::symlink_status(folder / "full")));
}

TEST_CASE("folders are made with those above them, but not through a file", "[platform]") {
    const Folder folder;
    CHECK(make_folders(folder / "a/b/c"));
    CHECK(make_folders(folder / "a/b/c"));
    REQUIRE(write_file(folder / "file", ""));
    CHECK_FALSE(make_folders(folder / "file/b"));
}

TEST_CASE("a lock is held by one, and free again when its holder ends", "[platform]") {
    const Folder folder;
    {
        auto held = FileLock::take(folder / "lock");
        REQUIRE(held);
        CHECK(FileLock::take(folder / "lock").error().code == ProblemCode::office_busy);
        const FileLock moved = std::move(*held);
        CHECK_FALSE(FileLock::take(folder / "lock"));
    }
    CHECK(FileLock::take(folder / "lock"));
    CHECK_FALSE(FileLock::take(folder / "none/lock"));
}

TEST_CASE("the first interrupt is noted", "[platform]") {
    watch_interrupts();
    CHECK_FALSE(interrupted());
    std::raise(SIGINT);
    CHECK(interrupted());
}

TEST_CASE("the process knows its user, its binary and a sensible width", "[platform]") {
    CHECK_FALSE(user_name().empty());
    CHECK(fs::exists(own_binary()));
    CHECK(terminal_columns() > 0);
    CHECK_FALSE(is_terminal(-1));
}
