// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/verify.hpp"

#include "base/core/ensure.hpp"

#include <algorithm>

namespace giamsat {

namespace {

const LocalText keep_all{
    "Không ghi thêm, giữ nguyên cả thư mục làm chứng cứ; so với bản sao và điểm chốt giữ ở nơi khác để biết bản nào "
    "đúng.",
    "Write nothing more and keep the whole folder as evidence; compare with copies and checkpoints kept elsewhere to "
    "learn which one is right."};
const LocalText restore{
    "Không ghi thêm; khôi phục bản sao gần nhất rồi kiểm tra lại với điểm chốt giữ ở nơi khác (--against).",
    "Write nothing more; restore the newest copy and verify it against a checkpoint kept elsewhere (--against)."};
const LocalText rows_follow{
    "Nhật ký vẫn nguyên, chỉ bảng suy ra bị sửa ngoài chương trình: tìm ai đã sửa tệp, rồi khôi phục bản sao.",
    "The journal says otherwise: the table was altered outside the program; find who touched the file, then restore a "
    "copy."};
const LocalText who_signed{
    "Tìm xem ai giữ khóa ký và ai đã sửa điểm chốt; đối chiếu khóa với chính sách của người kiểm tra (--policy).",
    "Find who holds the signing key and who touched the checkpoint; compare keys with the auditor's policy "
    "(--policy)."};
const LocalText right_file{
    "Kiểm tra xem thư mục, bên ký và tệp mang theo có cùng một văn phòng không; nếu đúng thì tệp đã bị tráo.",
    "See whether the folder, the signer and the files brought are of one office; if they are, the file was exchanged."};
const LocalText find_copy{
    "Tìm bản mới hơn của tệp, không ghi tiếp vào bản cũ này; nếu mất thật thì phải làm thủ tục phục hồi có ghi nhận.",
    "Look for a newer copy of the file and do not go on writing in this old one; if it is lost, recover it on the "
    "record."};
const LocalText find_signature{"Tìm xem ai đã bỏ nó khỏi tệp; bản giữ ở nơi khác vẫn là chứng cứ, hãy giữ lại.",
                               "Find who took it out of the file; the copy held elsewhere still is evidence, keep it."};
const LocalText find_blob{"Tìm lại tệp đính kèm từ bản sao: mã băm cho biết bản nào đúng.",
                          "Find the attachment again in a copy: its hash tells which one is right."};
const LocalText newer_program{
    "Nếu chương trình này cũ hơn chương trình đã ghi, hãy dùng bản mới; nếu không, mục đã bị sửa: giữ nguyên làm chứng "
    "cứ.",
    "If this program is older than the one that wrote it, take the newer one; if not, the entry was altered: keep the "
    "folder as evidence."};

}  // namespace

const std::vector<KindOfDifference>& differences() {
    static const std::vector<KindOfDifference> all = {
        {"storage", restore},
        {"schema", rows_follow},
        {"entry_changed", keep_all},
        {"entry_missing", keep_all},
        {"entry_reordered", keep_all},
        {"entry_inserted", keep_all},
        {"entry_unreadable", newer_program},
        {"entry_foreign", right_file},
        {"entry_not_applied", keep_all},
        {"command_incomplete", keep_all},
        {"case_chain", keep_all},
        {"node", keep_all},
        {"head", keep_all},
        {"tail_cut", keep_all},
        {"fork", keep_all},
        {"old_copy", find_copy},
        {"foreign_origin", right_file},
        {"checkpoint_bad", who_signed},
        {"checkpoint_missing", find_signature},
        {"cosignature_missing", find_signature},
        {"blob_missing", find_blob},
        {"blob_changed", find_blob},
        {"blob_extra", rows_follow},
        {"row_missing", rows_follow},
        {"row_extra", rows_follow},
        {"row_changed", rows_follow},
    };
    return all;
}

const LocalText& what_to_do(std::string_view what) {
    const auto at = std::find_if(differences().begin(), differences().end(),
                                 [what](const KindOfDifference& kind) { return kind.what == what; });
    ENSURE(at != differences().end(), "a difference has one of the stable names");
    return at->what_to_do;
}

}  // namespace giamsat
