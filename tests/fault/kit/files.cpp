// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/files.hpp"

#include "fault/kit/campaign.hpp"
#include "support/golden.hpp"
#include "support/workflows.hpp"

#include <fstream>
#include <stdexcept>

namespace giamsat::fault {

namespace fs = std::filesystem;

Files taken_from(const fs::path& folder) {
    Files files;
    for (const auto& item : fs::recursive_directory_iterator(folder)) {
        const std::string name = fs::relative(item.path(), folder).generic_string();
        if (item.is_regular_file() && !name.ends_with("-shm")) files[name] = test::read_whole(item.path().string());
    }
    return files;
}

void lay_out(const fs::path& folder, const Files& files) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto& [path, content] : files) {
        fs::create_directories((folder / path).parent_path());
        std::ofstream(folder / path, std::ios::binary) << content;
    }
}

Prepared prepared(const Script& script, Left left) {
    FastFolder folder;
    Play play(folder.path() / "office");
    if (Done done = run(play, script); !done) throw std::runtime_error(test::told(done.error()));
    if (left == Left::closed) play.close();
    return {taken_from(folder.path()), play.told()};
}

}  // namespace giamsat::fault
