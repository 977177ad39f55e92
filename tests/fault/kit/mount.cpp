// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/mount.hpp"

#include "base/platform/files.hpp"
#include "fault/kit/calls.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <linux/types.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace giamsat::fault {

namespace {

namespace fs = std::filesystem;

bool ran(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }

std::string attached(const fs::path& image) {
    const fs::path said = fs::path(image) += ".loop";
    if (!ran(fmt::format("losetup --find --show {} > {}.tmp; mv {}.tmp {}", image.string(), said.string(),
                         said.string(), said.string())))
        return {};
    std::string device;
    std::getline(std::ifstream(said), device);
    return device;
}

std::string missing() {
    if (::geteuid() != 0) return "only root may mount";
    for (const char* tool : {"mkfs.ext4", "losetup"})
        if (!ran(fmt::format("PATH=$PATH:/usr/sbin:/sbin command -v {}", tool)))
            return fmt::format("{} is not there", tool);
    return {};
}

}  // namespace

LoopMount::LoopMount(const fs::path& scratch, int megabytes)
    : image_(scratch / "disk"), path_(scratch / "mount"), megabytes_(megabytes), why_not_(missing()) {
    if (!why_not_.empty()) return;
    fs::create_directories(path_);
    std::ofstream(image_).put('\0');
    fs::resize_file(image_, static_cast<std::uintmax_t>(megabytes_) << 20);
    device_ = attached(image_);
    if (device_.empty()) {
        why_not_ = "there is no loop device";
        return;
    }
    try {
        make_anew();
        if (!cut_power(path_)) why_not_ = "the file system cannot be shut down";
        make_anew();
    } catch (const std::exception& error) {
        why_not_ = error.what();
    }
}

LoopMount::~LoopMount() {
    if (mounted_) ::umount2(path_.c_str(), MNT_DETACH);
    if (!device_.empty()) ran("losetup --detach " + device_);
}

void LoopMount::make_anew() {
    if (mounted_) unmount();
    if (!ran(fmt::format("PATH=$PATH:/usr/sbin:/sbin mkfs.ext4 -q -F {}", device_)))
        throw std::runtime_error("no file system could be made on " + device_);
    mount();
}

void LoopMount::mount() {
    if (::mount(device_.c_str(), path_.c_str(), "ext4", 0, "") != 0)
        throw std::runtime_error("it may not be mounted: " + std::string(std::strerror(errno)));
    mounted_ = true;
}

void LoopMount::unmount() {
    if (::umount2(path_.c_str(), 0) != 0)
        throw std::runtime_error("it cannot be unmounted: " + std::string(std::strerror(errno)));
    mounted_ = false;
}

bool cut_power(const fs::path& path) {
    constexpr __u32 without_log = 2;
    constexpr unsigned long shut_down = _IOR('X', 125, __u32);
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return false;
    __u32 how = without_log;
    const bool cut = ::ioctl(folder, shut_down, &how) == 0;
    ::close(folder);
    return cut;
}

}  // namespace giamsat::fault
