// SPDX-License-Identifier: Apache-2.0
// A disk as unkind as POSIX allows. What was written to a file is sure to be there only after a sync of that file, that a
// file was made, renamed or removed only after a sync of its folder. Until then a cut of power may keep any of it: each
// sector of 512 bytes of a write by itself, each change of a name by itself. What a failed sync did not bring to the disk
// is taken for written all the same: later syncs leave it out, as Linux does.
#pragma once

#include "fault/kit/calls.hpp"
#include "fault/kit/chance.hpp"

#include <map>
#include <memory>
#include <vector>

namespace giamsat::fault {

struct Recorded {  // a call that went through, or the mark that so many commands had been acknowledged by then
    CallKind kind = CallKind::write;
    std::string path, to;
    std::int64_t offset = 0;
    std::string bytes;
    bool failed = false;           // of a sync
    std::size_t acknowledged = 0;  // so far
};

// path -> content; folders are left out.
using Files = std::map<std::string, std::string>;

class Disk {
public:
    enum class Kept {
        all,   // as after a crash of the program alone
        none,  // what is durable
        some,
    };

    void take(const Recorded& call);  // REQUIRES: it outlives the disk
    Files after_cut(Kept kept, Chance chance) const;

private:
    struct File {
        std::string seen;  // by whoever reads it now
        std::string durable;
        std::vector<const Recorded*> waiting;
    };
    struct Name {  // a change of names in one folder, all of it or nothing
        const Recorded* call;
        std::shared_ptr<File> file;
    };
    using Names = std::map<std::string, std::shared_ptr<File>>;

    static void apply(Names& names, const Name& change);
    void sync(const Recorded& call);
    static std::string content(const File& file, Kept kept, Chance& chance);

    Names seen_;     // as the running program sees it; folders are null
    Names durable_;  // as far as it is sure
    std::vector<Name> waiting_;
};

}  // namespace giamsat::fault
