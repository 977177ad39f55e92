// SPDX-License-Identifier: Apache-2.0
// Blobs: each is what its hash says, and there because an entry refers to it.
#include "adapters/store/verifying.hpp"

namespace giamsat::store {

void check_blobs(Verifying& verifying) {
    Statement read(verifying.office, "SELECT hash, bytes FROM blob ORDER BY hash");
    Cursor cursor = read.with();
    while (cursor.next()) {
        const std::string hash = cursor.text(0);
        const std::string where = "blob " + hash;
        if (to_hex(sha256(cursor.view(1))) != hash)
            verifying.differ("blob_changed", where,
                             {where + ": byte không khớp mã băm", where + ": its bytes do not match its hash"});
        if (verifying.blobs.erase(hash) == 0)
            verifying.differ("blob_extra", where,
                             {where + ": không mục nào nhắc đến", where + ": no entry refers to it"});
        verifying.stop_if_asked();
    }
    for (const std::string& hash : verifying.blobs)
        verifying.differ("blob_missing", "blob " + hash, {"thiếu blob " + hash, "blob " + hash + " is missing"});
}

}  // namespace giamsat::store
